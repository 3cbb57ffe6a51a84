"""The records from which every table follows: each can be read, and its rows add up."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault, named_first
from schemas.errors import DamagedFile
from schemas.submission import SubmissionRecord
from schemas.words.message import message
from warehouse import store
from warehouse.store.seals import is_broken
from warehouse.store.submissions import read_record, record_path
from warehouse.upkeep.verify_snapshots import look_at_snapshots

Records = Mapping[str, SubmissionRecord | None]  # None: it cannot be read


def read_records(home: store.Home) -> Records:
    """Return every record by the id that its file is named by, read from the file itself."""
    paths = sorted(home.submissions.glob("*.json")) if home.submissions.is_dir() else []
    return {path.stem: _record_or_none(home, path.stem) for path in paths}


def _record_or_none(home: store.Home, submission_id: str) -> SubmissionRecord | None:
    try:
        return read_record(record_path(home, submission_id))
    except (DamagedFile, OSError):
        return None


def records(checkup: Checkup, records_by_id: Records) -> Iterator[Finding]:
    """Yield what is wrong with the records of submissions and of what was taken back."""
    item = message("doctor.item-records")
    unread = [f"submissions/{i}.json" for i, record in records_by_id.items() if record is None]
    if unread:
        yield fault(item, "record-unreadable", count=len(unread), places=named_first(unread))
    else:
        yield Finding(item, "ok", message("doctor.records-read", count=len(records_by_id)))
    uneven = [i for i, record in records_by_id.items() if record is not None and not _balances(record)]
    if uneven:
        yield fault(message("doctor.item-ledger"), "ledger-unbalanced", count=len(uneven), places=named_first(uneven))
    if unread_names := unread_retractions(checkup.home):
        yield fault(item, "retraction-unreadable", count=len(unread_names), places=named_first(unread_names))
    if lost_names := _lost_retractions(checkup.home):
        yield fault(item, "retraction-missing", count=len(lost_names), places=named_first(lost_names))


def unread_retractions(home: store.Home) -> list[str]:
    """Return each record of what was taken back that cannot be read."""
    return [f"retractions/{path.name}" for path in sorted(home.retractions.glob("*.json")) if not _takes_back(path)]


def _lost_retractions(home: store.Home) -> list[str]:
    """Return each record of what was taken back that is gone although a snapshot was made with it."""
    retracted_ids = sorted(look_at_snapshots(home).ids("retracted"))
    paths = [store.retraction_path(home, submission_id) for submission_id in retracted_ids]
    return [f"retractions/{path.name}" for path in paths if not os.path.lexists(path)]


def _balances(record: SubmissionRecord) -> bool:
    """Say whether every row is accounted for: those that came in, and those of layout."""
    counts = (record.accepted, record.rejected, record.duplicate)
    layout_rows = sum(columns.rows for columns in record.layout)
    return min(*counts, record.rows_in) >= 0 and record.rows_in == sum(counts) and record.layout_count == layout_rows


def _takes_back(path: Path) -> bool:
    try:
        facts = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(facts, dict) and facts.get("submission_id") == path.stem and not is_broken(facts)
