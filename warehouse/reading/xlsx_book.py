"""What a workbook says of itself: its sheets, which of them are hidden, and from which day it counts days."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from schemas.words.message import message
from schemas.words.text import header_key
from warehouse.reading.archive import truncated_zip
from warehouse.reading.outcome import Refused


@dataclass(frozen=True)
class Sheet:
    """A sheet of cells: its name, where its XML lies in the zip, and whether people see it in Excel."""

    name: str
    member: str
    is_hidden: bool


@dataclass(frozen=True)
class Book:
    """The sheets of a workbook in their order; `counts_from_1904` is the date system that old Macs wrote.

    `asks_to_compute`: whoever opens it is to compute every formula, as programs write that cannot compute themselves.
    """

    path: Path
    sheets: tuple[Sheet, ...]
    counts_from_1904: bool
    asks_to_compute: bool


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Give the workbook's zip; whatever shows that it is damaged becomes `Refused` with `truncated`."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, KeyError, EOFError, zlib.error, ElementTree.ParseError, NotImplementedError):
        raise truncated_zip() from None


def open_book(path: Path) -> Book:
    """Return what the workbook says of itself; raise `Refused` where the file is damaged."""
    with opened(path) as archive:
        workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id", ""): r.get("Target", "") for r in relations}
    sheets = [_sheet(element, targets) for element in workbook.iter() if tag(element) == "sheet"]
    of_cells = tuple(sheet for sheet in sheets if "chartsheets/" not in sheet.member)
    return Book(path, of_cells, _flag(workbook, "workbookPr", "date1904"), _flag(workbook, "calcPr", "fullCalcOnLoad"))


def chosen_sheets(book: Book, wanted: str | int) -> list[Sheet]:
    """Return the sheets that a source asks for: one by its name or number, or all whose names fit a pattern.

    Raises `Refused` where there is none.
    """
    if isinstance(wanted, int):
        sheets = list(book.sheets[wanted : wanted + 1])
    elif is_pattern(wanted):
        sheets = [s for s in book.sheets if fnmatchcase(header_key(s.name), header_key(wanted).replace("[", "[[]"))]
    else:
        sheets = [s for s in book.sheets if header_key(s.name) == header_key(wanted)][:1]
    if sheets:
        return sheets
    words = message(
        "workbook.no-sheet",
        wanted=f'"{wanted}"' if isinstance(wanted, str) else str(wanted + 1),
        names=[f'"{s.name}"' for s in book.sheets],
    )
    raise Refused("unreadable", words, 0.1)


def is_pattern(wanted: str | int) -> bool:
    """Say whether a source asks for every sheet whose name fits; no sheet's own name can hold * or ?."""
    return isinstance(wanted, str) and any(mark in wanted for mark in "*?")


def tag(element: ElementTree.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _flag(workbook: ElementTree.Element, element: str, attribute: str) -> bool:
    return any(e.get(attribute) in ("1", "true") for e in workbook.iter() if tag(e) == element)


def _sheet(element: ElementTree.Element, targets: dict[str, str]) -> Sheet:
    relation = next((value for name, value in element.items() if name.endswith("}id")), "")
    target = targets.get(relation, "")
    member = target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return Sheet(element.get("name", ""), member, element.get("state", "visible") != "visible")
