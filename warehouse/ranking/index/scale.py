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


def normalised(
    rule: IndicatorRule, indicator: Indicator, values: Array, years: Fraction, bounded: bool = True
) -> Array:
    """Return what values (..., units) of an indicator score under `rule`, on the scale of its normalisation.

    Fractions stay exact under points and goalposts. The parameters of a rate are for a year. NaN stays NaN.

    Args:
        rule: it declares the scale.
        indicator: it declares kind and direction.
        values: of the indicator (..., units), exact or floats.
        years: the length of the period, for rates that are counted by the year.
        bounded: whether caps and floors hold; without them a scale that has both is a straight line.
    """
    if indicator.kind == "rate":
        values = values / (years if values.dtype == object else float(years))
    if rule.normalisation.kind == "points":
        return 100 * _share_of_points(rule, indicator, values, bounded)
    if rule.normalisation.kind in _BOUNDED:
        return _BOUNDED[rule.normalisation.kind](rule.normalisation, values, indicator.direction, bounded)
    return _UNBOUNDED[rule.normalisation.kind](rule.normalisation, values, indicator.direction)


def _share_of_points(rule: IndicatorRule, indicator: Indicator, values: Array, bounded: bool) -> Array:
    target = default_target(rule, indicator)
    if indicator.kind == "rate":
        return normalise.points(values / (target if values.dtype == object else float(target)), 1, bounded=bounded)
    return normalise.points(values, target, indicator.direction, bounded)


def _goalposts(normalisation: Normalisation, values: Array, direction: int, bounded: bool) -> Array:
    worst, best = _parameters(normalisation.worst, normalisation.best)
    return normalise.goalposts(values, worst, best, direction, bounded)


def _log_goalposts(normalisation: Normalisation, values: Array, direction: int, bounded: bool) -> Array:
    worst, best = _parameters(normalisation.worst, normalisation.best)
    # What lies below the lower goalpost scores as that does: also 0, which has no logarithm.
    at_least = np.maximum(values, float(min(worst, best)))
    return normalise.log_goalposts(at_least, worst, best, direction, bounded)


def _minmax(normalisation: Normalisation, values: Array, direction: int, bounded: bool) -> Array:
    # Kept between its ends: parameters are frozen, and a geometric mean must not meet a value below them.
    low, high = (float(end) for end in normalisation.ends)
    return np.asarray(
        low + (high - low) * _goalposts(normalisation, values.astype(np.float64), direction, bounded) / 100
    )


def _dist_max(normalisation: Normalisation, values: Array, direction: int, bounded: bool) -> Array:
    worst, best = _parameters(normalisation.worst, normalisation.best)
    way = np.asarray(100 * normalise.dist_max(values, float(worst), float(best), direction))
    return way.clip(0, 100) if bounded else way


def _frac_max(normalisation: Normalisation, values: Array, direction: int, bounded: bool) -> Array:
    return normalise.goalposts(values, 0, _parameters(normalisation.best)[0], direction, bounded)


def _dist_target(normalisation: Normalisation, values: Array, direction: int, bounded: bool) -> Array:
    worst, target = _parameters(normalisation.worst, normalisation.target)
    way = np.asarray(100 * normalise.dist_target(values, float(target), bounded, float(worst), direction))
    return way.clip(0) if bounded else way


def _zscore(normalisation: Normalisation, values: Array, direction: int) -> Array:
    mean, sd = _parameters(normalisation.mean, normalisation.sd)
    centre, worth = normalisation.ends
    return normalise.zscore(values, float(centre), float(worth), float(mean), float(sd), direction)


def _prank(of: Normalisation, values: Array, direction: int) -> Array:
    return 100 * normalise.prank(values, direction)


def _rank(normalisation: Normalisation, values: Array, direction: int) -> Array:
    return normalise.NORMALISATIONS[normalisation.kind](values, direction)


_BOUNDED: Mapping[str, Callable[[Normalisation, Array, int, bool], Array]] = {
    "goalposts": _goalposts,
    "log_goalposts": _log_goalposts,
    "minmax": _minmax,
    "dist_max": _dist_max,
    "frac_max": _frac_max,
    "dist_target": _dist_target,
}
_UNBOUNDED: Mapping[str, Callable[[Normalisation, Array, int], Array]] = {
    "zscore": _zscore,
    "prank": _prank,
    "rank": _rank,
    "borda": _rank,
}


def _parameters(*parameters: Decimal | None) -> list[Fraction]:
    """Return parameters that the declaration has checked to be there."""
    return [Fraction(p) for p in parameters if p is not None]
