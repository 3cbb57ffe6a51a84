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
from warehouse import store
from warehouse.upkeep.contents import LANDING, SNAPSHOTS, SYNTHETIC

Advance = Callable[[int, int], None]
_BLOCK = 1 << 20
_LARGEST_LIST = 1 << 30  # bytes of a file that is read into memory: names and hashes of some millions of files
_FOLDERS = frozenset({*store.KEPT, LANDING, SNAPSHOTS, CITY_FOLDER})
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
    with opened_archive(path) as archive:
        for member in files_in(archive):
            if member.name in hashes:
                raise _hostile(member.name)
            if member.islnk():
                hashes[member.name] = hash_of_link(member, hashes)
                continue
            hashes[member.name], data = _read(archive, member)
            size += member.size
            if member.name in (ABOUT, SUMS):
                small[member.name] = data
            if advance:
                advance(archive.fileobj.tell() if archive.fileobj else 0, path.stat().st_size)
    sums = _sums(small.get(SUMS))
    _check_list(hashes, sums)
    return Checked(_about(small.get(ABOUT)), sums, size)


@contextmanager
def opened_archive(path: Path) -> Iterator[tarfile.TarFile]:
    """Open a backup, and say in our words what is wrong with it as a tar file."""
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as archive:
            yield archive
    except (tarfile.TarError, EOFError, ValueError, OverflowError, UnicodeError):
        raise BackupRefused("unreadable", message("backup.unreadable", file=str(path))) from None


def files_in(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
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


def hash_of_link(member: tarfile.TarInfo, hashes: Mapping[str, str]) -> str:
    """Return the hash of a further name: of a file of a snapshot that has come before, and of no other."""
    member.linkname = member.linkname.removeprefix("./")
    snapshot_prefix = f"{SNAPSHOTS}/"
    if not (
        member.name.startswith(snapshot_prefix)
        and member.linkname.startswith(snapshot_prefix)
        and member.linkname in hashes
    ):
        raise _hostile(member.name)
    return hashes[member.linkname]


def blocks_of(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    """Yield the bytes of a file; raise `EOFError` where the backup ends before it."""
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
    for block in blocks_of(archive, member):
        sha256.update(block)
        if is_needed:
            data.append(block)
    return sha256.hexdigest(), b"".join(data)


def _sums(data: bytes | None) -> Mapping[str, str]:
    """Return name -> SHA-256, as the last file of a backup lists them."""
    if data is None:
        raise BackupRefused("cut-off", message("backup.cut-off"))
    lines = (line.partition("  ") for line in data.decode(errors="replace").splitlines())
    return {name: digest for digest, _, name in lines}


def _check_list(hashes: Mapping[str, str], sums: Mapping[str, str]) -> None:
    listed_hashes = {name: digest for name, digest in hashes.items() if name != SUMS}
    compare(listed_hashes, sums)
    folders = {parent.as_posix() for name in listed_hashes for parent in PurePosixPath(name).parents}
    if clashing_names := sorted(folders & listed_hashes.keys()):
        raise _hostile(clashing_names[0])


def compare(hashes: Mapping[str, str], sums: Mapping[str, str]) -> None:
    """Raise `BackupRefused` where the files of a backup, by name, have not the hashes of its list."""
    if differing := sorted(name for name in hashes.keys() | sums.keys() if hashes.get(name) != sums.get(name)):
        raise changed(differing)


def _about(data: bytes | None) -> BackupAbout:
    try:
        return BackupAbout.model_validate_json(data or b"")
    except ValidationError:
        raise BackupRefused("other-format", message("backup.other-format", file=ABOUT)) from None


def changed(names: list[str]) -> BackupRefused:
    """Return that these files are not what the list of a backup says."""
    return BackupRefused("changed", message("backup.changed", file=shown(names[0]), count=len(names)))


def _hostile(name: str) -> BackupRefused:
    return BackupRefused("hostile", message("backup.hostile", file=shown(name)))
