"""The long-run variance of weekly counts: weeks that differ, that last, and that differ from unit to unit."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Floats, Ints
from warehouse.ranking.statistics.intervals import checked_counts
from warehouse.ranking.statistics.moderated import moderated

LAGS = 12  # a quarter of a year: what lasts longer cannot be told from how the unit works
_PERSISTENCE = np.arange(96) / 100  # the ρ that are tried


@dataclass(frozen=True, eq=False)
class LongRun:
    """Design effects of p units from their weeks, each array (p,).

    `phi`, at least 1, is the variance of a unit's sum of events over the binomial one, and `df` the degrees of freedom
    that it is known with. `raw` is what the unit's own squares would make of it, NaN where its weeks say nothing, and
    `is_informative` whether they do. `persistence` is ρ, the correlation of the rates of one week and the next,
    `overdispersion` κ, what weeks add whatever their volume, and `variation` c, the coefficient of variation of weekly
    rates.
    """

    phi: Floats
    df: Floats
    raw: Floats
    is_informative: Flags
    persistence: float
    overdispersion: float
    variation: float


def long_run(events: npt.ArrayLike, cases: npt.ArrayLike, least_weeks: int = 20) -> LongRun | None:
    """Return the design effects of units from `events` among `cases`, counts (units, weeks); None if no week says any.

    The covariance of the events of weeks w and v of a unit is (1 + κ)·E_w(1 - p)·[w = v] + c²·E_w·E_v·ρ^|w - v|, with
    E = n·p: cases of a week belong together, or weeks multiply the rate, so that what they add grows with volume, and
    slow weeks follow slow weeks. κ, c² and ρ are those that best fit the products of residuals of each unit at lags 0
    to `LAGS`, weighted by how well each is known; what is expected of them allows for residuals being taken from the
    unit's own rate. Each unit's squared residuals over what this expects of
    them is then drawn towards that of all (`moderated`), and φ = max(1, ratio · ΣΣ covariance / Σ E(1 - p)).

    A unit says nothing of its own with fewer than `least_weeks` weeks with cases, or where none or all of its cases
    are events: it gets the φ of its volume, with the ratio that all share. For φ rates are (Y + ½)/(N + 1), so that
    a unit without events has one. The order of units does not matter.

    Raises ValueError unless the arrays are two-dimensional with 0 <= events <= cases, and least_weeks >= 2.
    Source: W. K. Newey, K. D. West (1987) for long-run variances; K.-Y. Liang, S. L. Zeger (1986) for moments of
    serially dependent counts; G. K. Smyth (2004) for the moderation.
    """
    if least_weeks < 2:
        raise ValueError(f"the spread within a unit needs at least 2 weeks, not {least_weeks}")
    y, n, _ = checked_counts(events, cases)
    if y.ndim != 2:
        raise ValueError(f"events and cases of weeks are tables of units by weeks, not of shape {y.shape}")
    usable = (np.count_nonzero(n, axis=1) >= least_weeks) & (y > 0).any(axis=1) & (y < n).any(axis=1)
    if not usable.any():
        return None
    informative = _weeks(y[usable], n[usable])
    fit = _fitted(informative)
    ratios, own_df = _ratios(informative, fit)
    shared = moderated(ratios, own_df)
    ratio, raw = np.full(len(y), shared.prior), np.full(len(y), np.nan)
    df = np.full(len(y), min(shared.prior_df or np.inf, float(own_df.sum())))
    ratio[usable], raw[usable], df[usable] = shared.values, ratios, shared.df
    effect = _effect(y, n, fit)
    phi = np.maximum(1.0, ratio * effect)
    return LongRun(phi, df, raw * effect, usable, fit.persistence, fit.overdispersion, float(np.sqrt(fit.variation2)))


@dataclass(frozen=True, eq=False)
class _Weeks:
    """Residuals, expected events, binomial variances and shares of the unit's cases, each (units, weeks)."""

    residual: Floats
    expected: Floats
    variance: Floats
    share: Floats


def _weeks(y: Floats, n: Floats) -> _Weeks:
    total, cases = y.sum(axis=1, keepdims=True), n.sum(axis=1, keepdims=True)
    share = n / cases
    return _Weeks(y - total * share, total * share, total * share * ((cases - total) / cases), share)


@dataclass(frozen=True)
class _Shared:
    """What all units share: ρ, κ (what weeks add whatever their volume) and c² (what they add by multiplying rates)."""

    persistence: float
    overdispersion: float
    variation2: float


def _fitted(weeks: _Weeks) -> _Shared:
    """Return ρ, κ and c² by weighted least squares on each unit's products of residuals at each lag.

    The weights are first those of weeks that vary by chance alone, then those of what that fit makes of them.
    """
    first = _least_squares(weeks, weeks.variance)
    spread = weeks.variance * (1 + first.overdispersion) + first.variation2 * weeks.expected**2
    return _least_squares(weeks, spread)


