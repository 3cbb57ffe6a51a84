"""Shrinkage: rates of units drawn towards what is common to their group, as far as the data say that they differ."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import betaln, digamma, expit, gammaln, xlogy
from scipy.stats import chi2

from warehouse.arrays import Floats
from warehouse.ranking.statistics.beta import beta_quantile
from warehouse.ranking.statistics.intervals import checked_counts

_NONE, _MOST = 1e-6, 1e8  # the range of a + b; beyond the upper end the units do not differ for any purpose
_SIGNIFICANT = float(chi2.isf(2 * 0.05, 1))  # half the mass of the statistic lies at 0, where no spread is best


@dataclass(frozen=True)
class Prior:
    """The Beta(a, b) that the true rates of a group follow, and whether the group differs at all.

    `log_likelihood` includes the binomial coefficients. Where `is_detectable` is false the data do not contradict one
    common rate; (a, b) are then no more than the best fit, and no unit should be told apart by them.
    """

    a: float
    b: float
    log_likelihood: float
    is_detectable: bool


def fit_beta_binomial(x: npt.ArrayLike, n: npt.ArrayLike, deff: npt.ArrayLike = 1.0) -> Prior:
    """Return the beta prior of greatest likelihood for x successes of n cases, both (p,) and divided by `deff` first.

    Maximises sum ln B(a + x, b + n - x) - ln B(a, b), with a + b between 1e-6 and 1e8. The group differs detectably
    unless a + b is at its upper end or the test of over-dispersion is not significant at 0.05: twice the log-likelihood
    gained over one common rate, against half a chi-squared with one degree of freedom, as the tested value (no spread)
    is at the edge of what is possible. Units without cases say nothing. With all cases on one side, the mean of the
    prior is (X + 1/2)/(N + 1) of the totals.

    Raises ValueError for counts outside 0 <= x <= n, a deff below 1, or no cases at all.
    Source: J. G. Skellam (1948) for the distribution; S. G. Self, K.-Y. Liang (1987) for the test.
    """
    successes, failures = _counts(x, n, deff)
    good, bad = float(successes.sum()), float(failures.sum())
    cases = good + bad
    if cases == 0:
        raise ValueError("counts without any case say nothing of a prior")
    coefficients = float(np.sum(-betaln(successes + 1, failures + 1) - np.log(successes + failures + 1)))
    if good == 0 or bad == 0:
        mean = (good + 0.5) / (cases + 1)
        return Prior(_MOST * mean, _MOST * (1 - mean), coefficients, False)
    total = _best_total(successes, failures)
    a, b = _best_split(successes, failures, total)
    fitted = log_likelihood(a, b, successes, failures)
    common = float(np.sum(xlogy(successes, good / cases) + xlogy(failures, bad / cases)))
    significant = 2 * (fitted - common) > _SIGNIFICANT
    return Prior(a, b, fitted + coefficients, bool(significant and total < _MOST * (1 - 1e-9)))


def log_likelihood(a: float, b: float, x: Floats, y: Floats) -> float:
    """Return sum ln B(a + x, b + y) - ln B(a, b): of x successes and y failures, no coefficients.

    Args:
        a: first parameter of the prior.
        b: second parameter of the prior.
        x: successes (p,).
        y: failures (p,).
    """
    s = a + b
    binomial = xlogy(x, a / s) + xlogy(y, b / s)
    return float(np.sum(binomial + _excess(a, x) + _excess(b, y) - _excess(s, x + y)))


def posterior(
    prior: Prior, x: npt.ArrayLike, n: npt.ArrayLike, deff: npt.ArrayLike = 1.0, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Return mean, lower and upper quantile of each unit's rate, (p,) each, by Beta(a + x, b + n - x).

    x and n are divided by `deff` first; a unit without cases gets the prior. Raises ValueError for counts outside
    0 <= x <= n, a deff below 1, or a level outside 0 to 1.

    Args:
        prior: the Beta distribution of the units' rates.
        x: successes (p,).
        n: cases (p,).
        deff: design effect, one number or (p,).
        level: of credibility, two-sided.
    """
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
    successes, failures = _counts(x, n, deff)
    a, b = prior.a + successes, prior.b + failures
    tail = (1 - level) / 2
    return a / (a + b), beta_quantile(a, b, tail, upper=False), beta_quantile(a, b, tail, upper=True)


