"""A look at a workbook of unknown source: on each sheet, which rows are titles and which are the header."""

import zipfile
from pathlib import Path

from schemas.errors import SubmissionRejected
from schemas.source_format import XlsxFormat
from warehouse.reading.outcome import Peek
from warehouse.reading.xlsx_text import load_sheet, refuse_sparse, sheet_headers
from warehouse.reading.xlsx_xml import SheetFacts, sheet_facts

_ROWS = 50  # rows looked at for the header


def peek_workbook(path: Path) -> list[Peek]:
    """Return one reading for each sheet that looks like a table, in the order of the sheets."""
    with zipfile.ZipFile(path) as book:
        sheets = sum(1 for name in book.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    found = []
    for index in range(sheets):
        try:
            facts = sheet_facts(path, index)
            refuse_sparse(facts)
        except SubmissionRejected:
            continue
        if peek := _sheet(path, facts):
            found.append(peek)
    return found


def _sheet(path: Path, facts: SheetFacts) -> Peek | None:
    frame = load_sheet(path, facts, _ROWS)
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in frame.rows()]
    covered = [min(frame.width, count + _merged_over(facts, row)) for row, count in enumerate(filled, start=1)]
    top = next((i for i, n in enumerate(filled) if n > 1 and 2 * covered[i] > max(covered)), None)
    if top is None:
        return None
    header_rows = _last_header_row(facts, top + 1) - top
    form = XlsxFormat(kind="xlsx", sheet=facts.name, title_rows=top, header_rows=header_rows)
    headers = tuple(header for header in sheet_headers(frame, facts, form) if header)
    return Peek(form, headers, sum(1 for row in facts.rows if row > top + header_rows))


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
