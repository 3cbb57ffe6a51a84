"""The cells of a sheet as text beside what its bytes say of them: what is typed, what is an error or has no result."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path

import fastexcel
import polars as pl

from schemas.column import ERROR_TEXTS, ROW, TYPED, UNRESOLVED_TEXT
from schemas.delivery import NAMED
from schemas.errors import SubmissionRejected
from schemas.words.message import message
from warehouse.reading.books.book import Book
from warehouse.reading.books.facts import SheetFacts
from warehouse.reading.books.shape import Shape, column_letters
from warehouse.reading.outcome import Refused, first_of

KIND = "_kind"  # column of a laid-out sheet: the place of the row's kind in the facts; null where the row holds nothing
MOST_CELLS = 100_000_000  # the library allocates every cell between the first and the last one
_WITHOUT_DIGITS = {re.sub("[0-9.+-]", "", text): text for text in ERROR_TEXTS}
_BEYOND_EXCEL = r"^-?[0-9]{16}"  # Excel keeps 15 digits; the library writes all those of the binary number
_ISO_DAY, _ISO_TIME = r"^(\d{4}-\d\d-\d\d)$", r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)$"


def library_texts(path: Path) -> Callable[[SheetFacts, int | None], pl.DataFrame]:
    """Return what lays out a sheet of the workbook (its first rows, or all) as text, by the library.

    From row 1 and from `first_column` of its facts to the last row. The workbook is opened with the first sheet, by its
    bytes: by a name such as .xls the library would expect another format.
    """

    @cache
    def opened() -> fastexcel.ExcelReader:
        try:
            return fastexcel.read_excel(path.read_bytes())
        except fastexcel.FastExcelError:
            raise _unreadable() from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # of the library, which is no Exception
                raise
            raise _unreadable() from None

    return lambda facts, rows: _load_sheet(opened(), facts, rows)


def refuse_sparse(facts: SheetFacts) -> None:
    """Refuse a sheet without a value, and one that would take gigabytes to lay out."""
    name = facts.sheet.name
    if not facts.rows:
        raise Refused("empty-file", message("workbook.sheet-empty", sheet=name), 0.1)
    columns = facts.last_column - facts.first_column + 1
    if facts.last_row * columns > MOST_CELLS:
        words = message("workbook.sheet-too-wide", sheet=name, row=facts.last_row, columns=columns)
        raise SubmissionRejected("limits", words)


def _load_sheet(cells: fastexcel.ExcelReader, facts: SheetFacts, rows: int | None) -> pl.DataFrame:
    try:
        sheet = cells.load_sheet(facts.sheet.name, header_row=None, skip_rows=0, n_rows=rows, dtypes="string")
        frame: pl.DataFrame = sheet.to_polars()
    except fastexcel.FastExcelError:  # its text may quote cells
        raise _unknown_error(facts) or _unreadable() from None
    if frame.width != facts.last_column - facts.first_column + 1:
        raise SubmissionRejected("record-count", message("workbook.columns-uncertain"))
    missing_rows = facts.last_row - frame.height if rows is None else 0
    return frame if missing_rows <= 0 else pl.concat([frame, frame.clear(missing_rows)])


def refuse_lost(records: pl.DataFrame, facts: SheetFacts, columns: Mapping[str, int]) -> None:
    """Refuse numbers, dates and truth values that the library does not give, such as a time of day in an .ods.

    Args:
        records: with `_row`, the texts of `columns` and their flags `typed:<header>`.
        facts: of the sheet.
        columns: those that hold any: header -> column of the sheet, from 0.
    """
    for header, column in columns.items():
        lost_rows = records.filter(pl.col(TYPED + header) & pl.col(header).is_null()).get_column(ROW)
        if lost_rows.len():
            cells = first_of([f"{column_letters(column)}{row}" for row in lost_rows])
            words = message("workbook.cells-lost", sheet=facts.sheet.name, header=header, cells=cells)
            raise Refused("unreadable", words, 0.95)


def with_kinds(frame: pl.DataFrame, facts: SheetFacts, header_row: int) -> pl.DataFrame:
    """Return the rows below `header_row` of a laid-out sheet with their numbers (`_row`) and kinds (`_kind`)."""
    kinds = pl.DataFrame({ROW: facts.rows, KIND: facts.kinds}, schema={ROW: pl.Int64, KIND: pl.Int64})
    body = frame.slice(header_row).with_row_index(ROW, offset=header_row + 1).with_columns(pl.col(ROW).cast(pl.Int64))
    return body.join(kinds, on=ROW, how="left", maintain_order="left")


def has_unresolved(facts: SheetFacts) -> pl.Expr:
    """Say of each row whether a cell of it shows an error or has a formula without result."""
    return _kinds_where(facts, lambda shape: bool(shape.errors or shape.unresolved))


def blank_rows(body: pl.DataFrame, facts: SheetFacts, rows: Collection[int]) -> set[int]:
    """Return those of `rows` of which the library says that each cell with a text holds white space, and no other."""
    blank = set[int]()
    for row, *texts, kind in body.filter(pl.col(ROW).is_in(list(rows))).iter_rows():
        shape = facts.shapes[kind]
        cells = [texts[column - facts.first_column] for column in shape.texts]
        if not shape.typed and all(cell is not None and not cell.strip() for cell in cells):
            blank.add(row)
    return blank


def computed(facts: SheetFacts, column: int) -> pl.Expr | None:
    """Say of each row whether its cell in `column` is a formula with a number for its result; None where none is."""
    if not any(column in shape.computed for shape in facts.shapes):
        return None
    return _kinds_where(facts, lambda shape: column in shape.computed)


def typed(facts: SheetFacts, column: int) -> pl.Expr | None:
    """Say of each row whether its cell in `column` holds no text (a number, a date, true); None where none does."""
    if not any(column in shape.typed for shape in facts.shapes):
        return None
    return _kinds_where(facts, lambda shape: column in shape.typed)


def text_of(facts: SheetFacts, column: int, name: str) -> pl.Expr:
    """Return the texts of a column called `name`, with errors and formulas without result as what they are."""
    text = pl.col(name)
    if any(column in shape.iso for shape in facts.shapes):
        is_iso = _kinds_where(facts, lambda shape: column in shape.iso)
        plain_text = text.str.replace(_ISO_DAY, "$1 00:00:00").str.replace(_ISO_TIME, "$1 $2")
        text = pl.when(is_iso).then(plain_text).otherwise(text)
    if texts_of_kinds := unresolved_texts(facts, column):
        instead = pl.col(KIND).replace_strict(
            list(texts_of_kinds), list(texts_of_kinds.values()), default=None, return_dtype=pl.String
        )
        text = pl.coalesce(instead, text)
    return text.alias(name)


def unresolved_texts(facts: SheetFacts, column: int) -> Mapping[int, str]:
    """Return kind of row -> the text for its cell in `column`, where that is an error or has no result."""
    texts = dict[int, str]()
    for kind, shape in enumerate(facts.shapes):
        if column in shape.unresolved:
            texts[kind] = UNRESOLVED_TEXT
        for place, error in shape.errors:
            if place == column:
                texts[kind] = _WITHOUT_DIGITS.get(error, error)
    return texts


def with_stored_digits(
    records: pl.DataFrame, book: Book, facts: SheetFacts, columns: Mapping[str, int]
) -> pl.DataFrame:
    """Return `records` with numbers of more digits than Excel keeps as the file writes them, not as they are computed.

    Costs a second look at the sheet where there is any such number.

    Args:
        records: with `_row` and the texts of `columns`.
        book: the workbook.
        facts: of the sheet.
        columns: those that hold numbers: header -> column of the sheet, from 0.
    """
    places = set[tuple[int, int]]()
    for header, column in columns.items():
        long_rows = records.filter(pl.col(header).str.contains(_BEYOND_EXCEL)).get_column(ROW)
        places.update((row, column) for row in long_rows)
    if not places:
        return records
    stored_texts = book.stored(facts, places)
    if not stored_texts:
        return records
    return records.with_columns(
        pl.coalesce(_replaced(stored_texts, column), pl.col(header)).alias(header) for header, column in columns.items()
    )


def _replaced(stored_texts: Mapping[tuple[int, int], str], column: int) -> pl.Expr:
    texts = {row: text for (row, place), text in stored_texts.items() if place == column}
    return pl.col(ROW).replace_strict(list(texts), list(texts.values()), default=None, return_dtype=pl.String)


def _kinds_where(facts: SheetFacts, holds: Callable[[Shape], bool]) -> pl.Expr:
    kinds: Collection[int] = [kind for kind, shape in enumerate(facts.shapes) if holds(shape)]
    return pl.col(KIND).is_in(kinds).fill_null(False)


def _unknown_error(facts: SheetFacts) -> SubmissionRejected | None:
    """Return the refusal of a sheet with an error of newer formulas (#SPILL!), which the library cannot read."""
    unknown = {
        error for shape in facts.shapes for error in shape.errors if error[1] not in (*_WITHOUT_DIGITS, *ERROR_TEXTS)
    }
    if not unknown:
        return None
    cells = [f"{error} ({column_letters(column)})" for column, error in sorted(unknown)[:NAMED]]
    return SubmissionRejected("unreadable", message("workbook.new-errors", sheet=facts.sheet.name, cells=cells))


def _unreadable() -> SubmissionRejected:
    return SubmissionRejected("unreadable", message("workbook.unreadable"))
