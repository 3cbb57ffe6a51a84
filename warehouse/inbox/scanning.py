"""Looking through the inbox without following a link out of it."""

import os
import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from schemas.register import CITY, Register
from schemas.submission import DATA_SUFFIXES
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse.inbox.control import NO_CONTROL, control_of, read_control
from warehouse.inbox.entries import Delivery, LeftAlone, Scan, delivery_of, impossible_time, link, still_copying

_TEMPORARY_PREFIXES = (".", "~")
_TEMPORARY_SUFFIXES = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".swp", "~")
_SYSTEM_NAMES = ("thumbs.db", "desktop.ini")
_FIRST_NS, _LAST_NS = (int(datetime(year, 6, 1, tzinfo=UTC).timestamp()) * 10**9 for year in (1900, 9998))


@dataclass(frozen=True)
class _Look:
    """What a look through the inbox has found so far."""

    register: Register
    settled_before_ns: int
    deliveries: list[Delivery] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)

    def note_fault(self, path: str | Path, unit_id: str, fault: OSError) -> None:
        """Keep what the system says of one file or folder; the others are looked at all the same."""
        name = Path(shown(str(path)))
        if isinstance(fault, FileNotFoundError):  # it vanished meanwhile
            self.left_alone.append(still_copying(name))
        else:
            self.deliveries.append(Delivery(name, unit_id, fault=fault))


def scan(inbox: Path, register: Register, settled_before_ns: int) -> Scan:
    """Return what lies in `inbox/<unit>/...` and `inbox/_city/...`, following no link.

    A file changed after `settled_before_ns` (nanoseconds since 1970) is still being copied, unless a `.done` marker
    says that it is finished. A file or folder that the system cannot look at becomes a delivery with its `fault`, of
    the city where it lies in no unit's folder. Raises `OSError` where the inbox itself cannot be read.
    """
    look = _Look(register, settled_before_ns)
    for entry in _entries(Path(inbox)):
        unit_id = _unit_of(entry.name, register)
        try:
            _look_at_top(look, entry, unit_id)
        except OSError as fault:
            look.note_fault(entry.path, unit_id or CITY, fault)
    return Scan(
        tuple(sorted(look.deliveries, key=lambda d: (d.unit_id, str(d.path)))),
        tuple(sorted(look.left_alone, key=lambda a: str(a.path))),
    )


def look_at(file: Path, unit_id: str, register: Register) -> Delivery | LeftAlone:
    """Return what `scan` would make of one settled file if its folder were the unit's: what lies beside it counts.

    Args:
        file: the file, by its absolute path.
        unit_id: the unit that sends it, or the city.
        register: the units.
    """
    look = _Look(register, _LAST_NS)
    try:
        entries_beside = {entry.name: entry for entry in _entries(file.parent)}
        if reason := _not_ours(entries_beside[file.name]):
            return reason
        controls = control_of(
            sorted(name for name, entry in entries_beside.items() if entry.is_file(follow_symlinks=False))
        )
        if file.name in controls.values():
            return LeftAlone(_shown_path(entries_beside[file.name]), "control-file", message("inbox.control-file"))
        _look_at_file(look, entries_beside[file.name], controls.get(file.name), unit_id)
    except OSError as fault:
        look.note_fault(str(file), unit_id, fault)
    return look.deliveries[0] if look.deliveries else look.left_alone[0]


def is_temporary(name: str) -> bool:
    """Say whether a name is hidden, or one that programs give to what is not finished."""
    name = name.casefold()
    return name.startswith(_TEMPORARY_PREFIXES) or name.endswith(_TEMPORARY_SUFFIXES) or name in _SYSTEM_NAMES


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda e: e.name)


def _look_at_top(look: _Look, entry: os.DirEntry[str], unit_id: str | None) -> None:
    if reason := _not_ours(entry):
        look.left_alone.append(reason)
    elif not entry.is_dir(follow_symlinks=False):
        look.left_alone.append(_outside(_shown_path(entry)))
    elif unit_id is None:
        look.left_alone.append(_unknown_unit(_shown_path(entry), look.register))
    else:
        _look_through(look, Path(entry.path), unit_id)


def _look_through(look: _Look, top: Path, unit_id: str) -> None:
    """Look at every file of a unit, however deep its folders are."""
    pending = [top]
    while pending:
        folder = pending.pop()
        files = dict[str, os.DirEntry[str]]()
        try:
            entries = _entries(folder)
        except OSError as fault:
            look.note_fault(folder, unit_id, fault)
            continue
        for entry in entries:
            try:
                if reason := _not_ours(entry):
                    look.left_alone.append(reason)
                elif entry.is_dir(follow_symlinks=False):
                    pending.append(Path(entry.path))
                else:
                    files[entry.name] = entry
            except OSError as fault:
                look.note_fault(entry.path, unit_id, fault)
        _look_at_files(look, files, unit_id)


def _look_at_files(look: _Look, files: dict[str, os.DirEntry[str]], unit_id: str) -> None:
    controls = control_of(sorted(files))
    markers = set(controls.values())
    for name, entry in files.items():
        try:
            if name not in markers:
                _look_at_file(look, entry, controls.get(name), unit_id)
        except OSError as fault:
            look.note_fault(entry.path, unit_id, fault)


def _look_at_file(look: _Look, entry: os.DirEntry[str], marker: str | None, unit_id: str) -> None:
    if entry.name.endswith(".done"):
        look.left_alone.append(_control_alone(_shown_path(entry)))
        return
    status = entry.stat(follow_symlinks=False)
    is_done = marker is not None and marker.endswith(".done")
    if not _FIRST_NS < status.st_mtime_ns < _LAST_NS:
        look.left_alone.append(impossible_time(_shown_path(entry)))
    elif status.st_mtime_ns > look.settled_before_ns and not is_done:
        look.left_alone.append(still_copying(_shown_path(entry)))
    else:
        control = read_control(Path(entry.path).with_name(marker)) if marker else NO_CONTROL
        look.deliveries.append(delivery_of(entry.path, unit_id, status, control))


def _shown_path(entry: os.DirEntry[str]) -> Path:
    return Path(shown(entry.path))


def _unit_of(folder_name: str, register: Register) -> str | None:
    if folder_name == CITY:
        return CITY
    unit = register.resolve(folder_name)
    return unit.unit_id if unit else None


def _not_ours(entry: os.DirEntry[str]) -> LeftAlone | None:
    """Return why an entry is left alone whatever it holds, or None."""
    if is_temporary(entry.name):
        return LeftAlone(_shown_path(entry), "temporary-name", message("inbox.temporary-name"))
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        return link(_shown_path(entry))
    if stat.S_ISDIR(mode) and entry.name.casefold().endswith(DATA_SUFFIXES):
        return LeftAlone(_shown_path(entry), "folder-named-like-file", message("inbox.folder-named-like-file"))
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        return LeftAlone(_shown_path(entry), "not-a-file", message("inbox.not-a-file"))
    return None


def _outside(path: Path) -> LeftAlone:
    return LeftAlone(path, "outside-unit-folder", message("inbox.outside-unit-folder", city_folder=CITY))


def _control_alone(path: Path) -> LeftAlone:
    return LeftAlone(path, "control-without-file", message("inbox.control-without-file"))


def _unknown_unit(path: Path, register: Register) -> LeftAlone:
    nearest = register.suggest(path.name)
    reason = (
        message("inbox.unknown-unit-folder-like", nearest=nearest) if nearest else message("inbox.unknown-unit-folder")
    )
    return LeftAlone(path, "unknown-unit-folder", reason)
