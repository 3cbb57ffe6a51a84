"""Rank sets of rates, events for each case or official: where events come by chance, and where all were counted."""

import numpy as np
import numpy.typing as npt

from warehouse.ranking.statistics.rank_sets import RankSets, from_beats


def by_order(x: npt.ArrayLike, n: npt.ArrayLike, direction: int = 1) -> RankSets:
    """Return the sets of p units whose ratios x/n are known without error: any difference is one, and equals are equal.

    `x` and `n` are whole numbers of shape (p,), of any size. Raises ValueError unless x >= 0, n > 0, and the direction
    is 1 (more is better) or -1.
    """
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
    return from_beats(ahead if direction == 1 else ahead.T)
