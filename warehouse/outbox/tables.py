"""What a snapshot says of the units' files and rows, in the words of a unit's workbook."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from schemas.city import City
from schemas.submission import UNRECOGNISED, Submission
from schemas.table import load_tables
from schemas.words.catalogue import said, text
from schemas.words.languages import VIETNAMESE
from schemas.words.message import message
from warehouse import store
from warehouse.outbox.account import DELIVERIES, REJECTIONS, WARNINGS

_PLACE = ("source_member", "source_row")
_LOADED = ("accepted", "accepted_with_rejections")


def sent_names(submissions: Iterable[Submission]) -> pl.LazyFrame:
    """Return under what name each file was sent, for the unit that sent it: the tables of a snapshot do not say it."""
    rows = [(s.submission_id, s.folder, s.file_name) for s in submissions]
    return pl.LazyFrame(rows, schema=dict.fromkeys(("submission_id", "unit_id", "sent_name"), pl.String), orient="row")


def _as_sent(rows: pl.LazyFrame, names: pl.LazyFrame) -> pl.LazyFrame:
    """Name the files as their unit sent them; those that another has sent, such as the city, keep their alias."""
    return rows.join(names, on=["submission_id", "unit_id"], how="left", maintain_order="left").with_columns(
        file_name=pl.coalesce("sent_name", "file_name")
    )


def deliveries_of(city: City, snapshot: Path, names: pl.LazyFrame) -> pl.DataFrame:
    """Return every submission with its part of the ledger, in words, the latest export first (`DELIVERIES`)."""
    table = load_tables()["submissions"]
    counts = _scan(snapshot, "ledger").select(
        "submission_id", "rows_in", "accepted", "rejected", "duplicate", "layout", "current"
    )
    origins, statuses = table.column("exported_at_origin").codes, table.column("status").codes
    return (
        _scan(snapshot, "submissions")
        .pipe(_as_sent, names)
        .join(counts, on="submission_id", how="left")
        .with_columns(
            _table_name(city),
            origin_vi=pl.col("exported_at_origin").replace({code: vi for code, (vi, _) in origins.items()}),
            status_vi=pl.col("status").replace({code: vi for code, (vi, _) in statuses.items()}),
            active_vi=pl.when("is_active")
            .then(_vi("unit_workbook.active-yes"))
            .otherwise(_vi("unit_workbook.active-no")),
        )
        .sort("exported_at", "file_name", "table_name", "submission_id", descending=[True, False, False, False])
        .select("unit_id", "submission_id", "status", *DELIVERIES)
        .collect()
    )


def rejections_of(city: City, snapshot: Path, names: pl.LazyFrame) -> pl.DataFrame:
    """Return every reason for a rejected row that a unit can still act on (`REJECTIONS`).

    The latest export comes first, then file, row and rule. Columns have the headings that they have in the unit's own
    file. Left out are files taken back and earlier readings of a file that was read again.
    """
    headings = pl.LazyFrame(
        [(s.id, field.column, header) for s in city.sources.values() for header, field in s.columns.items()],
        schema={"source_id": pl.String, "column_name": pl.String, "header": pl.String},
        orient="row",
    ).unique(["source_id", "column_name"], keep="last", maintain_order=True)
    advice_vi, advice_en = said(message("unit_workbook.advice"))
    return (
        _scan(snapshot, "rejections")
        .join(_to_correct(snapshot), on="submission_id")
        .pipe(_as_sent, names)
        .pipe(_with_headings, city, headings)
        .with_columns(
            _table_name(city),
            written=pl.when(pl.col("written") == "").then(_vi("unit_workbook.written-nothing")).otherwise("written"),
            advice_vi=pl.col("advice_vi").fill_null(advice_vi),
            advice_en=pl.col("advice_en").fill_null(advice_en),
        )
        .sort("exported_at", "file_name", "submission_id", *_PLACE, "rule_id", descending=[True, *5 * [False]])
        .select("unit_id", "submission_id", *REJECTIONS)
        .collect()
    )


def _to_correct(snapshot: Path) -> pl.LazyFrame:
    """Return the submissions whose rejected rows still want correcting, with what is shown of them.

    Of several readings of one file that is the one that counts, or, where the file was refused, the last.
    """
    reading = ("folder", "unit_id", "table_name", "file_sha256")
    is_last = pl.col("business_date") == pl.col("business_date").max().over(reading)
    is_refused = ~pl.col("is_active").any().over(reading) & ~pl.col("status").is_in(_LOADED)
    return (
        _scan(snapshot, "submissions")
        .filter(pl.col("is_active") | (is_refused & is_last))
        .select("submission_id", "source_id", "file_name", "exported_at")
    )


def _with_headings(reasons: pl.LazyFrame, city: City, headings: pl.LazyFrame) -> pl.LazyFrame:
    """Add `header`: the heading in the file of each column that a reason names, else the column's own label."""
    labels = {c.name: c.label_vi for table in city.tables.values() for c in table.columns}
    headings_of_names = (
        reasons.select("source_id", names="column_name")
        .unique()
        .with_columns(column_name=pl.col("names").str.split(", "))
        .explode("column_name")
        .join(headings, on=["source_id", "column_name"], how="left", maintain_order="left")
        .with_columns(pl.coalesce("header", pl.col("column_name").replace(labels)).alias("header"))
        .group_by("source_id", "names", maintain_order=True)
        .agg(pl.col("header").str.join(", "))
    )
    return reasons.join(
        headings_of_names,
        left_on=["source_id", "column_name"],
        right_on=["source_id", "names"],
        how="left",
        nulls_equal=True,
    )


def warnings_of(city: City, snapshot: Path, names: pl.LazyFrame) -> pl.DataFrame:
    """Return every warning, those of the latest export first, then those between submissions (`WARNINGS`)."""
    exported = _scan(snapshot, "submissions").select("submission_id", "exported_at")
    return (
        _scan(snapshot, "warnings")
        .join(exported, on="submission_id", how="left")
        .with_columns(is_about_file=pl.col("subject") == pl.col("file_name"))
        .pipe(_as_sent, names)
        .with_columns(_table_name(city), subject=pl.when("is_about_file").then("file_name").otherwise("subject"))
        .sort(
            "exported_at", "code", "table_name", "subject", "header", descending=[True, *4 * [False]], nulls_last=True
        )
        .select("unit_id", *WARNINGS)
        .collect()
    )


def _vi(key: str) -> pl.Expr:
    return pl.lit(text(message(key), VIETNAMESE))


def _scan(snapshot: Path, name: str) -> pl.LazyFrame:
    return store.scan_table(snapshot, load_tables()[name])


def _table_name(city: City) -> pl.Expr:
    labels = {name: table.label_vi for name, table in city.tables.items()}
    labels[UNRECOGNISED] = text(message("unit_workbook.unrecognised"), VIETNAMESE)
    return pl.col("table_name").replace(labels).alias("table_vi")
