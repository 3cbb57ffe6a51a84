"""Why two rates differ: because of which cases there were, or because of how each kind of them went."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Array


@dataclass(frozen=True, eq=False)
class Difference:
    """A difference of two rates by stratum (…, strata): what its share of the cases makes, and what its rate makes."""

    mix: Array
    performance: Array

    @property
    def total_mix(self) -> Array:
        """What the mix of cases makes of the difference (…)."""
        return np.asarray(self.mix.sum(axis=-1))

    @property
    def total_performance(self) -> Array:
        """What the rates within strata make of the difference (…)."""
        return np.asarray(self.performance.sum(axis=-1))


def kitagawa(
    events: npt.ArrayLike, cases: npt.ArrayLike, other_events: npt.ArrayLike, other_cases: npt.ArrayLike
) -> Difference:
    """Return the difference of the first rate from the other in two parts, which sum to it.

    With shares s_j of the cases and rates r_j of strata, mix is Σ Δs_j (r̄_j − R̄) and performance Σ s̄_j Δr_j, where
    bars are means of both sides and R̄ is the mean of both rates. Since the Δs_j sum to 0, taking R̄ away changes no
    total; it lets a stratum speak for itself: more than its share of the cases adds to the rate where its own rate is
    above the mean. Where one side has no case of a stratum its rate is taken to be the other's, so that only the mix
    speaks. Arrays of fractions give fractions, whose sums are exact. A side without cases gives NaN.
    Raises ValueError where numbers are negative or events exceed cases.
    Source: E. M. Kitagawa (1955), Journal of the American Statistical Association 50:1168.

    Args:
        events: of the first side (…, strata).
        cases: of the first side (…, strata).
        other_events: of the side that is taken away, of a shape that goes with it.
        other_cases: of that side.
    """
    y, n = _checked(events, cases)
    other_y, other_n = _checked(other_events, other_cases)
    y, n, other_y, other_n = np.broadcast_arrays(y, n, other_y, other_n)
    share, other_share = _over(n, n.sum(axis=-1, keepdims=True)), _over(other_n, other_n.sum(axis=-1, keepdims=True))
    stratum_rate, other_stratum_rate = _over(y, n), _over(other_y, other_n)
    rate, other_rate = (
        np.where(n > 0, stratum_rate, other_stratum_rate),
        np.where(other_n > 0, other_stratum_rate, stratum_rate),
    )
    mean = (_total(y, n) + _total(other_y, other_n)) / 2
    mix = (share - other_share) * ((rate + other_rate) / 2 - mean)
    performance = (share + other_share) * (rate - other_rate) / 2
    empty = (n.sum(axis=-1, keepdims=True) == 0) | (other_n.sum(axis=-1, keepdims=True) == 0)
    if not empty.any():
        return Difference(mix, performance)
    return Difference(np.where(empty, np.nan, mix), np.where(empty, np.nan, performance))


def share_of_mix(mix: npt.ArrayLike, difference: npt.ArrayLike) -> float:
    """Return what share of the spread of units the mix of their cases explains: cov(mix, difference) / var(difference).

    Both are of each unit (p,), against one common rate; what performance explains is the rest to 1. Below 0 the mix
    hides differences, above 1 performance does. NaN where fewer than two units, or none that differ, are given.
    """
    mix_parts, differences = np.asarray(mix, dtype=np.float64), np.asarray(difference, dtype=np.float64)
    is_known = ~(np.isnan(mix_parts) | np.isnan(differences))
    mix_parts, differences = mix_parts[is_known], differences[is_known]
    if len(differences) < 2 or not np.ptp(differences):
        return float("nan")
    centred = differences - differences.mean()
    return float((mix_parts * centred).sum() / (centred**2).sum())


def _checked(events: npt.ArrayLike, cases: npt.ArrayLike) -> tuple[Array, Array]:
    y, n = np.broadcast_arrays(np.asarray(events), np.asarray(cases))
    if not bool(np.all((y >= 0) & (y <= n))):
        raise ValueError("counts must satisfy 0 <= events <= cases in every stratum")
    return y, n


def _total(events: Array, cases: Array) -> Array:
    return _over(events.sum(axis=-1, keepdims=True), cases.sum(axis=-1, keepdims=True))


def _over(a: Array, b: Array) -> Array:
    """Return a / b, and 0 where there is no case."""
    a, b = np.broadcast_arrays(a, b)
    # A whole 0 among fractions would become a float where it is halved.
    nothing = np.full(a.shape, Fraction(0)) if a.dtype == object else np.zeros(a.shape)
    return np.divide(a, b, out=nothing, where=np.asarray(b > 0, dtype=bool))
