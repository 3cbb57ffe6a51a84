"""Files that must be what was written down of them: each is read once, several at a time, however many names it has."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from schemas.errors import DamagedFile
from schemas.words.message import Message, message
from warehouse import store
from warehouse.upkeep.damage import CHANGED, MISSING, NO_FILE, Code, Damage

Content = TypeVar("Content")
Progress = Callable[[int, int], None]  # how many bytes have been read, and how many there are to read


@dataclass(frozen=True)
class Expected:
    """A file as it must be: its SHA-256, or, of a Parquet file that was kept without one, its rows; None for any."""

    code: Code
    path: Path
    sha256: str = ""
    rows: int | None = None


@dataclass(frozen=True)
class Verified:
    """How many files were read, of how many bytes, and which of them are damaged."""

    files: int
    size: int
    damages: tuple[Damage, ...]


def look_at(expected: Iterable[Expected], progress: Progress) -> Verified:
    """Read every file and compare it with what is expected of it.

    Names of one file (hard links) are read as one.
    """
    expectations_of_inode: dict[tuple[int, ...], list[Expected]] = {}
    damages, sizes = list[Damage](), dict[tuple[int, ...], int]()
    for file in expected:
        place, difference = _place(file.path)
        if difference is not None:
            damages.append(Damage(file.code, file.path, difference))
            continue
        sizes[place[:2]] = place[2]
        expectations_of_inode.setdefault(place[:2], []).append(file)
    total_bytes, bytes_done = sum(sizes.values()), 0
    progress(0, total_bytes)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:  # hashing leaves the interpreter free
        inode_of_future = {
            pool.submit(_damaged, expectations): inode for inode, expectations in expectations_of_inode.items()
        }
        for future in as_completed(inode_of_future):
            damages += future.result()
            bytes_done += sizes[inode_of_future[future]]
            progress(bytes_done, total_bytes)
    return Verified(len(expectations_of_inode), total_bytes, tuple(sorted(damages, key=lambda d: d.path)))


def sound(expected: Expected) -> bool:
    """Say whether a file is as it is expected."""
    return _place(expected.path)[1] is None and not list(_damaged([expected]))


def read_whole(path: Path, read: Callable[[Path], Content]) -> tuple[Content | None, Message | None]:
    """Return what `read` makes of a file that has its own seal, or in what it differs from what was written."""
    difference = _place(path)[1]
    if difference is not None:
        return None, difference
    try:
        return read(path), None
    except DamagedFile:
        return None, CHANGED
    except OSError as error:
        return None, unreadable(error)


def _place(path: Path) -> tuple[tuple[int, ...], Message | None]:
    """Return device, inode and size of a file, or what stands in its place."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return (), MISSING
    except OSError as error:
        return (), unreadable(error)
    if not stat.S_ISREG(status.st_mode):
        return (), NO_FILE
    return (status.st_dev, status.st_ino, status.st_size), None


def _damaged(expectations: Sequence[Expected]) -> list[Damage]:
    """Return the damages of one file, under each of its names."""
    return list(_under_each_name(expectations))


def _under_each_name(names: Sequence[Expected]) -> Iterator[Damage]:
    try:
        sha256 = store.file_hash(names[0].path) if any(file.sha256 for file in names) else ""
        rows = store.rows_held(names[0].path) if not all(file.sha256 for file in names) else None
    except OSError as error:
        yield from (Damage(file.code, file.path, unreadable(error)) for file in names)
        return
    for file in names:
        if file.sha256 != sha256 if file.sha256 else rows is None:
            yield Damage(file.code, file.path, CHANGED)
        elif not file.sha256 and file.rows not in (None, rows):
            yield Damage(file.code, file.path, message("verify.other-rows", rows=rows, expected=file.rows))


def unreadable(error: OSError) -> Message:
    """Return that the system does not give the bytes of a file, and why."""
    return message("verify.unreadable", why=os.strerror(error.errno) if error.errno else type(error).__name__)
