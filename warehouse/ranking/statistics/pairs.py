"""Pairs of units as a rule looks at them, and how many more cases it would need to tell two apart."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from warehouse.arrays import Flags, Floats


@dataclass(frozen=True, eq=False)
class Pairs:
    """What each pair of p units is decided by; all three have the shape (p, p).

    `difference` is by how much unit i is better than j on the scale of the rule, `error` its standard error, and
    `critical` how many of these the difference must exceed.
    """

    difference: Floats
    error: Floats
    critical: Floats

    @property
    def apart(self) -> Flags:
        """Where unit i is better than j by more than the critical number of standard errors, (p, p)."""
        return np.asarray(self.difference > self.critical * self.error, dtype=np.bool_)


def times_needed(
    difference: npt.ArrayLike, error: npt.ArrayLike, critical: npt.ArrayLike, power: float = 0.5
) -> Floats:
    """Return how many times as many cases would tell two units apart, ((c + z) · error / difference)².

    An error falls with the root of the number of cases, and z is the normal quantile of `power`: if the true difference
    is the given one, the rule finds it with this probability. At 0.5, z = 0, the difference just equals c errors. The
    critical number c is taken to stay as it is. Below 1 fewer cases would do; 0 where there is no error, infinite where
    nothing separates the two (no difference, or one the other way). Raises ValueError unless 0 < power < 1, for
    negative or non-finite errors, and for a difference that is no number.
    Source: the sample size of a comparison of two means, as J. Cohen (1988), Statistical Power Analysis, ch. 2.

    Args:
        difference: by how much one is better, of any shape.
        error: its standard error.
        critical: how many standard errors must be exceeded.
        power: the probability with which the difference is to be found.
    """
    gap, noise = np.asarray(difference, dtype=np.float64), np.asarray(error, dtype=np.float64)
    if not 0 < power < 1:
        raise ValueError(f"a power lies between 0 and 1, not {power}")
    if not (np.isfinite(gap).all() and np.isfinite(noise).all() and np.all(noise >= 0)):
        raise ValueError("differences are finite, and standard errors finite and at least 0")
    needed = np.maximum(np.asarray(critical, dtype=np.float64) + ndtri(power), 0.0) * noise
    gap, needed = np.broadcast_arrays(gap, needed)
    return np.asarray(np.divide(needed, gap, out=np.full(gap.shape, np.inf), where=gap > 0) ** 2)
