"""Tables of a publication that the draft holds already: indicators, who is ranked and with whom, signals."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from schemas.city import City
from schemas.disclosure import DisclosurePolicy
from schemas.groupings import peer_name
from schemas.indicator import Indicator
from schemas.method import Method
from schemas.method_parts import Group, IndicatorRule
from schemas.table import load_tables
from schemas.terms import terms_text
from warehouse.ranking.draft import Draft

_OF_PEOPLE = ("is_about_people", "concerns_people", "is_protected")


def indicators(method: Method, policy: DisclosurePolicy) -> pl.DataFrame:
    """Return the table `indicators`: those of the method in its order, then the signals of integrity.

    `policy` is that of the table `rankings`.
    """
    rows = [
        row
        for group in method.all_groups
        for rule in group.indicators
        for row in [_computed(rule, method, group, policy) if rule.computable else _absent(rule, group)]
    ]
    rows += [_indicator_columns(indicator, policy) | {"role": "integrity"} for indicator in _signals(method)]
    return _frame("indicators", ({"position": place} | row for place, row in enumerate(rows, start=1)))


def definitions(method: Method) -> dict[str, Indicator]:
    """Return by code what is counted of each indicator that the table `indicators` defines."""
    computable = [method.indicators[rule.code] for rule in method.rules if rule.computable]
    return {indicator.code: indicator for indicator in (*computable, *_signals(method))}


def _signals(method: Method) -> list[Indicator]:
    return [indicator for indicator in method.indicators.values() if indicator.role == "integrity"]


def eligibility(draft: Draft) -> pl.DataFrame:
    """Return the table `eligibility`, by unit."""
    return draft.ranking.table.sort("unit_id").select(load_tables()["eligibility"].polars_schema.names())


def peer_groups(city: City, draft: Draft) -> pl.DataFrame:
    """Return the table `peer_groups`: the groups of each grouping that does not hold everybody in one."""
    rows = []
    for grouping, groups in sorted(draft.groupings.items()):
        if len(set(groups.values())) < 2:
            continue
        for unit, group in sorted(groups.items()):
            vi, en = peer_name(city, grouping, group)
            unit_row = {"grouping": grouping, "unit_id": unit, "name_vi": vi, "name_en": en}
            rows.append(unit_row | {"peer_group": f"{grouping}:{group}"})
    return _frame("peer_groups", rows)


def signals(draft: Draft) -> pl.DataFrame:
    """Return the table `signals`, by unit."""
    return draft.signals.sort("unit_id", maintain_order=True).select(load_tables()["signals"].polars_schema.names())


def benchmarks(draft: Draft) -> pl.DataFrame:
    """Return the table `benchmarks`: the counts of the ranked units together, by indicator, none of them hidden."""
    ranked = draft.ranking.table.filter("eligible").get_column("unit_id").to_list()
    counted_cells = draft.ranking.cells.filter(
        pl.col("unit_id").is_in(ranked) & pl.col("status").is_in(["OK", "SMALL_N"]) & pl.col("x").is_not_null()
    )
    units = pl.len().cast(pl.Int64).alias("units")
    sums = counted_cells.group_by("indicator", maintain_order=True).agg(pl.col("x", "n", "excluded").sum(), units)
    return sums.with_columns(
        hidden=0, value=pl.when(pl.col("n") > 0).then(pl.col("x") / pl.col("n")), status=pl.lit("OK")
    )


def units(draft: Draft) -> pl.DataFrame:
    """Return the rows of the table `units` that the ranking is about."""
    schema = load_tables()["units"].polars_schema
    rows = [{name: unit.model_dump()[name] for name in schema} for unit in draft.units]
    return pl.DataFrame(rows, schema=schema, orient="row").sort("unit_id")


def _computed(rule: IndicatorRule, method: Method, group: Group, policy: DisclosurePolicy) -> dict[str, Any]:
    rule_columns = {
        "role": "score",
        "size": float(rule.size),
        "target": None if rule.target is None else float(rule.target),
    }
    return _indicator_columns(method.indicators[rule.code], policy) | _group_columns(group) | rule_columns


def _absent(rule: IndicatorRule, group: Group) -> dict[str, Any]:
    names = {"indicator": rule.code, "name_vi": rule.name_vi, "name_en": rule.name_en}
    reasons = {"reason_vi": rule.reason_vi, "reason_en": rule.reason_en}
    rule_columns = {"role": "not_computable", "size": float(rule.size), **dict.fromkeys(_OF_PEOPLE, False)}
    return names | reasons | _group_columns(group) | rule_columns


def _group_columns(group: Group) -> dict[str, Any]:
    return {"index_group": group.id, "index_group_vi": group.name_vi, "index_group_en": group.name_en}


def _indicator_columns(indicator: Indicator, policy: DisclosurePolicy) -> dict[str, Any]:
    return {
        "indicator": indicator.code,
        "name_vi": indicator.name_vi,
        "name_en": indicator.name_en,
        "kind": indicator.kind,
        "direction": indicator.direction,
        "numerator": terms_text(indicator.numerator),
        "denominator": terms_text(indicator.denominator),
        "denominator_id": indicator.denominator_id,
        "excluded": terms_text(indicator.excluded) or None,
        "legal_basis": indicator.legal_basis.name if indicator.legal_basis else "",
        "is_census": indicator.is_census,
        "is_about_people": indicator.is_about_people,
        "concerns_people": indicator.concerns_people,
        "is_protected": policy.rule(indicator.subject) != "exact",
    }


def _frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    schema = load_tables()[name].polars_schema
    full_rows = [[row.get(column) for column in schema] for row in rows]
    return pl.DataFrame(full_rows, schema=schema, orient="row")
