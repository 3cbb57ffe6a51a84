"""What lies beside the tables of a snapshot: record, checksums, citation, licence, flat files for spreadsheets."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import polars as pl

from schemas.city import CityDeclaration
from schemas.spreadsheet import csv_bytes
from warehouse.release.notes import checksums, citation, licence_text
from warehouse.release.package import as_json, snapshot_package
from warehouse.release.package import sizes_and_hashes as hashed


def snapshot_companions(
    city: CityDeclaration,
    snapshot: str,
    business_date: date,
    synthetic: bool,
    files: Mapping[str, str],
    units: pl.DataFrame,
    counts: pl.DataFrame,
    stocks: Collection[str],
) -> dict[str, bytes]:
    """Return path -> bytes of what is kept beside the tables. `files` are the tables' files with their SHA-256.

    `units` is the register, `counts` the table `measures`, `stocks` those of its measures that are levels.
    """
    mark = "SỐ LIỆU TỔNG HỢP (giả lập) / SYNTHETIC. " if synthetic else ""
    title = f"{mark}Bảng số liệu thủ tục hành chính, {city.name_vi}, bản chốt {snapshot}"
    about: dict[str, Any] = {
        "title": title,
        "description": f"Tables of administrative procedures, {city.name_en}. For internal use: nothing is suppressed.",
        "version": snapshot,
        "created": f"{business_date}T00:00:00Z",
    }
    found = flat_counts(units, counts, stocks, business_date)
    found["LICENCE.txt"] = licence_text(city).encode()
    found["CITATION.cff"] = citation(city, title, snapshot, f"{city.id}/{snapshot}").encode()
    found["datapackage.json"] = as_json(
        snapshot_package(city, snapshot, about, sorted(files), hashed(found), synthetic)
    )
    sums = {**files, **{path: sha256 for path, (_, sha256) in hashed(found).items()}}
    return {**found, "SHA256SUMS": checksums(sums).encode()}


def flat_counts(units: pl.DataFrame, counts: pl.DataFrame, stocks: Collection[str], until: date) -> dict[str, bytes]:
    """Return `flat/<year>.csv`: a row for each unit and month up to a day, a column for each measure.

    A measure of `stocks` is the level at the end of the month, `<name>_at_end`; others are sums over the month.
    """
    month = pl.col("day").dt.truncate("1mo").alias("month")
    monthly = counts.filter(pl.col("day") <= until).group_by("unit_id", month, "measure").agg(pl.col("n").sum())
    if not monthly.height:
        return {}
    wide = monthly.pivot("measure", index=["unit_id", "month"], values="n").sort("unit_id", "month")
    months = wide.select(pl.date_range(pl.col("month").min(), pl.col("month").max(), "1mo").alias("month"))
    names = units.select("unit_id", "name_vi", "name_en", "kind")
    every = wide.select("unit_id").unique().join(months, how="cross").sort("unit_id", "month")
    filled = every.join(wide, on=["unit_id", "month"], how="left", maintain_order="left").fill_null(0)
    measures = sorted(set(wide.columns) - {"unit_id", "month"})
    columns = [pl.col(m).cum_sum().over("unit_id").alias(f"{m}_at_end") if m in stocks else pl.col(m) for m in measures]
    flat = filled.select("unit_id", "month", *columns).join(names, on="unit_id", how="left", maintain_order="left")
    ordered = flat.select(
        "unit_id", "name_vi", "name_en", "kind", "month", pl.exclude("unit_id", "name_vi", "name_en", "kind", "month")
    )
    years = ordered.with_columns(_year=pl.col("month").dt.year()).partition_by("_year", as_dict=True, include_key=False)
    return {f"flat/{year}.csv": csv_bytes(rows) for (year,), rows in sorted(years.items())}
