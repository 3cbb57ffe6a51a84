"""The records of an old .xls workbook (BIFF 5 and 8): what they say of sheets, rows and cells, the texts aside.

Published by Microsoft as [MS-XLS]. A record is its number, its length and its bytes; the first part of the stream is
about the workbook, and each sheet has a part of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import Struct
from typing import NamedTuple

from warehouse.reading.archive import truncated_zip
from warehouse.reading.books.book import Mask
from warehouse.reading.books.facts import Merged
from warehouse.reading.books.masks import mask_of
from warehouse.reading.books.shape import ERROR_CODES, Cell, Kind

_BEGIN, _END, _PASSWORD = 0x809, 0x0A, 0x2F
_DATE_SYSTEM, _CODE_PAGE, _SHEET, _NUMBER_FORMAT, _STYLE = 0x22, 0x42, 0x85, 0x41E, 0xE0
_ROW, _COLUMNS, _MERGED, _FORMULA, _BOOLEAN_OR_ERROR, _NUMBERS = (
    0x208,
    0x7D,
    0xE5,
    0x6,
    0x205,
    0xBD,
)
_KINDS: Mapping[int, Kind] = {0x203: "number", 0x27E: "number", 0x204: "text", 0xD6: "text", 0xFD: "shared"}
_IS_WORKSHEET, _IS_HIDDEN_ROW, _BIFF8 = 0, 0x20, 0x600
_OF_CELLS = frozenset((*_KINDS, _NUMBERS, _FORMULA, _BOOLEAN_OR_ERROR))
_SHORTEST = 6  # bytes of such a record
CELL_OF_CHART = -1  # in place of the number of a record: the library takes such a cell for one of the sheet
_TWO, _THREE = Struct("<HH"), Struct("<HHH")
_MAC_ROMAN = 32768  # in place of a code page's number


class Record(NamedTuple):
    """One record: its number and its bytes."""

    number: int
    data: bytes


class XlsSheet(NamedTuple):
    """A sheet of cells as the workbook names it, and where its records begin."""

    name: str
    is_hidden: bool
    start: int


@dataclass(frozen=True)
class Globals:
    """What the first part of the stream says of the workbook; `masks` by the number of the style of a cell."""

    sheets: tuple[XlsSheet, ...]
    counts_from_1904: bool
    has_password: bool
    masks: Mapping[int, Mask]


class XlsCell(NamedTuple):
    """A cell with its place (row from 1) and the number of its style."""

    row: int
    style: int
    cell: Cell


def read_globals(stream: bytes) -> Globals:
    """Return what the workbook says of itself; raise `Refused` where its stream is cut off."""
    sheets, formats, styles = list[XlsSheet](), dict[int, str](), list[int]()
    is_new, from_1904, has_password, letters = True, False, False, "cp1252"
    for number, data in records(stream, 0):
        if number == _BEGIN:
            is_new = _number(data, 0) >= _BIFF8
        elif number == _PASSWORD:
            has_password = True
            break
        elif number == _DATE_SYSTEM:
            from_1904 = _number(data, 0) == 1
        elif number == _CODE_PAGE and not is_new:
            letters = "mac_roman" if _number(data, 0) == _MAC_ROMAN else f"cp{_number(data, 0)}"
        elif number == _SHEET and _byte(data, 5) == _IS_WORKSHEET:
            name = _text(data[7:], _byte(data, 6), letters) if not is_new else _text_8(data[7:], _byte(data, 6))
            sheets.append(XlsSheet(name, bool(_byte(data, 4) & 3), _number(data, 0, 4)))
        elif number == _NUMBER_FORMAT:
            text = _text_8(data[4:], _number(data, 2)) if is_new else _text(data[3:], _byte(data, 2), letters)
            formats[_number(data, 0)] = text
        elif number == _STYLE:
            styles.append(_number(data, 2))
    masks = {style: mask_of(formats.get(number, "")) for style, number in enumerate(styles)}
    return Globals(tuple(sheets), from_1904, has_password, {i: mask for i, mask in masks.items() if mask})


def records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records of a part of the stream; raise `Refused` where it breaks off.

    Of charts within it only the cells are given that a chart keeps for itself, as `CELL_OF_CHART`.
    """
    offset, depth, end = start, 0, len(stream) - 4
    while offset <= end:
        number, length = _TWO.unpack_from(stream, offset)
        depth += number == _BEGIN
        if depth == 1:
            yield Record(number, stream[offset + 4 : offset + 4 + length])
        elif number in _OF_CELLS:
            yield Record(CELL_OF_CHART, b"")
        offset += 4 + length
        depth -= number == _END
        if depth == 0:
            return
    raise truncated_zip()


