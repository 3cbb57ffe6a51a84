"""The untouched copy of a delivery in the landing folder: the only place that keeps personal data."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from warehouse.durable import make_folder, sync_folder
from warehouse.inbox.copying import copy_bytes, hash_of
from warehouse.inbox.entries import Damage, Delivery, Landed, LeftAlone, link, still_copying

_LONGEST_SUFFIX = 8
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
Result = TypeVar("Result")


def land(delivery: Delivery, landing: Path) -> Landed | LeftAlone:
    """Copy the delivery to `landing/<first two digits>/<sha256><suffix>`, mode 0600; the hash is that of the copy.

    A copy that is there already is kept. Returns `LeftAlone` where the file is no longer what the scan saw. Raises
    `SubmissionRejected` with `bad-control-file`, and `OSError` where the system fails to look at the file, to read it
    or to write the copy.
    """
    return _from_source(delivery, lambda source: _land_copy(source, delivery, landing, is_replaced=False))


def verify(delivery: Delivery, landing: Path, earlier: Path | None = None) -> Landed | LeftAlone:
    """Land a delivery that may well be there: hash it, and copy it only where there is no sound copy of its bytes.

    The copy that is there is hashed too, and `earlier`, the copy that was made of this file before; those whose bytes
    are not their name are `damaged`, and the one of this file is replaced. Returns and raises what `land` does.
    """
    return _from_source(delivery, lambda source: _land_verified(source, delivery, landing, earlier))


def in_place(delivery: Delivery) -> Landed | LeftAlone:
    """Return a delivery as if it were its own copy: it is hashed where it lies, and nothing is landed.

    Raises what `land` does.
    """
    return _from_source(delivery, lambda source: _where_it_lies(source, delivery))


def _from_source(delivery: Delivery, take: Callable[[int], Result | LeftAlone]) -> Result | LeftAlone:
    """Do something with the open file, unless it is not what was seen, before or afterwards."""
    if delivery.fault:
        raise delivery.fault
    if delivery.control.problem:
        raise delivery.control.problem
    try:
        source = os.open(delivery.location, _READ)
    except OSError as error:
        return _cannot_open(delivery.path, error)
    try:
        return take(source) if _is_as_seen(source, delivery) else still_copying(delivery.path)
    finally:
        os.close(source)


def _is_as_seen(descriptor: int, delivery: Delivery) -> bool:
    status = os.fstat(descriptor)
    state = (status.st_size, status.st_mtime_ns, status.st_dev, status.st_ino)
    return stat.S_ISREG(status.st_mode) and state == (delivery.size, delivery.mtime_ns, delivery.device, delivery.inode)


def _land_copy(source: int, delivery: Delivery, landing: Path, is_replaced: bool) -> Landed | LeftAlone:
    make_folder(landing, 0o700)
    target, name = tempfile.mkstemp(dir=landing, prefix=".landing-")
    try:
        copy_bytes(source, target)
        if not _is_as_seen(source, delivery) or os.fstat(target).st_size != delivery.size:
            return still_copying(delivery.path)
        return _settle(target, Path(name), landing, delivery, is_replaced)
    finally:
        os.close(target)
        Path(name).unlink(missing_ok=True)


def _where_it_lies(source: int, delivery: Delivery) -> Landed | LeftAlone:
    sha256 = hash_of(source)
    if not _is_as_seen(source, delivery):
        return still_copying(delivery.path)
    return Landed(sha256, Path(os.fsdecode(delivery.location)), delivery.size, delivery.path.name)


def _settle(target: int, temporary: Path, landing: Path, delivery: Delivery, is_replaced: bool) -> Landed:
    """Give the finished copy its name, durably, unless the same bytes have it already."""
    sha256 = hash_of(target)  # of what was written, not of what was read: the file may change at any moment
    path = _path_of(landing, delivery.path, sha256)
    if is_replaced or not path.exists() or path.stat().st_size != delivery.size:
        make_folder(path.parent, 0o700)
        os.fsync(target)
        temporary.replace(path)
        sync_folder(path.parent)
    return Landed(sha256, path, delivery.size, delivery.path.name)


def landed_copy(landing: Path, sha256: str, file_name: str) -> Landed | None:
    """Return the copy of the file with this hash that arrived under this name; None where it is gone or damaged."""
    path = _path_of(landing, Path(file_name), sha256)
    if not path.is_file() or not _is_sound(path):
        return None
    return Landed(sha256, path, path.stat().st_size, file_name)


def _land_verified(source: int, delivery: Delivery, landing: Path, earlier: Path | None) -> Landed | LeftAlone:
    sha256 = hash_of(source)
    if not _is_as_seen(source, delivery):
        return still_copying(delivery.path)
    path = _path_of(landing, delivery.path, sha256)
    damaged_copies = [copy for copy in dict.fromkeys([path, earlier or path]) if copy.exists() and not _is_sound(copy)]
    landed: Landed | LeftAlone = Landed(sha256, path, delivery.size, delivery.path.name)
    if path in damaged_copies or not path.exists():
        landed = _land_copy(source, delivery, landing, is_replaced=True)
    if isinstance(landed, LeftAlone):
        return landed
    return replace(landed, damaged=tuple(Damage(copy.name, copy == landed.path) for copy in damaged_copies))


def _is_sound(copy: Path) -> bool:
    """Say whether the bytes of a copy are its name; a disk that fails to give them makes it no better than another."""
    try:
        descriptor = os.open(copy, _READ)
        try:
            return hash_of(descriptor) == copy.stem
        finally:
            os.close(descriptor)
    except OSError:
        return False


def _path_of(landing: Path, name: Path, sha256: str) -> Path:
    return landing / sha256[:2] / f"{sha256}{_suffix(name)}"


def _suffix(path: Path) -> str:
    """Return the ending that the copy gets as well, for whoever opens it; none that is strange or long."""
    suffix = path.suffix.lower()
    is_plain = suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= _LONGEST_SUFFIX
    return suffix if is_plain else ""


def _cannot_open(path: Path, error: OSError) -> LeftAlone:
    if error.errno == errno.ELOOP:
        return link(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENXIO):
        return still_copying(path)
    raise error
