"""What a reader knows of figures that he does not see, as rows of numbers: low <= matrix @ variables <= high."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csc_array, csr_array, eye_array, hstack

from warehouse.arrays import Floats
from warehouse.disclosure.solver.figures import Figure, Known, is_small

SLACK = 1e-6  # by how much the solver may miss a bound


@dataclass(frozen=True)
class Rows:
    """Rows over variables, each between `low` and `high`, and the least value of each variable (0, or any: -inf)."""

    matrix: csr_array
    low: Floats
    high: Floats
    least: Floats


def rule_bounds(figure: Figure, threshold: int | None) -> tuple[float, float]:
    """Return the bounds that a reader knows of a figure that he does not see.

    A count is not negative. With a threshold the reader also knows which figures were hidden because they are small,
    and hence of each sensitive figure whether it is 0, small, or above.
    """
    if figure.value < 0:
        return -np.inf, np.inf
    if threshold is None or not figure.is_sensitive:
        return 0.0, np.inf
    if is_small(figure, threshold):
        return 1.0, threshold - 1.0
    return (0.0, 0.0) if figure.value == 0 else (float(threshold), np.inf)


def rows_of(
    groups: Sequence[Sequence[Figure]], known: Sequence[Known], free: Collection[Hashable], threshold: int | None
) -> Rows:
    """Return what is known of figures, one row for each group, and then what is known besides.

    The variables stand in the order of their texts.

    Args:
        groups: the figures, those of equal terms in one group.
        known: what a reader knows besides.
        free: variables that may be negative.
        threshold: see `rule_bounds`.
    """
    terms: list[Mapping[Hashable, float]] = [*(group[0].terms for group in groups), *(k.terms for k in known)]
    ranges_by_group = [np.array([rule_bounds(f, threshold) for f in group]) for group in groups]
    bounds = [*((group[:, 0].max(), group[:, 1].min()) for group in ranges_by_group), *((k.low, k.high) for k in known)]
    names = sorted({name for row_terms in terms for name in row_terms}, key=repr)
    place = {name: index for index, name in enumerate(names)}
    row = [index for index, row_terms in enumerate(terms) for _ in row_terms]
    column = [place[name] for row_terms in terms for name in row_terms]
    values = np.array([float(c) for row_terms in terms for c in row_terms.values()])
    matrix = csr_array((values, (row, column)), shape=(len(terms), len(names)))
    low, high = np.array(bounds, dtype=np.float64).reshape(-1, 2).T
    return Rows(matrix, low, high, np.array([-np.inf if name in free else 0.0 for name in names]))


def solve(goal: Floats, matrix: csr_array | csc_array, low: Floats, high: Floats, least: Floats) -> OptimizeResult:
    """Return the solver's answer to: the least `goal` @ v with low <= matrix @ v <= high and v >= least.

    Args:
        goal: of shape (v,).
        matrix: of shape (r, v).
        low: of shape (r,), or -inf.
        high: of shape (r,), or inf.
        least: of shape (v,), or -inf.
    """
    return milp(goal, constraints=LinearConstraint(csc_array(matrix), low, high), bounds=Bounds(least, np.inf))


def a_point(rows: Rows, names: Sequence[object], values: Sequence[float] = ()) -> Floats:
    """Return variables that the rows allow, and that give the first of them these values.

    Raises ValueError where there are none, with the `names` of some rows that contradict each other.
    """
    low, high = rows.low.copy(), rows.high.copy()
    low[: len(values)] = high[: len(values)] = values
    answer = solve(np.zeros(rows.matrix.shape[1]), rows.matrix, low, high, rows.least)
    if answer.x is None:
        places = ", ".join(repr(names[row]) for row in _contradictory_rows(replace(rows, low=low, high=high))[:3])
        raise ValueError(f"the figures, and what is known besides, contradict each other, as at {places}")
    return np.asarray(answer.x, dtype=np.float64)


def _contradictory_rows(rows: Rows) -> list[int]:
    """Return rows that must give way, by as little as can be, for the others to hold."""
    count, columns = rows.matrix.shape
    gives = eye_array(count)
    goal, least = np.ones(columns + 2 * count), np.zeros(columns + 2 * count)
    goal[:columns], least[:columns] = 0.0, rows.least
    answer = solve(goal, hstack([rows.matrix, gives, -gives]), rows.low, rows.high, least)
    yielded = answer.x[columns:].reshape(2, count).sum(axis=0)
    return [int(row) for row in np.flatnonzero(yielded > SLACK)]
