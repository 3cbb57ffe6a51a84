"""Rates made comparable between units whose cases are not of the same kinds.

Throughout, `events` are the unfavourable cases and `cases` all cases (units, strata); the standard is the city: what
all units together have. Intervals are those of counts that arise one by one: exact for rare events, and for common ones
wide by 1/√(1 − rate).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from warehouse.arrays import Flags, Floats
from warehouse.ranking.statistics.intervals import checked_counts
from warehouse.ranking.statistics.poisson import exact_limits


@dataclass(frozen=True, eq=False)
class Standardised:
    """What units (p,) have beside what the city would have in their place.

    `ratio` is 1 where a unit does as the city does, with the interval `low` to `high`; `rate` is the ratio times the
    rate of the city, `city`. All are NaN for a unit without cases.
    """

    ratio: Floats
    low: Floats
    high: Floats
    city: float

    @property
    def rate(self) -> Floats:
        """The standardised rate of events (p,)."""
        return self.ratio * self.city


def city_rates(events: npt.ArrayLike, cases: npt.ArrayLike) -> Floats:
    """Return the rate of events of each stratum in the whole city (strata,), 0 where it has no case.

    Raises ValueError unless both are tables of units by strata with 0 <= events <= cases.
    """
    y, n = _tables(events, cases)
    return _divided(y.sum(axis=0), n.sum(axis=0), 0.0)


def expected(events: npt.ArrayLike, cases: npt.ArrayLike) -> Floats:
    """Return how many events the cases of each unit (p,) would have at the city's rates, E = Σ n_j r_j."""
    return np.asarray(_tables(events, cases)[1] @ city_rates(events, cases), dtype=np.float64)


def indirect(
    events: npt.ArrayLike, cases: npt.ArrayLike, level: float = 0.95, deff: npt.ArrayLike = 1.0
) -> Standardised:
    """Return observed over expected events, O/E with E = Σ n_j r_j, r_j being the city's rate of a stratum.

    The interval is that of the count O by `exact_limits`, over E. Right where strata are many and units small: a unit
    needs no rate of its own in each stratum. Two units' O/E weigh the strata differently, each by its own cases.
    Raises ValueError as `city_rates`, and unless the level lies between 0 and 1 and φ is finite and at least 1.
    Source: N. E. Breslow, N. E. Day (1987), Statistical Methods in Cancer Research II, sections 2.3 and 2.4.

    Args:
        events: unfavourable cases (units, strata).
        cases: all cases (units, strata).
        level: of the interval.
        deff: design effect, one number or (units,), at least 1.
    """
    y, n, effect = _with_effect(events, cases, level, deff)
    observed, expected_events = y.sum(axis=1), expected(y, n)
    low, high = exact_limits(observed, level, effect)
    return _against_the_city((observed, low, high), expected_events, (y, n))


def direct(
    events: npt.ArrayLike,
    cases: npt.ArrayLike,
    parents: npt.ArrayLike,
    level: float = 0.95,
    deff: npt.ArrayLike = 1.0,
) -> Standardised:
    """Return the rates that units would have with the mix of the city, Σ w_j r_ij, over the rate of the city.

    w_j is the share of stratum j among the cases of the city. Where a unit has no case of a stratum its rate in the
    strata of the same parent (the field) stands in; where it has none of these either, the city's rate of the stratum,
    which says nothing for or against it. All units are weighed alike, so that two of them can be compared; units
    without many kinds of cases rest on little. The sum is Σ c_k y_k, its variance φ Σ c_k² y_k, and the interval the
    gamma one of M. P. Fay and E. J. Feuer, never narrower than one more event in the stratum of the greatest c allows.
    Raises ValueError as `indirect`, and unless `parents` (strata,) fit.
    Source: M. P. Fay, E. J. Feuer (1997), Statistics in Medicine 16:791.

    Args:
        events: unfavourable cases (units, strata).
        cases: all cases (units, strata).
        parents: the parent of each stratum (strata,), whole numbers.
        level: of the interval.
        deff: design effect, one number or (units,), at least 1.
    """
    y, n, effect = _with_effect(events, cases, level, deff)
    weights = n.sum(axis=0) / max(1.0, n.sum())
    factors, is_covered = _factors(n, weights, np.asarray(parents))
    rates = city_rates(y, n)
    stand_in_rate = np.where(is_covered, 0.0, weights * rates).sum(axis=1)
    own_rate, variance = (factors * y).sum(axis=1), (factors**2 * y).sum(axis=1)
    greatest = factors.max(axis=1, initial=0)
    low = _gamma_quantile(own_rate, variance * effect, (1 - level) / 2)
    high = _gamma_quantile(own_rate + greatest * effect, (variance + greatest**2 * effect) * effect, (1 + level) / 2)
    rate_of_city = np.full(len(y), _rate(y, n))
    return _against_the_city(
        (own_rate + stand_in_rate, low + stand_in_rate, high + stand_in_rate), rate_of_city, (y, n)
    )


