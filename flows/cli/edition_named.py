"""What the commands on editions share: how a person names one."""

from typing import Annotated

from cyclopts import Parameter

from schemas.edition import Edition, EditionRefused
from schemas.words.message import message
from warehouse.editions.log import Book
from warehouse.editions.states import versions

NEWEST = 0
VersionOption = Annotated[int, Parameter(name="--version", help="help.edition-version", show_default=False)]


def named_edition(book: Book, series: str, version: int) -> Edition:
    """Return the version of a series that a person means, 0 being the newest; raise `EditionRefused` if none."""
    editions_of_series = versions(book.editions, series)
    matches = editions_of_series[-1:] if version == NEWEST else [e for e in editions_of_series if e.version == version]
    if not matches:
        names = [e.name for e in book.editions.values()] or None
        edition = series if version == NEWEST else f"{series} v{version}"
        raise EditionRefused("no_edition", message("cli_edition.no-edition", edition=edition, editions=names))
    return matches[0]
