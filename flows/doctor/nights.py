"""The nights so far: when the last one ended, and whether anything claims to be of a day that is yet to come."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flows.doctor.checkup import Checkup
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


def reports(checkup: Checkup) -> Iterator[Finding]:
    """Yield when the last night ended and who begins the next one, and each report that cannot be read."""
    paths = [path for path in sorted(checkup.home.runs.glob("*.json")) if _REPORT.fullmatch(path.name)]
    unreadable = [path for path in paths if not _is_object(path)]
    if unreadable:
        item, places = message("doctor.item-reports"), named_first([path.name for path in unreadable])
        yield fault(item, "report-unreadable", count=len(unreadable), places=places, at=str(checkup.home.runs))
    if not paths:
        yield Finding(_ITEM, "warning", message("doctor.no-night"), message("doctor.run-nightly"))
        return
    yield _last_run(checkup)
    schedule = schedule_seen()
    item = message("doctor.item-schedule")
    if schedule is None:
        yield Finding(item, "warning", message("doctor.schedule-not-seen"), message("doctor.schedule-not-seen.advice"))
    else:
        yield Finding(item, "ok", schedule)


def _last_run(checkup: Checkup) -> Finding:
    """Return when the last run ended, of those that ended by now: what is dated later says nothing of that."""
    end_times = [
        end.ended_at.astimezone(UTC) for end in ends_since(checkup.home, _EVER) if not _ends_later(checkup, end)
    ]
    if not end_times:
        return Finding(_ITEM, "warning", message("doctor.no-night-by-now"), message("doctor.run-nightly"))
    last_end = max(end_times).replace(microsecond=0)
    if checkup.now - last_end > load_notices(checkup.city.folder, checkup.city.register).longest_silence:
        return fault(
            _ITEM, "no-recent-night", at=last_end.isoformat(), hours=int((checkup.now - last_end) / timedelta(hours=1))
        )
    return Finding(_ITEM, "ok", last_end.isoformat())


def _ends_later(checkup: Checkup, end: End) -> bool:
    """Say whether a report has its run begin or end after now."""
    moments = (end.ended_at, end.began_at or end.ended_at)
    return any(moment.astimezone(UTC) > checkup.now + _FAST for moment in moments)


def _is_object(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except (OSError, ValueError):
        return False


def from_the_future(checkup: Checkup, records: Iterable[Submission]) -> Iterator[Finding]:
    """Yield what is dated later than now: the clock is wrong, or it was when that was written."""
    runs = checkup.home.runs
    later_ends = {end.path for end in ends_since(checkup.home, _EVER) if _ends_later(checkup, end)}
    report_paths = sorted(runs.glob("*.json"))
    later_reports = [
        p for p in report_paths if p in later_ends or _is_later(checkup, p) or _is_named_later(checkup, p, _REPORT)
    ]
    later_snapshots = [
        path for path in store.snapshot_folders(checkup.home) if _is_named_later(checkup, path, _SNAPSHOT)
    ]
    taken_back = {path.stem for path in checkup.home.retractions.glob("*.json")}
    standing = (s for s in records if s.submission_id not in taken_back)
    later_records = [f"submissions/{s.submission_id}.json" for s in standing if s.business_date > checkup.today]
    later_names = [
        str(path.relative_to(checkup.home.root)) for path in (*later_reports, *later_snapshots)
    ] + later_records
    item = message("doctor.item-clock")
    if later_names:
        yield fault(
            item,
            "from-the-future",
            count=len(later_names),
            places=named_first(later_names),
            now=checkup.now.isoformat(),
        )
    else:
        yield Finding(item, "ok", checkup.now.isoformat())


def _is_later(checkup: Checkup, path: Path) -> bool:
    return datetime.fromtimestamp(path.lstat().st_mtime, UTC) > checkup.now + _FAST


def _is_named_later(checkup: Checkup, path: Path, name: re.Pattern[str]) -> bool:
    """Say whether a file or folder is named by a day to come, or by one that no calendar has."""
    match = name.fullmatch(path.name)
    try:
        return match is not None and date.fromisoformat(match[1]) > checkup.today
    except ValueError:
        return True
