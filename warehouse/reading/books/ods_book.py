"""An OpenDocument workbook (.ods): its XML beside the library that reads its cells.

The XML is read in one pass for all sheets; cells and rows are written once and counted, so that a file of a few bytes
may say a milliard of cells.
"""

import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, XMLPullParser

from schemas.column import ERROR_TEXTS
from schemas.errors import SubmissionRejected
from schemas.words.message import message
from warehouse.reading.archive import LARGEST_MEMBER, too_large, truncated_zip
from warehouse.reading.blocks import BLOCK
from warehouse.reading.books.book import Book, Mask, Place
from warehouse.reading.books.cells import MOST_CELLS, library_texts
from warehouse.reading.books.facts import Merged, Sheet, SheetFacts, facts_of
from warehouse.reading.books.shape import Cell, Kind
from warehouse.reading.books.xlsx_book import opened

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{_NAMES}table:1.0}}", f"{_NAMES}office:1.0}}", f"{_NAMES}text:1.0}}"
_STYLE = f"{_NAMES}style:1.0}}"
_ERROR_OF = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_SHEET, _ROW, _COLUMN = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-column"
_VALUE_TYPE, _FORMULA, _VISIBILITY = f"{_OFFICE}value-type", f"{_TABLE}formula", f"{_TABLE}visibility"
_ROWS_REPEATED, _COLUMNS_REPEATED = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
_ROWS_SPANNED, _COLUMNS_SPANNED = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_PARAGRAPH, _STRING_VALUE = f"{_TEXT}p", f"{_OFFICE}string-value"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_KINDS: Mapping[str, Kind] = {
    "float": "number",
    "percentage": "number",
    "currency": "number",
    "boolean": "boolean",
    "date": "iso",
    "string": "text",
    "time": "number",
}


