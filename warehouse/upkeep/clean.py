"""What is no longer to be kept goes, by the policy of the city; what went is written down before it goes.

So a crash leaves either what was there, or a record that says that it was to go; the next cleaning goes on. Folders are
first moved out of the way in one step, among the work files, which every run empties: nobody meets half a snapshot.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.retention import Retention
from warehouse import store
from warehouse.editions.log import read_book
from warehouse.run import Run
from warehouse.store.files import make_writable
from warehouse.upkeep.clean_deliveries import deliveries
from warehouse.upkeep.clean_inbox import put_back_unfinished, remove_delivery
from warehouse.upkeep.clean_made import made_candidates
from warehouse.upkeep.cleaning import Candidate, bytes_freed
from warehouse.upkeep.holding import all_held


@dataclass(frozen=True)
class Cleaned:
    """What a cleaning looked at, how many bytes come free, and what would not go, with what the system said."""

    candidates: tuple[Candidate, ...]
    size: int
    faults: tuple[tuple[Candidate, str], ...] = ()

    @property
    def going(self) -> list[Candidate]:
        """What goes."""
        return [candidate for candidate in self.candidates if not candidate.reason]


def clean(run: Run, retention: Retention, settled_before_ns: int, is_tried: bool = False) -> Cleaned:
    """Let go what the policy does not keep, and return what was looked at.

    Raises `BlockingIOError` where another run holds the data root or somebody the editions, and `EditionRefused` where
    the audit log is broken: what editions rest on cannot be known then, and nothing goes.

    Args:
        run: the data root and the city; its business date is today.
        retention: the policy.
        settled_before_ns: files changed after this moment are still being copied.
        is_tried: only look; nothing goes and nothing is written.
    """
    with all_held(run.home):
        book = read_book(run.home)
        if not is_tried:
            put_back_unfinished(run.home.inbox)
        candidates = (
            *deliveries(run, retention, settled_before_ns),
            *made_candidates(run, retention, book.editions.values()),
        )
        going = [candidate for candidate in candidates if not candidate.reason]
        size = bytes_freed(going)
        if is_tried or not going:
            return Cleaned(candidates, size)
        store.empty_work(run.home)
        _write_down(run, retention, going)
        return Cleaned(candidates, size, tuple(_remove_all(run.home, going)))


def _write_down(run: Run, retention: Retention, going: Iterable[Candidate]) -> None:
    removals = [{"kind": candidate.kind, "name": candidate.name, "sha256": candidate.sha256} for candidate in going]
    store.keep_removals(run.home, run.business_date, retention.model_dump(exclude_none=True), removals)


def _remove_all(home: store.Home, going: Sequence[Candidate]) -> Iterable[tuple[Candidate, str]]:
    """Remove things, those of the inbox first, and yield what would not go; a copy stays while its file does."""
    staying = set[str]()
    for candidate in going:
        if candidate.kind == "landing" and candidate.sha256 in staying:
            continue
        try:
            is_gone = _remove(home, candidate)
        except OSError as fault:
            is_gone = False
            yield candidate, fault.strerror or type(fault).__name__
        if not is_gone and candidate.sha256:
            staying.add(candidate.sha256)


def _remove(home: store.Home, candidate: Candidate) -> bool:
    """Remove a thing; say whether it is gone. A file of the inbox that is not what it was is another, and stays."""
    if candidate.kind == "inbox":
        return remove_delivery(candidate)
    if not candidate.path.is_dir():
        candidate.path.unlink(missing_ok=True)
        return True
    make_writable(candidate.path)
    aside = home.work / f"{candidate.kind}-{candidate.name}"
    candidate.path.rename(aside)
    store.sync_folder(candidate.path.parent)  # else a crash may give half of it its name again
    shutil.rmtree(aside)
    return True
