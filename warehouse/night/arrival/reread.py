"""Files of earlier nights that want reading again, because their declarations or our code have changed since."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from schemas.submission import Submission
from warehouse import inbox, store
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.arrival.readings import is_tried_again, readings_in_force
from warehouse.run import Limits, Run


def outdated_files(
    run: Run,
    submissions: Collection[Submission],
    arriving: Collection[tuple[str, str]],
    limits: Limits,
    retracted: Collection[str],
) -> list[Arrival]:
    """Return the files whose last reading is no longer in force, as they arrived, where `landing/` has their bytes.

    So are those that were beyond limits which are higher by now. What stood beside a file (its name, its time, what its
    control file promised) comes from its record.

    Args:
        run: the run.
        submissions: all that were ever kept.
        arriving: folder and SHA-256 of the files that the inbox brings anyway.
        limits: those under which files are read.
        retracted: the ids of the submissions that were taken back.
    """
    files = read_no_more(run, submissions, limits, retracted)
    waiting = (readings for (folder, sha256, _), readings in sorted(files.items()) if (folder, sha256) not in arriving)
    return [arrival for readings in waiting for arrival in arrivals_again(run, readings)]


def read_no_more(
    run: Run, submissions: Collection[Submission], limits: Limits, retracted: Collection[str]
) -> dict[tuple[str, str, str], list[Submission]]:
    """Return what was read of the files that want reading again, by folder, SHA-256 and name, bytes or no bytes.

    Args:
        run: the run.
        submissions: all that were ever kept.
        limits: those under which files are read.
        retracted: the ids of the submissions that were taken back.
    """
    settling_submissions = [
        submission
        for submission in submissions
        if not (submission.is_beyond_limits and is_tried_again(submission, limits, retracted))
    ]
    settled = _settled(run, settling_submissions)
    files: dict[tuple[str, str, str], list[Submission]] = {}
    for submission in submissions:
        file = (submission.folder, submission.file_sha256)
        if not settled & {(*file, submission.file_name), (*file, submission.declared_outside)}:
            files.setdefault((*file, submission.file_name), []).append(submission)
    return files


def arrivals_again(run: Run, readings: Collection[Submission]) -> Iterator[Arrival]:
    """Yield the file of these submissions as it arrived, if its bytes are still there.

    `readings` are what was read of one file under one name.
    """
    last_reading = max(readings, key=lambda s: (s.business_date, s.submission_id))
    landed = inbox.landed_copy(run.home.landing, last_reading.file_sha256, last_reading.file_name)
    if landed is not None:
        recognised = [s.business_date for s in readings if s.source_id]
        yield Arrival(_delivery(run, last_reading, landed), landed, first_read=min(recognised, default=None))


def outdated_submissions(run: Run, active: Iterable[Submission]) -> list[Submission]:
    """Return those of the submissions that count which were read with declarations or code no longer in force.

    After a night these are the ones whose bytes are gone, or that could not be read again.
    """
    submissions = list(active)
    hashes_in_force = readings_in_force(run) if submissions else ()
    return [s for s in submissions if s.declarations not in hashes_in_force]


def outdated_and_wanted(run: Run, active: Iterable[Submission]) -> list[Submission]:
    """Return those of `outdated_submissions` that a person is told of: where the policy let the bytes go, none is."""
    removed_hashes = store.removed_copies(run.home)
    return [s for s in outdated_submissions(run, active) if s.file_sha256 not in removed_hashes]


def _settled(run: Run, submissions: Collection[Submission]) -> set[tuple[object, ...]]:
    """Return (folder, SHA-256, file name) and (folder, SHA-256, declared time) of all that need no new reading.

    Either says that it is the same export: a file may be sent again under another name, and other declarations may find
    another time in the same name.
    """
    hashes_in_force = readings_in_force(run)
    readings: dict[tuple[object, ...], list[Submission]] = {}
    for s in submissions:
        if s.declarations in hashes_in_force:
            readings.setdefault((s.folder, s.file_sha256, s.declarations, s.declared_outside), []).append(s)
    complete = [s for parts in readings.values() if len(parts) >= parts[0].parts for s in parts]
    return {(s.folder, s.file_sha256, mark) for s in complete for mark in (s.file_name, s.declared_outside)}


def _delivery(run: Run, submission: Submission, landed: inbox.Landed) -> inbox.Delivery:
    """Return the delivery as it was; of what version 0.1.0 kept, as far as the time of export shows it."""
    zone = ZoneInfo(run.city.about.zone)
    exported = submission.exported_at.replace(tzinfo=zone).astimezone(UTC)
    modified = submission.modified_ns if submission.modified_ns is not None else _nanoseconds(exported)
    promised = submission.promised_at or (
        submission.exported_at if submission.exported_at_origin == "sidecar" else None
    )
    control = inbox.Control(rows=submission.promised_rows, exported_at=promised)
    path = run.home.inbox / submission.folder / submission.file_name
    return inbox.Delivery(path, submission.folder, size=landed.size, mtime_ns=modified, control=control)


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000_000
