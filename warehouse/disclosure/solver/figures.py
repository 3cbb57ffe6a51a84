"""What a published count is, what is known besides, and which counts are too small to publish."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Figure:
    """A count: the sum of `terms` (coefficient of each hidden variable), of value `value`.

    `is_sensitive`: it counts people's business, so that it is not published where 0 < value < threshold. `cost`: what
    is lost where it is hidden to protect another, above 0. `is_published` false: nobody publishes it, but it can be
    worked out, such as the failures where cases and successes are shown; small, it is protected like any other.
    """

    id: Hashable
    terms: Mapping[Hashable, int]
    value: int
    is_sensitive: bool
    cost: float = 1.0
    is_published: bool = True


@dataclass(frozen=True)
class Known:
    """What a reader knows besides: that the sum of `terms` lies between `low` and `high`, both included."""

    terms: Mapping[Hashable, float]
    low: float
    high: float


@dataclass(frozen=True)
class Suppression:
    """Which figures are not shown.

    `primary` are the small ones; `complementary` are the other published ones that are hidden so that no primary one
    can be worked out. `hidden` holds both, and all figures that are never published. `unprotected`: the primary ones
    for which nothing is left to hide and which can still be worked out more closely than the protection level, with the
    width that was reached.
    """

    hidden: frozenset[Hashable]
    primary: frozenset[Hashable]
    complementary: frozenset[Hashable]
    unprotected: Mapping[Hashable, float]


def protection_level(threshold: int) -> int:
    """Return the least width (greatest less least value) that a reader must be left with for a small count.

    The reader knows that it lies in 1..threshold - 1, of width threshold - 2; half of that must be left. All of it
    cannot be asked for: two small counts are both below threshold - 1 where their sum is small too. Raises ValueError
    for a threshold below 4, which leaves no width.
    """
    if threshold < 4:
        raise ValueError(
            f"the threshold of small counts is at least 4, not {threshold}: below, hiding protects nothing"
        )
    return (threshold - 2) // 2


def is_small(figure: Figure, threshold: int) -> bool:
    """Say whether the figure must not be published. A count of zero is about nobody."""
    return figure.is_sensitive and 0 < figure.value < threshold


def in_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures by the text of their ids, whatever order they came in; raise ValueError if two share one."""
    ordered = sorted(figures, key=lambda f: repr(f.id))
    for figure, following in pairwise(ordered):
        if repr(figure.id) == repr(following.id):
            raise ValueError(f"two figures have the id {figure.id!r}")
    return tuple(ordered)
