"""Exact limits of a count of events that arise one by one."""

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from warehouse.arrays import Floats


def exact_limits(count: npt.ArrayLike, level: float = 0.95, deff: npt.ArrayLike = 1.0) -> tuple[Floats, Floats]:
    """Return the exact lower and upper limit of the mean of a Poisson count, of the shape of `count`.

    With c = count/φ: φ times the α/2 quantile of Gamma(c), 0 where nothing was counted, and φ times the 1 − α/2
    quantile of Gamma(c + 1). The count need not be whole, which a design effect or a weighted sum makes it.
    Raises ValueError unless the counts are finite and at least 0, φ is finite and at least 1, and 0 < level < 1.
    Source: F. Garwood (1936), Biometrika 28:437.
    """
    counts, effect, tail = _checked(count, level, deff)
    scaled = counts / effect
    low = np.where(scaled > 0, gammaincinv(np.where(scaled > 0, scaled, 1.0), tail), 0.0)
    return low * effect, np.asarray(gammaincinv(scaled + 1, 1 - tail) * effect)


def rate_limits(
    x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95, deff: npt.ArrayLike = 1.0
) -> tuple[Floats, Floats]:
    """Return the exact limits of x events for n officials, or what else they are counted for; NaN where n is 0.

    They are those of the count, with n taken as known. Raises ValueError as `exact_limits` does.

    Args:
        x: events, of any shape.
        n: what they are counted for, of a shape that goes with it.
        level: of confidence, two-sided.
        deff: the variance of events over their mean, at least 1.
    """
    low, high = exact_limits(x, level, deff)
    exposure = np.where(np.asarray(n) > 0, n, np.nan)
    return low / exposure, high / exposure


def _checked(count: npt.ArrayLike, level: float, deff: npt.ArrayLike) -> tuple[Floats, Floats, float]:
    counts, effect = np.broadcast_arrays(np.asarray(count, dtype=np.float64), np.asarray(deff, dtype=np.float64))
    if (faulty_values := counts[~((counts >= 0) & np.isfinite(counts))]).size:
        raise ValueError(f"a count is finite and at least 0, not {faulty_values[0]:g}")
    if (faulty_values := effect[~((effect >= 1) & np.isfinite(effect))]).size:
        raise ValueError(f"a design effect is at least 1 and finite, not {faulty_values[0]:g}")
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
    return counts, effect, (1 - level) / 2
