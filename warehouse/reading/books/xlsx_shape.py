"""Of which kind each cell of a row is, told from the XML of the row without its digits.

Without digits, rows that hold the same kinds of cells in the same columns have the same XML: each kind of row and each
kind of cell is taken apart once and looked up ever after, which is what makes a second look at a million cells cheap.
"""

import re

from warehouse.reading.books.shape import Cell, Kind, Shape, column_number, shape_of

_TYPE = re.compile(rb'\bt="(\w+)"')
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})"')
_WRITTEN = re.compile(rb"<[vt](?:\s[^>]*)?>([^<]*)<")
_CLOSED = re.compile(rb"<([vt])\s*/>")  # a value that is really empty, as some programs write it
_DIGITS = b"0123456789.+-"  # what a number is made of, the exponent's E aside
_EMPTY = b"~"  # stands in a value that is really empty, so that it does not look like one whose digits are gone
_TEXTS = re.compile(rb"<t(?:\s[^>]*)?>\s*[^<\s][^<]*<")
_RESULTS = re.compile(rb'(\bt="str"[^>]*>(?:<f(?:\s[^>]*)?(?:/>|>[^<]*</f>))?<v(?:\s[^>]*)?>)\s*[^<\s][^<]*<')


class Shapes(dict[bytes, int]):
    """The number of each kind of row, by the row's XML as `without_digits` leaves it; `listed` are the kinds."""

    _MOST = 20_000  # texts remembered; a sheet of formulas that differ in every row would fill the memory

    def __init__(self) -> None:
        self.listed = list[Shape]()
        self._numbers = dict[Shape, int]()
        self._cells = dict[bytes, Cell]()

    def __missing__(self, row: bytes) -> int:
        shape = shape_of([self._cell(cell) for cell in row[row.rfind(b"<row") :].split(b"<c")[1:]])
        number = self._numbers.setdefault(shape, len(self.listed))
        if number == len(self.listed):
            self.listed.append(shape)
        if len(self) < self._MOST:
            self[row] = number
        return number

    def _cell(self, text: bytes) -> Cell:
        if text in self._cells:
            return self._cells[text]
        cell = _cell(text)
        if len(self._cells) < self._MOST:
            self._cells[text] = cell
        return cell


def without_digits(xml: bytes) -> bytes:
    """Return the XML of whole rows without digits, and with `x` for each text that stands in a cell itself."""
    if b'"inlineStr"' in xml:
        xml = _TEXTS.sub(b"<t>x<", xml)  # without a group in what is put there: five times as fast
    if b'"str"' in xml:
        xml = _RESULTS.sub(rb"\1x<", xml)
    return xml.replace(b"<v></v>", b"<v>~</v>").translate(None, _DIGITS)


def _cell(text: bytes) -> Cell:
    opening, _, inside = text.partition(b">")
    place, declared = _COLUMN.search(opening), _TYPE.search(opening)
    column = column_number(place[1]) if place else -1
    if opening.endswith(b"/"):
        return Cell(column, "")
    kind = declared[1] if declared else b"n"
    written = [value.strip() for value in _WRITTEN.findall(_CLOSED.sub(rb"<\1>~<", inside))]
    value = b"".join(written)
    if kind == b"e" and value:
        return Cell(column, "error", value.decode("ascii", "replace"))
    is_formula = b"<f" in inside
    return Cell(column, _kind(kind, value, bool(written), is_formula), is_formula=is_formula)


def _kind(type_code: bytes, value: bytes, is_written: bool, is_formula: bool) -> Kind:
    """Return the kind of a cell that is no error: as it is declared, and as it is in fact."""
    if type_code in (b"str", b"inlineStr"):
        blank: Kind = "blank" if is_written else "unresolved" if is_formula else ""
        return "text" if value and value != _EMPTY else blank
    if not is_written or value == _EMPTY:
        return "unresolved" if is_formula else ""
    if type_code == b"n":
        return "number" if value in (b"", b"E", b"e") else "text"
    kinds: dict[bytes, Kind] = {b"d": "iso", b"s": "shared", b"b": "boolean"}
    return kinds.get(type_code, "text")
