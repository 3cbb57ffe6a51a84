"""Files whose bytes are known without reading them again, and until when that is believed."""

import os
import stat
from datetime import date
from pathlib import Path
from typing import NamedTuple

from warehouse.inbox.entries import Delivery, Landed

# Clocks of file systems go in steps, of up to two seconds, and a server's clock is not ours: a file that was changed
# so shortly before it was read may change once more without looking any different.
_ONE_STEP_NS = 2_000_000_000


class KnownFile(NamedTuple):
    """A file of the inbox as it was when its bytes were last read: its state (see `Delivery`), their SHA-256, the name
    of their copy below the landing folder, and the business date.
    """

    state: tuple[int, ...]
    sha256: str
    copy: str
    checked_on: date


def as_known(
    delivery: Delivery, landed: Landed, landing: Path, checked_on: date, settled_before_ns: int
) -> KnownFile | None:
    """Return what is to be remembered of a file that has just been read, or None where it may still change unseen.

    Args:
        delivery: the file as it lay in the inbox.
        landed: its copy.
        landing: the folder of the copies.
        checked_on: the business date.
        settled_before_ns: a moment before the reading began, in nanoseconds since 1970.
    """
    if max(delivery.mtime_ns, delivery.ctime_ns) + _ONE_STEP_NS >= settled_before_ns:
        return None
    return KnownFile(delivery.state, landed.sha256, os.fspath(landed.path.relative_to(landing)), checked_on)


def known_copy(delivery: Delivery, file: KnownFile, landing: Path) -> Landed | None:
    """Return the copy of a file that is still as it was, if the copy is there; neither is opened."""
    if delivery.fault or delivery.control.problem or delivery.state != file.state:
        return None
    path = landing / file.copy
    try:
        status = os.lstat(path)
    except OSError:
        return None
    is_whole = stat.S_ISREG(status.st_mode) and status.st_size == delivery.size
    return Landed(file.sha256, path, delivery.size, delivery.path.name) if is_whole else None


def is_due(file: KnownFile, business_date: date, days: int) -> bool:
    """Say whether the bytes are to be checked again: once in so many days, each file on a day that its hash decides.

    A night that was left out is made up for by the next.
    """
    days_since_turn = (business_date.toordinal() - int(file.sha256[:8], 16)) % days
    return file.checked_on.toordinal() < business_date.toordinal() - days_since_turn
