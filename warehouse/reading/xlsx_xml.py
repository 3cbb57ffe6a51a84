"""A sheet's own XML, read beside the library that reads its cells: which rows hold something, and what is merged.

The library pads and trims; this is the second witness of how many records there are, at a fraction of its cost: the
XML is split at its row ends and only searched for a first value.
"""

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from schemas.text import header_key
from warehouse.reading.archive import LARGEST_MEMBER, too_large, truncated_zip
from warehouse.reading.outcome import Refused

_BLOCK = 1 << 20
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?: [^>]*)?>\s*[^<\s]")
_TEXTS = re.compile(rb"<(?:\w+:)?(?:v|t)(?: [^>]*)?>([^<]*)<")
_NUMBER = re.compile(rb'\br="(\d+)"')
_LETTERS = re.compile(rb' r="([A-Z]{1,3})\d')
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Merged:
    """A merged range: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class SheetFacts:
    """What the XML of a sheet says: rows that hold a value (from 1), columns that do (from 0), and merged ranges."""

    name: str
    member: str
    rows: frozenset[int]
    first_column: int
    last_column: int
    merged: tuple[Merged, ...]


def sheet_facts(path: Path, sheet: str | int) -> SheetFacts:
    """Return the facts of the declared sheet; raise `Refused` where there is none or the file is damaged."""
    try:
        with zipfile.ZipFile(path) as book:
            return _facts(book, *_find_sheet(book, sheet))
    except (zipfile.BadZipFile, KeyError, EOFError, zlib.error, ElementTree.ParseError, NotImplementedError):
        raise truncated_zip() from None


def rows_of_blank_texts(path: Path, facts: SheetFacts, rows: Collection[int]) -> set[int]:
    """Return those of `rows` whose values are all texts of white space, which a library may report as nothing."""
    blank = set[int]()
    with zipfile.ZipFile(path) as book:
        shared = _blank_shared_texts(book)
        for number, piece in _rows(book, facts.member):
            values = [text.strip() for text in _TEXTS.findall(piece)] if number in rows else []
            if values and all(value in shared for value in values) and piece.count(b't="s"') == len(values):
                blank.add(number)
    return blank


def _find_sheet(book: zipfile.ZipFile, sheet: str | int) -> tuple[str, str]:
    workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    sheets = [(s.get("name", ""), targets.get(s.get(_RELATION), "")) for s in workbook.iter() if _tag(s) == "sheet"]
    for index, (name, target) in enumerate(sheets):
        if index == sheet or (isinstance(sheet, str) and header_key(name) == header_key(sheet)):
            return name, target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    names = ", ".join(f'"{name}"' for name, _ in sheets)
    wanted = f'"{sheet}"' if isinstance(sheet, str) else str(sheet + 1)
    raise Refused(
        "unreadable",
        f"Không có trang tính {wanted} trong tệp; các trang: {names}. Đặt lại tên trang tính.",
        f"The workbook has no sheet {wanted}; its sheets: {names}. Rename the sheet.",
        0.1,
    )


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _facts(book: zipfile.ZipFile, name: str, member: str) -> SheetFacts:
    rows, first, last, rest = set[int](), set[bytes](), set[bytes](), b""
    for number, piece in _rows(book, member):
        if number == 0:
            rest = piece
        elif value := _VALUE.search(piece):
            rows.add(number)
            first.update(_cell_before(piece, value.start()))
            last.update(_cell_before(piece, max(piece.rfind(b"v>"), piece.rfind(b"t>"))))
    merged = [Merged(int(top), _column(a), int(bottom), _column(b)) for a, top, b, bottom in _MERGED.findall(rest)]
    left, right = min(map(_column, first), default=0), max(map(_column, last), default=0)
    return SheetFacts(name, member, frozenset(rows), left, right, tuple(merged))


def _rows(book: zipfile.ZipFile, member: str) -> Iterator[tuple[int, bytes]]:
    """Yield (row number, XML up to the end of the row), and at last (0, what follows the rows)."""
    number, rest, read = 0, b"", 0
    with book.open(member) as xml:
        while block := xml.read(_BLOCK):
            read += len(block)
            if read > LARGEST_MEMBER:
                raise too_large(LARGEST_MEMBER)
            *pieces, rest = _ROW_END.split(rest + block)
            for piece in pieces:
                number = _row_number(piece, number)
                yield number, piece
    yield 0, rest


def _row_number(piece: bytes, before: int) -> int:
    start = max(piece.rfind(b"<row"), piece.rfind(b":row"))
    written = _NUMBER.search(piece, start, piece.find(b">", start))
    return int(written[1]) if written else before + piece.count(b"<row") + piece.count(b":row")


def _cell_before(piece: bytes, position: int) -> list[bytes]:
    """Return the column letters of the cell that holds `position`, or nothing where cells do not say where they are."""
    found = _LETTERS.match(piece, piece.rfind(b' r="', 0, position))
    return [found[1]] if found else []


def _blank_shared_texts(book: zipfile.ZipFile) -> set[bytes]:
    """Return the numbers of the shared texts that are white space, as cells refer to them."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return set()
    items = (e for e in ElementTree.fromstring(book.read("xl/sharedStrings.xml")) if _tag(e) == "si")
    return {str(i).encode() for i, item in enumerate(items) if not "".join(item.itertext()).strip()}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
