"""Rank sets: for each unit the ranks that it may truly have, as far as the decided pairs tell."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Floats, Ints
from warehouse.ranking.statistics.multiple import holm
from warehouse.ranking.statistics.pairs import Pairs

Side = Literal["two-sided", "lower", "upper"]
Correction = Literal["holm", "bonferroni"]


@dataclass(frozen=True, eq=False)
class RankSets:
    """The lowest and the highest rank number of each of p units, and the pairs that were decided.

    `low` and `high`, of shape (p,), are inclusive, 1 is the best rank, and a unit's true rank is one more than the
    number of units strictly better than it. `beats`, of shape (p, p), is true at [i, j] where i is significantly
    better than j. `pairs` is what decided them, where that was a number of standard errors.
    """

    low: Ints
    high: Ints
    beats: Flags
    pairs: Pairs | None = None


def from_beats(beats: npt.ArrayLike) -> RankSets:
    """Return the rank sets that follow from the decided pairs: 1 + #{j beats i} to p - #{i beats j}.

    Raises ValueError where `beats` is not a square matrix of truth values, or where two units beat each other.
    Source: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm (2024), Inference for ranks with applications.
    """
    decided = _decisions(beats, "beats")
    contradictions = np.argwhere(decided & decided.T)
    if contradictions.size:
        raise ValueError(
            f"units {contradictions[0][0]} and {contradictions[0][1]} cannot each be better than the other"
        )
    return from_own_families(decided, decided.T)


def from_own_families(wins: npt.ArrayLike, losses: npt.ArrayLike) -> RankSets:
    """Return marginal rank sets, where row i of both matrices was decided for unit i alone.

    `wins[i, j]` says that i is better than j and `losses[i, j]` that j is better than i, both by the tests of unit i.
    Each unit's set follows from its own row. The rows need not agree with each other, so `beats` keeps the pairs that
    both units' tests decide. Raises ValueError where a matrix is not square or its truth values contradict each other.
    """
    better, worse = _decisions(wins, "wins"), _decisions(losses, "losses")
    if better.shape != worse.shape:
        raise ValueError(f"wins {better.shape} and losses {worse.shape} must have one shape")
    torn = np.argwhere(better & worse)
    if torn.size:
        raise ValueError(f"unit {torn[0][0]} cannot be both better and worse than unit {torn[0][1]}")
    low = 1 + worse.sum(axis=1, dtype=np.int64)
    high = len(better) - better.sum(axis=1, dtype=np.int64)
    return RankSets(low, high, better & worse.T)


def from_p_values(
    p: npt.ArrayLike,
    level: float = 0.95,
    simultaneous: bool = True,
    side: Side = "two-sided",
    correction: Correction = "holm",
) -> RankSets:
    """Return rank sets from p-values of pairs: p[i, j] (the diagonal unused) is small where i is better than j.

    Simultaneous: one family of all the ordered pairs. Marginal: the family of a unit is its wins and its losses, or
    only its losses where `side` is "lower" (only `low` is bounded, every `high` is p) and only its wins where it is
    "upper" (only `high` is bounded, every `low` is 1); see `from_own_families`.
    Raises ValueError for a p-value outside 0 to 1, a level outside 0 to 1 or a side or a correction of another name.

    Args:
        p: p-values (p, p); that of row i and column j is small where i is better than j.
        level: how often the sets hold.
        simultaneous: whether they hold for all units at once, or for one unit each.
        side: which end of a marginal set is bounded.
        correction: how p-values of one family are adjusted.
    """
    values = np.asarray(p, dtype=np.float64)
    if values.ndim != 2 or values.shape[0] != values.shape[1]:
        raise ValueError(f"p-values of pairs form a square matrix, not {values.shape}")
    if side not in ("two-sided", "lower", "upper"):
        raise ValueError(f"the side of a rank set is two-sided, lower or upper, not {side}")
    if not simultaneous:
        return _one_sided(_marginal(values, level, side, correction), side)
    off = ~np.eye(len(values), dtype=bool)
    decided = np.zeros(values.shape, dtype=bool)
    decided[off] = _rejected(values[off], level, correction)
    return _one_sided(from_beats(decided), side)


def _marginal(p: Floats, level: float, side: Side, correction: Correction) -> RankSets:
    wins, losses = np.zeros(p.shape, dtype=bool), np.zeros(p.shape, dtype=bool)
    for i, is_rival in enumerate(~np.eye(len(p), dtype=bool)):
        won, lost = p[i, is_rival], p[is_rival, i]
        if side == "lower":
            losses[i, is_rival] = _rejected(lost, level, correction)
        elif side == "upper":
            wins[i, is_rival] = _rejected(won, level, correction)
        else:
            is_decided = _rejected(np.concatenate([won, lost]), level, correction)
            wins[i, is_rival], losses[i, is_rival] = np.split(is_decided, 2)
    return from_own_families(wins, losses)


def _one_sided(sets: RankSets, side: Side) -> RankSets:
    if side == "lower":
        return replace(sets, high=np.full_like(sets.high, len(sets.high)))
    return replace(sets, low=np.ones_like(sets.low)) if side == "upper" else sets


def _rejected(p: Floats, level: float, correction: Correction) -> Flags:
    if not 0 < level < 1:
        raise ValueError(f"the level of a rank set lies between 0 and 1, not {level}")
    if correction not in ("holm", "bonferroni"):
        raise ValueError(f"p-values are corrected by holm or bonferroni, not {correction}")
    if correction == "bonferroni" and not bool(np.all((p >= 0) & (p <= 1))):
        raise ValueError(f"p-values lie between 0 and 1, not {p[~((p >= 0) & (p <= 1))][0]}")
    adjusted = holm(p) if correction == "holm" else p * p.size
    # A p-value of a count can equal the error rate exactly (1 in 20): rounding in its last digits must not decide.
    return np.asarray(adjusted <= (1 - level) * (1 + 1e-9))


def kww(lower: npt.ArrayLike, upper: npt.ArrayLike) -> RankSets:
    """Return the rank sets that follow from joint intervals of a value of which more is better.

    `lower` and `upper` have shape (p,). Unit j is better than i where the lower bound of j is at or above the upper
    bound of i: low = 1 + #{j: lower_j >= upper_i} and high = p - #{j: upper_j <= lower_i}. Intervals that only touch
    are thus separated, as for open intervals; two intervals of no width at the same value are a tie, and nobody wins.
    Raises ValueError where a bound is NaN or a lower bound exceeds its upper one.
    Source: M. Klein, T. Wright, J. Wieczorek (2020), A joint confidence region for an overall ranking, who give rank 1
    to the least value.
    """
    low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    if low.ndim != 1 or low.shape != high.shape:
        raise ValueError(f"lower {low.shape} and upper {high.shape} must be vectors of one length")
    wrong = np.flatnonzero(~(low <= high))
    if wrong.size:
        raise ValueError(f"unit {wrong[0]} has the interval {low[wrong[0]]} to {high[wrong[0]]}")
    better = low[:, None] >= high[None, :]
    return from_beats(better & ~better.T)


def top_k(sets: RankSets, k: int) -> Flags:
    """Return which units could be among the k best. Raises ValueError unless k is between 1 and the number of units."""
    _check_k(sets, k)
    return sets.low <= k


def bottom_k(sets: RankSets, k: int) -> Flags:
    """Return which units could be among the k last. Raises ValueError unless k is between 1 and the number of units."""
    _check_k(sets, k)
    return sets.high >= len(sets.high) - k + 1


def _check_k(sets: RankSets, k: int) -> None:
    if not 1 <= k <= len(sets.low):
        raise ValueError(f"k must be between 1 and the {len(sets.low)} units, not {k}")


def _decisions(matrix: npt.ArrayLike, name: str) -> Flags:
    decided = np.asarray(matrix)
    if decided.dtype != np.bool_ or decided.ndim != 2 or decided.shape[0] != decided.shape[1]:
        raise ValueError(f"{name} must be a square matrix of truth values, not {decided.dtype} {decided.shape}")
    return decided
