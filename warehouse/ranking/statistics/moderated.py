"""Moderated variances: many ratios of variances, each of few degrees of freedom, drawn towards what they share."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln
from scipy.stats import f as f_distribution

from warehouse.arrays import Flags, Floats

_PRIOR_DF = np.array([*np.geomspace(0.5, 2000, 84), np.inf])  # the d₀ that are tried
_LEAST = 1e-3  # a ratio of nothing has no logarithm; the pool lies above it
_HALVINGS = 50
_APART = 0.05  # how improbable the greatest of all ratios must be


@dataclass(frozen=True, eq=False)
class Moderated:
    """Ratios (m,) drawn towards `prior`, with the degrees of freedom (m,) of the pool that each was drawn with.

    `prior_df` is how many degrees of freedom the pool is worth: infinite where the ratios differ by no more than chance
    would make them. `is_apart` (m,) says which are no part of the pool; they stay, and have 0 of it.
    """

    values: Floats
    pool_df: Floats
    prior: float
    prior_df: float
    is_apart: Flags


def moderated(ratios: npt.ArrayLike, df: npt.ArrayLike) -> Moderated:
    """Return the ratios (m,) of observed to expected variances, each of `df` (m,) degrees of freedom, moderated.

    A ratio q is taken as s₀² F(d, d₀), s₀² and d₀ (of a grid) by maximum likelihood, as degrees of freedom may be very
    unequal. The moderated ratio is (d₀s₀² + dq)/(d₀ + d). Where chance explains the spread, d₀ is infinite and every
    ratio is s₀². A ratio that stands out would draw the pool to itself, and itself be drawn to the pool: the least
    probable one is set apart where, by the pool of the others, the greatest of m would be as great less than once in
    20 (Bonferroni); then the next, while the pool has three. Of one ratio nothing is shared: it stays.

    Raises ValueError unless both are vectors of one length, not empty, ratios finite and at least 0, df above 0.
    Source: G. K. Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3:3, for the model; B.
    Phipson, S. Lee, I. J. Majewski, W. S. Alexander, G. K. Smyth (2016), Annals of Applied Statistics 10:946, for a
    pool without what stands out; maximum likelihood as in limma 3.61 (G. K. Smyth, L. Chen 2024).
    """
    q, d = np.asarray(ratios, dtype=np.float64), np.asarray(df, dtype=np.float64)
    if q.ndim != 1 or q.shape != d.shape or not q.size:
        raise ValueError(f"ratios {q.shape} and their degrees of freedom {d.shape} must be vectors of one length")
    if not (np.isfinite(q) & (q >= 0) & np.isfinite(d) & (d > 0)).all():
        raise ValueError("ratios of variances are finite and at least 0, and their degrees of freedom above 0")
    apart = np.zeros(q.shape, dtype=bool)
    if q.size == 1:
        return Moderated(q.copy(), np.zeros(1), float(q[0]), 0.0, apart)
    prior, d0 = _pool(q, d)
    while np.count_nonzero(~apart) > 3:
        farthest = int(np.argmin(np.where(apart, np.inf, _tail(q / prior, d, d0))))
        is_in_rest = ~apart & (np.arange(q.size) != farthest)
        rest_pool = _pool(q[is_in_rest], d[is_in_rest])
        if _tail(q[farthest] / rest_pool[0], d[farthest], rest_pool[1]) * q.size >= _APART:
            break
        apart[farthest], (prior, d0) = True, rest_pool
    pool_df = np.where(apart, 0.0, d0)
    values = np.full_like(q, prior) if np.isinf(d0) else (d0 * prior + d * q) / (d0 + d)
    return Moderated(np.where(apart, q, values), pool_df, prior, d0, apart)


def _tail(ratio: npt.ArrayLike, d: npt.ArrayLike, d0: float) -> Floats:
    return np.asarray(f_distribution.sf(ratio, d, min(d0, 1e9)), dtype=np.float64)


def _pool(q: Floats, d: Floats) -> tuple[float, float]:
    """Return s₀² and d₀, which make the ratios most likely.

    For each d₀ of the grid the likelihood is concave in ln s₀², and greatest between the least and the greatest ln q.
    """
    d0 = _PRIOR_DF[:, None]
    x = np.log(np.maximum(q, _LEAST))
    low, high = (np.full(len(d0), end) for end in (x.min(), x.max()))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        with np.errstate(invalid="ignore"):
            odds = d * np.exp(x - middle[:, None])
            weight = np.where(np.isinf(d0), odds, odds * (d0 + d) / (d0 + odds))
        rising = (weight - d).sum(axis=1) > 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    likelihood = _log_likelihood(x - ((low + high) / 2)[:, None], d, d0)
    best = int(np.argmax(likelihood))
    return float(np.exp((low[best] + high[best]) / 2)), float(_PRIOR_DF[best])


def _log_likelihood(x: Floats, d: Floats, d0: Floats) -> Floats:
    """Return that of logarithms (k, m) of ratios F(d, d0), d0 (k, 1): summed over the ratios, but for a constant."""
    finite = np.where(np.isinf(d0), 1.0, d0)
    pool_terms = gammaln((d + finite) / 2) - gammaln(finite / 2) - d / 2 * np.log(finite)
    ratio_terms = pool_terms - (d + finite) / 2 * np.log1p(d / finite * np.exp(x))
    chi2_terms = -d / 2 * np.exp(x) - d / 2 * np.log(2)
    return np.asarray((d / 2 * x + np.where(np.isinf(d0), chi2_terms, ratio_terms)).sum(axis=1))
