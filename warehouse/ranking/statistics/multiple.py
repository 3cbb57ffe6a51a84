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
    p_values = np.asarray(p, dtype=np.float64)
    if p_values.ndim != 1:
        raise ValueError(f"p-values to adjust form one dimension, not {p_values.ndim}")
    wrong = p_values[~((p_values >= 0) & (p_values <= 1))]
    if wrong.size:
        raise ValueError(f"a p-value lies between 0 and 1, not {wrong[0]}")
    order = np.argsort(p_values, kind="stable")
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(p_values[order] * np.arange(p_values.size, 0, -1)))
    return adjusted
