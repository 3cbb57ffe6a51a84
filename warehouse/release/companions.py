"""What lies beside the tables of a snapshot: record, checksums, citation, licence, flat files for spreadsheets."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import polars as pl

from schemas.city import City
from schemas.spreadsheet import csv_bytes
from schemas.table import load_tables
from schemas.words.catalogue import bilingual, text
from schemas.words.languages import ENGLISH
from schemas.words.message import Declared, message
from warehouse.release.flat import flat_table
from warehouse.release.notes import checksums, citation, csv_note, licence_text, title_of
from warehouse.release.package import as_json, fingerprint, snapshot_package
from warehouse.release.package import sizes_and_hashes as hashed
from warehouse.release.records import table_schema

_NAMES = ("unit_id", "name_vi", "name_en", "kind")  # of the register


def snapshot_companions(
    city: City,
    snapshot: str,
    business_date: date,
    synthetic: bool,
    files: Mapping[str, str],
    units: pl.DataFrame,
    counts: pl.LazyFrame,
) -> dict[str, bytes]:
    """Return path -> bytes of what is kept beside the tables.

    Args:
        city: whose data they are.
        snapshot: the name of the snapshot.
        business_date: the last day that is counted.
        synthetic: whether the data are no real ones.
        files: path of each of the tables' files -> SHA-256.
        units: the register.
        counts: the table `measures`.
    """
    name = Declared(city.about.name_vi, city.about.name_en)
    title = title_of(message("data_files.snapshot", city=name, snapshot=snapshot), synthetic)
    description = text(message("data_files.snapshot-about", city=name), ENGLISH)
    licence, contents = licence_text(city.about), f"sha256:{fingerprint(files)}"
    properties: dict[str, Any] = {
        "id": contents,
        "title": title,
        "description": f"{description}\n\n{csv_note()}\n\n{licence}",
        "version": snapshot,
        "created": f"{business_date}T00:00:00Z",
    }
    stocks = {name for name, measure in city.measures.items() if measure.kind == "stock"}
    flat = flat_counts(units, counts, stocks, business_date)
    beside = {path: csv_bytes(rows.with_columns(is_synthetic=pl.lit(synthetic))) for path, rows in flat.items()}
    schemas = {path: _schema(rows) for path, rows in flat.items()}
    beside["LICENCE.txt"] = licence.encode()
    beside["CITATION.cff"] = citation(city.about, title, snapshot, contents).encode()
    package = snapshot_package(city, snapshot, properties, sorted(files), hashed(beside), synthetic, schemas)
    beside["datapackage.json"] = as_json(package)
    sums = {**files, **{path: sha256 for path, (_, sha256) in hashed(beside).items()}}
    return {**beside, "SHA256SUMS": checksums(sums).encode()}


def flat_counts(
    units: pl.DataFrame, counts: pl.LazyFrame, stocks: Collection[str], until: date
) -> dict[str, pl.DataFrame]:
    """Return `flat/<year>.csv`: a row for each unit and month up to a day, a column for each measure.

    A measure of `stocks` is the level at the end of the month, `<name>_at_end`; others are sums over the month. Months
    in which a unit did not exist have no row, unless something was counted.

    Args:
        units: the register.
        counts: the table `measures`.
        stocks: those of its measures that are levels.
        until: the last day that is counted.
    """
    month = pl.col("day").dt.truncate("1mo").alias("month")
    month_sums = counts.filter(pl.col("day") <= until).group_by("unit_id", month, "measure").agg(pl.col("n").sum())
    monthly = month_sums.collect()
    if not monthly.height:
        return {}
    measure_columns = monthly.pivot("measure", index=["unit_id", "month"], values="n")
    measures = sorted(set(measure_columns.columns) - {"unit_id", "month"})
    months = measure_columns.select(pl.date_range(pl.col("month").min(), pl.col("month").max(), "1mo").alias("month"))
    units_and_months = measure_columns.select("unit_id").unique().join(months, how="cross").sort("unit_id", "month")
    unit_months = units_and_months.join(measure_columns, on=["unit_id", "month"], how="left", maintain_order="left")
    unit_months = unit_months.join(units, on="unit_id", how="left", maintain_order="left")
    levels = [
        pl.col(m).fill_null(0).cum_sum().over("unit_id").alias(f"{m}_at_end") if m in stocks else pl.col(m).fill_null(0)
        for m in measures
    ]
    exists = pl.col("valid_from").fill_null(date.min) <= pl.col("month").dt.month_end()
    exists &= pl.col("valid_to").fill_null(date.max) >= pl.col("month")
    is_kept = exists | pl.any_horizontal(pl.col(measures).is_not_null())
    flat = unit_months.select(*_NAMES, "month", *levels, year=pl.col("month").dt.year(), is_kept=is_kept)
    years = flat.filter("is_kept").drop("is_kept").partition_by("year", as_dict=True, include_key=False)
    return {f"flat/{year}.csv": rows for (year,), rows in sorted(years.items())}


def _schema(rows: pl.DataFrame) -> dict[str, Any]:
    """Return the Table Schema of a flat file; what a measure counts is in the data dictionary."""
    field_of_name = {field["name"]: field for field in table_schema(load_tables()["units"])["fields"]}
    fields = [field_of_name[name] for name in _NAMES]
    fields.append({"name": "month", "type": "date", "title": bilingual(message("data_files.flat-month"))})
    fields += [{"name": name, "type": "integer"} for name in rows.columns if name not in (*_NAMES, "month")]
    return flat_table(fields, message("data_files.flat-counts"), ["unit_id", "month"])
