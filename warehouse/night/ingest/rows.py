"""From the texts of one delivery to kept rows: conform, check, gate, keep; as much in memory as a part of it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import polars as pl

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.submission import Origin, SubmissionRecord
from schemas.words.message import message
from warehouse import conform, store
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.arrival.export_time import export_time, unread_in_name
from warehouse.night.arrival.named_unit import other_unit_in_name
from warehouse.night.ingest import records
from warehouse.night.ingest.divided import Load, conformed_rows
from warehouse.night.ingest.keep import check_and_keep
from warehouse.reading.outcome import ReadOutcome, written_parts, written_text
from warehouse.run import Run

PART_BYTES = 64 << 20  # of text that is conformed at once; it takes three times as much memory


@dataclass(frozen=True)
class ToKeep:
    """A delivery that was read: the run that it is of, what arrived, what its reader says, and where the texts are."""

    run: Run
    arrival: Arrival
    outcome: ReadOutcome
    text: Path


Keep = Callable[[ToKeep], list[SubmissionRecord]]


def keep_here(work: ToKeep, part_bytes: int = PART_BYTES) -> list[SubmissionRecord]:
    """Keep and return the submissions of a delivery: one for each unit. Raises `SubmissionRejected`.

    What is kept is the same whatever `part_bytes`, the bytes of text that are looked at together.
    """
    aside = work.run.home.work / uuid4().hex
    try:
        return _keep(work, aside, part_bytes)
    finally:
        store.drop_spilled(aside)


def _keep(work: ToKeep, aside: Path, part_bytes: int) -> list[SubmissionRecord]:
    run, arrival, outcome = work.run, work.arrival, work.outcome
    delivery, zone = arrival.delivery, run.city.about.zone
    source = run.city.sources[outcome.source_id]
    table = run.city.tables[source.table]
    agreement = conform.Agreement(source, table, run.city.register, zone)
    texts = _texts(work.text, source, part_bytes)
    look, latest = _look_at_all(texts, agreement)
    exported_at, origin = export_time(delivery, source, latest, zone)
    _refuse_future(exported_at, origin, run.business_date)
    units = conform.resolve_units(look.distinct.get(source.unit_header, []), run.city.register, exported_at.date())
    rows_by_unit = conformed_rows(delivery.unit_id, texts, agreement, look, units, aside / "rows")
    warnings_of_name = (*unread_in_name(delivery, source, zone), *other_unit_in_name(delivery, run.city.register))
    file_fields: dict[str, object] = {
        "layout": outcome.layout,
        "layout_count": sum(rows.rows for rows in outcome.layout),
        "file_warnings": (*outcome.warnings, *warnings_of_name),
    }
    submissions = []
    for unit_id, unit_rows in rows_by_unit:
        draft = records.draft(run, arrival, source, table, unit_id, exported_at, origin, len(rows_by_unit))
        doubts = conform.doubts(unit_rows, agreement, look)
        draft = draft.model_copy(update=file_fields | {"row_warnings": doubts})
        submissions.append(check_and_keep(run, draft, unit_rows, source, table, aside / unit_id))
        file_fields = {}
    return submissions


def _texts(path: Path, source: Source, part_bytes: int) -> Sequence[Load]:
    """Return what gives the texts of a file, trimmed, in parts; those of one that is small are read once."""

    def trimmed(load: Load) -> pl.DataFrame:
        return conform.trimmed(conform.with_absent(load(), source))

    if path.stat().st_size <= part_bytes:
        text = trimmed(partial(written_text, path))
        return [lambda: text]
    return [partial(trimmed, load) for load in written_parts(path, part_bytes)]


def _look_at_all(texts: Sequence[Load], agreement: conform.Agreement) -> tuple[conform.Texts, datetime | None]:
    """Return the look at all texts, and the latest time in the column that says when the file was exported."""
    time_declaration, looks, times = agreement.source.exported_at, list[conform.Texts](), list[datetime]()
    for load in texts:
        text = load()
        looks.append(conform.look(text, agreement))
        if time_declaration.column:
            latest = conform.latest_time(text, time_declaration.column, time_declaration.format, agreement.zone)
            times += [] if latest is None else [latest]
    return conform.looked_together(looks), max(times, default=None)


def _refuse_future(exported_at: datetime, origin: Origin, business_date: date) -> None:
    """Refuse a declared time of export that has not come: it would outrank everything sent until then."""
    if origin != "file_time" and exported_at.date() > business_date + timedelta(days=1):
        raise SubmissionRejected(
            "future-export-date",
            message("deliveries.future-export-date", exported_on=exported_at.date(), business_date=business_date),
        )
