"""The days on which what a method counts happened, where the period that is ranked holds none of them.

A file of last year ranks nobody this year. Without a word the empty ranking would look like units that sent nothing.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from schemas.method import Method, load_method
from schemas.table import load_tables
from warehouse import store
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.nightly_method import running_period
from warehouse.ranking.request import Ranking


@dataclass(frozen=True)
class CountedElsewhere:
    """The first and last day that anything was counted on, up to the business date: none lies in `ranked`.

    `suggested` is the period, as `parse_period` reads it, that the city would have ranked on the last of these days.
    """

    ranked: Period
    first: date
    last: date
    suggested: str


def counted_elsewhere(ranking: Ranking) -> CountedElsewhere | None:
    """Return on which days the counts of a ranking lie, None where its period holds some, or where there are none.

    Stocks and levels are not asked: what once began stays in every later period.
    """
    run, period = ranking.run, ranking.period
    events = _events(load_method(run.city.method_path(ranking.method), run.city.indicators))
    counts = store.scan_table(ranking.snapshot, load_tables()["measures"])
    counted = counts.filter(pl.col("measure").is_in(events) & (pl.col("day") <= run.business_date))
    is_ranked = pl.col("day").is_between(period.first, period.last)
    days = counted.select(is_ranked.any().alias("ranked"), first=pl.min("day"), last=pl.max("day")).collect()
    holds_some, first, last = days.row(0)
    if holds_some or first is None:
        return None
    return CountedElsewhere(period, first, last, running_period(run.city, last).id)


def _events(method: Method) -> list[str]:
    """Return the names of the measures that a method scores and that happen on a day."""
    scored = (method.indicators[rule.code] for rule in method.rules if rule.computable and rule.size)
    return sorted({m.name for indicator in scored for m in indicator.counted if m.kind == "flow"})
