"""A look at a workbook of unknown source: on each sheet, which rows are titles and which are the header."""

from collections.abc import Callable

from schemas.errors import SubmissionRejected
from schemas.source_format import SheetFormat
from warehouse.reading.book import Book
from warehouse.reading.book_cells import refuse_sparse
from warehouse.reading.book_facts import Sheet, SheetFacts
from warehouse.reading.book_header import sheet_headers
from warehouse.reading.outcome import Peek
from warehouse.reading.peek_dates import date_only

_ROWS = 50  # rows looked at for the header
_SAMPLE = 2000  # rows looked at for what columns hold


def peek_book(book: Book, declared: Callable[[int, Sheet], SheetFormat]) -> list[Peek]:
    """Return one reading for each sheet that looks like a table, in the order of the sheets.

    Args:
        book: the workbook, or the tables of a web page.
        declared: the format that reads one sheet, given its place and the sheet.
    """
    readings = list[Peek]()
    for place, sheet in enumerate(book.sheets):
        try:
            facts = book.sheet_facts(sheet)
            refuse_sparse(facts)
            peek = _sheet(book, facts, declared(place, sheet))
        except SubmissionRejected:
            continue
        if peek:
            readings.append(peek)
    return readings


def _sheet(book: Book, facts: SheetFacts, declared: SheetFormat) -> Peek | None:
    frame = book.texts(facts, _SAMPLE)
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in frame.head(_ROWS).rows()]
    covered = [min(frame.width, count + _merged_over(facts, row)) for row, count in enumerate(filled, start=1)]
    top = next((i for i, n in enumerate(filled) if n > 1 and 2 * covered[i] > max(covered)), None)
    if top is None:
        return None
    header_rows = _last_header_row(facts, top + 1) - top
    file_format = declared.model_copy(update={"title_rows": top, "header_rows": header_rows})
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
