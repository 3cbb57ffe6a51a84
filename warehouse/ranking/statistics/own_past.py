"""Months of a unit against its own past: what twelve months before make one expect of each."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats, Ints
from warehouse.ranking.statistics.chance_limits import Limits, classes, limits
from warehouse.ranking.statistics.intervals import checked_counts


@dataclass(frozen=True)
class AgainstPast:
    """What the past makes one expect: one `expected` rate, and of each month (months,) `limits` and `classes`.

    Classes are −2 … 2, + better than expected: ±1 beyond the 95 % limit, ±2 beyond the 99.8 %; 0 without cases.
    """

    expected: float
    limits: Limits
    classes: Ints


def against_past(
    x: npt.ArrayLike, n: npt.ArrayLike, past_x: int, past_n: int, direction: int, phi: float = 1.0
) -> AgainstPast:
    """Return where months with x of n cases (months,) stand against the unit's own `past_x` of `past_n` cases.

    The past is no more than a sample too: with Jeffreys' prior its rate is Beta(X + ½, N − X + ½), and the count of a
    month that goes on as before is beta-binomial with the mean (X + ½)/(N + 1) and the design effect 1 + (n − 1)/(N +
    2), exactly where φ is 1; both parts of the error are multiplied by φ. The limits are those of `chance_limits`.
    Raises ValueError unless 0 <= x <= n, 0 <= X <= N, phi >= 1 and the direction is 1 or −1.

    Args:
        x: successes (months,).
        n: cases (months,).
        past_x: successes of the past.
        past_n: cases of the past.
        direction: 1 where a higher rate is better, -1 where a lower is.
        phi: design effect of the unit.
    """
    if direction not in (1, -1):
        raise ValueError(f"the direction of a rate is 1 or -1, not {direction}")
    successes, cases, _ = checked_counts(x, n, phi)
    checked_counts(past_x, past_n, phi)
    expected = (past_x + 0.5) / (past_n + 1)
    month_limits = limits(expected, cases, phi * (1 + np.maximum(cases - 1, 0) / (past_n + 2)))
    return AgainstPast(expected, month_limits, direction * classes(_rate(successes, cases), month_limits))


def _rate(successes: Floats, cases: Floats) -> Floats:
    return np.where(cases > 0, successes / np.maximum(cases, 1), np.nan)
