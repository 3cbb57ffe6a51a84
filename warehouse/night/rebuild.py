"""Everything made again: the tables from the rows that are kept, and those, where asked, from the files' bytes."""

import shutil
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from schemas.submission import Submission, SubmissionRecord
from warehouse import store
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.arrival.readings import readings_in_force
from warehouse.night.arrival.reread import arrivals_again
from warehouse.night.ingest.children import stop_children
from warehouse.night.ingest.ingest import ingest
from warehouse.night.ingest.rows import Keep
from warehouse.night.snapshot import basis_of, check_retractions, stage_snapshot
from warehouse.night.steps import Steps, usual_steps
from warehouse.reading.sandbox import Read
from warehouse.run import Run

_USUAL = usual_steps()


@dataclass(frozen=True)
class ReadAgain:
    """What reading every file again gave: how many were read, whose rows differed, and whose bytes are gone."""

    files: int
    differing: tuple[Submission, ...]
    without_bytes: tuple[Submission, ...]


@dataclass(frozen=True)
class Rebuilt:
    """The current snapshot after a rebuild, how many files were made, and the names of those that differed."""

    snapshot: Path
    files: int
    differing: tuple[str, ...]


@dataclass(frozen=True)
class ToReadAgain:
    """A file to be read and kept again, on the business date on which it was read last; all of it plain values."""

    run: Run
    arrival: Arrival
    business_date: date
    read: Read
    keep: Keep


def rebuild_snapshot(run: Run, steps: Steps = _USUAL) -> Rebuilt:
    """Make every table from the kept rows, as if there had never been a snapshot, and compare it with the current one.

    Where all files are equal the current snapshot stays; otherwise the new one takes its place, under another name
    where its own is taken by the one that is damaged. Raises `DamagedFile` where a retraction is gone: the rows that it
    took back would count again.
    """
    check_retractions(run.home)
    current = store.current_snapshot(run.home)
    staging, description = stage_snapshot(run, basis_of(run), None, steps.tables, steps.rank)
    differing = [] if current is None else staging.differing(current)
    files = len(staging.files) + len(staging.companions)
    if current is not None and not differing:
        staging.discard()
        return Rebuilt(current, files, ())
    return Rebuilt(staging.commit(description), files, tuple(differing))


def read_all_again(run: Run, steps: Steps = _USUAL) -> ReadAgain:
    """Read every file whose bytes are in `landing/` anew, and put what differs in the place of what is kept.

    A file that has been read with what is in force is read on the date of that reading, so that its record comes out
    the same. Raises `RuntimeError` where we fail to read a file: what is kept of it stays.
    """
    store.drop_compacted(run.home)  # copies of rows that may be replaced
    files, without_bytes = _files(run, store.load_submissions(run.home).values(), steps)
    try:
        differing = list(steps.deliveries(read_again, files))
    finally:
        stop_children()
    return ReadAgain(
        len(files), tuple(s for submissions_of_file in differing for s in submissions_of_file), tuple(without_bytes)
    )


def _files(run: Run, submissions: Collection[Submission], steps: Steps) -> tuple[list[ToReadAgain], list[Submission]]:
    """Return every file whose bytes are in `landing/`, and the submissions of those whose bytes are gone."""
    hashes_in_force = readings_in_force(run)
    files: dict[tuple[str, str, str], list[Submission]] = {}
    for submission in submissions:
        files.setdefault((submission.folder, submission.file_sha256, submission.file_name), []).append(submission)
    again, without_bytes = list[ToReadAgain](), list[Submission]()
    for _, readings in sorted(files.items()):
        arrivals = list(arrivals_again(run, readings))
        dates = [submission.business_date for submission in readings if submission.declarations in hashes_in_force]
        again += [
            ToReadAgain(run, arrival, min(dates, default=run.business_date), steps.read, steps.keep)
            for arrival in arrivals
        ]
        without_bytes += readings if not arrivals else []
    return again, without_bytes


def read_again(work: ToReadAgain) -> list[SubmissionRecord]:
    """Read one file anew, aside, as if nothing were kept of it; return the submissions that differ from what was."""
    run = work.run
    aside = store.Home(run.home.work / uuid4().hex)
    store.empty_work(aside)
    submissions = ingest(replace(run, home=aside, business_date=work.business_date), work.arrival, work.read, work.keep)
    if failed_submissions := [s for s in submissions if s.status == "failed"]:
        raise RuntimeError(
            f"{failed_submissions[0].alias}: {failed_submissions[0].message_vi} {failed_submissions[0].message_en}"
        )
    differing = [s for s in submissions if store.replace_kept(run.home, aside, s)]
    shutil.rmtree(aside.root)
    return differing
