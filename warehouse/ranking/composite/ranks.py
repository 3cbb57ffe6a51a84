"""Ranks: the keys that units are ranked by, and the number each tie rule gives. The greatest is 1."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from numbers import Integral, Rational, Real

import numpy as np

from warehouse.arrays import Floats, Ints

DECIMALS = 10  # of a floating-point score that are compared: what differs beyond is rounding error, not performance
DIGITS = 1100  # enough to hold any floating-point number exactly
Key = Fraction | Decimal


def rank_keys(scores: Sequence[object], decimals: int | None = None) -> list[Key]:
    """Return what the scores are compared by: exact numbers, so that equal performance is an exact tie.

    Every score is rounded half-even to `decimals`. Without them Fractions, Decimals and whole numbers stay as they are,
    and floating-point numbers are rounded half-even to 10 decimals. Raises ValueError for what is not a finite number:
    a unit without a score is not ranked.
    """
    return [_key(score, decimals) for score in scores]


def competition(keys: Sequence[Key]) -> Ints:
    """Return 1 + the number of strictly greater keys: 1 2 2 4."""
    greater, _, _ = _comparison_counts(keys)
    return 1 + greater


def dense(keys: Sequence[Key]) -> Ints:
    """Return 1 + the number of different greater keys: 1 2 2 3."""
    _, _, levels = _comparison_counts(keys)
    return 1 + levels


def mid(keys: Sequence[Key]) -> Floats:
    """Return the mean of the ranks that equal keys would share out: 1 2.5 2.5 4."""
    return irank(keys, 0.5)


def irank(values: Sequence[Key] | Sequence[float] | Floats, omega: float, increasing: bool = False) -> Floats:
    """Return integer-valued ranks with ties at (1 - omega) times their least and omega times their greatest rank.

    The greatest is 1, or the least where `increasing`. `omega` 0 is the competition rank, 0.5 the mid-rank and 1 the
    number of units at least as good. Values are compared as they are: pass `rank_keys`. Raises ValueError unless omega
    is within 0 and 1, and for NaN.
    """
    if not 0 <= omega <= 1:
        raise ValueError(f"omega lies between 0 and 1, not {omega}")
    greater, equal, _ = _comparison_counts(values)
    least = len(values) - greater - equal if increasing else greater
    return np.asarray(1 + least + omega * (equal - 1), dtype=np.float64)


def _comparison_counts(values: Sequence[Key] | Sequence[float] | Floats) -> tuple[Ints, Ints, Ints]:
    """Return for each value how many are greater, how many are equal (itself too), and how many different greater."""
    keys = list(values)
    odd = [key for key in keys if key != key]  # noqa: PLR0124 - NaN alone is not itself
    if odd:
        raise ValueError(f"a value to rank is a number, not {odd[0]}")
    order = sorted(range(len(keys)), key=keys.__getitem__, reverse=True)
    greater, equal, levels = (np.zeros(len(keys), dtype=np.int64) for _ in range(3))
    first, level = 0, 0
    while first < len(order):
        last = first
        while last < len(order) and keys[order[last]] == keys[order[first]]:
            last += 1
        tied = order[first:last]
        greater[tied], equal[tied], levels[tied] = first, last - first, level
        first, level = last, level + 1
    return greater, equal, levels


def _key(score: object, decimals: int | None) -> Key:
    if isinstance(score, Decimal) and score.is_finite():
        return score if decimals is None else _rounded(score, decimals)
    if isinstance(score, Rational) and not isinstance(score, bool):
        exact = Fraction(int(score.numerator), int(score.denominator))
        exact_key: Key = Decimal(exact.numerator) if isinstance(score, Integral) else exact
        return exact_key if decimals is None else round(exact, decimals)
    if isinstance(score, Real) and not isinstance(score, bool) and math.isfinite(score):
        return _rounded(Decimal(float(score)), DECIMALS if decimals is None else decimals)
    raise ValueError(f"a score to rank is a finite number, not {score!r}")


def _rounded(value: Decimal, decimals: int) -> Decimal:
    with localcontext(prec=DIGITS):
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
