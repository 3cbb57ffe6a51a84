"""The nights so far: when the last one ended, and whether anything claims to be of a day that is yet to come."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flows.doctor.finding import Finding, fault, named_first
from flows.doctor.looked_at import LookedAt
from flows.doctor.schedule import schedule_seen
from flows.reports import last_end
from schemas.notices import load_notices
from schemas.submission import Submission
from schemas.words.message import message

_FAST = timedelta(hours=1)  # by so much clocks of two machines may differ
_REPORT = re.compile(r"(\d{4}-\d\d-\d\d)-\d+\.json")
_SNAPSHOT = re.compile(r"(\d{4}-\d\d-\d\d)-[0-9a-f]+(\.\d+)?")
_ITEM = message("doctor.item-last-run")


def reports(at: LookedAt) -> Iterator[Finding]:
    """Yield when the last night ended and who begins the next one, and each report that cannot be read."""
    paths = [path for path in sorted(at.home.runs.glob("*.json")) if _REPORT.fullmatch(path.name)]
    unreadable = [path for path in paths if not _is_object(path)]
    if unreadable:
        item, places = message("doctor.item-reports"), named_first([path.name for path in unreadable])
        yield fault(item, "report-unreadable", count=len(unreadable), places=places, at=str(at.home.runs))
    if not paths:
        yield Finding(_ITEM, "warning", message("doctor.no-night"), message("doctor.run-nightly"))
        return
    last = last_end(at.home)
    assert last is not None  # there is a report
    ended = last.ended_at.astimezone(UTC).replace(microsecond=0)
    when = ended.isoformat()
    if at.now - ended > load_notices(at.city.folder, at.city.register).longest_silence:
        yield fault(_ITEM, "no-recent-night", at=when, hours=int((at.now - ended) / timedelta(hours=1)))
        return
    yield Finding(_ITEM, "ok", when)
    seen = schedule_seen()
    item = message("doctor.item-schedule")
    if seen is None:
        yield Finding(item, "warning", message("doctor.schedule-not-seen"), message("doctor.schedule-not-seen.advice"))
    else:
        yield Finding(item, "ok", seen)


def _is_object(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except (OSError, ValueError):
        return False


def from_the_future(at: LookedAt, records: Iterable[Submission]) -> Iterator[Finding]:
    """Yield what is dated later than now: the clock is wrong, or it was when that was written."""
    runs = at.home.runs
    of_reports = [path for path in sorted(runs.glob("*.json")) if _is_later(at, path) or _dated(at, path, _REPORT)]
    snapshots = sorted(at.home.snapshots.iterdir()) if at.home.snapshots.is_dir() else []
    of_snapshots = [path for path in snapshots if _dated(at, path, _SNAPSHOT)]
    of_records = [f"submissions/{s.submission_id}.json" for s in records if s.business_date > at.today]
    later = [str(path.relative_to(at.home.root)) for path in (*of_reports, *of_snapshots)] + of_records
    item = message("doctor.item-clock")
    if later:
        yield fault(item, "from-the-future", count=len(later), places=named_first(later), now=at.now.isoformat())
    else:
        yield Finding(item, "ok", at.now.isoformat())


def _is_later(at: LookedAt, path: Path) -> bool:
    return datetime.fromtimestamp(path.lstat().st_mtime, UTC) > at.now + _FAST


def _dated(at: LookedAt, path: Path, name: re.Pattern[str]) -> bool:
    """Say whether a file or folder is named by a day to come, or by one that no calendar has."""
    match = name.fullmatch(path.name)
    try:
        return match is not None and date.fromisoformat(match[1]) > at.today
    except ValueError:
        return True
