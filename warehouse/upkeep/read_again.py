"""Files of `landing/` read once more, aside, to have again what was kept of them."""

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from schemas.errors import SubmissionRejected
from schemas.submission import Submission, SubmissionRecord
from warehouse import inbox, store
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.arrival.readings import readings_in_force
from warehouse.night.arrival.reread import arrivals_again
from warehouse.night.ingest.ingest import ingest
from warehouse.reading.sandbox import Read
from warehouse.run import Run
from warehouse.store import Home

_ALL_SETTLED = 1 << 62  # nanoseconds: what is still being copied shows by its hash


@dataclass(frozen=True)
class Reread:
    """What reading a file again gave: a data root of its own, and its submissions by id."""

    home: Home
    submissions: dict[str, SubmissionRecord]


@contextmanager
def read_aside(run: Run, arrival: Arrival, business_date: date, read: Read) -> Iterator[Reread]:
    """Read a file as if nothing were kept; what it gave is gone afterwards.

    Args:
        run: the run that reads it.
        arrival: the file as it arrived.
        business_date: the date on which it was read first.
        read: what reads it.
    """
    aside = Home(run.home.work / uuid4().hex)
    store.empty_work(aside)
    try:
        submissions = ingest(replace(run, home=aside, business_date=business_date), arrival, read)
        yield Reread(aside, {s.submission_id: s for s in submissions if s.status != "failed"})
    finally:
        shutil.rmtree(aside.root, ignore_errors=True)


def arrival_of(run: Run, readings: Sequence[Submission]) -> tuple[Arrival, date] | None:
    """Return the file of these submissions as it arrived, and the day to read it on; None where its bytes are gone.

    `readings` are all that was read of one file under one name.
    """
    declarations_in_force = readings_in_force(run)
    dates = [s.business_date for s in readings if s.declarations in declarations_in_force]
    arrival = next(arrivals_again(run, readings), None)
    return None if arrival is None or not dates else (arrival, min(dates))


def deliveries_with_hash(run: Run, hashes: Collection[str]) -> Iterator[tuple[inbox.Delivery, inbox.Landed]]:
    """Yield the files of the inbox whose bytes have one of the hashes wanted; all of the inbox is read for it."""
    try:
        deliveries = inbox.scan(run.home.inbox, run.city.register, _ALL_SETTLED).deliveries if hashes else ()
    except OSError:
        return
    for delivery in deliveries:
        try:
            landed = inbox.in_place(delivery)
        except (OSError, SubmissionRejected):
            continue
        if isinstance(landed, inbox.Landed) and landed.sha256 in hashes:
            yield delivery, landed
