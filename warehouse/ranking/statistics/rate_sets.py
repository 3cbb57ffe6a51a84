"""Rank sets of rates, events for each case or official: where events come by chance, and where all were counted."""

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags
from warehouse.ranking.statistics.rank_sets import RankSets, from_beats
from warehouse.ranking.statistics.ratio_sets import pairs_of_values


def clustered_tukey(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    level: float = 0.95,
    direction: int = 1,
    deff: npt.ArrayLike = 1.0,
    simultaneous: bool = True,
    df: npt.ArrayLike = np.inf,
) -> RankSets:
    """Return rank sets of p units with x events for n officials, by differences on the square root's scale.

    t = √((x + φ/4) / n) has the mean √(E x / n) nearly whatever φ is, so that units whose events come in clusters of
    different sizes can be compared, and the variance v = φ / (4n); j is better than i where (t_j − t_i) / √(v_i + v_j)
    exceeds `critical_values`, with Satterthwaite's degrees of freedom, and its ratio is the better one. `n` is taken as
    known. Raises ValueError as `by_order` does, and unless φ is at least 1 and finite.
    Source: L. D. Brown, T. T. Cai, R. Zhang, L. Zhao, H. Zhou (2010), Probability Theory and Related Fields 146:401,
    for ¼, which centres; C. Y. Kramer (1956) for unequal variances; P. A. Games, J. F. Howell (1976).

    Args:
        x: events (p,), whole numbers.
        n: officials, or what else events are counted for (p,), whole numbers.
        level: how often the sets hold.
        direction: 1 where more is better, -1 where less is.
        deff: design effect, one number or (p,): the variance of events over their mean.
        simultaneous: whether the sets hold for all units at once, or for one unit each.
        df: degrees of freedom of the design effect, one number or (p,); infinite where it is known.
    """
    better = _better(x, n, direction)
    events, exposure = np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64)
    effect = np.broadcast_to(np.asarray(deff, dtype=np.float64), events.shape)
    if (wrong := effect[~((effect >= 1) & np.isfinite(effect))]).size:
        raise ValueError(f"a design effect is a number of at least 1, not {wrong[0]}")
    t = np.sqrt((events + effect / 4) / exposure)
    freedom = np.broadcast_to(np.asarray(df, dtype=np.float64), t.shape)
    pairs = pairs_of_values(direction * t, effect / (4 * exposure), freedom, level, simultaneous)
    return from_beats(pairs.apart & better)


def by_order(x: npt.ArrayLike, n: npt.ArrayLike, direction: int = 1) -> RankSets:
    """Return the sets of p units whose ratios x/n are known without error: any difference is one, and equals are equal.

    `x` and `n` are whole numbers of shape (p,), of any size. Raises ValueError unless x >= 0, n > 0, and the direction
    is 1 (more is better) or -1.
    """
    return from_beats(_better(x, n, direction))


def _better(x: npt.ArrayLike, n: npt.ArrayLike, direction: int) -> Flags:
    """Return where the ratio of unit i is better than that of unit j, decided by whole numbers of any size."""
    numerators, denominators = np.asarray(x), np.asarray(n)
    if numerators.ndim != 1 or numerators.shape != denominators.shape:
        raise ValueError(f"x {numerators.shape} and n {denominators.shape} must be vectors of one length")
    wrong = np.flatnonzero((numerators < 0) | (denominators <= 0))
    if wrong.size:
        raise ValueError(f"unit {wrong[0]} has {numerators[wrong[0]]} of {denominators[wrong[0]]}")
    if direction not in (1, -1):
        raise ValueError(f"the direction of a ratio is 1 or -1, not {direction}")
    products = numerators.astype(object)[:, None] * denominators
    ahead = np.asarray(products > products.T, dtype=np.bool_)
    return ahead if direction == 1 else ahead.T
