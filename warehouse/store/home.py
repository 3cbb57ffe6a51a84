"""The data root: its folders, its lock, and tidying up after a run that was interrupted."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from schemas.submission import Submission
from warehouse.durable import make_folder
from warehouse.store.files import remove

# The folders of the data root whose contents cannot be made again, beside `landing`; and those of what follows from it.
KEPT = ("submissions", "accepted", "rejected", "retractions", "editions", "fetched", "notices", "runs", "removals")
MADE = ("snapshots", "drafts", "docs", "outbox", "cache", "work", "public-trees", "damaged")
SIDES = ("accepted", "rejected")  # what is kept of a submission: its rows, and the reasons for those turned back


@dataclass(frozen=True)
class Home:
    """The data root and the folders in it."""

    root: Path

    @property
    def inbox(self) -> Path:
        """What units deliver: `inbox/<unit>/...`."""
        return self.root / "inbox"

    @property
    def fetched(self) -> Path:
        """What was fetched from other machines: a ledger for each place that the city declares."""
        return self.root / "fetched"

    @property
    def landing(self) -> Path:
        """Untouched copies of delivered files, by hash; the only place with personal data."""
        return self.root / "landing"

    @property
    def work(self) -> Path:
        """Files of the run under way; emptied when a run begins."""
        return self.root / "work"

    @property
    def cache(self) -> Path:
        """What can be made again from the rest: indexes and the like. It may be deleted between two runs."""
        return self.root / "cache"

    @property
    def submissions(self) -> Path:
        """One record for each submission."""
        return self.root / "submissions"

    @property
    def retractions(self) -> Path:
        """One record for each submission taken back."""
        return self.root / "retractions"

    @property
    def runs(self) -> Path:
        """The report of each run, `<business date>-<n>.json`."""
        return self.root / "runs"

    @property
    def removals(self) -> Path:
        """What the policy of retention let go, and when, `<day>-<n>.json`."""
        return self.root / "removals"

    @property
    def snapshots(self) -> Path:
        """The immutable snapshots."""
        return self.root / "snapshots"

    @property
    def current(self) -> Path:
        """The link to the current snapshot. Resolve it once, then read."""
        return self.root / "current"

    @property
    def drafts(self) -> Path:
        """The draft rankings, one folder for each night, period and method."""
        return self.root / "drafts"

    @property
    def editions(self) -> Path:
        """The editions of each published ranking, `<series>/v<version>/`, and their audit log."""
        return self.root / "editions"

    @property
    def control(self) -> Path:
        """The control database: an index over the editions and their audit log."""
        return self.root / "control.sqlite"

    @property
    def public(self) -> Path:
        """The link to what is public now: a tree of static pages."""
        return self.root / "public"

    @property
    def public_trees(self) -> Path:
        """The trees that `public` leads or led to, each named by the entry of the audit log that it shows."""
        return self.root / "public-trees"

    @property
    def outbox(self) -> Path:
        """What each unit may fetch: `outbox/<unit>/...`."""
        return self.root / "outbox"

    @property
    def notices(self) -> Path:
        """What people were told of through which channel: the ledger of notices."""
        return self.root / "notices"

    @property
    def docs(self) -> Path:
        """The Data Docs: what Great Expectations found, night by night."""
        return self.root / "docs"

    @property
    def damaged(self) -> Path:
        """What a repair has moved out of the way, by its place in the data root."""
        return self.root / "damaged"

    @property
    def is_synthetic(self) -> bool:
        """Whether the data root was set up for synthetic data, which must be called so wherever it is shown."""
        return (self.root / "SYNTHETIC").exists()

    def kept(self, submission: Submission, side: str = "accepted") -> Path:
        """Where a submission's rows are kept; `side` is one of `SIDES`."""
        return self.root / side / submission.table / f"{submission.submission_id}.parquet"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; raise `BlockingIOError` where somebody else does. A crash releases it."""
    make_folder(folder)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def one_writer(home: Home) -> AbstractContextManager[None]:
    """Hold the lock of the data root; raise `BlockingIOError` where another run holds it. A crash releases it."""
    return alone_in(home.root)


def open_inbox(home: Home) -> None:
    """Make the inbox for the first run; later, one that is gone is a fault to be noticed."""
    if not home.submissions.exists():
        make_folder(home.inbox)


def snapshot_folders(home: Home) -> list[Path]:
    """Return the folders of all snapshots, by name; those that are being made begin with a dot."""
    if not home.snapshots.is_dir():
        return []
    return [p for p in sorted(home.snapshots.iterdir()) if p.is_dir() and not p.is_symlink() and p.name[0] != "."]


def empty_work(home: Home) -> None:
    """Remove what an interrupted run left behind: work files, half a landing copy, snapshots never committed."""
    for half in home.landing.glob(".landing-*"):
        half.unlink()
    shutil.rmtree(home.work, ignore_errors=True)
    home.work.mkdir(parents=True)
    make_folder(home.snapshots)
    for staged in home.snapshots.glob(".staging-*"):
        remove(staged)
