"""What lies beside the tables of a snapshot: record, checksums, citation, licence, flat files for spreadsheets."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import polars as pl

from schemas.city import City
from schemas.spreadsheet import csv_bytes
from schemas.table import load_tables
from warehouse.release.flat import flat_table
from warehouse.release.notes import SYNTHETIC, checksums, citation, licence_text
from warehouse.release.package import CSV_NOTE, as_json, fingerprint, snapshot_package
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
    """Return path -> bytes of what is kept beside the tables. `files` are the tables' files with their SHA-256.

    `units` is the register, `counts` the table `measures`.
    """
    mark = SYNTHETIC if synthetic else ""
    title = f"{mark}Bảng số liệu thủ tục hành chính, {city.about.name_vi}, bản chốt {snapshot}"
    licence, contents = licence_text(city.about), f"sha256:{fingerprint(files)}"
    about: dict[str, Any] = {
        "id": contents,
        "title": title,
        "description": f"Tables of administrative procedures, {city.about.name_en}. For internal use: "
        f"nothing is suppressed.\n\n{CSV_NOTE}\n\n{licence}",
        "version": snapshot,
        "created": f"{business_date}T00:00:00Z",
    }
    stocks = {name for name, measure in city.measures.items() if measure.kind == "stock"}
    flat = flat_counts(units, counts, stocks, business_date)
    found = {path: csv_bytes(rows.with_columns(is_synthetic=pl.lit(synthetic))) for path, rows in flat.items()}
    schemas = {path: _schema(rows) for path, rows in flat.items()}
    found["LICENCE.txt"] = licence.encode()
    found["CITATION.cff"] = citation(city.about, title, snapshot, contents).encode()
    package = snapshot_package(city, snapshot, about, sorted(files), hashed(found), synthetic, schemas)
    found["datapackage.json"] = as_json(package)
    sums = {**files, **{path: sha256 for path, (_, sha256) in hashed(found).items()}}
    return {**found, "SHA256SUMS": checksums(sums).encode()}


def flat_counts(
    units: pl.DataFrame, counts: pl.LazyFrame, stocks: Collection[str], until: date
) -> dict[str, pl.DataFrame]:
    """Return `flat/<year>.csv`: a row for each unit and month up to a day, a column for each measure.

    A measure of `stocks` is the level at the end of the month, `<name>_at_end`; others are sums over the month. Months
    in which a unit did not exist have no row, unless something was counted.
    """
    month = pl.col("day").dt.truncate("1mo").alias("month")
    by_month = counts.filter(pl.col("day") <= until).group_by("unit_id", month, "measure").agg(pl.col("n").sum())
    monthly = by_month.collect()
    if not monthly.height:
        return {}
    wide = monthly.pivot("measure", index=["unit_id", "month"], values="n")
    measures = sorted(set(wide.columns) - {"unit_id", "month"})
    months = wide.select(pl.date_range(pl.col("month").min(), pl.col("month").max(), "1mo").alias("month"))
    every = wide.select("unit_id").unique().join(months, how="cross").sort("unit_id", "month")
    filled = every.join(wide, on=["unit_id", "month"], how="left", maintain_order="left")
    filled = filled.join(units, on="unit_id", how="left", maintain_order="left")
    levels = [
        pl.col(m).fill_null(0).cum_sum().over("unit_id").alias(f"{m}_at_end") if m in stocks else pl.col(m).fill_null(0)
        for m in measures
    ]
    exists = pl.col("valid_from").fill_null(date.min) <= pl.col("month").dt.month_end()
    exists &= pl.col("valid_to").fill_null(date.max) >= pl.col("month")
    is_kept = exists | pl.any_horizontal(pl.col(measures).is_not_null())
    flat = filled.select(*_NAMES, "month", *levels, year=pl.col("month").dt.year(), is_kept=is_kept)
    years = flat.filter("is_kept").drop("is_kept").partition_by("year", as_dict=True, include_key=False)
    return {f"flat/{year}.csv": rows for (year,), rows in sorted(years.items())}


def _schema(rows: pl.DataFrame) -> dict[str, Any]:
    """Return the Table Schema of a flat file; what a measure counts is in the data dictionary."""
    declared = {field["name"]: field for field in table_schema(load_tables()["units"])["fields"]}
    fields = [declared[name] for name in _NAMES]
    fields.append({"name": "month", "type": "date", "title": "Ngày đầu tháng / First day of the month"})
    fields += [{"name": name, "type": "integer"} for name in rows.columns if name not in (*_NAMES, "month")]
    description = (
        "Mỗi dòng là một đơn vị và một tháng, mỗi cột một đại lượng; cột _at_end là số cuối tháng, chớ "
        "cộng các tháng. 0 là không đếm được gì, kể cả khi đơn vị không gửi: xem bảng submissions.\n"
        "One row is a unit and a month, a column each measure; _at_end is the level at the end of the month: do not "
        "sum it over months. 0 means that nothing was counted, also where the unit sent nothing: see submissions."
    )
    return flat_table(fields, description, ["unit_id", "month"])
