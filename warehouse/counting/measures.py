"""Measures as expressions: what each row counts for, and on which day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from schemas.measure import DAYS, Measure

_EVERY = pl.col("unit_id").is_not_null()  # a literal true would be summed once a group, not once a row


@dataclass(frozen=True)
class Count:
    """`weight` summed over the rows where `where` holds, on the day in the column `day` (null: not at all).

    Several may share a `name`: their sums are added.
    """

    name: str
    day: str
    where: pl.Expr
    weight: int | pl.Expr = 1


def counts_of(measures: Iterable[Measure], table: str) -> list[Count]:
    """Return what is counted of the rows of a table by those of the measures that count it."""
    return [count for measure in measures if measure.table == table for count in _counts(measure)]


def _counts(measure: Measure) -> Iterator[Count]:
    """Yield what a measure counts; both days of a stock count only where it begins at all."""
    where = _condition(measure.where) if measure.where else _EVERY
    if measure.kind == "stock":
        has_begun = where & pl.col(measure.begin).is_not_null()
        yield Count(measure.name, measure.begin, has_begun)
        if measure.end:
            yield Count(measure.name, measure.end, has_begun, -1)
        return
    yield Count(measure.name, measure.day, where, pl.col(measure.weight) if measure.weight else 1)
    if measure.kind == "level":
        yield Count(f"{measure.name}{DAYS}", measure.day, where)


@cache
def _condition(sql: str) -> pl.Expr:
    """Return a condition as an expression, which is made once: plans are made for each folder of files."""
    return pl.sql_expr(sql)
