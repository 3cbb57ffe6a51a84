"""How many standard errors separate two of many units: where errors are known, and where they are estimated."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq
from scipy.special import gammaln, ndtr, ndtri, stdtrit
from scipy.stats import chi2, studentized_range

from warehouse.arrays import Floats

_NODES = np.array([2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20, 40, 120])  # degrees of freedom; then infinity
_OUTSIDE = 1e-13  # mass of a distribution that its quadrature may leave out
_Z, _Z_WEIGHT = (8.5 * side for side in np.polynomial.legendre.leggauss(160))
_U, _U_WEIGHT = np.polynomial.legendre.leggauss(96)


def critical_value(units: int, level: float = 0.95, simultaneous: bool = True) -> float:
    """Return how many standard errors separate two of `units`: 3.593 for 22 and 4.522 for 168, at 0.95.

    Simultaneous: the quantile of the studentised range with infinite degrees of freedom, over sqrt 2 (J. W. Tukey
    1953). Marginal: the normal quantile at 1 - (1 - level^(1/(units - 1))) / 2 (Z. Sidak 1967).
    Raises ValueError unless 0 < level < 1 and there are two units at least.
    """
    _check(units, level)
    return _critical_value(units, level, simultaneous)


def critical_values(units: int, df: npt.ArrayLike, level: float = 0.95, simultaneous: bool = True) -> Floats:
    """Return how many estimated standard errors separate two of `units`, for errors of `df`, in the shape of `df`.

    `critical_value` is that of infinite `df`. Simultaneous: the studentised range of `df` degrees of freedom, from
    its quantiles at 12 of them and a cubic spline in 1/df between: within 1e-3 of itself. Marginal: Student's t. Fewer
    than 2 degrees of freedom count as 2.
    Raises ValueError as `critical_value`, and unless df is above 0.

    Args:
        units: how many are compared.
        df: degrees of freedom of the errors, of any shape.
        level: how often all comparisons hold.
        simultaneous: whether of all pairs at once, or of one unit's own.
    """
    _check(units, level)
    freedom = np.asarray(df, dtype=np.float64)
    if not (freedom > 0).all():
        raise ValueError("degrees of freedom are numbers above 0")
    freedom, is_known = np.maximum(freedom, _NODES[0]), np.isinf(freedom)
    normal_value = _critical_value(units, level, simultaneous)
    if is_known.all():
        return np.full(freedom.shape, normal_value)
    if simultaneous:
        return np.asarray(np.exp(_spline(units, level)(1 / freedom)), dtype=np.float64)
    tail = -np.expm1(np.log(level) / (units - 1)) / 2
    return np.asarray(
        np.where(is_known, normal_value, -stdtrit(np.where(is_known, 1.0, freedom), tail)), dtype=np.float64
    )


def for_intervals(deff: npt.ArrayLike, df: npt.ArrayLike, level: float = 0.95) -> Floats:
    """Return the design effects that the counts of an interval are divided by, where they are known with `df` only.

    φ·(t/z)², t and z being the two-sided quantiles of Student's distribution of `df` degrees of freedom and of the
    normal one: z standard errors of the counts so divided are t of those divided by φ. Arguments broadcast; fewer than
    2 degrees of freedom count as 2. Raises ValueError unless 0 < level < 1 and df is above 0.
    Source: E. L. Korn, B. I. Graubard (1998), Survey Methodology 24:193.
    """
    factor = critical_values(2, df, level, False) / critical_value(2, level, False)
    return np.asarray(np.asarray(deff, dtype=np.float64) * factor**2)


def _check(units: int, level: float) -> None:
    if units < 2:
        raise ValueError(f"two units are the fewest to be compared, not {units}")
    if not 0 < level < 1:
        raise ValueError(f"the level of a rank set lies between 0 and 1, not {level}")


@lru_cache(maxsize=256)
def _critical_value(units: int, level: float, simultaneous: bool) -> float:
    if simultaneous:
        return float(studentized_range.ppf(level, units, np.inf)) / 2**0.5
    return -float(ndtri(-np.expm1(np.log(level) / (units - 1)) / 2))


@lru_cache(maxsize=256)
def _spline(units: int, level: float) -> CubicSpline:
    """Return ln c as a function of 1/df, from 0 to 1/2."""
    normal_value = _critical_value(units, level, True)
    values = [_quantile(units, df, level, normal_value * 2**0.5) / 2**0.5 for df in _NODES]
    return CubicSpline([0.0, *(1 / _NODES[::-1])], np.log([normal_value, *values[::-1]]))


def _quantile(units: int, df: float, level: float, known: float) -> float:
    """Return the quantile of the studentised range, sought around the `known` one of infinite degrees of freedom.

    P(Q <= q) is the mean of P(range <= q s) over s, the root of a chi-squared of `df` over df. By quadrature of both:
    scipy's, of any degrees of freedom, takes half a second for each.
    """
    ends = np.log(chi2.isf([1 - _OUTSIDE, _OUTSIDE], df) / df) / 2
    log_s = (ends[1] - ends[0]) / 2 * _U + ends.mean()
    s = np.exp(log_s)
    density = np.exp(df * (log_s - s * s / 2) + df / 2 * np.log(df / 2) - gammaln(df / 2)) * 2
    weight = _U_WEIGHT * density * (ends[1] - ends[0]) / 2

    def short_of_level(log_q: float) -> float:
        return float(weight @ _range_probability(np.exp(log_q) * s, units)) / float(weight.sum()) - level

    return float(np.exp(brentq(short_of_level, np.log(known) - 5, np.log(known) + 12, xtol=1e-10)))


def _range_probability(width: Floats, units: int) -> Floats:
    """Return the probability that so many standard normal values lie within `width` of each other."""
    density = np.exp(-_Z * _Z / 2) / np.sqrt(2 * np.pi)
    share_in_width = ndtr(_Z) - ndtr(_Z - width[:, None])
    return np.asarray(units * (share_in_width ** (units - 1)) @ (_Z_WEIGHT * density))
