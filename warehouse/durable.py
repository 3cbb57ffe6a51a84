"""What both edges do so that a name in a folder is still there after a crash."""

import ctypes
import errno
import os
from pathlib import Path
from threading import Lock

_FROM_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
_MAKING = Lock()  # who finds a folder that another thread is making waits until its name is durable


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def exchange(path: Path, other: Path) -> None:
    """Have two files or folders take each other's names in one step; raise `OSError` where the system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = (_FROM_HERE, os.fsencode(path), _FROM_HERE, os.fsencode(other))
    if not hasattr(libc, "renameat2") or libc.renameat2(*names, _EXCHANGE) != 0:
        number = ctypes.get_errno() or errno.ENOSYS
        raise OSError(number, os.strerror(number))


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder that may be there already, and those above it; the name of each new one is durable afterwards.

    A file that is synced in a folder whose own name is not would be lost with the folder.

    Args:
        folder: the folder.
        mode: of the folder itself, as `Path.mkdir` takes it.
    """
    with _MAKING:
        _make(folder, mode)


def _make(folder: Path, mode: int) -> None:
    if folder.is_dir():
        return
    if not folder.parent.exists():
        _make(folder.parent, 0o777)
    folder.mkdir(mode, exist_ok=True)  # another process may be making it as well
    try:
        sync_folder(folder.parent)
    except PermissionError:  # of a folder that we may write and not read: all can be synced without opening it
        os.sync()
