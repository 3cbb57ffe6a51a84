"""Rank sets of estimates with a known covariance, by simulation and stepping down over the pairs not yet decided."""

from collections.abc import Iterable
from math import fsum

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Floats, Ints
from warehouse.ranking.statistics.pair_maxima import difference_errors, largest_difference
from warehouse.ranking.statistics.rank_sets import RankSets, Side, from_own_families


def mc_stepdown(
    estimate: npt.ArrayLike,
    covariance: npt.ArrayLike,
    generator: np.random.Generator,
    level: float = 0.95,
    simultaneous: bool = True,
    side: Side = "two-sided",
    stepdown: bool = True,
    replicates: int = 20_000,
) -> RankSets:
    """Return the rank sets of p estimates, more being better, by the largest of their studentised differences.

    `covariance` is a matrix (p, p), or the squared standard errors (p,) of independent estimates. Each ordered pair is
    one hypothesis, "i is not better than j", rejected where (estimate_i - estimate_j) / se_ij exceeds the `level`
    quantile (type 7) of the largest such difference among the hypotheses under test, simulated with a normal error of
    the given covariance. With `stepdown` the rejected ones leave and the rest is tested again, until nothing is
    rejected. i better than j and j better than i leave separately, so that a wrong direction counts as an error.

    `simultaneous` sets hold for all units together, the others for one unit each, by that unit's own pairs. `side`
    "lower" bounds the rank number from below only (the high bound is p), "upper" from above only. A pair without error
    (`difference_errors`) is decided by the exact order of the estimates. `beats` of marginal sets holds the pairs that
    the tests of both units decide. Units get their random numbers in the order of their estimates, then variances, then
    sums of covariances: the order in which they are given does not matter, save for units alike in all three.

    Raises ValueError for shapes that do not fit, values that are not finite, a matrix that is no covariance, and an
    impossible level, side or number of replicates.
    Source: M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm (2024), Inference for ranks with applications.

    Args:
        estimate: estimates (p,), more being better.
        covariance: their covariance (p, p), or squared standard errors (p,).
        generator: the source of random numbers.
        level: how often the sets hold.
        simultaneous: whether they hold for all units at once, or for one unit each.
        side: which end of a set is bounded.
        stepdown: whether rejected hypotheses leave and the others are tested again.
        replicates: how many errors are simulated.
    """
    theta, sigma = _checked(estimate, covariance)
    _check_options(level, side, replicates)
    order = _drawing_order(theta, sigma)
    theta, sigma = theta[order], sigma[np.ix_(order, order)]
    errors = difference_errors(sigma)
    values = _normal(sigma, replicates, generator)
    decide = _simultaneous if simultaneous else _marginal
    wins, losses = decide(theta, errors, values, level, side, stepdown)
    given_order = np.argsort(order)
    return _sets(wins[np.ix_(given_order, given_order)], losses[np.ix_(given_order, given_order)], simultaneous, side)


def _check_options(level: float, side: Side, replicates: int) -> None:
    if not 0 < level < 1:
        raise ValueError(f"the level of rank sets lies between 0 and 1, not {level}")
    if side not in ("two-sided", "lower", "upper"):
        raise ValueError(f"the side of rank sets is two-sided, lower or upper, not {side!r}")
    if replicates < 1:
        raise ValueError(f"rank sets need at least 1 replicate, not {replicates}")


