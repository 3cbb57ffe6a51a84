"""The snapshots: `current` leads to one, and each has the files that its manifest names, whole and no others."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault, named_first
from flows.doctor.footers import rows_of
from schemas.errors import DamagedFile
from schemas.words.message import message
from warehouse import store
from warehouse.store.seals import is_broken

_HASHED = 1 << 20  # bytes: companions up to this size are hashed, larger ones only looked for
_ITEM, _CURRENT = message("doctor.item-snapshots"), message("doctor.item-current")
_Inode = tuple[int, int]


def current(checkup: Checkup) -> Iterator[Finding]:
    """Yield whether `current` leads to a snapshot of this data root."""
    home, link = checkup.home, checkup.home.current
    folders = store.snapshot_folders(home)
    if not link.is_symlink():
        if link.exists():
            yield fault(_CURRENT, "current-wrong", link=str(link), leads=None)
        elif folders:
            yield fault(_CURRENT, "current-missing", link=str(link), count=len(folders))
        return
    leads = str(link.readlink())
    if not link.exists():
        yield fault(_CURRENT, "current-dangling", link=str(link), leads=leads)
    elif link.resolve().parent != home.snapshots.resolve() or not link.is_dir():
        yield fault(_CURRENT, "current-wrong", link=str(link), leads=leads)
    elif (newest := max(folders, key=_day).name[:10]) > link.resolve().name[:10]:
        words = message("doctor.current-older", current=link.resolve().name, newest=newest)
        yield Finding(_CURRENT, "warning", words, message("doctor.current-older.advice"))
    else:
        yield Finding(_CURRENT, "ok", link.resolve().name)


def snapshots(checkup: Checkup) -> Iterator[Finding]:
    """Yield what differs from the manifests. Files that several snapshots share are looked at once."""
    rows: dict[_Inode, int | None] = {}
    damaged_files = []
    folders = store.snapshot_folders(checkup.home)
    for snapshot in folders:
        damaged_files += [f"{snapshot.name}/{name}" for name in _damaged_files(snapshot, rows)]
    if damaged_files:
        yield fault(_ITEM, "snapshot-damaged", count=len(damaged_files), places=named_first(damaged_files))
    elif folders:
        yield Finding(_ITEM, "ok", message("doctor.snapshots-fine", count=len(folders), files=len(rows)))


def is_sound(snapshot: Path) -> bool:
    """Say whether a snapshot has all that its manifest names, and no other rows."""
    return not list(_damaged_files(snapshot, {}))


def _day(snapshot: Path) -> str:
    return snapshot.name[:10]


def _damaged_files(snapshot: Path, rows: dict[_Inode, int | None]) -> Iterator[str]:
    """Yield the name of each file that is not there, not whole, not as long as the manifest says, or too many."""
    try:
        manifest = store.read_manifest(snapshot)
        files: Mapping[str, Mapping[str, Any]] = manifest["files"]
        companions: Mapping[str, str] = manifest.get("companions", {})
        expected_rows = {key: int(entry["rows"]) for key, entry in files.items()}
    except (DamagedFile, OSError, KeyError, TypeError, ValueError, AttributeError):
        yield store.MANIFEST
        return
    if is_broken(manifest):
        yield store.MANIFEST
    for key, count in expected_rows.items():
        if _rows(snapshot / key, rows) != count:
            yield key
    for name, digest in companions.items():
        if not _is_as_written(snapshot / name, digest):
            yield name
    present_files = {str(path.relative_to(snapshot)) for path in snapshot.rglob("*.parquet")}
    yield from sorted(present_files - expected_rows.keys())  # a reader of the folder would take its rows for ours


def _rows(path: Path, rows: dict[_Inode, int | None]) -> int | None:
    try:
        state = path.lstat()
    except OSError:
        return None
    inode = (state.st_dev, state.st_ino)
    if inode not in rows:
        rows[inode] = rows_of(path)
    return rows[inode]


def _is_as_written(path: Path, digest: str) -> bool:
    try:
        if path.is_symlink() or not path.is_file():
            return False
        return path.stat().st_size > _HASHED or store.file_hash(path) == digest
    except OSError:
        return False
