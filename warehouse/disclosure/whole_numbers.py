"""Small counts that a score would tell in whole numbers, though the linear programme leaves them open.

A programme over all numbers takes seven of 40 answers for no different from 6.9 of 39.4. A reader does not: few whole
numbers agree with a score of two decimals.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from warehouse.arrays import Flags, Floats
from warehouse.disclosure.counts import REST, Key
from warehouse.disclosure.view import Cell, View
from warehouse.disclosure.what_scores_tell import ROUNDING, scored_cells, unbounded
from warehouse.ranking.draft import Draft
from warehouse.rows import Row

_CASES = 400  # of a hidden denominator that are tried for each small count: the more, the more of them agree
_SUMS = 100_000  # of points of a unit's other hidden cells that are tried; more of them leave no gap that a score shows
_MANY = 2_000  # cases of a cell, of which the points leave no such gap
_SLACK = ROUNDING + 1e-6


@dataclass(frozen=True)
class Hidden:
    """A cell that is hidden, and the points that it earns.

    `by_part` holds for each of its small counts the points that every value would earn; `possible` all points that it
    may earn, or the least and the most where there are no gaps between them (`is_dense`).
    """

    cell: Cell
    points: float
    most: float
    by_part: Mapping[str, Sequence[Floats]]
    possible: Floats
    is_dense: bool


def hidden_cells(draft: Draft, view: View) -> Iterator[list[Hidden]]:
    """Yield the hidden cells of each unit that has a small count among them."""
    for _, rows in scored_cells(draft):
        cells = [cell for row in rows if (cell := _hidden(row, draft, view)) is not None]
        if any(cell.by_part for cell in cells):
            yield cells


def hidden_whole(row: Row, draft: Draft) -> Hidden:
    """Return a cell as if it were hidden as a whole, but for its denominator."""
    weight, cases = float(row["weight"]), int(row["n"] or 0)
    is_dense = cases == 0 or cases > _MANY
    normal = [0.0, 100.0] if is_dense else [unbounded(row, draft, x) for x in range(cases + 1)]
    possible = np.unique((weight * np.array(normal, dtype=np.float64).clip(0, 100)).round(6))
    cell = (str(row["unit_id"]), str(row["indicator"]))
    return Hidden(cell, weight * float(row["normalised"]), 100 * weight, {}, possible, is_dense)


def least_left(cell: Hidden, cells: Sequence[Hidden]) -> int:
    """Return how many values agree with the unit's score, of the small count of a cell of which fewest do.

    Args:
        cell: one of the unit's hidden cells, with small counts.
        cells: all of them, whatever they hold.
    """
    others = sorted((o for o in cells if o is not cell), key=lambda o: (o.is_dense, o.possible.size))
    left, room = np.zeros(1), (0.0, 0.0)
    for other in others:
        moved = other.possible - other.points
        if other.is_dense or left.size * moved.size > _SUMS:
            room = (room[0] + float(moved.min()), room[1] + float(moved.max()))
        else:
            left = np.unique((left[:, None] + moved).ravel().round(6))
    wanted = np.sort(cell.points - left)
    return min(
        sum(bool(_near(points, wanted, room).any()) for points in by_count) for by_count in cell.by_part.values()
    )


def _hidden(row: Row, draft: Draft, view: View) -> Hidden | None:
    unit, code = str(row["unit_id"]), str(row["indicator"])
    key = Key("rankings", unit, code, draft.period.first, draft.period.last, "x")
    small = [part for part in ("x", REST) if view.hidden.get(key._replace(part=part))]
    if key in view.hidden and not small:
        return hidden_whole(row, draft)
    if not small or not row["n"]:
        return None
    least, most = view.within(key._replace(part="n"))
    cases = range(max(1, least), min(most, max(_CASES, 2 * row["n"])) + 1)
    by_part = {}
    for part in small:
        low, high = view.within(key._replace(part=part))
        counts = range(low, min(high, view.threshold - 1) + 1)
        by_part[part] = [_points(row, draft, part, count, cases) for count in counts]
    possible = np.unique(np.concatenate(by_part[small[0]]).round(6))
    return replace(hidden_whole(row, draft), by_part=by_part, possible=possible, is_dense=False)


def _points(row: Row, draft: Draft, part: str, count: int, cases: range) -> Floats:
    """Return the points that a cell would earn with another small count, for every denominator that may be."""
    tried = [(count if part == "x" else n - count, n) for n in cases if n >= count]
    normal = np.array([unbounded(row, draft, x, n) for x, n in tried], dtype=np.float64).clip(0, 100)
    return np.asarray(row["weight"] * normal, dtype=np.float64)


def _near(points: Floats, wanted: Floats, room: tuple[float, float]) -> Flags:
    """Say of each number of points whether one that the score allows is within its rounding, and the room of others."""
    low, high = points + room[0] - _SLACK, points + room[1] + _SLACK
    place = np.searchsorted(wanted, low)
    return np.asarray((place < len(wanted)) & (wanted[np.minimum(place, len(wanted) - 1)] <= high), dtype=np.bool_)
