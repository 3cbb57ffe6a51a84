"""Design effects of each unit and indicator: how much its weeks vary beyond chance, and how long that lasts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial

import numpy as np
import polars as pl

from schemas.indicator import Indicator
from schemas.terms import Term
from warehouse.arrays import Ints
from warehouse.ranking.evidence.effects import Effect, Effects
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.statistics.compound import compound
from warehouse.ranking.statistics.long_run import LongRun, long_run
from warehouse.ranking.statistics.pairs_of_week import PairsOfWeek, pairs_of_week

_WEEKS = 52
_CHANCES = 10**9  # a day: so many that events of a rate are as rare as those that come one by one


def design_effects(
    counts: pl.LazyFrame,
    units: Collection[str],
    period: Period,
    indicators: Iterable[Indicator],
    least_clusters: int = 20,
    default: float = 1.0,
    fixed: float | None = None,
) -> Effects:
    """Return the design effect of each indicator and unit, by the long-run variance of the weeks of the units.

    The weeks are those of `cluster_window`. In each, failures are set against cases; where an indicator holds a stock,
    which is no sum of weeks, the effect is that of what of its parts flows. A week whose failures do not lie between 0
    and its cases is left out. Cases of which few come, by event, are clustered within weeks alone. Events of a rate
    come in clusters where their measure says in which, as attendances come in courses; else they are set against the
    days of each week, from the unit's first event on. Indicators of stocks alone have nothing to estimate from and get
    `default`; a census has no effect. With `fixed` nothing is estimated and all have that effect.

    Raises ValueError unless least_clusters >= 2 and `default` and `fixed` are at least 1 and finite. Source: see
    `long_run.long_run`, `pairs_of_week.pairs_of_week` and `compound.compound`.

    Args:
        counts: counts by unit, day and measure.
        units: the units to be compared.
        period: the period that is ranked.
        indicators: those to be estimated.
        least_clusters: the fewest weeks that say something of a unit, or clusters that say something of all.
        default: the effect where nothing can be estimated.
        fixed: the effect of all, None to estimate them.
    """
    names, estimated_indicators = sorted(set(units)), [indicator for indicator in indicators if not indicator.is_census]
    set_beforehand = dict.fromkeys(names, Effect(default if fixed is None else fixed))
    if fixed is not None:
        return {indicator.code: set_beforehand for indicator in estimated_indicators}
    window = cluster_window(period, least_clusters)
    measures = {name for i in estimated_indicators for name in (*i.measures, *(m.comes_in for m in i.counted)) if name}
    sums = weekly_sums(counts, names, window, measures)
    return {
        i.code: {
            **set_beforehand,
            **(_rate_effects if i.kind == "rate" else _proportion_effects)(i, names, sums, window, least_clusters),
        }
        for i in estimated_indicators
    }


def cluster_window(period: Period, least_clusters: int) -> Period:
    """Return the days from which design effects are estimated.

    The period itself where it touches at least `least_clusters` weeks, else the 52 weeks that end with its last day:
    clustering is a property of the process, and a month has too few weeks to show its own.
    """
    if _weeks(period) >= least_clusters:
        return period
    first = period.last - timedelta(days=7 * _WEEKS - 1)
    return Period(f"{first}..{period.last}", "dates", first, period.last)


def weekly_sums(
    counts: pl.LazyFrame, units: Collection[str], window: Period, measures: Collection[str]
) -> Mapping[str, Ints]:
    """Return for each measure its counts (units, weeks), units in the order of their ids.

    Weeks run from Monday to Sunday; the first and the last hold only those of their days that lie in the window. What
    was not counted is 0.

    Args:
        counts: the table `measures`, or rows of it.
        units: ids of the units.
        window: the days to be counted.
        measures: names of measures.
    """
    rows, names = sorted(set(units)), sorted(set(measures))
    week_counts = (
        counts.filter(
            pl.col("day").is_between(window.first, window.last)
            & pl.col("unit_id").is_in(rows)
            & pl.col("measure").is_in(names)
        )
        .group_by("unit_id", "measure", ((pl.col("day") - _monday(window)).dt.total_days() // 7).alias("week"))
        .agg(pl.col("n").sum())
        .with_columns(pl.col("unit_id").cast(pl.Enum(rows)), pl.col("measure").cast(pl.Enum(names)))
        .select(pl.col("measure").to_physical(), pl.col("unit_id").to_physical(), "week", "n")
        .collect()
    )
    sums = np.zeros((len(names), len(rows), _weeks(window)), dtype=np.int64)
    measure, unit, week, n = (column.to_numpy() for column in week_counts.get_columns())
    sums[measure, unit, week] = n
    return dict(zip(names, sums, strict=True))


def _monday(window: Period) -> pl.Expr:
    return pl.lit(window.first - timedelta(days=window.first.weekday()))


def _weeks(window: Period) -> int:
    """Return how many weeks from Monday to Sunday the window touches."""
    return ((window.last - window.first).days + window.first.weekday()) // 7 + 1


def _proportion_effects(
    indicator: Indicator, units: Sequence[str], sums: Mapping[str, Ints], _: Period, least: int
) -> Mapping[str, Effect]:
    """Return the effects of units by the weeks of all failures, or where these hold a stock, of what of parts flows."""
    whole_part = indicator.whole
    parts = (whole_part,) if all(term.at == "flow" for term in whole_part.terms) else indicator.parts
    flows = [flow for part in parts if (flow := part.by_week) is not None]
    tables = [(_total(flow.events, sums), _total(flow.cases, sums)) for flow in flows]
    measures_by_event = {m.name for m in indicator.counted if m.comes_by_event}
    is_by_event = measures_by_event.issuperset(term.measure for flow in flows for term in flow.cases)
    return _effects_by_week(tables, units, pairs_of_week if is_by_event else partial(long_run, least_weeks=least))


def _rate_effects(
    indicator: Indicator, units: Sequence[str], sums: Mapping[str, Ints], window: Period, least: int
) -> Mapping[str, Effect]:
    """Return the effects of units by the clusters that events come in, or where nothing tells of these, by weeks."""
    if any(term.at != "flow" for term in indicator.numerator):
        return {}
    events = np.maximum(_total(indicator.numerator, sums), 0)
    clusters = [Term(indicator.measure(t.measure).comes_in, t.at, t.sign) for t in indicator.numerator]
    if not all(term.measure for term in clusters):
        has_begun = events.cumsum(axis=1) > 0
        exposure = np.where(has_begun, _days(window) * _CHANCES, 0)
        return _effects_by_week([(events, exposure)], units, partial(long_run, least_weeks=least))
    estimate = compound(events, np.maximum(_total(clusters, sums), 0), least)
    if estimate is None:
        return {}
    columns = (estimate.phi, estimate.df, estimate.raw, estimate.clusters)
    informative, variation = int((estimate.clusters > 0).sum()), estimate.variation
    return {
        unit: Effect(phi, df, None if np.isnan(raw) else raw, 0, informative, variation=variation, clusters=number)
        for unit, phi, df, raw, number in zip(units, *(column.tolist() for column in columns), strict=True)
    }


def _days(window: Period) -> Ints:
    """Return how many days of each week lie in the window (weeks,)."""
    days = np.full(_weeks(window), 7, dtype=np.int64)
    days[0] -= window.first.weekday()
    days[-1] -= 6 - window.last.weekday()
    return days


def _effects_by_week(
    tables: Sequence[tuple[Ints, Ints]],
    units: Sequence[str],
    estimator: Callable[[Ints, Ints], LongRun | PairsOfWeek | None],
) -> Mapping[str, Effect]:
    """Return the effect of each unit, by its id; of none where no week of any unit says something.

    `tables` are events and cases (units, weeks) of each part. The weeks of a part of a unit stand by themselves; the
    effect of a unit is the mean of those of its parts, weighted by their binomial variances, with the degrees of
    freedom of such a mean (F. E. Satterthwaite 1946).
    """
    if not tables or not units:
        return {}
    events, cases = (np.concatenate(part_tables) for part_tables in zip(*tables, strict=True))
    is_sound = (events >= 0) & (events <= cases)
    y, n = np.where(is_sound, events, 0), np.where(is_sound, cases, 0)
    estimate = estimator(y, n)
    if estimate is None:
        return {}
    rate = (y.sum(axis=1) + 0.5) / (n.sum(axis=1) + 1)
    weight = (np.maximum(n.sum(axis=1), 1) * rate * (1 - rate)).reshape(len(tables), -1)
    share = weight / weight.sum(axis=0)
    phi, df, raw = (column.reshape(share.shape) for column in (estimate.phi, estimate.df, estimate.raw))
    mean = np.maximum((share * phi).sum(axis=0), 1)  # shares sum to one but for rounding
    variance = ((share * phi) ** 2 / df).sum(axis=0)
    freedom = np.divide(mean**2, variance, out=np.full_like(mean, np.inf), where=variance > 0)
    weeks = (np.count_nonzero(n, axis=1) * estimate.is_informative).reshape(share.shape).sum(axis=0)
    own_effect = (share * raw).sum(axis=0)
    informative = int(estimate.is_informative.reshape(share.shape).any(axis=0).sum())
    shared: tuple[float | None, float | None, float | None] = (None, None, None)
    if isinstance(estimate, LongRun):
        shared = (estimate.persistence, estimate.overdispersion, estimate.variation)
    return {
        unit: Effect(
            float(mean[i]),
            float(freedom[i]),
            None if np.isnan(own_effect[i]) else float(own_effect[i]),
            int(weeks[i]),
            informative,
            *shared,
        )
        for i, unit in enumerate(units)
    }


def _total(terms: Iterable[Term], sums: Mapping[str, Ints]) -> Ints:
    return np.asarray(sum(term.sign * sums[term.measure] for term in terms))
