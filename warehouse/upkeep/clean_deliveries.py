"""Which delivered files and untouched copies may go: by the day on which they came here, and only what was read.

A sender's time of a file says nothing: many keep it for years. A file came on the day of the first run that saw it, or
on the day on which its copy was written, whichever is later.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.retention import Retention
from schemas.submission import Submission
from warehouse import inbox, store
from warehouse.check.shapes import shape_of_name
from warehouse.night.arrival.arrive import ASKED_AGAIN, EarlierReadings
from warehouse.night.arrival.landing import known_files
from warehouse.night.arrival.readings import readings_in_force
from warehouse.night.arrival.reread import read_no_more
from warehouse.run import Limits, Run
from warehouse.upkeep.clean_inbox import control_beside
from warehouse.upkeep.cleaning import Candidate, Reason, day_of, reason_by_age


@dataclass(frozen=True)
class _Basis:
    """What decides: the submissions and the copies of each file, by its hash, and what was read before and with what.

    `waiting` are the hashes of the files that want reading again.
    """

    run: Run
    retention: Retention
    submissions: Mapping[str, list[Submission]]
    copies: Mapping[str, list[Path]]
    earlier: EarlierReadings
    declarations_in_force: Collection[str]
    waiting: Collection[str]

    def arrived(self, sha256: str) -> date:
        """Return the day on which the bytes came here."""
        zone = self.run.city.about.zone
        first_day = min(s.business_date for s in self.submissions[sha256])
        return max([first_day, *(day_of(path.stat().st_mtime_ns, zone) for path in self.copies.get(sha256, ()))])


def deliveries(run: Run, retention: Retention, settled_before_ns: int) -> list[Candidate]:
    """Return the files of the inbox and the untouched copies, each with the reason why it stays.

    Args:
        run: the data root and the city; its business date is today.
        retention: the policy.
        settled_before_ns: files changed after this moment are still being copied.
    """
    if retention.days_in_inbox is None:
        return []
    submissions = store.load_submissions(run.home).values()
    submissions_of_hash, copies_of_hash = dict[str, list[Submission]](), dict[str, list[Path]]()
    for submission in submissions:
        submissions_of_hash.setdefault(submission.file_sha256, []).append(submission)
    for path in sorted(run.home.landing.glob("??/*")):
        copies_of_hash.setdefault(path.stem, []).append(path)
    read_arguments = (run, submissions, Limits(), store.load_retractions(run.home))
    waiting = {sha256 for _, sha256, _ in read_no_more(*read_arguments)}
    declarations_in_force = readings_in_force(run) if submissions else ()
    basis = _Basis(
        run,
        retention,
        submissions_of_hash,
        copies_of_hash,
        EarlierReadings(*read_arguments),
        declarations_in_force,
        waiting,
    )
    inbox_candidates = list(_inbox_files(basis, settled_before_ns))
    staying = {candidate.sha256 for candidate in inbox_candidates if candidate.reason}
    return [*inbox_candidates, *_landing_copies(basis, staying)]


def _inbox_files(basis: _Basis, settled_before_ns: int) -> Iterator[Candidate]:
    home = basis.run.home
    if not home.inbox.is_dir():
        return
    scan, known_by_location = inbox.scan(home.inbox, basis.run.city.register, settled_before_ns), known_files(home)
    for entry in scan.left_alone:
        yield Candidate("inbox", shape_of_name(entry.path.name), entry.path, "still-copying")
    for delivery in scan.deliveries:
        yield _inbox_file(
            basis, delivery, known_by_location.get(delivery.location.removeprefix(os.fsencode(home.inbox)))
        )


def _inbox_file(basis: _Basis, delivery: inbox.Delivery, known_file: inbox.KnownFile | None) -> Candidate:
    """Return a file of the inbox; it is read where nothing is known of it."""
    shape, path = f"{delivery.unit_id}/{shape_of_name(delivery.path.name)}", Path(os.fsdecode(delivery.location))
    if delivery.fault or delivery.control.problem:
        return Candidate("inbox", shape, path, "failed")
    if known_file is not None and known_file.state == delivery.state:
        sha256 = known_file.sha256
    else:
        try:
            landed = inbox.in_place(delivery)
        except OSError:
            return Candidate("inbox", shape, path, "failed")
        if isinstance(landed, inbox.LeftAlone):
            return Candidate("inbox", shape, path, "still-copying")
        sha256 = landed.sha256
    reason = _reason_in_inbox(basis, delivery, sha256)
    file_submissions = basis.submissions.get(sha256)
    name = f"{delivery.unit_id}/{file_submissions[0].alias}" if file_submissions else shape
    try:
        control = control_beside(path, delivery.control) if not reason else None
    except OSError:
        return Candidate("inbox", name, path, "still-copying", sha256, delivery.state)
    return Candidate("inbox", name, path, reason, sha256, delivery.state, control)


def _reason_in_inbox(basis: _Basis, delivery: inbox.Delivery, sha256: str) -> Reason:
    if sha256 not in basis.submissions:
        return "without-record"
    if sha256 not in basis.copies:
        return "not-landed"
    young = reason_by_age(basis.arrived(sha256), basis.run.business_date, basis.retention.days_in_inbox)
    settling = basis.earlier.settling(delivery, inbox.Landed(sha256, delivery.path, delivery.size, delivery.path.name))
    return young or _unread(settling)


def _landing_copies(basis: _Basis, staying: Collection[str]) -> Iterator[Candidate]:
    for sha256, paths in basis.copies.items():
        reason = _reason_in_landing(basis, sha256, staying)
        for path in paths:
            yield Candidate("landing", path.relative_to(basis.run.home.landing).as_posix(), path, reason, sha256)


def _reason_in_landing(basis: _Basis, sha256: str, staying: Collection[str]) -> Reason:
    if (file_submissions := basis.submissions.get(sha256)) is None:
        return "without-record"
    if young := reason_by_age(basis.arrived(sha256), basis.run.business_date, basis.retention.landing_days):
        return young
    if sha256 in staying:
        return "in-inbox"
    if sha256 in basis.waiting:
        return "waiting"
    readings_in_force = [s for s in file_submissions if s.declarations in basis.declarations_in_force]
    return max(
        _unread([s for s in readings_in_force if s.folder == folder]) for folder in {s.folder for s in file_submissions}
    )


def _unread(readings: Collection[Submission]) -> Reason:
    """Return why the bytes of an export are still needed, by its readings with what is in force."""
    settled = [s for s in readings if s.reason not in ASKED_AGAIN and not s.is_beyond_limits]
    if not settled or len(settled) < min(s.parts for s in settled):
        return "waiting"
    return "" if any(s.source_id for s in settled) else "not-recognised"
