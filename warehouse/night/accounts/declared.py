"""What was counted and divided by what in a snapshot: the measures and indicators in force, as tables."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from schemas.city import City
from schemas.hashing import short_hash
from schemas.indicator import Indicator
from schemas.measure import Measure
from schemas.table import load_tables
from schemas.terms import terms_text


def declared_hash(city: City) -> str:
    """Return a hash of all that the tables of the declarations hold."""
    return short_hash(
        [declaration.model_dump(mode="json") for declaration in (*city.measures.values(), *city.indicators.values())]
    )


def declared_tables(city: City) -> Mapping[str, pl.DataFrame]:
    """Return the tables `declared_measures` and `declared_indicators` of a city, in the order of the declarations."""
    return {
        "declared_measures": _frame("declared_measures", map(_measure, city.measures.values())),
        "declared_indicators": _frame("declared_indicators", map(_indicator, city.indicators.values())),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "measure": measure.name,
        "table_name": measure.table,
        "kind": measure.kind,
        "counted_on": measure.day or None,
        "begins_on": measure.begin or None,
        "ends_on": measure.end or None,
        "condition": measure.where or None,
        "weight": measure.weight or None,
        "clusters": measure.clusters or None,
        "about": measure.about,
        "name_vi": measure.vi,
        "name_en": measure.en,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    basis, part_texts = (
        indicator.legal_basis,
        (f"{terms_text(p.events)} / {terms_text(p.cases)}" for p in indicator.parts),
    )
    same_names = (
        "name_vi",
        "name_en",
        "role",
        "kind",
        "direction",
        "denominator_id",
        "denominator_vi",
        "denominator_en",
    )
    return {
        name: getattr(indicator, name) for name in (*same_names, "is_census", "is_about_people", "concerns_people")
    } | {
        "indicator": indicator.code,
        "unit_vi": indicator.unit_vi or None,
        "unit_en": indicator.unit_en or None,
        "numerator": terms_text(indicator.numerator),
        "denominator": terms_text(indicator.denominator),
        "excluded": terms_text(indicator.excluded) or None,
        "parts": "; ".join(part_texts) or None,
        "legal_basis": basis and basis.name,
        "valid_from": basis and basis.valid_from,
        "valid_to": basis and basis.valid_to,
    }


def _frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    schema = load_tables()[name].polars_schema
    placed = [{"position": place, **row} for place, row in enumerate(rows, start=1)]
    return pl.DataFrame([[row[column] for column in schema] for row in placed], schema=schema, orient="row")
