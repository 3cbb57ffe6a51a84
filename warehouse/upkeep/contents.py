"""What of a data root goes into a backup: all that cannot be made again from the rest."""

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.backup import CITY_FOLDER
from schemas.city import City
from warehouse import store

LANDING, SNAPSHOTS, SYNTHETIC = "landing", "snapshots", "SYNTHETIC"
# Says that a run goes on, or died; room that a full disk is given back, at any moment; what is damaged here.
_LEFT_OUT = frozenset({"runs/under-way", "notices/reserve", "notices/verified.json"})
_PER_FILE = 2048  # bytes that a file needs in a tar file beside its own, at most
_UNFINISHED = ".part"  # ends the names of files that are being written
_DECLARATIONS = (".toml", ".csv", ".ftl", ".md")


@dataclass(frozen=True)
class Item:
    """A file of a backup: its name there, where it lies, and its state."""

    name: str
    path: Path
    state: os.stat_result


def items_of(home: store.Home, city: City, snapshots: Collection[str], has_landing: bool) -> list[Item]:
    """Return the files of a backup, by name: those of the data root, and the declarations of the city.

    Links and devices are no part of it, nor what is hidden or unfinished.

    Args:
        home: the data root; the caller holds its locks.
        city: whose declarations are in force.
        snapshots: the snapshots that cannot be made again.
        has_landing: whether the untouched copies of what was delivered go with it.
    """
    folders = [*store.KEPT, *(f"{SNAPSHOTS}/{name}" for name in snapshots), *([LANDING] if has_landing else [])]
    items = [item for name in folders for item in _items_below(home.root / name, name)]
    declarations = (
        i for i in _items_below(city.folder, CITY_FOLDER) if i.path.suffix in _DECLARATIONS and i.name.isprintable()
    )
    marker = home.root / SYNTHETIC
    marker_items = [Item(SYNTHETIC, marker, marker.stat())] if marker.is_file() else []
    return sorted([*marker_items, *items, *declarations], key=lambda item: item.name)


def room_needed(items: Sequence[Item]) -> int:
    """Return the bytes that a backup of these files takes at most; what snapshots share is written once."""
    sizes = {(item.state.st_dev, item.state.st_ino): item.state.st_size for item in items}
    return sum(sizes.values()) + _PER_FILE * len(items)


def _items_below(folder: Path, name: str) -> Iterator[Item]:
    """Yield the files below a folder; none where it is not there. What cannot be listed raises `OSError`."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        is_unfinished = entry.suffix == _UNFINISHED and not name.startswith(LANDING)
        if entry.name.startswith(".") or f"{name}/{entry.name}" in _LEFT_OUT or is_unfinished:
            continue
        state = entry.lstat()
        if stat.S_ISDIR(state.st_mode):
            yield from _items_below(entry, f"{name}/{entry.name}")
        elif stat.S_ISREG(state.st_mode):
            yield Item(f"{name}/{entry.name}", entry, state)
