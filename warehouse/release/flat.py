"""Flat files, one for each year, for Excel and Power BI: everything about a figure in its row, no table to join."""

import polars as pl

from schemas.publication import Publication
from schemas.spreadsheet import csv_bytes


def flat_files(p: Publication) -> dict[str, bytes]:
    """Return `flat/<year>.csv`: the trends of each year, one row for each unit, quarter and indicator, with names."""
    trends = p.tables["trends"]
    units = p.tables["units"].select("unit_id", unit_vi="name_vi", unit_en="name_en", unit_kind="kind")
    about = ("indicator", "index_group_vi", "index_group_en", "kind", "direction", "denominator_id", "legal_basis")
    indicators = p.tables["indicators"].select(*about, indicator_vi="name_vi", indicator_en="name_en")
    flat = trends.join(units, on="unit_id", how="left", maintain_order="left").join(
        indicators, on="indicator", how="left", maintain_order="left"
    )
    ordered = flat.with_columns(year=pl.col("first_day").dt.year(), is_synthetic=pl.lit(p.synthetic))
    return {
        f"flat/{year}.csv": csv_bytes(rows.drop("year"))
        for (year,), rows in sorted(ordered.partition_by("year", as_dict=True, maintain_order=True).items())
    }
