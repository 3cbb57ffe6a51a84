"""The whole site of a publication as files: its languages, pictures with their data, assets, and the way in."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import repeat
from pathlib import Path

from jinja2 import Environment

from schemas.spreadsheet import csv_bytes
from warehouse.publication.publication import Publication
from warehouse.recall import Recall, anew
from warehouse.site import (
    about,
    case_mix,
    claims,
    data_quality,
    downloads,
    indicators,
    method,
    ranking,
    revisions,
    stylesheet,
    units,
    what_if,
)
from warehouse.site.charts.theme import unchecked
from warehouse.site.page import Figure, Page
from warehouse.site.templating import environment, source_of
from warehouse.site.words import Words

_HERE = Path(__file__).parent
_ASSETS = ("site.css", "what-if.css", "what-if.js", "what-if-weights.js", "what-if-page.js")
# The navigation: the entry's name in the catalogue, and where it leads.
SECTIONS = {
    "ranking": "index.html",
    "indicators": "indicators/index.html",
    "units": "units/index.html",
    "case_mix": "case-mix.html",
    "claims": "claims.html",
    "quality": "data-quality.html",
    "method": "method.html",
    "what_if": "what-if.html",
    "revisions": "revisions.html",
    "downloads": "downloads.html",
    "about": "about.html",
}
Pages = Callable[[Publication, Words], Iterator[Page]]
_PAGES: tuple[Pages, ...] = (
    ranking.pages,
    indicators.pages,
    units.pages,
    case_mix.pages,
    claims.pages,
    data_quality.pages,
    method.pages,
    what_if.pages,
    revisions.pages,
    about.pages,
)


def site_files(
    publication: Publication, sizes: Mapping[str, int] | None = None, recall: Recall = anew
) -> dict[str, str | bytes]:
    """Return the site by relative path. `sizes`: path below `data/` -> bytes, of the files that can be downloaded.

    Everything that comes from data is escaped; equal publications give equal files, whatever pictures `recall` knows.
    """
    templates = _environment()
    files: dict[str, str | bytes] = {f"assets/{name}": source_of(templates, name) for name in _ASSETS}
    files["index.html"] = templates.get_template("way-in.html.j2").render(
        p=publication, languages=_languages(publication)
    )
    for words in _languages(publication):
        lang = words.lang
        pages = [page for pages_of in _PAGES for page in pages_of(publication, words)]
        pages += downloads.pages(publication, words, sizes or {})
        files |= {f"{lang}/{page.path}": _rendered(templates, publication, words, page) for page in pages}
        figures = {f"charts/{lang}/{figure.name}": figure for page in pages for figure in page.figures}
        files |= _picture_files(figures, recall)
    return files


def _languages(publication: Publication) -> list[Words]:
    return [Words(language) for language in publication.languages]


@cache  # compiling the templates takes longer than filling them
def _environment() -> Environment:
    return environment(_HERE / "templates", stylesheet.FOLDER)


def _rendered(templates: Environment, publication: Publication, words: Words, page: Page) -> str:
    context = {"p": publication, "w": words, "page": page, "sections": SECTIONS, "languages": _languages(publication)}
    return templates.get_template(page.template).render(context | dict(page.context)) + "\n"


def _picture_files(figures: Mapping[str, Figure], recall: Recall) -> dict[str, str | bytes]:
    """Return the pictures and their data by path; drawing leaves Python, so that two are drawn at a time."""
    with unchecked(), ThreadPoolExecutor(2) as pool:
        file_sets = pool.map(_figure_files, figures.keys(), figures.values(), repeat(recall))
        return {path: text for files in file_sets for path, text in files.items()}


def _figure_files(stem: str, figure: Figure, recall: Recall) -> dict[str, str | bytes]:
    """Return the picture and its data."""
    return {f"{stem}.svg": figure.svg(recall), f"{stem}.csv": csv_bytes(figure.data.rename(dict(figure.columns)))}
