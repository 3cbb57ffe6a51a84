"""Tables of a publication that say what the data are worth: who sent what and when, and which rules rows broke."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from schemas.table import load_tables
from warehouse import store


def deliveries(folder: Path, units: Sequence[str]) -> pl.DataFrame:
    """Return the table `deliveries` of the units, by unit and kind of data."""
    tables = load_tables()
    ledger = store.scan_table(folder, tables["ledger"]).drop("unit_id", "table_name")
    is_of_units = pl.col("unit_id").is_in(units)
    sent_submissions = store.scan_table(folder, tables["submissions"]).filter(is_of_units, pl.col("table_name") != "")
    is_loaded, export_day = pl.col("status") != "rejected", pl.col("exported_at").dt.date()
    counts = ("rows_in", "accepted", "rejected", "duplicate")
    latest = pl.col("exported_at_origin").sort_by("exported_at", "submission_id").filter(is_loaded).last()
    counts_of_rows = (
        sent_submissions.join(ledger, on="submission_id", how="left")
        .group_by("unit_id", "table_name")
        .agg(
            pl.len().alias("submissions"),
            (~is_loaded).sum().alias("refused"),
            pl.col("is_outdated").sum().alias("outdated"),
            export_day.filter(is_loaded).min().alias("first_exported"),
            export_day.filter(is_loaded).max().alias("last_exported"),
            (latest != "file_time").alias("is_date_declared"),
            pl.col(*counts).fill_null(0).sum(),
        )
    )
    schema = tables["deliveries"].polars_schema
    return counts_of_rows.sort("unit_id", "table_name").select(schema.names()).cast(schema).collect()


def rejection_counts(folder: Path, units: Sequence[str]) -> pl.DataFrame:
    """Return the table `rejection_counts` of the units, the most frequent rule of each first."""
    tables = load_tables()
    by = ["unit_id", "table_name", "rule_id"]
    words = ("message_vi", "message_en", "advice_vi", "advice_en")
    rows = pl.struct("submission_id", "source_member", "source_row").n_unique().alias("rows")
    warned = (
        store.scan_table(folder, tables["rejections"])
        .filter(pl.col("unit_id").is_in(units))
        .group_by(by)
        .agg(rows, pl.col(words).drop_nulls().sort().first())
    )
    schema = tables["rejection_counts"].polars_schema
    ordered = warned.sort("unit_id", "table_name", "rows", "rule_id", descending=[False, False, True, False])
    return ordered.select(schema.names()).cast(schema).collect()
