"""Which snapshots, drafts and reports may go: what editions rest on stays, and what readers may still hold."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from schemas.edition import Edition
from schemas.retention import Retention
from warehouse import store
from warehouse.editions.drafts import KEY, LATEST
from warehouse.run import Run
from warehouse.upkeep.cleaning import Candidate, Reason, day_of, reason_by_age
from warehouse.upkeep.pins import pinned_drafts, pinned_snapshots


def made_candidates(run: Run, retention: Retention, editions: Iterable[Edition]) -> list[Candidate]:
    """Return the snapshots, drafts and reports, each with the reason why it stays.

    Args:
        run: the data root and the city; its business date is today.
        retention: the policy.
        editions: all there are.
    """
    all_editions = list(editions)
    latest_drafts = {link.resolve().name for link in run.home.drafts.glob(f"{LATEST}*") if link.is_symlink()}
    return [
        *_snapshots(run, retention, pinned_snapshots(all_editions), latest_drafts),
        *_drafts(run, retention, pinned_drafts(all_editions), latest_drafts),
        *_reports(run, retention),
    ]


def _snapshots(
    run: Run, retention: Retention, pinned_names: frozenset[str], latest_drafts: set[str]
) -> Iterator[Candidate]:
    """Yield the snapshots; the days of one begin when another took its place, for readers hold it until then."""
    home, current = run.home, store.current_snapshot(run.home)
    manifests = {path.parent: path.stat().st_mtime_ns for path in home.snapshots.glob(f"[!.]*/{store.MANIFEST}")}
    switched_at = home.current.lstat().st_mtime_ns if current else 0
    for snapshot in store.snapshot_folders(home):
        reason: Reason
        if current is None or snapshot not in manifests:
            reason = "damaged"
        elif snapshot == current:
            reason = "current"
        elif snapshot.name in pinned_names:
            reason = "edition"
        elif any(name.startswith(f"{snapshot.name.partition('.')[0]}-") for name in latest_drafts):
            reason = "latest-draft"
        else:
            replaced_at = min(
                (moment for moment in manifests.values() if moment > manifests[snapshot]), default=switched_at
            )
            reason = _reason_by_day(run, max(replaced_at, manifests[snapshot]), retention.snapshots_days)
        yield Candidate("snapshots", snapshot.name, snapshot, reason)


def _drafts(run: Run, retention: Retention, pinned: frozenset[str], latest: set[str]) -> Iterator[Candidate]:
    for draft in sorted(path for path in run.home.drafts.glob("[!.]*") if path.is_dir() and not path.is_symlink()):
        key = draft / KEY
        reason: Reason
        if draft.name in latest:
            reason = "latest-draft"
        elif draft.name in pinned:
            reason = "edition"
        elif not key.is_file():
            reason = "damaged"
        else:
            reason = _reason_by_day(run, key.stat().st_mtime_ns, retention.drafts_days)
        yield Candidate("drafts", draft.name, draft, reason)


def _reports(run: Run, retention: Retention) -> Iterator[Candidate]:
    """Yield the reports of runs, and the records of those that failed; what the last run left always stays."""
    reports, failed = (sorted(run.home.runs.glob(pattern)) for pattern in ("*.json", "failed/*.json"))
    last = max(reports, key=lambda path: (store.report_end(path), path), default=None)
    for path in [*reports, *failed]:
        aged = _reason_by_day(run, _written_at(path), retention.runs_days)
        yield Candidate(
            "runs", path.relative_to(run.home.runs).as_posix(), path, "last-report" if path == last else aged
        )


def _written_at(path: Path) -> int:
    return path.stat().st_mtime_ns


def _reason_by_day(run: Run, nanoseconds: int, days: int | None) -> Reason:
    day: date = day_of(nanoseconds, run.city.about.zone)
    return reason_by_age(day, run.business_date, days)
