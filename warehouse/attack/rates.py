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

    def narrow(self, numbers: Numbers) -> None:
        """Leave the pairs whose ratio it is."""
        low, high = (Fraction(self.value) + sign * Fraction(self.rounding) for sign in (-1, 1))
        x, n = numbers.domains[self.x], numbers.domains[self.n]
        if n.size > _MOST:
            numbers.keep(self.x, ceil(low * n.low), floor(high * n.high))
            return
        pairs = [
            (numerator, denominator)
            for denominator in n.each()
            for numerator in range(ceil(low * denominator), floor(high * denominator) + 1)
            if numerator in x
        ]
        numbers.keep_values(self.x, {numerator for numerator, _ in pairs})
        numbers.keep_values(self.n, {denominator for _, denominator in pairs})
