"""Aggregation: the values of several indicators brought into one number for each unit.

Every function takes `values` (..., units, k), where more is better, `weights` (..., k), at least 0 and of any sum, and
`present`, a mask of the values' shape. A cell counts where it is present and its weight is above 0; the weights of
those that count are rescaled to 1 for each unit. The result (..., units) is NaN where nothing counts (None in an
array of objects). What a cell holds that does not count is ignored.

Arrays of Fractions stay exact, except under `geometric` and `copeland`, which return floats; a weight that is a float
then counts as its shortest decimal. All raise ValueError for a weight that is negative or not finite.
"""

from collections.abc import Callable, Mapping

import numpy as np

from warehouse.arrays import Array, Flags
from warehouse.ranking.composite.copeland import copeland
from warehouse.ranking.composite.exact import as_fraction

Aggregation = Callable[[Array, Array, Flags], Array]


def arithmetic(values: Array, weights: Array, present: Flags) -> Array:
    """Return the weighted mean, Σwv/Σw."""
    is_counted, shares = _counted_weights(values, weights, present)
    return _quotient(_total(shares * np.where(is_counted, values, 0)), _total(shares))


def geometric(values: Array, weights: Array, present: Flags) -> Array:
    """Return the weighted geometric mean, exp(Σw ln v/Σw). Raises ValueError where a value that counts is not > 0."""
    is_counted, shares = _counted_weights(values, weights, present)
    logarithms = np.log(_positive(values, is_counted, "geometric").astype(np.float64))
    floats = shares.astype(np.float64)
    mean = _quotient(_total(floats * logarithms), _total(floats))
    return np.exp(mean)


def harmonic(values: Array, weights: Array, present: Flags) -> Array:
    """Return the weighted harmonic mean, Σw/Σ(w/v). Raises ValueError where a value that counts is not above 0."""
    is_counted, shares = _counted_weights(values, weights, present)
    return _quotient(_total(shares), _total(shares / _positive(values, is_counted, "harmonic")))


def mpi(values: Array, weights: Array, present: Flags) -> Array:
    """Return the Mazziotta-Pareto index with negative penalty, m - s²/m, with s² over n-1; m where one value counts.

    Mean m and variance s² are the plain ones of the values that count: the index has no weights, and only a weight of 0
    matters, which leaves an indicator out. It is meant for values on a mean of 100 and a standard deviation of 10.
    Raises ValueError where a mean is not above 0. Source: M. Mazziotta and A. Pareto (2016).
    """
    is_counted, _ = _counted_weights(values, weights, present)
    n, plain = np.sum(is_counted, axis=-1), np.ones(values.shape[-1])
    return _penalised(values, plain, is_counted, n, np.maximum(n - 1, 1))


def ampi(values: Array, weights: Array, present: Flags) -> Array:
    """Return the adjusted Mazziotta-Pareto index with negative penalty, m - s²/m, with m = Σwv/Σw, s² = Σw(v-m)²/Σw.

    It is meant for values between goalposts that earn 70 and 130, so that what lies half-way, the reference, has 100.
    Raises ValueError where a mean is not above 0. Source: M. Mazziotta and A. Pareto (2016), whose variance divides by
    the number of indicators; with weights: the same (2022), "Weighting in composite indices construction".
    """
    is_counted, _ = _counted_weights(values, weights, present)
    return _penalised(values, weights, is_counted, 1, 1)


def _penalised(values: Array, weights: Array, is_counted: Flags, times: Array | int, over: Array | int) -> Array:
    """Return m - s²/m with the weighted mean m and variance of the values that count, s² being that · times / over."""
    counted_values, has_mean = np.where(is_counted, values, 1), np.any(is_counted, axis=-1)
    mean = np.where(has_mean, arithmetic(counted_values, weights, is_counted), 1)
    is_refused = np.asarray(~(mean > 0), dtype=np.bool_)
    if bool(np.any(is_refused)):
        raise ValueError(f"a penalty s²/m needs a mean above 0, not {float(mean[is_refused][0])}")
    squares = np.where(has_mean, arithmetic((counted_values - mean[..., None]) ** 2, weights, is_counted), 0)
    return np.where(has_mean, mean - squares * times / over / mean, _absent(values))


AGGREGATIONS: Mapping[str, Aggregation] = {
    "arithmetic": arithmetic,
    "geometric": geometric,
    "harmonic": harmonic,
    "mpi": mpi,
    "ampi": ampi,
    "copeland": copeland,
}


def _counted_weights(values: Array, weights: Array, present: Flags) -> tuple[Flags, Array]:
    """Return which cells count, and their weights (0 for the others), both (..., units, k)."""
    weight_values = _fractions(weights) if values.dtype == object else np.asarray(weights, dtype=np.float64)
    is_refused = np.asarray(~((weight_values >= 0) & (weight_values < np.inf)), dtype=np.bool_)
    if bool(np.any(is_refused)):
        raise ValueError(f"weights are finite and not negative, unlike {float(weight_values[is_refused][0])}")
    unit_weights = weight_values[..., None, :]
    is_counted = present & np.asarray(unit_weights > 0, dtype=np.bool_)
    return is_counted, np.where(is_counted, unit_weights, 0)


def _positive(values: Array, is_counted: Flags, name: str) -> Array:
    """Return the values that count, and 1 elsewhere."""
    counted_values = np.where(is_counted, values, 1)
    is_refused = np.asarray(~(counted_values > 0), dtype=np.bool_)
    if bool(np.any(is_refused)):
        raise ValueError(f"a {name} mean needs values above 0, not {float(counted_values[is_refused][0])}")
    return counted_values


def _total(terms: Array) -> Array:
    """Return the sums over the last axis, term by term: numpy's own sum may depend on how an array lies in memory."""
    total = np.zeros(terms.shape[:-1], dtype=terms.dtype)
    for j in range(terms.shape[-1]):
        total = total + terms[..., j]
    return total


def _quotient(numerator: Array, denominator: Array) -> Array:
    is_defined = np.asarray(denominator > 0, dtype=np.bool_)
    return np.where(is_defined, numerator / np.where(is_defined, denominator, 1), _absent(numerator))


def _absent(values: Array) -> Array:
    return np.array(None if values.dtype == object else np.nan)


def _fractions(weights: Array) -> Array:
    return np.asarray(np.frompyfunc(as_fraction, 1, 1)(weights), dtype=object)
