"""The pipeline's own account of what it did: the tables that say where every row went and what was noticed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import polars as pl

from schemas.city import City
from schemas.submission import Submission, SubmissionRecord
from schemas.table import Table, load_tables
from warehouse import store
from warehouse.pipeline.reread import outdated_submissions
from warehouse.pipeline.run import Run
from warehouse.pipeline.snapshot_warnings import snapshot_warnings

_PART = "part-0.parquet"


def data_tables(city: City) -> list[Table]:
    """Return the tables whose rows are sent to us, as the city judges them."""
    return [t for t in city.tables.values() if t.is_sent]


def write_accounts(
    run: Run, staging: store.Staging, records: Mapping[str, SubmissionRecord], active: Collection[str]
) -> None:
    """Stage ledger, submissions, rejections, layout, warnings and register, from the staged tables and the records.

    Raises `RuntimeError` where a row of the tables is unaccounted for.
    """
    tables = load_tables()
    ledger = _ledger(run.city, staging, records, active)
    ordered = [records[i] for i in sorted(records)]
    staging.write(tables["ledger"], _PART, ledger)
    outdated = {s.submission_id for s in outdated_submissions(run, [records[i] for i in active])}
    staging.write(tables["submissions"], _PART, _submissions(ordered, active, outdated))
    staging.write(tables["rejections"], _PART, _rejections(run, ordered))
    staging.write(tables["layout_rows"], _PART, _layout(ordered))
    staging.write(tables["warnings"], _PART, snapshot_warnings(staging, ordered, active))
    staging.write(tables["units"], _PART, _units(run.city))


def _ledger(
    city: City, staging: store.Staging, records: Mapping[str, Submission], active: Collection[str]
) -> pl.DataFrame:
    """Return the row ledger; raise where a submission does not balance or the tables hold rows of nobody."""
    standing: dict[str, int] = {}
    for table in data_tables(city):
        rows = store.scan_table(staging.folder, table).group_by("submission_id").len().collect()
        standing |= dict(rows.iter_rows())
    unbalanced = [i for i, s in records.items() if not s.balances or standing.get(i, 0) > s.accepted]
    if strays := sorted(set(standing) - set(active)) or unbalanced:
        raise RuntimeError(f"rows unaccounted for in submission(s) {', '.join(strays)}; no snapshot was committed")
    return pl.DataFrame(
        [_ledger_row(s, standing.get(i, 0)) for i, s in sorted(records.items())],
        schema=load_tables()["ledger"].polars_schema,
        orient="row",
    )


def _ledger_row(s: Submission, current: int) -> tuple[object, ...]:
    parts = (s.rows_in, s.accepted, s.rejected, s.duplicate, s.layout_count, s.accepted - current, current)
    return (s.submission_id, s.unit_id, s.table, *parts)


def _layout(records: list[SubmissionRecord]) -> pl.DataFrame:
    rows = [
        (s.submission_id, s.folder, s.table, r.member, r.rule, r.rows, r.first_row) for s in records for r in s.layout
    ]
    return pl.DataFrame(rows, schema=load_tables()["layout_rows"].polars_schema, orient="row")


def _submissions(records: Sequence[Submission], active: Collection[str], outdated: Collection[str]) -> pl.DataFrame:
    schema = load_tables()["submissions"].polars_schema
    rows = []
    for s in records:
        table = load_tables().get(s.table)
        dated = s.window if table is not None and table.partition_by else None
        derived = {
            "table_name": s.table,
            "is_active": s.submission_id in active,
            "is_outdated": s.submission_id in outdated,
            "warning_count": s.warned,
            "window_from": dated and dated[0],
            "window_to": dated and dated[1],
        }
        row = s.model_dump() | derived
        rows.append({name: row[name] for name in schema})
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rejections(run: Run, records: Sequence[Submission]) -> pl.DataFrame:
    schema = load_tables()["rejections"].polars_schema
    frames = [
        reasons.with_columns(
            submission_id=pl.lit(s.submission_id), unit_id=pl.lit(s.unit_id), table_name=pl.lit(s.table)
        )
        for s, reasons in store.scan_reasons(run.home, records)
    ]
    if not frames:
        return pl.DataFrame(schema=schema)
    return pl.concat(f.select(schema.names()).cast(schema) for f in frames).collect()


def _units(city: City) -> pl.DataFrame:
    rows = [u.model_dump() for u in city.register.units]
    schema = load_tables()["units"].polars_schema
    endless = pl.col("valid_from", "valid_to").replace([date.min, date.max], None)
    return pl.DataFrame([{k: r[k] for k in schema} for r in rows], schema=schema, orient="row").with_columns(endless)
