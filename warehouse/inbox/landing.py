"""The untouched copy of a delivery in the landing folder: the only place that keeps personal data."""

import errno
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from schemas.errors import SubmissionRejected
from warehouse.inbox.entries import Delivery, Landed, LeftAlone, link, still_copying

_BLOCK = 1 << 20
_LONGEST_SUFFIX = 8


def land(delivery: Delivery, landing: Path) -> Landed | LeftAlone:
    """Copy the delivery to `landing/<first two digits>/<sha256><suffix>`, hashing on the way; mode 0600.

    A copy that is there already is kept. Returns `LeftAlone` where the file is no longer what the scan saw. Raises
    `SubmissionRejected`: `bad-control-file`, or `control-total` where the promised SHA-256 is another. Raises
    `OSError` where the system fails to look at the file, to read it or to write the copy.
    """
    if delivery.fault:
        raise delivery.fault
    if delivery.control.problem:
        raise delivery.control.problem
    try:
        source = os.open(delivery.location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return _cannot_open(delivery.path, error)
    landing.mkdir(parents=True, exist_ok=True, mode=0o700)
    target, name = tempfile.mkstemp(dir=landing, prefix=".landing-")
    try:
        if _state(source) != _expected(delivery):
            return still_copying(delivery.path)
        sha256 = _copy(source, target)
        if _state(source) != _expected(delivery):
            return still_copying(delivery.path)
        landed = _settle(target, Path(name), landing, sha256, delivery)
    finally:
        os.close(source)
        os.close(target)
        Path(name).unlink(missing_ok=True)
    if delivery.control.sha256 not in (None, sha256):
        raise _other_hash(delivery, sha256)
    return landed


def _state(descriptor: int) -> tuple[bool, int, int, int, int]:
    seen = os.fstat(descriptor)
    return stat.S_ISREG(seen.st_mode), seen.st_size, seen.st_mtime_ns, seen.st_dev, seen.st_ino


def _expected(delivery: Delivery) -> tuple[bool, int, int, int, int]:
    return True, delivery.size, delivery.mtime_ns, delivery.device, delivery.inode


def _copy(source: int, target: int) -> str:
    digest = hashlib.sha256()
    while block := os.read(source, _BLOCK):
        digest.update(block)
        remaining = memoryview(block)
        while remaining:
            remaining = remaining[os.write(target, remaining) :]
    return digest.hexdigest()


def _settle(target: int, temporary: Path, landing: Path, sha256: str, delivery: Delivery) -> Landed:
    """Give the finished copy its name, durably, unless the same bytes have it already."""
    folder = landing / sha256[:2]
    path = folder / f"{sha256}{_suffix(delivery.path)}"
    if not path.exists() or path.stat().st_size != delivery.size:
        folder.mkdir(exist_ok=True, mode=0o700)
        os.fsync(target)
        temporary.replace(path)
        _sync_folder(folder)
    return Landed(sha256, path, delivery.size, delivery.path.name)


def landed_copy(landing: Path, sha256: str, file_name: str) -> Landed | None:
    """Return the copy of the file with this hash that arrived under this name, or None where it is gone."""
    path = landing / sha256[:2] / f"{sha256}{_suffix(Path(file_name))}"
    return Landed(sha256, path, path.stat().st_size, file_name) if path.is_file() else None


def _suffix(path: Path) -> str:
    """Return the ending that the copy gets as well, for whoever opens it; none that is strange or long."""
    suffix = path.suffix.lower()
    plain = suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= _LONGEST_SUFFIX
    return suffix if plain else ""


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_open(path: Path, error: OSError) -> LeftAlone:
    if error.errno == errno.ELOOP:
        return link(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENXIO):
        return still_copying(path)
    raise error


def _other_hash(delivery: Delivery, sha256: str) -> SubmissionRejected:
    return SubmissionRejected(
        "control-total",
        f"SHA-256 của tệp là {sha256}, tệp kiểm soát ghi {delivery.control.sha256}. Chép lại cả hai tệp.",
        f"The file's SHA-256 is {sha256}, the control file promises {delivery.control.sha256}. Copy both files again.",
    )
