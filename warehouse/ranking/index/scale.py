"""The scale of the score: what the value of an indicator earns by its rule in a method."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np

from schemas.indicator import Indicator
from schemas.method_parts import IndicatorRule, default_target
from schemas.method_settings import Normalisation
from warehouse.arrays import Array
from warehouse.ranking.composite import normalise

EXACT = ("points", "goalposts")  # the scales on which fractions stay fractions


def normalised(rule: IndicatorRule, indicator: Indicator, values: Array, years: Fraction) -> Array:
    """Return what values (..., units) of an indicator score under `rule`, on the scale of its normalisation.

    Fractions stay exact under points and goalposts. The parameters of a rate are for a year. NaN stays NaN.

    Args:
        rule: it declares the scale.
        indicator: it declares kind and direction.
        values: of the indicator (..., units), exact or floats.
        years: the length of the period, for rates that are counted by the year.
    """
    if indicator.kind == "rate":
        values = values / (years if values.dtype == object else float(years))
    if rule.normalisation.kind == "points":
        return 100 * _share_of_points(rule, indicator, values)
    return _SCALES[rule.normalisation.kind](rule.normalisation, values, indicator.direction)


def _share_of_points(rule: IndicatorRule, indicator: Indicator, values: Array) -> Array:
    target = default_target(rule, indicator)
    if indicator.kind == "rate":
        return normalise.points(values / (target if values.dtype == object else float(target)), 1)
    return normalise.points(values, target, indicator.direction)


def _goalposts(of: Normalisation, values: Array, direction: int) -> Array:
    worst, best = _given(of.worst, of.best)
    return normalise.goalposts(values, worst, best, direction)


def _log_goalposts(of: Normalisation, values: Array, direction: int) -> Array:
    worst, best = _given(of.worst, of.best)
    # What lies below the lower goalpost scores as that does: also 0, which has no logarithm.
    return normalise.log_goalposts(np.maximum(values, float(min(worst, best))), worst, best, direction)


def _minmax(of: Normalisation, values: Array, direction: int) -> Array:
    # Kept between its ends: parameters are frozen, and a geometric mean must not meet a value below them.
    low, high = (float(end) for end in of.ends)
    return np.asarray(low + (high - low) * _goalposts(of, values.astype(np.float64), direction) / 100)


def _dist_max(of: Normalisation, values: Array, direction: int) -> Array:
    worst, best = _given(of.worst, of.best)
    return np.asarray(100 * normalise.dist_max(values, float(worst), float(best), direction)).clip(0, 100)


def _frac_max(of: Normalisation, values: Array, direction: int) -> Array:
    return normalise.goalposts(values, 0, _given(of.best)[0], direction)


def _dist_target(of: Normalisation, values: Array, direction: int) -> Array:
    worst, target = _given(of.worst, of.target)
    return np.asarray(100 * normalise.dist_target(values, float(target), True, float(worst), direction)).clip(0)


def _zscore(of: Normalisation, values: Array, direction: int) -> Array:
    mean, sd = _given(of.mean, of.sd)
    centre, worth = of.ends
    return normalise.zscore(values, float(centre), float(worth), float(mean), float(sd), direction)


def _prank(of: Normalisation, values: Array, direction: int) -> Array:
    return 100 * normalise.prank(values, direction)


def _rank(of: Normalisation, values: Array, direction: int) -> Array:
    return normalise.NORMALISATIONS[of.kind](values, direction)


_SCALES: Mapping[str, Callable[[Normalisation, Array, int], Array]] = {
    "goalposts": _goalposts,
    "log_goalposts": _log_goalposts,
    "minmax": _minmax,
    "dist_max": _dist_max,
    "frac_max": _frac_max,
    "dist_target": _dist_target,
    "zscore": _zscore,
    "prank": _prank,
    "rank": _rank,
    "borda": _rank,
}


def _given(*parameters: Decimal | None) -> list[Fraction]:
    """Return parameters that the declaration has checked to be there."""
    return [Fraction(p) for p in parameters if p is not None]
