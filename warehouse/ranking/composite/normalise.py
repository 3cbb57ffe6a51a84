"""Normalisation: the values of one indicator brought onto a scale on which more is better.

Every function takes the values of one indicator as an array (..., units), in the indicator's own unit, and returns an
array of the same shape; NaN is a missing value and stays NaN. Statistics are taken over the last axis. `direction` is 1
where more is better and -1 where less is; it multiplies the values before the formula, and targets and goalposts too.

`points` and `goalposts` also take object arrays of Fractions and are exact on them; a missing cell there may hold any
number, and the caller's mask says that it is missing.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Array, Flags, Floats
from warehouse.ranking.composite.exact import Number, as_fraction

_Exact = TypeVar("_Exact", Fraction, float)


def points(ratio: npt.ArrayLike, target: Number, direction: int = 1, bounded: bool = True) -> Array:
    """Return the share of the points earned, from 0 to 1: min(1, r/target), or min(1, (1-r)/(1-target)) for -1.

    Raises ValueError unless 0 < target <= 1 (for direction -1: 0 <= target < 1, the rate that earns everything).

    Args:
        ratio: shares of one indicator (..., units).
        target: the share that earns everything.
        direction: 1 where more is better, -1 where less is.
        bounded: whether what lies beyond the target earns what the target does; if not, more in proportion.
    """
    values, aim = _scale(ratio, target)
    span = aim if _sign(direction) == 1 else 1 - aim
    if not 0 < span <= 1:
        raise ValueError(f"with direction {direction} the target of a share cannot be {target}")
    return _bounded_share((values if direction == 1 else 1 - values) / span, bounded)


def goalposts(v: npt.ArrayLike, low: Number, high: Number, direction: int = 1, bounded: bool = True) -> Array:
    """Return 100 (v - low)/(high - low), clipped to [0, 100]; with direction -1 the lesser goalpost earns 100.

    With direction -1 the two may be named in either order (low and high of the values, or worst and best): multiplied
    by -1, the lower one is the start. Raises ValueError unless low < high (direction -1: unless they differ).

    Args:
        v: values of one indicator (..., units).
        low: the goalpost that earns 0.
        high: the goalpost that earns 100.
        direction: 1 where more is better, -1 where less is.
        bounded: whether what lies beyond the ends earns what they earn; if not, more or less in proportion.
    """
    values, start = _scale(v, low)
    end = _scale(v, high)[1]
    start, end = _oriented_ends(start, end, direction)
    return 100 * _bounded_share((direction * values - start) / (end - start), bounded)


def log_goalposts(v: npt.ArrayLike, low: Number, high: Number, direction: int = 1, bounded: bool = True) -> Array:
    """Return the goalposts score of ln v between ln low and ln high. Raises ValueError for anything not above 0.

    Args:
        v: values of one indicator (..., units), above 0.
        low: the goalpost that earns 0, above 0.
        high: the goalpost that earns 100, above 0.
        direction: 1 where more is better, -1 where less is.
        bounded: whether what lies beyond the ends earns what they earn; if not, more or less in proportion.
    """
    values, ends = _floats(v), _floats([float(low), float(high)])
    refused = np.concatenate([values[values <= 0], ends[~(ends > 0)]])
    if refused.size:
        raise ValueError(f"a logarithm needs values above 0, not {refused[0]}")
    start, end = np.log(ends).tolist()
    return goalposts(np.log(values), start, end, direction, bounded)


def minmax(
    v: npt.ArrayLike,
    a: float = 0,
    b: float = 100,
    low: float | None = None,
    high: float | None = None,
    direction: int = 1,
) -> Array:
    """Return a + (b-a)(v-min)/(max-min), over the units, or between the fixed `low` and `high` (then not clipped).

    `low` and `high` are named as in `goalposts`. Where the range over the units is zero (`is_degenerate`), every value
    is (a+b)/2. Raises ValueError where only one of low and high is given, or where they are not in order.

    Args:
        v: values of one indicator (..., units).
        a: the score of the worst value.
        b: the score of the best value.
        low: a fixed start in the place of the worst value.
        high: a fixed end in the place of the best value.
        direction: 1 where more is better, -1 where less is.
    """
    values = _sign(direction) * _floats(v)
    if (low is None) != (high is None):
        raise ValueError(f"low and high are fixed together, not low = {low} and high = {high}")
    if low is not None and high is not None:
        start, end = _oriented_ends(float(low), float(high), direction)
        return a + (b - a) * ((values - start) / (end - start))
    least, greatest = _ends(values)
    flat = greatest == least
    share = (values - least) / np.where(flat, 1.0, greatest - least)
    return np.asarray(a + (b - a) * np.where(flat & ~np.isnan(values), 0.5, share))


def dist_max(v: npt.ArrayLike, low: float | None = None, high: float | None = None, direction: int = 1) -> Array:
    """Return 1 - (max-v)/(max-min), which is `minmax` from 0 to 1, with its rules.

    Args:
        v: values of one indicator (..., units).
        low: a fixed start in the place of the worst value.
        high: a fixed end in the place of the best value.
        direction: 1 where more is better, -1 where less is.
    """
    return minmax(v, 0, 1, low, high, direction)


def zscore(
    v: npt.ArrayLike,
    m: float = 0,
    s: float = 1,
    mean: float | None = None,
    sd: float | None = None,
    direction: int = 1,
) -> Array:
    """Return m + s (v-mean)/sd, the standard deviation with n-1, unless `mean` and `sd` of the values are fixed.

    Where the range over the units is zero (`is_degenerate`), every value is m. Raises ValueError where only one of mean
    and sd is given, or where sd is not above 0.

    Args:
        v: values of one indicator (..., units).
        m: the score of the mean.
        s: what a standard deviation adds to the score.
        mean: a fixed mean in the place of that of the units.
        sd: a fixed standard deviation in the place of that of the units.
        direction: 1 where more is better, -1 where less is.
    """
    values = _sign(direction) * _floats(v)
    if (mean is None) != (sd is None) or (sd is not None and not sd > 0):
        raise ValueError(f"a fixed mean needs a fixed sd above 0, not mean = {mean} and sd = {sd}")
    if mean is not None and sd is not None:
        return m + s * ((values - direction * mean) / sd)
    # Equal values can miss their own mean by a rounding: the range decides that there is nothing to see.
    flat = is_degenerate(values)[..., None]
    return np.asarray(m + s * np.where(flat & ~np.isnan(values), 0.0, _standardised(values, flat)))


def rank(v: npt.ArrayLike, direction: int = 1) -> Array:
    """Return 1 + the number of units with a lower oriented value: the worst is 1, ties share the lowest rank."""
    values = _sign(direction) * _floats(v)
    if not values.shape[-1]:
        return values
    order = np.argsort(values, axis=-1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=-1)
    is_first = np.ones(values.shape, dtype=bool)
    is_first[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    place = np.maximum.accumulate(np.where(is_first, np.arange(1.0, values.shape[-1] + 1), 1.0), axis=-1)
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, place, axis=-1)
    return np.where(np.isnan(values), np.nan, ranks)


def borda(v: npt.ArrayLike, direction: int = 1) -> Array:
    """Return the number of units with a lower oriented value (`rank` - 1)."""
    return rank(v, direction) - 1


def prank(v: npt.ArrayLike, direction: int = 1) -> Array:
    """Return (rank-1)/(m-1) among the m units that have a value, from 0 to 1; NaN where there is only one."""
    counts = borda(v, direction)
    rivals = np.sum(~np.isnan(counts), axis=-1, keepdims=True) - 1.0
    return counts / np.where(rivals > 0, rivals, np.nan)


def dist_target(
    v: npt.ArrayLike, target: float, cap: bool = True, low: float | None = None, direction: int = 1
) -> Array:
    """Return (v-min)/(T-min), at most 1 if `cap`: the part of the way from the worst value to the target.

    `low` fixes the start instead of the worst value over the units (for direction -1 that is the greatest value).
    Raises ValueError where the start is at the target or beyond it.

    Args:
        v: values of one indicator (..., units).
        target: the value at the end of the way.
        cap: whether more than the target earns no more.
        low: a fixed start in the place of the worst value.
        direction: 1 where more is better, -1 where less is.
    """
    values = _sign(direction) * _floats(v)
    start = _ends(values)[0] if low is None else np.asarray(direction * float(low))
    aim = direction * float(target)
    if bool(np.any(start >= aim)):
        worst = direction * float(np.nanmax(start))
        raise ValueError(f"the way to the target {target} cannot start at {worst}: it is there, or beyond")
    way = (values - start) / (aim - start)
    return np.minimum(way, 1.0) if cap else way


def frac_max(v: npt.ArrayLike, direction: int = 1) -> Array:
    """Return v/max. Raises ValueError for direction -1, which the formula cannot express, and unless max > 0."""
    if _sign(direction) == -1:
        raise ValueError("the fraction of the maximum has no meaning for direction -1")
    values = _floats(v)
    greatest = _ends(values)[1]
    if bool(np.any(greatest <= 0)):
        raise ValueError(f"the fraction of the maximum needs a maximum above 0, not {np.nanmin(greatest)}")
    return values / greatest


def is_degenerate(v: npt.ArrayLike) -> Flags:
    """Return (...,) whether the values (..., units) do not differ: such an indicator says nothing, and weighs 0.

    True as well for one value or none. It concerns the scales that are estimated over the units, not the fixed ones.
    """
    least, greatest = _ends(_floats(v))
    return np.asarray(~(least < greatest))[..., 0]


NORMALISATIONS: Mapping[str, Callable[..., Array]] = {
    "points": points,
    "goalposts": goalposts,
    "minmax": minmax,
    "zscore": zscore,
    "rank": rank,
    "borda": borda,
    "prank": prank,
    "dist_target": dist_target,
    "dist_max": dist_max,
    "log_goalposts": log_goalposts,
    "frac_max": frac_max,
}


def _sign(direction: int) -> int:
    if direction not in (1, -1):
        raise ValueError(f"a direction is 1 or -1, not {direction}")
    return direction


def _floats(v: npt.ArrayLike) -> Floats:
    values = np.asarray(v, dtype=np.float64)
    if bool(np.any(np.isinf(values))):
        raise ValueError(f"values are finite, not {values[np.isinf(values)][0]}")
    return values


def _scale(v: npt.ArrayLike, parameter: Number) -> tuple[Array, Any]:
    """Return the values and a parameter of the same kind of number: exact for an object array, else floats."""
    values = np.asarray(v)
    return (values, as_fraction(parameter)) if values.dtype == object else (_floats(values), float(parameter))


def _bounded_share(share: Array, bounded: bool) -> Array:
    """Return shares between 0 and 1; as they are where they are not to be bounded."""
    return np.asarray(np.minimum(np.maximum(share, 0), 1)) if bounded else np.asarray(share)


def _oriented_ends(low: _Exact, high: _Exact, direction: int) -> tuple[_Exact, _Exact]:
    start, end = (low, high) if _sign(direction) == 1 else sorted((-low, -high))
    if not start < end:
        raise ValueError(f"the low end of a scale lies below the high end, not low = {low} and high = {high}")
    return start, end


def _ends(values: Floats) -> tuple[Array, Array]:
    """Return the least and the greatest value (..., 1) over the units, NaN where there is none."""
    least = np.fmin.reduce(values, axis=-1, keepdims=True, initial=np.nan)
    return least, np.fmax.reduce(values, axis=-1, keepdims=True, initial=np.nan)


def _standardised(values: Floats, flat: Flags) -> Array:
    """Return (v - mean)/sd over the units, sd with n-1; whatever where `flat`."""
    # Summed in the order of the values, so that the order of the units cannot change the last digit.
    ordered = np.sort(values, axis=-1)
    m = np.sum(~np.isnan(ordered), axis=-1, keepdims=True)
    mean = np.nansum(ordered, axis=-1, keepdims=True) / np.maximum(m, 1)
    # In units of the largest deviation, so that the squares of tiny ones do not vanish.
    largest = np.fmax.reduce(np.abs(ordered - mean), axis=-1, keepdims=True, initial=0.0)
    scale = np.where(flat, 1.0, largest)
    squares = np.nansum(((ordered - mean) / scale) ** 2, axis=-1, keepdims=True)
    deviation = np.sqrt(squares / np.maximum(m - 1, 1))
    return np.asarray((values - mean) / scale / np.where(flat, 1.0, deviation))
