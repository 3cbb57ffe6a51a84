"""Reliability by retest: how well what was measured in one half of a period agrees with the other half."""

from dataclasses import dataclass
from math import atanh, fsum, nan, sqrt, tanh

from scipy.stats import norm

from warehouse.arrays import Floats

_LEAST = 4  # units below which Fisher's z has no variance


@dataclass(frozen=True)
class SplitHalf:
    """The `correlation` of two halves, the `reliability` of the whole, and the interval of that; NaN if not known."""

    correlation: float
    reliability: float
    low: float
    high: float


def split_half(first: Floats, second: Floats, level: float) -> SplitHalf:
    """Return how far the values (units,) of two halves agree, and what that says of both halves together.

    The correlation r is Pearson's; the whole is twice as long, and its reliability 2r/(1 + r) by Spearman (1910) and
    Brown (1910), 0 where r is not above 0. The interval at `level` is Fisher's (1915), tanh(artanh r ± z/√(units − 3)),
    stepped up likewise. NaN where the values of a half do not differ; the interval for fewer than four units.
    """
    if len(set(first.tolist())) < 2 or len(set(second.tolist())) < 2:
        return SplitHalf(nan, nan, nan, nan)
    a, b = _centred(first), _centred(second)
    r = max(-1.0, min(1.0, fsum(a * b) / sqrt(fsum(a * a) * fsum(b * b))))
    if len(first) < _LEAST:
        return SplitHalf(r, _stepped_up(r), nan, nan)
    if abs(r) == 1:
        return SplitHalf(r, _stepped_up(r), _stepped_up(r), _stepped_up(r))
    half = float(norm.ppf((1 + level) / 2)) / sqrt(len(first) - 3)
    ends = (_stepped_up(tanh(atanh(r) + sign * half)) for sign in (-1, 1))
    return SplitHalf(r, _stepped_up(r), *ends)


def _centred(values: Floats) -> Floats:
    return values - fsum(values) / len(values)


def _stepped_up(r: float) -> float:
    return 2 * r / (1 + r) if r > 0 else 0.0
