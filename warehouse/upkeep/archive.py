"""A backup is read as if a stranger had made it: nothing of it is believed unchecked, or leaves the folder."""

import hashlib
import os
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError

from schemas.backup import ABOUT, CITY_FOLDER, SUMS, BackupAbout, BackupRefused
from schemas.words.message import message
from schemas.words.shown import shown
from warehouse.durable import make_folder
from warehouse.upkeep.contents import KEPT, LANDING, SNAPSHOTS, SYNTHETIC

Advance = Callable[[int, int], None]
_BLOCK = 1 << 20
_LARGEST_LIST = 1 << 30  # bytes of a file that is read into memory: names and hashes of some millions of files
_FOLDERS = frozenset({*KEPT, LANDING, SNAPSHOTS, CITY_FOLDER})
_SINGLE = frozenset({ABOUT, SUMS, SYNTHETIC})
_LONGEST_NAME = 255  # bytes, of a file or folder


@dataclass(frozen=True)
class Checked:
    """A backup all of whose files have the hash that its list has: what it says of itself, and the list by name."""

    about: BackupAbout
    sums: Mapping[str, str]
    size: int


def check_archive(path: Path, advance: Advance | None = None) -> Checked:
    """Read a backup from end to end, write nothing, and return what it is; raise `BackupRefused` where it is not whole.

    Args:
        path: the file.
        advance: is told how many bytes of how many are done.
    """
    hashes, small, size = dict[str, str](), dict[str, bytes](), 0
    with _opened(path) as archive:
        for member in _files(archive):
            if member.name in hashes:
                raise _hostile(member.name)
            if member.islnk():
                hashes[member.name] = _hash_of_link(member, hashes)
                continue
            hashes[member.name], data = _read(archive, member)
            size += member.size
            if member.name in (ABOUT, SUMS):
                small[member.name] = data
            if advance:
                advance(archive.fileobj.tell() if archive.fileobj else 0, path.stat().st_size)
    sums = _sums(small.get(SUMS))
    _compare(hashes, sums)
    return Checked(_about(small.get(ABOUT)), sums, size)


def unpack(path: Path, checked: Checked, folder: Path, advance: Advance | None = None) -> None:
    """Write the files of a data root that a checked backup holds into an empty folder; they are not synced yet.

    Each is hashed as it is written: the backup may have changed since it was checked. Raises `BackupRefused`.

    Args:
        path: the file.
        checked: what `check_archive` has returned for it.
        folder: the folder.
        advance: is told how many bytes of how many are done.
    """
    with _opened(path) as archive:
        done = 0
        for member in _files(archive):
            if member.name in (ABOUT, SUMS) or member.name.startswith(f"{CITY_FOLDER}/"):
                continue
            target = folder / member.name
            make_folder(target.parent)
            if member.islnk():
                target.hardlink_to(folder / member.linkname)
                continue
            if _write(archive, member, target) != checked.sums.get(member.name):
                raise _changed([member.name])
            done += member.size
            if advance:
                advance(done, checked.size)


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    """Open a backup, and say in our words what is wrong with it as a tar file."""
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as archive:
            yield archive
    except (tarfile.TarError, EOFError, ValueError, OverflowError, UnicodeError):
        raise BackupRefused("unreadable", message("backup.unreadable", file=str(path))) from None


def _files(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield the files, and further names of files of snapshots; raise `BackupRefused` for whatever else there is."""
    for member in archive:
        member.name = member.name.removeprefix("./")
        if member.isdir() and (member.name in ("", ".") or _is_ours(f"{member.name}/x")):
            continue  # as somebody packs who has unpacked it
        is_plain = member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse()
        if not (is_plain or member.islnk()) or not _is_ours(member.name):
            raise _hostile(member.name)
        yield member


def _is_ours(name: str) -> bool:
    """Say whether a name is one that a backup has: below one of its folders, and nowhere else."""
    parts = name.split("/")
    if len(parts) == 1:
        return name in _SINGLE
    is_plain = all(part and not part.startswith(".") and part.isprintable() for part in parts)
    return parts[0] in _FOLDERS and is_plain and all(len(os.fsencode(part)) <= _LONGEST_NAME for part in parts)


def _hash_of_link(member: tarfile.TarInfo, hashes: Mapping[str, str]) -> str:
    """Return the hash of a further name: of a file of a snapshot that has come before, and of no other."""
    member.linkname = member.linkname.removeprefix("./")
    inside = f"{SNAPSHOTS}/"
    if not (member.name.startswith(inside) and member.linkname.startswith(inside) and member.linkname in hashes):
        raise _hostile(member.name)
    return hashes[member.linkname]


def _blocks(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    file: IO[bytes] | None = archive.extractfile(member)
    if file is None:
        raise _hostile(member.name)
    read = 0
    while block := file.read(_BLOCK):
        read += len(block)
        yield block
    if read != member.size:
        raise EOFError(member.name)


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> tuple[str, bytes]:
    """Return the SHA-256 of a file, and its bytes where these are needed."""
    is_needed = member.name in (ABOUT, SUMS)
    if is_needed and member.size > _LARGEST_LIST:
        raise _hostile(member.name)
    sha256, data = hashlib.sha256(), list[bytes]()
    for block in _blocks(archive, member):
        sha256.update(block)
        if is_needed:
            data.append(block)
    return sha256.hexdigest(), b"".join(data)


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    """Write a file that is not there yet, open to nobody to whom it was not open, nor to whom new files are not."""
    sha256 = hashlib.sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        for block in _blocks(archive, member):
            sha256.update(block)
            file.write(block)
        left_by_umask = os.fstat(descriptor).st_mode & 0o666
        os.fchmod(descriptor, member.mode & left_by_umask | 0o400)
    os.utime(target, ns=(int(member.mtime * 10**9),) * 2)
    return sha256.hexdigest()


def _sums(data: bytes | None) -> Mapping[str, str]:
    """Return name -> SHA-256, as the last file of a backup lists them."""
    if data is None:
        raise BackupRefused("cut-off", message("backup.cut-off"))
    lines = (line.partition("  ") for line in data.decode(errors="replace").splitlines())
    return {name: digest for digest, _, name in lines}


def _compare(hashes: Mapping[str, str], sums: Mapping[str, str]) -> None:
    listed = {name: digest for name, digest in hashes.items() if name != SUMS}
    differing = sorted(name for name in listed.keys() | sums.keys() if listed.get(name) != sums.get(name))
    if differing:
        raise _changed(differing)
    folders = {parent.as_posix() for name in listed for parent in PurePosixPath(name).parents}
    if both := sorted(folders & listed.keys()):
        raise _hostile(both[0])


def _about(data: bytes | None) -> BackupAbout:
    try:
        return BackupAbout.model_validate_json(data or b"")
    except ValidationError:
        raise BackupRefused("other-format", message("backup.other-format", file=ABOUT)) from None


def _changed(names: list[str]) -> BackupRefused:
    return BackupRefused("changed", message("backup.changed", file=shown(names[0]), count=len(names)))


def _hostile(name: str) -> BackupRefused:
    return BackupRefused("hostile", message("backup.hostile", file=shown(name)))
