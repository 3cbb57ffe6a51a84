"""Sheets that a source does not read although they hold rows under its own header, or go on with its records."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from schemas.delivery import FileWarning, file_warning
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import SheetFormat
from schemas.words.message import message
from schemas.words.text import header_key
from warehouse.reading.books.book import Book
from warehouse.reading.books.cells import refuse_sparse
from warehouse.reading.books.facts import Sheet, SheetFacts
from warehouse.reading.books.header import sheet_headers
from warehouse.reading.headers import required_headers

_FURTHER_DOWN = 60  # rows below the declared header in which another sheet's header may stand
_COMPARED = 1000  # records whose look a first row is compared with


@dataclass(frozen=True)
class ReadSheets:
    """What was read of a workbook: its sheets, their `records`, and header -> column of the sheet."""

    sheets: Collection[Sheet]
    records: pl.DataFrame
    columns: Mapping[str, int]


def unread_sheets(book: Book, sheets_read: ReadSheets, source: Source, file_format: SheetFormat) -> list[FileWarning]:
    """Warn of each sheet beside those `sheets_read` that has rows under a header with the required columns.

    So it does for a sheet that goes on with the records without a header, as where one sheet could not hold them.

    Args:
        book: the workbook.
        sheets_read: what was read of it.
        source: what the file is meant to be.
        file_format: what the source declares of the workbook.
    """
    warnings = list[FileWarning]()
    needed_headers = required_headers(source) or source.kept_headers
    for sheet in book.sheets:
        if sheet in sheets_read.sheets:
            continue
        facts = book.sheet_facts(sheet)
        frame = _top(book, facts, file_format)
        if frame is None:
            continue
        if rows := _rows_that_fit(frame, facts, needed_headers, file_format):
            warnings.append(_warning(sheet, len(rows), rows[0]))
        elif _goes_on(frame, facts, needed_headers, sheets_read):
            warnings.append(_continuation(sheet, len(facts.rows), min(facts.rows)))
    return warnings


def _top(book: Book, facts: SheetFacts, file_format: SheetFormat) -> pl.DataFrame | None:
    """Return the first rows of a sheet; None where it is empty or cannot be laid out."""
    try:
        refuse_sparse(facts)
        return book.texts(facts, file_format.title_rows + file_format.header_rows + _FURTHER_DOWN)
    except SubmissionRejected:
        return None


def _rows_that_fit(
    frame: pl.DataFrame, facts: SheetFacts, headers: Collection[str], file_format: SheetFormat
) -> list[int]:
    """Return the rows below the first header of the sheet that has what the source cannot do without."""
    needed_keys = {header_key(h) for h in headers}
    for titles in range(frame.height):
        present = sheet_headers(frame, facts, file_format.model_copy(update={"title_rows": titles}))
        if needed_keys <= {header_key(h) for h in present}:
            return sorted(row for row in facts.rows if row > titles + file_format.header_rows)
    return []


def _goes_on(frame: pl.DataFrame, facts: SheetFacts, headers: Collection[str], sheets_read: ReadSheets) -> bool:
    """Say whether the first row of a sheet looks like a record: in most required columns as the records' texts do."""
    first = frame.row(min(facts.rows) - 1)
    alike = 0
    for header in headers:
        place = sheets_read.columns.get(header, -1) - facts.first_column
        text = (first[place] or "").strip() if 0 <= place < len(first) else ""
        if not text:
            return False
        alike += _look(text) in {_look(t) for t in sheets_read.records.get_column(header).head(_COMPARED).drop_nulls()}
    return 2 * alike > len(headers)


def _look(text: str) -> str:
    """Return how a text looks: every digit as 0, every word as one letter."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "0", text.strip()))


def _continuation(sheet: Sheet, rows: int, first: int) -> FileWarning:
    return file_warning(
        message("workbook.records-not-read", sheet=sheet.name, count=rows),
        code="sheets-not-read",
        member=sheet.name,
        rows=(first,),
        row_count=rows,
    )


def _warning(sheet: Sheet, rows: int, first: int) -> FileWarning:
    state = "hidden" if sheet.is_hidden else "visible"
    return file_warning(
        message("workbook.sheet-not-read", sheet=sheet.name, state=state, count=rows),
        code="sheets-not-read",
        member=sheet.name,
        rows=(first,),
        row_count=rows,
    )
