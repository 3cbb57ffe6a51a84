"""The days on which what a method counts happened, where the period that is ranked holds none of them.

A file of last year ranks nobody this year. Without a word the empty ranking would look like units that sent nothing.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from schemas.method import Method
from schemas.table import load_tables
from warehouse import store
from warehouse.ranking.evidence.periods import Period


class CountedElsewhere(NamedTuple):
    """The first and last day that anything was counted on, up to the business date; the period that is ranked has none.

    `period_first` and `period_last` are the ends of that period.
    """

    period_first: date
    period_last: date
    first: date
    last: date


def counted_elsewhere(snapshot: Path, method: Method, period: Period, business_date: date) -> CountedElsewhere | None:
    """Return on which days the counts of a ranking lie, None where its period holds some, or where there are none.

    Stocks and levels are not asked: what once began stays in every later period.

    Args:
        snapshot: the folder of the tables.
        method: says what is counted.
        period: what is ranked.
        business_date: the day up to which is counted.
    """
    spans = _spans(snapshot, method, period, business_date)
    if spans.is_empty() or spans.get_column("is_ranked").any():
        return None
    first, last = spans.select(pl.min("first"), pl.max("last")).row(0)
    return CountedElsewhere(period.first, period.last, first, last)


def units_counted_elsewhere(
    snapshot: Path, method: Method, period: Period, business_date: date
) -> Mapping[str, CountedElsewhere]:
    """Return the same of each unit by its own counts; units whose period holds some, or that have none, are absent.

    Args:
        snapshot: the folder of the tables.
        method: says what is counted.
        period: what is ranked.
        business_date: the day up to which is counted.
    """
    spans = _spans(snapshot, method, period, business_date).filter(~pl.col("is_ranked"))
    days = spans.select("unit_id", "first", "last").iter_rows()
    return {unit_id: CountedElsewhere(period.first, period.last, first, last) for unit_id, first, last in days}


def _spans(snapshot: Path, method: Method, period: Period, business_date: date) -> pl.DataFrame:
    """Return each unit's first and last day on which anything was counted, and whether the period holds such days."""
    counts = store.scan_table(snapshot, load_tables()["measures"])
    event_counts = counts.filter(pl.col("measure").is_in(_events(method)) & (pl.col("day") <= business_date))
    is_ranked = pl.col("day").is_between(period.first, period.last).any().alias("is_ranked")
    return event_counts.group_by("unit_id").agg(is_ranked, first=pl.min("day"), last=pl.max("day")).collect()


def _events(method: Method) -> list[str]:
    """Return the names of the measures that a method scores and that happen on a day."""
    scored = (method.indicators[rule.code] for rule in method.rules if rule.computable and rule.size)
    return sorted({m.name for indicator in scored for m in indicator.counted if m.kind == "flow"})
