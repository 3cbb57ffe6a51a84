"""The plainest facts: numbers, added and taken away, give a sum; a number is in no gap."""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.attack.domains import Contradiction
from warehouse.attack.numbers import Numbers


@dataclass(frozen=True)
class Sum:
    """The sum of numbers, each as often as `times` says, lies from `least` to `most`."""

    numbers: Sequence[int]
    times: Sequence[int]
    least: int = 0
    most: int = 0
    is_slow = False

    def narrow(self, numbers: Numbers) -> None:
        """Leave each number what the others make possible."""
        domains = [numbers.domains[number] for number in self.numbers]
        term_ranges = [
            (factor * domain.low, factor * domain.high) if factor > 0 else (factor * domain.high, factor * domain.low)
            for factor, domain in zip(self.times, domains, strict=True)
        ]
        above = self.most - sum(low for low, _ in term_ranges)  # by so much each may exceed its least
        below = sum(high for _, high in term_ranges) - self.least
        if above < 0 or below < 0:
            raise Contradiction
        for number, factor, (low, high) in zip(self.numbers, self.times, term_ranges, strict=True):
            if high - low > min(above, below):
                ends = (high - below, low + above)
                least, most = ends if factor > 0 else (-ends[1], -ends[0])
                numbers.keep(number, -(-least // abs(factor)), most // abs(factor))


def is_within(number: int, least: int, most: int) -> Sum:
    """Return the fact that a number lies between two."""
    return Sum((number,), (1,), least, most)


@dataclass(frozen=True)
class NotSmall:
    """A number does not lie between two."""

    number: int
    low: int
    high: int
    is_slow = False

    @property
    def numbers(self) -> Sequence[int]:
        """The number."""
        return (self.number,)

    def narrow(self, numbers: Numbers) -> None:
        """Cut off the end of what is left that lies between them, or the middle of a short list."""
        domain = numbers.domains[self.number]
        if domain.values is not None:
            numbers.keep_values(self.number, [value for value in domain.values if not self.low <= value <= self.high])
            return
        low = self.high + 1 if self.low <= domain.low <= self.high else domain.low
        high = self.low - 1 if self.low <= domain.high <= self.high else domain.high
        numbers.keep(self.number, low, high)
