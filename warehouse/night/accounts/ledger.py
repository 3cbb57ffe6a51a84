"""The row ledger: what came in with every submission, what became of it, how much of it stands in the tables."""

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from schemas.submission import Submission
from schemas.table import Table, load_tables
from warehouse import store
from warehouse.night.tables.tables import PreviousSnapshot, Touched

_STANDING = ["submission_id", "current"]
_DERIVED = ("superseded", "current")


def ledger(
    staging: store.Staging,
    tables: Iterable[Table],
    submissions: Mapping[str, Submission],
    active: Collection[str],
    previous: PreviousSnapshot | None,
    touched: Mapping[str, Touched],
) -> pl.DataFrame:
    """Return the table `ledger`, from the staged `tables` and all submissions known.

    Only rows of touched keys are counted; how many others stand is known from the snapshot before. Raises
    `RuntimeError` where a submission does not balance or the tables hold rows of nobody.

    Args:
        staging: the snapshot that is being made, with its tables of data.
        tables: the tables of data.
        submissions: all submissions, by their ids.
        active: the ids of those that count.
        previous: the snapshot before, if there is one.
        touched: what of each table may have changed since, by the table's name.
    """
    standing = pl.concat(_standing(staging, table, previous, touched[table.name]) for table in tables)
    rows = pl.DataFrame(
        [_row(submission) for _, submission in sorted(submissions.items())],
        schema={name: kind for name, kind in load_tables()["ledger"].polars_schema.items() if name not in _DERIVED},
        orient="row",
    )
    rows_with_standing = rows.join(standing, on="submission_id", how="left", maintain_order="left").with_columns(
        pl.col("current").fill_null(0)
    )
    _refuse_unaccounted(rows_with_standing, standing, active)
    return rows_with_standing.with_columns(superseded=pl.col("accepted") - pl.col("current")).select(
        load_tables()["ledger"].polars_schema.names()
    )


def _row(submission: Submission) -> tuple[object, ...]:
    return (
        submission.submission_id,
        submission.unit_id,
        submission.table,
        submission.rows_in,
        submission.accepted,
        submission.rejected,
        submission.duplicate,
        submission.layout_count,
    )


def _standing(
    staging: store.Staging, table: Table, previous: PreviousSnapshot | None, touched: Touched
) -> pl.DataFrame:
    """Return submission_id, current: how many rows of the submissions stand in a staged table; without zeros.

    Raises `RuntimeError` where that are not as many as its files hold.
    """
    if previous is None or touched.is_whole:
        changes = [_count(store.scan_table(staging.folder, table))]
    else:
        earlier = store.scan_table(previous.folder, load_tables()["ledger"]).filter(table_name=table.name)
        standing_before = _count(touched.rows_before.lazy().join(touched.keys.lazy(), on=table.key, how="semi"))
        changes = [
            earlier.select(_STANDING),
            standing_before.with_columns(-pl.col("current")),
            _count(touched.rows_now.lazy()),
        ]
    no_rows = load_tables()["ledger"].polars_schema.to_frame().lazy().select(_STANDING)
    standing = pl.concat([no_rows, *changes]).group_by("submission_id").agg(pl.sum("current"))
    rows = standing.filter(pl.col("current") != 0).collect(engine="streaming")  # of a whole table it may be
    rows_counted = rows.get_column("current").sum()
    rows_written = sum(entry["rows"] for entry in store.files_of(staging.files, table).values())
    if rows_counted != rows_written:
        raise RuntimeError(f"{table.name}: {rows_written} rows are written, {rows_counted} are accounted for")
    return rows


def _count(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.group_by("submission_id").agg(pl.len().cast(pl.Int64).alias("current"))


def _refuse_unaccounted(rows_with_standing: pl.DataFrame, standing: pl.DataFrame, active: Collection[str]) -> None:
    sum_of_parts = pl.sum_horizontal("accepted", "rejected", "duplicate")
    is_wrong = (pl.col("rows_in") != sum_of_parts) | ~pl.col("current").is_between(0, pl.col("accepted"))
    strays = set(standing.get_column("submission_id")) - set(active)
    strays |= set(rows_with_standing.filter(is_wrong).get_column("submission_id"))
    if strays:
        raise RuntimeError(
            f"rows unaccounted for in submission(s) {', '.join(sorted(strays))}; no snapshot was committed"
        )
