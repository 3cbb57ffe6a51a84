"""Things that are made from inputs with a key: kept with it, and used again only where they are as they were made.

Whatever is missing, cut short or changed is found by its hash, and made again: nothing here is believed unchecked.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from schemas.errors import DamagedFile
from schemas.strict import Declaration
from warehouse.store.files import file_hash, write_text

_DIGITS = 64  # of a SHA-256


class _Made(Declaration):
    """The key of what some files were made from, and the hash of each by its relative path."""

    key: str
    files: dict[str, str]


def keep_key(path: Path, key: str, folder: Path, files: Iterable[Path]) -> None:
    """Write down from what files were made: last, when they are there.

    Args:
        path: where it is written.
        key: what the files were made from.
        folder: the folder that they are below.
        files: the files.
    """
    hashes = {file.relative_to(folder).as_posix(): file_hash(file) for file in sorted(files)}
    write_text(path, _Made(key=key, files=hashes).model_dump_json(indent=1) + "\n")


def made_files(path: Path) -> dict[str, str]:
    """Return what `keep_key` has written of files: their hashes by relative path; raise `DamagedFile` else."""
    try:
        return _Made.model_validate_json(path.read_bytes()).files
    except (ValueError, IsADirectoryError):
        raise DamagedFile(path) from None


def is_made(path: Path, key: str, folder: Path, nothing_else_in: Collection[str] = ()) -> bool:
    """Say whether files were made from what has a key, and are all there as they were made.

    Args:
        path: what `keep_key` has written of them.
        key: what they must have been made from.
        folder: the folder that they are below.
        nothing_else_in: names of folders below it that must hold no other files.
    """
    try:
        recorded = _Made.model_validate_json(path.read_bytes())
        if recorded.key != key:
            return False
        present_files = {file for name in nothing_else_in for file in (folder / name).rglob("*") if not file.is_dir()}
        if not present_files <= {folder / name for name in recorded.files}:
            return False
        return all(file_hash(folder / name) == sha256 for name, sha256 in recorded.files.items())
    except (OSError, ValueError):
        return False


def recalled(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return what `make` returned when it was kept under this path; where nothing whole is there, make and keep it."""
    try:
        stored_bytes = path.read_bytes()
        digest, data = stored_bytes[:_DIGITS], stored_bytes[_DIGITS:]
        if digest == _digest(data):
            os.utime(path)  # it was of use today: `forget_all_but` goes by that
            return data
    except OSError:
        pass
    data = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    # A night and a person may draw the same at the same time, and so may two threads of a night.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    unfinished.write_bytes(_digest(data) + data)
    unfinished.replace(path)  # not synced: what a power loss tears is found by its hash
    return data


def forget_all_but(folder: Path, count: int) -> None:
    """Remove what lies in a folder of `recalled` but the `count` files that were of use last."""
    if folder.is_dir():
        for path in sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns, reverse=True)[count:]:
            path.unlink(missing_ok=True)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
