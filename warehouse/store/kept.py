"""What was accepted and rejected of each submission, and its record: written once, never changed."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from schemas.errors import DamagedFile
from schemas.submission import Submission, SubmissionRecord
from schemas.table import Table
from warehouse.durable import make_folder, sync_folder
from warehouse.parts import Parts
from warehouse.store.files import file_hash, parquet_rows, read_json, write_frame, write_parquet, write_text
from warehouse.store.home import SIDES, Home
from warehouse.store.seals import sealed
from warehouse.store.submissions import keep_record, record_path, with_hashes


def keep(
    home: Home, submission: SubmissionRecord, table: Table | None, rows: pl.DataFrame | Parts, reasons: pl.DataFrame
) -> SubmissionRecord:
    """Keep a submission: accepted rows, reasons for rejected ones, and last the record, from when on it counts.

    Returns its record as it is kept. What is kept already is never changed: a submission's content follows from its id.

    Args:
        home: the data root.
        submission: its record.
        table: the table that its rows are of, None where it has none.
        rows: the accepted rows.
        reasons: a row for each reason why a row was rejected.
    """
    if record_path(home, submission.submission_id).exists():
        return with_hashes(home, submission)
    if table is not None and submission.is_loaded:
        write_parquet(rows, table, home.kept(submission))
    if reasons.height:
        path = home.kept(submission, "rejected")
        make_folder(path.parent)
        write_frame(reasons, path)
    complete = with_hashes(home, submission)
    keep_record(home, complete)
    return complete


def adopt(home: Home, aside: Home, submission: SubmissionRecord) -> None:
    """Keep a submission that was made in `aside`, as `keep` would have kept it: the record comes last."""
    if record_path(home, submission.submission_id).exists():
        return
    for old, new in ((home.kept(submission, side), aside.kept(submission, side)) for side in SIDES):
        if new.exists():
            make_folder(old.parent)
            new.replace(old)
            sync_folder(old.parent)
    keep_record(home, submission)


def replace_kept(home: Home, aside: Home, submission: SubmissionRecord) -> bool:
    """Put a submission that was made again in `aside` in the place of what is kept of it; return whether they differ.

    Where rows and reasons are equal nothing is written. The record comes last, as in `keep`.
    """
    sides = [(home.kept(submission, side), aside.kept(submission, side)) for side in SIDES]
    record = record_path(home, submission.submission_id)
    if record.exists() and all(_hash_if_there(old) == _hash_if_there(new) for old, new in sides):
        return False
    for old, new in sides:
        if new.exists():
            make_folder(old.parent)
            new.replace(old)
            sync_folder(old.parent)
        else:
            old.unlink(missing_ok=True)
    keep_record(home, with_hashes(home, submission))
    return True


def _hash_if_there(path: Path) -> str | None:
    return file_hash(path) if path.exists() else None


def load_retractions(home: Home) -> dict[str, dict[str, Any]]:
    """Return submission id -> the record of its retraction."""
    return {p.stem: read_json(p) for p in sorted(home.retractions.glob("*.json"))}


def retraction_path(home: Home, submission_id: str) -> Path:
    """Return the file that says that a submission was taken back."""
    return home.retractions / f"{submission_id}.json"


def keep_retraction(home: Home, submission_id: str, facts: Mapping[str, str]) -> None:
    """Record that a submission is taken back, with who, when and why; it stops counting at the next fold.

    The record is never changed.
    """
    path = retraction_path(home, submission_id)
    if path.exists():
        raise FileExistsError(f"{submission_id} has been retracted already")
    record = sealed({"submission_id": submission_id, **facts})
    write_text(path, json.dumps(record, ensure_ascii=False, indent=1))


def verify_kept(home: Home, submissions: Iterable[Submission]) -> None:
    """Raise `RuntimeError` where a submission's file does not hold as many rows as its record says were accepted.

    Raises `DamagedFile` where there is no such file.
    """
    for s in submissions:
        if s.accepted and (rows := _rows(home.kept(s))) != s.accepted:
            raise RuntimeError(f"submission {s.submission_id}: {s.accepted} rows were accepted, its file holds {rows}")


def _rows(path: Path) -> int:
    try:
        return parquet_rows(path)
    except (ValueError, OSError):  # of Arrow, whichever way the file is damaged
        raise DamagedFile(path) from None


def scan_kept(home: Home, submissions: Iterable[Submission], table: Table) -> pl.LazyFrame:
    """Return the accepted rows of the submissions, with the table's stored columns."""
    paths = [home.kept(s) for s in submissions if s.is_loaded and s.accepted]
    if not paths:
        return pl.LazyFrame(schema=table.stored_schema)
    # A column declared after the file was written is null in it.
    return pl.scan_parquet(paths, schema=table.stored_schema, missing_columns="insert", glob=False)


def scan_reasons(home: Home, submissions: Iterable[Submission]) -> list[tuple[Submission, pl.LazyFrame]]:
    """Return the submissions of which rows were rejected, each with the reasons kept."""
    paths = [(s, home.kept(s, "rejected")) for s in submissions if s.rejected]
    return [(s, _reasons(path)) for s, path in paths if path.exists()]


def _reasons(path: Path) -> pl.LazyFrame:
    reasons = pl.scan_parquet(path, glob=False)
    if "row_number" in reasons.collect_schema():  # kept by version 0.1.0, which knew no members
        return reasons.rename({"row_number": "source_row"}).with_columns(source_member=pl.lit(None, pl.String))
    return reasons
