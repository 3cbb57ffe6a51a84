"""The kinds of arrays that functions take and give, named once for all rooms that compute with them."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
# Floats, or fractions as objects: what is computed exactly where its numbers are exact.
Array = npt.NDArray[Any]
