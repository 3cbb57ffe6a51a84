"""The files of a backup that was checked are written into a folder, and checked once more as they are."""

import hashlib
import os
import tarfile
from pathlib import Path

from schemas.backup import ABOUT, CITY_FOLDER, SUMS
from warehouse.durable import make_folder
from warehouse.upkeep.archive import (
    Advance,
    Checked,
    blocks_of,
    changed,
    compare,
    files_in,
    hash_of_link,
    opened_archive,
)


def unpack(path: Path, checked: Checked, folder: Path, advance: Advance | None = None) -> None:
    """Write the files of a data root that a checked backup holds into an empty folder; they are not synced yet.

    All of it is checked once more, and each file is hashed as it is written: another backup may have taken the place of
    the one that was checked. Raises `BackupRefused`.

    Args:
        path: the file.
        checked: what `check_archive` has returned for it.
        folder: the folder.
        advance: is told how many bytes of how many are done.
    """
    with opened_archive(path) as archive:
        hashes, bytes_done = dict[str, str](), 0
        for member in files_in(archive):
            if member.name in hashes or (member.name not in checked.sums and member.name != SUMS):
                raise changed([member.name])
            if member.islnk():
                hashes[member.name] = hash_of_link(member, hashes)
            if not _is_unpacked(member.name):
                continue
            target = folder / member.name
            make_folder(target.parent)
            if member.islnk():
                target.hardlink_to(folder / member.linkname)
                continue
            hashes[member.name] = _write(archive, member, target)
            if hashes[member.name] != checked.sums.get(member.name):
                raise changed([member.name])
            bytes_done += member.size
            if advance:
                advance(bytes_done, checked.size)
    compare(hashes, {name: digest for name, digest in checked.sums.items() if _is_unpacked(name)})


def _is_unpacked(name: str) -> bool:
    return name not in (ABOUT, SUMS) and not name.startswith(f"{CITY_FOLDER}/")


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    """Write a file that is not there yet, open to nobody to whom it was not open, nor to whom new files are not."""
    sha256 = hashlib.sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        for block in blocks_of(archive, member):
            sha256.update(block)
            file.write(block)
        left_by_umask = os.fstat(descriptor).st_mode & 0o666
        os.fchmod(descriptor, member.mode & left_by_umask | 0o400)
    os.utime(target, ns=(int(member.mtime * 10**9),) * 2)
    return sha256.hexdigest()
