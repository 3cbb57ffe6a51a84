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
    system_text: str


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
    trial_file = folder / f"{_TRIED}.part"
    try:
        with _times_of(folder):
            try:
                trial_file.write_bytes(b"motcua")
                trial_file.replace(trial_file.with_suffix(".tried"))
            finally:
                for path in (trial_file, trial_file.with_suffix(".tried")):
                    path.unlink(missing_ok=True)
    except OSError as error:
        return _why(error)
    return None


def try_commit(home: store.Home, kept_file: Path | None) -> Forbidden | None:
    """Stage a snapshot with one link, rename it and remove it; return why that is forbidden, or None.

    `kept_file` is a file that the next snapshot would take over.
    """
    if not home.snapshots.is_dir():
        return None
    staging_folder = home.snapshots / _STAGED
    try:
        with _times_of(home.snapshots):
            try:
                staging_folder.mkdir()
                store.sync_folder(staging_folder)
                link_fault = None if kept_file is None else _try_link(staging_folder / "part-0.parquet", kept_file)
                staging_folder.rename(staging_folder.with_suffix(".tried"))
            finally:
                for folder in (staging_folder, staging_folder.with_suffix(".tried")):
                    shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        return _why(error)
    return link_fault


def _try_link(path: Path, kept_file: Path) -> Forbidden | None:
    try:
        path.hardlink_to(kept_file)
    except OSError as error:
        is_another_users = error.errno == errno.EPERM and kept_file.stat().st_uid != os.geteuid()
        if is_another_users:  # the system's own rule, by which a group's files are copied
            return None
        if forbidden_flag(kept_file) is not None:
            return Forbidden("immutable", error.strerror or "")
        return Forbidden("no-hard-links", error.strerror or "")
    return None


@contextmanager
def _times_of(folder: Path) -> Iterator[None]:
    """Give a folder the times back that it had."""
    state_before = folder.stat()
    try:
        yield
    finally:
        with suppress(OSError):
            os.utime(folder, ns=(state_before.st_atime_ns, state_before.st_mtime_ns))


def _why(error: OSError) -> Forbidden | None:
    if error.errno == errno.ENOSPC:  # nothing forbids it: that the disk is full is seen where its room is looked at
        return None
    return Forbidden(_CODES.get(error.errno or 0, "not-writable"), error.strerror or type(error).__name__)
