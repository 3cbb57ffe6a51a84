"""Score and rank: units ordered by exact scores, ties shown, and those that cannot be ranked with their reason."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import polars as pl

from schemas.method import Method
from schemas.words.catalogue import said
from schemas.words.message import Message
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.composite.ranks import Key, rank_keys
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.eligibility import ALONE, coverage, reason, weight
from warehouse.ranking.index.matrix import Matrix, Scores, matrix_of, normalise_all, scores_of
from warehouse.ranking.index.ranks import ranks
from warehouse.ranking.index.separation import rules_that_ignore_noise
from warehouse.ranking.index.treatments import Cell, Treatment, treatment
from warehouse.ranking.index.tree import is_relative, shares
from warehouse.ranking.index.unranked import scores_without_rank

UNRANKED_LABEL = "–"
TABLE = pl.Schema(
    {
        "unit_id": pl.String(),
        "rank": pl.Int64(),
        "rank_label": pl.String(),
        "tied": pl.Boolean(),
        "score": pl.Float64(),
        "band": pl.String(),
        "coverage": pl.Float64(),
        "eligible": pl.Boolean(),
        "reason": pl.String(),
        "reason_vi": pl.String(),
        "reason_en": pl.String(),
    }
)
_GROUPS = {"unit_id": pl.String(), "measure": pl.String(), "score": pl.Float64()}
_TREATMENTS = pl.Schema(
    {
        "unit_id": pl.String(),
        "indicator": pl.String(),
        "group": pl.String(),
        "max_points": pl.Float64(),
        "points": pl.Float64(),
        "normalised": pl.Float64(),
        "treated_as": pl.String(),
    }
)


@dataclass(frozen=True)
class Ranking:
    """The result: `table` has a row for each unit, best first, `cells` one for each unit and indicator of the method.

    `groups` has a row for each unit and group that has a score, on the normalised scale. `matrix` holds the eligible
    units as the method takes them, in the order of their ids. Scores are on the scale of `total_points`, over the
    `computable_points` of it (of 100 % in a method of weights): the rest is shown in `cells` with status NOT_COMPUTABLE
    and without points. `reasons` says of each unit without a rank why it has none.
    """

    table: pl.DataFrame
    cells: pl.DataFrame
    groups: pl.DataFrame
    matrix: Matrix
    total_points: float
    computable_points: float
    reasons: Mapping[str, Message]


def rank(
    cells: pl.DataFrame,
    method: Method,
    units: Collection[str],
    period: Period,
    unranked: Mapping[str, Reason] | None = None,
) -> Ranking:
    """Return the ranking of `units` by `method`, from the `cells` of that period (`cell_values.CELLS`).

    `unranked` are units which the caller knows not to be comparable (nothing sent, new, abolished) with the reason;
    their score is shown where they have cells and it does not depend on whom they are compared with, and is none that
    silence has raised (`unranked.scores_without_rank`). Order and ties are decided by exact fractions where the scales
    allow it: 9 999 of 10 000 ties with 99 990 of 100 000. Rows are sorted by rank, then unit_id; those without rank
    come last.

    Args:
        cells: of the period, a row for each unit and indicator (`cell_values.CELLS`).
        method: the method to rank by.
        units: ids of the units to be shown.
        period: the period of the cells.
        unranked: units that are not comparable, with the reason.
    """
    excused = unranked or {}
    treatments = treatments_of(cells, method, sorted(set(units)), excused)
    reasons = _reasons(treatments, excused, units, method)
    eligible = [unit for unit in treatments if reasons[unit] is None]
    matrix = matrix_of(method, {unit: treatments[unit] for unit in eligible}, period)
    if method.copeland_ignores_noise:
        matrix = replace(matrix, rules_of_nodes=rules_that_ignore_noise(matrix, cells))
    unranked_treatments = (
        {}
        if is_relative(method)
        else {unit: unit_treatments for unit, unit_treatments in treatments.items() if reasons[unit] is not None}
    )
    scored_units = [scores_of(matrix), scores_without_rank(method, unranked_treatments, matrix)]
    scores: dict[str, Number] = {unit: value for scored in scored_units for unit, value in scored.of_units.items()}
    reasons |= {unit: ALONE for unit in eligible if unit not in scores}
    keys = _keys(scores, matrix, method)
    coverage_of_unit = {unit: coverage(unit_treatments) for unit, unit_treatments in treatments.items()}
    table = pl.DataFrame(
        _rows(sorted(set(units)), scores, keys, coverage_of_unit, reasons, method), schema=TABLE, orient="row"
    )
    total = float(method.total_points or 100)
    computable = float(weight(t for t in _all_treatments(method) if t.rule.computable)) * total
    normal = {key: value for scored in scored_units for key, value in scored.of_cells.items()}
    groups = _group_table(scored_units)
    why = {unit: barred.why for unit, barred in reasons.items() if barred is not None}
    return Ranking(table, _cells(cells, method, treatments, normal), groups, matrix, total, computable, why)


def _reasons(
    treatments: Mapping[str, Sequence[Treatment]],
    excused: Mapping[str, Reason],
    units: Collection[str],
    method: Method,
) -> dict[str, Reason | None]:
    """Return why each unit cannot be ranked, None where it can."""
    reasons = {
        unit: excused.get(unit) or reason(unit_treatments, method) for unit, unit_treatments in treatments.items()
    }
    return reasons | {unit: why for unit, why in excused.items() if unit in set(units)}


def _group_table(scored_units: Sequence[Scores]) -> pl.DataFrame:
    group_rows = [
        (unit, group, float(value)) for scored in scored_units for (unit, group), value in scored.of_groups.items()
    ]
    return pl.DataFrame(group_rows, schema=_GROUPS, orient="row").sort("unit_id", maintain_order=True)


def _all_treatments(method: Method) -> list[Treatment]:
    return [Treatment(rule, share, "") for rule, share in zip(method.rules, shares(method).values(), strict=True)]


def treatments_of(
    cells: pl.DataFrame, method: Method, units: Sequence[str], excused: Collection[str]
) -> dict[str, list[Treatment]]:
    """Return the treatments of each unit that has cells, in the order of the method.

    Args:
        cells: of the period, a row for each unit and indicator.
        method: the method to rank by.
        units: ids, in the order of the result.
        excused: units that may lack cells.
    """
    columns = ("x", "n", "status", "value", "added", "added_rate")
    rows = cells.select("unit_id", "indicator", *columns).iter_rows()
    cells_by_key = {(unit, code): Cell(*cell_fields) for unit, code, *cell_fields in rows}
    present, share = set(cells["unit_id"]), shares(method)
    return {
        unit: [treatment(method, rule, share[rule.code], cells_by_key.get((unit, rule.code))) for rule in method.rules]
        for unit in units
        if unit in present or unit not in excused
    }


def _keys(scores: Mapping[str, Number], ranked: Matrix, method: Method) -> dict[str, tuple[int, str]]:
    """Return rank and label of each eligible unit with a score, ties broken by the indicators that the method names."""
    units = [unit for unit in ranked.units if unit in scores]
    columns = [[r.code for r in ranked.rules].index(code) for code in method.tie_break]
    if not columns:
        return dict(zip(units, ranks([scores[u] for u in units], method.ties, method.rank_decimals), strict=True))
    scores_of_units = ranked.of(units)
    parts = [
        rank_keys([scores[u] for u in units], method.rank_decimals),
        *(_breaker(scores_of_units, j) for j in columns),
    ]
    order = sorted(set(zip(*parts, strict=True)))
    places = [Fraction(order.index(key)) for key in zip(*parts, strict=True)]
    return dict(zip(units, ranks(places, method.ties), strict=True))


def _breaker(matrix: Matrix, j: int) -> list[tuple[bool, Key]]:
    """Return what one indicator breaks ties by: its score, or its value where it weighs nothing and has no score.

    A missing value breaks a tie against its unit.
    """
    rule = matrix.rules[j]
    direction = matrix.method.indicators[rule.code].direction
    column = normalise_all(matrix)[:, j] if rule.size else matrix.values[:, j] * direction
    has_value = [
        bool(is_shown) and not math.isnan(value) for is_shown, value in zip(matrix.present[:, j], column, strict=True)
    ]
    keys = rank_keys([value if is_shown else 0 for value, is_shown in zip(column, has_value, strict=True)])
    return list(zip(has_value, keys, strict=True))


def _rows(
    units: Sequence[str],
    scores: Mapping[str, Number],
    rank_of_unit: Mapping[str, tuple[int, str]],
    coverage_of_unit: Mapping[str, Fraction],
    reasons: Mapping[str, Reason | None],
    method: Method,
) -> list[tuple[object, ...]]:
    """Return the rows of the table in its order: by rank and unit_id, then those without a rank."""
    rows: list[tuple[object, ...]] = []
    units_of_rank = Counter[int | None](rank for rank, _ in rank_of_unit.values())
    for unit in sorted(units, key=lambda u: (u not in rank_of_unit, rank_of_unit.get(u, (0,))[0], u)):
        place, label = rank_of_unit.get(unit, (None, UNRANKED_LABEL))
        score = scores.get(unit)
        band = _band(score, method) if unit in rank_of_unit and score is not None else None
        shown_score = None if score is None else float(score)
        barred = reasons[unit]
        why = (None, None, None) if barred is None else (barred.code, *said(barred.why))
        share = float(coverage_of_unit.get(unit, 0))
        rows.append((unit, place, label, units_of_rank[place] > 1, shown_score, band, share, place is not None, *why))
    return rows


def _band(score: Number, method: Method) -> str | None:
    """Return the name of the highest band whose lower bound the score reaches, exactly."""
    bands_reached = [band for band in method.bands if score >= Fraction(band.min)]
    return max(bands_reached, key=lambda band: band.min).name_vi if bands_reached else None


def _cells(
    cells: pl.DataFrame,
    method: Method,
    treatments: Mapping[str, Sequence[Treatment]],
    normal: Mapping[tuple[str, str], Number],
) -> pl.DataFrame:
    """Return the cells of the method in its order, each with its group, its greatest and its earned points."""
    home = {rule.code: group.id for group in method.all_groups for rule in group.indicators}
    rows: list[tuple[object, ...]] = []
    for unit, unit_treatments in treatments.items():
        for t in unit_treatments:
            normalised = normal.get((unit, t.rule.code))
            if normalised is None and t.is_scored and not t.rule.size:
                normalised = 0.0
            size, scored = float(t.rule.size), None if normalised is None else float(normalised)
            points = None if scored is None or normalised is None else float(Fraction(t.rule.size) * normalised / 100)
            rows.append((unit, t.rule.code, home[t.rule.code], size, points, scored, t.status))
    joined = pl.DataFrame(rows, schema=_TREATMENTS, orient="row").join(
        cells, on=["unit_id", "indicator"], how="left", maintain_order="left"
    )
    return joined.with_columns(status=pl.coalesce("status", "treated_as")).drop("treated_as")
