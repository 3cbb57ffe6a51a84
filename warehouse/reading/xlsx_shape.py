"""Of which kind each cell of a row is, told from the XML of the row without its digits.

Without digits, rows that hold the same kinds of cells in the same columns have the same XML: each kind of row and each
kind of cell is taken apart once and looked up ever after, which is what makes a second look at a million cells cheap.
"""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["number", "iso", "boolean", "text", "shared", "blank", "error", "unresolved", ""]

_TYPE = re.compile(rb'\bt="(\w+)"')
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})"')
_WRITTEN = re.compile(rb"<[vt](?:\s[^>]*)?>([^<]*)<")
_CLOSED = re.compile(rb"<([vt])\s*/>")  # a value that is really empty, as some programs write it
_DIGITS = b"0123456789.+-"  # what a number is made of, the exponent's E aside
_EMPTY = b"~"  # stands in a value that is really empty, so that it does not look like one whose digits are gone
_TEXTS = re.compile(rb"<t(?:\s[^>]*)?>\s*[^<\s][^<]*<")
_RESULTS = re.compile(rb'(\bt="str"[^>]*>(?:<f(?:\s[^>]*)?(?:/>|>[^<]*</f>))?<v(?:\s[^>]*)?>)\s*[^<\s][^<]*<')


class Cell(NamedTuple):
    """A cell: its column (from 0; -1: the next one), its kind, and of an error its text (without digits)."""

    column: int
    kind: Kind
    error: str = ""
    is_formula: bool = False


@dataclass(frozen=True)
class Shape:
    """A kind of row: the columns of its cells by what they hold; `present` are those that the library lays out.

    `typed` hold a number, a date, true or false by themselves (`iso`: a date as text; `computed`: a formula's
    number), `errors` an error with its text, `unresolved` a formula whose result is not stored. `holds`: a person sees
    something in the row; `is_doubled`: two of its cells claim one place.
    """

    holds: bool
    present: frozenset[int]
    typed: frozenset[int]
    iso: frozenset[int]
    computed: frozenset[int]
    errors: tuple[tuple[int, str], ...]
    unresolved: frozenset[int]
    is_doubled: bool


class Shapes(dict[bytes, int]):
    """The number of each kind of row, by the row's XML as `without_digits` leaves it; `listed` are the kinds."""

    _MOST = 20_000  # texts remembered; a sheet of formulas that differ in every row would fill the memory

    def __init__(self) -> None:
        self.listed = list[Shape]()
        self._numbers = dict[Shape, int]()
        self._cells = dict[bytes, Cell]()

    def __missing__(self, row: bytes) -> int:
        shape = _shape([self._cell(cell) for cell in row[row.rfind(b"<row") :].split(b"<c")[1:]])
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


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def column_letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return letters


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


def _kind(declared: bytes, value: bytes, is_written: bool, is_formula: bool) -> Kind:
    """Return the kind of a cell that is no error: as it is declared, and as it is in fact."""
    if declared in (b"str", b"inlineStr"):
        blank: Kind = "blank" if is_written else "unresolved" if is_formula else ""
        return "text" if value and value != _EMPTY else blank
    if not is_written or value == _EMPTY:
        return "unresolved" if is_formula else ""
    if declared == b"n":
        return "number" if value in (b"", b"E", b"e") else "text"
    kinds: dict[bytes, Kind] = {b"d": "iso", b"s": "shared", b"b": "boolean"}
    return kinds.get(declared, "text")


def _shape(cells: list[Cell]) -> Shape:
    kinds, errors, computed, before = dict[Kind, list[int]](), list[tuple[int, str]](), set[int](), -1
    places = set[int]()
    for cell in cells:
        before = cell.column if cell.column >= 0 else before + 1
        places.add(before)
        kinds.setdefault(cell.kind, []).append(before)
        if cell.kind == "error":
            errors.append((before, cell.error))
        if cell.kind == "number" and cell.is_formula:
            computed.add(before)
    kinds.pop("", None)
    iso, unresolved = frozenset(kinds.get("iso", ())), frozenset(kinds.get("unresolved", ()))
    present = frozenset(column for kind, columns in kinds.items() if kind != "unresolved" for column in columns)
    typed = iso.union(kinds.get("number", ()), kinds.get("boolean", ()))
    return Shape(
        holds=bool(kinds.keys() - {"blank"}),
        present=present,
        typed=typed,
        iso=iso,
        computed=frozenset(computed),
        errors=tuple(errors),
        unresolved=unresolved,
        is_doubled=len(places) < len(cells),
    )
