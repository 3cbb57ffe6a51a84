"""What published scores tell of the counts behind them."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

import numpy as np
import polars as pl

from schemas.method_settings import RELATIVE
from warehouse.disclosure.counted import Counted
from warehouse.disclosure.counts import REST, Key
from warehouse.disclosure.solver.figures import Known
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.cell_values import scored_counts
from warehouse.ranking.index.scale import normalised
from warehouse.rows import Row

_ROUNDING = 0.005 + 1e-9  # a published score may be so far from the exact one


def what_scores_tell(draft: Draft, counted: Counted) -> Iterator[Known]:
    """Yield what a unit's published score discloses: the points of its counts about people, to the rounding.

    Points at their greatest are taken as known: they disclose nothing below that. Of a unit without a rank the medians
    of others that its score may hold, or the weight that it hands on, are taken as known too.
    """
    scores = dict(draft.ranking.table.select("unit_id", "score").iter_rows())
    adds_up = draft.method.total_points is not None and draft.method.aggregations == {"arithmetic"}
    unranked = set(draft.ranking.reasons) if adds_up else set()
    for (unit,), cells in draft.ranking.cells.filter(pl.col("points").is_not_null()).group_by("unit_id"):
        rows = cells.to_dicts()
        is_sum = scores[unit] is not None and abs(scores[unit] - sum(row["points"] for row in rows)) <= 1e-6
        if scores[unit] is None or not (is_sum or unit in unranked):
            continue  # no sum of points: what it discloses of a single count is not linear
        sums: dict[Hashable, float] = defaultdict(float)
        points = 0.0
        for row in rows:
            for key, worth in _worth(row, draft, counted).items():
                points += worth * counted.values[key]
                for name, sign in counted.terms[key].items():
                    sums[name] += sign * worth
        if sums:
            yield Known(dict(sums), points - _ROUNDING, points + _ROUNDING)


def _worth(row: Row, draft: Draft, counted: Counted) -> dict[Key, float]:
    """Return the points that one more of each count of a cell adds, nothing where they are at an end of the scale.

    A denominator is taken as known; only where cases were added up to the least number, it too decides the points: each
    case of the unit takes the place of one of the city.
    """
    code = str(row["indicator"])
    key = Key("rankings", str(row["unit_id"]), code, draft.period.first, draft.period.last, "x")
    if key not in counted.values or not 0 < row["normalised"] < 100 - 1e-9:
        return {}
    gain = _gain(row, draft)
    if row["added"]:
        return {key: gain, key._replace(part="n"): -gain * float(row["added_rate"])}
    return {key: gain} if draft.method.indicators[code].direction == 1 else {key._replace(part=REST): -gain}


def _gain(row: Row, draft: Draft) -> float:
    """Return the points that one more case of the numerator adds, on the scale of the cell's rule beyond its ends."""
    rule = next(rule for rule in draft.method.rules if rule.code == row["indicator"])
    x, n = scored_counts(row["x"], row["n"], row["added"], row["added_rate"])
    if rule.normalisation.kind in RELATIVE:  # no scale of its own: as if points grew with the cases
        return float(row["points"] / x) if x else 0.0
    values = np.array([x / n, (x + 1) / n], dtype=np.float64)
    here, there = normalised(rule, draft.method.indicators[rule.code], values, draft.period.years, bounded=False)
    return float(rule.size) * float(there - here) / 100
