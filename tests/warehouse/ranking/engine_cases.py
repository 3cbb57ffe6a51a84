"""Small methods, cells and whole evidence for the tests of the engine."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from in_force import INDICATORS

from schemas.method import Method
from schemas.method_parts import IndicatorRule
from warehouse.ranking.evidence.cell_values import CELLS, with_values
from warehouse.ranking.evidence.cells import PARTS
from warehouse.ranking.evidence.evidence import Evidence
from warehouse.ranking.evidence.periods import Period, parse_period
from warehouse.ranking.index.matrix import Matrix
from warehouse.ranking.index.score import rank

YEAR, BEFORE = parse_period("2022"), parse_period("2021")
NAMED = {"name_vi": "x", "name_en": "x"}
NOT_COMPUTABLE = {"computable": False, **dict.fromkeys(["name_vi", "name_en", "reason_vi", "reason_en"], "y")}
# Only what the tests are about varies, and few draws do.
UNVARIED = {
    "normalisations": [],
    "aggregations": [],
    "missing": [],
    "imputations": [],
    "weight_sets": 0,
    "target_change": 0,
    "leave_one_out": False,
    "reporting": False,
}

Found = Mapping[str, Mapping[str, Any]]


def method(groups: Mapping[str, Any], **changes: Any) -> Method:
    """Return a method of groups {id: {indicator or group: points, a whole rule, or a group's own parts}}."""
    built = [_group(name, parts, "max_points") for name, parts in groups.items()]
    return _built(built, changes, total_points=sum(g["max_points"] for g in built))


def weighted(groups: Mapping[str, Any], **changes: Any) -> Method:
    """Return the same as a method of weights: {id: {indicator or group: weight, a whole rule, or parts}}."""
    return _built([_group(name, parts, "weight") for name, parts in groups.items()], changes)


def _built(groups: Sequence[Mapping[str, Any]], changes: Mapping[str, Any], **more: Any) -> Method:
    quick = {"sensitivity": UNVARIED | changes.get("sensitivity", {})}
    quick["uncertainty"] = {"draws": 1_000} | changes.get("uncertainty", {})
    declared = Method(id="test", legal_basis="", groups=groups, **NAMED, **more, **(dict(changes) | quick))
    return declared.with_indicators(INDICATORS)


def _group(name: str, parts: Mapping[str, Any], size: str) -> dict[str, Any]:
    """Return a group; "weight" and "aggregation" beside its parts are its own."""
    own = {k: v for k, v in parts.items() if k in ("weight", "aggregation")}
    inner = {k: v for k, v in parts.items() if k not in own}
    if any(_is_group(part) for part in inner.values()):
        content: dict[str, Any] = {"groups": [_group(k, v, size) for k, v in inner.items()]}
    else:
        rules = [{"code": k} | (dict(v) if isinstance(v, Mapping) else {size: v}) for k, v in inner.items()]
        content = {"indicators": rules}
    total = sum(Decimal(str(part[size])) for part in next(iter(content.values())))
    return NAMED | {"id": name, size: total} | own | content


def _is_group(part: Any) -> bool:
    return isinstance(part, Mapping) and not set(part) <= set(IndicatorRule.model_fields)


def cells(found: Found, interval: str = "wilson", effects: Mapping[str, float] | None = None) -> pl.DataFrame:
    """Return cells, with all that is computed of them, from {unit: {code: (x, n), (x, n, status) or a status}}.

    `effects` are design effects by indicator, the same for every unit and known.
    """
    rows = [
        (unit, code, *_counts(value), "", "counted", (effects or {}).get(code, 1.0), None)
        for unit, values in found.items()
        for code, value in values.items()
    ]
    counted = {name: CELLS[name] for name in ("unit_id", "indicator", "x", "n", "excluded", "status")}
    counted |= {name: CELLS[name] for name in ("denominator_id", "origin", "deff", "deff_df")}
    return with_values(pl.DataFrame(rows, schema=counted, orient="row"), INDICATORS, interval, 0.95)


def _counts(value: Any) -> tuple[Any, ...]:
    if isinstance(value, str):
        return None, None, None, value
    return value[0], value[1], 0, value[2] if len(value) > 2 else "OK"


def parts(found: Mapping[str, Mapping[tuple[str, int], tuple[int, int]]]) -> pl.DataFrame:
    """Return the counts of parts from {unit: {(code, index): (events, cases)}}."""
    rows = [(unit, *key, *counts) for unit, own in found.items() for key, counts in own.items()]
    return pl.DataFrame(rows, schema=PARTS, orient="row")


def evidence(
    found: Found,
    earlier: Found | None = None,
    split: pl.DataFrame | None = None,
    effects: Mapping[str, float] | None = None,
    period: Period = YEAR,
    interval: str = "wilson",
) -> Evidence:
    """Return what there is to assess of a period."""
    none = PARTS.to_frame() if split is None else split
    before = cells(earlier, interval) if earlier else CELLS.to_frame()
    return Evidence(period, cells(found, interval, effects), before, none)


def matrix(found: Found, rules: Method, period: Period = YEAR) -> Matrix:
    """Return the eligible units as a matrix."""
    return rank(cells(found), rules, sorted(found), period).matrix


def random_counts(seed: int, units: int, codes: Sequence[str], least: int = 200, most: int = 2_000) -> Found:
    """Return counts of some units, each with its own level, from a seed."""
    random = np.random.Generator(np.random.PCG64(seed))
    found = {}
    for i in range(units):
        n = random.integers(least, most, len(codes))
        x = random.binomial(n, random.uniform(0.6, 0.98, len(codes)))
        found[f"u{i:03}"] = {c: (int(a), int(b)) for c, a, b in zip(codes, x, n, strict=True)}
    return found
