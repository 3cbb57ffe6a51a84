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

    def narrow(self, of: Numbers) -> None:
        """Leave each number what the others make possible."""
        spans = [of.domains[number] for number in self.numbers]
        parts = [
            (t * d.low, t * d.high) if t > 0 else (t * d.high, t * d.low)
            for t, d in zip(self.times, spans, strict=True)
        ]
        above = self.most - sum(low for low, _ in parts)  # by so much each may exceed its least
        below = sum(high for _, high in parts) - self.least
        if above < 0 or below < 0:
            raise Contradiction
        for number, times, (low, high) in zip(self.numbers, self.times, parts, strict=True):
            if high - low > min(above, below):
                ends = (high - below, low + above)
                least, most = ends if times > 0 else (-ends[1], -ends[0])
                of.keep(number, -(-least // abs(times)), most // abs(times))


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

    def narrow(self, of: Numbers) -> None:
        """Cut off the end of what is left that lies between them, or the middle of a short list."""
        domain = of.domains[self.number]
        if domain.values is not None:
            of.keep_of(self.number, [v for v in domain.values if not self.low <= v <= self.high])
            return
        low = self.high + 1 if self.low <= domain.low <= self.high else domain.low
        high = self.low - 1 if self.low <= domain.high <= self.high else domain.high
        of.keep(self.number, low, high)