def cells_in(record: Record) -> Iterator[XlsCell]:
    """Yield the cells of a record that hold something; a formula's text follows in a record of its own."""
    number, data = record
    if number in _OF_CELLS and len(data) < _SHORTEST:
        raise truncated_zip()
    if number in _KINDS:
        row, column, style = _THREE.unpack_from(data)
        yield XlsCell(row + 1, style, Cell(column, _KINDS[number]))
    elif number == _NUMBERS:
        first, last = _number(data, 2), _number(data, len(data) - 2)
        for i in range(last - first + 1):
            yield XlsCell(_number(data, 0) + 1, _number(data, 4 + 6 * i), Cell(first + i, "number"))
    elif number == _BOOLEAN_OR_ERROR:
        yield XlsCell(
            _number(data, 0) + 1, _number(data, 4), _boolean_or_error(data, _byte(data, 6), bool(_byte(data, 7)))
        )
    elif number == _FORMULA:
        yield XlsCell(_number(data, 0) + 1, _number(data, 4), _formula(data))


def hidden_row(record: Record) -> int:
    """Return the number of the row, from 1, that a record says is hidden; 0 where it says no such thing."""
    number, data = record
    return _number(data, 0) + 1 if number == _ROW and _byte(data, 12) & _IS_HIDDEN_ROW else 0


def hidden_columns(record: Record) -> range:
    """Return the columns that a record says are hidden."""
    number, data = record
    is_hidden = number == _COLUMNS and _byte(data, 8) & 1
    return range(_number(data, 0), min(_number(data, 2), 255) + 1) if is_hidden else range(0)


def merged_in(record: Record) -> Iterator[Merged]:
    """Yield the merged ranges of a record."""
    number, data = record
    for offset in range(2, len(data) - 7, 8) if number == _MERGED else ():
        top, bottom, left, right = (_number(data, offset + place) for place in (0, 2, 4, 6))
        yield Merged(top + 1, left, bottom + 1, right)


def _formula(data: bytes) -> Cell:
    column, result = _number(data, 2), data[6:14]
    if result[6:] != b"\xff\xff":
        return Cell(column, "number", is_formula=True)
    if result[0] in (1, 2):
        return _boolean_or_error(data, result[2], result[0] == 2)._replace(is_formula=True)
    return Cell(column, "blank" if result[0] else "text", is_formula=True)


def _boolean_or_error(data: bytes, value: int, is_error: bool) -> Cell:
    column = _number(data, 2)
    return Cell(column, "error", ERROR_CODES.get(value, "#N/A")) if is_error else Cell(column, "boolean")


def _text(data: bytes, length: int, letters: str) -> str:
    try:
        return data[:length].decode(letters, "replace")
    except LookupError:
        return data[:length].decode("cp1252", "replace")


def _text_8(data: bytes, length: int) -> str:
    """Return a text of BIFF 8, whose first byte says whether its letters have two bytes."""
    return (
        data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
        if data[0] & 1
        else data[1 : 1 + length].decode("latin-1")
    )


def _number(data: bytes, offset: int, length: int = 2) -> int:
    return int.from_bytes(data[offset : offset + length], "little")


def _byte(data: bytes, offset: int) -> int:
    return _number(data, offset, 1)
