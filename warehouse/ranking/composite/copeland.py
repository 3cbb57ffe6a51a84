"""Copeland's rule: a unit scores the pairs that it wins less those that it loses, by the weight of the indicators."""

from math import lcm, prod

import numpy as np

from warehouse.arrays import Array, Flags, Floats
from warehouse.ranking.composite.exact import as_fraction

# Weights are added up as whole numbers, digit by digit in this base: sums of thousands of digits are exact in a float.
_BITS = 40
_BASE = 2.0**_BITS


def copeland(values: Array, weights: Array, present: Flags, separated: Flags | None = None) -> Floats:
    """Return the Copeland scores (..., units), from -(units-1) to units-1; NaN for a unit with nothing that weighs.

    `values` and `present` are (..., units, k), more is better; `weights` (..., k), at least 0. Of each pair only the
    indicators present for both count: it is won by the unit that is better on more of their weight than the other.
    Nobody wins where their weight is less than half of all weight. `separated` (k, units, units), symmetric, says which
    cells differ by more than noise: those that do not count as equal.

    Weights are exact (a float counts as its shortest decimal), so that a draw is a draw. Raises ValueError for a weight
    that is negative or not finite. Source: A. H. Copeland (1951).

    Args:
        values: indicators (..., units, k), more being better.
        weights: (..., k), at least 0.
        present: (..., units, k), which values there are.
        separated: (k, units, units), which differ by more than noise; None where all that differ do.
    """
    units, k = values.shape[-2:]
    lead = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1], present.shape[:-2])
    each_values = np.broadcast_to(values, (*lead, units, k)).reshape(prod(lead), units, k)
    each_present = np.broadcast_to(present, (*lead, units, k)).reshape(prod(lead), units, k)
    each_weights = np.broadcast_to(weights, (*lead, k)).reshape(prod(lead), k)
    scores = np.empty((len(each_values), units))
    # One draw at a time: the pairs of all draws at once would not fit in memory.
    for i, (own_values, own_weights, own_present) in enumerate(
        zip(each_values, each_weights, each_present, strict=True)
    ):
        scores[i] = _scores(own_values, _digits(own_weights), own_present, separated)
    return scores.reshape(*lead, units)


def _scores(values: Array, digits: Floats, present: Flags, separated: Flags | None) -> Floats:
    present_by_indicator, places = present.T, _places(values, present).T
    common = present_by_indicator[:, :, None] & present_by_indicator[:, None, :]
    wins = common & (places[:, :, None] > places[:, None, :])
    if separated is not None:
        wins &= separated
    # Sums of whole digits, and so exact: by how much of the weight i's wins exceed j's (2g - W), and what both have.
    outcome = _sign(np.tensordot(digits, wins.astype(np.float64) - wins.swapaxes(1, 2), axes=1))
    common_weights = (digits[:, None, :] * present) @ present_by_indicator.astype(np.float64)
    total_weights = digits.sum(axis=1)
    outcome[_sign(2 * common_weights - total_weights[:, None, None]) < 0] = 0
    has_weight = np.any(present & (digits > 0).any(axis=0), axis=-1)
    return np.where(has_weight, outcome.sum(axis=-1), np.nan)


def _digits(weights: Array) -> Floats:
    """Return weights (k,) as whole numbers in the same proportions: (digits, k), the lowest digit first."""
    fractions = [as_fraction(weight) for weight in weights]
    if any(f < 0 for f in fractions):
        raise ValueError(f"weights are finite and not negative, unlike {float(min(fractions))}")
    scale = lcm(*(f.denominator for f in fractions))
    integers = [int(f * scale) for f in fractions]
    length = max(1, -(-max(integers, default=0).bit_length() // _BITS))
    return np.array([[float((w >> (_BITS * d)) % 2**_BITS) for w in integers] for d in range(length)])


def _sign(digits: Floats) -> Floats:
    """Return the sign of whole numbers that are given by digits (digits, ...) of any sign, the lowest first."""
    carry, has_remainder = np.zeros(digits.shape[1:]), np.zeros(digits.shape[1:], dtype=np.bool_)
    for digit in digits[:-1]:
        carried = np.floor((digit + carry) / _BASE)
        has_remainder |= digit + carry > carried * _BASE
        carry = carried
    top = digits[-1] + carry
    # Beneath the highest digit nothing is negative any more, and all of it together is less than one of that digit.
    return np.where(top == 0, has_remainder.astype(np.float64), np.sign(top))


def _places(values: Array, present: Flags) -> Array:
    """Return numbers (units, k) in the order of each indicator's present values, and equal where those are equal."""
    if values.dtype != object:
        return values
    places = np.zeros(values.shape, dtype=np.int64)
    for j in range(values.shape[-1]):
        order = {value: place for place, value in enumerate(sorted(set(values[present[:, j], j])))}
        places[:, j] = [order.get(value, 0) for value in values[:, j]]
    return places
