"""The attack: what a reader can work out of each hidden count from all that is shown, by linear programming.

It is the auditor of `suppress`, and takes no step of it: every bound is the optimum of a linear programme over
everything that the reader knows (the attacker's problems of Fischetti & Salazar 2001).
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

from warehouse.arrays import Floats
from warehouse.disclosure.solver.certain import certain
from warehouse.disclosure.solver.figures import Figure, Known, in_order
from warehouse.disclosure.solver.knowledge import SLACK, Rows, a_point, rows_of, solve
from warehouse.disclosure.solver.nearby import Links, Places

_NEAR = 40  # variables of the small programmes that mostly settle a bound
_UNBOUNDED = 3  # the solver's answer where there are solutions and no best one


def attack(
    figures: Iterable[Figure],
    hidden: Collection[Hashable],
    known: Iterable[Known] = (),
    free: Collection[Hashable] = frozenset(),
    threshold: int | None = None,
    attacked_ids: Collection[Hashable] | None = None,
    near: int = _NEAR,
) -> dict[Hashable, tuple[float, float]]:
    """Return the least and the greatest value of each hidden figure that all else allows.

    The reader knows that a count is not negative. Infinite where nothing bounds a figure. Raises ValueError where the
    figures contradict each other.

    Args:
        figures: all figures; the reader sees those that are published and not hidden.
        hidden: ids of figures.
        known: what the reader knows besides.
        free: variables that may be negative; the reader knows that all others are not.
        threshold: with it the reader knows which figures were hidden because they are small, and so of every sensitive
            figure whether it is 0, in 1..threshold - 1, or above.
        attacked_ids: ids of the figures that are attacked; None: all that are hidden.
        near: so many of the nearest variables are tried first, which changes how long it takes and no answer.
    """
    ordered_figures = in_order(figures)
    known_sums = tuple(known)
    rows = rows_of([(f,) for f in ordered_figures], known_sums, free, threshold)
    unseen = {row: f.id for row, f in enumerate(ordered_figures) if f.id in hidden or not f.is_published}
    for row, figure in enumerate(ordered_figures):
        if row not in unseen:
            rows.low[row] = rows.high[row] = figure.value
    view = _view(rows, [*(f.id for f in ordered_figures), *known_sums], near)
    attacked_rows = {row: name for row, name in unseen.items() if attacked_ids is None or name in attacked_ids}
    return {name: (_extreme(view, row, -1), _extreme(view, row, 1)) for row, name in attacked_rows.items()}


@dataclass(frozen=True)
class _View:
    """What the reader knows, as deviations from a state that he holds possible, in which each row has its `value`.

    Only the variables that are not certain are left; `length` counts those of each row. Variables of one `component`
    hang together. So many of the `near` ones are tried first.
    """

    links: Links
    near: int
    value: Floats
    low: Floats
    high: Floats
    least: Floats
    length: Places
    component: Places


def _view(rows: Rows, names: Sequence[object], near: int) -> _View:
    certain_values = certain(rows)
    is_open = np.isnan(certain_values)
    point = np.where(is_open, a_point(rows, names), certain_values)
    matrix = csr_array(rows.matrix[:, np.flatnonzero(is_open)])
    value = rows.matrix @ point
    _, component = connected_components(block_array([[None, matrix], [matrix.T, None]]), directed=False)
    return _View(
        Links.of(matrix),
        near,
        value,
        # What is possible is possible: where the solver missed a bound by a hair, the bound gives way.
        np.minimum(rows.low - value, 0),
        np.maximum(rows.high - value, 0),
        np.minimum(rows.least - point, 0)[is_open],
        np.diff(matrix.indptr),
        component[matrix.shape[0] :],
    )


def _extreme(view: _View, row: int, way: int) -> float:
    """Return the least (`way` -1) or greatest (1) value of a row.

    If all but the nearest variables stay as they are, the row reaches at least so far; if all rows that hold others are
    left out, at most so far. Where the two agree, that is the answer; else the whole component is solved.
    """
    if not view.length[row]:
        return round(float(view.value[row]), 6)
    near, limit = view.links.near(row, view.near), float(view.high[row] if way == 1 else -view.low[row])
    reached = _farthest(view, row, way, near)
    if reached < limit - SLACK and _farthest(view, row, way, near, whole_rows=True) - reached > SLACK:
        member = view.component[near[0]]
        reached = _farthest(view, row, way, np.flatnonzero(view.component == member))
    return round(float(view.value[row]) + way * reached, 6)


def _farthest(view: _View, row: int, way: int, near: Places, whole_rows: bool = False) -> float:
    """Return how far a row can deviate if the variables `near` do; with `whole_rows` only their own rows hold them."""
    rows, entries = view.links.part_near(near)
    low, high = view.low[rows], view.high[rows]
    if whole_rows:
        is_cut = np.bincount(entries.row, minlength=len(rows)) < view.length[rows]
        low, high = np.where(is_cut, -np.inf, low), np.where(is_cut, np.inf, high)
    goal = np.zeros(len(near))
    is_of_target = rows[entries.row] == row
    goal[entries.column[is_of_target]] = entries.value[is_of_target]
    answer = solve(-way * goal, entries.matrix(len(rows), len(near)), low, high, view.least[near])
    if answer.status == _UNBOUNDED:
        return np.inf
    if answer.x is None:
        raise RuntimeError(f"the solver found no bound of a hidden figure: {answer.message}")
    return way * float(goal @ answer.x)
