"""A hidden cell: which pairs of numerator and denominator it can still hold, and what each of them scores."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from warehouse.attack.domains import Contradiction, Domain
from warehouse.attack.numbers import Numbers
from warehouse.attack.scales import Scale

_MOST = 60_000  # pairs that are tried; a cell with more of them is taken to score anything


@dataclass(frozen=True)
class Least:
    """How many cases an indicator needs to be scored by itself, and what becomes of fewer.

    The number lies from `low` to `high`. Fewer are completed up to it at a `rate`, None where that is not known; or the
    cell has no score. `is_completed` is None where nothing shows which.
    """

    low: int
    high: int
    is_completed: bool | None
    rate: float | None


@dataclass(frozen=True)
class Pairs:
    """Pairs (p,) of a cell and the lowest and highest score of each (0 to 100), in order; NaN: the cell has none."""

    x: np.ndarray
    n: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def has_score(self) -> np.ndarray:
        """Which pairs have a score."""
        scored: np.ndarray = ~np.isnan(self.low)
        return scored


@dataclass(frozen=True)
class Cell:
    """The numbers of a hidden cell, by their places: numerator, denominator, and what is left of it, if that is one."""

    code: str
    x: int
    n: int
    rest: int | None
    scale: Scale
    least: Least

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that it is about."""
        return (self.x, self.n) if self.rest is None else (self.x, self.n, self.rest)

    def pairs(self, numbers: Numbers) -> Pairs | None:
        """Return what the cell can hold, None where that is too much to be tried out."""
        return _pairs_of_cell(self, numbers.domains[self.x], numbers.domains[self.n], self._rest(numbers))

    def keep(self, numbers: Numbers, pairs: Pairs, is_possible: np.ndarray) -> None:
        """Leave the numbers what some pairs hold; raise `Contradiction` where there are none."""
        if not is_possible.any():
            raise Contradiction
        x, n = pairs.x[is_possible], pairs.n[is_possible]
        numbers.keep_values(self.x, set(x.tolist()))
        numbers.keep_values(self.n, set(n.tolist()))
        if self.rest is not None:
            numbers.keep_values(self.rest, set((n - x).tolist()))

    def _rest(self, numbers: Numbers) -> Domain | None:
        return None if self.rest is None else numbers.domains[self.rest]

    def scored(self, x: np.ndarray, n: np.ndarray) -> Pairs:
        """Return each pair with every way in which it may be scored."""
        is_few = n < self.least.high
        nothing = np.full(len(x), np.nan)
        ways = [((n >= self.least.low) & (n > 0), *self._by_itself(x, n))]
        if self.least.is_completed is not False:
            ways.append((is_few, *self._completed(x, n)))
        if self.least.is_completed is not True:
            ways.append((is_few, nothing, nothing))
        columns_by_way = [[column[is_meant] for column in (x, n, low, high)] for is_meant, low, high in ways]
        columns = [np.concatenate(way_columns) for way_columns in zip(*columns_by_way, strict=True)]
        order = np.argsort(columns[2])
        return Pairs(*(column[order] for column in columns))

    def _by_itself(self, x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        scores = self.scale.scores(x / np.maximum(n, 1))
        return scores, scores

    def _completed(self, x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the lowest and the highest score with cases added: more of them bring the rate closer to theirs."""
        rates = (0.0, 1.0) if self.least.rate is None else (self.least.rate,)
        sizes = (np.maximum(self.least.low, n + 1), np.maximum(self.least.high, n + 1))
        scores = [self.scale.scores((x + (size - n) * rate) / size) for size in sizes for rate in rates]
        return np.min(scores, axis=0), np.max(scores, axis=0)


@lru_cache(256)  # a cell is looked at again and again while others change
def _pairs_of_cell(cell: Cell, x: Domain, n: Domain, rest: Domain | None) -> Pairs | None:
    pairs = _pairs(x, n, rest)
    return None if pairs is None else cell.scored(*pairs)


def _pairs(x: Domain, n: Domain, rest: Domain | None) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the pairs of numerator and denominator, from the two domains that have the fewest values."""
    ways: list[tuple[Domain, Domain, Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]]] = [
        (x, n, lambda a, b: (a, b))
    ]
    if rest is not None:
        ways += [(x, rest, lambda a, b: (a, a + b)), (n, rest, lambda a, b: (a - b, a))]
    first_domain, second_domain, pair = min(ways, key=lambda way: way[0].size * way[1].size)
    if first_domain.size * second_domain.size > _MOST:
        return None
    a, b = np.meshgrid(_values(first_domain), _values(second_domain), indexing="ij")
    xs, ns = pair(a.ravel(), b.ravel())
    fits = _is_within(xs, x) & _is_within(ns, n) & (True if rest is None else _is_within(ns - xs, rest))
    return xs[fits], ns[fits]


def _values(domain: Domain) -> np.ndarray:
    return np.fromiter(domain.each(), dtype=np.int64, count=domain.size)


def _is_within(values: np.ndarray, domain: Domain) -> np.ndarray:
    if domain.values is not None:
        return np.isin(values, _values(domain))
    return (values >= domain.low) & (values <= domain.high)
