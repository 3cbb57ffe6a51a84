"""What a ranking is computed from: a page can then rank under other weights, as the engine does."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from types import MappingProxyType
from typing import Any

import numpy as np

from schemas.method import Method
from schemas.method_parts import Group, IndicatorRule
from schemas.method_settings import RELATIVE
from schemas.words.catalogue import said
from schemas.words.message import Message, message
from warehouse.arrays import Flags, Floats
from warehouse.publication.stand_ins import stand_ins
from warehouse.publication.what_if_data import (
    ExcusedUnit,
    GroupPart,
    IndicatorPart,
    Least,
    Score,
    ScoredUnit,
    Unsupported,
    WhatIf,
)
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.index.eligibility import ALONE, reason
from warehouse.ranking.index.matrix import Matrix, matrix_of, normalise_all
from warehouse.ranking.index.score import Ranking, treatments_of
from warehouse.ranking.index.treatments import Treatment
from warehouse.ranking.index.tree import group_id

Hidden = Mapping[tuple[str, str], float | None]  # (unit, indicator) -> its value as far as it is told, roughly
_IN_A_PAGE = {"arithmetic", "geometric", "harmonic"}
_NO_WEIGHTS = message("what_if.uses_no_weights")
_RELATIVE = message("what_if.depends_on_others")
_DIGITS = 2  # of a published score, and at least of points that are moved


def what_if(
    ranking: Ranking, hidden: Hidden = MappingProxyType({}), unscored: Collection[str] = ()
) -> WhatIf | Unsupported:
    """Return what a ranking is computed from, without what its `hidden` cells hold, or why a page cannot compute it.

    Hidden cells hold what `stand_ins` finds, which begins at what is told of them. `unscored` are the units whose
    scores are not published: nothing of them is computed.
    """
    method = ranking.matrix.method
    if why := _unsupported(method):
        return Unsupported(why)
    least = method.eligibility
    return WhatIf(
        method=method.fingerprint,
        total_points=None if method.total_points is None else _plain(method.total_points),
        digits=max(_DIGITS, *map(_decimals, _sizes(method))),
        aggregation=method.aggregation,
        ties=method.ties,
        tie_break=method.tie_break,
        places=method.rank_decimals,
        least=Least(_plain(least.overall), _plain(least.each_group)),
        groups=tuple(_group(group, method, method.aggregation) for group in method.groups),
        codes=tuple(rule.code for rule in method.rules if rule.computable),
        units=_units(ranking, hidden, unscored),
    )


def _unsupported(method: Method) -> Message | None:
    if not method.aggregations <= _IN_A_PAGE:
        return _NO_WEIGHTS
    is_relative = any(rule.normalisation.kind in RELATIVE for rule in method.rules if rule.computable)
    return _RELATIVE if is_relative else None


def _group(group: Group, method: Method, outer_aggregation: str) -> GroupPart:
    aggregation = group.aggregation or outer_aggregation
    parts = tuple(
        _group(p, method, aggregation) if isinstance(p, Group) else _indicator(p, method) for p in group.parts
    )
    return GroupPart(group_id(group), group.name_vi, group.name_en, _plain(group.size), aggregation, parts)


def _indicator(rule: IndicatorRule, method: Method) -> IndicatorPart:
    declaration = method.indicators[rule.code] if rule.computable else rule
    size = _plain(rule.size)
    return IndicatorPart(rule.code, declaration.name_vi, declaration.name_en, size, rule.computable, rule.required)


def _units(ranking: Ranking, hidden: Hidden, unscored: Collection[str]) -> tuple[ExcusedUnit | ScoredUnit, ...]:
    method, rows = ranking.matrix.method, {row["unit_id"]: row for row in ranking.table.iter_rows(named=True)}
    ids = sorted(rows)
    treatments = treatments_of(ranking.cells, method, ids, ids)
    secret_units = {unit for unit, _ in hidden if rows[unit]["score"] is None or unit in unscored}  # nothing to go by
    known_treatments = {
        u: unit_treatments
        for u, unit_treatments in treatments.items()
        if u not in secret_units and not _is_excused(rows[u], unit_treatments, method)
    }
    matrix = matrix_of(method, known_treatments, ranking.matrix.period)
    is_hidden = np.zeros(matrix.present.shape, dtype=np.bool_)
    for j, rule in enumerate(matrix.rules):
        is_hidden[:, j] = [(unit, rule.code) in hidden for unit in matrix.units]
    # What is shown of a unit without a rank may rest on medians of others: nothing is left over from it.
    published_scores = [
        round(rows[unit]["score"] or 0.0, _DIGITS) if rows[unit]["eligible"] else np.nan for unit in matrix.units
    ]
    cells = _cells(matrix, is_hidden, _rough(matrix, is_hidden, hidden), published_scores) if matrix.units else []
    scored_units = {
        unit: _unit(matrix, i, known_treatments[unit], cells[i], is_hidden[i]) for i, unit in enumerate(matrix.units)
    }
    return tuple(scored_units.get(unit, ExcusedUnit(unit)) for unit in ids)


def _rough(matrix: Matrix, is_hidden: Flags, hidden: Hidden) -> Floats:
    """Return what is roughly told of hidden cells as normalised scores (units, k), NaN elsewhere."""
    values = np.full(is_hidden.shape, np.nan)
    for i, j in np.argwhere(is_hidden):
        value = hidden[matrix.units[i], matrix.rules[j].code]
        values[i, j] = np.nan if value is None else value
    is_published = ~np.isnan(values)
    known_matrix = replace(matrix, present=is_published, is_fixed=np.zeros_like(is_published))
    return np.where(is_published, normalise_all(known_matrix, values), np.nan).astype(np.float64)


def _is_excused(row: Mapping[str, Any], treatments: Sequence[Treatment], method: Method) -> bool:
    """Say whether a unit has no rank for a reason that lies outside of its cells."""
    cell_reasons = [(why.code, *said(why.why)) for why in (reason(treatments, method), ALONE) if why is not None]
    return not row["eligible"] and (row["reason"], row["reason_vi"], row["reason_en"]) not in cell_reasons


def _cells(matrix: Matrix, hidden: Flags, rough: Floats, published_scores: Sequence[float]) -> list[list[Score]]:
    """Return the normalised score of each cell, of hidden ones what the published score leaves over."""
    normal = normalise_all(matrix)
    shown_scores = np.where(matrix.present & ~hidden, normal, np.nan).astype(np.float64)
    stand_in_scores = stand_ins(matrix, shown_scores, hidden, rough, published_scores)
    return [
        [
            _stand_in(normal.dtype == object, stand_in) if is_hidden else _exact(value) if is_present else None
            for value, stand_in, is_hidden, is_present in zip(
                row, unit_places, hidden[i], matrix.present[i], strict=True
            )
        ]
        for i, (row, unit_places) in enumerate(zip(normal, stand_in_scores, strict=True))
    ]


def _unit(matrix: Matrix, i: int, treatments: Sequence[Treatment], cells: Sequence[Score], hidden: Flags) -> ScoredUnit:
    hidden_codes = {rule.code for rule, is_hidden in zip(matrix.rules, hidden, strict=True) if is_hidden}
    missing_cells = [t for t in treatments if t.rule.computable and not t.is_scored and t.rule.code not in hidden_codes]
    return ScoredUnit(
        id=matrix.units[i],
        approximate=bool(hidden_codes),
        scores=tuple(cells),
        missing={t.rule.code: t.status for t in missing_cells},
        barred=tuple(t.rule.code for t in missing_cells if t.barred),
        completed=tuple(t.rule.code for t in treatments if t.is_completed and t.rule.code not in hidden_codes),
        values=_values(matrix, i, hidden_codes),
    )


def _values(matrix: Matrix, i: int, hidden: Collection[str]) -> Mapping[str, str]:
    """Return the oriented values that break ties, by indicator: what counts where an indicator weighs nothing."""
    rules = [rule.code for rule in matrix.rules]
    tie_break_codes = [code for code in matrix.method.tie_break if code not in hidden]
    return {
        code: str(matrix.values[i, rules.index(code)] * matrix.method.indicators[code].direction)
        for code in tie_break_codes
        if matrix.present[i, rules.index(code)]
    }


def _exact(value: Number) -> str | float:
    return str(value) if isinstance(value, Rational) else float(value)


def _stand_in(is_exact: bool, value: float) -> str | float:
    return str(Fraction(repr(float(value)))) if is_exact else float(value)


def _sizes(method: Method) -> list[Decimal]:
    return [*(group.size for group in method.all_groups), *(rule.size for rule in method.rules)]


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
