"""One delivery from its landing copy to kept rows: read, conform, check, gate, keep. It needs no other delivery."""

import logging
import re
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from schemas.city import City, declarations_hash, sources_hash
from schemas.errors import SubmissionRejected
from schemas.hashing import short_hash
from schemas.register import CITY
from schemas.source import Source
from schemas.submission import UNRECOGNISED, Counted, Origin, Submission
from schemas.table import Table, load_tables
from warehouse import check, conform, inbox, store
from warehouse.pipeline.arrive import Arrival
from warehouse.reading.outcome import ReadOutcome

log = logging.getLogger(__name__)
Read = Callable[[Path, Sequence[Source], Path], ReadOutcome]
_OUR_CODE = str(Path(__file__).parents[1])
_NAMED_RULES = 3  # how many broken rules the message about a rejected submission names


@dataclass(frozen=True)
class Run:
    """What every delivery of one run shares: where things are kept, whose rules hold, and for which day."""

    home: store.Home
    city: City
    business_date: date


def ingest(run: Run, arrival: Arrival, read: Read) -> list[Submission]:
    """Take in one delivery; keep and return its submissions: one per unit, or one that says why there is none.

    Never raises. A fault of ours becomes a submission with status `failed`, which is not kept; the log says where it
    happened, without quoting data.
    """
    text = run.home.work / f"{arrival.delivery.unit_id}-{short_hash(str(arrival.delivery.path))}.arrow"
    try:
        return _ingest(run, arrival, read, text)
    except SubmissionRejected as reason:
        return [_keep_refusal(run, arrival, reason)]
    except (Exception, pl.exceptions.PanicException) as error:  # a panic of Polars is no Exception
        place = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(_OUR_CODE)][-1]
        log.error(  # noqa: TRY400 - a traceback may quote personal data
            "%s: %s at %s:%s", arrival.delivery.path.name, type(error).__name__, place.name, place.lineno
        )
        return [_failure(run, arrival, error)]
    finally:
        text.unlink(missing_ok=True)


def _ingest(run: Run, arrival: Arrival, read: Read, text_path: Path) -> list[Submission]:
    if arrival.landed is None:
        raise arrival.refused or RuntimeError("an arrival that is neither landed nor refused")
    sources = run.city.sources_for(arrival.delivery.unit_id, run.business_date)
    outcome = read(arrival.landed.path, sources, text_path)
    inbox.check_rows(arrival.delivery.control, outcome.records)
    source = run.city.sources[outcome.source_id]
    table = load_tables()[source.table]
    agreement = conform.Agreement(source, table, run.city.register, run.city.about.zone)
    text = pl.read_ipc(text_path)
    texts = conform.look(text, agreement)
    exported_at, origin = _exported_at(arrival, source, text, run.city.about.zone)
    units = conform.resolve_units(texts.distinct.get(source.unit_header, []), run.city.register, exported_at.date())
    parts = _parts(arrival.delivery.unit_id, text, source, table, units)
    submissions = []
    for unit_id, part in parts:
        draft = _draft(run, arrival, source, table, unit_id, exported_at, origin, len(parts))
        frame = conform.conform(part, agreement, texts, units, unit_id)
        submissions.append(_check_and_keep(run, draft, frame, part, source, table))
    return submissions


def _parts(
    folder: str, text: pl.DataFrame, source: Source, table: Table, units: dict[str, str]
) -> list[tuple[str, pl.DataFrame]]:
    """Return the rows of each unit that the delivery speaks for; rows of nobody known are submitted for the city."""
    if folder != CITY or table.scope == "city":
        return [(folder, text)]
    named = pl.col(source.unit_header)
    parts = [
        (unit_id, text.filter(named.is_in([t for t, u in units.items() if u == unit_id])))
        for unit_id in sorted(set(units.values()))
    ]
    nobody = text.filter(~named.is_in(list(units)).fill_null(False))
    return [*parts, (CITY, nobody)] if nobody.height else parts


def _check_and_keep(
    run: Run, draft: Submission, frame: pl.DataFrame, text: pl.DataFrame, source: Source, table: Table
) -> Submission:
    checked = check.check(frame, table, source.day_columns)
    reasons = check.rejections(checked, text, source, table) if checked.rejected.height else pl.DataFrame()
    counts = tuple(
        Counted(rule=c.rule, rows=c.rows, missing=c.missing, unexpected=c.unexpected) for c in checked.counts
    )
    common = {"rows_in": frame.height, "counts": counts}
    if broken := check.outside(table, checked.counts):
        vi = "; ".join(f"{r.message_vi} ({c.unexpected}/{c.rows} dòng)" for r, c in broken[:_NAMED_RULES])
        en = "; ".join(f"{r.message_en} ({c.unexpected} of {c.rows} rows)" for r, c in broken[:_NAMED_RULES])
        refused = {"status": "rejected", "reason": "gate", "message_vi": vi, "message_en": en, "rejected": frame.height}
        submission = draft.model_copy(update=common | refused)
        store.keep(run.home, submission, table, checked.accepted, reasons)
        return submission
    rows = conform.claim_units(checked.accepted, run.city.register)
    rows = rows.with_columns(submission_id=pl.lit(draft.submission_id))
    submission = draft.model_copy(
        update=common
        | {
            "status": "accepted_with_rejections" if checked.rejected.height else "accepted",
            "accepted": rows.height,
            "rejected": checked.rejected.height,
            "duplicate": checked.duplicate,
            "warned": checked.warned,
            "replaces": source.write == "replace",
            "window": _window(rows, table),
        }
    )
    store.keep(run.home, submission, table, rows.sort(table.key, maintain_order=True), reasons)
    return submission


