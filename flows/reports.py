"""The report of each run, kept under `runs/` for people and programs that ask later."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
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
    numbers = [path.stem.rpartition("-")[2] for path in home.runs.glob(f"{business_date}-*.json")]
    number = max((int(number) for number in numbers if number.isdecimal()), default=0) + 1
    _write(home.runs / f"{business_date}-{number}.json", report)


def add_to_report(end: End, additions: Mapping[str, Any]) -> None:
    """Add to a report what came after its run."""
    _write(end.path, {**end.report, **additions})


def last_report(home: store.Home) -> dict[str, Any] | None:
    """Return the report of the run that ended last, or None before the first."""
    for _, path in _end_times(home):
        with suppress(FileNotFoundError):
            report: dict[str, Any] = store.read_json(path)
            return report
    return None


def last_end(home: store.Home) -> End | None:
    """Return the run that ended last (see `store.report_end`)."""
    return next(_ends(_end_times(home)), None)


def ends_since(home: store.Home, moment: datetime) -> list[End]:
    """Return the runs that ended after a moment."""
    later_reports = [(ended_at, path) for ended_at, path in _end_times(home) if ended_at > moment]
    return sorted(_ends(later_reports), key=lambda end: end.path)


def reported_since(home: store.Home) -> tuple[frozenset[str], date] | None:
    """Return which submissions the reports from the last one's business date on name, and that date.

    None where the last report is one of an earlier version, which may not name them, or cannot be read.
    """
    last = last_end(home)
    if last is None:
        return frozenset(), date.min
    if last.began_at is None:
        return None
    since = date.fromisoformat(last.report["business_date"])
    ends = (end for end in _ends(_end_times(home)) if end.report.get("business_date", "") >= since.isoformat())
    return frozenset(o["submission_id"] for end in ends for o in end.report["outcomes"]), since


def _ends(end_times: Iterable[tuple[datetime, Path]]) -> Iterator[End]:
    for ended_at, path in end_times:
        report: dict[str, Any] = {}
        try:
            report = store.read_json(path)
        except FileNotFoundError:
            continue
        except (DamagedFile, OSError):
            pass
        yield End(path, _began(report), ended_at, report)


def _began(report: Mapping[str, Any]) -> datetime | None:
    with suppress(KeyError, TypeError, ValueError):
        return datetime.fromisoformat(report["began_at"])
    return None


def _end_times(home: store.Home) -> list[tuple[datetime, Path]]:
    """Return when the run of each report ended, the last first; a report that goes meanwhile is none."""
    end_times = []
    for path in home.runs.glob("*.json"):
        with suppress(FileNotFoundError):
            end_times.append((store.report_end(path), path))
    return sorted(end_times, reverse=True)


def _write(path: Path, report: Mapping[str, Any]) -> None:
    store.write_text(path, json.dumps(report, ensure_ascii=False, indent=1))
