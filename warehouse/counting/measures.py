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
    return [count for one in measures if one.table == table for count in _counts(one)]


def _counts(one: Measure) -> Iterator[Count]:
    """Yield what a measure counts; both days of a stock count only where it begins at all."""
    where = _condition(one.where) if one.where else _EVERY
    if one.kind == "stock":
        begun = where & pl.col(one.begin).is_not_null()
        yield Count(one.name, one.begin, begun)
        if one.end:
            yield Count(one.name, one.end, begun, -1)
        return
    yield Count(one.name, one.day, where, pl.col(one.weight) if one.weight else 1)
    if one.kind == "level":
        yield Count(f"{one.name}{DAYS}", one.day, where)


@cache
def _condition(sql: str) -> pl.Expr:
    """Return a condition as an expression, which is made once: plans are made for each folder of files."""
    return pl.sql_expr(sql)
