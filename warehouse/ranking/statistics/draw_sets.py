"""Rank sets and intervals of scores that are known by draws: of composites, whose error has no formula."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Floats
from warehouse.ranking.statistics.pair_maxima import difference_errors, largest_of_each
from warehouse.ranking.statistics.pairs import Pairs
from warehouse.ranking.statistics.rank_probabilities import checked_draws
from warehouse.ranking.statistics.rank_sets import RankSets, from_beats, from_own_families

# Scores are sums of products, so that equal ones may differ in their last digits.
_ROUNDING = 1e-12


def draw_sets(
    scores: npt.ArrayLike,
    draws: npt.ArrayLike,
    level: float = 0.95,
    simultaneous: bool = True,
    estimates: npt.ArrayLike | None = None,
) -> RankSets:
    """Return the rank sets of p scores, more being better, from S joint draws of them.

    `scores` (p,) are the nominal scores, `draws` (S, p) one row for each draw. i is better than j where its score is
    greater and (estimate_i - estimate_j) / se_ij exceeds c; the `estimates` (p,) are the scores unless they are given,
    as where a cap keeps the nominal score from being what the draws are around. se_ij is the standard deviation (S - 1)
    of the drawn difference, and c the `level` quantile (type 7) over the draws of the largest |difference - its mean| /
    se_ij. The largest is taken over all pairs, or, for marginal sets, for each unit over its own p - 1; `beats` of
    marginal sets holds the pairs that the tests of both units decide.

    Where the drawn difference does not vary (draws all within 1e-12 of their size, or the variance of the difference
    at most 1e-12 of the sum of the two variances), the order of the nominal scores decides; scores that differ by no
    more than 1e-12 of the greater one are equal.

    Raises ValueError for shapes that do not fit, fewer than 2 draws, values that are not finite, and a level outside
    0 to 1. Source: the bootstrap of the largest difference, J. P. Romano, M. Wolf (2005).

    Args:
        scores: nominal scores (p,), more being better.
        draws: joint draws (S, p) of them.
        level: how often the sets hold.
        simultaneous: whether they hold for all units at once, or for one unit each.
        estimates: what the true scores (p,) are taken for, the nominal scores if not given.
    """
    return both_draw_sets(scores, draws, level, estimates)[0 if simultaneous else 1]


def both_draw_sets(
    scores: npt.ArrayLike, draws: npt.ArrayLike, level: float = 0.95, estimates: npt.ArrayLike | None = None
) -> tuple[RankSets, RankSets]:
    """Return the simultaneous and the marginal rank sets of `draw_sets`, whose differences of draws are the same.

    Args:
        scores: nominal scores (p,), more being better.
        draws: joint draws (S, p) of them.
        level: how often the sets hold.
        estimates: what the true scores (p,) are taken for, the nominal scores if not given.
    """
    nominal, valid_draws = np.asarray(scores, dtype=np.float64), _checked(draws, level)
    if nominal.shape != valid_draws.shape[1:]:
        raise ValueError(f"scores {nominal.shape} and draws {valid_draws.shape} must have the same units")
    if not np.isfinite(nominal).all():
        raise ValueError("scores must be finite")
    if len(valid_draws) < 2:
        raise ValueError(f"a standard deviation needs at least 2 draws, not {len(valid_draws)}")
    centres = nominal if estimates is None else np.asarray(estimates, dtype=np.float64)
    if centres.shape != nominal.shape or not np.isfinite(centres).all():
        raise ValueError(f"estimates {centres.shape} must be finite, and of the units of the scores {nominal.shape}")
    centred = _centred(valid_draws)
    errors = difference_errors(centred @ centred.T / (len(valid_draws) - 1))
    largest = largest_of_each(centred, errors)
    all_pairs = _pairs(centres, errors, np.full(len(nominal), np.quantile(largest.max(axis=0), level)))
    own_critical = np.quantile(largest, level, axis=1)
    own_wins, own_losses = (_better(sign * nominal, _pairs(sign * centres, errors, own_critical)) for sign in (1, -1))
    simultaneous_sets = replace(from_beats(_better(nominal, all_pairs)), pairs=all_pairs)
    return simultaneous_sets, from_own_families(own_wins, own_losses)


def interval(draws: npt.ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Return the two-sided interval (low, high), each (p,), of draws (S, p): their quantiles, of type 7.

    It leaves out (1 - level) / 2 of the draws on either side. Raises ValueError for draws that are empty or not finite,
    or a level outside 0 to 1. Source: R. J. Hyndman, Y. Fan (1996) for the types of quantiles.
    """
    valid_draws = _checked(draws, level)
    low, high = np.quantile(valid_draws, [(1 - level) / 2, 1 - (1 - level) / 2], axis=0)
    return low, high


def _checked(draws: npt.ArrayLike, level: float) -> Floats:
    if not 0 < level < 1:
        raise ValueError(f"the level of draws lies between 0 and 1, not {level}")
    return checked_draws(draws)


def _centred(draws: Floats) -> Floats:
    """Return the draws less their mean, transposed (p, S); exactly 0 where they vary by no more than rounding."""
    centred = np.ascontiguousarray((draws - draws.mean(axis=0)).T)
    constant = np.abs(centred).max(axis=1) <= _ROUNDING * np.abs(draws).max(axis=0)
    centred[constant] = 0.0
    return centred


def _pairs(estimates: Floats, errors: Floats, critical: Floats) -> Pairs:
    """Return in row i the pairs of unit i, by its critical value."""
    return Pairs(estimates[:, None] - estimates[None, :], errors, np.broadcast_to(critical[:, None], errors.shape))


def _better(scores: Floats, pairs: Pairs) -> Flags:
    """Return in row i whom unit i is better than."""
    noise = _ROUNDING * np.maximum(np.abs(scores[:, None]), np.abs(scores[None, :]))
    is_greater = scores[:, None] - scores[None, :] > noise
    return np.asarray(is_greater & (pairs.apart | (pairs.error == 0)), dtype=np.bool_)
