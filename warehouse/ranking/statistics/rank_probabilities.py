"""What simulated values say about the ranks of units: probabilities, expected ranks, how far to rely on ranks at all.

Everywhere more is better and a rank is one more than the number of units strictly better, so that equal units share it.
"""

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats, Ints

_BLOCK = 1024  # draws ranked at a time


def rank_probabilities(draws: npt.ArrayLike) -> Floats:
    """Return the probability of each rank, (p, p), from S joint draws (S, p): [i, r] of unit i having rank r + 1.

    Each row sums to 1. Raises ValueError for draws that are not a table, are empty or not finite.
    """
    valid_draws = checked_draws(draws)
    p = valid_draws.shape[1]
    counts = np.zeros(p * p, dtype=np.int64)
    for first in range(0, len(valid_draws), _BLOCK):
        units, places = _places(valid_draws[first : first + _BLOCK])
        counts += np.bincount((places + p * units).ravel(), minlength=p * p)
    return counts.reshape(p, p) / len(valid_draws)


def top_k_probability(probabilities: Floats, k: int) -> Floats:
    """Return the probability, (p,), of each unit's being among the k best, units that share rank k included.

    `probabilities` (p, p) are those of `rank_probabilities`. Raises ValueError unless 1 <= k <= p.
    """
    if not 1 <= k <= len(probabilities):
        raise ValueError(f"k is between 1 and the {len(probabilities)} units, not {k}")
    return np.asarray(probabilities[:, :k].sum(axis=1), dtype=np.float64)


def bottom_k_probability(draws: npt.ArrayLike, k: int) -> Floats:
    """Return the probability, (p,), of each unit's being among the k last: fewer than k units are strictly worse.

    `draws` (S, p) are those of `rank_probabilities`; units that are equal count for neither, as there. Raises
    ValueError unless 1 <= k <= p, and as `rank_probabilities`.
    """
    valid_draws = checked_draws(draws)
    if not 1 <= k <= valid_draws.shape[1]:
        raise ValueError(f"k is between 1 and the {valid_draws.shape[1]} units, not {k}")
    last = np.partition(valid_draws, k - 1, axis=1)[:, [k - 1]]
    return np.asarray((valid_draws <= last).mean(axis=0), dtype=np.float64)


def class_probabilities(draws: npt.ArrayLike, least: npt.ArrayLike) -> Floats:
    """Return the probability, (p, b), of each unit's value being in each of b classes, from S draws of it (S, p).

    `least` (b,) are the values that classes begin at, falling; a class ends where the one before begins. Values within
    1e-9 of a beginning reach it, as sums of products may miss it in their last digits. Raises ValueError as
    `rank_probabilities`, and where the classes do not fall.
    """
    valid_draws, begins = checked_draws(draws), np.asarray(least, dtype=np.float64)
    if begins.ndim != 1 or not (np.diff(begins) < 0).all():
        raise ValueError(f"classes begin at falling values, not {begins.tolist()}")
    reach_probabilities = np.stack([(valid_draws >= begin - 1e-9).mean(axis=0) for begin in begins], axis=-1)
    return np.diff(reach_probabilities, axis=1, prepend=0.0)


def expected_rank(probabilities: Floats) -> Floats:
    """Return each unit's expected rank 1 + sum over j of P(value_j > value_i), (p,), from `rank_probabilities` (p, p).

    Equal values count for neither, so that this is the mean of the ranks that those count.
    Source: H. F. Lingsma et al. (2009), Comparing and ranking hospitals based on outcome.
    """
    return np.asarray(probabilities @ np.arange(1.0, len(probabilities) + 1), dtype=np.float64)


def pcer(expected: npt.ArrayLike, p: int) -> Floats:
    """Return the percentile 100(ER - ½)/p of expected ranks (ER) among p units: near 0 is best, 50 the middle.

    Raises ValueError where an expected rank is not between 1 and p. Source: H. F. Lingsma et al. (2009).
    """
    ranks = np.asarray(expected, dtype=np.float64)
    wrong = ranks[~((ranks >= 1 - 1e-9) & (ranks <= p + 1e-9))]
    if wrong.size:
        raise ValueError(f"an expected rank of {p} units lies between 1 and {p}, not {wrong[0]}")
    return np.asarray(100 * (ranks - 0.5) / p, dtype=np.float64)


def rankability(tau2: float, s2: npt.ArrayLike) -> float:
    """Return τ²/(τ² + median s²): the share of the differences between units that is not noise, 0 to 1.

    `tau2` is the variance between the true values and `s2` (p,) the squared standard errors, on one scale. 0 where
    both are 0. Raises ValueError for negative or non-finite values, or no units. Source: H. F. Lingsma et al. (2009).
    """
    noise = np.asarray(s2, dtype=np.float64)
    if noise.size == 0 or not (np.isfinite(noise).all() and np.all(noise >= 0) and 0 <= tau2 < np.inf):
        raise ValueError(f"variances are finite and at least 0, of 1 unit or more, not {tau2} and {noise}")
    return float(tau2 / (tau2 + np.median(noise))) if tau2 > 0 else 0.0


def checked_draws(draws: npt.ArrayLike) -> Floats:
    """Return joint draws of units, (S, p); raise ValueError where they are no table, empty or not finite."""
    valid_draws = np.asarray(draws, dtype=np.float64)
    if valid_draws.ndim != 2 or valid_draws.size == 0:
        raise ValueError(f"draws form a table of draws by units, not {valid_draws.shape}")
    if not np.isfinite(valid_draws).all():
        raise ValueError("draws must be finite")
    return valid_draws


def _places(values: Floats) -> tuple[Ints, Ints]:
    """Return the units of each row from the greatest value down, and their places from 0, which equal ones share."""
    order = np.argsort(-values, axis=1)
    falling = np.take_along_axis(values, order, axis=1)
    place = np.broadcast_to(np.arange(values.shape[1]), values.shape)
    is_lower = falling[:, 1:] < falling[:, :-1]
    if is_lower.all():
        return order, place
    first = np.where(is_lower, place[:, 1:], 0)
    return order, np.maximum.accumulate(np.concatenate([place[:, :1], first], axis=1), axis=1)
