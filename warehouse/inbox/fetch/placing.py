"""A file appears in the inbox whole, under its name, and takes no other file's place."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from warehouse.durable import sync_folder
from warehouse.inbox.copying import hash_of

_UNFINISHED = ".fetching-"  # hidden: the night leaves it alone


@dataclass(frozen=True)
class Unfinished:
    """A file that is being written, under a hidden name in the folder where it will appear."""

    path: Path
    descriptor: int

    def write(self, block: bytes) -> None:
        """Write a block behind what is there."""
        remaining = memoryview(block)
        while remaining:
            remaining = remaining[os.write(self.descriptor, remaining) :]


def remove_unfinished(folder: Path) -> None:
    """Remove what a fetch that was interrupted left behind. The caller holds the lock of the data root."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        path.unlink()


@contextmanager
def unfinished_in(folder: Path) -> Iterator[Unfinished]:
    """Give a new file in the folder, which is gone afterwards: what is whole has got another name by then."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=_UNFINISHED)
    try:
        yield Unfinished(Path(name), descriptor)
    finally:
        os.close(descriptor)
        Path(name).unlink(missing_ok=True)


def appear(file: Unfinished, name: str, mtime_ns: int, sha256: str) -> None:
    """Let a whole file appear under its name, durably, or in a numbered folder where another file has that name.

    The same bytes do not appear twice under one name.

    Args:
        file: what was written.
        name: of the file.
        mtime_ns: when it was changed, in nanoseconds since 1970.
        sha256: of its bytes.
    """
    os.utime(file.descriptor, ns=(mtime_ns, mtime_ns))
    os.fsync(file.descriptor)
    for folder in _folders(file.path.parent):
        folder.mkdir(exist_ok=True)
        try:
            os.link(file.path, folder / name)
        except FileExistsError:
            if _is_same(folder / name, sha256):
                return
        else:
            sync_folder(folder)
            sync_folder(folder.parent)
            return


def _folders(unit: Path) -> Iterator[Path]:
    yield unit
    yield from (unit / f"fetched-{number}" for number in count(2))


def _is_same(path: Path, sha256: str) -> bool:
    if not stat.S_ISREG(path.lstat().st_mode):
        return False
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        return hash_of(descriptor) == sha256
    finally:
        os.close(descriptor)
