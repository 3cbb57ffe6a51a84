"""What one pass over a file tells of all its columns of times, so that most doubts about them need no second look."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

import polars as pl

from schemas.column import READ
from warehouse.conform.warned import is_typed
from warehouse.parts import Parts

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


def looks(rows: Parts, columns: Mapping[str, str]) -> dict[str, Look]:
    """Return the look at each column of times: header -> its column. One pass; `rows` holds texts and what was read."""
    if not columns:
        return {}
    times = {str(i): pl.col(READ + column) for i, column in enumerate(columns.values())}
    totals = rows.select(
        *(
            total.alias(f"{i}:{name}")
            for i, times_of_column in times.items()
            for name, total in _total_expressions(times_of_column).items()
        )
    )
    is_in_cell = {str(i): is_typed(rows, header).alias(f"{i}:in_cell") for i, header in enumerate(columns)}
    first_rows = rows.head(
        _FIRST, *(times_of_column.alias(i) for i, times_of_column in times.items()), *is_in_cell.values()
    )
    is_whole = rows.height() <= _FIRST
    return {header: _look(str(i), totals, first_rows, is_whole) for i, header in enumerate(columns)}


def _total_expressions(times: pl.Expr) -> dict[str, pl.Expr]:
    at_midnight = (_since_midnight(times) == 0).sum()
    return {"dated": times.count(), "at_midnight": at_midnight, "earliest": times.min(), "latest": times.max()}


def _look(column: str, totals: pl.DataFrame, first_rows: pl.DataFrame, is_whole: bool) -> Look:
    dated, at_midnight, earliest, latest = (totals.get_column(f"{column}:{n}") for n in Look._fields[:4])
    times, is_in_cell = pl.col(column), pl.col(f"{column}:in_cell")
    hours = _since_midnight(times).drop_nulls().unique().implode().alias("hours")
    in_texts, in_cells = days(times, ~is_in_cell).alias("in_texts"), days(times, is_in_cell).alias("in_cells")
    row = first_rows.select(hours, in_texts, in_cells).row(0, named=True)
    return Look(
        dated=int(dated.sum()),
        at_midnight=int(at_midnight.sum()),
        earliest=earliest.min(),  # type: ignore[arg-type]  # a column of times
        latest=latest.max(),  # type: ignore[arg-type]
        hours=frozenset(row["hours"]),
        in_texts=frozenset(row["in_texts"]),
        in_cells=frozenset(row["in_cells"]),
        is_whole=is_whole,
    )


def _since_midnight(times: pl.Expr) -> pl.Expr:
    return times.cast(pl.Datetime("us")).to_physical() % A_DAY


def days(times: pl.Expr, is_chosen: pl.Expr) -> pl.Expr:
    """Return the list of the distinct days among the times of some rows."""
    return times.filter(is_chosen).cast(pl.Date).drop_nulls().unique().implode()
