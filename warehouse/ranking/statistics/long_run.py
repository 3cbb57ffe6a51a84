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
    `is_informative` whether they do. `persistence` is ρ, the correlation of the rates of one week and the next, and
    `variation` c, the coefficient of variation of weekly rates.
    """

    phi: Floats
    df: Floats
    raw: Floats
    is_informative: Flags
    persistence: float
    variation: float


def long_run(events: npt.ArrayLike, cases: npt.ArrayLike, least_weeks: int = 20) -> LongRun | None:
    """Return the design effects of units from `events` among `cases`, counts (units, weeks); None if no week says any.

    The covariance of the events of weeks w and v of a unit is E_w(1 - p)·[w = v] + c²·E_w·E_v·ρ^|w - v|, with E = n·p:
    weeks multiply the rate, so that what they add grows with volume, and slow weeks follow slow weeks. c² and ρ are
    those that best fit the products of residuals at lags 0 to `LAGS`, summed over units; what is expected of them
    allows for residuals being taken from the unit's own rate. Each unit's squared residuals over what this expects of
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
    persistence, variation2 = _fitted(informative)
    ratios, own_df = _ratios(informative, persistence, variation2)
    shared = moderated(ratios, own_df)
    ratio, raw = np.full(len(y), shared.prior), np.full(len(y), np.nan)
    df = np.full(len(y), min(shared.prior_df or np.inf, float(own_df.sum())))
    ratio[usable], raw[usable], df[usable] = shared.values, ratios, shared.df
    effect = _effect(y, n, persistence, variation2)
    return LongRun(np.maximum(1.0, ratio * effect), df, raw * effect, usable, persistence, float(np.sqrt(variation2)))


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


def _fitted(weeks: _Weeks) -> tuple[float, float]:
    """Return ρ and c² by least squares on the products of residuals at each lag, weighted by 1/(weeks - lag)."""
    length = weeks.residual.shape[1]
    lags = np.arange(min(LAGS, length - 1) + 1)
    weight = 1.0 / (length - lags)
    by_chance = np.zeros((len(weeks.residual), len(lags)))
    by_chance[:, 0] = weeks.variance.sum(axis=1)
    products = _lagged(weeks.residual, weeks.residual, lags)
    excess = (products - _around_own_rate(by_chance, weeks.variance, weeks.share, lags)).sum(axis=0)
    of_expected = _lagged(weeks.expected, weeks.expected, lags)
    best = (np.inf, 0.0, 0.0)
    for rho in _PERSISTENCE:
        sums = weeks.expected * (weeks.expected @ _correlation(length, rho))
        shape = _around_own_rate(of_expected * rho**lags, sums, weeks.share, lags).sum(axis=0)
        variation2 = max(0.0, float(weight @ (shape * excess)) / float(weight @ (shape * shape)))
        loss = float(weight @ (excess - variation2 * shape) ** 2)
        if loss < best[0]:
            best = (loss, float(rho), variation2)
    return best[1], best[2]


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


def _ratios(weeks: _Weeks, rho: float, variation2: float) -> tuple[Floats, Floats]:
    """Return each unit's sum of squared residuals over its expectation, and the degrees of freedom of that ratio.

    These are 2·mean²/variance of the sum: the variance of squares of normal residuals, plus the fourth cumulants of
    rare events. Squares are not divided by the variance of their week, so that a week of few cases weighs little.
    """
    at = np.arange(weeks.residual.shape[1])
    covariance = variation2 * weeks.expected[:, :, None] * _correlation(len(at), rho) * weeks.expected[:, None, :]
    covariance[:, at, at] += weeks.variance
    sums, share = covariance.sum(axis=2), weeks.share
    covariance -= share[:, :, None] * sums[:, None, :] + sums[:, :, None] * share[:, None, :]
    covariance += sums.sum(axis=1)[:, None, None] * share[:, :, None] * share[:, None, :]
    expectation = covariance[:, at, at].sum(axis=1)
    variance = 2 * (covariance**2).sum(axis=(1, 2)) + weeks.variance.sum(axis=1)
    return (weeks.residual**2).sum(axis=1) / expectation, 2 * expectation**2 / variance


def _effect(y: Floats, n: Floats, rho: float, variation2: float) -> Floats:
    """Return what the shared model makes of each unit's variance, over the binomial one; 1 without cases."""
    total, cases = y.sum(axis=1, keepdims=True), n.sum(axis=1, keepdims=True)
    rate = (total + 0.5) / (cases + 1)
    expected = n * rate
    added = ((expected @ _correlation(n.shape[1], rho)) * expected).sum(axis=1)
    binomial = (expected * (1 - rate)).sum(axis=1)
    return np.asarray(1 + variation2 * np.divide(added, binomial, out=np.zeros_like(added), where=binomial > 0))
