"""The nights so far: when the last one ended, and whether anything claims to be of a day that is yet to come."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flows.doctor.examined import Examined
from flows.doctor.finding import Finding, fault, named_first
from flows.doctor.schedule import schedule_seen
from flows.reports import End, ends_since
from schemas.notices import load_notices
from schemas.submission import Submission
from schemas.words.message import message
from warehouse import store

_FAST = timedelta(hours=1)  # by so much clocks of two machines may differ
_REPORT = re.compile(r"(\d{4}-\d\d-\d\d)-\d+\.json")
_SNAPSHOT = re.compile(r"(\d{4}-\d\d-\d\d)-[0-9a-f]+(\.\d+)?")
_EVER = datetime.min.replace(tzinfo=UTC)
_ITEM = message("doctor.item-last-run")


def reports(at: Examined) -> Iterator[Finding]:
    """Yield when the last night ended and who begins the next one, and each report that cannot be read."""
    paths = [path for path in sorted(at.home.runs.glob("*.json")) if _REPORT.fullmatch(path.name)]
    unreadable = [path for path in paths if not _is_object(path)]
    if unreadable:
        item, places = message("doctor.item-reports"), named_first([path.name for path in unreadable])
        yield fault(item, "report-unreadable", count=len(unreadable), places=places, at=str(at.home.runs))
    if not paths:
        yield Finding(_ITEM, "warning", message("doctor.no-night"), message("doctor.run-nightly"))
        return
    yield _last_run(at)
    seen = schedule_seen()
    item = message("doctor.item-schedule")
    if seen is None:
        yield Finding(item, "warning", message("doctor.schedule-not-seen"), message("doctor.schedule-not-seen.advice"))
    else:
        yield Finding(item, "ok", seen)


def _last_run(at: Examined) -> Finding:
    """Return when the last run ended, of those that ended by now: what is dated later says nothing of that."""
    ended = [end.ended_at.astimezone(UTC) for end in ends_since(at.home, _EVER) if not _ends_later(at, end)]
    if not ended:
        return Finding(_ITEM, "warning", message("doctor.no-night-by-now"), message("doctor.run-nightly"))
    last = max(ended).replace(microsecond=0)
    if at.now - last > load_notices(at.city.folder, at.city.register).longest_silence:
        return fault(_ITEM, "no-recent-night", at=last.isoformat(), hours=int((at.now - last) / timedelta(hours=1)))
    return Finding(_ITEM, "ok", last.isoformat())


def _ends_later(at: Examined, end: End) -> bool:
    """Say whether a report has its run begin or end after now."""
    moments = (end.ended_at, end.began_at or end.ended_at)
    return any(moment.astimezone(UTC) > at.now + _FAST for moment in moments)


def _is_object(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except (OSError, ValueError):
        return False


def from_the_future(at: Examined, records: Iterable[Submission]) -> Iterator[Finding]:
    """Yield what is dated later than now: the clock is wrong, or it was when that was written."""
    runs = at.home.runs
    later_ends = {end.path for end in ends_since(at.home, _EVER) if _ends_later(at, end)}
    written = sorted(runs.glob("*.json"))
    of_reports = [p for p in written if p in later_ends or _is_later(at, p) or _dated(at, p, _REPORT)]
    of_snapshots = [path for path in store.snapshot_folders(at.home) if _dated(at, path, _SNAPSHOT)]
    taken_back = {path.stem for path in at.home.retractions.glob("*.json")}
    standing = (s for s in records if s.submission_id not in taken_back)
    of_records = [f"submissions/{s.submission_id}.json" for s in standing if s.business_date > at.today]
    later = [str(path.relative_to(at.home.root)) for path in (*of_reports, *of_snapshots)] + of_records
    item = message("doctor.item-clock")
    if later:
        yield fault(item, "from-the-future", count=len(later), places=named_first(later), now=at.now.isoformat())
    else:
        yield Finding(item, "ok", at.now.isoformat())


def _is_later(at: Examined, path: Path) -> bool:
    return datetime.fromtimestamp(path.lstat().st_mtime, UTC) > at.now + _FAST


def _dated(at: Examined, path: Path, name: re.Pattern[str]) -> bool:
    """Say whether a file or folder is named by a day to come, or by one that no calendar has."""
    match = name.fullmatch(path.name)
    try:
        return match is not None and date.fromisoformat(match[1]) > at.today
    except ValueError:
        return True
