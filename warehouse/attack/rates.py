"""What a rate tells that stands beside a count that does not: numerator over denominator, to its rounding."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from warehouse.attack.numbers import Numbers

_MOST = 20_000  # denominators that are tried out


@dataclass(frozen=True)
class Ratio:
    """One number over another is `value`, give or take a rounding."""

    x: int
    n: int
    value: float
    rounding: float
    is_slow = False

    @property
    def numbers(self) -> Sequence[int]:
        """Numerator and denominator."""
        return (self.x, self.n)

    def narrow(self, of: Numbers) -> None:
        """Leave the pairs whose ratio it is."""
        low, high = (Fraction(self.value) + sign * Fraction(self.rounding) for sign in (-1, 1))
        x, n = of.domains[self.x], of.domains[self.n]
        if n.size > _MOST:
            of.keep(self.x, ceil(low * n.low), floor(high * n.high))
            return
        pairs = [(v, d) for d in n.each() for v in range(ceil(low * d), floor(high * d) + 1) if v in x]
        of.keep_of(self.x, {v for v, _ in pairs})
        of.keep_of(self.n, {d for _, d in pairs})
