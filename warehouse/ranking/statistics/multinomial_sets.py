"""Exact rank sets of the categories of one multinomial: who receives most of a number of cases."""

import numpy as np
import numpy.typing as npt
from scipy.special import betainc

from warehouse.ranking.statistics.rank_sets import Correction, RankSets, Side, from_p_values


def multinomial_sets(
    counts: npt.ArrayLike,
    level: float = 0.95,
    simultaneous: bool = True,
    side: Side = "two-sided",
    correction: Correction = "holm",
) -> RankSets:
    """Return rank sets of p categories by their probabilities, more is better, from the cases counted in each.

    Given x_i + x_j, the count x_i is Binomial(x_i + x_j, 1/2) where i and j are equally probable: i is better than j by
    the exact one-sided test of every ordered pair, corrected within the families of `from_p_values`, whose `side` it
    is. `counts` are whole numbers of shape (p,); two categories without cases are never separated. Raises ValueError
    where a count is negative or not whole, and as `from_p_values`.
    Source: S. Bazylik, M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm (2021), Finite- and large-sample inference
    for ranks using multinomial data.
    """
    x = np.asarray(counts)
    if x.ndim != 1 or not np.issubdtype(x.dtype, np.integer):
        raise ValueError(f"counts are a vector of whole numbers, not {x.dtype} {x.shape}")
    if bool(np.any(x < 0)):
        raise ValueError(f"a count is not negative, as {x[x < 0][0]}")
    own, other = x.astype(np.float64)[:, None], x.astype(np.float64)[None, :]
    # P(X >= x) is a beta integral for x > 0, and certain for 0.
    p = np.where(own > 0, betainc(np.maximum(own, 1.0), other + 1.0, 0.5), 1.0)
    return from_p_values(p, level, simultaneous, side, correction)
