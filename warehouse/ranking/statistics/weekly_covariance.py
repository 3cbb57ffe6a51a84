"""The covariance that the weeks of all units share: what weeks add, and how long it lasts."""

from dataclasses import dataclass

import numpy as np

from warehouse.arrays import Floats, Ints

LAGS = 12  # a quarter of a year: what lasts longer cannot be told from how the unit works
_PERSISTENCE = np.arange(96) / 100  # the ρ that are tried


@dataclass(frozen=True, eq=False)
class Weeks:
    """Residuals, expected events, binomial variances and shares of the unit's cases, each (units, weeks)."""

    residual: Floats
    expected: Floats
    variance: Floats
    share: Floats


def residuals(y: Floats, n: Floats) -> Weeks:
    """Return what weeks with y events of n cases, each (units, weeks), differ from the unit's own rate by.

    Each unit has cases.
    """
    total, cases = y.sum(axis=1, keepdims=True), n.sum(axis=1, keepdims=True)
    share = n / cases
    return Weeks(y - total * share, total * share, total * share * ((cases - total) / cases), share)


@dataclass(frozen=True)
class Shared:
    """What all units share: ρ, κ (what weeks add whatever their volume) and c² (what they add by multiplying rates)."""

    persistence: float
    overdispersion: float
    variation2: float


def fitted(weeks: Weeks) -> Shared:
    """Return ρ, κ and c² by non-negative weighted least squares on each unit's products of residuals at each lag.

    The covariance of the events of weeks w and v is (1 + κ)·E_w(1 - p)·[w = v] + c²·E_w·E_v·ρ^|w - v|. The weights are
    first those of weeks that vary by chance alone, then those of what that fit makes of them: at lag l > 0 one over
    Σ s_w·s_w+l, s being `variances`, and at lag 0 one over 2·Σ s_w² + Σ `fourth_cumulants`. Residuals being taken from
    the unit's own rate is allowed for.

    Source: K.-Y. Liang, S. L. Zeger (1986) for moments of serially dependent counts.
    """
    products = _products(weeks)
    first = _least_squares(products, weeks, weeks.variance)
    return _least_squares(products, weeks, variances(weeks, first))


def variances(weeks: Weeks, fit: Shared) -> Floats:
    """Return the variance of the events of each week (units, weeks)."""
    return weeks.variance * (1 + fit.overdispersion) + fit.variation2 * weeks.expected**2


def fourth_cumulants(spread: Floats, binomial: Floats) -> Floats:
    """Return those of events of weeks whose variance is `spread` and would be `binomial`, each (units, weeks).

    By those of the negative binomial distribution, s(6φ(φ - 1) + 1) with φ = spread/binomial, which is at least 1: a
    few large clusters make squares vary far more than those of normal residuals do.
    Source: N. L. Johnson, A. W. Kemp, S. Kotz (2005), Univariate Discrete Distributions, chapter 5.
    """
    phi = np.divide(spread, binomial, out=np.ones_like(spread), where=binomial > 0)
    return np.asarray(spread * (6 * phi * (phi - 1) + 1))


def correlation(length: int, rho: float) -> Floats:
    """Return ρ^|w - v| of each two weeks (weeks, weeks)."""
    weeks = np.arange(length)
    return np.asarray(float(rho) ** np.abs(weeks[:, None] - weeks), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class _Products:
    """Sums of products of residuals at each lag (units, lags): their excess over chance, and what is expected of it.

    `by_chance` is multiplied by κ, and `by_volume` (units, lags, weeks), a polynomial of ρ, by c².
    """

    excess: Floats
    by_chance: Floats
    by_volume: Floats


def _products(weeks: Weeks) -> _Products:
    """Return the diagonals of M S Mᵀ, M = I - share·1ᵀ, for both parts of S, and what residuals show instead.

    A diagonal is that of S, less its sums of rows times the share of the weeks a lag before and after, and its total
    times that diagonal of share·shareᵀ.
    """
    length = weeks.residual.shape[1]
    lags = np.arange(min(LAGS, length - 1) + 1)
    crossed, shares = _neighbours(weeks.share, lags), _lagged(weeks.share, weeks.share, lags)
    crossed[:, 0] *= 2  # of the week itself, as one of a row and one of a column
    total = weeks.variance.sum(axis=1, keepdims=True)
    by_chance = total * shares - (crossed @ weeks.variance[:, :, None])[:, :, 0]
    by_chance[:, 0] += total[:, 0]
    rows = _neighbours(weeks.expected, np.arange(length)) * weeks.expected[:, None, :]  # of each power of ρ
    by_volume = shares[:, :, None] * rows.sum(axis=2)[:, None, :] - crossed @ rows.transpose(0, 2, 1)
    by_volume[:, lags, lags] += _lagged(weeks.expected, weeks.expected, lags)
    return _Products(_lagged(weeks.residual, weeks.residual, lags) - by_chance, by_chance, by_volume)


def _least_squares(products: _Products, weeks: Weeks, spread: Floats) -> Shared:
    """Return the best fit; `spread` (units, weeks) is the variance of residuals that the weights rest on."""
    lags = np.arange(products.excess.shape[1])
    variance = _lagged(spread, spread, lags)
    variance[:, 0] = 2 * variance[:, 0] + fourth_cumulants(spread, weeks.variance).sum(axis=1)
    weight, excess, by_chance = 1 / variance, products.excess, products.by_chance
    powers = _PERSISTENCE ** np.arange(spread.shape[1])[:, None]
    best, least = Shared(0.0, 0.0, 0.0), np.inf
    for rho, by_volume in zip(_PERSISTENCE, np.moveaxis(products.by_volume @ powers, 2, 0), strict=True):
        overdispersion, variation2 = _not_negative(excess, by_chance, by_volume, weight)
        loss = float((weight * (excess - overdispersion * by_chance - variation2 * by_volume) ** 2).sum())
        if loss < least:
            best, least = Shared(float(rho), overdispersion, variation2), loss
    return best


def _not_negative(target: Floats, first: Floats, second: Floats, weight: Floats) -> tuple[float, float]:
    """Return the factors of `first` and `second`, at least 0, whose sum is nearest to `target` by weighted squares."""
    aa, bb, ab = (float((weight * x * y).sum()) for x, y in ((first, first), (second, second), (first, second)))
    at, bt = (float((weight * x * target).sum()) for x in (first, second))
    determinant = aa * bb - ab * ab
    if determinant > 1e-12 * aa * bb:
        factors = (bb * at - ab * bt) / determinant, (aa * bt - ab * at) / determinant
        if min(factors) >= 0:
            return factors
    single_factors = (max(0.0, at / aa), 0.0), (0.0, max(0.0, bt / bb))
    losses = [x * x * aa - 2 * x * at + y * y * bb - 2 * y * bt for x, y in single_factors]
    return single_factors[int(losses[1] < losses[0])]


def _lagged(a: Floats, b: Floats, lags: Ints) -> Floats:
    """Return the sums of products of a week of `a` and the week `lag` later of `b`, (units, lags)."""
    length = a.shape[1]
    return np.stack([(a[:, : length - lag] * b[:, lag:]).sum(axis=1) for lag in lags], axis=1)


def _neighbours(values: Floats, lags: Ints) -> Floats:
    """Return for each week the sum of the values so many weeks before and after, (units, lags, weeks)."""
    near = np.zeros((len(values), len(lags), values.shape[1]))
    for i, lag in enumerate(lags):
        near[:, i, lag:] += values[:, : values.shape[1] - lag]
        if lag:
            near[:, i, : values.shape[1] - lag] += values[:, lag:]
    return near
