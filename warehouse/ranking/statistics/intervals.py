"""Confidence intervals of proportions and of their differences, vectorised over arrays of counts.

Every interval takes x successes in n cases and a design effect: both counts are divided by it first, so that clustered
cases count for as many independent ones as they are worth. Arguments broadcast; results have the broadcast shape. Each
bound is solved from the end, 0 or 1, that it lies nearer: a bound of 10⁻¹⁰ keeps all its digits, and so does the
distance from 1 as far as a float can hold it, however large n is.
"""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from warehouse.arrays import Floats
from warehouse.ranking.statistics.beta import beta_quantile

Bounds = tuple[Floats, Floats]


class Interval(Protocol):
    """A two-sided interval of x successes in n cases."""

    def __call__(self, x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95, deff: npt.ArrayLike = 1.0) -> Bounds:
        """Return the lower and the upper bound, NaN where n is 0."""
        ...


def wilson(x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95, deff: npt.ArrayLike = 1.0) -> Bounds:
    """Return the lower and the upper bound of the Wilson score interval; NaN where n is 0.

    Exactly 0 at x = 0 and exactly 1 at x = n. Raises ValueError unless 0 <= x <= n, deff >= 1 and 0 < level < 1.
    Source: E. B. Wilson (1927); R. G. Newcombe (1998), Statistics in Medicine 17:857, method 3.

    Args:
        x: successes, of any shape.
        n: cases, of a shape that goes with it.
        level: of confidence, two-sided.
        deff: design effect, at least 1; it divides the counts.
    """
    z = -float(ndtri(_tail(level)))
    successes, failures = _effective(x, n, deff)
    low = _wilson_low(successes, failures, z)
    nearer_one = 1.0 - _wilson_low(failures, successes, z)
    return low, np.where(successes > failures, nearer_one, _wilson_high(successes, failures, z))


def jeffreys(
    x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95, deff: npt.ArrayLike = 1.0, boundary: bool = True
) -> Bounds:
    """Return the equal-tailed interval of the posterior Beta(x + ½, n − x + ½); NaN where n is 0.

    With `boundary` the lower bound is 0 at x = 0 and the upper is 1 at x = n; without, both are the plain quantiles.
    Raises ValueError unless 0 <= x <= n, deff >= 1 and 0 < level < 1.
    Source: L. D. Brown, T. T. Cai, A. DasGupta (2001), Statistical Science 16:101, section 3.1.2.

    Args:
        x: successes, of any shape.
        n: cases, of a shape that goes with it.
        level: of credibility, two-sided.
        deff: design effect, at least 1; it divides the counts.
        boundary: whether a bound at all or nothing is 1 or 0.
    """
    tail = _tail(level)
    successes, failures = _effective(x, n, deff)
    low, high = (beta_quantile(successes + 0.5, failures + 0.5, tail, upper) for upper in (False, True))
    return _at_the_ends(successes, failures, low, high) if boundary else _where_cases(successes, failures, low, high)


def clopper_pearson(x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95, deff: npt.ArrayLike = 1.0) -> Bounds:
    """Return the exact interval, from the quantiles of Beta(x, n − x + 1) and Beta(x + 1, n − x); NaN where n is 0.

    Exactly 0 at x = 0 and exactly 1 at x = n. Raises ValueError unless 0 <= x <= n, deff >= 1 and 0 < level < 1.
    Source: C. J. Clopper, E. S. Pearson (1934), Biometrika 26:404.

    Args:
        x: successes, of any shape.
        n: cases, of a shape that goes with it.
        level: of confidence, two-sided.
        deff: design effect, at least 1; it divides the counts.
    """
    tail = _tail(level)
    successes, failures = _effective(x, n, deff)
    low = beta_quantile(successes, failures + 1, tail, upper=False)
    high = beta_quantile(successes + 1, failures, tail, upper=True)
    return _at_the_ends(successes, failures, low, high)


INTERVALS: Mapping[str, Interval] = {"wilson": wilson, "jeffreys": jeffreys, "clopper_pearson": clopper_pearson}


