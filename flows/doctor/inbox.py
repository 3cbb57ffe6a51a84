"""The inbox: names that people and programs stumble over, and what every night will leave alone or fail to read.

A name may be that of a person: it is told by its shape, and by the number by which the system finds the file.
"""

import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unicodedata import category

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault
from schemas.words.message import Value, message
from schemas.words.shown import shown
from warehouse import inbox as inboxes
from warehouse.check.shapes import shape_of_name
from warehouse.inbox.entries import STILL_COPYING

_ITEM = message("doctor.item-inbox")
_LONGEST = 200  # bytes of a name: what is made of a file has longer ones, and 255 is the most
_MOST_FINDINGS = 20  # findings; whoever has more begins with these
_PASSING = timedelta(days=1)  # what is unfinished for longer nobody is copying any more
_OF_SYSTEMS = (
    "thumbs.db",
    "desktop.ini",
    ".ds_store",
)  # left by systems; nobody misses them
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")  # categories of Unicode: controls, formats as of no width, separators of lines
_OF_OFFICE = ("~$", ".~lock.")


@dataclass(frozen=True)
class _Entry:
    """A file or folder below the inbox: where it is, and what the system says of it."""

    path: Path
    state: os.stat_result


def inbox(checkup: Checkup) -> Iterator[Finding]:
    """Yield what of the inbox will not be taken in, however many nights pass, and names that are no good ones."""
    if not checkup.home.inbox.is_dir() or not os.access(checkup.home.inbox, os.R_OK | os.X_OK):
        return
    entries = {shown(str(entry.path)): entry for entry in _entries(checkup.home.inbox)}
    faults = [*_badly_named(checkup, entries), *_never_taken_in(checkup, entries)]
    yield from faults[:_MOST_FINDINGS]
    if more := len(faults) - _MOST_FINDINGS if len(faults) > _MOST_FINDINGS else 0:
        yield Finding(_ITEM, "warning", message("doctor.inbox-more", count=more), message("doctor.inbox-more.advice"))
    if not faults:
        yield Finding(_ITEM, "ok", message("doctor.inbox-fine", count=len(entries)))


def _entries(folder: Path) -> Iterator[_Entry]:
    """Yield everything below a folder, following no link; what the system does not let us look at is left out."""
    for parent, folders, files in os.walk(folder):
        for name in sorted((*folders, *files)):
            path = Path(parent, name)
            try:
                yield _Entry(path, path.lstat())
            except OSError:
                continue


def _badly_named(checkup: Checkup, entries: dict[str, _Entry]) -> Iterator[Finding]:
    for entry in entries.values():
        if (why := _what_is_bad(entry.path.name)) is not None:
            yield _entry_fault(checkup, entry, "inbox-name", why=message(f"doctor.name-{why}"))


def _what_is_bad(name: str) -> str | None:
    """Return what is wrong with a name: an ending of the key of its words."""
    data = os.fsencode(name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "not-utf8"
    if any(category(letter) in _UNSEEN for letter in name):
        return "unseen"
    if len(data) > _LONGEST:
        return "too-long"
    return "spaces" if name != name.strip() else None


def _never_taken_in(checkup: Checkup, entries: dict[str, _Entry]) -> Iterator[Finding]:
    now_ns = int(checkup.now.timestamp() * 1e9)
    scan = inboxes.scan(checkup.home.inbox, checkup.city.register, now_ns)
    for file_left in scan.left_alone:
        entry = entries.get(str(file_left.path))
        if entry is None or _is_harmless(entry.path.name) or _may_pass(file_left.code, entry, now_ns):
            continue
        if file_left.code == STILL_COPYING:
            day = datetime.fromtimestamp(entry.state.st_mtime, UTC).date()
            yield _entry_fault(checkup, entry, "inbox-future", day=day)
            continue
        yield _entry_fault(checkup, entry, "inbox-left-alone", why=file_left.message)
    for delivery in scan.deliveries:
        entry = entries.get(str(delivery.path))
        if entry is not None and (delivery.fault is not None or not _is_readable(entry)):
            yield _entry_fault(checkup, entry, "inbox-unreadable", mode=f"{entry.state.st_mode & 0o7777:03o}")


def _is_harmless(name: str) -> bool:
    return name.casefold() in _OF_SYSTEMS or name.startswith(_OF_OFFICE)


def _may_pass(code: str, entry: _Entry, now_ns: int) -> bool:
    """Say whether a later night may well take in what is left alone now: it is being copied, or was until a while ago.

    A file whose time lies in the future is left alone until then.
    """
    age = now_ns - entry.state.st_mtime_ns
    day = int(_PASSING.total_seconds() * 1e9)
    if code == STILL_COPYING:
        return age > -day
    return code in ("temporary-name", "control-without-file") and age < day


def _is_readable(entry: _Entry) -> bool:
    return bool(entry.state.st_mode & 0o444) and os.access(entry.path, os.R_OK)


def _entry_fault(checkup: Checkup, entry: _Entry, code: str, **values: Value) -> Finding:
    folder = shown(str(entry.path.parent.relative_to(checkup.home.root)))
    file = f"{folder}/{shape_of_name(shown(entry.path.name))}"
    return fault(
        _ITEM,
        code,
        file=file,
        command=f"find {shlex.quote(str(checkup.home.inbox))} -inum {entry.state.st_ino}",
        **values,
    )
