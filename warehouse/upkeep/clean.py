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
from warehouse.upkeep.clean_made import made_things
from warehouse.upkeep.cleaning import Thing, bytes_freed
from warehouse.upkeep.holding import all_held


@dataclass(frozen=True)
class Cleaned:
    """What a cleaning looked at, how many bytes come free, and what would not go, with what the system said."""

    things: tuple[Thing, ...]
    size: int
    faults: tuple[tuple[Thing, str], ...] = ()

    @property
    def going(self) -> list[Thing]:
        """What goes."""
        return [thing for thing in self.things if not thing.reason]


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
        things = (
            *deliveries(run, retention, settled_before_ns),
            *made_things(run, retention, book.editions.values()),
        )
        going = [thing for thing in things if not thing.reason]
        size = bytes_freed(going)
        if is_tried or not going:
            return Cleaned(things, size)
        store.empty_work(run.home)
        _write_down(run, retention, going)
        return Cleaned(things, size, tuple(_remove_all(run.home, going)))


def _write_down(run: Run, retention: Retention, going: Iterable[Thing]) -> None:
    gone = [{"kind": thing.kind, "name": thing.name, "sha256": thing.sha256} for thing in going]
    store.keep_removals(run.home, run.business_date, retention.model_dump(exclude_none=True), gone)


def _remove_all(home: store.Home, going: Sequence[Thing]) -> Iterable[tuple[Thing, str]]:
    """Remove things, those of the inbox first, and yield what would not go; a copy stays while its file does."""
    staying = set[str]()
    for thing in going:
        if thing.kind == "landing" and thing.sha256 in staying:
            continue
        try:
            is_gone = _remove(home, thing)
        except OSError as fault:
            is_gone = False
            yield thing, fault.strerror or type(fault).__name__
        if not is_gone and thing.sha256:
            staying.add(thing.sha256)


def _remove(home: store.Home, thing: Thing) -> bool:
    """Remove a thing; say whether it is gone. A file of the inbox that is not what it was is another, and stays."""
    if thing.kind == "inbox":
        return remove_delivery(thing)
    if not thing.path.is_dir():
        thing.path.unlink(missing_ok=True)
        return True
    make_writable(thing.path)
    aside = home.work / f"{thing.kind}-{thing.name}"
    thing.path.rename(aside)
    store.sync_folder(thing.path.parent)  # else a crash may give half of it its name again
    shutil.rmtree(aside)
    return True
