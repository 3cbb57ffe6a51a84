"""What the tables of a snapshot give to rank by, read once for all periods that a ranking looks at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from schemas.table import load_tables
from warehouse import store
from warehouse.counting.count import add_up_between
from warehouse.counting.measures_table import counts_over
from warehouse.ranking.evidence.clusters import cluster_window
from warehouse.ranking.evidence.periods import Period, half_periods, previous


@dataclass(frozen=True)
class Figures:
    """Counts of a snapshot, and who sent what.

    `sums` are counts added up over the periods, `weekly` over their weeks too: however long the history, neither is
    longer than what the periods need. `sent` are the submissions that count.
    """

    sums: pl.LazyFrame
    weekly: pl.LazyFrame
    sent: pl.DataFrame


def read_figures(
    folder: Path, ranked: Iterable[Period], least_clusters: int, period_before_of: Callable[[Period], Period] = previous
) -> Figures:
    """Return what the tables in `folder`, a snapshot or one being made, give to rank each of the periods by.

    A ranking is set beside that of the period before, and each of the two is evaluated with its own period before. The
    period that is ranked is also looked at by halves.

    Args:
        folder: the snapshot.
        ranked: the periods.
        least_clusters: the fewest weeks that design effects are estimated from.
        period_before_of: what gives the period before.
    """
    periods = list(ranked)
    compared_periods = [
        period for period_ranked in periods for period in (period_ranked, period_before_of(period_ranked))
    ]
    evaluated_periods = [
        *compared_periods,
        *map(period_before_of, compared_periods),
        *(half for period in periods for half in half_periods(period)),
    ]
    spans = [(period.first, period.last) for period in evaluated_periods]
    windows = [cluster_window(period, least_clusters) for period in compared_periods]
    spans_of_weeks = [(window.first, window.last) for window in windows]
    weekly = counts_over(folder, [*spans, *spans_of_weeks], [day for window in windows for day in _mondays(window)])
    ends = {day for first, last in spans for day in (first, last + timedelta(days=1))}
    active_submissions = store.scan_table(folder, load_tables()["submissions"]).filter("is_active").collect()
    return Figures(add_up_between(weekly, ends).collect().lazy(), weekly, active_submissions)


def _mondays(window: Period) -> list[date]:
    monday = window.first - timedelta(days=window.first.weekday())
    weeks = (window.last - monday).days // 7
    return [monday + timedelta(days=7 * n) for n in range(weeks + 1)]
