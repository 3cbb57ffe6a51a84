"""Kept rows and records again: the file is read once more from its landing copy, and must come out as it was."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from schemas.submission import Submission, SubmissionRecord
from warehouse import store
from warehouse.night.arrival.arrive import Arrival
from warehouse.reading.sandbox import Read
from warehouse.run import Run
from warehouse.store import SIDES
from warehouse.upkeep.damage import Damage
from warehouse.upkeep.read_again import Reread, arrival_of, deliveries_with_hash, read_aside
from warehouse.upkeep.verify_snapshots import accounted_facts

_File = tuple[str, str, str]  # folder, SHA-256, name


def file_of(s: Submission) -> _File:
    """Return what names the file of a submission."""
    return (s.folder, s.file_sha256, s.file_name)


def repair_kept(run: Run, damages: Iterable[Damage], records: Mapping[str, SubmissionRecord], read: Read) -> None:
    """Make kept files again that are damaged, of submissions whose records are whole.

    A file is put in its place only where it has the hash that its record has.

    Args:
        run: the run that reads files again.
        damages: what is damaged.
        records: the records that are whole, by the id of their submission.
        read: what reads a file.
    """
    lost_ids = {damage.path.stem for damage in damages} & records.keys()
    records_of_file: dict[_File, list[SubmissionRecord]] = {}
    for record in records.values():
        records_of_file.setdefault(file_of(record), []).append(record)
    for readings in (
        file_records for file_records in records_of_file.values() if lost_ids & {s.submission_id for s in file_records}
    ):
        source = arrival_of(run, readings)
        if source is not None:
            with read_aside(run, *source, read) as reread:
                _put_rows_back(run, reread, [s for s in readings if s.submission_id in lost_ids])


def _put_rows_back(run: Run, reread: Reread, records: Iterable[SubmissionRecord]) -> None:
    for record in records:
        hashes = {"accepted": record.accepted_sha256, "rejected": record.rejected_sha256}
        for side in SIDES:
            path = reread.home.kept(record, side)
            if path.exists() and store.file_hash(path) == hashes[side] and not _is(run, record, side, hashes[side]):
                store.put_back(run.home, run.home.kept(record, side), path)


def _is(run: Run, record: Submission, side: str, sha256: str) -> bool:
    path = run.home.kept(record, side)
    return path.is_file() and not path.is_symlink() and store.file_hash(path) == sha256


def facts_of(run: Run, lost_ids: Iterable[str]) -> dict[str, Submission]:
    """Return what is known of submissions whose records are damaged or gone.

    The index remembers it, or the record still says it as far as it goes.
    """
    facts = {}
    for submission_id in lost_ids:
        submission = store.remembered(run.home, submission_id)
        if submission is None:
            salvaged_fields = store.salvaged(store.record_path(run.home, submission_id))
            submission = _model(salvaged_fields | {"submission_id": submission_id})
        if submission is not None:
            facts[submission_id] = submission
    return facts


def _model(facts: Mapping[str, Any]) -> Submission | None:
    try:
        return Submission.model_validate(facts)
    except ValueError:
        return None


def repair_records(
    run: Run,
    lost_ids: Sequence[str],
    facts: Mapping[str, Submission],
    records: Mapping[str, SubmissionRecord],
    read: Read,
) -> None:
    """Make records again that are damaged or gone, with what is kept under them.

    What is left of a damaged record is copied to `damaged/` before another takes its place; where none can be made, it
    stays where it is, because without it the rows of its submission would leave the tables in silence.

    Args:
        run: the run.
        lost_ids: the ids of the records.
        facts: what is known of some of them.
        records: those that are whole.
        read: reads a file.
    """
    pending = set(lost_ids)
    for submission_id, submission in facts.items():
        readings = [s for s in (*records.values(), *facts.values()) if file_of(s) == file_of(submission)]
        source = arrival_of(run, readings)
        if submission_id in pending and source is not None:
            with read_aside(run, source[0], submission.business_date, read) as reread:
                pending -= _put_records_back(run, reread, pending)
    if pending:
        _put_back_from_inbox(run, pending, records, read)


def _put_back_from_inbox(run: Run, pending: set[str], records: Mapping[str, SubmissionRecord], read: Read) -> None:
    """Read the files of the inbox of which there is no whole record, and see which of the lost ones that gives."""
    facts_of_id = accounted_facts(run.home, pending)
    hashes = {sha256 for sha256, _ in facts_of_id.values()}
    for delivery, landed in deliveries_with_hash(run, hashes):
        for day in sorted({day for sha256, day in facts_of_id.values() if sha256 == landed.sha256}):
            with read_aside(run, Arrival(delivery, landed, first_read=day), day, read) as reread:
                pending -= _put_records_back(run, reread, pending)


def _put_records_back(run: Run, reread: Reread, pending: set[str]) -> set[str]:
    """Put back those of the records wanted that reading a file again gave; return their ids."""
    ids_read_again = pending & reread.submissions.keys()
    for submission_id in ids_read_again:
        record = reread.submissions[submission_id]
        for side in SIDES:
            new_file, path = reread.home.kept(record, side), run.home.kept(record, side)
            if new_file.exists() and not _is(run, record, side, store.file_hash(new_file)):
                store.put_back(run.home, path, new_file)
        path = store.record_path(run.home, submission_id)
        store.copy_aside(run.home, path)
        store.put_back(run.home, path, store.record_path(reread.home, submission_id))
    return ids_read_again
