"""Cells: the value of each indicator for each unit over a period, with its counts, its interval and its status."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Literal

import numpy as np
import polars as pl

from schemas.indicator import Indicator
from schemas.measure import DAYS
from schemas.terms import Term
from warehouse.arrays import Floats
from warehouse.ranking.evidence.effects import Effects, as_columns, effect_of
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.statistics.critical import for_intervals
from warehouse.ranking.statistics.intervals import INTERVALS, Interval
from warehouse.ranking.statistics.poisson import rate_limits
from warehouse.rows import Row

Status = Literal["OK", "NOT_APPLICABLE", "NOT_REPORTED", "SMALL_N", "INVALID"]
MIN_CASES = 30  # a proportion of fewer cases is not scored by itself
_WHOLE = 10_000  # rates that cases are added at are told to a hundredth of a per cent, and reckoned as they are told
CELLS = pl.Schema(
    {
        "unit_id": pl.String(),
        "indicator": pl.String(),
        "x": pl.Int64(),
        "n": pl.Int64(),
        "excluded": pl.Int64(),
        "value": pl.Float64(),
        "ci_low": pl.Float64(),
        "ci_high": pl.Float64(),
        "status": pl.String(),
        "denominator_id": pl.String(),
        "origin": pl.String(),
        "deff": pl.Float64(),
        "deff_df": pl.Float64(),
        "fail_per_10k": pl.Float64(),
        "added": pl.Int64(),
        "added_rate": pl.Float64(),
    }
)
PARTS = pl.Schema(
    {
        "unit_id": pl.String(),
        "indicator": pl.String(),
        "part": pl.Int64(),
        "events": pl.Int64(),
        "cases": pl.Int64(),
    }
)
_COMPUTED = ("value", "ci_low", "ci_high", "fail_per_10k", "added", "added_rate")
_COUNTED = {name: kind for name, kind in CELLS.items() if name not in _COMPUTED}

Sums = Mapping[tuple[str, str], Mapping[str, int]]


def is_counted(cell: Row) -> bool:
    """Say whether the value of a cell, or of a row made of one, rests on cases that were counted."""
    return cell.get("status") == "OK" and bool(cell["n"]) and cell["origin"] != "imputed"


def rounded_rate(x: int, n: int) -> float:
    """Return x/n to a hundredth of a per cent, half to even; of a rate that is no share to four decimals."""
    return round(Fraction(x, n) * _WHOLE) / _WHOLE


def scored_counts(x: int, n: int, added: int | None, added_rate: float | None) -> tuple[Fraction, int]:
    """Return what a cell is scored by: its counts with the cases that were added to them, exactly.

    Args:
        x: the numerator of the unit.
        n: its denominator.
        added: how many cases were added to it; none: null.
        added_rate: the rate of those (`rounded_rate`).
    """
    if not added or added_rate is None:
        return Fraction(x), n
    return x + added * Fraction(round(added_rate * _WHOLE), _WHOLE), n + added


def effects_of_cells(cells: Iterable[Row]) -> tuple[Floats, Floats]:
    """Return the design effects (p,) of cells and their degrees of freedom: 1 and infinite where none is known."""
    pairs = [(cell.get("deff") or 1.0, cell.get("deff_df") or np.inf) for cell in cells]
    return np.array([phi for phi, _ in pairs], dtype=np.float64), np.array([df for _, df in pairs], dtype=np.float64)


def evaluate(
    counts: pl.LazyFrame,
    units: Collection[str],
    period: Period,
    indicators: Iterable[Indicator],
    reported: Collection[tuple[str, str]],
    min_cases: Mapping[str, int] | None = None,
    effects: Effects | None = None,
    interval: str = "wilson",
    level: float = 0.95,
) -> pl.DataFrame:
    """Return one row (`CELLS`) for each unit and indicator, in the order of the units' ids and of the indicators.

    `reported` holds the (unit_id, table) pairs of which the unit sent anything for the period, an empty table included:
    only then does an empty denominator mean that there was nothing to count. `min_cases` overrides `MIN_CASES` by
    indicator. Nothing is divided where the status is NOT_REPORTED, NOT_APPLICABLE or INVALID; INVALID shows counts.

    `effects` are design effects, 1 where none is given: the intervals, of the kind and level asked for ("none": no
    intervals), are those of counts divided by them. Every `origin` is "counted"; `completing` has others.
    Raises ValueError where the interval is of no known kind.

    Args:
        counts: the table `measures`, or rows of it.
        units: ids of the units.
        period: the days to be counted.
        indicators: what is to be divided.
        reported: the pairs of unit and table that something was sent of.
        min_cases: the least number of cases by indicator.
        effects: design effects by indicator and unit.
        interval: the kind of interval.
        level: of confidence.
    """
    sums, least = period_sums(counts, period), min_cases or {}
    chosen = {indicator.code: indicator for indicator in indicators}
    sent: dict[str, set[str]] = {unit: set() for unit in sorted(units)}
    for unit, table in reported:
        sent.get(unit, set()).add(table)
    rows = [
        (
            *_cell(unit, indicator, sums, tables, least_cases(indicator, least)),
            indicator.denominator_id,
            "counted",
            *phi,
        )
        for unit, tables in sent.items()
        for code, indicator in chosen.items()
        for phi in [as_columns(effect_of(effects or {}, code, unit))]
    ]
    return with_values(pl.DataFrame(rows, schema=_COUNTED, orient="row"), chosen, interval, level)


def part_counts(
    counts: pl.LazyFrame, units: Collection[str], period: Period, indicators: Iterable[Indicator]
) -> pl.DataFrame:
    """Return one row (`PARTS`) for each unit and part of the indicators that have parts; `part` is its index there.

    The counts are as they are found, contradictory ones (events below 0 or above the cases) and those of units that
    did not report included: whether a cell has a value is for its status to say.

    Args:
        counts: the table `measures`, or rows of it.
        units: ids of the units.
        period: the days to be counted.
        indicators: those whose parts are counted.
    """
    sums, chosen = period_sums(counts, period), [indicator for indicator in indicators if indicator.parts]
    rows = [
        (unit, indicator.code, index, total(unit, part.events, sums), total(unit, part.cases, sums))
        for unit in sorted(units)
        for indicator in chosen
        for index, part in enumerate(indicator.parts)
    ]
    return pl.DataFrame(rows, schema=PARTS, orient="row")


def period_sums(counts: pl.LazyFrame, period: Period) -> Sums:
    """Return (unit_id, measure) -> "flow" within the period, "start" before it, "end" up to its last day."""
    before = pl.col("day") < period.first
    sums = (
        counts.filter(pl.col("day") <= period.last)
        .group_by("unit_id", "measure")
        .agg(pl.col("n").filter(~before).sum().alias("flow"), pl.col("n").filter(before).sum().alias("start"))
        .collect()
    )
    return {(unit, m): {"flow": f, "start": s, "end": s + f} for unit, m, f, s in sums.iter_rows()}


def least_cases(indicator: Indicator, least: Mapping[str, int]) -> int:
    """Return how many cases the indicator needs to be scored: as `least` says, else `MIN_CASES`, and 1 for rates."""
    return least.get(indicator.code, MIN_CASES if indicator.kind == "proportion" else 1)


def status_of(indicator: Indicator, x: int, n: int, excluded: int, least: int) -> Status:
    """Return the status of a cell with these counts.

    Args:
        indicator: what is divided.
        x: the numerator.
        n: the denominator.
        excluded: cases that the denominator leaves out.
        least: the fewest cases that are scored.
    """
    if n < 0 or x < 0 or (indicator.kind == "proportion" and x > n):
        return "INVALID"
    if n == 0:
        # Cases there were, but none that says what is asked: the export lacks the column.
        return "NOT_REPORTED" if excluded > 0 else indicator.without_cases
    return "SMALL_N" if n < least else "OK"


def with_values(
    counted: pl.DataFrame, indicators: Mapping[str, Indicator], interval: str, level: float
) -> pl.DataFrame:
    """Return cells (`CELLS`) with the value, interval and failures per 10 000 of their counts, status and `deff`.

    `counted` has the other columns of `CELLS`, with the design effect and its degrees of freedom in every row; they are
    kept where there is a value. Nothing is added to any of them. The interval of a rate is the exact one of its count
    over its denominator (`poisson.exact_limits`), whatever the kind. A census has neither interval nor effect. Raises
    ValueError for an indicator or a kind of interval that is not known.

    Args:
        counted: cells without values.
        indicators: by code.
        interval: the kind of interval.
        level: of confidence.
    """
    traits = [
        (indicator.code, indicator.kind, not indicator.is_census, indicator.direction)
        for indicator in indicators.values()
    ]
    schema = {"indicator": pl.String, "kind": pl.String, "by_chance": pl.Boolean, "direction": pl.Int64}
    joined = counted.join(
        pl.DataFrame(traits, schema=schema, orient="row"), on="indicator", how="left", maintain_order="left"
    )
    if unknown := joined.filter(pl.col("kind").is_null()).get_column("indicator").to_list():
        raise ValueError(f"no indicator {unknown[0]!r}")
    valued = pl.col("status").is_in(["OK", "SMALL_N"])
    failures = pl.when(pl.col("direction") == -1).then(pl.col("x")).otherwise(pl.col("n") - pl.col("x"))
    shown = joined.with_columns(bounded=(pl.col("kind") == "proportion") & valued)
    return _with_intervals(
        shown.with_columns(
            value=pl.when(valued).then(pl.col("x") / pl.col("n")),
            deff=pl.when(valued & pl.col("by_chance")).then("deff"),
            deff_df=pl.when(valued & pl.col("by_chance")).then("deff_df"),
            fail_per_10k=pl.when("bounded").then(10_000.0 * failures / pl.col("n")),
            added=pl.lit(None, dtype=pl.Int64),
            added_rate=pl.lit(None, dtype=pl.Float64),
        ),
        interval,
        level,
    ).select(list(CELLS))


def _with_intervals(cells: pl.DataFrame, interval: str, level: float) -> pl.DataFrame:
    if interval == "none":
        nothing = pl.lit(None, dtype=pl.Float64)
        return cells.with_columns(ci_low=nothing, ci_high=nothing)
    if interval not in INTERVALS:
        raise ValueError(f"an interval is one of {', '.join(INTERVALS)} or none, not {interval!r}")
    deff, df = (cells.get_column(c).fill_null(v).to_numpy() for c, v in (("deff", 1.0), ("deff_df", np.inf)))

    def limits(of: Interval, shown: pl.Expr, effect: Floats) -> tuple[Floats, Floats]:
        x, n = (cells.select(pl.when(shown).then(c).otherwise(0)).to_series().to_numpy() for c in ("x", "n"))
        return of(x, n, level, effect)

    is_rate = pl.col("value").is_not_null() & ~pl.col("bounded")
    of_shares = limits(INTERVALS[interval], pl.col("bounded") & pl.col("by_chance"), for_intervals(deff, df, level))
    of_rates = limits(rate_limits, is_rate & pl.col("by_chance"), deff)
    # Without cases an interval is not a number, which becomes null.
    ends = [pl.Series(np.fmax(*both), nan_to_null=True) for both in zip(of_shares, of_rates, strict=True)]
    return cells.with_columns(ci_low=ends[0], ci_high=ends[1])


def _cell(unit: str, indicator: Indicator, sums: Sums, sent: set[str], least: int) -> tuple[object, ...]:
    """Return unit, indicator, counts and status of one cell; counts are null where the unit did not report."""
    if not sent.issuperset(indicator.tables):
        return unit, indicator.code, None, None, None, "NOT_REPORTED"
    x, n, excluded = (
        total(unit, terms, sums) for terms in (indicator.numerator, indicator.denominator, indicator.excluded)
    )
    return unit, indicator.code, x, n, excluded, status_of(indicator, x, n, excluded, least)


def total(unit: str, terms: Iterable[Term], sums: Sums) -> int:
    """Return the sum of the terms of a unit."""
    return sum(term.sign * _term(unit, term, sums) for term in terms)


def _term(unit: str, term: Term, sums: Sums) -> int:
    daily = sums.get((unit, term.measure), {})
    if term.at != "mean":
        return daily.get(term.at, 0)
    days = sums.get((unit, f"{term.measure}{DAYS}"), {}).get("flow", 0)
    # Half rounds up: in whole officials, and never fewer than one where any were reported.
    total = daily.get("flow", 0)
    return max(1, (2 * total + days) // (2 * days)) if days and total else 0
