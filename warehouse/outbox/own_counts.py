"""What a unit is given of its own counts: all, unless the city's policy for units suppresses small ones."""

from collections.abc import Mapping

from schemas.disclosure import DisclosurePolicy, DisclosureRule
from schemas.indicator import Indicator
from warehouse.ranking.sentences.unit_standing import UnitRows
from warehouse.rows import Row

SUPPRESSED = "SUPPRESSED"
_STAYS = ("unit_id", "indicator", "group", "max_points")


def own_counts(
    rows: UnitRows, indicators: Mapping[str, Indicator], policy: DisclosurePolicy, threshold: int
) -> UnitRows:
    """Return what a draft holds of a unit without the cells, places and changes of suppressed counts.

    A unit holds its own files: nothing is hidden for the sake of another count.

    Args:
        rows: what the draft holds.
        indicators: by code.
        policy: of the city for the audience "unit".
        threshold: counts from 1 to below it are small.
    """
    rules = {code: policy.rule(indicator.subject) for code, indicator in indicators.items()}
    hidden = {
        cell["indicator"] for cell in rows.cells if _is_hidden(cell, rules.get(cell["indicator"], "exact"), threshold)
    }
    return UnitRows(
        rows.table_row,
        [_emptied(cell) if cell["indicator"] in hidden else cell for cell in rows.cells],
        {measure: place for measure, place in rows.places.items() if measure not in hidden},
        {measure: change for measure, change in rows.changes.items() if measure not in hidden},
    )


def _is_hidden(cell: Row, rule: DisclosureRule, threshold: int) -> bool:
    x, n = cell["x"], cell["n"]
    if rule == "exact" or x is None or n is None:
        return False
    return any(0 < count < threshold for count in ((n,) if rule == "few_people" else (x, n, n - x)))


def _emptied(cell: Row) -> Row:
    return {name: value if name in _STAYS else None for name, value in cell.items()} | {"status": SUPPRESSED}
