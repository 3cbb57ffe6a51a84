"""What a cleaning looks at: each thing that the policy can reach, and why it stays."""

import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

State = tuple[int, ...]  # of a file, as `state_of` returns it
Kind = Literal["inbox", "landing", "snapshots", "drafts", "runs"]
Reason = Literal[
    "",  # it goes
    "young",
    "not-declared",
    "failed",
    "still-copying",
    "not-landed",
    "without-record",
    "waiting",
    "not-recognised",
    "in-inbox",
    "current",
    "edition",
    "latest-draft",
    "last-report",
    "damaged",
]


@dataclass(frozen=True)
class Candidate:
    """A file, or a folder with all that is in it, and why it stays; without a reason it goes.

    `name` is how it is called to everybody: never the name that a file was sent under. `sha256` is that of a file that
    was delivered; `state` is what a file of the inbox must still be when it goes, as of a delivery, and `control` its
    control file and what that must still be.
    """

    kind: Kind
    name: str
    path: Path
    reason: Reason
    sha256: str = ""
    state: State = ()
    control: tuple[Path, State] | None = None


def state_of(path: Path) -> State:
    """Return what cannot stay as it is when somebody writes to a file, or puts another in its place."""
    status = path.lstat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_dev, status.st_ino


def day_of(nanoseconds: int, zone: str) -> date:
    """Return the city's day of a moment in nanoseconds since 1970."""
    return datetime.fromtimestamp(nanoseconds / 10**9, ZoneInfo(zone)).date()


def reason_by_age(since: date, today: date, days: int | None) -> Reason:
    """Return why something stays for its age alone: nothing is declared, or its days are not over."""
    if days is None:
        return "not-declared"
    return "" if (today - since).days > days else "young"


def bytes_freed(candidates: Iterable[Candidate]) -> int:
    """Return how many bytes come free with things: of a file with several names, once all of these go."""
    names, sizes = dict[tuple[int, int], int](), dict[tuple[int, int], tuple[int, int]]()
    for candidate in candidates:
        for path in [candidate.path, *(candidate.path.rglob("*") if candidate.path.is_dir() else ())]:
            with suppress(FileNotFoundError):  # senders remove their files when they like
                status = path.lstat()
                if not stat.S_ISDIR(status.st_mode):
                    file = (status.st_dev, status.st_ino)
                    names[file] = names.get(file, 0) + 1
                    sizes[file] = (status.st_nlink, status.st_size)
    return sum(size for file, (links, size) in sizes.items() if names[file] >= links)
