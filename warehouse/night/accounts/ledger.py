"""The row ledger: what came in with every submission, what became of it, how much of it stands in the tables."""

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from schemas.submission import Submission
from schemas.table import Table, load_tables
from warehouse import store
from warehouse.night.tables.tables import Before, Touched

_STANDING = ["submission_id", "current"]
_DERIVED = ("superseded", "current")


def ledger(
    staging: store.Staging,
    tables: Iterable[Table],
    submissions: Mapping[str, Submission],
    active: Collection[str],
    before: Before | None,
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
        before: the snapshot before, if there is one.
        touched: what of each table may have changed since, by the table's name.
    """
    standing = pl.concat(_standing(staging, table, before, touched[table.name]) for table in tables)
    rows = pl.DataFrame(
        [_row(s) for _, s in sorted(submissions.items())],
        schema={name: kind for name, kind in load_tables()["ledger"].polars_schema.items() if name not in _DERIVED},
        orient="row",
    )
    joined = rows.join(standing, on="submission_id", how="left", maintain_order="left").with_columns(
        pl.col("current").fill_null(0)
    )
    _refuse_unaccounted(joined, standing, active)
    return joined.with_columns(superseded=pl.col("accepted") - pl.col("current")).select(
        load_tables()["ledger"].polars_schema.names()
    )


def _row(s: Submission) -> tuple[object, ...]:
    return s.submission_id, s.unit_id, s.table, s.rows_in, s.accepted, s.rejected, s.duplicate, s.layout_count


def _standing(staging: store.Staging, table: Table, before: Before | None, touched: Touched) -> pl.DataFrame:
    """Return submission_id, current: how many rows of the submissions stand in a staged table; without zeros.

    Raises `RuntimeError` where that are not as many as its files hold.
    """
    if before is None or touched.is_whole:
        changes = [_count(store.scan_table(staging.folder, table))]
    else:
        earlier = store.scan_table(before.folder, load_tables()["ledger"]).filter(table_name=table.name)
        stood = _count(touched.earlier.lazy().join(touched.keys.lazy(), on=table.key, how="semi"))
        changes = [
            earlier.select(_STANDING),
            stood.with_columns(-pl.col("current")),
            _count(touched.now.lazy()),
        ]
    none = load_tables()["ledger"].polars_schema.to_frame().lazy().select(_STANDING)
    standing = pl.concat([none, *changes]).group_by("submission_id").agg(pl.sum("current"))
    rows = standing.filter(pl.col("current") != 0).collect(engine="streaming")  # of a whole table it may be
    counted = rows.get_column("current").sum()
    written = sum(entry["rows"] for entry in store.files_of(staging.files, table).values())
    if counted != written:
        raise RuntimeError(f"{table.name}: {written} rows are written, {counted} are accounted for")
    return rows


def _count(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.group_by("submission_id").agg(pl.len().cast(pl.Int64).alias("current"))


def _refuse_unaccounted(joined: pl.DataFrame, standing: pl.DataFrame, active: Collection[str]) -> None:
    parts = pl.sum_horizontal("accepted", "rejected", "duplicate")
    wrong = (pl.col("rows_in") != parts) | ~pl.col("current").is_between(0, pl.col("accepted"))
    strays = set(standing.get_column("submission_id")) - set(active)
    strays |= set(joined.filter(wrong).get_column("submission_id"))
    if strays:
        raise RuntimeError(
            f"rows unaccounted for in submission(s) {', '.join(sorted(strays))}; no snapshot was committed"
        )
