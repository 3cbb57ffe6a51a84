"""One delivery from its landing copy to kept rows: read, conform, check, gate, keep. It needs no other delivery."""

import logging
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import polars as pl

from schemas.errors import SubmissionRejected
from schemas.submission import SubmissionRecord
from warehouse import inbox, store
from warehouse.night.arrival.arrive import Arrival, called
from warehouse.night.ingest import records
from warehouse.night.ingest.rows import Keep, ToKeep, keep_here
from warehouse.reading.outcome import ReadOutcome
from warehouse.reading.sandbox import Fault, Read, place, why
from warehouse.reading.sender import Sender
from warehouse.run import Run

# Refusals of a file that may be of a source which its unit does not use.
_UNKNOWN = (
    "no-source",
    "unknown-header",
    "missing-header",
    "not-a-workbook",
    "unreadable",
    "archive",
    "wrong-delimiter",
)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ToTakeIn:
    """A delivery to be taken in: its run, what arrived, what reads and what keeps it; all of it plain values."""

    run: Run
    arrival: Arrival
    read: Read
    keep: Keep = keep_here


def take_in_delivery(work: ToTakeIn) -> list[SubmissionRecord]:
    """Take in one delivery as `ingest` does, in whatever process; it may be done again where one has died."""
    return ingest(work.run, work.arrival, work.read, work.keep)


def ingest(run: Run, arrival: Arrival, read: Read, keep: Keep = keep_here) -> list[SubmissionRecord]:
    """Take in one delivery; keep and return its submissions: one per unit, or one that says why there is none.

    A fault of ours becomes a submission with status `failed`, which is not kept; the log says where it happened,
    without quoting data. Raises only where not even a refusal can be written down.

    Args:
        run: the run that takes it in.
        arrival: the file.
        read: what turns it into texts.
        keep: what keeps the rows that these texts make.
    """
    # Two files of one name may be on their way at once, and one file twice: where a process died that was reading it,
    # its child may be writing still.
    text = run.home.work / f"{arrival.delivery.unit_id}-{uuid4().hex}.arrow"
    try:
        return keep(ToKeep(run, arrival, _read_delivery(run, arrival, read, text), text))
    except SubmissionRejected as reason:
        submission = records.refusal(run, arrival, reason)
        return [store.keep(run.home, submission, None, pl.DataFrame(), pl.DataFrame())]
    except (Exception, pl.exceptions.PanicException) as error:  # a panic of Polars is no Exception
        fault = error if isinstance(error, Fault) else Fault(why(error), place(error))
        log.error(  # noqa: TRY400 - a traceback may quote personal data
            "%s: %s at %s", called(arrival), fault.why, fault.place
        )
        return [records.failure(run, arrival, fault.why)]
    finally:
        text.unlink(missing_ok=True)


def _read_delivery(run: Run, arrival: Arrival, read: Read, text: Path) -> ReadOutcome:
    """Read a file by the sources of its unit; one that none of them knows is looked at by those of all others too."""
    if arrival.landed is None:
        raise arrival.refused or RuntimeError("an arrival that is neither landed nor refused")
    city, unit_id, path = run.city, arrival.delivery.unit_id, arrival.landed.path
    sources = city.sources_for(unit_id, arrival.first_read or run.business_date)
    try:
        outcome = read(path, sources, text)
    except SubmissionRejected as refusal:
        if refusal.code not in _UNKNOWN:
            raise
        unit = city.register.by_id.get(unit_id)
        other_sources = [source for source in city.sources.values() if source not in sources]
        sender = Sender(unit.name_vi if unit else unit_id, unit_id, other_sources)
        outcome = read(path, sources, text, sender)
    inbox.check_rows(arrival.delivery.control, outcome.records)
    return outcome
