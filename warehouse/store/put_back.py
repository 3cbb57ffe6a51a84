"""Putting sound bytes in the place of damaged ones: whole or not at all, and nothing that is there is written into.

A file that several names share (a hard link) is replaced name by name: writing into it would reach all of them.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from uuid import uuid4

from warehouse.durable import make_folder, sync_folder
from warehouse.store.files import file_hash, link_or_copy, write_new
from warehouse.store.home import Home


def put_back(home: Home, path: Path, file: Path) -> None:
    """Make a sound file appear at `path` as well, in the place of whatever stands there."""
    beside = _beside(home)
    link_or_copy(beside, file)
    _put(home, path, beside)


def put_bytes_back(home: Home, path: Path, data: bytes, finish: Callable[[Path], None] = lambda _written: None) -> None:
    """Make a file of these bytes appear in a place, whatever stands there; who may read it is as of any new file.

    Args:
        home: the data root.
        path: the place.
        data: the bytes.
        finish: is called with the file before it takes its place, to give it another mode.
    """
    beside = _beside(home)
    write_new(beside, data)
    finish(beside)
    _put(home, path, beside)


def set_aside(home: Home, path: Path) -> None:
    """Move what stands in a place to where nothing reads it, `damaged/` and its path in the data root."""
    place = next(place for place in _places_aside(home, path) if not os.path.lexists(place))
    make_folder(place.parent)
    path.rename(place)
    sync_folder(place.parent)
    sync_folder(path.parent)


def copy_aside(home: Home, path: Path) -> None:
    """Keep what stands in a place in `damaged/` too, and leave it where it is until something takes its place.

    It is there whole or not at all, and once, however often this is done.
    """
    if path.is_symlink() or not path.is_file():
        return
    place = next(p for p in _places_aside(home, path) if not os.path.lexists(p) or _are_equal(p, path))
    if os.path.lexists(place):
        return
    beside = _beside(home)
    link_or_copy(beside, path)
    make_folder(place.parent)
    beside.rename(place)
    sync_folder(place.parent)


def _places_aside(home: Home, path: Path) -> Iterator[Path]:
    """Yield where in `damaged/` something may be kept, one place after the other."""
    place = home.damaged / path.relative_to(home.root)
    yield place
    yield from (place.with_name(f"{place.name}.{number}") for number in count(2))


def _are_equal(kept_path: Path, path: Path) -> bool:
    return kept_path.is_file() and not kept_path.is_symlink() and file_hash(kept_path) == file_hash(path)


def make_readable(path: Path) -> None:
    """Let the owner of a file or folder read it, if this is us."""
    with suppress(OSError):
        path.chmod(path.stat().st_mode | (0o500 if path.is_dir() else 0o400))


def _beside(home: Home) -> Path:
    make_folder(home.work)  # on the same file system, and emptied when a run begins
    return home.work / f"heal-{uuid4().hex}"


def _put(home: Home, path: Path, beside: Path) -> None:
    _clear_way(home, path)
    make_folder(path.parent)
    beside.replace(path)
    beside.unlink(missing_ok=True)  # two names of one file are left as they are
    sync_folder(path.parent)


def _clear_way(home: Home, path: Path) -> None:
    """Move aside a folder that stands in a file's place, and a file that stands in the place of a folder above it."""
    for parent in reversed(path.relative_to(home.root).parents):
        place = home.root / parent
        if os.path.lexists(place) and not place.is_dir():
            set_aside(home, place)
    if path.is_dir() and not path.is_symlink():
        set_aside(home, path)