def _least_squares(weeks: _Weeks, spread: Floats) -> _Shared:
    """Return the best fit; `spread` (units, weeks) is the variance of residuals that the weights rest on."""
    length = weeks.residual.shape[1]
    lags = np.arange(min(LAGS, length - 1) + 1)
    variance = _lagged(spread, spread, lags)
    variance[:, 0] = 2 * variance[:, 0] + weeks.variance.sum(axis=1)  # of squares, and of rare events
    weight = 1 / variance
    diagonal = np.zeros_like(variance)
    diagonal[:, 0] = weeks.variance.sum(axis=1)
    by_chance = _around_own_rate(diagonal, weeks.variance, weeks.share, lags)
    excess = _lagged(weeks.residual, weeks.residual, lags) - by_chance
    of_expected = _lagged(weeks.expected, weeks.expected, lags)
    best, least = _Shared(0.0, 0.0, 0.0), np.inf
    for rho in _PERSISTENCE:
        sums = weeks.expected * (weeks.expected @ _correlation(length, rho))
        by_volume = _around_own_rate(of_expected * rho**lags, sums, weeks.share, lags)
        overdispersion, variation2 = _not_negative(excess, by_chance, by_volume, weight)
        loss = float((weight * (excess - overdispersion * by_chance - variation2 * by_volume) ** 2).sum())
        if loss < least:
            best, least = _Shared(float(rho), overdispersion, variation2), loss
    return best


def _not_negative(target: Floats, first: Floats, second: Floats, weight: Floats) -> tuple[float, float]:
    """Return the factors of `first` and `second`, at least 0, whose sum is nearest to `target` by weighted squares."""
    aa, bb, ab = (float((weight * x * y).sum()) for x, y in ((first, first), (second, second), (first, second)))
    at, bt = (float((weight * x * target).sum()) for x in (first, second))
    determinant = aa * bb - ab * ab
    if determinant > 1e-12 * aa * bb:
        both = (bb * at - ab * bt) / determinant, (aa * bt - ab * at) / determinant
        if min(both) >= 0:
            return both
    alone = (max(0.0, at / aa), 0.0), (0.0, max(0.0, bt / bb))
    losses = [x * x * aa - 2 * x * at + y * y * bb - 2 * y * bt for x, y in alone]
    return alone[int(losses[1] < losses[0])]


def _around_own_rate(diagonals: Floats, row_sums: Floats, share: Floats, lags: Ints) -> Floats:
    """Return the sums of the diagonals (units, lags) of M S Mᵀ, from those of S and its sums of rows (units, weeks).

    M = I - share·1ᵀ is what takes counts to their residuals from the unit's own rate.
    """
    crossed = _lagged(share, row_sums, lags) + _lagged(row_sums, share, lags)
    total = row_sums.sum(axis=1, keepdims=True)
    return np.asarray(diagonals - crossed + total * _lagged(share, share, lags), dtype=np.float64)


def _lagged(a: Floats, b: Floats, lags: Ints) -> Floats:
    """Return the sums of products of a week of `a` and the week `lag` later of `b`, (units, lags)."""
    length = a.shape[1]
    return np.stack([(a[:, : length - lag] * b[:, lag:]).sum(axis=1) for lag in lags], axis=1)


def _correlation(length: int, rho: float) -> Floats:
    weeks = np.arange(length)
    return np.asarray(float(rho) ** np.abs(weeks[:, None] - weeks), dtype=np.float64)


def _ratios(weeks: _Weeks, fit: _Shared) -> tuple[Floats, Floats]:
    """Return each unit's sum of squared residuals over its expectation, and the degrees of freedom of that ratio.

    These are 2·mean²/variance of the sum: the variance of squares of normal residuals, plus the fourth cumulants of
    rare events. Squares are not divided by the variance of their week, so that a week of few cases weighs little.
    """
    at = np.arange(weeks.residual.shape[1])
    correlation = _correlation(len(at), fit.persistence)
    covariance = fit.variation2 * weeks.expected[:, :, None] * correlation * weeks.expected[:, None, :]
    covariance[:, at, at] += (1 + fit.overdispersion) * weeks.variance
    sums, share = covariance.sum(axis=2), weeks.share
    covariance -= share[:, :, None] * sums[:, None, :] + sums[:, :, None] * share[:, None, :]
    covariance += sums.sum(axis=1)[:, None, None] * share[:, :, None] * share[:, None, :]
    expectation = covariance[:, at, at].sum(axis=1)
    variance = 2 * (covariance**2).sum(axis=(1, 2)) + weeks.variance.sum(axis=1)
    return (weeks.residual**2).sum(axis=1) / expectation, 2 * expectation**2 / variance


def _effect(y: Floats, n: Floats, fit: _Shared) -> Floats:
    """Return what the shared model makes of each unit's variance, over the binomial one; 1 without cases."""
    total, cases = y.sum(axis=1, keepdims=True), n.sum(axis=1, keepdims=True)
    rate = (total + 0.5) / (cases + 1)
    expected = n * rate
    added = fit.variation2 * ((expected @ _correlation(n.shape[1], fit.persistence)) * expected).sum(axis=1)
    binomial = (expected * (1 - rate)).sum(axis=1)
    by_volume = np.divide(added, binomial, out=np.zeros_like(added), where=binomial > 0)
    return np.asarray(1 + fit.overdispersion + by_volume)
