"""A backup: one tar file, written whole, that a person can open without motcua.

`BACKUP.json` stands first in it, `SHA256SUMS` last, so that one that was cut off is known by its end, and so that
`sha256sum -c SHA256SUMS` checks what `tar -xf` has unpacked. It holds what `contents` names; no other compression,
because Parquet is compressed already.
"""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import IO

import warehouse
from schemas.backup import ABOUT, SUMS, BackupAbout, BackupRefused
from schemas.city import City
from schemas.hashing import short_hash
from schemas.words.message import message
from warehouse import store
from warehouse.durable import sync_folder
from warehouse.editions.log import read_book
from warehouse.upkeep.contents import Item, items_of, room_needed
from warehouse.upkeep.holding import all_held
from warehouse.upkeep.pins import pinned_snapshots

Advance = Callable[[int, int], None]  # is told how many bytes of how many are done
_READ_BY_OWNER = 0o600


@dataclass(frozen=True)
class BackedUp:
    """A backup that was written: where, what it says of itself, and how many files and bytes it holds."""

    path: Path
    about: BackupAbout
    files: int
    size: int


def back_up(
    home: store.Home,
    city: City,
    target: Path,
    moment: datetime,
    has_landing: bool = False,
    advance: Advance | None = None,
) -> BackedUp:
    """Write a backup of a data root in a state in which nothing is under way.

    It appears under its name when all of it is on the disk. Raises `BackupRefused` where it cannot be written there or
    there is nothing to back up, `BlockingIOError` where another run holds the data root or somebody the editions, and
    `EditionRefused` where the audit log is broken.

    Args:
        home: the data root.
        city: whose declarations are in force.
        target: a file that is not there yet, whose name ends with .tar, or a folder, in which a name by city and moment
            is given.
        moment: the present moment, with a zone.
        has_landing: whether the untouched copies of what was delivered, with their personal data, go with it.
        advance: is told of what is done.
    """
    if not home.submissions.is_dir():
        raise BackupRefused("nothing-there", message("backup.nothing-there", home=str(home.root)))
    path = _checked_target(home, city, target, moment)
    with all_held(home):
        store.tidy_editions(home)
        snapshot_names = pinned_snapshots(read_book(home).editions.values())
        items = items_of(home, city, sorted(snapshot_names), has_landing)
        about = _about(home, city, moment, has_landing)
        _check_room(path.parent, items)
        unfinished_file = path.with_name(f".motcua-{short_hash(str(home.root))}.tar.part")
        try:
            _write(unfinished_file, about, items, advance)
            unfinished_file.rename(path)
        finally:
            unfinished_file.unlink(missing_ok=True)
        sync_folder(path.parent)
    return BackedUp(path, about, len(items), path.stat().st_size)


def hashes_of(snapshot: Path) -> tuple[str, str]:
    """Return a hash over the SHA-256 of all files of a snapshot, and one of the code and declarations that made it."""
    manifest = store.read_manifest(snapshot)
    files = {key: entry["sha256"] for key, entry in manifest["files"].items()}
    return short_hash([files, manifest.get("companions", {})]), short_hash(manifest.get("keys", {}))


def _checked_target(home: store.Home, city: City, target: Path, moment: datetime) -> Path:
    """Return the file that is to be written."""
    place = target.absolute()
    if place.is_dir():
        place /= f"motcua-{city.about.id}-{moment:%Y%m%dT%H%M%SZ}.tar"
    elif place.suffix != ".tar":  # a folder that is not there: a disk that is not mounted is none to write beside
        raise BackupRefused("no-folder", message("backup.no-folder", folder=str(place)))
    folder = place.parent
    for forbidden_folder in (home.root, city.folder):
        if folder.resolve().is_relative_to(forbidden_folder.resolve()):
            raise BackupRefused("inside", message("backup.inside", file=str(place), folder=str(forbidden_folder)))
    if not folder.is_dir():
        raise BackupRefused("no-folder", message("backup.no-folder", folder=str(folder)))
    if place.exists() or place.is_symlink():
        raise BackupRefused("is-there", message("backup.is-there", file=str(place)))
    return place


def _about(home: store.Home, city: City, moment: datetime, has_landing: bool) -> BackupAbout:
    about = BackupAbout(
        made_at=moment,
        software=f"motcua {warehouse.version()}",
        city=city.about.id,
        synthetic=home.is_synthetic,
        has_landing=has_landing,
    )
    current_snapshot = store.current_snapshot(home)
    if current_snapshot is None:
        return about
    files, rules = hashes_of(current_snapshot)
    day = date.fromisoformat(store.read_manifest(current_snapshot)["business_date"])
    snapshot_facts = {
        "snapshot": current_snapshot.name,
        "business_date": day,
        "snapshot_hash": files,
        "rules_hash": rules,
    }
    return about.model_copy(update=snapshot_facts)


def _check_room(folder: Path, items: Sequence[Item]) -> None:
    needed_bytes = room_needed(items)
    if (free_bytes := shutil.disk_usage(folder).free) < needed_bytes:
        room = {"needed": -(-needed_bytes >> 20) or 1, "free": free_bytes >> 20}
        raise BackupRefused("no-room", message("backup.no-room", folder=str(folder), **room))


def _write(path: Path, about: BackupAbout, items: Iterable[Item], advance: Advance | None) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, _READ_BY_OWNER)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, _READ_BY_OWNER)
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            _add_all(archive, about, list(items), advance)
        file.flush()
        os.fsync(descriptor)


def _add_all(archive: tarfile.TarFile, about: BackupAbout, items: list[Item], advance: Advance | None) -> None:
    total_bytes, bytes_done = sum(item.state.st_size for item in items), 0
    about_json = about.model_dump_json(indent=1).encode() + b"\n"
    sums = {ABOUT: hashlib.sha256(about_json).hexdigest()}
    _add_bytes(archive, ABOUT, about_json, about.made_at)
    # Device and inode of a file -> its name: snapshots share what is unchanged.
    first_names = dict[tuple[int, int], str]()
    for item in items:
        first_name = first_names.setdefault((item.state.st_dev, item.state.st_ino), item.name)
        sums[item.name] = sums[first_name] if first_name != item.name else ""
        if first_name != item.name:
            archive.addfile(_member(item, first_name))
        else:
            sums[item.name] = _add_file(archive, item)
        bytes_done += item.state.st_size
        if advance:
            advance(bytes_done, total_bytes)
    sums_text = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    _add_bytes(archive, SUMS, sums_text.encode(), about.made_at)


def _add_file(archive: tarfile.TarFile, item: Item) -> str:
    """Add a file as it is now, and return its SHA-256; a report may have been written anew since it was listed."""
    with item.path.open("rb") as file:
        hashing = _Hashing(file)
        archive.addfile(_member(replace(item, state=os.fstat(file.fileno()))), hashing)
    return hashing.sha256.hexdigest()


def _member(item: Item, first_name: str = "") -> tarfile.TarInfo:
    """Return what stands before a file, or before a further name of one; nothing of it names a user."""
    info = tarfile.TarInfo(item.name)
    info.mode = item.state.st_mode & 0o666
    info.mtime = item.state.st_mtime_ns / 10**9
    if first_name:
        info.type, info.linkname = tarfile.LNKTYPE, first_name
    else:
        info.size = item.state.st_size
    return info


def _add_bytes(archive: tarfile.TarFile, name: str, data: bytes, moment: datetime) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = len(data), int(moment.timestamp()), _READ_BY_OWNER
    archive.addfile(info, io.BytesIO(data))


class _Hashing:
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.sha256.update(data)
        return data
