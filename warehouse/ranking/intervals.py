"""Confidence intervals of proportions, vectorised over arrays of counts."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Array = npt.NDArray[np.float64]


def wilson(x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95) -> tuple[Array, Array]:
    """Return the two-sided Wilson score interval of x successes in n cases; NaN where n is 0.

    Exactly 0 at x = 0 and exactly 1 at x = n. Each bound is computed from its own end, so that nothing is lost to
    cancellation at x near 0 or n, however large n is. Raises ValueError unless 0 <= x <= n and 0 < level < 1.
    Source: E. B. Wilson (1927); R. G. Newcombe (1998), method 3.
    """
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
    successes, cases = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64))
    if bool(np.any((successes < 0) | (successes > cases))):
        raise ValueError("counts of an interval must satisfy 0 <= x <= n")
    z = float(ndtri(1 - (1 - level) / 2))
    return _lower(successes, cases, z), np.asarray(1.0 - _lower(cases - successes, cases, z))


def _lower(x: Array, n: Array, z: float) -> Array:
    """Return the lower bound x(x/n) / (x + z²/2 + z√(x(n−x)/n + z²/4)): the root with its difference multiplied out."""
    with np.errstate(divide="ignore", invalid="ignore"):
        root = z * np.sqrt(x * (n - x) / n + z * z / 4)
        bound: Any = (x * x / n) / (x + z * z / 2 + root)
    return np.asarray(bound, dtype=np.float64)
