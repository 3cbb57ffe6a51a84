"""Values that printed text says: computed from it, and compared with what the file states beside it."""

from typing import NamedTuple

import polars as pl

from schemas.column import AMBIGUOUS, NOT_AS_PRINTED, Column
from schemas.printed import has_two_readings, read_printed
from schemas.table import Table
from schemas.words.message import Message

_VALUE_TYPES = {"value": pl.Float64(), "second": pl.Float64(), "bound": pl.String(), "ambiguous": pl.Boolean()}


class _PrintedValues(NamedTuple):
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
    for text_column in (c for c in table.columns if c.locale_in):
        value_columns = [c for c in table.columns if c.read_from == text_column.name]
        frame = _with_values_of(frame, text_column, value_columns)
    return frame


def _with_values_of(frame: pl.DataFrame, text_column: Column, columns: list[Column]) -> pl.DataFrame:
    keys = [text_column.name, text_column.locale_in]
    texts = frame.select(keys).unique(maintain_order=True)
    values = [_printed_values(*row) for row in texts.iter_rows()]
    names = {name: f"said:{name}" for name in _VALUE_TYPES}
    values_by_text = texts.hstack(pl.DataFrame(values, schema=_VALUE_TYPES, orient="row").rename(names))
    with_values = frame.join(values_by_text, on=keys, how="left", nulls_equal=True, maintain_order="left")
    value, second, bound, ambiguous = (pl.col(name) for name in names.values())
    new_columns = [ambiguous.alias(AMBIGUOUS + text_column.name)]
    is_read = pl.col(text_column.name).is_not_null() & ~ambiguous
    for column in columns:
        stated = pl.col(column.name)
        text, is_said = (
            (value, (stated == value) | (stated == second)) if column.type == "number" else (bound, stated == bound)
        )
        is_as_stated = is_said.fill_null(False) | pl.col(text_column.name).is_null()
        new_columns += [
            pl.when(is_as_stated).then(stated).otherwise(text).alias(column.name),
            (is_read & stated.is_not_null() & ~is_as_stated).alias(NOT_AS_PRINTED + column.name),
        ]
    return with_values.with_columns(new_columns).drop(names.values())


def _printed_values(text: str | None, locale: str | None) -> _PrintedValues:
    if text is None:
        return _PrintedValues(None, None, None, False)
    reading = read_printed(text, locale)
    if isinstance(reading, Message):
        return _PrintedValues(None, None, None, has_two_readings(reading))
    second = None if reading.second is None else float(reading.second.value)
    return _PrintedValues(float(reading.value), second, reading.bound, False)
