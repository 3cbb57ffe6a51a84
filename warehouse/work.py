"""How work is spread: over threads here, or over processes and machines where a flow gives another way."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Spread(Protocol):
    """A way to have a function done for each of many items; yields the results in the order of the items.

    The function stands at the top level of a module and the items are plain values, so that both can be pickled:
    another process, on another machine, may do them if it sees the same data root, and again where that process died.
    """

    def __call__(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Do all of it. Raises what the function raised."""


def in_threads(workers: int) -> Spread:
    """Return a way to do so many items at the same time in this process."""

    def spread(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(function, items)

    return spread
