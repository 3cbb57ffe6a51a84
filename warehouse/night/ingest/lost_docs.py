"""Data Docs that were emptied: what of them is gone, and the nights that they are made of again, by the records."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.submission import SubmissionRecord
from warehouse import store
from warehouse.run import Run
from warehouse.store import Home

_NIGHTS = 100  # made again at most: as many as the list of nights shows


@dataclass(frozen=True)
class JudgedNight:
    """A night whose verdicts are to be told again: what it was called, its day, and what it took in."""

    name: str
    day: date
    submissions: tuple[SubmissionRecord, ...]


def pages_lost(home: Home) -> bool:
    """Say whether results are kept without a page, or without the list of pages."""
    results, site = home.docs / "results", home.docs / "site"
    pages = [path.relative_to(results).with_suffix(".html") for path in results.rglob("*.json")]
    first_page = site / "index.html"
    return bool(pages) and not all(map(_is_written, (first_page, *(site / "validations" / page for page in pages))))


def results_lost(home: Home, tonight: Collection[str] = ()) -> bool:
    """Say whether nothing is left of all that was judged; what came in tonight is yet to be."""
    has_results = next((home.docs / "results").rglob("*.json"), None) is not None
    return not has_results and any(s.is_loaded for i, s in store.load_submissions(home).items() if i not in tonight)


def name_of_night(home: Home, snapshot: str) -> str:
    """Return what a night is called in the Data Docs."""
    return f"{'SYNTHETIC-' if home.is_synthetic else ''}{snapshot}"


def judged_nights(run: Run, tonight: Collection[str] = ()) -> list[JudgedNight]:
    """Return the last nights that judged something, the oldest first: each took in what its snapshot knows first.

    `tonight` are submissions that are yet to be judged.
    """
    records = {i: record for i, record in store.load_records(run.home).items() if i not in tonight}
    records_by_day: dict[date, dict[str, SubmissionRecord]] = {}
    for i, record in records.items():
        if record.counts:
            records_by_day.setdefault(record.business_date, {})[i] = record
    nights = [night for day in sorted(records_by_day) for night in _nights_of_day(run.home, day, records_by_day[day])]
    return nights[-_NIGHTS:]


def _nights_of_day(home: Home, day: date, records: dict[str, SubmissionRecord]) -> Iterator[JudgedNight]:
    remaining_records = dict(records)
    ids_by_snapshot = {folder.name: store.ids_in_table(folder) for folder in home.snapshots.glob(f"{day}-*")}
    for name in sorted(ids_by_snapshot, key=lambda name: (len(ids_by_snapshot[name]), name)):
        if night_records := [
            remaining_records.pop(i) for i in sorted(remaining_records.keys() & ids_by_snapshot[name])
        ]:
            yield JudgedNight(name_of_night(home, name), day, tuple(night_records))
    if remaining_records:  # of a night whose snapshot is no longer kept
        yield JudgedNight(name_of_night(home, str(day)), day, _in_order(remaining_records))


def _in_order(records: dict[str, SubmissionRecord]) -> tuple[SubmissionRecord, ...]:
    return tuple(records[i] for i in sorted(records))


def _is_written(page: Path) -> bool:
    return page.is_file() and page.stat().st_size > 0
