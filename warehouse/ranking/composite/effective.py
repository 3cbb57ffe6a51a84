"""Effective weights: how much of the spread of a score each of its components explains."""

from dataclasses import dataclass
from math import fsum, sqrt

import numpy as np

from warehouse.arrays import Floats

LEAST_VALUES = 10  # a curve through fewer distinct values says more about them than about the component
_KNOTS = (0.05, 0.35, 0.65, 0.95)
_SAME = 1e-9  # a column this close to those before it, relative to its own length, adds nothing


@dataclass(frozen=True)
class EffectiveWeights:
    """S = Var(E[score|x])/Var(score) of each component (k,), from 0 to 1: by a straight line, and by a curve.

    NaN where the score or the component does not vary, the curve's also below `LEAST_VALUES` distinct values.
    """

    linear: Floats
    spline: Floats


def effective_weights(components: Floats, score: Floats) -> EffectiveWeights:
    """Return the effective weights of `components` (units, k) in `score` (units,); NaN is a missing value.

    Of each component the units count that have both. The line gives the squared correlation R². The curve is a natural
    cubic spline with four knots (three degrees of freedom), at the 5th, 35th, 65th and 95th percentile of the distinct
    values; its R² is adjusted for them, 1 - (1-R²)(n-1)/(n-1-3), at least 0, so that a component that is noise does not
    appear to matter. It may therefore be a little below the line's where the line is all there is.

    The figures of several components need not add up to 1. Raises ValueError where the shapes do not fit. Source:
    P. Paruolo, M. Saisana and A. Saltelli (2013), "Ratings and rankings"; the place of the knots: F. Harrell (2001).
    """
    if components.ndim != 2 or score.shape != components.shape[:1]:
        raise ValueError(f"components (units, k) need a score (units,), not {components.shape} and {score.shape}")
    pairs_present = [~(np.isnan(column) | np.isnan(score)) for column in components.T]
    pairs = [(column[is_pair], score[is_pair]) for column, is_pair in zip(components.T, pairs_present, strict=True)]
    return EffectiveWeights(np.array([_linear(x, y) for x, y in pairs]), np.array([_spline(x, y) for x, y in pairs]))


def _linear(x: Floats, y: Floats) -> float:
    return float("nan") if _is_flat(x) or _is_flat(y) else _explained([_unit_scale(x)], y)[0]


def _spline(x: Floats, y: Floats) -> float:
    distinct = np.unique(x)
    if len(distinct) < LEAST_VALUES or _is_flat(y):
        return float("nan")
    explained, parameters = _explained(_natural_spline(_unit_scale(x), np.quantile(_unit_scale(distinct), _KNOTS)), y)
    return max(0.0, 1 - (1 - explained) * (len(y) - 1) / (len(y) - 1 - parameters))


def _is_flat(values: Floats) -> bool:
    return len(values) == 0 or bool(values.min() == values.max())


def _unit_scale(values: Floats) -> Floats:
    return np.asarray((values - values.min()) / (values.max() - values.min()))


def _natural_spline(x: Floats, knots: Floats) -> list[Floats]:
    """Return the columns of the natural cubic spline without its constant: straight beyond the outermost knots."""
    last, last_but_one = knots[-1], knots[-2]

    def bend(knot: float) -> Floats:
        return np.asarray((np.maximum(x - knot, 0) ** 3 - np.maximum(x - last, 0) ** 3) / (last - knot))

    return [x, *(bend(knot) - bend(last_but_one) for knot in knots[:-2])]


def _explained(columns: list[Floats], y: Floats) -> tuple[float, int]:
    """Return the share of the variance of y that a least-squares fit on the columns explains, and their number.

    Each column is made orthogonal to those before it, with exact sums: the order of the units cannot change a digit.
    """
    target = _centred(y)
    basis: list[Floats] = []
    for column in columns:
        centred = _centred(column)
        residual = centred
        for direction in basis:
            residual = residual - _dot(residual, direction) * direction
        length = sqrt(_dot(residual, residual))
        if length > _SAME * sqrt(_dot(centred, centred)):
            basis.append(residual / length)
    explained = fsum(_dot(target, direction) ** 2 for direction in basis) / _dot(target, target)
    return min(explained, 1.0), len(basis)


def _centred(values: Floats) -> Floats:
    scaled = _unit_scale(values)
    return np.asarray(scaled - fsum(scaled) / len(scaled))


def _dot(a: Floats, b: Floats) -> float:
    return fsum(a * b)
