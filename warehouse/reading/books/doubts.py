"""What a sender should know of a sheet that was read: errors in cells, formulas without a result, what is hidden."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from schemas.column import ROW, UNRESOLVED_TEXT
from schemas.delivery import NAMED, FileWarning, file_warning
from schemas.source import Source
from schemas.words.message import message
from warehouse.reading.books.book import Book
from warehouse.reading.books.cells import KIND, computed, unresolved_texts
from warehouse.reading.books.facts import SheetFacts
from warehouse.reading.books.shape import column_letters
from warehouse.reading.outcome import Refused, first_of

_ZEROS = ("0", "1899-12-30 00:00:00", "1899-12-31 00:00:00", "1904-01-01 00:00:00")  # 0, and 0 shown as a date
_SERIAL = r"^\d{1,6}(\.\d+)?$"


def doubts(records: pl.DataFrame, book: Book, facts: SheetFacts, columns: Mapping[str, int]) -> list[FileWarning]:
    """Return the warnings about the records of a sheet.

    Args:
        records: as they are laid out, with `_row` and `_kind`.
        book: the workbook.
        facts: of the sheet.
        columns: the columns that are read: header -> column of the sheet, from 0.
    """
    warnings = list[FileWarning]()
    for header, column in columns.items():
        if texts_of_kinds := unresolved_texts(facts, column):
            warnings += _unresolved(
                records.filter(pl.col(KIND).is_in(list(texts_of_kinds))), facts, header, column, texts_of_kinds
            )
        if book.may_be_uncomputed:
            warnings += _never_computed(records, facts, header, column)
    return [*warnings, *_hidden(records.get_column(ROW).to_list(), facts, columns)]


def refuse_other_epoch(records: pl.DataFrame, source: Source, book: Book) -> None:
    """Refuse bare numbers of days that the source counts from another day than the workbook does."""
    wrong, right = ("excel", "excel-1904") if book.counts_from_1904 else ("excel-1904", "excel")
    for header, field in source.columns.items():
        if next((f for f in field.formats if f in (wrong, right)), right) == right or header not in records.columns:
            continue
        rows = records.filter(pl.col(header).str.strip_chars().str.contains(_SERIAL)).get_column(ROW)
        if rows.len():
            words = message(
                "workbook.date-system",
                year=1904 if book.counts_from_1904 else 1900,
                header=header,
                row=rows[0],
                source=source.id,
                declared=wrong,
                actual=right,
            )
            raise Refused("date-system", words, 0.98)


def _unresolved(
    records: pl.DataFrame, facts: SheetFacts, header: str, column: int, texts_of_kinds: Mapping[int, str]
) -> list[FileWarning]:
    errors, without = list[tuple[int, str]](), list[int]()
    for row, kind in records.select(ROW, KIND).iter_rows():
        if texts_of_kinds[kind] == UNRESOLVED_TEXT:
            without.append(row)
        else:
            errors.append((row, texts_of_kinds[kind]))
    return [
        *([_errors(facts, header, column, errors)] if errors else []),
        *([_without_result(facts, header, column, without)] if without else []),
    ]


def _errors(facts: SheetFacts, header: str, column: int, errors: Sequence[tuple[int, str]]) -> FileWarning:
    cells = first_of([f"{text} ({column_letters(column)}{row})" for row, text in errors])
    return file_warning(
        message("workbook.error-cells", header=header, count=len(errors), cells=cells),
        member=facts.sheet.name,
        header=header,
        rows=tuple(row for row, _ in errors[:NAMED]),
        row_count=len(errors),
    )


def _never_computed(records: pl.DataFrame, facts: SheetFacts, header: str, column: int) -> list[FileWarning]:
    """Doubt formulas whose results are all 0: programs that cannot compute them write that."""
    if (is_computed := computed(facts, column)) is None:
        return []
    results = records.filter(is_computed).select(ROW, pl.nth(1 + column - facts.first_column).alias(header))
    if results.is_empty() or not results.get_column(header).is_in(_ZEROS).all():
        return []
    return [_without_result(facts, header, column, results.get_column(ROW).to_list())]


def _without_result(facts: SheetFacts, header: str, column: int, rows: Sequence[int]) -> FileWarning:
    cells = first_of([f"{column_letters(column)}{row}" for row in rows])
    return file_warning(
        message("workbook.formula-without-result", header=header, count=len(rows), cells=cells),
        member=facts.sheet.name,
        header=header,
        rows=tuple(rows[:NAMED]),
        row_count=len(rows),
    )


def _hidden(rows: Sequence[int], facts: SheetFacts, columns: Mapping[str, int]) -> Iterator[FileWarning]:
    name = facts.sheet.name
    if facts.sheet.is_hidden and rows:
        yield file_warning(
            message("workbook.hidden-sheet", sheet=name, count=len(rows)), member=name, row_count=len(rows)
        )
    if hidden := [row for row in rows if row in facts.hidden_rows] if facts.hidden_rows else []:
        yield file_warning(
            message("workbook.hidden-rows", count=len(hidden), first=hidden[0]),
            member=name,
            rows=tuple(hidden[:NAMED]),
            row_count=len(hidden),
        )
    for header, column in columns.items():
        if column in facts.hidden_columns and rows:
            yield file_warning(
                message("workbook.hidden-columns", header=header, letters=column_letters(column)),
                member=name,
                header=header,
                row_count=len(rows),
            )
