"""What a whole number can still be: bounds, and where few values are left, these values."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

FAR = 10**9  # no count is greater
_FEW = 512  # so many values are listed one by one


class Contradiction(Exception):
    """Nothing is left that a number could be: one of the facts does not hold."""


class Domain(NamedTuple):
    """The values from `low` to `high`, or of these only `values`, where they are listed."""

    low: int
    high: int
    values: frozenset[int] | None = None

    @property
    def size(self) -> int:
        """How many values there are."""
        return self.high - self.low + 1 if self.values is None else len(self.values)

    def __contains__(self, value: object) -> bool:
        if self.values is not None:
            return value in self.values
        return isinstance(value, int) and self.low <= value <= self.high

    def each(self) -> Iterator[int]:
        """Yield the values in order."""
        yield from range(self.low, self.high + 1) if self.values is None else sorted(self.values)


def domain_of(values: Collection[int]) -> Domain:
    """Return the domain of some values; raise `Contradiction` where there are none."""
    if not values:
        raise Contradiction
    return Domain(min(values), max(values), frozenset(values))


def within(domain: Domain, low: int, high: int) -> Domain:
    """Return what of a domain lies between two numbers; raise `Contradiction` where nothing does."""
    low, high = max(low, domain.low), min(high, domain.high)
    if low > high:
        raise Contradiction
    if domain.values is not None:
        return domain_of([value for value in domain.values if low <= value <= high])
    return Domain(low, high) if high - low >= _FEW else domain_of(range(low, high + 1))