def _checked(estimate: npt.ArrayLike, covariance: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return the estimates and the covariance as a matrix, or raise ValueError."""
    theta, covariances = np.asarray(estimate, dtype=np.float64), np.asarray(covariance, dtype=np.float64)
    sigma = np.diag(covariances) if covariances.ndim == 1 else covariances
    if theta.ndim != 1 or theta.size == 0 or sigma.shape != (theta.size, theta.size):
        raise ValueError(f"estimates {theta.shape} and covariance {covariances.shape} must fit each other")
    if not (np.isfinite(theta).all() and np.isfinite(sigma).all()):
        raise ValueError("estimates and their covariance must be finite")
    if np.diag(sigma).min() < 0:
        raise ValueError(f"a squared standard error is at least 0, not {np.diag(sigma).min()}")
    if not np.allclose(sigma, sigma.T, rtol=1e-9, atol=1e-12 * np.diag(sigma).max()):
        raise ValueError("a covariance matrix is symmetric")
    return theta, (sigma + sigma.T) / 2


def _drawing_order(theta: Floats, sigma: Floats) -> Ints:
    """Return the units in an order of their own, so that each gets the same random numbers wherever it is listed."""
    sums = np.array([fsum(row) for row in sigma])
    return np.lexsort((sums, np.diag(sigma), theta))


def _normal(sigma: Floats, replicates: int, generator: np.random.Generator) -> Floats:
    """Return normal errors (p, R); the symmetric root of the covariance does not depend on the order."""
    roots, vectors = np.linalg.eigh(sigma)
    if roots[0] < -1e-9 * roots[-1]:
        raise ValueError(f"a covariance matrix has no negative eigenvalue such as {roots[0]}")
    root = (vectors * np.sqrt(np.maximum(roots, 0.0))) @ vectors.T
    return np.asarray(root @ generator.standard_normal((len(sigma), replicates)), dtype=np.float64)


def _simultaneous(
    theta: Floats, errors: Floats, values: Floats, level: float, side: Side, stepdown: bool
) -> tuple[Flags, Flags]:
    """Return who beats whom and its mirror image: either side's family is all ordered pairs."""
    wins = _rejected(theta, errors, values, level, errors > 0, range(len(theta)), stepdown)
    return wins, wins.T


def _marginal(
    theta: Floats, errors: Floats, values: Floats, level: float, side: Side, stepdown: bool
) -> tuple[Flags, Flags]:
    """Return in row i whom unit i beats, and who beats unit i, by the hypotheses about unit i on the side asked for."""
    wins, losses = np.zeros(errors.shape, dtype=np.bool_), np.zeros(errors.shape, dtype=np.bool_)
    for unit, row in enumerate(errors > 0):
        tested = np.zeros(errors.shape, dtype=np.bool_)
        if side != "lower":
            tested[unit] = row
        if side != "upper":
            tested[:, unit] = row
        rejected = _rejected(theta, errors, values, level, tested, (unit,), stepdown)
        wins[unit], losses[unit] = rejected[unit], rejected[:, unit]
    return wins, losses


def _rejected(
    theta: Floats, errors: Floats, values: Floats, level: float, tested: Flags, hubs: Iterable[int], stepdown: bool
) -> Flags:
    """Return who is better than whom: the tested pairs by stepping down, and those without error by exact order.

    Each tested pair has one of the units `hubs`. A critical value below 0 is raised to 0: nobody beats his better.
    """
    difference = theta[:, None] - theta[None, :]
    statistic = np.divide(difference, errors, out=np.zeros_like(difference), where=errors > 0)
    rejected, largest = np.zeros_like(tested), _largest(values, errors, tested, hubs)
    while tested.any():
        rejected_now = tested & (statistic > max(0.0, float(np.quantile(largest, level))))
        rejected |= rejected_now
        if not stepdown or not rejected_now.any():
            break
        tested = tested & ~rejected_now
        largest = _lowered(largest, values, errors, tested, hubs, level)
    return np.asarray(rejected | ((errors == 0) & (difference > 0)), dtype=np.bool_)


def _lowered(
    bounds: Floats, values: Floats, errors: Floats, tested: Flags, hubs: Iterable[int], level: float
) -> Floats:
    """Return upper bounds of each replicate's largest tested difference, exact from the quantile asked for upwards.

    Fewer pairs only lower the largest difference, so `bounds` from before still bound it. Replicates are computed anew
    from the greatest bound downwards, until those left over cannot reach the order statistics of the quantile.
    """
    size = len(bounds)
    # One more, as the quantile's place is itself rounded.
    order_statistics = min(size, size - int((size - 1) * level) + 1)
    order, lowered, replicates_done = np.argsort(-bounds), bounds.copy(), 0
    while replicates_done < size:
        block = order[replicates_done : replicates_done + max(order_statistics, size // 20)]
        lowered[block] = _largest(values[:, block], errors, tested, hubs)
        replicates_done += len(block)
        if (
            replicates_done < size
            and np.partition(lowered[order[:replicates_done]], -order_statistics)[-order_statistics]
            >= bounds[order[replicates_done]]
        ):
            break
    return lowered


def _largest(values: Floats, errors: Floats, tested: Flags, hubs: Iterable[int]) -> Floats:
    """Return for each replicate the largest of the tested differences, each pair looked at once."""
    largest = np.full(values.shape[1], -np.inf)
    fresh = np.ones(len(values), dtype=np.bool_)
    for hub in hubs:
        maxima = largest_difference(values, hub, tested[hub] & fresh, tested[:, hub] & fresh, errors[hub])
        np.maximum(largest, maxima, out=largest)
        fresh[hub] = False
    return largest


def _sets(wins: Flags, losses: Flags, simultaneous: bool, side: Side) -> RankSets:
    two_sided = from_own_families(wins, losses)
    p = len(wins)
    low = np.ones(p, dtype=np.int64) if side == "upper" else two_sided.low
    high = np.full(p, p, dtype=np.int64) if side == "lower" else two_sided.high
    return RankSets(low, high, two_sided.beats)