def newcombe_difference(
    x1: npt.ArrayLike,
    n1: npt.ArrayLike,
    x2: npt.ArrayLike,
    n2: npt.ArrayLike,
    level: float = 0.95,
    deff1: npt.ArrayLike = 1.0,
    deff2: npt.ArrayLike = 1.0,
) -> tuple[Floats, Floats, Floats]:
    """Return x1/n1 − x2/n2 with its lower and upper bound, from the Wilson intervals of both; NaN where n1 or n2 is 0.

    The difference is that of the counts as given: design effects widen the interval alone. Equal rates of different
    n differ by exactly 0. Raises ValueError unless 0 <= x <= n, both design effects >= 1 and 0 < level < 1.
    Source: R. G. Newcombe (1998), Statistics in Medicine 17:873, method 10.

    Args:
        x1: successes of the first rate, of any shape.
        n1: its cases.
        x2: successes of the second rate.
        n2: its cases.
        level: of confidence, two-sided.
        deff1: design effect of the first rate, at least 1.
        deff2: design effect of the second rate.
    """
    first, second = checked_counts(x1, n1, deff1), checked_counts(x2, n2, deff2)
    x1, n1, deff1, x2, n2, deff2 = np.broadcast_arrays(*first, *second)
    with np.errstate(divide="ignore", invalid="ignore"):
        mirrored = x1 / n1 + x2 / n2 > 1
    # r1 − r2 is also f2 − f1, the rates of failures: near 1 only these keep the digits of the distances.
    a, b = np.where(mirrored, n2 - x2, x1), np.where(mirrored, n1 - x1, x2)
    cases_a, cases_b = np.where(mirrored, n2, n1), np.where(mirrored, n1, n2)
    down_a, up_a, rate_a = _arms(a, cases_a, level, np.where(mirrored, deff2, deff1))
    down_b, up_b, rate_b = _arms(b, cases_b, level, np.where(mirrored, deff1, deff2))
    difference = rate_a - rate_b
    return difference, difference - np.hypot(down_a, up_b), difference + np.hypot(up_a, down_b)


def checked_counts(x: npt.ArrayLike, n: npt.ArrayLike, deff: npt.ArrayLike = 1.0) -> tuple[Floats, Floats, Floats]:
    """Return x, n and the design effect as floats of one shape.

    Raises ValueError, naming the first offending value, unless 0 <= x <= n < ∞ and 1 <= deff < ∞; NaN is neither.
    """
    floats = (np.asarray(array, dtype=np.float64) for array in (x, n, deff))
    successes, cases, effect = np.broadcast_arrays(*floats)
    wrong = ~((successes >= 0) & (successes <= cases) & np.isfinite(cases))
    if wrong.any():
        raise ValueError(f"counts must satisfy 0 <= x <= n, not x = {successes[wrong][0]:g}, n = {cases[wrong][0]:g}")
    unfit = ~((effect >= 1) & np.isfinite(effect))
    if unfit.any():
        raise ValueError(f"a design effect is at least 1 and finite, not {effect[unfit][0]:g}")
    return successes, cases, effect


def _effective(x: npt.ArrayLike, n: npt.ArrayLike, deff: npt.ArrayLike) -> Bounds:
    """Return successes and failures divided by the design effect; subtracted before, so that neither loses digits."""
    successes, cases, effect = checked_counts(x, n, deff)
    return successes / effect, (cases - successes) / effect


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
    return (1 - level) / 2


def _wilson_low(x: Floats, f: Floats, z: float) -> Floats:
    """Return (x²/n) / (x + z²/2 + z√(xf/n + z²/4)): the lower root with its difference multiplied out."""
    with np.errstate(divide="ignore", invalid="ignore"):
        root = z * np.sqrt(x * f / (x + f) + z * z / 4)
        return np.asarray(x * (x / (x + f)) / (x + z * z / 2 + root), dtype=np.float64)


def _wilson_high(x: Floats, f: Floats, z: float) -> Floats:
    """Return (x + z²/2 + z√(xf/n + z²/4)) / (n + z²), the upper root: sums of positive terms alone."""
    with np.errstate(divide="ignore", invalid="ignore"):
        root = z * np.sqrt(x * f / (x + f) + z * z / 4)
        return np.asarray((x + z * z / 2 + root) / (x + f + z * z), dtype=np.float64)


def _arms(x: Floats, n: Floats, level: float, deff: Floats) -> tuple[Floats, Floats, Floats]:
    """Return how far the Wilson interval reaches below and above the rate, and the rate."""
    low, high = wilson(x, n, level, deff)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.asarray(x / n, dtype=np.float64)
    return rate - low, high - rate, rate


def _at_the_ends(x: Floats, f: Floats, low: Floats, high: Floats) -> Bounds:
    return _where_cases(x, f, np.where(x == 0, 0.0, low), np.where(f == 0, 1.0, high))


def _where_cases(x: Floats, f: Floats, low: Floats, high: Floats) -> Bounds:
    return np.where(x + f == 0, np.nan, low), np.where(x + f == 0, np.nan, high)
