"""Scores that are not published: they would tell a small count, and no other cell of the unit is left to cover it."""

from collections.abc import Collection

from warehouse.disclosure.rules import Rules
from warehouse.disclosure.solver.figures import protection_level
from warehouse.disclosure.view import Cell, View
from warehouse.disclosure.what_scores_tell import scored_cells
from warehouse.disclosure.whole_numbers import fewest_values_left, hidden_cells, hidden_whole
from warehouse.ranking.draft import Draft


def telling_scores(draft: Draft, view: View, covering: Collection[Cell], rules: Rules) -> frozenset[str]:
    """Return the units whose scores leave too few values of a small count, though all that covers it is hidden.

    None where the city tells the office's small counts: then little is hidden of a unit, and much is left to cover it.

    Args:
        draft: the ranking.
        view: what a reader sees of the counts.
        covering: the cells that are hidden as a whole for the sake of others.
        rules: which rule each count is under.
    """
    if not rules.hides_office_counts:
        return frozenset()
    rows, least_values = dict(scored_cells(draft)), protection_level(view.threshold) + 1
    telling: set[str] = set()
    for cells in hidden_cells(draft, view):
        unit = cells[0].cell[0]
        whole_cells = [hidden_whole(row, draft) for row in rows[unit] if (unit, row["indicator"]) in covering]
        if any(
            fewest_values_left(cell, [*cells, *whole_cells]) < least_values for cell in cells if cell.points_by_part
        ):
            telling.add(unit)
    return frozenset(telling)
