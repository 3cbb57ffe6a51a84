"""Changes between two periods: of rates and of scores, over many units at once, and of rank sets.

A change is significant by Holm's step-down over the units, and each unit's interval has the level at which Holm's
procedure stopped for it: zero lies outside the interval where the change is significant, and inside where it is not.
Over all units together the probability of calling any change that did not happen is at most 1 - level.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from warehouse.arrays import Flags, Floats
from warehouse.ranking.statistics.intervals import newcombe_difference
from warehouse.ranking.statistics.multiple import holm
from warehouse.ranking.statistics.rank_sets import RankSets

_LEAST_P = 1e-14  # below, 1 - p keeps too few digits of p to give an interval its level
_ROUNDING = 1e-12  # scores are sums of products, so that equal ones may differ in their last digits


@dataclass(frozen=True, eq=False)
class Changes:
    """Changes of p units, all of shape (p,): after less before, its interval, and the p-value adjusted by Holm.

    `is_significant` where `p_value` is at most 1 - level. A unit without cases in a period has NaN and no significance,
    and does not count among the tests.
    """

    difference: Floats
    low: Floats
    high: Floats
    p_value: Floats
    is_significant: Flags


def rate_changes(
    x1: npt.ArrayLike,
    n1: npt.ArrayLike,
    x2: npt.ArrayLike,
    n2: npt.ArrayLike,
    level: float = 0.95,
    deff1: npt.ArrayLike = 1.0,
    deff2: npt.ArrayLike = 1.0,
) -> Changes:
    """Return the changes x2/n2 - x1/n1 of p units from the first period to the second, by Newcombe's interval.

    The p-value is 1 less the level at which the interval reaches 0, and no smaller than 1e-14. Design effects are
    numbers or of shape (p,). Raises ValueError unless 0 <= x <= n, deff >= 1 and 0 < level < 1.
    Source: R. G. Newcombe (1998), Statistics in Medicine 17:873, method 10; S. Holm (1979).

    Args:
        x1: successes (p,) of the first period.
        n1: its cases (p,).
        x2: successes (p,) of the second period.
        n2: its cases (p,).
        level: of confidence, and of the tests.
        deff1: design effect of the first period, one number or (p,).
        deff2: design effect of the second period.
    """
    _check_level(level)
    counts = list(np.broadcast_arrays(*(np.asarray(v, dtype=np.float64) for v in (x2, n2, x1, n1, deff2, deff1))))
    if counts[0].ndim != 1:
        raise ValueError(f"counts of units form one dimension, not {counts[0].ndim}")
    difference = _newcombe(counts, level)[0]
    cases = ~np.isnan(difference)
    p = np.full(len(difference), np.nan)
    p[cases] = [_p_of_rates([c[[i]] for c in counts]) for i in np.flatnonzero(cases)]
    p_value, significant, error = _holm_decisions(p, level)
    low, high = np.full(len(p), np.nan), np.full(len(p), np.nan)
    for distinct_error in np.unique(error[cases]):
        units_of_error = np.flatnonzero(error == distinct_error)
        _, low[units_of_error], high[units_of_error] = _newcombe(
            [c[units_of_error] for c in counts], 1 - distinct_error
        )
    return Changes(difference, low, high, p_value, significant)


def score_changes(
    draws_before: npt.ArrayLike,
    draws_after: npt.ArrayLike,
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    level: float = 0.95,
) -> Changes:
    """Return the changes `after` - `before` of the nominal scores (p,), by S draws (S, p) of the scores of each period.

    As for rank sets by draws, the drawn changes less their mean stand for the error of the nominal change. The p-value
    is (1 + the number of them at least as far from 0 as the change is) / (S + 1), and the interval the change plus and
    minus the distance that decides it. A change of no more than 1e-12 of the scores is none.
    Raises ValueError for shapes that do not fit, values that are not finite, a level outside 0 to 1, and fewer draws
    than p / (1 - level), which could show no change of any unit.

    Args:
        draws_before: draws (S, p) of the scores of the first period.
        draws_after: draws (S, p) of the scores of the second period.
        before: nominal scores (p,) of the first period.
        after: nominal scores (p,) of the second period.
        level: of confidence, and of the tests.
    """
    _check_level(level)
    scores_before, scores_after = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    earlier, later = np.asarray(draws_before, dtype=np.float64), np.asarray(draws_after, dtype=np.float64)
    if (
        earlier.ndim != 2
        or earlier.shape != later.shape
        or not scores_before.shape == scores_after.shape == earlier.shape[1:]
    ):
        raise ValueError(
            f"draws {earlier.shape}, {later.shape} and scores {scores_before.shape}, {scores_after.shape} "
            "must fit each other"
        )
    if not all(np.isfinite(array).all() for array in (scores_before, scores_after, earlier, later)):
        raise ValueError("scores and their draws must be finite")
    if (len(earlier) + 1) * _error(level) < scores_before.size:
        raise ValueError(
            f"{len(earlier)} draws are too few to tell {scores_before.size} units apart at the level {level}"
        )
    change = scores_after - scores_before
    change[np.abs(change) <= _ROUNDING * np.maximum(np.abs(scores_before), np.abs(scores_after))] = 0.0
    drawn_changes = later - earlier
    distances = np.abs(drawn_changes - drawn_changes.mean(axis=0))
    p = (1 + (distances >= np.abs(change)).sum(axis=0)) / (len(drawn_changes) + 1)
    p_value, significant, error = _holm_decisions(p, level)
    reach = _reach(distances, error)
    return Changes(change, change - reach, change + reach, p_value, significant)


def rank_changed(before: RankSets, after: RankSets) -> Flags:
    """Return for which units the two periods' rank sets have no rank in common, (p,).

    For both to hold together at 1 - alpha, the sets are simultaneous ones at 1 - alpha/2 each, of the same units in the
    same order. Raises ValueError where the numbers of units differ.
    """
    if len(before.low) != len(after.low):
        raise ValueError(f"{len(before.low)} and {len(after.low)} units cannot be compared")
    return np.asarray((after.high < before.low) | (before.high < after.low), dtype=np.bool_)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"the level of changes lies between 0 and 1, not {level}")


def _error(level: float) -> float:
    """Return 1 - level; rounded up, so that a p-value of exactly 0.1 is significant at 0.9."""
    return (1 - level) * (1 + 1e-12)


def _holm_decisions(p: Floats, level: float) -> tuple[Floats, Flags, Floats]:
    """Return the adjusted p-values, which are significant, and the error at which each unit was decided; NaN for NaN.

    A significant unit was decided by the error over the number of p-values not below its own, the others by the error
    over the number of those that are not significant.
    """
    is_tested = ~np.isnan(p)
    p_tested, adjusted_p, error_of_decision = p[is_tested], np.full(len(p), np.nan), np.full(len(p), np.nan)
    adjusted_p[is_tested] = holm(p_tested)
    significant = adjusted_p <= _error(level)
    smaller = np.searchsorted(np.sort(p_tested), p_tested)
    hypotheses_left = np.where(
        significant[is_tested], len(p_tested) - smaller, np.count_nonzero(is_tested & ~significant)
    )
    error_of_decision[is_tested] = _error(level) / hypotheses_left
    return adjusted_p, significant, error_of_decision


def _newcombe(counts: list[Floats], level: float) -> tuple[Floats, Floats, Floats]:
    x2, n2, x1, n1, deff2, deff1 = counts
    return newcombe_difference(x2, n2, x1, n1, level, deff2, deff1)


def _p_of_rates(counts: list[Floats]) -> float:
    """Return the error at which the interval of one unit, given as vectors of one element, just reaches 0."""

    def clearance(log_error: float) -> float:
        difference, low, high = (float(bound[0]) for bound in _newcombe(counts, -np.expm1(log_error)))
        return low if difference > 0 else -high

    least, most = float(np.log(_LEAST_P)), -1e-9
    if clearance(most) <= 0:
        return 1.0
    if clearance(least) >= 0:
        return _LEAST_P
    return float(np.exp(brentq(clearance, least, most, xtol=1e-12)))


def _reach(distances: Floats, error: Floats) -> Floats:
    """Return for each unit the distance that a change must exceed for its p-value to be at most the error, (p,)."""
    size = len(distances)
    allowed = np.floor((size + 1) * error).astype(np.int64) - 1
    return np.asarray(np.sort(distances, axis=0)[size - 1 - allowed, np.arange(len(error))], dtype=np.float64)
