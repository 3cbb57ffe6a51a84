"""One delivery from its landing copy to kept rows: read, conform, check, gate, keep. It needs no other delivery."""

import logging
import traceback
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import polars as pl

from schemas.errors import SubmissionRejected
from schemas.register import CITY
from schemas.source import Source
from schemas.submission import Origin, SubmissionRecord
from schemas.table import Table
from schemas.words.message import message
from warehouse import check, conform, inbox, store
from warehouse.night.arrival.arrive import Arrival, called
from warehouse.night.arrival.export_time import export_time, unread_in_name
from warehouse.night.arrival.named_unit import other_unit_in_name
from warehouse.night.ingest import records
from warehouse.night.ingest.keep import check_and_keep
from warehouse.reading.outcome import ReadOutcome, written_text
from warehouse.reading.sandbox import Read
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
_OUR_CODE = str(Path(__file__).parents[2])


@dataclass(frozen=True)
class ToTakeIn:
    """A delivery to be taken in: the run that it is of, what arrived, and what reads it; all of it plain values."""

    run: Run
    arrival: Arrival
    read: Read


def take_in_delivery(work: ToTakeIn) -> list[SubmissionRecord]:
    """Take in one delivery as `ingest` does, in whatever process; it may be done again where one has died."""
    return ingest(work.run, work.arrival, work.read)


def ingest(run: Run, arrival: Arrival, read: Read) -> list[SubmissionRecord]:
    """Take in one delivery; keep and return its submissions: one per unit, or one that says why there is none.

    A fault of ours becomes a submission with status `failed`, which is not kept; the log says where it happened,
    without quoting data. Raises only where not even a refusal can be written down.
    """
    # Two files of one name may be on their way at once, and one file twice: where a process died that was reading it,
    # its child may be writing still.
    text = run.home.work / f"{arrival.delivery.unit_id}-{uuid4().hex}.arrow"
    try:
        return _ingest(run, arrival, read, text)
    except SubmissionRejected as reason:
        submission = records.refusal(run, arrival, reason)
        return [store.keep(run.home, submission, None, pl.DataFrame(), pl.DataFrame())]
    except (Exception, pl.exceptions.PanicException) as error:  # a panic of Polars is no Exception
        place = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(_OUR_CODE)][-1]
        log.error(  # noqa: TRY400 - a traceback may quote personal data
            "%s: %s at %s:%s", called(arrival), type(error).__name__, place.name, place.lineno
        )
        return [records.failure(run, arrival, error)]
    finally:
        text.unlink(missing_ok=True)


def _ingest(run: Run, arrival: Arrival, read: Read, text_path: Path) -> list[SubmissionRecord]:
    if arrival.landed is None:
        raise arrival.refused or RuntimeError("an arrival that is neither landed nor refused")
    outcome = _read(run, arrival.delivery.unit_id, arrival.landed.path, arrival.first_read, read, text_path)
    inbox.check_rows(arrival.delivery.control, outcome.records)
    source = run.city.sources[outcome.source_id]
    table = run.city.tables[source.table]
    agreement = conform.Agreement(source, table, run.city.register, run.city.about.zone)
    text = conform.trimmed(conform.with_absent(written_text(text_path), source))
    texts = conform.look(text, agreement)
    exported_at, origin = export_time(arrival.delivery, source, text, run.city.about.zone)
    _refuse_future(exported_at, origin, run.business_date)
    units = conform.resolve_units(texts.distinct.get(source.unit_header, []), run.city.register, exported_at.date())
    by_unit = _by_unit(arrival.delivery.unit_id, text, source, table, units)
    submissions = []
    warnings_of_name = (
        *unread_in_name(arrival.delivery, source, run.city.about.zone),
        *other_unit_in_name(arrival.delivery, run.city.register),
    )
    layout_count = sum(rows.rows for rows in outcome.layout)
    of_file: dict[str, object] = {
        "layout": outcome.layout,
        "layout_count": layout_count,
        "file_warnings": (*outcome.warnings, *warnings_of_name),
    }
    for unit_id, rows in by_unit:
        draft = records.draft(run, arrival, source, table, unit_id, exported_at, origin, len(by_unit))
        frame = conform.conform(rows, agreement, texts, units, unit_id)
        doubts = conform.doubts(rows, frame, agreement, texts)
        frame = check.with_after_export(frame, table, exported_at.date())
        draft = draft.model_copy(update=of_file | {"row_warnings": doubts})
        submissions.append(check_and_keep(run, draft, frame, rows, source, table))
        of_file = {}
    return submissions


def _read(run: Run, unit_id: str, path: Path, first_read: date | None, read: Read, text_path: Path) -> ReadOutcome:
    """Read a file by the sources of its unit; one that none of them knows is looked at by those of all others too.

    Args:
        run: the run that reads it.
        unit_id: the folder in which it was delivered.
        path: its landing copy.
        first_read: the day whose sources hold; None for today's.
        read: what reads it.
        text_path: where the texts are written.
    """
    city = run.city
    sources = city.sources_for(unit_id, first_read or run.business_date)
    try:
        return read(path, sources, text_path)
    except SubmissionRejected as refused:
        if refused.code not in _UNKNOWN:
            raise
    unit = city.register.by_id.get(unit_id)
    others = [source for source in city.sources.values() if source not in sources]
    return read(path, sources, text_path, Sender(unit.name_vi if unit else unit_id, unit_id, others))


def _refuse_future(exported_at: datetime, origin: Origin, business_date: date) -> None:
    """Refuse a declared time of export that has not come: it would outrank everything sent until then."""
    if origin != "file_time" and exported_at.date() > business_date + timedelta(days=1):
        raise SubmissionRejected(
            "future-export-date",
            message("deliveries.future-export-date", exported_on=exported_at.date(), business_date=business_date),
        )


def _by_unit(
    folder: str, text: pl.DataFrame, source: Source, table: Table, units: dict[str, str]
) -> list[tuple[str, pl.DataFrame]]:
    """Return the rows of each unit that the delivery speaks for; rows of nobody known are submitted for the city.

    So is a file without rows, which says that nothing arose: a delivery without a submission would be read every night.
    """
    if folder != CITY or table.scope == "city":
        return [(folder, text)]
    named = pl.col(source.unit_header)
    by_unit = [
        (unit_id, text.filter(named.is_in([t for t, u in units.items() if u == unit_id])))
        for unit_id in sorted(set(units.values()))
    ]
    nobody = text.filter(~named.is_in(list(units)).fill_null(False))
    return [*by_unit, (CITY, nobody)] if nobody.height or not by_unit else by_unit
