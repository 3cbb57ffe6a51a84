"""A sheet of an .xlsx workbook by its own XML: rows, kinds of cells, what is merged and hidden (`SheetFacts`).

One streaming pass; nothing is parsed that was met before (`xlsx_shape`).
"""

import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree

from warehouse.reading.archive import LARGEST_MEMBER, too_large
from warehouse.reading.blocks import BLOCK
from warehouse.reading.books.facts import Merged, Sheet, SheetFacts
from warehouse.reading.books.shape import column_number
from warehouse.reading.books.xlsx_book import opened, tag
from warehouse.reading.books.xlsx_shape import Shapes, without_digits

_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\b(?:hidden="(?:1|true)"|(?:ht|width)="0(?:\.0+)?")')
_PREFIX = re.compile(rb"<(\w+):worksheet\b")
_CELLS = re.compile(rb'<c (?:[^>]*? )?r="([A-Z]{1,3})\d+"[^>/]*>(.*?)</c>', re.DOTALL)
_STYLES = re.compile(rb'<c (?=[^>]*? ?r="([A-Z]{1,3})\d+")[^>]*\bs="(\d+)"')
_VALUES = re.compile(rb"<([vt])(?:\s[^>]*)?>([^<]*)<")
_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_HIDDEN_COLUMNS = re.compile(rb"<col\s[^>]*>")
_SPAN = re.compile(rb'\b(min|max)="(\d+)"')


def sheet_facts(path: Path, sheet: Sheet) -> SheetFacts:
    """Return the facts of a sheet; raise `Refused` where the file is damaged."""
    shapes, rows, kinds = Shapes(), list[int](), list[int]()
    hidden, head, tail = set[int](), b"", b""
    with opened(path) as archive:
        for number, opening, piece, signature in _rows(archive, sheet.member):
            head = head or piece
            if number == 0:
                tail = piece
                continue
            kind = shapes[signature]
            if shapes.listed[kind].holds:
                rows.append(number)
                kinds.append(kind)
                if _HIDDEN.search(opening):
                    hidden.add(number)
    present = [shape.present for shape in shapes.listed if shape.present]
    return SheetFacts(
        sheet,
        tuple(rows),
        tuple(kinds),
        tuple(shapes.listed),
        min(map(min, present), default=0),
        max(map(max, present), default=0),
        tuple(_merged(tail)),
        frozenset(hidden),
        _hidden_columns(head[: head.find(b"<sheetData")]),
    )


def rows_of_blank_texts(path: Path, facts: SheetFacts, rows: Collection[int]) -> set[int]:
    """Return those of `rows` whose values are all texts of white space, which a library may report as nothing."""
    blank = set[int]()
    with opened(path) as archive:
        shared = _blank_shared_texts(archive)
        for number, _, piece, _ in _rows(archive, facts.sheet.member):
            values = _VALUES.findall(piece) if number in rows else []
            texts = [text for _, text in values if text.decode("utf-8", "replace").strip()]
            if texts and all(t.strip() in shared for t in texts) and piece.count(b't="s"') == len(texts):
                blank.add(number)
    return blank


def stored_values(path: Path, facts: SheetFacts, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return what the XML holds in some cells (row, column), as it is written there."""
    rows, texts = {row for row, _ in places}, dict[tuple[int, int], str]()
    with opened(path) as archive:
        for number, _, piece, _ in _rows(archive, facts.sheet.member):
            for letters, content in _CELLS.findall(piece) if number in rows else ():
                place = number, column_number(letters)
                if place in places and (value := _VALUES.search(content)):
                    texts[place] = value[2].decode("ascii", "replace").strip()
    return texts


def styles_of(
    path: Path, facts: SheetFacts, columns: Collection[int], styles: Collection[int]
) -> dict[tuple[int, int], int]:
    """Return the styles of the cells (row, column) that have one of some styles.

    Args:
        path: the workbook.
        facts: of the sheet.
        columns: the columns that are looked at, from 0.
        styles: the numbers of the styles that are looked for.
    """
    styled = dict[tuple[int, int], int]()
    with opened(path) as archive:
        for number, _, piece, _ in _rows(archive, facts.sheet.member):
            for letters, style in _STYLES.findall(piece):
                if int(style) in styles and (column := column_number(letters)) in columns:
                    styled[number, column] = int(style)
    return styled


def _rows(archive: zipfile.ZipFile, member: str) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    """Yield of each row its number, its opening tag, its XML, and its XML without digits; at last 0 and what follows.

    The XML of a row begins where the row before it ends.
    """
    number, begun, size, prefix, mark = 0, b"", 0, b"", b'"'
    with archive.open(member) as xml:
        while block := xml.read(BLOCK):
            size += len(block)
            if size > LARGEST_MEMBER:
                raise too_large(LARGEST_MEMBER)
            if size == len(block):
                prefix, mark = _spelling(block)
            rows, end, begun = (begun + block).rpartition(b"</" + prefix + b"row>")
            if not end:
                continue
            rows = _plain(rows, prefix, mark)
            signatures = without_digits(rows).split(b"</row>")
            for piece, signature in zip(rows.split(b"</row>"), signatures, strict=True):
                opening = _opening(piece)
                number_match = _NUMBER.search(opening)
                number = int(number_match[1]) if number_match else number + piece.count(b"<row")
                yield number, opening, piece, signature
    yield 0, b"", _plain(begun, prefix, mark), b""


def _spelling(start: bytes) -> tuple[bytes, bytes]:
    """Return the prefix of the elements of a sheet and the quotation mark around its attributes."""
    prefix_match = _PREFIX.search(start)
    return prefix_match[1] + b":" if prefix_match else b"", b"'" if b" r='" in start else b'"'


def _plain(xml: bytes, prefix: bytes, mark: bytes) -> bytes:
    """Return XML whose elements have no prefix and whose attributes stand in double quotation marks."""
    if prefix:
        xml = xml.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
    return xml.replace(mark, b'"') if mark != b'"' else xml


def _opening(piece: bytes) -> bytes:
    """Return the opening tag of the row that the piece ends with; empty rows may stand before it."""
    start = piece.rfind(b"<row", 0, piece.find(b"<c "))
    return piece[start : piece.find(b">", start)]


def _merged(tail: bytes) -> Iterator[Merged]:
    for left, top, right, bottom in _MERGED.findall(tail):
        yield Merged(int(top), column_number(left), int(bottom), column_number(right))


def _hidden_columns(head: bytes) -> frozenset[int]:
    hidden = set[int]()
    for column in _HIDDEN_COLUMNS.findall(head):
        if _HIDDEN.search(column):
            ends = {name: int(number) for name, number in _SPAN.findall(column)}
            hidden.update(range(ends[b"min"] - 1, ends[b"max"]))
    return frozenset(hidden)


def _blank_shared_texts(archive: zipfile.ZipFile) -> set[bytes]:
    """Return the numbers of the shared texts that are white space, as cells refer to them."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return set()
    items = (e for e in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")) if tag(e) == "si")
    return {str(i).encode() for i, item in enumerate(items) if not "".join(item.itertext()).strip()}
