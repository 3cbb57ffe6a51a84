"""Control limits of a funnel plot: between which failures chance alone would keep units that are all alike."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy.stats import binom

from warehouse.arrays import Array

_STEPS = 60
_TAILS = {"95": 0.025, "998": 0.001}


def funnel_limits(rate: float, least: int, most: int, deff: float = 1.0) -> pl.DataFrame:
    """Return the limits of failures for each 10 000 cases around `rate`, for `least` to `most` cases.

    Columns: n, centre, low_95, high_95, low_998, high_998. Exact binomial quantiles of the cases divided by the design
    effect `deff`, interpolated between whole counts so that the lines are smooth. Source: D. J. Spiegelhalter, Funnel
    plots for comparing institutional performance, Statistics in Medicine 24 (2005), appendix A.1.1.

    Args:
        rate: the rate of failures, 0 to 1.
        least: the fewest cases drawn.
        most: the most cases drawn.
        deff: the design effect, at least 1.
    """
    n = np.unique(np.geomspace(max(least * 0.8, 1), most * 1.15, _STEPS).round()).astype(np.int64)
    return _limits(n, rate, deff)


def outside(n: Sequence[int], y: Sequence[float], rate: float, deff: float) -> list[int]:
    """Return for each point 0 within the limits of 95 %, 2 outside those of 99.8 %, 1 between the two.

    Args:
        n: cases of each point.
        y: failures for each 10 000 of them.
        rate: the rate of failures, 0 to 1.
        deff: the design effect, at least 1.
    """
    at = _limits(np.array(n, dtype=np.int64), rate, deff)
    beyond = [(value < at[f"low_{name}"]) | (value > at[f"high_{name}"]) for name in _TAILS for value in [pl.Series(y)]]
    return (beyond[0].cast(pl.Int64) + beyond[1].cast(pl.Int64)).to_list()


def _limits(n: Array, rate: float, deff: float) -> pl.DataFrame:
    cases = np.maximum((n / deff).round(), 1)
    columns: dict[str, Array] = {"n": n, "centre": np.full(n.size, 10_000 * rate)}
    for name, tail in _TAILS.items():
        columns[f"low_{name}"] = 10_000 * _smooth(tail, cases, rate) / cases
        columns[f"high_{name}"] = 10_000 * _smooth(1 - tail, cases, rate) / cases
    return pl.DataFrame(columns)


def _smooth(level: float, n: Array, rate: float) -> Array:
    """Return the quantile between the whole counts on both sides of `level`, never below 0 nor above n."""
    above = binom.ppf(level, n, rate)
    at, before = binom.cdf(above, n, rate), binom.cdf(above - 1, n, rate)
    share = np.divide(at - level, at - before, out=np.zeros_like(at), where=at > before)
    quantile: Array = np.clip(above - share, 0, n)
    return quantile
