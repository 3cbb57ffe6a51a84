"""Values that printed text says: computed from it, and compared with what the file states beside it."""

from typing import NamedTuple

import polars as pl

from schemas.column import AMBIGUOUS, NOT_AS_PRINTED, Column
from schemas.printed import has_two_readings, read_printed
from schemas.table import Table
from schemas.words.message import Message

_SAID = {"value": pl.Float64(), "second": pl.Float64(), "bound": pl.String(), "ambiguous": pl.Boolean()}


class _Said(NamedTuple):
    """What one text says: its number and bound, the second of two numbers, and whether it can be read as two."""

    value: float | None
    second: float | None
    bound: str | None
    ambiguous: bool


def with_printed(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return conformed rows with the values that printed text says, and the check columns that go with them.

    A value that the file states is kept where it is one that the text says; of two numbers ("18/510.307") it says which
    is meant, and where it says nothing the first is. Where the text cannot be read the value is null; where there is no
    text nothing is compared.
    """
    for printed in (c for c in table.columns if c.locale_in):
        read = [c for c in table.columns if c.read_from == printed.name]
        frame = _read(frame, printed, read)
    return frame


def _read(frame: pl.DataFrame, printed: Column, columns: list[Column]) -> pl.DataFrame:
    keys = [printed.name, printed.locale_in]
    texts = frame.select(keys).unique(maintain_order=True)
    said = [_said(*row) for row in texts.iter_rows()]
    names = {name: f"said:{name}" for name in _SAID}
    read = texts.hstack(pl.DataFrame(said, schema=_SAID, orient="row").rename(names))
    both = frame.join(read, on=keys, how="left", nulls_equal=True, maintain_order="left")
    value, second, bound, ambiguous = (pl.col(name) for name in names.values())
    made = [ambiguous.alias(AMBIGUOUS + printed.name)]
    is_read = pl.col(printed.name).is_not_null() & ~ambiguous
    for column in columns:
        stated = pl.col(column.name)
        text, is_said = (
            (value, (stated == value) | (stated == second)) if column.type == "number" else (bound, stated == bound)
        )
        as_stated = is_said.fill_null(False) | pl.col(printed.name).is_null()
        made += [
            pl.when(as_stated).then(stated).otherwise(text).alias(column.name),
            (is_read & stated.is_not_null() & ~as_stated).alias(NOT_AS_PRINTED + column.name),
        ]
    return both.with_columns(made).drop(names.values())


def _said(text: str | None, locale: str | None) -> _Said:
    if text is None:
        return _Said(None, None, None, False)
    read = read_printed(text, locale)
    if isinstance(read, Message):
        return _Said(None, None, None, has_two_readings(read))
    second = None if read.second is None else float(read.second.value)
    return _Said(float(read.value), second, read.bound, False)
