"""What one pass over a file tells of all its columns of times, so that most doubts about them need no second look."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

import polars as pl

from schemas.column import READ
from warehouse.conform.warned import held

A_DAY = 86_400_000_000  # microseconds
_FIRST = 1000  # rows of which days and hours are looked at


class Look(NamedTuple):
    """Of the times read in a column: how many, of them at midnight, the earliest and the latest.

    Of the first rows: the microseconds since midnight, and the days in texts and in cells that the file itself holds
    as dates. `is_whole`: there are no further rows.
    """

    dated: int
    at_midnight: int
    earliest: datetime | date | None
    latest: datetime | date | None
    hours: frozenset[int]
    in_texts: frozenset[date]
    in_cells: frozenset[date]
    is_whole: bool


def looks(both: pl.DataFrame, columns: Mapping[str, str]) -> dict[str, Look]:
    """Return the look at each column of times: header -> its column. One pass; `both` holds texts and what was read."""
    asked = {
        f"{i}:{figure}": expr for i, h in enumerate(columns) for figure, expr in _asked(both, h, columns[h]).items()
    }
    if not asked:
        return {}
    row = both.select(**asked).row(0, named=True)
    return {header: _look(row, i, both.height <= _FIRST) for i, header in enumerate(columns)}


def _look(row: Mapping[str, object], i: int, is_whole: bool) -> Look:
    values = {name: row[f"{i}:{name}"] for name in Look._fields if name != "is_whole"}
    sets = {name: frozenset(values[name]) for name in ("hours", "in_texts", "in_cells")}  # type: ignore[call-overload]
    return Look(**(values | sets), is_whole=is_whole)  # type: ignore[arg-type]


def _asked(both: pl.DataFrame, header: str, column: str) -> dict[str, pl.Expr]:
    times, in_cell = pl.col(READ + column), held(both, header)
    since_midnight = times.cast(pl.Datetime("us")).to_physical() % A_DAY
    return {
        "dated": times.count(),
        "at_midnight": (since_midnight == 0).sum(),
        "earliest": times.min(),
        "latest": times.max(),
        "hours": since_midnight.head(_FIRST).drop_nulls().unique().implode(),
        "in_texts": days(times.head(_FIRST), ~in_cell.head(_FIRST)),
        "in_cells": days(times.head(_FIRST), in_cell.head(_FIRST)),
    }


def days(times: pl.Expr, where: pl.Expr) -> pl.Expr:
    """Return the list of the distinct days among the times of some rows."""
    return times.filter(where).cast(pl.Date).drop_nulls().unique().implode()
