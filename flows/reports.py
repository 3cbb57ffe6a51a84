"""The report of each run, kept under `runs/` for people and programs that ask later."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from schemas.errors import DamagedFile
from warehouse import store


@dataclass(frozen=True)
class End:
    """A run that ended with a report: when it began (unknown before version 0.2.0) and ended, and the report.

    The report is empty where it cannot be read.
    """

    path: Path
    began_at: datetime | None
    ended_at: datetime
    report: Mapping[str, Any]


def keep_report(home: store.Home, business_date: date, report: Mapping[str, Any]) -> None:
    """Keep the report of a run under its business date and the next number."""
    taken = [path.stem.rpartition("-")[2] for path in home.runs.glob(f"{business_date}-*.json")]
    number = max((int(number) for number in taken if number.isdecimal()), default=0) + 1
    _write(home.runs / f"{business_date}-{number}.json", report)


def add_to_report(end: End, more: Mapping[str, Any]) -> None:
    """Add to a report what came after its run."""
    _write(end.path, {**end.report, **more})


def last_report(home: store.Home) -> dict[str, Any] | None:
    """Return the report of the run that ended last, or None before the first."""
    path = _last(home)
    return store.read_json(path) if path else None


def last_end(home: store.Home) -> End | None:
    """Return the run that ended last; when a report does not say when, its file was written then."""
    path = _last(home)
    return _end(path) if path else None


def ends_since(home: store.Home, moment: datetime) -> list[End]:
    """Return the runs whose reports were written after a moment."""
    after = (path for path in home.runs.glob("*.json") if path.stat().st_mtime > moment.timestamp())
    return [_end(path) for path in sorted(after)]


def _end(path: Path) -> End:
    report: dict[str, Any] = {}
    with suppress(DamagedFile, OSError):
        report = store.read_json(path)
    written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return End(path, _moment(report, "began_at"), _moment(report, "ended_at") or written_at, report)


def _moment(report: Mapping[str, Any], name: str) -> datetime | None:
    with suppress(KeyError, TypeError, ValueError):
        return datetime.fromisoformat(report[name])
    return None


def _last(home: store.Home) -> Path | None:
    return max(home.runs.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, default=None)


def _write(path: Path, report: Mapping[str, Any]) -> None:
    store.write_text(path, json.dumps(report, ensure_ascii=False, indent=1))
