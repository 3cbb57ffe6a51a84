"""The figures as numbers, seen from what is true: by how much everything may differ from it in the eyes of a reader.

All that differs is a deviation from one true state, so that 0 is always possible, and two figures of equal terms are
one row: to hide one of them and show the other would be to show both.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.arrays import Flags, Floats
from warehouse.disclosure.solver.figures import Figure, Known, is_small
from warehouse.disclosure.solver.knowledge import Rows, a_point, rows_of
from warehouse.disclosure.solver.nearby import Links


@dataclass(frozen=True)
class Problem:
    """Rows of deviations: first a row for each of `groups` (figures of equal terms), then those known besides.

    A row that is hidden deviates by `low` to `high`, a variable by `least` or more. `price` is what hiding a row costs,
    if it `may_hide`.
    """

    groups: tuple[tuple[Figure, ...], ...]
    links: Links
    low: Floats
    high: Floats
    least: Floats
    price: Floats
    is_small: Flags
    is_hidden_at_first: Flags
    may_hide: Flags


def problem_of(
    figures: Sequence[Figure],
    threshold: int,
    known: Sequence[Known],
    free: Collection[Hashable],
    hidden_before: Collection[Hashable],
    always_shown: Collection[Hashable],
) -> Problem:
    """Return the problem of figures that are in order. Raises ValueError where they contradict each other.

    Args:
        figures: all figures.
        threshold: counts from 1 to below it are small.
        known: what a reader knows besides.
        free: variables that may be negative.
        hidden_before: ids of figures that stay hidden.
        always_shown: ids of figures that are public anyway.
    """
    groups = _groups(figures)
    rows = rows_of(groups, known, free, threshold)
    known_count = len(known)
    names = [*(group[0].id for group in groups), *known]
    low, high, least = _deviations(rows, a_point(rows, names, [group[0].value for group in groups]))

    def flags(values: list[bool]) -> Flags:
        return np.array([*values, *[False] * known_count], dtype=np.bool_)

    small_rows = flags([any(is_small(f, threshold) for f in group) for group in groups])
    public_rows = flags([any(f.id in always_shown for f in group) for group in groups])
    before_rows = flags([any(f.id in hidden_before for f in group) for group in groups])
    published_rows = flags([any(f.is_published for f in group) for group in groups])
    hidden_at_first = (small_rows | before_rows | ~published_rows) & ~public_rows
    hidden_at_first[len(groups) :] = True
    return Problem(
        groups,
        Links.of(rows.matrix),
        low,
        high,
        least,
        _prices(groups, known_count),
        small_rows,
        hidden_at_first,
        published_rows & ~public_rows,
    )


def _groups(figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], ...]:
    groups: dict[frozenset[tuple[Hashable, int]], list[Figure]] = {}
    for figure in figures:
        group = groups.setdefault(frozenset(figure.terms.items()), [])
        if group and group[0].value != figure.value:
            raise ValueError(f"{group[0].id!r} and {figure.id!r} count the same and differ")
        group.append(figure)
    return tuple(tuple(group) for group in groups.values())


def _deviations(rows: Rows, point: Floats) -> tuple[Floats, Floats, Floats]:
    true_values = rows.matrix @ point
    # What is true is possible: where the solver missed a bound by a hair, the bound gives way.
    return (
        np.minimum(rows.low - true_values, 0),
        np.maximum(rows.high - true_values, 0),
        np.minimum(rows.least - point, 0),
    )


def _prices(groups: Sequence[Sequence[Figure]], known_count: int) -> Floats:
    """Return the price of each row: cost first; then small values before large ones, and the order breaks ties."""
    costs = [sum(f.cost for f in group if f.is_published) for group in groups]
    sizes = np.log10(1.0 + np.array([abs(group[0].value) for group in groups]))
    order = np.arange(len(groups)) / max(1, len(groups))
    prices = np.array(costs) * (1 + 0.01 * sizes) + 1e-4 * order
    return np.concatenate([prices, np.zeros(known_count)])
