"""Which figures to hide: the small ones, and as few others as it takes that no small one can be worked out.

The cell suppression problem (Hundepool et al. 2012, ch. 4; Fischetti & Salazar 2001), solved for one small figure after
the other, and gone over once more to show again what was hidden in vain. What is found is safe by construction, though
perhaps not the least that would do.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping

import numpy as np

from warehouse.disclosure.solver.figures import Figure, Known, Suppression, in_order, is_small, protection_level
from warehouse.disclosure.solver.knowledge import SLACK
from warehouse.disclosure.solver.problem import Problem, problem_of
from warehouse.disclosure.solver.search import Search, protect, show_again


def suppress(
    figures: Iterable[Figure],
    threshold: int = 10,
    known: Iterable[Known] = (),
    hidden_before: Collection[Hashable] = frozenset(),
    always_shown: Collection[Hashable] = frozenset(),
    free: Collection[Hashable] = frozenset(),
) -> Suppression:
    """Return which figures to hide, so that of each small one at least `protection_level(threshold)` is left open.

    The reader sees every figure that is not hidden, and knows which figures are hidden because they are small. The
    result does not depend on the order of the figures. Raises ValueError where they contradict each other.

    Args:
        figures: all figures.
        threshold: counts from 1 to below it are small.
        known: what the reader knows besides.
        hidden_before: ids of figures that an earlier edition hid and that did not change since: they stay hidden.
        always_shown: ids of figures that are public anyway.
        free: variables that may be negative; the reader knows that all others are not.
    """
    level = protection_level(threshold)
    problem = problem_of(in_order(figures), threshold, tuple(known), free, hidden_before, always_shown)
    search = Search(problem, problem.is_hidden_at_first.copy())
    targets = [int(row) for row in np.flatnonzero(problem.is_small)]
    for target in targets:
        protect(search, target, level)
    for row in _dearest_first(problem, search):
        show_again(search, row, level)
    widths = {target: search.width(target) for target in targets}
    short_widths = {target: width for target, width in widths.items() if width < level - SLACK}
    return _suppression(search, short_widths, threshold, frozenset(always_shown))


def _dearest_first(problem: Problem, search: Search) -> list[int]:
    added_rows = np.flatnonzero(search.hidden & ~problem.is_hidden_at_first)
    return sorted(added_rows.tolist(), key=lambda row: (-problem.price[row], row))


def _suppression(
    search: Search, short_widths: Mapping[int, float], threshold: int, always_shown: frozenset[Hashable]
) -> Suppression:
    groups = search.problem.groups
    small_ids = {f.id for group in groups for f in group if is_small(f, threshold)} - always_shown
    hidden_ids = {f.id for group, is_hidden in zip(groups, search.hidden, strict=False) if is_hidden for f in group}
    published_ids = {f.id for group in groups for f in group if f.is_published}
    unpublished_ids = {f.id for group in groups for f in group} - published_ids
    unprotected = {f.id: width for row, width in short_widths.items() for f in groups[row] if f.id in small_ids}
    return Suppression(
        frozenset(hidden_ids | small_ids | unpublished_ids),
        frozenset(small_ids),
        frozenset((hidden_ids & published_ids) - small_ids),
        unprotected,
    )
