"""Small counts that a score would tell in whole numbers, though the linear programme leaves them open.

A programme over all numbers takes seven of 40 answers for no different from 6.9 of 39.4. A reader does not: few whole
numbers agree with a score of two decimals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.arrays import Floats
from warehouse.disclosure.counts import REST, Key
from warehouse.disclosure.view import Cell, View
from warehouse.disclosure.what_scores_tell import ROUNDING, scored_cells, unbounded
from warehouse.ranking.draft import Draft
from warehouse.rows import Row

_CASES = 400  # of a hidden denominator that are tried for each small count: the more, the more of them agree
_SUMS = 200_000  # points of a unit's other hidden cells; more of them agree with everything


@dataclass(frozen=True)
class _Hidden:
    """A cell that is hidden: the points that each small count from 1 on would earn, None where it may earn any."""

    code: str
    points: float
    by_count: Sequence[Floats] | None


def too_few_left(draft: Draft, view: View, least: int) -> Iterator[Cell]:
    """Yield the unit and indicator of every small count for which fewer than `least` whole numbers agree with a score.

    Args:
        draft: the ranking.
        view: what a reader sees of the counts.
        least: how many whole numbers must be left.
    """
    for unit, rows in scored_cells(draft):
        cells = [cell for row in rows if (cell := _cell(row, draft, view)) is not None]
        for cell in cells:
            if cell.by_count is not None and _agreeing(cell, [c for c in cells if c is not cell]) < least:
                yield unit, cell.code


def _cell(row: Row, draft: Draft, view: View) -> _Hidden | None:
    unit, code = str(row["unit_id"]), str(row["indicator"])
    key = Key("rankings", unit, code, draft.period.first, draft.period.last, "x")
    points = float(row["weight"] * row["normalised"])
    small = [part for part in ("x", REST) if view.hidden.get(key._replace(part=part))]
    if key in view.hidden and not small:
        return _Hidden(code, points, None)
    if not small or not row["n"]:
        return None
    least, most = view.within(key._replace(part="n"))
    cases = range(max(1, least), min(most, max(_CASES, 2 * row["n"])) + 1)
    low, high = view.within(key._replace(part=small[0]))
    counts = range(low, min(high, view.threshold - 1) + 1)
    return _Hidden(code, points, [_points(row, draft, small[0], count, cases) for count in counts])


def _points(row: Row, draft: Draft, part: str, count: int, cases: range) -> Floats:
    """Return the points that a cell would earn with another small count, for every denominator that may be."""
    tried = [(count if part == "x" else n - count, n) for n in cases if n >= count]
    normal = np.array([unbounded(row, draft, x, n) for x, n in tried], dtype=np.float64).clip(0, 100)
    return np.asarray(row["weight"] * normal, dtype=np.float64)


def _agreeing(cell: _Hidden, others: Sequence[_Hidden]) -> int:
    """Return how many small counts of a cell agree with the score, whatever the unit's other hidden cells hold."""
    left = np.zeros(1)
    for other in others:
        if other.by_count is None:
            return len(cell.by_count or ())
        possible = np.unique(np.concatenate(other.by_count).round(6)) - other.points
        if left.size * possible.size > _SUMS:
            return len(cell.by_count or ())
        left = np.unique((left[:, None] + possible).ravel().round(6))
    wanted = np.sort(cell.points - left)
    return sum(bool(_near(points, wanted).any()) for points in cell.by_count or ())


def _near(points: Floats, wanted: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say of each number of points whether one that the score allows is within its rounding."""
    place = np.searchsorted(wanted, points - ROUNDING - 1e-6)
    return np.asarray(wanted[np.minimum(place, len(wanted) - 1)] <= points + ROUNDING + 1e-6) & (place < len(wanted))
