"""Flat files, one for each year, for Excel and Power BI: everything about a figure in its row, no table to join."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.spreadsheet import csv_bytes
from schemas.table import load_tables
from schemas.words.catalogue import bilingual, said
from schemas.words.message import Message, message
from warehouse.publication.publication import Publication
from warehouse.release.records import table_schema

# Column of the flat file -> the declared column that it is.
_COLUMNS = {
    "unit_id": ("trends", "unit_id"),
    "unit_vi": ("units", "name_vi"),
    "unit_en": ("units", "name_en"),
    "unit_kind": ("units", "kind"),
    "indicator": ("trends", "indicator"),
    "indicator_vi": ("indicators", "name_vi"),
    "indicator_en": ("indicators", "name_en"),
    "index_group_vi": ("indicators", "index_group_vi"),
    "index_group_en": ("indicators", "index_group_en"),
    "quarter": ("trends", "quarter"),
    "first_day": ("trends", "first_day"),
    "last_day": ("trends", "last_day"),
    "x": ("trends", "x"),
    "n": ("trends", "n"),
    "excluded": ("trends", "excluded"),
    "value": ("trends", "value"),
    "ci_low": ("trends", "ci_low"),
    "ci_high": ("trends", "ci_high"),
    "fail_per_10k": ("trends", "fail_per_10k"),
    "status": ("trends", "status"),
    "kind": ("indicators", "kind"),
    "direction": ("indicators", "direction"),
    "denominator_id": ("indicators", "denominator_id"),
    "legal_basis": ("indicators", "legal_basis"),
}
_IN_WORDS = {"status_vi": message("data_files.flat-status_vi"), "status_en": message("data_files.flat-status_en")}


def flat_files(p: Publication) -> dict[str, bytes]:
    """Return `flat/<year>.csv`: the trends of each year, one row for each unit, quarter and indicator, with names."""
    unit_columns = {name: column for name, (table, column) in _COLUMNS.items() if table == "units"}
    indicator_columns = {name: column for name, (table, column) in _COLUMNS.items() if table == "indicators"}
    units = p.tables["units"].select("unit_id", **unit_columns)
    indicators = p.tables["indicators"].select("indicator", **indicator_columns)
    flat = p.tables["trends"].join(units, on="unit_id", how="left", maintain_order="left")
    flat = flat.join(indicators, on="indicator", how="left", maintain_order="left")
    codes = load_tables()["trends"].column("status").codes
    statuses = {
        f"status_{lang}": pl.col("status").replace_strict({code: words[place] for code, words in codes.items()})
        for place, lang in enumerate(("vi", "en"))
    }
    flat_rows = flat.select(*_COLUMNS, is_synthetic=pl.lit(p.synthetic), year=pl.col("first_day").dt.year(), **statuses)
    return {
        f"flat/{year}.csv": csv_bytes(rows.select(*_COLUMNS, *_IN_WORDS, "is_synthetic"))
        for (year,), rows in sorted(flat_rows.partition_by("year", as_dict=True, maintain_order=True).items())
    }


def flat_schema() -> dict[str, Any]:
    """Return the Table Schema of a flat file of `flat_files`."""
    fields_of_table = {
        name: {field["name"]: field for field in table_schema(load_tables()[name])["fields"]}
        for name in {table for table, _ in _COLUMNS.values()}
    }
    fields = [{**fields_of_table[table][column], "name": name} for name, (table, column) in _COLUMNS.items()]
    fields += [{"name": name, "type": "string", "title": bilingual(title)} for name, title in _IN_WORDS.items()]
    return flat_table(fields, message("data_files.flat-trends"), ["unit_id", "indicator", "quarter"])


def flat_table(fields: Sequence[Mapping[str, Any]], description: Message, key: Sequence[str]) -> dict[str, Any]:
    """Return the Table Schema of any flat file; the last of its fields says whether the data are synthetic."""
    title = bilingual(message("data_files.flat-synthetic"))
    is_synthetic = {"name": "is_synthetic", "type": "boolean", "title": title}
    return {
        "title": bilingual(message("data_files.flat")),
        "description": "\n".join(said(description)),
        "fields": [*fields, is_synthetic],
        "missingValues": [""],
        "primaryKey": list(key),
    }
