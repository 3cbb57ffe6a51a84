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
from warehouse.night.tables.tables import PreviousSnapshot, Touched, data_tables
from warehouse.run import Run


def write_accounts(
    run: Run,
    staging: store.Staging,
    submissions: Mapping[str, Submission],
    active: Collection[Submission],
    previous: PreviousSnapshot | None,
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
        previous: the snapshot before, if there is one whose accounts were made by the same rules: what cannot have
            changed is taken over from it; the tables are the same without it.
        touched: what of each table of data may have changed since, by the table's name.
    """
    tables, ids = load_tables(), {s.submission_id for s in active}
    accounted_ids, active_before = (
        _accounted_ids(previous) & submissions.keys(),
        frozenset() if previous is None else previous.active,
    )
    records = store.load_records(run.home, sorted((submissions.keys() - accounted_ids) | (ids - active_before)))
    new_records = [s for i, s in records.items() if i not in accounted_ids]
    newly_active = [s for i, s in records.items() if i in ids - active_before]
    outdated = {s.submission_id for s in outdated_submissions(run, active)}
    rows_by_table = {
        "ledger": ledger(staging, data_tables(run.city), submissions, ids, previous, touched),
        "submissions": _submissions(run.city, submissions, ids, outdated),
        "rejections": _with_earlier(previous, tables["rejections"], accounted_ids, _rejections(run, new_records)),
        "layout_rows": _with_earlier(previous, tables["layout_rows"], accounted_ids, _layout(new_records)),
        "warnings": snapshot_warnings(staging, active, newly_active, previous, touched),
        "units": _units(run.city),
        **declared_tables(run.city),
    }
    for name, rows in rows_by_table.items():
        staging.write(tables[name], store.ONE_FILE, rows)


def _accounted_ids(previous: PreviousSnapshot | None) -> frozenset[str]:
    """Return the submissions that the snapshot before accounts for."""
    if previous is None:
        return frozenset()
    table = store.scan_table(previous.folder, load_tables()["submissions"])
    return frozenset(table.select("submission_id").collect().to_series())


def _with_earlier(
    previous: PreviousSnapshot | None, table: Table, accounted: Collection[str], new_rows: pl.DataFrame
) -> pl.DataFrame:
    """Return the rows of new submissions, and those that the snapshot before has of the `accounted`, by submission."""
    if previous is None:
        return new_rows
    is_known = pl.col("submission_id").is_in(pl.Series(sorted(accounted), dtype=pl.String).implode())
    earlier_rows = store.scan_table(previous.folder, table).filter(is_known).collect()
    return pl.concat([earlier_rows, new_rows]).sort("submission_id", maintain_order=True)


def _submissions(
    city: City, submissions: Mapping[str, Submission], active: Collection[str], outdated: Collection[str]
) -> pl.DataFrame:
    schema = load_tables()["submissions"].polars_schema
    names = [name for name in schema if name in Submission.model_fields]
    rows = []
    for i, s in sorted(submissions.items()):
        table = city.tables.get(s.table)
        dated_window = s.window if table is not None and table.partition_by else None
        row = {name: getattr(s, name) for name in names} | {"file_name": s.alias}
        row |= {"table_name": s.table, "is_active": i in active, "is_outdated": i in outdated}
        row |= {"warning_count": s.warned}
        rows.append(
            row | {"window_from": dated_window and dated_window[0], "window_to": dated_window and dated_window[1]}
        )
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
    rows = [unit.model_dump() for unit in city.register.units]
    schema = load_tables()["units"].polars_schema
    endless = pl.col("valid_from", "valid_to").replace([date.min, date.max], None)
    return pl.DataFrame(
        [{column: row[column] for column in schema} for row in rows], schema=schema, orient="row"
    ).with_columns(endless)
