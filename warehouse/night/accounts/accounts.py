"""The pipeline's own account of what it did: the tables that say where every row went and what was noticed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import polars as pl

from schemas.city import City
from schemas.submission import Submission, SubmissionRecord
from schemas.table import Table, load_tables
from warehouse import store
from warehouse.night.accounts.declared import declared_tables
from warehouse.night.accounts.ledger import ledger
from warehouse.night.accounts.snapshot_warnings import snapshot_warnings
from warehouse.night.arrival.reread import outdated_submissions
from warehouse.night.tables.tables import Before, Touched, data_tables
from warehouse.run import Run


def write_accounts(
    run: Run,
    staging: store.Staging,
    submissions: Mapping[str, Submission],
    active: Collection[Submission],
    before: Before | None,
    touched: Mapping[str, Touched],
) -> None:
    """Stage ledger, submissions, rejections, layout, warnings, register, and what is counted and measured.

    They come from the staged tables, the records and the declarations. Raises `RuntimeError` where a row is unaccounted
    for.

    Args:
        run: the run.
        staging: the snapshot that is being made, with its tables of data.
        submissions: all submissions, by their ids.
        active: those that count.
        before: the snapshot before, if there is one whose accounts were made by the same rules: what cannot have
            changed is taken over from it; the tables are the same without it.
        touched: what of each table of data may have changed since, by the table's name.
    """
    tables, ids = load_tables(), {s.submission_id for s in active}
    accounted, counted = _accounted(before) & submissions.keys(), frozenset() if before is None else before.active
    records = store.load_records(run.home, sorted((submissions.keys() - accounted) | (ids - counted)))
    new = [s for i, s in records.items() if i not in accounted]
    begin_to_count = [s for i, s in records.items() if i in ids - counted]
    outdated = {s.submission_id for s in outdated_submissions(run, active)}
    rows_by_table = {
        "ledger": ledger(staging, data_tables(run.city), submissions, ids, before, touched),
        "submissions": _submissions(run.city, submissions, ids, outdated),
        "rejections": _with_earlier(before, tables["rejections"], accounted, _rejections(run, new)),
        "layout_rows": _with_earlier(before, tables["layout_rows"], accounted, _layout(new)),
        "warnings": snapshot_warnings(staging, active, begin_to_count, before, touched),
        "units": _units(run.city),
        **declared_tables(run.city),
    }
    for name, rows in rows_by_table.items():
        staging.write(tables[name], store.ONE_FILE, rows)


def _accounted(before: Before | None) -> frozenset[str]:
    """Return the submissions that the snapshot before accounts for."""
    if before is None:
        return frozenset()
    table = store.scan_table(before.folder, load_tables()["submissions"])
    return frozenset(table.select("submission_id").collect().to_series())


def _with_earlier(before: Before | None, table: Table, accounted: Collection[str], new: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of new submissions, and those that the snapshot before has of the `accounted`, by submission."""
    if before is None:
        return new
    is_known = pl.col("submission_id").is_in(pl.Series(sorted(accounted), dtype=pl.String).implode())
    earlier = store.scan_table(before.folder, table).filter(is_known).collect()
    return pl.concat([earlier, new]).sort("submission_id", maintain_order=True)


def _submissions(
    city: City, submissions: Mapping[str, Submission], active: Collection[str], outdated: Collection[str]
) -> pl.DataFrame:
    schema = load_tables()["submissions"].polars_schema
    names = [name for name in schema if name in Submission.model_fields]
    rows = []
    for i, s in sorted(submissions.items()):
        table = city.tables.get(s.table)
        dated = s.window if table is not None and table.partition_by else None
        row = {name: getattr(s, name) for name in names} | {"file_name": s.alias}
        row |= {"table_name": s.table, "is_active": i in active, "is_outdated": i in outdated}
        row |= {"warning_count": s.warned}
        rows.append(row | {"window_from": dated and dated[0], "window_to": dated and dated[1]})
    return pl.DataFrame(rows, schema=schema)


def _layout(records: Sequence[SubmissionRecord]) -> pl.DataFrame:
    rows = [
        (s.submission_id, s.folder, s.table, r.member, r.rule, r.rows, r.first_row) for s in records for r in s.layout
    ]
    return pl.DataFrame(rows, schema=load_tables()["layout_rows"].polars_schema, orient="row")


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
