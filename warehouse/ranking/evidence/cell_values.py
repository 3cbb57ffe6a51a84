"""What a cell holds: columns and statuses, and what follows from its counts: value, interval, scored counts."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

import numpy as np
import polars as pl

from schemas.indicator import Indicator
from warehouse.arrays import Floats
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
_COMPUTED = ("value", "ci_low", "ci_high", "fail_per_10k", "added", "added_rate")
COUNTED = {name: kind for name, kind in CELLS.items() if name not in _COMPUTED}


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
    counted_cells: pl.DataFrame, indicators: Mapping[str, Indicator], interval: str, level: float
) -> pl.DataFrame:
    """Return cells (`CELLS`) with the value, interval and failures per 10 000 of their counts, status and `deff`.

    `counted_cells` has the other columns of `CELLS`, with the design effect and its degrees of freedom in every row;
    they are kept where there is a value. Nothing is added to any of them. The interval of a rate is the exact one of
    its count over its denominator (`poisson.exact_limits`), whatever the kind. A census has neither interval nor
    effect. Raises ValueError for an indicator or a kind of interval that is not known.

    Args:
        counted_cells: cells without values.
        indicators: by code.
        interval: the kind of interval.
        level: of confidence.
    """
    traits = [
        (indicator.code, indicator.kind, not indicator.is_census, indicator.direction)
        for indicator in indicators.values()
    ]
    schema = {"indicator": pl.String, "kind": pl.String, "by_chance": pl.Boolean, "direction": pl.Int64}
    joined = counted_cells.join(
        pl.DataFrame(traits, schema=schema, orient="row"), on="indicator", how="left", maintain_order="left"
    )
    if unknown := joined.filter(pl.col("kind").is_null()).get_column("indicator").to_list():
        raise ValueError(f"no indicator {unknown[0]!r}")
    has_value = pl.col("status").is_in(["OK", "SMALL_N"])
    failures = pl.when(pl.col("direction") == -1).then(pl.col("x")).otherwise(pl.col("n") - pl.col("x"))
    bounded_cells = joined.with_columns(bounded=(pl.col("kind") == "proportion") & has_value)
    return _with_intervals(
        bounded_cells.with_columns(
            value=pl.when(has_value).then(pl.col("x") / pl.col("n")),
            deff=pl.when(has_value & pl.col("by_chance")).then("deff"),
            deff_df=pl.when(has_value & pl.col("by_chance")).then("deff_df"),
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

    def limits(limits_of_counts: Interval, is_shown: pl.Expr, effect: Floats) -> tuple[Floats, Floats]:
        x, n = (cells.select(pl.when(is_shown).then(c).otherwise(0)).to_series().to_numpy() for c in ("x", "n"))
        return limits_of_counts(x, n, level, effect)

    is_rate = pl.col("value").is_not_null() & ~pl.col("bounded")
    share_limits = limits(INTERVALS[interval], pl.col("bounded") & pl.col("by_chance"), for_intervals(deff, df, level))
    rate_limits_of_cells = limits(rate_limits, is_rate & pl.col("by_chance"), deff)
    # Without cases an interval is not a number, which becomes null.
    ends = [
        pl.Series(np.fmax(*end_of_both), nan_to_null=True)
        for end_of_both in zip(share_limits, rate_limits_of_cells, strict=True)
    ]
    return cells.with_columns(ci_low=ends[0], ci_high=ends[1])
