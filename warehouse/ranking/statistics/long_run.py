"""The long-run variance of weekly counts: weeks that differ, that last, and that differ from unit to unit."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Floats
from warehouse.ranking.statistics.intervals import checked_counts
from warehouse.ranking.statistics.moderated import moderated
from warehouse.ranking.statistics.weekly_covariance import (
    Shared,
    Weeks,
    correlation,
    fitted,
    fourth_cumulants,
    residuals,
    variances,
)


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

    What all units share is the covariance of weeks of `weekly_covariance.fitted`. Each unit's squared residuals over
    what this expects of them are then drawn towards those of all (`moderated`), and φ = max(1, ratio · ΣΣ covariance /
    Σ E(1 - p)). Its degrees of freedom are those that the pool lends and those of the unit's own squares, as they vary
    with the ratio that it was given: never more than the pool has.

    A unit says nothing of its own with fewer than `least_weeks` weeks with cases, or where none or all of its cases
    are events: it gets the φ of its volume, with the ratio that all share. For φ rates are (Y + ½)/(N + 1), so that
    a unit without events has one. The order of units does not matter.

    Raises ValueError unless the arrays are two-dimensional with 0 <= events <= cases, and least_weeks >= 2.
    Source: W. K. Newey, K. D. West (1987) for long-run variances; G. K. Smyth (2004) for the moderation.
    """
    if least_weeks < 2:
        raise ValueError(f"the spread within a unit needs at least 2 weeks, not {least_weeks}")
    y, n, _ = checked_counts(events, cases)
    if y.ndim != 2:
        raise ValueError(f"events and cases of weeks are tables of units by weeks, not of shape {y.shape}")
    usable = (np.count_nonzero(n, axis=1) >= least_weeks) & (y > 0).any(axis=1) & (y < n).any(axis=1)
    if not usable.any():
        return None
    informative = residuals(y[usable], n[usable])
    fit = fitted(informative)
    ratios, freedom = _ratios(informative, fit)
    own_df = freedom(np.ones_like(ratios))
    shared = moderated(ratios, own_df)
    greatest_df = float(own_df[~shared.is_apart].sum())
    ratio, raw = np.full(len(y), shared.prior), np.full(len(y), np.nan)
    df = np.full(len(y), min(shared.prior_df or np.inf, greatest_df))
    ratio[usable], raw[usable] = shared.values, ratios
    df[usable] = np.minimum(shared.pool_df + freedom(np.maximum(shared.values, 1.0)), greatest_df)
    effect = _effect(y, n, fit)
    phi = np.maximum(1.0, ratio * effect)
    return LongRun(phi, df, raw * effect, usable, fit.persistence, fit.overdispersion, float(np.sqrt(fit.variation2)))


def _ratios(weeks: Weeks, fit: Shared) -> tuple[Floats, Callable[[Floats], Floats]]:
    """Return each unit's sum of squared residuals over its expectation, and what gives its degrees of freedom.

    These are 2·mean²/variance of the sum, for true ratios (units,): the variance of squares of normal residuals, plus
    the fourth cumulants of events in clusters. Squares are not divided by the variance of their week, so that a week of
    few cases weighs little.
    """
    week_places = np.arange(weeks.residual.shape[1])
    covariance = fit.variation2 * weeks.expected[:, :, None] * weeks.expected[:, None, :]
    covariance *= correlation(len(week_places), fit.persistence)
    covariance[:, week_places, week_places] += (1 + fit.overdispersion) * weeks.variance
    sums, share = covariance.sum(axis=2), weeks.share
    covariance -= share[:, :, None] * sums[:, None, :] + sums[:, :, None] * share[:, None, :]
    covariance += sums.sum(axis=1)[:, None, None] * share[:, :, None] * share[:, None, :]
    mean = covariance[:, week_places, week_places].sum(axis=1)
    squares, spread = 2 * (covariance**2).sum(axis=(1, 2)), variances(weeks, fit)

    def freedom(ratio: Floats) -> Floats:
        cluster_cumulants = fourth_cumulants(ratio[:, None] * spread, weeks.variance).sum(axis=1)
        return np.asarray(2 * (ratio * mean) ** 2 / (ratio**2 * squares + cluster_cumulants))

    return (weeks.residual**2).sum(axis=1) / mean, freedom


def _effect(y: Floats, n: Floats, fit: Shared) -> Floats:
    """Return what the shared model makes of each unit's variance, over the binomial one; 1 without cases."""
    total, cases = y.sum(axis=1, keepdims=True), n.sum(axis=1, keepdims=True)
    rate = (total + 0.5) / (cases + 1)
    expected = n * rate
    added = fit.variation2 * ((expected @ correlation(n.shape[1], fit.persistence)) * expected).sum(axis=1)
    binomial = (expected * (1 - rate)).sum(axis=1)
    volume_effect = np.divide(added, binomial, out=np.zeros_like(added), where=binomial > 0)
    return np.asarray(1 + fit.overdispersion + volume_effect)
