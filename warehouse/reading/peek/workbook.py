"""A look at a workbook of unknown source: on each sheet, which rows are titles and which are the header."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Literal

from schemas.errors import SubmissionRejected
from schemas.source_format import CellsFormat, HtmlFormat, SheetFormat, XlsxFormat
from schemas.words.message import message
from warehouse.reading.books.book import Book, fits_pattern
from warehouse.reading.books.cells import refuse_sparse
from warehouse.reading.books.facts import Sheet, SheetFacts
from warehouse.reading.books.header import sheet_headers
from warehouse.reading.outcome import Peek, first_of

_ROWS = 50  # rows looked at for the header
_SAMPLE = 2000  # rows looked at for what columns hold


def peek_workbook(book: Book, kind: Literal["xlsx", "workbook"]) -> list[Peek]:
    """Return one reading for each sheet that looks like a table, in the order of the sheets.

    Where others have the header of the first one, a reading of all of them goes first.
    """
    readings = _readings(book, lambda _, sheet: XlsxFormat(kind=kind, sheet=sheet.name))
    alike = _alike(readings)
    sheets = [str(peek.format.which) for peek in alike if isinstance(peek.format, XlsxFormat)]
    pattern = _pattern(sheets, [sheet.name for sheet in book.sheets if book.sheet_facts(sheet).rows])
    return [_of_all(alike, {"sheet": pattern}, sheets), *readings] if len(sheets) > 1 and pattern else readings


def peek_page(page: Book, page_format: HtmlFormat) -> list[Peek]:
    """Return one reading for each table of a web page, the longest first; one of all goes first where all are alike.

    `page_format` is with what the page was opened.
    """
    is_alone = len(page.sheets) == 1
    readings = _readings(page, lambda place, _: page_format.model_copy(update={"table": None if is_alone else place}))
    readings.sort(key=lambda peek: -peek.sample_rows * len(peek.headers))
    if 1 < len(_alike(readings)) == len(page.sheets):
        return [_of_all(readings, {"table": "*"}, [sheet.name for sheet in page.sheets]), *readings]
    return readings


def _alike(readings: Sequence[Peek]) -> list[Peek]:
    """Return the readings whose header is that of the first one, in the same rows."""

    def header(peek: Peek) -> tuple[object, ...]:
        form = peek.format
        rows = (form.title_rows, form.header_rows) if isinstance(form, CellsFormat) else ()
        return peek.headers, rows

    return [peek for peek in readings if header(peek) == header(readings[0])]


def _pattern(names: Sequence[str], all_names: Sequence[str]) -> str:
    """Return a pattern that fits these names of sheets and no others; "" where there is no plain one."""
    same_letters = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    patterns = ("*", "".join(letters[0] for letters in same_letters) + "*")
    return next((p for p in patterns if {n for n in all_names if fits_pattern(n, p)} == set(names)), "")


def _of_all(alike: Sequence[Peek], which: Mapping[str, str], names: Sequence[str]) -> Peek:
    """Return the reading of all sheets that are alike, for a person to confirm."""
    doubt = message("file_guess.several-sheets", names=first_of([f'"{name}"' for name in names]))
    records = sum(peek.sample_rows for peek in alike)
    return replace(
        alike[0],
        format=alike[0].format.model_copy(update=which),
        sample_rows=records,
        doubts=(*alike[0].doubts, doubt),
    )


def _readings(book: Book, format_of: Callable[[int, Sheet], SheetFormat]) -> list[Peek]:
    """Return one reading for each sheet that looks like a table; `format_of` gives the format for its place."""
    readings = list[Peek]()
    for place, sheet in enumerate(book.sheets):
        try:
            facts = book.sheet_facts(sheet)
            refuse_sparse(facts)
            peek = _sheet(book, facts, format_of(place, sheet))
        except SubmissionRejected:
            continue
        if peek:
            readings.append(peek)
    return readings


def _sheet(book: Book, facts: SheetFacts, sheet_format: SheetFormat) -> Peek | None:
    frame = book.texts(facts, _SAMPLE)
    filled_counts = [sum(1 for cell in row if cell and cell.strip()) for row in frame.head(_ROWS).rows()]
    covered_counts = [
        min(frame.width, count + _merged_over(facts, row)) for row, count in enumerate(filled_counts, start=1)
    ]
    top = next((i for i, n in enumerate(filled_counts) if n > 1 and 2 * covered_counts[i] > max(covered_counts)), None)
    if top is None:
        return None
    header_rows = _last_header_row(facts, top + 1) - top
    file_format = sheet_format.model_copy(update={"title_rows": top, "header_rows": header_rows})
    headers = sheet_headers(frame, facts, file_format)
    records = sum(1 for row in facts.rows if row > top + header_rows)
    return Peek(file_format, tuple(header for header in headers if header), records)


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
