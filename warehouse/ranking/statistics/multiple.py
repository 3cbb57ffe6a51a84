"""Multiple testing: p-values adjusted so that many tests together keep one error rate."""

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Floats


def holm(p: npt.ArrayLike) -> Floats:
    """Return the p-values (m,) adjusted by Holm's step-down, in the order given; reject where adjusted <= alpha.

    The k-th smallest is multiplied by m - k + 1, never falls below the one before it, and is at most 1. Equal p-values
    get equal results. No p-values give none. Raises ValueError unless p is one-dimensional and within [0, 1], NaN
    refused: a test that was not made must not count among m. Source: S. Holm (1979).
    """
    given = np.asarray(p, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError(f"p-values to adjust form one dimension, not {given.ndim}")
    wrong = given[~((given >= 0) & (given <= 1))]
    if wrong.size:
        raise ValueError(f"a p-value lies between 0 and 1, not {wrong[0]}")
    order = np.argsort(given, kind="stable")
    adjusted = np.empty_like(given)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(given[order] * np.arange(given.size, 0, -1)))
    return adjusted
