"""How templates of pages are filled: what comes from data is escaped, a name that nothing stands for is an error."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.words import formats
from schemas.words.catalogue import said, text
from schemas.words.languages import LANGUAGES, VIETNAMESE, Said
from schemas.words.message import Declared, Message, message
from warehouse.site import stylesheet

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def environment(*folders: Path) -> "Environment":
    """Return an environment for the templates of these folders."""
    # Most who know pages make none.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def bilingual_environment(folder: Path) -> "Environment":
    """Return an environment for pages beside the site, in Vietnamese with English after it, in the site's style."""
    pages = environment(folder, stylesheet.FOLDER)
    pages.filters["both"] = _both
    pages.filters["moment"] = lambda moment: formats.moment(moment, VIETNAMESE.tag)
    pages.filters["number"] = lambda value, digits=0: formats.number(value, VIETNAMESE.tag, digits)
    pages.globals |= {
        "vi": lambda key, **values: text(message(key, **values), VIETNAMESE),
        "both": lambda key, **values: _both(message(key, **values)),
    }
    return pages


def source_of(environment: "Environment", name: str) -> str:
    """Return the text of a file of its folders as it is."""
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _both(value: Message | Declared | date) -> "Markup":
    """Return what is said in Vietnamese, and after it in English where that is another text."""
    from markupsafe import Markup

    vi, en = _in_each(value)
    return Markup("{}").format(vi) if vi == en else Markup('{} <span class="en" lang="en">{}</span>').format(vi, en)


def _in_each(value: Message | Declared | date) -> Said:
    if isinstance(value, datetime):
        vi, en = (formats.moment(value, language.tag) for language in LANGUAGES)
        return vi, en
    if isinstance(value, date):
        vi, en = (formats.day(value, language.tag) for language in LANGUAGES)
        return vi, en
    return said(value)