@dataclass
class _Reading:
    """A sheet as far as it is read: its rows with their cells, and what is merged, hidden and shown otherwise."""

    rows: list[tuple[int, bool, tuple[Cell, ...]]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    masks: dict[Place, Mask] = field(default_factory=dict)
    columns: int = 0
    last_row: int = 0
    cells: int = 0


def open_ods(path: Path) -> Book:
    """Open an OpenDocument workbook; raise `Refused` where it is damaged or would lay out too many cells."""
    readings, facts, from_1904 = dict[Sheet, _Reading](), dict[Sheet, SheetFacts](), False
    hidden_styles = set[str]()
    for element, reading in _elements(path):
        if element.tag == f"{_STYLE}style" and any(e.get(f"{_TABLE}display") == "false" for e in element):
            hidden_styles.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == f"{_TABLE}null-date":
            from_1904 = element.get(f"{_TABLE}date-value", "").startswith("1904")
        elif element.tag == _SHEET:
            is_hidden = element.get(f"{_TABLE}style-name") in hidden_styles
            readings[Sheet(element.get(f"{_TABLE}name", ""), is_hidden)] = reading
    for sheet, reading in readings.items():
        facts[sheet] = facts_of(sheet, reading.rows, reading.merged, reading.hidden_columns)

    def masks(sheet_facts: SheetFacts, columns: Collection[int]) -> Mapping[Place, Mask]:
        sheet_masks = readings[sheet_facts.sheet].masks
        return {place: mask for place, mask in sheet_masks.items() if place[1] in columns}

    return Book(tuple(readings), from_1904, False, facts.__getitem__, library_texts(path), masks)


def _elements(path: Path) -> Iterator[tuple[Element, _Reading]]:
    """Yield each element that ends, with the sheet in which it stands; a row is taken into it and then emptied."""
    depth, reading = 0, _Reading()
    with opened(path) as archive:
        _refuse_password(archive)
        with archive.open("content.xml") as xml:
            for event, element in _events(xml):
                if element.tag == _SHEET:
                    depth += 1 if event == "start" else -1
                    if event == "start" and depth == 1:
                        reading = _Reading()
                    elif depth == 0:
                        yield element, reading
                        element.clear()
                elif event == "start":
                    continue
                elif depth == 1 and element.tag == _ROW:
                    _take_row(element, reading)
                    element.clear()
                elif depth == 1 and element.tag == _COLUMN:
                    _take_column(element, reading)
                elif not depth:
                    yield element, reading


def _events(xml: IO[bytes]) -> Iterator[tuple[str, Element]]:
    size = 0
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    while block := xml.read(BLOCK):
        size += len(block)
        if size > LARGEST_MEMBER:
            raise too_large(LARGEST_MEMBER)
        parser.feed(block)
        yield from parser.read_events()  # type: ignore[misc]  # of these two events each is with an element
    parser.close()


def _take_row(row: Element, reading: _Reading) -> None:
    number, repeated = reading.last_row + 1, _count(row, _ROWS_REPEATED)
    cells, column = list[Cell](), 0
    for element in row:
        if element.tag not in _CELLS:
            continue
        times = _count(element, _COLUMNS_REPEATED)
        cell = _cell(element)
        if cell.kind:
            _refuse_many(reading, times * repeated)
            cells += [Cell(column + i, *cell[1:]) for i in range(times)]
            if mask := _shown_mask(element, cell):
                reading.masks.update({(number + n, column + i): mask for n in range(repeated) for i in range(times)})
        down, across = _count(element, _ROWS_SPANNED), _count(element, _COLUMNS_SPANNED)
        if down > 1 or across > 1:
            reading.merged.append(Merged(number, column, number + down - 1, column + across - 1))
        column += times
    if cells:
        is_hidden = row.get(_VISIBILITY, "visible") != "visible"
        reading.rows += [(number + i, is_hidden, tuple(cells)) for i in range(repeated)]
    reading.last_row += repeated


def _cell(element: Element) -> Cell:
    """Return the kind of a cell, with 0 for its column."""
    value_type = element.get(_VALUE_TYPE)
    is_formula = element.get(_FORMULA) is not None
    if element.get(_ERROR_OF) == "error":
        text = _paragraphs(element).strip()
        return Cell(0, "error", text if text in ERROR_TEXTS else "#VALUE!", is_formula)
    if value_type is None:
        return Cell(0, "unresolved" if is_formula else "")
    kind = _KINDS.get(value_type, "text")
    if value_type == "string" and not (element.get(_STRING_VALUE) or _paragraphs(element)).strip():
        kind = "blank"
    return Cell(0, kind, is_formula=is_formula)


def _shown_mask(element: Element, cell: Cell) -> Mask:
    """Return what a number is shown as, where that has zeros in front which the number has not."""
    text = _paragraphs(element) if cell.kind == "number" else ""
    has_zeros = text.isdecimal() and text.startswith("0") and len(text) > 1
    return tuple(text) if has_zeros else ()


def _paragraphs(element: Element) -> str:
    return "\n".join("".join(p.itertext()) for p in element if p.tag == _PARAGRAPH)


def _take_column(column: Element, reading: _Reading) -> None:
    times = min(_count(column, _COLUMNS_REPEATED), 16384)
    if column.get(_VISIBILITY, "visible") != "visible":
        reading.hidden_columns.update(range(reading.columns, reading.columns + times))
    reading.columns += times


def _count(element: Element, name: str) -> int:
    text = element.get(name)
    if text is None:
        return 1
    if not text.isdecimal():
        raise truncated_zip()
    return max(1, int(text))


def _refuse_many(reading: _Reading, cells: int) -> None:
    reading.cells += cells
    if reading.cells > MOST_CELLS:
        words = message("workbook.cells-repeated", most=MOST_CELLS)
        raise SubmissionRejected("limits", words)


def _refuse_password(archive: zipfile.ZipFile) -> None:
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise SubmissionRejected("not-a-workbook", message("workbook.with-password"))
