"""Sensitivity to discrete choices of method, by every combination of them: exact, without chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats

MAX_RUNS = 50_000


@dataclass(frozen=True)
class Factor:
    """A choice of method and the levels it may take; the first is the nominal one."""

    id: str
    levels: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raise ValueError for a factor without levels or with a level named twice."""
        if not self.levels:
            raise ValueError(f"factor {self.id} has no levels")
        if len(set(self.levels)) < len(self.levels):
            raise ValueError(f"factor {self.id} names a level twice: {', '.join(self.levels)}")


@dataclass(frozen=True, eq=False)
class Indices:
    """First-order and total-order sensitivity indices, each of shape (factors,)."""

    first_order: Floats
    total_order: Floats


def runs(factors: Sequence[Factor]) -> int:
    """Return the number of runs of the full factorial, the product of the numbers of levels.

    Raises ValueError above `MAX_RUNS`, with the number and what to reduce, and where two factors share an id.
    """
    ids = [factor.id for factor in factors]
    if len(set(ids)) < len(ids):
        raise ValueError(f"a factor is named twice: {', '.join(ids)}")
    count = prod(len(factor.levels) for factor in factors)
    if count > MAX_RUNS:
        largest = max(factors, key=lambda factor: len(factor.levels))
        sizes = " x ".join(f"{factor.id} {len(factor.levels)}" for factor in factors)
        raise ValueError(
            f"all combinations are {count:,} runs ({sizes}), more than {MAX_RUNS:,}: take levels away, "
            f"{largest.id} has most of them, or sample the factors"
        )
    return count


def indices(y: npt.ArrayLike) -> Indices:
    """Return S = V(E[y|f]) / V(y) and S_T = E(V[y|all but f]) / V(y) of each factor f, exactly.

    `y` holds the outcome of every run, of shape (levels of factor 1, levels of factor 2, ...); variances are those of
    a population, every level weighing the same. 0 <= S <= S_T <= 1 and sum S <= 1 up to rounding. Where y does not
    vary beyond rounding (1e-12 of its size) all indices are 0. Raises ValueError for an outcome that is no finite
    number, and for an array without factors or runs. Source: I. M. Sobol (2001); T. Homma and A. Saltelli (1996).
    """
    outcome = np.asarray(y, dtype=np.float64)
    if outcome.ndim == 0 or outcome.size == 0:
        raise ValueError(f"outcomes need one axis of levels for each factor, not the shape {outcome.shape}")
    if not np.isfinite(outcome).all():
        raise ValueError(f"outcomes must be finite, not {outcome[~np.isfinite(outcome)][0]}")
    axes, span = range(outcome.ndim), float(np.ptp(outcome))
    if span <= 1e-12 * float(np.abs(outcome).max()):
        return Indices(np.zeros(outcome.ndim), np.zeros(outcome.ndim))
    # Centred and scaled first, so that neither a large mean nor a small unit costs digits.
    scaled = (outcome - outcome.mean()) / span
    variance = scaled.var()
    first = [scaled.mean(axis=tuple(a for a in axes if a != axis)).var() for axis in axes]
    total = [scaled.var(axis=axis).mean() for axis in axes]
    return Indices(np.array(first) / variance, np.array(total) / variance)
