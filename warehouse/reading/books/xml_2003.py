"""An XML Spreadsheet 2003 (SpreadsheetML), which many systems send as .xls: every cell with its kind and its text."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse

from schemas.column import ERROR_TEXTS
from schemas.errors import SubmissionRejected
from schemas.words.message import message
from warehouse.reading.archive import truncated_zip
from warehouse.reading.books.book import Book, Mask
from warehouse.reading.books.cells import MOST_CELLS
from warehouse.reading.books.facts import Merged
from warehouse.reading.books.grid import Grid, GridCell, book_of_grids
from warehouse.reading.books.masks import mask_of
from warehouse.reading.books.shape import Kind

_NAMESPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_KINDS: Mapping[str, Kind] = {"Number": "number", "Boolean": "boolean", "DateTime": "iso", "Error": "error"}
_BOOLEANS = {"1": "true", "0": "false"}
_MOST_COLUMNS = 16384


class _Reading:
    """The workbook as far as it is read: its sheets, the one at hand, and the masks of its styles."""

    def __init__(self) -> None:
        self.grids = list[Grid]()
        self.grid = Grid("")
        self.masks = dict[str, Mask]()
        self.from_1904 = False
        self.row = self.column = self.cells = 0


def open_xml_2003(path: Path) -> Book:
    """Open the workbook; raise `Refused` where it is damaged. An XML parser reads all of it or none."""
    reading = _Reading()
    try:
        for _, element in iterparse(path):
            _take(element, reading)
    except ParseError:
        raise truncated_zip() from None
    return book_of_grids(reading.grids, reading.from_1904)


def _take(element: Element, reading: _Reading) -> None:
    """Take what an element says into the reading when it ends; its parts were taken before it, but for cells."""
    name = element.tag.rpartition("}")[2]
    if name == "Row":
        _take_row(element, reading)
        element.clear()
    elif name == "Column":
        _take_column(element, reading)
    elif name == "Style":
        mask = next((mask for e in element if (mask := mask_of(_attribute(e, "Format")))), None)
        reading.masks |= {_attribute(element, "ID"): mask} if mask else {}
    elif name == "Date1904":
        reading.from_1904 = True
    elif name == "Visible":
        reading.grid.is_hidden = (element.text or "").strip() != "SheetVisible"
    elif name == "Worksheet":
        reading.grid.name = _attribute(element, "Name")
        reading.grids.append(reading.grid)
        reading.grid, reading.row, reading.column = Grid(""), 0, 0
        element.clear()


def _take_row(row: Element, reading: _Reading) -> None:
    number = _count(row, "Index") or reading.row + 1
    reading.row, column, cells = number + _count(row, "Span"), 0, list[GridCell]()
    for element in row:
        if element.tag != f"{_NAMESPACE}Cell":
            continue
        column = _count(element, "Index") - 1 if _count(element, "Index") else column
        cell = _cell(element, column)
        if cell.kind:
            cells.append(cell)
            if cell.kind == "number" and (mask := reading.masks.get(_attribute(element, "StyleID"))):
                reading.grid.masks[number, column] = mask
        down, across = _count(element, "MergeDown"), _count(element, "MergeAcross")
        if down or across:
            reading.grid.merged.append(Merged(number, column, number + down, column + across))
        column += 1 + across
    reading.cells = max(reading.cells, number * (cells[-1].column + 1) if cells else 0)
    if reading.cells > MOST_CELLS:
        raise SubmissionRejected("limits", message("workbook.cells-repeated", most=MOST_CELLS))
    if cells:
        reading.grid.rows.setdefault(number, []).extend(cells)
    if _attribute(row, "Hidden") == "1" or _attribute(row, "Height") == "0":
        reading.grid.hidden_rows.add(number)


def _cell(element: Element, column: int) -> GridCell:
    is_formula = _attribute(element, "Formula") != ""
    data = next((e for e in element if e.tag == f"{_NAMESPACE}Data"), None)
    if data is None:
        return GridCell(column, "unresolved" if is_formula else "", "", is_formula=is_formula)
    text = "".join(data.itertext())
    kind = _KINDS.get(_attribute(data, "Type"), "text")
    if kind == "error":
        return GridCell(column, kind, "", text if text in ERROR_TEXTS else "#VALUE!", is_formula)
    if kind == "text" and not text.strip():
        kind = "blank" if text else ""
    return GridCell(column, kind, _as_read(kind, text.strip() if kind != "text" else text), is_formula=is_formula)


def _as_read(kind: Kind, text: str) -> str:
    """Return the text of a cell as the library writes such cells of other workbooks."""
    if kind == "iso":
        return text.removesuffix(".000")
    if kind == "boolean":
        return _BOOLEANS.get(text, text)
    if kind == "number" and "E" in text.upper():
        try:
            return f"{Decimal(text):f}"
        except InvalidOperation:
            return text
    return text


def _take_column(column: Element, reading: _Reading) -> None:
    first = _count(column, "Index") - 1 if _count(column, "Index") else reading.column
    last = min(first + _count(column, "Span"), _MOST_COLUMNS)
    if _attribute(column, "Hidden") == "1" or _attribute(column, "Width") == "0":
        reading.grid.hidden_columns.update(range(first, last + 1))
    reading.column = last + 1


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{_NAMESPACE}{name}", "")


def _count(element: Element, name: str) -> int:
    text = _attribute(element, name)
    return int(text) if text.isdecimal() else 0
