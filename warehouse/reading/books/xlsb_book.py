"""A binary workbook (.xlsb): the records of its parts beside the library that reads its cells.

Published by Microsoft as [MS-XLSB]. A record is its number and its length, in seven bits a byte, and its bytes.
"""

import io
import zipfile
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree import ElementTree

from warehouse.reading.archive import LARGEST_MEMBER, too_large, truncated_zip
from warehouse.reading.books.book import Book, Mask, Place
from warehouse.reading.books.cells import library_texts
from warehouse.reading.books.facts import Merged, Sheet, SheetFacts, facts_of
from warehouse.reading.books.masks import mask_of
from warehouse.reading.books.shape import ERROR_CODES, Cell, Kind
from warehouse.reading.books.xlsx_book import opened

_ROW, _MERGED, _COLUMNS = 0, 176, 60
_SHEET, _ABOUT = 156, 153
_NUMBER_FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618
_KINDS: Mapping[int, Kind] = {
    2: "number",
    4: "boolean",
    5: "number",
    6: "text",
    7: "shared",
    8: "text",
    9: "number",
    10: "boolean",
    62: "text",
}
_ERRORS, _FORMULAS = (3, 11), range(8, 12)
_HIDDEN_ROW = 0x10


def open_xlsb(path: Path) -> Book:
    """Open a binary workbook; raise `Refused` where the file is damaged."""
    sheets, from_1904 = list[Sheet](), False
    with opened(path) as archive:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.bin.rels"))
        targets = {r.get("Id", ""): r.get("Target", "") for r in relations}
        for number, data in _records(archive, "xl/workbook.bin"):
            if number == _ABOUT:
                from_1904 = bool(data[0] & 1)
            elif number == _SHEET:
                relation, end = _text(data, 8)
                member = str(PurePosixPath("xl") / targets.get(relation, "").removeprefix("/xl/"))
                if "chartsheets/" not in member:
                    sheets.append(Sheet(_text(data, end)[0], bool(_number(data, 0)), member))
    return Book(
        tuple(sheets), from_1904, False, partial(_sheet_facts, path), library_texts(path), partial(_masks_in, path)
    )


def _sheet_facts(path: Path, sheet: Sheet) -> SheetFacts:
    merged, hidden = list[Merged](), set[int]()

    def rows() -> Iterator[tuple[int, bool, list[Cell]]]:
        row, is_hidden, cells = 0, False, list[Cell]()
        with opened(path) as archive:
            for number, data in _records(archive, sheet.member):
                if number == _ROW:
                    if cells:
                        yield row, is_hidden, cells
                    row, is_hidden, cells = _number(data, 0) + 1, bool(data[11] & _HIDDEN_ROW), []
                elif number in _KINDS or number in _ERRORS:
                    cells.append(_cell(number, data))
                elif number == _MERGED:
                    top, bottom, left, right = (_number(data, offset) for offset in (0, 4, 8, 12))
                    merged.append(Merged(top + 1, left, bottom + 1, right))
                elif number == _COLUMNS and data[16] & 1:
                    hidden.update(range(_number(data, 0), min(_number(data, 4), 16383) + 1))
        if cells:
            yield row, is_hidden, cells

    sheet_rows = list(rows())
    return facts_of(sheet, sheet_rows, merged, hidden)


def _cell(number: int, data: bytes) -> Cell:
    column, is_formula = _number(data, 0), number in _FORMULAS
    if number in _ERRORS:
        return Cell(column, "error", ERROR_CODES.get(data[8], "#N/A"), is_formula)
    kind = _KINDS[number]
    if number in (6, 8) and not _text(data, 8)[0].strip():
        kind = "blank"
    return Cell(column, kind, is_formula=is_formula)


def _masks_in(path: Path, facts: SheetFacts, columns: Collection[int]) -> Mapping[Place, Mask]:
    masks, places, row = _masks(path), dict[Place, Mask](), 0
    if not masks:
        return {}
    with opened(path) as archive:
        for number, data in _records(archive, facts.sheet.member):
            if number == _ROW:
                row = _number(data, 0) + 1
            elif number in _KINDS and _number(data, 0) in columns and (mask := masks.get(_number(data, 4, 3))):
                places[row, _number(data, 0)] = mask
    return places


def _masks(path: Path) -> Mapping[int, Mask]:
    """Return the masks of the workbook by the number of the style of a cell."""
    formats, styles, is_of_cells = dict[int, str](), list[int](), False
    with opened(path) as archive:
        if "xl/styles.bin" not in archive.namelist():
            return {}
        for number, data in _records(archive, "xl/styles.bin"):
            if number == _NUMBER_FORMAT:
                formats[_number(data, 0, 2)] = _text(data, 2)[0]
            elif number in (_STYLES_BEGIN, _STYLES_END):
                is_of_cells = number == _STYLES_BEGIN
            elif number == _STYLE and is_of_cells:
                styles.append(_number(data, 2, 2))
    masks = {style: mask_of(formats.get(number, "")) for style, number in enumerate(styles)}
    return {style: mask for style, mask in masks.items() if mask}


def _records(archive: zipfile.ZipFile, member: str) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each record of a part of the workbook."""
    left = LARGEST_MEMBER
    with archive.open(member) as packed:
        part = io.BufferedReader(packed, 1 << 20)  # type: ignore[type-var]  # a member of a zip is read as any file
        while (number := _seven_bits(part, 2)) is not None:
            length = _seven_bits(part, 4) or 0
            data = part.read(length)
            left -= length
            if left < 0:
                raise too_large(LARGEST_MEMBER)
            if len(data) < length:
                raise truncated_zip()
            yield number, data.ljust(17, b"\0")


def _seven_bits(part: IO[bytes], max_bytes: int) -> int | None:
    """Read a number of up to `max_bytes` bytes, of which each gives seven bits; None at the end of the part."""
    number = 0
    for place in range(max_bytes):
        byte = part.read(1)
        if not byte:
            return None
        number |= (byte[0] & 0x7F) << (7 * place)
        if byte[0] < 0x80:
            break
    return number


def _text(data: bytes, offset: int) -> tuple[str, int]:
    """Return the text that begins at a place, and where it ends."""
    start, length = offset + 4, _number(data, offset)
    length = 0 if length == 0xFFFFFFFF else length
    return data[start : start + 2 * length].decode("utf-16-le", "replace"), start + 2 * length


def _number(data: bytes, offset: int, length: int = 4) -> int:
    return int.from_bytes(data[offset : offset + length], "little")