def _window(rows: pl.DataFrame, table: Table) -> tuple[date, date] | None:
    if not rows.height:
        return None
    if not table.partition_by:
        return (date.min, date.max)
    days = rows.get_column(table.partition_by).cast(pl.Date)
    return (days.min(), days.max())  # type: ignore[return-value]  # a column of dates


def _draft(
    run: Run,
    arrival: Arrival,
    source: Source,
    table: Table,
    unit_id: str,
    exported_at: datetime,
    origin: Origin,
    parts: int,
) -> Submission:
    declarations = declarations_hash(source, table, run.city.register)
    identity = [arrival.delivery.unit_id, unit_id, table.name, _sha256(arrival), declarations]
    return Submission(
        submission_id=short_hash(identity),
        folder=arrival.delivery.unit_id,
        unit_id=unit_id,
        table=table.name,
        source_id=source.id,
        declarations=declarations,
        file_name=arrival.delivery.path.name,
        file_sha256=_sha256(arrival),
        parts=parts,
        exported_at=exported_at,
        exported_at_origin=origin,
        business_date=run.business_date,
        status="accepted",
    )


def _keep_refusal(run: Run, arrival: Arrival, reason: SubmissionRejected) -> Submission:
    submission = _unrecognised(run, arrival).model_copy(
        update={"reason": reason.code, "message_vi": reason.message_vi, "message_en": reason.message_en}
    )
    store.keep(run.home, submission, None, pl.DataFrame(), pl.DataFrame())
    return submission


def _failure(run: Run, arrival: Arrival, error: BaseException) -> Submission:
    """Return, without keeping it, the record of a delivery that we failed to take in: the next run tries again."""
    return _unrecognised(run, arrival).model_copy(
        update={
            "status": "failed",
            "reason": "internal-error",
            "message_vi": f"Lỗi của hệ thống ({type(error).__name__}), không phải của tệp; lần chạy sau sẽ thử lại.",
            "message_en": f"A fault of the system ({type(error).__name__}), not of the file; the next run tries again.",
        }
    )


def _unrecognised(run: Run, arrival: Arrival) -> Submission:
    declarations = sources_hash(run.city)
    exported_at, origin = _file_time(arrival, run.city.about.zone)
    return Submission(
        submission_id=short_hash([arrival.delivery.unit_id, UNRECOGNISED, _sha256(arrival), declarations]),
        folder=arrival.delivery.unit_id,
        unit_id=arrival.delivery.unit_id,
        table=UNRECOGNISED,
        source_id=None,
        declarations=declarations,
        file_name=arrival.delivery.path.name,
        file_sha256=_sha256(arrival),
        exported_at=exported_at,
        exported_at_origin=origin,
        business_date=run.business_date,
        status="rejected",
    )


def _sha256(arrival: Arrival) -> str:
    """The file's hash; of a file that could not be landed, a stand-in made of its name and size."""
    if arrival.landed is not None:
        return arrival.landed.sha256
    return short_hash([str(arrival.delivery.path), arrival.delivery.size, arrival.delivery.mtime_ns])


def _exported_at(arrival: Arrival, source: Source, text: pl.DataFrame, zone: str) -> tuple[datetime, Origin]:
    declared = source.exported_at
    if declared.name_pattern and (found := re.search(declared.name_pattern, arrival.delivery.path.name)):
        try:
            return datetime.strptime(found.group(1), declared.format), "name"
        except ValueError:
            log.warning("%s: the date in the name is no date", arrival.delivery.path.name)
    if declared.column and (latest := conform.latest_time(text, declared.column, declared.format, zone)):
        return latest, "column"
    if (promised := arrival.delivery.control.exported_at) is not None:
        return promised.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if promised.tzinfo else promised, "sidecar"
    return _file_time(arrival, zone)


def _file_time(arrival: Arrival, zone: str) -> tuple[datetime, Origin]:
    moment = datetime.fromtimestamp(arrival.delivery.mtime_ns // 1_000_000_000, UTC)
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None), "file_time"
