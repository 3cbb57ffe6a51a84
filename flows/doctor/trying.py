"""Trying what a commit does, in the folders where it would do it, and leaving them as they were."""

import array
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from warehouse import store

_GET_FLAGS = 0x80086601  # FS_IOC_GETFLAGS of Linux
_FLAGS = {0x10: "immutable", 0x20: "append-only"}  # as chattr +i and +a set them
_CODES = {errno.EROFS: "read-only-mount", errno.EPERM: "immutable"}
_STAGED = ".staging-doctor"  # a folder, as nights remove it where a crash left it
_TRIED = ".doctor-tried"  # a file, which nothing reads and the next look removes


class Forbidden(NamedTuple):
    """Why something cannot be done: the code of the finding, and what the system says."""

    code: str
    said: str


def forbidden_flag(path: Path) -> str | None:
    """Return the flag that keeps even root from changing a file or folder; None where there is none, or none known."""
    flags = array.array("l", [0])
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        try:
            fcntl.ioctl(descriptor, _GET_FLAGS, flags)
        finally:
            os.close(descriptor)
    except OSError:
        return None
    return next((name for bit, name in _FLAGS.items() if flags[0] & bit), None)


def try_writing(folder: Path) -> Forbidden | None:
    """Make a file in a folder, give it another name and remove it; return why that is forbidden, or None."""
    if (flag := forbidden_flag(folder)) is not None:  # where nothing can be removed nothing is tried
        return Forbidden("immutable", flag)
    tried = folder / f"{_TRIED}.part"
    try:
        with _times_of(folder):
            try:
                tried.write_bytes(b"motcua")
                tried.replace(tried.with_suffix(".tried"))
            finally:
                for path in (tried, tried.with_suffix(".tried")):
                    path.unlink(missing_ok=True)
    except OSError as error:
        return _why(error)
    return None


def try_commit(home: store.Home, kept: Path | None) -> Forbidden | None:
    """Stage a snapshot with one link, rename it and remove it; return why that is forbidden, or None.

    `kept` is a file that the next snapshot would take over.
    """
    if not home.snapshots.is_dir():
        return None
    staged = home.snapshots / _STAGED
    try:
        with _times_of(home.snapshots):
            try:
                staged.mkdir()
                store.sync_folder(staged)
                linked = None if kept is None else _linked(staged / "part-0.parquet", kept)
                staged.rename(staged.with_suffix(".tried"))
            finally:
                for folder in (staged, staged.with_suffix(".tried")):
                    shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        return _why(error)
    return linked


def _linked(path: Path, kept: Path) -> Forbidden | None:
    try:
        path.hardlink_to(kept)
    except OSError as error:
        is_another_users = error.errno == errno.EPERM and kept.stat().st_uid != os.geteuid()
        if is_another_users:  # the system's own rule, by which a group's files are copied
            return None
        if forbidden_flag(kept) is not None:
            return Forbidden("immutable", error.strerror or "")
        return Forbidden("no-hard-links", error.strerror or "")
    return None


@contextmanager
def _times_of(folder: Path) -> Iterator[None]:
    """Give a folder the times back that it had."""
    before = folder.stat()
    try:
        yield
    finally:
        with suppress(OSError):
            os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))


def _why(error: OSError) -> Forbidden | None:
    if error.errno == errno.ENOSPC:  # nothing forbids it: that the disk is full is seen where its room is looked at
        return None
    return Forbidden(_CODES.get(error.errno or 0, "not-writable"), error.strerror or type(error).__name__)
