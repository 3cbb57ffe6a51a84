"""What is found in the inbox: deliveries, and what is left alone with its reason."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from schemas.words.message import Message, message
from schemas.words.shown import shown
from warehouse.inbox.control import NO_CONTROL, Control

STILL_COPYING = "still-copying"  # why a file is left alone that changed a moment ago


@dataclass(frozen=True)
class Delivery:
    """A file to be taken in: whose it is, what it was when it was seen, and what was promised about it.

    `path` is what people see (`schemas.words.shown`) and is always UTF-8; `location` is where the file system has the
    file, if that is written otherwise. `fault` is what went wrong while it was looked at; nothing else is known then.
    """

    path: Path
    unit_id: str
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    device: int = 0
    inode: int = 0
    control: Control = NO_CONTROL
    location: bytes = b""
    fault: OSError | None = field(default=None, compare=False)

    @property
    def state(self) -> tuple[int, int, int, int, int]:
        """What cannot stay as it is when somebody writes to the file, or puts another in its place."""
        return (self.size, self.mtime_ns, self.ctime_ns, self.device, self.inode)


@dataclass(frozen=True)
class LeftAlone:
    """Something in the inbox that is not taken in, and the reason. `path` is what people see, as of a delivery."""

    path: Path
    code: str
    message: Message


@dataclass(frozen=True)
class Scan:
    """The contents of the inbox, sorted by unit and path."""

    deliveries: tuple[Delivery, ...]
    left_alone: tuple[LeftAlone, ...]


@dataclass(frozen=True)
class Damage:
    """A copy in the landing folder whose bytes were not its name, and whether it was replaced from the inbox."""

    copy_name: str
    is_replaced: bool

    @property
    def message(self) -> Message:
        """What a person should know and do."""
        if self.is_replaced:
            return message("inbox.damaged-and-replaced", copy=self.copy_name)
        return message("inbox.damaged-for-good", copy=self.copy_name)


@dataclass(frozen=True)
class Landed:
    """A delivery's copy in the landing folder, named by its SHA-256, and copies that were found damaged on the way."""

    sha256: str
    path: Path
    size: int
    file_name: str
    damaged: tuple[Damage, ...] = ()


def delivery_of(path: str | Path, unit_id: str, status: os.stat_result, control: Control = NO_CONTROL) -> Delivery:
    """Return the delivery of a file.

    Args:
        path: where it lies, as the file system names it.
        unit_id: the unit that sent it, or the city.
        status: what the system said of the file.
        control: what was promised beside it.
    """
    place = os.fsencode(path)
    state = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_dev, status.st_ino)
    return Delivery(Path(shown(str(path))), unit_id, *state, control, place)


def link(path: Path) -> LeftAlone:
    """Return the reason for a symbolic link."""
    return LeftAlone(path, "link", message("inbox.link"))


def still_copying(path: Path) -> LeftAlone:
    """Return the reason for a file that changes, or that is not what it was."""
    return LeftAlone(path, STILL_COPYING, message("inbox.still-copying"))


def impossible_time(path: Path) -> LeftAlone:
    """Return the reason for a file whose time of change no calendar holds."""
    return LeftAlone(path, "impossible-time", message("inbox.impossible-time"))
