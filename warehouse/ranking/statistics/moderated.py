"""Moderated variances: many ratios of variances, each of few degrees of freedom, drawn towards what they share."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import digamma, polygamma

from warehouse.arrays import Floats

_LEAST = 1e-3  # a ratio of nothing has no logarithm; one so small draws the pool down far enough
_NEWTON_STEPS = 50


@dataclass(frozen=True, eq=False)
class Moderated:
    """Ratios (m,) drawn towards `prior`, with the degrees of freedom (m,) that they then have.

    `prior_df` is how many degrees of freedom the pool is worth: infinite where the ratios differ by no more than chance
    would make them. `df` never exceeds what all ratios have together.
    """

    values: Floats
    df: Floats
    prior: float
    prior_df: float


def moderated(ratios: npt.ArrayLike, df: npt.ArrayLike) -> Moderated:
    """Return the ratios (m,) of observed to expected variances, each of `df` (m,) degrees of freedom, moderated.

    A ratio is taken as s₀² F(d, d₀). With e = ln q − ψ(d/2) + ln(d/2), the variance of e less the mean of ψ'(d/2) is
    ψ'(d₀/2), and the mean of e is ln s₀² − ψ(d₀/2) + ln(d₀/2); the moderated ratio is (d₀s₀² + dq)/(d₀ + d). Where
    chance explains the variance of e, d₀ is infinite and every ratio is s₀². Of one ratio nothing is shared: it stays.

    Raises ValueError unless both are vectors of one length, not empty, ratios finite and at least 0, df above 0.
    Source: G. K. Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3:3, section 6.2, with the
    mean of ψ'(d/2) where the degrees of freedom differ.
    """
    q, d = np.asarray(ratios, dtype=np.float64), np.asarray(df, dtype=np.float64)
    if q.ndim != 1 or q.shape != d.shape or not q.size:
        raise ValueError(f"ratios {q.shape} and their degrees of freedom {d.shape} must be vectors of one length")
    if not (np.isfinite(q) & (q >= 0) & np.isfinite(d) & (d > 0)).all():
        raise ValueError("ratios of variances are finite and at least 0, and their degrees of freedom above 0")
    if q.size == 1:
        return Moderated(q.copy(), d.copy(), float(q[0]), 0.0)
    e = np.log(np.maximum(q, _LEAST)) - digamma(d / 2) + np.log(d / 2)
    excess = float(e.var(ddof=1) - polygamma(1, d / 2).mean())
    most = float(d.sum())
    if excess <= 0:
        prior = math.exp(e.mean())
        return Moderated(np.full_like(q, prior), np.full_like(d, most), prior, math.inf)
    d0 = 2 * inverse_trigamma(excess)
    prior = math.exp(e.mean() + float(digamma(d0 / 2)) - math.log(d0 / 2))
    return Moderated((d0 * prior + d * q) / (d0 + d), np.minimum(d0 + d, most), prior, d0)


def inverse_trigamma(value: float) -> float:
    """Return y with ψ'(y) = value. Raises ValueError unless the value is above 0.

    Newton's method on 1/ψ', which is nearly linear and convex: it never overshoots. Source: G. K. Smyth (2004),
    appendix.
    """
    if not 0 < value < math.inf:
        raise ValueError(f"the trigamma function takes values above 0, not {value}")
    if value > 1e7:
        return 1 / math.sqrt(value)
    if value < 1e-6:
        return 1 / value
    y = 0.5 + 1 / value
    for _ in range(_NEWTON_STEPS):
        slope = float(polygamma(1, y))
        step = slope * (1 - slope / value) / float(polygamma(2, y))
        y += step
        if -step / y < 1e-12:
            break
    return y