def beta_draws(a: npt.ArrayLike, b: npt.ArrayLike, size: int, generator: np.random.Generator) -> Floats:
    """Return draws of Beta(a, b) of p units, both (p,), as (size, p): one row for each joint draw.

    Raises ValueError unless a, b and size are above 0.

    Args:
        a: first parameters (p,).
        b: second parameters (p,).
        size: how many joint draws.
        generator: the source of random numbers.
    """
    first, second = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
    if first.ndim != 1:
        raise ValueError(f"a and b of units form one dimension, not {first.ndim}")
    if not (np.all(first > 0) and np.all(second > 0)):
        raise ValueError(
            f"a beta distribution needs a and b above 0, not as little as {first.min()} and {second.min()}"
        )
    if size < 1:
        raise ValueError(f"the number of draws is at least 1, not {size}")
    return generator.beta(first, second, (size, first.size))


def _counts(x: npt.ArrayLike, n: npt.ArrayLike, deff: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return successes and failures of p units over their design effects, or raise ValueError."""
    successes, cases, effect = checked_counts(x, n, deff)
    if successes.ndim != 1:
        raise ValueError(f"counts of units form one dimension, not {successes.ndim}")
    return successes / effect, (cases - successes) / effect


def _excess(a: float, x: Floats) -> Floats:
    """Return lnΓ(a + x) - lnΓ(a) - x ln a: 0 for x of 0 and 1, and near x(x - 1)/2a for a large.

    For large a by Stirling's series, where the difference of the two logarithms would be lost to rounding.
    """
    if a < 20:
        return np.asarray(gammaln(a + x) - gammaln(a) - x * np.log(a), dtype=np.float64)
    return np.asarray((a + x - 0.5) * np.log1p(x / a) - x + _series(a + x) - _series(np.asarray(a)), dtype=np.float64)


def _series(z: Floats) -> Floats:
    """Return the correction of Stirling's formula for lnΓ(z); from z = 20 its error is below 1e-15."""
    w = 1 / (z * z)
    return np.asarray((1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z, dtype=np.float64)


def _best_total(x: Floats, y: Floats) -> float:
    """Return the a + b of greatest likelihood, each with its best split: the best of a grid, then the slope's root."""
    grid = np.linspace(np.log(_NONE), np.log(_MOST), 41)
    heights = [log_likelihood(*_best_split(x, y, total), x, y) for total in np.exp(grid)]
    # Of equally likely totals (a flat likelihood: one case a unit) the greatest, which claims the least difference.
    best = int(np.flatnonzero(np.array(heights) >= max(heights) - 1e-9)[-1])
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
    return float(np.exp(_falling_root(lambda t: _slope(x, y, float(np.exp(t))), low, high)))


def _slope(x: Floats, y: Floats, total: float) -> float:
    """Return the derivative of the log-likelihood in a + b, at the best split."""
    a, b = _best_split(x, y, total)
    gain = a / total * _rise(a, x) + b / total * _rise(b, y) - _rise(total, x + y)
    return float(np.sum(gain))


def _best_split(x: Floats, y: Floats, total: float) -> tuple[float, float]:
    """Return a and b of a given sum: the likelihood is strictly concave along it. Solved in ln(a/b)."""

    def derivative(t: float) -> float:
        return float(np.sum(_rise(total * expit(t), x) - _rise(total * expit(-t), y)))

    logit = _falling_root(derivative, -60.0, 60.0)
    return float(total * expit(logit)), float(total * expit(-logit))


def _rise(a: float, x: Floats) -> Floats:
    return np.asarray(digamma(a + x) - digamma(a), dtype=np.float64)


def _falling_root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a falling function crosses 0, or the end towards which it does not fall."""
    if function(low) <= 0:
        return low
    if function(high) >= 0:
        return high
    return float(brentq(function, low, high, xtol=1e-13, rtol=1e-14))
