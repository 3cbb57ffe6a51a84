"""What somebody should look at in the values of a file: nothing of it rejects a row."""

from collections.abc import Iterator, Mapping

import polars as pl

from schemas.column import READ, UNREADABLE
from schemas.delivery import FileWarning
from schemas.source_format import Numbers
from schemas.source_parts import Field_
from schemas.words.message import message
from warehouse.conform.frame import Agreement, Texts
from warehouse.conform.key_doubts import key_doubts
from warehouse.conform.numbers import number
from warehouse.conform.texts import text_doubts
from warehouse.conform.time_doubts import time_doubts
from warehouse.conform.time_looks import Look, looks
from warehouse.conform.warned import is_typed, warnings_at
from warehouse.parts import Parts


def put_beside(text: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Return texts and beside them (`READ`) what `conform` made of them, row for row."""
    return text.hstack(frame.select(pl.all().name.prefix(READ)))


def take_apart(joined: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what `put_beside` has put together: the texts, and what was made of them; both with their places."""
    value_columns = [name for name in joined.columns if name.startswith(READ)]
    return joined.drop(value_columns), joined.select(
        pl.col(value_columns).name.map(lambda name: name.removeprefix(READ))
    )


def doubts(rows: Parts, agreement: Agreement, texts: Texts) -> tuple[FileWarning, ...]:
    """Return the warnings about the values of a file, in the order of the declared columns.

    Args:
        rows: the texts of the file, or of a unit's rows in it, and what was read of them (`put_beside`).
        agreement: the declarations under which it was read.
        texts: the look at the file.
    """
    rows = rows.with_columns(list(_written_values(agreement)))
    columns = agreement.source.columns
    looks_by_header = looks(rows, {h: f.column for h, f in columns.items() if agreement.table.column(f.column).is_time})
    column_warnings = (
        warning
        for header, field in columns.items()
        for warning in _doubts_of_column(header, field, rows, agreement, texts, looks_by_header)
    )
    return (*column_warnings, *_like_headers(rows, agreement))


def _written_values(agreement: Agreement) -> Iterator[pl.Expr]:
    """Yield what was read of columns in which another one stands in: nothing where nothing was written."""
    for header, field in agreement.source.columns.items():
        if agreement.table.column(field.column).default_from:
            is_empty = pl.col(header).fill_null("").is_in(["", *field.empty])
            yield pl.when(~is_empty).then(READ + field.column).alias(READ + field.column)


def _like_headers(rows: Parts, agreement: Agreement) -> Iterator[FileWarning]:
    """Rows of which nothing could be read: perhaps the header of another table, with columns in another order."""
    mapped = {f.column: h for h, f in agreement.source.columns.items()}
    readable_columns = [c for c in mapped if agreement.table.column(c).type not in ("string", "code")]
    if len(readable_columns) < _TELLING or not rows.any(pl.col(READ + UNREADABLE + readable_columns[0])):
        return
    is_unread = pl.all_horizontal(pl.col(READ + UNREADABLE + c) for c in readable_columns)
    if 0 < rows.count(is_unread) < rows.height():
        yield from warnings_at(rows.filter(is_unread), mapped[readable_columns[0]], message("values.row-like-a-header"))


def _doubts_of_column(
    header: str, field: Field_, rows: Parts, agreement: Agreement, texts: Texts, looks_by_header: Mapping[str, Look]
) -> Iterator[FileWarning]:
    column = agreement.table.column(field.column)
    if column.normal_form == "code":
        yield from key_doubts(rows, header, texts.odd[header], field.empty, column)
    elif column.type == "string":
        yield from text_doubts(rows, header, texts.odd[header], field.empty)
        if header in texts.typed:
            dates = is_typed(rows, header) & pl.col(header).str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2} ")
            yield from warnings_at(rows.filter(dates), header, message("values.dates-among-texts"))
    elif column.type in ("integer", "number"):
        yield from _number_style(rows, header, field, agreement.source.numbers)
        if column.is_money and not agreement.table.limits.money_decimals:
            yield from _odd_amounts(rows, header, field)
    elif column.is_time:
        yield from time_doubts(rows, header, field, agreement, looks_by_header[header])


def _number_style(rows: Parts, header: str, field: Field_, numbers: Numbers) -> Iterator[FileWarning]:
    """Marks were read as declared in some rows, and in others they contradict the declaration."""
    flag = READ + UNREADABLE + field.column
    if not rows.any(pl.col(flag)):  # as in nearly every file
        return
    is_unread = pl.col(flag) & ~is_typed(rows, header)
    has_marks = pl.col(header).str.contains(r"^[+-]?[0-9]+([.,' \u00a0\u202f][0-9]+)+$")
    if not rows.filter(is_unread).any(has_marks & number(pl.col(header), numbers).is_null()):
        return
    is_marked = pl.col(READ + field.column).is_not_null() & pl.col(header).str.contains(r"[0-9][^0-9][0-9]")
    yield from warnings_at(
        rows.filter(is_marked & ~is_typed(rows, header)),
        header,
        message("values.number-style", contradicted="by-marks"),
    )


def _odd_amounts(all_rows: Parts, header: str, field: Field_) -> Iterator[FileWarning]:
    """All amounts with marks end in small change, which a currency without decimals does not have: 66.597 is 66,597."""
    amounts = pl.col(READ + field.column)
    has_marks = pl.col(header).str.contains(r"^[0-9]{1,3}[.,][0-9]{3}$") & amounts.is_not_null()
    # Most files show in their first rows that amounts are round.
    first_rows = all_rows.head(_LOOKED_AT_FIRST, pl.col(header), amounts)
    for rows in (Parts([first_rows]), all_rows):
        if rows.filter(has_marks).any(amounts % _SMALL_CHANGE == 0):
            return
    marked_rows = all_rows.filter(has_marks)
    if marked_rows.height() >= _TELLING:
        yield from warnings_at(
            marked_rows.filter(~is_typed(marked_rows, header)),
            header,
            message("values.number-style", contradicted="by-amounts"),
        )


_LOOKED_AT_FIRST = 1000  # rows
_SMALL_CHANGE = 100
_TELLING = 3  # dates and numbers in a row, none of which can be read
