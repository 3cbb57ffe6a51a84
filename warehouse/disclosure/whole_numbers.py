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

_MOST_CASES = 400  # of a hidden denominator that are tried for each small count: the more, the more of them agree
_MOST_SUMS = 100_000  # of points of a unit's other hidden cells that are tried; more leave no gap to be seen
_DENSE_CASES = 2_000  # cases of a cell, of which the points leave no such gap
_SLACK = ROUNDING + 1e-6


@dataclass(frozen=True)
class HiddenCell:
    """A cell that is hidden, and the points that it earns.

    `points_by_part` holds for each of its small counts the points that every value would earn; `possible_points` all
    points that it may earn, or the least and the most where there are no gaps between them (`is_dense`).
    """

    cell: Cell
    points: float
    most: float
    points_by_part: Mapping[str, Sequence[Floats]]
    possible_points: Floats
    is_dense: bool


def hidden_cells(draft: Draft, view: View) -> Iterator[list[HiddenCell]]:
    """Yield the hidden cells of each unit that has a small count among them."""
    for _, rows in scored_cells(draft):
        cells = [cell for row in rows if (cell := _hidden(row, draft, view)) is not None]
        if any(cell.points_by_part for cell in cells):
            yield cells


def hidden_whole(row: Row, draft: Draft) -> HiddenCell:
    """Return a cell as if it were hidden as a whole, but for its denominator."""
    weight, cases = float(row["weight"]), int(row["n"] or 0)
    is_dense = cases == 0 or cases > _DENSE_CASES
    normal = [0.0, 100.0] if is_dense else [unbounded(row, draft, x) for x in range(cases + 1)]
    possible_points = np.unique((weight * np.array(normal, dtype=np.float64).clip(0, 100)).round(6))
    cell = (str(row["unit_id"]), str(row["indicator"]))
    return HiddenCell(cell, weight * float(row["normalised"]), 100 * weight, {}, possible_points, is_dense)


def fewest_values_left(cell: HiddenCell, cells: Sequence[HiddenCell]) -> int:
    """Return how many values agree with the unit's score, of the small count of a cell of which fewest do.

    Args:
        cell: one of the unit's hidden cells, with small counts.
        cells: all of them, whatever they hold.
    """
    other_cells = sorted(
        (other for other in cells if other is not cell), key=lambda other: (other.is_dense, other.possible_points.size)
    )
    reachable_points, room = np.zeros(1), (0.0, 0.0)
    for other in other_cells:
        shifts = other.possible_points - other.points
        if other.is_dense or reachable_points.size * shifts.size > _MOST_SUMS:
            room = (room[0] + float(shifts.min()), room[1] + float(shifts.max()))
        else:
            reachable_points = np.unique((reachable_points[:, None] + shifts).ravel().round(6))
    score_points = np.sort(cell.points - reachable_points)
    return min(
        sum(bool(_is_near(points, score_points, room).any()) for points in points_by_count)
        for points_by_count in cell.points_by_part.values()
    )


def _hidden(row: Row, draft: Draft, view: View) -> HiddenCell | None:
    unit, code = str(row["unit_id"]), str(row["indicator"])
    key = Key("rankings", unit, code, draft.period.first, draft.period.last, "x")
    small_parts = [part for part in ("x", REST) if view.hidden.get(key._replace(part=part))]
    if key in view.hidden and not small_parts:
        return hidden_whole(row, draft)
    if not small_parts or not row["n"]:
        return None
    least, most = view.within(key._replace(part="n"))
    cases = range(max(1, least), min(most, max(_MOST_CASES, 2 * row["n"])) + 1)
    points_by_part = {}
    for part in small_parts:
        low, high = view.within(key._replace(part=part))
        counts = range(low, min(high, view.threshold - 1) + 1)
        points_by_part[part] = [_points(row, draft, part, count, cases) for count in counts]
    possible_points = np.unique(np.concatenate(points_by_part[small_parts[0]]).round(6))
    return replace(
        hidden_whole(row, draft), points_by_part=points_by_part, possible_points=possible_points, is_dense=False
    )


def _points(row: Row, draft: Draft, part: str, count: int, cases: range) -> Floats:
    """Return the points that a cell would earn with another small count, for every denominator that may be."""
    candidates = [(count if part == "x" else n - count, n) for n in cases if n >= count]
    normal = np.array([unbounded(row, draft, x, n) for x, n in candidates], dtype=np.float64).clip(0, 100)
    return np.asarray(row["weight"] * normal, dtype=np.float64)


def _is_near(points: Floats, score_points: Floats, room: tuple[float, float]) -> Flags:
    """Say of each number of points whether one that the score allows is within its rounding, and the room of others."""
    low, high = points + room[0] - _SLACK, points + room[1] + _SLACK
    place = np.searchsorted(score_points, low)
    return np.asarray(
        (place < len(score_points)) & (score_points[np.minimum(place, len(score_points) - 1)] <= high), dtype=np.bool_
    )
