"""An old .xls workbook: its records beside the library that reads its cells."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

from schemas.words.message import message
from warehouse.reading.books.book import Book, Mask, Place
from warehouse.reading.books.cells import library_texts
from warehouse.reading.books.facts import Merged, Sheet, SheetFacts, facts_of
from warehouse.reading.books.ole_stream import ole_stream
from warehouse.reading.books.shape import Cell
from warehouse.reading.books.xls_records import (
    CELL_OF_CHART,
    Globals,
    cells_in,
    hidden_columns,
    hidden_row,
    merged_in,
    read_globals,
    records,
)
from warehouse.reading.outcome import Refused


def open_xls(path: Path) -> Book:
    """Open an old workbook; raise `Refused` where it is damaged or has a password.

    Such a workbook does not say whether its formulas were ever computed.
    """
    stream = ole_stream(path, "Workbook", "Book")
    workbook = read_globals(stream)
    if workbook.has_password:
        raise Refused("not-a-workbook", message("workbook.with-password"), 0.5)
    starts = {Sheet(sheet.name, sheet.is_hidden): sheet.start for sheet in workbook.sheets}

    def sheet_facts(sheet: Sheet) -> SheetFacts:
        return _facts(stream, starts[sheet], sheet)

    def masks(facts: SheetFacts, columns: Collection[int]) -> Mapping[Place, Mask]:
        return _masks(stream, starts[facts.sheet], workbook, columns)

    return Book(tuple(starts), workbook.counts_from_1904, True, sheet_facts, library_texts(path), masks)


def _facts(stream: bytes, start: int, sheet: Sheet) -> SheetFacts:
    rows, hidden = defaultdict[int, list[Cell]](list), set[int]()
    merged, columns = list[Merged](), set[int]()
    for record in records(stream, start):
        if record.number == CELL_OF_CHART:
            raise Refused("unreadable", message("workbook.chart-in-sheet", sheet=sheet.name), 0.9)
        for row, _, cell in cells_in(record):
            rows[row].append(cell)
        hidden.add(hidden_row(record))
        merged += merged_in(record)
        columns.update(hidden_columns(record))
    return facts_of(sheet, ((row, row in hidden, rows[row]) for row in sorted(rows)), merged, columns)


def _masks(stream: bytes, start: int, workbook: Globals, columns: Collection[int]) -> Mapping[Place, Mask]:
    cells = (cell for record in records(stream, start) for cell in cells_in(record)) if workbook.masks else ()
    return {
        (row, cell.column): workbook.masks[style]
        for row, style, cell in cells
        if style in workbook.masks and cell.column in columns
    }
