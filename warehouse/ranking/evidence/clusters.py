"""Design effects of the indicators, from how much the weeks of the units vary beyond chance."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

import numpy as np
import polars as pl

from schemas.indicator import Indicator, Part
from schemas.terms import Term
from warehouse.arrays import Ints
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.statistics.dispersion import Dispersion, design_effect

_WEEKS = 52
_NOTHING = np.zeros((0, 0))


def design_effects(
    counts: pl.LazyFrame,
    units: Collection[str],
    period: Period,
    indicators: Iterable[Indicator],
    least_clusters: int = 20,
    default: float = 1.0,
    fixed: float | None = None,
) -> Mapping[str, Dispersion]:
    """Return the design effect of each indicator by its code, from clusters that are the weeks of a unit.

    The weeks are those of `cluster_window`. In each, failures are set against cases; where an indicator holds a stock,
    which is no sum of weeks, the effect is that of those of its parts that are flows, pooled (each unit then counts
    once for each part). A week whose failures do not lie between 0 and its cases is left out. Rates, and indicators of
    stocks alone, have nothing to estimate from and get `default`. With `fixed` nothing is estimated and every indicator
    has that effect.

    Raises ValueError unless least_clusters >= 2 and `default` and `fixed` are at least 1 and finite. Source: see
    `dispersion.design_effect`.

    Args:
        counts: the table `measures`, or rows of it.
        units: ids of the units.
        period: the period that is ranked.
        indicators: what the effects are of.
        least_clusters: units with fewer weeks are left out.
        default: the effect where nothing can be estimated.
        fixed: an effect that is declared in the place of estimates.
    """
    if fixed is not None:
        given = design_effect(_NOTHING, _NOTHING, least_clusters, fixed)
        return {one.code: given for one in indicators}
    parts = {one.code: _weekly_parts(one) for one in indicators}
    measures = {measure for own in parts.values() for part in own for measure in part.measures}
    sums = weekly_sums(counts, units, cluster_window(period, least_clusters), measures)
    return {code: _effect(own, sums, least_clusters, default) for code, own in parts.items()}


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
    found = (
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
    measure, unit, week, n = (column.to_numpy() for column in found.get_columns())
    sums[measure, unit, week] = n
    return dict(zip(names, sums, strict=True))


def _monday(window: Period) -> pl.Expr:
    return pl.lit(window.first - timedelta(days=window.first.weekday()))


def _weeks(window: Period) -> int:
    """Return how many weeks from Monday to Sunday the window touches."""
    return ((window.last - window.first).days + window.first.weekday()) // 7 + 1


def _weekly_parts(one: Indicator) -> tuple[Part, ...]:
    """Return what of an indicator can be counted week by week: all of it, or some of its parts, or nothing."""
    if one.kind == "rate":
        return ()
    return tuple(part for part in ((one.whole,) if one.whole.is_of_flows else one.parts) if part.is_of_flows)


def _effect(parts: Iterable[Part], sums: Mapping[str, Ints], least: int, default: float) -> Dispersion:
    tables = [(_total(part.events, sums), _total(part.cases, sums)) for part in parts]
    if not tables:
        return design_effect(_NOTHING, _NOTHING, least, default)
    events, cases = (np.concatenate(both) for both in zip(*tables, strict=True))
    sound = (events >= 0) & (events <= cases)
    return design_effect(np.where(sound, events, 0), np.where(sound, cases, 0), least, default)


def _total(terms: Iterable[Term], sums: Mapping[str, Ints]) -> Ints:
    return np.asarray(sum(term.sign * sums[term.measure] for term in terms))
