"""A look at a workbook of unknown source: on each sheet, which rows are titles and which are the header."""

from pathlib import Path

import fastexcel

from schemas.errors import SubmissionRejected
from schemas.source_format import XlsxFormat
from warehouse.reading.outcome import Peek
from warehouse.reading.peek_dates import date_only
from warehouse.reading.xlsx_book import open_book
from warehouse.reading.xlsx_cells import load_sheet, open_cells, refuse_sparse
from warehouse.reading.xlsx_header import sheet_headers
from warehouse.reading.xlsx_xml import SheetFacts, sheet_facts

_ROWS = 50  # rows looked at for the header
_SAMPLE = 2000  # rows looked at for what columns hold


def peek_workbook(path: Path) -> list[Peek]:
    """Return one reading for each sheet that looks like a table, in the order of the sheets."""
    book, readings = open_book(path), list[Peek]()
    cells = open_cells(path)
    for sheet in book.sheets:
        try:
            facts = sheet_facts(book, sheet)
            refuse_sparse(facts)
            peek = _sheet(cells, facts)
        except SubmissionRejected:
            continue
        if peek:
            readings.append(peek)
    return readings


def _sheet(cells: fastexcel.ExcelReader, facts: SheetFacts) -> Peek | None:
    frame = load_sheet(cells, facts, _SAMPLE)
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in frame.head(_ROWS).rows()]
    covered = [min(frame.width, count + _merged_over(facts, row)) for row, count in enumerate(filled, start=1)]
    top = next((i for i, n in enumerate(filled) if n > 1 and 2 * covered[i] > max(covered)), None)
    if top is None:
        return None
    header_rows = _last_header_row(facts, top + 1) - top
    file_format = XlsxFormat(kind="xlsx", sheet=facts.sheet.name, title_rows=top, header_rows=header_rows)
    headers = sheet_headers(frame, facts, file_format)
    body = frame.slice(top + header_rows)
    days = date_only(dict(zip(headers, body.iter_columns(), strict=True)))
    records = sum(1 for row in facts.rows if row > top + header_rows)
    return Peek(file_format, tuple(header for header in headers if header), records, days)


def _last_header_row(facts: SheetFacts, first: int) -> int:
    """Return the last row of the header that begins in row `first`: what spans several columns has parts below it."""
    last = first
    while areas := [a for a in facts.merged if a.top <= last <= a.bottom]:
        below = max(a.bottom + (a.right > a.left) for a in areas)
        if below <= last:
            break
        last = below
    return last


def _merged_over(facts: SheetFacts, row: int) -> int:
    """Return how many further columns the merged cells of a row cover."""
    return sum(area.right - area.left for area in facts.merged if area.top <= row <= area.bottom)
