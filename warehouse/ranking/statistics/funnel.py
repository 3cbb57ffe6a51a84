"""Units against a benchmark: classes by exact limits, and the version that allows for units differing by more."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats, Ints
from warehouse.ranking.statistics.chance_limits import Limits, classes, limits
from warehouse.ranking.statistics.intervals import checked_counts

WINSORISED = 0.10  # share of the z-scores at either end that is drawn in to the quantile there


@dataclass(frozen=True)
class Funnel:
    """Units against a benchmark; arrays (units,), NaN and class 0 where a unit has no cases.

    `classes` judges against the exact `limits`; `classes_adjusted` against those of the benchmark with the variance
    `tau2` between units allowed for. Classes are −2 … 2, + better than the benchmark: ±1 beyond the 95 % limit, ±2
    beyond the 99.8 %. `z` and `z_adjusted` are distances from the benchmark on the arcsine scale in standard errors, +
    where the rate is above it; `phi` is the mean square of the winsorised z (NaN without units).
    """

    benchmark: float
    rate: Floats
    limits: Limits
    classes: Ints
    z: Floats
    phi: float
    tau2: float
    z_adjusted: Floats
    classes_adjusted: Ints


def funnel(
    x: npt.ArrayLike,
    n: npt.ArrayLike,
    direction: int = 1,
    deff: npt.ArrayLike = 1.0,
    benchmark: float | None = None,
) -> Funnel:
    """Return where units with x of n cases (units,) stand against the benchmark, the pooled rate unless one is given.

    `direction` is 1 where a higher rate is better and −1 where a lower is. A unit exactly on a limit is not beyond it.
    Between-unit variance: Y = arcsin√r, s² = φ/4n, z = (Y − t₀)/s winsorised at 10 % either end, ϕ = Σz²/m over the m
    units with cases, τ² = max(0, (mϕ − (m − 1)) / (Σw − Σw²/Σw)) with w = 1/s², and z adjusted (Y − t₀)/√(s² + τ²);
    τ² is 0 for fewer than two units. A unit that differs as units do has φ + 4nτ² times the binomial variance, and the
    adjusted classes are those of the limits with this effect. Winsorising keeps 0.68 of the variance of normal
    z-scores, so that of many units which differ normally 11 % come to lie beyond the limits of 95 %, not 5 %, and more
    where their n differ: the price of not letting outliers excuse themselves. Raises ValueError unless 0 <= x <= n in
    one dimension, deff >= 1, the direction is 1 or −1 and the benchmark within [0, 1].
    Source: D. J. Spiegelhalter (2005), Statistics in Medicine 24:1185; Spiegelhalter et al. (2012), JRSS A 175:1.

    Args:
        x: successes (units,).
        n: cases (units,).
        direction: 1 where a higher rate is better, -1 where a lower is.
        deff: design effect, one number or (units,).
        benchmark: a rate, 0 to 1; None for the pooled one.
    """
    successes, cases, effect = _checked(x, n, direction, deff)
    failures = cases - successes
    target, angle = _target(successes, failures) if benchmark is None else _given_benchmark(benchmark)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate, s2 = successes / cases, effect / (4 * cases)
    # The arcsine of a root as an angle of two counts: exact at both ends, where 1 − r would lose its digits.
    distance = np.where(cases > 0, np.arctan2(np.sqrt(successes), np.sqrt(failures)) - angle, np.nan)
    z = distance / np.sqrt(s2)
    phi, tau2 = _between_units(z[cases > 0], 1 / s2[cases > 0])
    z_adjusted = distance / np.sqrt(s2 + tau2)
    bounds = limits(target, cases, effect)
    return Funnel(
        benchmark=target,
        rate=rate,
        limits=bounds,
        classes=direction * classes(rate, bounds),
        z=z,
        phi=phi,
        tau2=tau2,
        z_adjusted=z_adjusted,
        classes_adjusted=direction * classes(rate, limits(target, cases, effect + 4 * cases * tau2)),
    )


def _checked(x: npt.ArrayLike, n: npt.ArrayLike, direction: int, deff: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return successes, cases and design effects of units (units,)."""
    if direction not in (1, -1):
        raise ValueError(f"the direction of a funnel is 1 or -1, not {direction}")
    successes, cases, effect = checked_counts(x, n, deff)
    if successes.ndim != 1:
        raise ValueError(f"counts of a funnel form one dimension, not {successes.ndim}")
    return successes, cases, effect


def _target(successes: Floats, failures: Floats) -> tuple[float, float]:
    """Return the pooled rate, NaN where there are no cases at all, and its angle on the arcsine scale."""
    passed, failed = math.fsum(successes), math.fsum(failures)
    rate = passed / (passed + failed) if passed + failed else math.nan
    return rate, math.atan2(math.sqrt(passed), math.sqrt(failed))


def _given_benchmark(benchmark: float) -> tuple[float, float]:
    """Return a benchmark of the caller's and its angle on the arcsine scale."""
    if not 0 <= benchmark <= 1:
        raise ValueError(f"a benchmark is a rate between 0 and 1, not {benchmark}")
    return float(benchmark), math.atan2(math.sqrt(benchmark), math.sqrt(1 - benchmark))


def _between_units(z: Floats, weights: Floats) -> tuple[float, float]:
    """Return ϕ, the mean square of the winsorised z, and τ², the variance between units by the method of moments."""
    m = z.size
    if not m:
        return math.nan, 0.0
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    phi = math.fsum(np.clip(z, low, high) ** 2) / m
    if m < 2:
        return phi, 0.0
    total = math.fsum(weights)
    # Σw − Σw²/Σw, written so that one unit far larger than the others together leaves more than rounding.
    spread = math.fsum(weights * (total - weights)) / total
    return phi, max(0.0, (m * phi - (m - 1)) / spread)
