"""The sheets of a workbook to an all-text Arrow file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schemas.column import FIELDS, MEMBER, ROW, TYPED
from schemas.delivery import FileWarning, LayoutRows
from schemas.source import Source
from schemas.source_format import SheetFormat
from schemas.words.message import message
from warehouse.reading.books.book import Book, chosen_sheets, is_pattern
from warehouse.reading.books.cells import (
    blank_rows,
    has_unresolved,
    refuse_lost,
    refuse_sparse,
    text_of,
    typed,
    with_kinds,
    with_stored_digits,
)
from warehouse.reading.books.doubts import doubts, refuse_other_epoch
from warehouse.reading.books.facts import Sheet, SheetFacts
from warehouse.reading.books.header import refuse_unnamed, sheet_headers
from warehouse.reading.books.layout import layout_rows, repeated_header_rows, total_rows
from warehouse.reading.books.masks import code_headers, shown_codes
from warehouse.reading.books.merged import fill_merged
from warehouse.reading.books.unread import ReadSheets, unread_sheets
from warehouse.reading.headers import place
from warehouse.reading.layout import key_header
from warehouse.reading.outcome import ReadOutcome, Refused, check_records, refuse_without_records


@dataclass(frozen=True)
class _SheetRows:
    """What one sheet gives: its records as they are written, header -> column of the sheet, layout, warnings."""

    records: pl.DataFrame
    columns: Mapping[str, int]
    layout: tuple[LayoutRows, ...]
    warnings: tuple[FileWarning, ...]


def read_book(book: Book, source: Source, file_format: SheetFormat, out: Path) -> ReadOutcome:
    """Write the records of a workbook's sheet, or of all sheets that fit a pattern, to the Arrow file `out`.

    `_member` is the sheet's name, `_row` the row of the sheet. Real dates arrive as "2023-02-01 00:00:00"; numbers with
    a decimal point, to nine decimals and without an exponent, those of more than 15 digits as they are stored;
    `typed:<header>` flags both, and true and false. Codes arrive as their number format shows them, errors and formulas
    without a result as texts of `ERROR_TEXTS`, and cells merged over several records in each of them. Raises
    `SubmissionRejected`.

    Args:
        book: the workbook, or the tables of a web page.
        source: what the file is meant to be.
        file_format: what the source declares of the workbook.
        out: a file that does not exist yet.
    """
    which = file_format.which
    sheets = chosen_sheets(book, which)
    facts = [book.sheet_facts(sheet) for sheet in sheets]
    if is_pattern(which):
        facts = [f for f in facts if f.rows] or facts[:1]
    for sheet_fact in facts:
        refuse_sparse(sheet_fact)
    rows_of_sheets = [_read_one_sheet(book, f, source, file_format) for f in facts]
    frame = pl.concat([rows.records for rows in rows_of_sheets], how="diagonal")
    if not source.may_be_empty:
        refuse_without_records(frame.height)
    frame.with_columns(pl.col(pl.Boolean).fill_null(False)).write_ipc(out, compression="uncompressed")
    sheets_read = ReadSheets(sheets, frame, rows_of_sheets[0].columns)
    warnings = [warning for rows in rows_of_sheets for warning in rows.warnings]
    return ReadOutcome(
        source.id,
        frame.height,
        tuple(layout for rows in rows_of_sheets for layout in rows.layout),
        (*warnings, *unread_sheets(book, sheets_read, source, file_format)),
    )


def _read_one_sheet(book: Book, facts: SheetFacts, source: Source, file_format: SheetFormat) -> _SheetRows:
    try:
        return _read_sheet(book, facts, source, file_format)
    except Refused as refused:
        if not is_pattern(file_format.which):
            raise
        raise _in_sheet(refused, facts.sheet, file_format) from None


def _read_sheet(book: Book, facts: SheetFacts, source: Source, file_format: SheetFormat) -> _SheetRows:
    frame = book.texts(facts, None)
    headers = sheet_headers(frame, facts, file_format)
    header_row = file_format.title_rows + file_format.header_rows
    positions = place(headers, source, source.kept_headers, header_row)
    _refuse_rows_twice(facts)
    body = with_kinds(frame, facts, header_row)
    has_text = pl.any_horizontal(pl.col(name).str.strip_chars() != "" for name in frame.columns)
    filled_rows = body.filter(has_text | has_unresolved(facts))
    refuse_unnamed(filled_rows, headers, facts, header_row)
    _check_rows(book, facts, body, filled_rows, header_row)
    key = key_header(source)
    totals = total_rows(
        filled_rows, frame.columns, file_format.totals, frame.columns[positions[key]] if key in positions else None
    )
    repeated_rows = repeated_header_rows(
        filled_rows, frame.columns, frame.slice(file_format.title_rows, file_format.header_rows).rows()
    )
    records = filled_rows.filter(~pl.col(ROW).is_in(totals | repeated_rows)) if totals | repeated_rows else filled_rows
    texts, warnings = _as_texts(book, facts, source, records, positions, header_row)
    layout = layout_rows(facts, file_format, [("total", totals), ("repeated-header", repeated_rows)])
    columns = {header: facts.first_column + i for header, i in positions.items()}
    return _SheetRows(texts, columns, layout, tuple(warnings))


def _as_texts(
    book: Book, facts: SheetFacts, source: Source, records: pl.DataFrame, positions: dict[str, int], header_row: int
) -> tuple[pl.DataFrame, list[FileWarning]]:
    """Return the records as they are written, and warnings; `positions` are header -> place in the laid-out sheet."""
    columns = {header: facts.first_column + i for header, i in positions.items()}
    names = {header: records.columns[1 + i] for header, i in positions.items()}  # the first column is `_row`
    flags = {header: flag for header, column in columns.items() if (flag := typed(facts, column)) is not None}
    texts = records.select(
        pl.lit(facts.sheet.name).alias(MEMBER),
        ROW,
        *(text_of(facts, columns[header], name).alias(header) for header, name in names.items()),
        *(flag.alias(TYPED + header) for header, flag in flags.items()),
    )
    refuse_lost(texts, facts, {header: columns[header] for header in flags})
    texts = with_stored_digits(texts, book, facts, {header: columns[header] for header in flags})
    codes = code_headers(source).intersection(flags)
    texts, masked = shown_codes(texts, book, facts, {header: columns[header] for header in flags if header in codes})
    refuse_other_epoch(texts, source, book)
    texts = _with_odd_rows(texts, facts, header_row)
    texts, merged = fill_merged(texts, facts, columns, header_row)
    untyped = [TYPED + header for header in flags if not texts.get_column(TYPED + header).any()]
    return texts.drop(untyped), [*doubts(records, book, facts, columns), *masked, *merged]


def _with_odd_rows(texts: pl.DataFrame, facts: SheetFacts, header_row: int) -> pl.DataFrame:
    """Say of rows that have not as many cells as the header how many they have; their texts may stand anywhere."""
    width = facts.fields.get(header_row)
    odd = {row: n for row, n in facts.fields.items() if row > header_row and n != width}
    if not odd:
        return texts
    is_odd = pl.col(ROW).is_in(list(odd))
    fields = pl.col(ROW).replace_strict(list(odd), list(odd.values()), default=None, return_dtype=pl.Int64)
    return texts.with_columns(
        pl.when(~is_odd).then(pl.exclude(MEMBER, ROW, f"^{TYPED}.*$")).name.keep(), fields.alias(FIELDS)
    )


def _check_rows(book: Book, facts: SheetFacts, body: pl.DataFrame, filled_rows: pl.DataFrame, header_row: int) -> None:
    """Compare the rows that the library found with those that the bytes hold; white space alone makes no row.

    Args:
        book: the workbook.
        facts: of the sheet.
        body: the rows below the header.
        filled_rows: those of them in which the library found something.
        header_row: the last row of the header.
    """
    expected_rows, rows_laid_out = {row for row in facts.rows if row > header_row}, set(filled_rows.get_column(ROW))
    if missing_rows := expected_rows - rows_laid_out:
        expected_rows -= blank_rows(body, facts, missing_rows)
    if missing_rows := expected_rows - rows_laid_out:
        expected_rows -= set(book.blank_rows(facts, missing_rows))
    if expected_rows != rows_laid_out:
        check_records(len(expected_rows), len(expected_rows & rows_laid_out))


def _refuse_rows_twice(facts: SheetFacts) -> None:
    """Refuse a sheet in which two rows, or two cells of a row, claim one place: the library would keep one of them."""
    doubled = {i for i, shape in enumerate(facts.shapes) if shape.is_doubled}
    check_records(
        len(facts.rows), len({row for row, kind in zip(facts.rows, facts.kinds, strict=True) if kind not in doubled})
    )


def _in_sheet(refused: Refused, sheet: Sheet, file_format: SheetFormat) -> Refused:
    """Return the refusal of one of several sheets with the sheet's name and the key that chose it."""
    words = message("workbook.in-sheet", sheet=sheet.name, why=refused.message, pattern=str(file_format.which))
    return Refused(refused.code, words, refused.closeness)
