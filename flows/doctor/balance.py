"""The row ledger of the current snapshot, reckoned again from its tables and from the records."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault, named_first
from flows.doctor.records import Records
from flows.doctor.snapshots import is_sound
from schemas.submission import SubmissionRecord
from schemas.table import load_tables
from schemas.words.message import message
from warehouse import store
from warehouse.night.tables.tables import data_tables

_ITEM = message("doctor.item-ledger")
_COUNTS = ("rows_in", "accepted", "rejected", "duplicate")


def balance(checkup: Checkup, records: Records) -> Iterator[Finding]:
    """Yield whether every row of every submission is accounted for in the current snapshot.

    Nothing is reckoned where the snapshot is damaged or not there, which other findings say.
    """
    snapshot = store.current_snapshot(checkup.home)
    if snapshot is None or not is_sound(snapshot):
        return
    table = load_tables()["ledger"]
    columns = store.columns_held(snapshot, table)
    ledger = pl.read_parquet(snapshot / table.name / store.ONE_FILE, hive_partitioning=False, columns=columns)
    rows = ledger.to_dicts()
    missing_records = [row["submission_id"] for row in rows if row["submission_id"] not in records]
    if missing_records:
        places = named_first([f"submissions/{i}.json" for i in missing_records])
        yield fault(_ITEM, "record-missing", count=len(missing_records), places=places)
    standing = _standing(checkup, snapshot)
    uneven = [row["submission_id"] for row in rows if not _balances(row, records.get(row["submission_id"]), standing)]
    uneven += sorted(standing.keys() - {row["submission_id"] for row in rows})
    if uneven:
        yield fault(_ITEM, "ledger-unbalanced", count=len(uneven), places=named_first(uneven))
    elif not missing_records:
        yield Finding(_ITEM, "ok", message("doctor.ledger-balances", count=len(rows), rows=sum(standing.values())))


def _standing(checkup: Checkup, snapshot: Path) -> dict[str, int]:
    """Return submission id -> how many of its rows stand in the tables of data."""
    row_counts: dict[str, int] = {}
    for table in data_tables(checkup.city):
        paths = sorted((snapshot / table.name).rglob("*.parquet"))
        if not paths:
            continue
        ids = pl.scan_parquet(paths, glob=False, hive_partitioning=False).select("submission_id")
        for submission_id, rows in ids.group_by("submission_id").agg(pl.len()).collect().iter_rows():
            row_counts[submission_id] = row_counts.get(submission_id, 0) + rows
    return row_counts


def _balances(row: dict[str, int], record: SubmissionRecord | None, standing: dict[str, int]) -> bool:
    """Say whether a row of the ledger adds up, agrees with its record, and with the rows that stand in the tables."""
    submission_id = str(row["submission_id"])
    is_even = row["rows_in"] == row["accepted"] + row["rejected"] + row["duplicate"]
    is_placed = row["accepted"] == row["current"] + row["superseded"]
    agrees = record is None or all(row[name] == getattr(record, name) for name in _COUNTS)
    return is_even and is_placed and agrees and row["current"] == standing.get(submission_id, 0)
