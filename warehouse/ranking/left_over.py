"""What a published score leaves over for cells that are not published: a stand-in that tells nothing more."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from schemas.method_parts import IndicatorRule
from warehouse.ranking.index import SCORE, score_of
from warehouse.ranking.matrix import Mask, Matrix, aggregated

Array = npt.NDArray[np.float64]
DIGITS = 4  # of a stand-in: enough for the two decimals of a score
_STEPS = 60  # of halving a scale, to the last digit of a double
_FAR = 10  # standard deviations: where a scale without ends is cut


def left_over(matrix: Matrix, normal: Array, hidden: Mask, published: Sequence[float]) -> Array:
    """Return for each unit the one normalised score that in all its hidden cells gives its published score.

    `normal` (units, k) are the normalised scores, `hidden` marks the cells that are not published. What stands in them,
    and whether they are scored at all, is not looked at: the result follows from published figures. It lies within the
    scale, in its middle where hidden cells weigh nothing. No mean falls where one of its parts rises, so that halving
    finds it.
    """
    shown = replace(matrix, present=matrix.present | hidden)
    low, high = (np.full(len(matrix.units), end) for end in _ends(matrix.rules))
    middle = (low + high) / 2
    target = np.asarray(published)
    weightless = _scores(shown, normal, hidden, high) - _scores(shown, normal, hidden, low) < 1e-9
    for _ in range(_STEPS):
        tried = (low + high) / 2
        too_low = _scores(shown, normal, hidden, tried) < target
        low, high = np.where(too_low, tried, low), np.where(too_low, high, tried)
    found: Array = np.where(weightless, middle, high)
    return found.round(DIGITS)


def _scores(matrix: Matrix, normal: Array, hidden: Mask, tried: Array) -> Array:
    """Return the scores of the units with one value in all their hidden cells, as people see them."""
    found = aggregated(matrix, np.where(hidden, tried[:, None], normal))[SCORE]
    values: Array = np.where(found.present, found.values, 0).astype(np.float64)
    return np.multiply(values, float(score_of(matrix.method, 1.0)), dtype=np.float64)


def _ends(rules: Sequence[IndicatorRule]) -> tuple[float, float]:
    """Return the ends of the scale that all indicators of a method share."""
    some = rules[0].normalisation
    low, high = (float(end) for end in some.ends)
    return (low - _FAR * high, low + _FAR * high) if some.kind == "zscore" else (low, high)
