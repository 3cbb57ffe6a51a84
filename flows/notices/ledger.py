"""What people were told of through which channel, so that each alert is told once: `notices/ledger.jsonl`.

One line of JSON for each step: an alert was seen, told through a channel, could not be told, or has ended. Lines are
only added. A notice is noted after it was sent: a crash between the two has it sent once more, with the same id.
"""

import errno
import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from flows.notices.entries import Entry, add_step
from warehouse import store

_BETWEEN_TRIES = 0.1  # seconds
_RESERVED = 65_536  # bytes that a full disk is given back


def ledger_path(home: store.Home) -> Path:
    """Return the file of the ledger."""
    return home.notices / "ledger.jsonl"


@contextmanager
def alone(home: store.Home, seconds: float) -> Iterator[None]:
    """Have nobody else tell meanwhile; wait for whoever does, and raise `TimeoutError` after some seconds of it."""
    home.notices.mkdir(parents=True, exist_ok=True)
    with (home.notices / ".lock").open("w") as lock:
        until = time.monotonic() + seconds
        while not _is_locked(lock):
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
            time.sleep(_BETWEEN_TRIES)
        yield


def _is_locked(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read_ledger(home: store.Home) -> dict[str, Entry]:
    """Return the alerts that the ledger knows, by their names; a line that a crash left unfinished is none."""
    path = ledger_path(home)
    entries: dict[str, Entry] = {}
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []:
        try:
            add_step(entries, json.loads(text))
        except (ValueError, TypeError, KeyError):
            continue
    return entries


def looked_at(home: store.Home) -> datetime | None:
    """Return when it was looked last, or None where it never was."""
    try:
        return datetime.fromisoformat(_looked_path(home).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def note(home: store.Home, steps: Sequence[Mapping[str, Any]]) -> None:
    """Add steps to the ledger, durably. Each line begins with a line break: behind an unfinished one it is a line."""
    if not steps:
        return
    path = ledger_path(home)
    try:
        _append(path, steps)
    except OSError as error:
        if error.errno != errno.ENOSPC or not _reserve(home).exists():
            raise
        _reserve(home).unlink()
        _append(path, steps)


def note_look(home: store.Home, now: datetime) -> None:
    """Remember when it was looked, as far as the disk has room; of what is looked at twice nothing is told twice."""
    with suppress(OSError):
        store.write_text(_looked_path(home), now.isoformat())


def keep_reserve(home: store.Home) -> None:
    """Keep some room on the disk for the ledger: a full disk is told once then, and not at every look."""
    path = _reserve(home)
    try:
        if not path.exists():
            with path.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, _RESERVED)
    except OSError:
        with suppress(OSError):
            path.unlink()


def _append(path: Path, steps: Sequence[Mapping[str, Any]]) -> None:
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o660)
    try:
        for step in steps:
            write_all(descriptor, f"\n{json.dumps(step, ensure_ascii=False)}".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        store.sync_folder(path.parent)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of the data; raise `OSError` where the disk takes a part of it only."""
    while data:
        data = data[os.write(descriptor, data) :]


def channels_down(home: store.Home) -> dict[str, str]:
    """Return the channels whose last try failed, and the reason."""
    path = ledger_path(home)
    reasons: dict[str, str] = {}
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []:
        try:
            step = json.loads(text)
            if step["step"] == "told":
                reasons.pop(step["channel"], None)
            elif step["step"] == "failed":
                reasons[step["channel"]] = str(step["reason"])
        except (ValueError, TypeError, KeyError):
            continue
    return reasons


def _reserve(home: store.Home) -> Path:
    return home.notices / "reserve"


def _looked_path(home: store.Home) -> Path:
    return home.notices / "looked-at"
