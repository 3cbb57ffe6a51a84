"""Few cases that come by event: how much those of one week belong together, from the pairs that they make."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Floats
from warehouse.ranking.statistics.intervals import checked_counts


@dataclass(frozen=True, eq=False)
class PairsOfWeek:
    """Design effects `phi` (p,) of units, at least 1, with the degrees of freedom `df` (p,) that they are known with.

    `raw` (p,) is what a unit's own pairs would make of it, NaN where it has none, and `is_informative` whether it has
    some. `correlation` is that of two cases of one week of one unit, of all units; below 0 it counts as 0.
    """

    phi: Floats
    df: Floats
    raw: Floats
    is_informative: Flags
    correlation: float


def pairs_of_week(events: npt.ArrayLike, cases: npt.ArrayLike) -> PairsOfWeek | None:
    """Return the design effects of units from `events` among `cases`, counts (units, weeks); None where no pair says.

    φ = 1 + ρ M/N, with N cases of a unit and M = Σ n(n − 1) ordered pairs within its weeks. ρ is the sum of products of
    residuals u = case − rate of all such pairs over that of r(1 − r): Σ_w (Σu)² − Σu² for each unit, to which what
    residuals from a unit's own rate lose is added, M r(1 − r)/(N − 1). Weeks are independent: of a case or two a week
    nobody can tell whether slow weeks follow slow weeks. φ is known with 2φ²/Var φ degrees of freedom, from the
    variance 2/M of ρ where cases are independent.

    Raises ValueError unless the arrays are two-dimensional with 0 <= events <= cases.
    Source: A. Donner (1986), International Statistical Review 54:67, for the effect; the moments of draws without
    replacement; F. E. Satterthwaite (1946) for the degrees of freedom.
    """
    y, n, _ = checked_counts(events, cases)
    if y.ndim != 2:
        raise ValueError(f"events and cases of weeks are tables of units by weeks, not of shape {y.shape}")
    total, number, pairs = y.sum(axis=1), n.sum(axis=1), (n * (n - 1)).sum(axis=1)
    rate = np.divide(total, number, out=np.zeros_like(total), where=number > 0)
    binomial, remaining = rate * (1 - rate), np.maximum(number - 1, 1)
    r = rate[:, None]
    products = ((y - n * r) ** 2 - y * (1 - r) ** 2 - (n - y) * r**2).sum(axis=1)
    independent = (pairs * binomial).sum()
    if not independent > 0:
        return None
    corrected, chance_products = products + pairs * binomial / remaining, pairs * binomial * (1 + 1 / remaining)
    correlation, is_informative = float(corrected.sum() / chance_products.sum()), chance_products > 0
    share = np.divide(pairs, number, out=np.zeros_like(pairs), where=number > 0)
    phi = 1 + min(max(correlation, 0.0), 1.0) * share
    raw = 1 + share * np.divide(corrected, chance_products, out=np.full_like(corrected, np.nan), where=is_informative)
    informative = independent**2 / (pairs * binomial**2).sum()
    df = np.divide(informative * phi**2, share**2, out=np.full_like(phi, np.inf), where=share > 0)
    return PairsOfWeek(phi, df, raw, is_informative, correlation)
