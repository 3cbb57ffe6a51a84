"""What published scores tell of the counts behind them."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping

import numpy as np
import polars as pl

from schemas.method_settings import RELATIVE
from warehouse.disclosure.counts import Key
from warehouse.disclosure.publication_counts import PublicationCounts
from warehouse.disclosure.solver.figures import Known
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.cell_values import scored_counts
from warehouse.ranking.index.matrix import Matrix, float_scores, normalise_all
from warehouse.ranking.index.scale import normalised
from warehouse.rows import Row

ROUNDING = 0.005 + 1e-9  # a published score may be so far from the exact one
_TOP = 100 - 1e-9


def what_scores_tell(draft: Draft, counts: PublicationCounts) -> Iterator[Known]:
    """Yield what a unit's published score discloses of the counts that are not public.

    That is the points of its cells, to the rounding: what they are for small changes of numerator and denominator. Of a
    cell with the greatest or least points it is that they are no less, or no more. Of a unit without a rank the medians
    of others that its score may hold, or the weight that it hands on, are taken as known too.

    Args:
        draft: the ranking.
        counts: the counts that are not public in any case; all others are taken as known.
    """
    for _, cells in scored_cells(draft):
        sums: dict[Hashable, float] = defaultdict(float)
        points = 0.0
        for row in cells:
            worth = _worth(row, draft, counts)
            if _is_at_an_end(row):
                yield from _at_an_end(row, worth, draft, counts)
                continue
            for key, gain in worth.items():
                points += gain * counts.values[key]
                for name, sign in counts.terms[key].items():
                    sums[name] += sign * gain
        if sums:
            yield Known(dict(sums), points - ROUNDING, points + ROUNDING)


def scored_cells(draft: Draft) -> Iterator[tuple[str, list[Row]]]:
    """Yield each unit whose published score is a weighted mean, with its cells that earn points.

    `weight` of a cell: how many points of the score one point of its normalised score is. Nothing linear follows from
    other means.
    """
    if draft.method.aggregations != {"arithmetic"}:
        return
    scores = dict(draft.ranking.table.select("unit_id", "score").iter_rows())
    weights = _weights(draft.ranking.matrix)
    sizes = {rule.code: float(rule.size) / 100 for rule in draft.method.rules}
    cells_by_unit = draft.ranking.cells.filter(pl.col("normalised").is_not_null()).group_by(
        "unit_id", maintain_order=True
    )
    for (unit,), cells in cells_by_unit:
        if scores[unit] is not None:
            rows = cells.to_dicts()
            yield (
                str(unit),
                [row | {"weight": weights.get((str(unit), row["indicator"]), sizes[row["indicator"]])} for row in rows],
            )


def _weights(matrix: Matrix) -> Mapping[tuple[str, str], float]:
    """Return by unit and indicator by how much the score rises where the normalised score does by 1."""
    if not matrix.units:
        return {}
    normal = normalise_all(matrix).astype(np.float64)
    base_scores, weights = float_scores(matrix, normal), {}
    for j, rule in enumerate(matrix.rules):
        raised = normal.copy()
        raised[:, j] += 1
        for unit, gained in zip(matrix.units, float_scores(matrix, raised) - base_scores, strict=True):
            weights[unit, rule.code] = float(gained)
    return weights


def _is_at_an_end(row: Row) -> bool:
    return not 0 < row["normalised"] < _TOP


def _worth(row: Row, draft: Draft, counts: PublicationCounts) -> Mapping[Key, float]:
    """Return the points that one more of each count of a cell adds, on the scale beyond its ends.

    Where cases were added up to the least number, each case of the unit takes the place of one of the city.
    """
    key = Key("rankings", str(row["unit_id"]), str(row["indicator"]), draft.period.first, draft.period.last, "x")
    if key not in counts.values or not row["n"]:
        return {}
    rate = float(row["added_rate"]) if row["added"] else row["x"] / row["n"]
    gain = _gain(row, draft)
    return {key: gain, key._replace(part="n"): -gain * rate}


def _at_an_end(row: Row, worth: Mapping[Key, float], draft: Draft, counts: PublicationCounts) -> Iterator[Known]:
    """Yield that the value of a cell lies at the end of its scale or beyond."""
    rule = next(rule for rule in draft.method.rules if rule.code == row["indicator"])
    if not worth or rule.normalisation.kind in RELATIVE:
        return
    scored = unbounded(row, draft)
    way, end = (1, 100.0) if row["normalised"] >= _TOP else (-1, 0.0)
    beyond = row["weight"] * way * (scored - end)  # points that it may lose, or win, without anybody noticing
    sums: dict[Hashable, float] = defaultdict(float)
    points = 0.0
    for key, gain in worth.items():
        # Without added cases the margin grows with the cases: a share of none at all would be at the end as well.
        slack = beyond / row["n"] if key.part == "n" and not row["added"] else 0.0
        for name, sign in counts.terms[key].items():
            sums[name] += sign * (way * gain + slack)
        points += (way * gain + slack) * counts.values[key]
    yield Known(dict(sums), points - beyond - ROUNDING, float("inf"))


def unbounded(row: Row, draft: Draft, x: int | None = None, n: int | None = None) -> float:
    """Return the normalised score of a cell beyond the ends of its scale, or what other counts would have there.

    Args:
        row: the cell.
        draft: the ranking.
        x: another numerator.
        n: another denominator.
    """
    rule = next(rule for rule in draft.method.rules if rule.code == row["indicator"])
    cases = row["n"] if n is None else n
    added = row["added"] and max(0, row["added"] + row["n"] - cases)
    scored_x, scored_n = scored_counts(row["x"] if x is None else x, cases, added, row["added_rate"])
    value = np.array([scored_x / scored_n], dtype=np.float64)
    return float(normalised(rule, draft.method.indicators[rule.code], value, draft.period.years, bounded=False)[0])


def _gain(row: Row, draft: Draft) -> float:
    """Return the points that one more case of the numerator adds, on the scale of the cell's rule beyond its ends."""
    rule = next(rule for rule in draft.method.rules if rule.code == row["indicator"])
    if rule.normalisation.kind in RELATIVE:  # no scale of its own: as if points grew with the cases
        return float(row["weight"] * row["normalised"] / row["x"]) if row["x"] else 0.0
    return float(row["weight"] * (unbounded(row, draft, x=row["x"] + 1) - unbounded(row, draft)))
