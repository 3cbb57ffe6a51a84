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
from warehouse.conform.warned import held, warnings_at
from warehouse.parts import Parts


def beside(text: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """Return texts and beside them (`READ`) what `conform` made of them, row for row."""
    return text.hstack(frame.select(pl.all().name.prefix(READ)))


def apart(both: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what `beside` has put together: the texts, and what was made of them; both with their places."""
    made = [name for name in both.columns if name.startswith(READ)]
    return both.drop(made), both.select(pl.col(made).name.map(lambda name: name.removeprefix(READ)))


def doubts(both: Parts, agreement: Agreement, texts: Texts) -> tuple[FileWarning, ...]:
    """Return the warnings about the values of a file, in the order of the declared columns.

    Args:
        both: the texts of the file, or of a unit's rows in it, and what was read of them (`beside`).
        agreement: the declarations under which it was read.
        texts: the look at the file.
    """
    both = both.with_columns(list(_written(agreement)))
    columns = agreement.source.columns
    of_times = looks(both, {h: f.column for h, f in columns.items() if agreement.table.column(f.column).is_time})
    of_columns = (w for header, field in columns.items() for w in _of(header, field, both, agreement, texts, of_times))
    return (*of_columns, *_like_headers(both, agreement))


def _written(agreement: Agreement) -> Iterator[pl.Expr]:
    """Yield what was read of columns in which another one stands in: nothing where nothing was written."""
    for header, field in agreement.source.columns.items():
        if agreement.table.column(field.column).default_from:
            is_empty = pl.col(header).fill_null("").is_in(["", *field.empty])
            yield pl.when(~is_empty).then(READ + field.column).alias(READ + field.column)


def _like_headers(both: Parts, agreement: Agreement) -> Iterator[FileWarning]:
    """Rows of which nothing could be read: perhaps the header of another table, with columns in another order."""
    mapped = {f.column: h for h, f in agreement.source.columns.items()}
    read = [c for c in mapped if agreement.table.column(c).type not in ("string", "code")]
    if len(read) < _TELLING or not both.any(pl.col(READ + UNREADABLE + read[0])):
        return
    nothing = pl.all_horizontal(pl.col(READ + UNREADABLE + c) for c in read)
    if 0 < both.count(nothing) < both.height():
        yield from warnings_at(both.filter(nothing), mapped[read[0]], message("values.row-like-a-header"))


def _of(
    header: str, field: Field_, both: Parts, agreement: Agreement, texts: Texts, of_times: Mapping[str, Look]
) -> Iterator[FileWarning]:
    column = agreement.table.column(field.column)
    if column.normal_form == "code":
        yield from key_doubts(both, header, texts.odd[header], field.empty, column)
    elif column.type == "string":
        yield from text_doubts(both, header, texts.odd[header], field.empty)
        if header in texts.typed:
            dates = held(both, header) & pl.col(header).str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2} ")
            yield from warnings_at(both.filter(dates), header, message("values.dates-among-texts"))
    elif column.type in ("integer", "number"):
        yield from _number_style(both, header, field, agreement.source.numbers)
        if column.is_money and not agreement.table.limits.money_decimals:
            yield from _odd_amounts(both, header, field)
    elif column.is_time:
        yield from time_doubts(both, header, field, agreement, of_times[header])


def _number_style(both: Parts, header: str, field: Field_, numbers: Numbers) -> Iterator[FileWarning]:
    """Marks were read as declared in some rows, and in others they contradict the declaration."""
    flag = READ + UNREADABLE + field.column
    if not both.any(pl.col(flag)):  # as in nearly every file
        return
    unread = pl.col(flag) & ~held(both, header)
    shaped = pl.col(header).str.contains(r"^[+-]?[0-9]+([.,' \u00a0\u202f][0-9]+)+$")
    if not both.filter(unread).any(shaped & number(pl.col(header), numbers).is_null()):
        return
    read = pl.col(READ + field.column).is_not_null() & pl.col(header).str.contains(r"[0-9][^0-9][0-9]")
    yield from warnings_at(
        both.filter(read & ~held(both, header)), header, message("values.number-style", contradicted="by-marks")
    )


def _odd_amounts(both: Parts, header: str, field: Field_) -> Iterator[FileWarning]:
    """All amounts with marks end in small change, which a currency without decimals does not have: 66.597 is 66,597."""
    read = pl.col(READ + field.column)
    has_marks = pl.col(header).str.contains(r"^[0-9]{1,3}[.,][0-9]{3}$") & read.is_not_null()
    first = both.head(_LOOKED_AT_FIRST, pl.col(header), read)  # most files show there that amounts are round
    for rows in (Parts([first]), both):
        if rows.filter(has_marks).any(read % _SMALL_CHANGE == 0):
            return
    marked = both.filter(has_marks)
    if marked.height() >= _TELLING:
        yield from warnings_at(
            marked.filter(~held(marked, header)), header, message("values.number-style", contradicted="by-amounts")
        )


_LOOKED_AT_FIRST = 1000  # rows
_SMALL_CHANGE = 100
_TELLING = 3  # dates and numbers in a row, none of which can be read
