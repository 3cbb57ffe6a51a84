"""What an .xlsx workbook says of itself: its sheets, which of them are hidden, and from which day it counts days."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from xml.etree import ElementTree

from warehouse.reading.archive import truncated_zip
from warehouse.reading.books.facts import Sheet


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Give the workbook's zip; whatever shows that it is damaged becomes `Refused` with `truncated`."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, KeyError, EOFError, zlib.error, ElementTree.ParseError, NotImplementedError):
        raise truncated_zip() from None


class Contents(NamedTuple):
    """The sheets of an .xlsx workbook; whether it counts days from 1904; whether who opens it is to compute formulas.

    The last is what programs ask for that cannot compute themselves.
    """

    sheets: tuple[Sheet, ...]
    counts_from_1904: bool
    asks_to_compute: bool


def contents_of(path: Path) -> Contents:
    """Return what the workbook says of itself; raise `Refused` where the file is damaged."""
    with opened(path) as archive:
        workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id", ""): r.get("Target", "") for r in relations}
    sheets = [_sheet(element, targets) for element in workbook.iter() if tag(element) == "sheet"]
    cell_sheets = tuple(sheet for sheet in sheets if "chartsheets/" not in sheet.member)
    return Contents(cell_sheets, _flag(workbook, "workbookPr", "date1904"), _flag(workbook, "calcPr", "fullCalcOnLoad"))


def tag(element: ElementTree.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _flag(workbook: ElementTree.Element, element: str, attribute: str) -> bool:
    return any(e.get(attribute) in ("1", "true") for e in workbook.iter() if tag(e) == element)


def _sheet(element: ElementTree.Element, targets: dict[str, str]) -> Sheet:
    relation = next((value for name, value in element.items() if name.endswith("}id")), "")
    target = targets.get(relation, "")
    member = target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return Sheet(element.get("name", ""), element.get("state", "visible") != "visible", member)
