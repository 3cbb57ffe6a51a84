"""What a published score leaves over for cells that are not published: a stand-in that tells nothing more."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from schemas.method_parts import IndicatorRule
from warehouse.arrays import Flags, Floats
from warehouse.ranking.index.matrix import Matrix, float_scores

DIGITS = 4  # of a stand-in: enough for the two decimals of a score
_STEPS = 60  # of halving a scale, to the last digit of a double
_FAR = 10  # standard deviations: where a scale without ends is cut


def stand_ins(
    matrix: Matrix, normal: Floats, hidden: Flags, rough: Floats, published_scores: Sequence[float]
) -> Floats:
    """Return normalised scores (units, k) for hidden cells, under which each unit has its published score.

    What stands in hidden cells, and whether they are scored at all, is not looked at: the result follows from published
    figures. A hidden cell begins at its rough value, or else at the median of its indicator's other cells; then those
    of a unit move towards the best or the worst, each by the same share of its way, until the score is reached: first
    those of which nothing is published. No mean falls where one of its parts rises, so that halving finds it. Cells
    that weigh nothing stay where they begin, and so do those of units whose score rests on medians of others.

    Args:
        matrix: the units as the method ranks them.
        normal: normalised scores (units, k).
        hidden: (units, k), the cells that are not published.
        rough: (units, k), what is published of a hidden cell's value; NaN where nothing is.
        published_scores: scores (units,) as they are published, NaN where one is no score of these cells alone.
    """
    with_hidden_cells = replace(matrix, present=matrix.present | hidden)
    worst, best = (float(end) for end in _ends(matrix.rules))
    medians = _medians(np.where(hidden, np.nan, normal), (worst + best) / 2)
    is_rough = ~np.isnan(rough)
    begin: Floats = np.where(is_rough, rough, medians).clip(worst, best)
    if not hidden.any():  # no score leaves anything over: every halving would give the scores that are there
        return begin.round(DIGITS)
    target = np.asarray(published_scores)

    def stand_ins_on_way(way: Floats) -> Floats:
        """Return the stand-ins on the way to the best (2) or the worst (-2); what is told moves on its second half."""
        to = np.where(way < 0, worst, best)[:, None]
        far = np.abs(way)[:, None]
        return begin + np.where(is_rough, far - 1, far).clip(0, 1) * (to - begin)

    def scores(way: Floats) -> Floats:
        return float_scores(with_hidden_cells, np.where(hidden, stand_ins_on_way(way), normal))

    low, high = (np.full(len(matrix.units), end) for end in (-2.0, 2.0))
    weightless = scores(high) - scores(low) < 1e-9
    for _ in range(_STEPS):
        middle = (low + high) / 2
        too_low = scores(middle) < target
        low, high = np.where(too_low, middle, low), np.where(too_low, high, middle)
    stays = weightless | np.isnan(target)
    return stand_ins_on_way(np.where(stays, 0.0, high)).round(DIGITS)


def _medians(shown_scores: Floats, otherwise: float) -> Floats:
    """Return the median of each column of shown cells (units, k), of one without any `otherwise`."""
    columns = (column[~np.isnan(column)] for column in shown_scores.T)
    return np.array([np.median(column) if column.size else otherwise for column in columns])


def _ends(rules: Sequence[IndicatorRule]) -> tuple[float, float]:
    """Return the ends of the scale that all indicators of a method share."""
    scale = rules[0].normalisation
    low, high = (float(end) for end in scale.ends)
    return (low - _FAR * high, low + _FAR * high) if scale.kind == "zscore" else (low, high)
