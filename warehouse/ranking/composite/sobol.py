"""Sensitivity to continuous choices of method (weights, targets) by sampling: Sobol' indices with their noise."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc

from warehouse.arrays import Floats

RESAMPLES = 1000


@dataclass(frozen=True, eq=False)
class Indices:
    """First-order and total-order sensitivity indices with 95 % bootstrap percentile bounds, each of shape (factors,).

    `first_order` shows a negative estimate as 0; `first_order_raw` and the bounds keep it as it was estimated.
    """

    first_order: Floats
    first_order_raw: Floats
    first_order_low: Floats
    first_order_high: Floats
    total_order: Floats
    total_order_low: Floats
    total_order_high: Floats


def design(n: int, d: int, generator: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Return Saltelli's samples A and B (n, d) and AB (d, n, d), where AB[i] is A with column i taken from B.

    The points lie in [0, 1): one scrambled Sobol' sequence of 2d dimensions, its first half A and its second half B.
    There are n(d + 2) runs to make. Raises ValueError unless n is a power of two, at least 2, and d is at least 1.
    Source: A. Saltelli et al. (2010).
    """
    if n < 2 or n & (n - 1):
        raise ValueError(f"the size of the sample must be a power of two, at least 2, not {n}")
    if d < 1:
        raise ValueError(f"a design needs at least one factor, not {d}")
    points = qmc.Sobol(2 * d, scramble=True, rng=generator).random(n)
    a, b = points[:, :d].copy(), points[:, d:].copy()
    ab = np.repeat(a[None], d, axis=0)
    factors = np.arange(d)
    ab[factors, :, factors] = b.T
    return a, b, ab


def estimate(y_a: npt.ArrayLike, y_b: npt.ArrayLike, y_ab: npt.ArrayLike, generator: np.random.Generator) -> Indices:
    """Return the indices of d factors from the outcomes y_a, y_b (n,) and y_ab (d, n) of a `design`.

    S = mean(y_B (y_ABi - y_A)) / V and S_T = mean((y_A - y_ABi)^2) / (2V), with V the population variance of y_a and
    y_b together. Outcomes are measured from the mean of y_a and y_b: what S estimates does not depend on the zero of
    the scale, its noise does. Where the outcomes do not vary beyond rounding (1e-12 of their size) all is 0. The
    bootstrap draws rows of the design; as their points are spread more evenly than by chance, the bounds are on the
    wide side. Raises ValueError for shapes that do not match and for an outcome that is no finite number.
    Source: A. Saltelli et al. (2010), table 2 (b) and (f); M. J. W. Jansen (1999).

    Args:
        y_a: outcomes (n,) of the first half of the design.
        y_b: outcomes (n,) of the second half.
        y_ab: outcomes (d, n) of the first half with one factor of the second.
        generator: the source of random numbers of the bootstrap.
    """
    rows = _rows(y_a, y_b, y_ab)
    first, total = _indices(rows)
    n = rows.shape[1]
    draws = np.array([_indices(rows[:, generator.integers(0, n, size=n)]) for _ in range(RESAMPLES)])
    (first_low, total_low), (first_high, total_high) = np.quantile(draws, (0.025, 0.975), axis=0)
    return Indices(np.maximum(first, 0.0), first, first_low, first_high, total, total_low, total_high)


def _indices(rows: Floats) -> tuple[Floats, Floats]:
    """Return S and S_T from the rows y_A, y_B and each y_ABi."""
    a, b, ab = rows[0], rows[1], rows[2:]
    base_rows = rows[:2]
    if np.ptp(base_rows) <= 1e-12 * np.abs(base_rows).max():
        return np.zeros(len(ab)), np.zeros(len(ab))
    variance, moved = base_rows.var(), ab - a
    first = ((b - base_rows.mean()) * moved).mean(axis=1) / variance
    return first, (moved * moved).mean(axis=1) / (2 * variance)


def _rows(y_a: npt.ArrayLike, y_b: npt.ArrayLike, y_ab: npt.ArrayLike) -> Floats:
    """Return the outcomes as one array (2 + d, n): y_a, y_b and then y_ab."""
    a, b, ab = (np.asarray(y, dtype=np.float64) for y in (y_a, y_b, y_ab))
    if a.ndim != 1 or a.size == 0 or b.shape != a.shape or ab.shape[1:] != a.shape:
        raise ValueError(f"outcomes need the shapes (n,), (n,) and (d, n), not {a.shape}, {b.shape} and {ab.shape}")
    rows = np.concatenate([a[None], b[None], ab])
    if not np.isfinite(rows).all():
        raise ValueError(f"outcomes must be finite, not {rows[~np.isfinite(rows)][0]}")
    return rows
