"""The records of submissions before their rows are judged, and of deliveries that yielded none."""

from datetime import datetime
from typing import Any

import warehouse
from schemas.errors import SubmissionRejected
from schemas.hashing import short_hash
from schemas.source import Source
from schemas.submission import UNRECOGNISED, Origin, SubmissionRecord
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.message import message
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.arrival.export_time import declared_outside, file_time
from warehouse.night.arrival.readings import reading_hash, unrecognised_hash
from warehouse.reading.sandbox import BeyondLimits
from warehouse.run import Run


def draft(
    run: Run,
    arrival: Arrival,
    source: Source,
    table: Table,
    unit_id: str,
    exported_at: datetime,
    origin: Origin,
    parts: int,
) -> SubmissionRecord:
    """Return the record of a submission as far as it is known before its rows are checked.

    Args:
        run: the run that reads it.
        arrival: the file.
        source: what declares how it is read.
        table: whose rows it holds.
        unit_id: the unit that the rows are of.
        exported_at: when the file was exported, in the city's local time.
        origin: where that was found.
        parts: how many submissions the file holds.
    """
    declarations = reading_hash(run, source)
    stamp = declared_outside(arrival.delivery, source, run.city.about.zone)
    identity = [arrival.delivery.unit_id, unit_id, table.name, _sha256(arrival), declarations, stamp]
    return SubmissionRecord(
        submission_id=short_hash(identity),
        folder=arrival.delivery.unit_id,
        unit_id=unit_id,
        table=table.name,
        source_id=source.id,
        declarations=declarations,
        **_read_with(run),
        file_name=arrival.delivery.path.name,
        file_sha256=_sha256(arrival),
        **_facts_beside(arrival),
        parts=parts,
        exported_at=exported_at,
        exported_at_origin=origin,
        business_date=run.business_date,
        status="accepted",
    )


def refusal(run: Run, arrival: Arrival, reason: SubmissionRejected) -> SubmissionRecord:
    """Return the record of a delivery that was refused as a whole.

    One that went beyond a limit is another under another limit, and on another day, when somebody has taken it back.
    """
    record = _unrecognised(run, arrival)
    if isinstance(reason, BeyondLimits):
        limits = {"limit_seconds": reason.seconds, "limit_bytes": reason.memory_bytes}
        retried_id = short_hash([record.submission_id, *limits.values(), str(run.business_date)])
        record = record.model_copy(update=limits | {"submission_id": retried_id})
    return record.model_copy(
        update={"reason": reason.code, "message_vi": _utf8(reason.message_vi), "message_en": _utf8(reason.message_en)}
    )


def failure(run: Run, arrival: Arrival, why: str) -> SubmissionRecord:
    """Return the record, never kept, of a delivery that we failed to take in, and why: the next run tries again."""
    message_vi, message_en = said(message("deliveries.internal-error", why=why))
    return _unrecognised(run, arrival).model_copy(
        update={
            "status": "failed",
            "reason": "internal-error",
            "message_vi": message_vi,
            "message_en": message_en,
        }
    )


def _unrecognised(run: Run, arrival: Arrival) -> SubmissionRecord:
    declarations = unrecognised_hash(run)
    exported_at, origin = file_time(arrival.delivery, run.city.about.zone)
    source_ids = [source.id for source in run.city.sources_for(arrival.delivery.unit_id, run.business_date)]
    return SubmissionRecord(
        submission_id=short_hash([arrival.delivery.unit_id, UNRECOGNISED, _sha256(arrival), declarations, source_ids]),
        folder=arrival.delivery.unit_id,
        unit_id=arrival.delivery.unit_id,
        table=UNRECOGNISED,
        source_id=None,
        declarations=declarations,
        **_read_with(run),
        file_name=arrival.delivery.path.name,
        file_sha256=_sha256(arrival),
        **_facts_beside(arrival),
        exported_at=exported_at,
        exported_at_origin=origin,
        business_date=run.business_date,
        status="rejected",
    )


def _read_with(run: Run) -> dict[str, Any]:
    """The code and the libraries that read the file, for the record."""
    key = run.keys["read"]
    return {"code": key.code, "software": f"motcua {warehouse.version()}", "libraries": dict(key.libraries)}


def _facts_beside(arrival: Arrival) -> dict[str, Any]:
    """What stood beside the bytes, so that they can be read again from the landing copy as they were the first time."""
    control = arrival.delivery.control
    return {
        "modified_ns": arrival.delivery.mtime_ns,
        "promised_rows": control.rows,
        "promised_at": control.exported_at,
    }


def _utf8(text: str) -> str:
    """Return a text, which may quote half a character of a file (JSON can write one), as what can be written."""
    return text.encode(errors="backslashreplace").decode()


def _sha256(arrival: Arrival) -> str:
    """The file's hash; of a file that could not be landed, a stand-in made of its name and size."""
    if arrival.landed is not None:
        return arrival.landed.sha256
    return short_hash([str(arrival.delivery.path), arrival.delivery.size, arrival.delivery.mtime_ns])