def _against_the_city(unit: tuple[Floats, Floats, Floats], city: Floats, counts: tuple[Floats, Floats]) -> Standardised:
    """Return what a unit has, with its limits, over what the city has. Where that has no event, all do as it does."""
    ratio, low, high = (_divided(a, city, b) for a, b in zip(unit, (1.0, 0.0, np.inf), strict=True))
    has_cases = counts[1].sum(axis=1) > 0
    columns = [np.where(has_cases, column, np.nan) for column in (ratio, low, high)]
    return Standardised(columns[0], columns[1], columns[2], _rate(*counts))


def _factors(n: Floats, weights: Floats, parents: npt.NDArray[np.int64]) -> tuple[Floats, Flags]:
    """Return what each event of a unit counts for in its standardised rate, and the strata that this covers."""
    if parents.shape != weights.shape:
        raise ValueError(f"parents {parents.shape} are those of each of {len(weights)} strata")
    is_same_parent = (parents[:, None] == parents).astype(np.float64)
    parent_cases = n @ is_same_parent  # the unit's cases in all strata of the parent
    borrowed = np.where(n == 0, weights, 0.0) @ is_same_parent
    factors = np.where(
        n > 0, _divided(np.broadcast_to(weights, n.shape), n, 0.0) + _divided(borrowed, parent_cases, 0.0), 0
    )
    return factors, parent_cases > 0


def _gamma_quantile(mean: Floats, variance: Floats, p: float) -> Floats:
    """Return the quantile p of the gamma distribution of this mean and variance, 0 where the mean is."""
    scale = _divided(variance, mean, 1.0)
    return np.where(mean > 0, gammaincinv(np.where(mean > 0, mean / scale, 1.0), p) * scale, 0.0)


def _tables(events: npt.ArrayLike, cases: npt.ArrayLike) -> tuple[Floats, Floats]:
    y, n, _ = checked_counts(events, cases)
    if y.ndim != 2:
        raise ValueError(f"events and cases are tables of units by strata, not of shape {y.shape}")
    return y, n


def _with_effect(
    events: npt.ArrayLike, cases: npt.ArrayLike, level: float, deff: npt.ArrayLike
) -> tuple[Floats, Floats, Floats]:
    y, n = _tables(events, cases)
    effect = np.broadcast_to(np.asarray(deff, dtype=np.float64), (len(y),))
    if (wrong := effect[~((effect >= 1) & np.isfinite(effect))]).size:
        raise ValueError(f"a design effect is at least 1 and finite, not {wrong[0]:g}")
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
    return y, n, effect


def _rate(y: Floats, n: Floats) -> float:
    return float(y.sum() / n.sum()) if n.sum() else float("nan")


def _divided(a: Floats, b: Floats, where_nothing: float) -> Floats:
    nothing = np.full(np.broadcast_shapes(a.shape, b.shape), where_nothing)
    return np.asarray(np.divide(a, b, out=nothing, where=b > 0), dtype=np.float64)
