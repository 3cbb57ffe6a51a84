"""Of all snapshots: each file by its manifest, each manifest by its seal, and the link to the current one."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from schemas.errors import DamagedFile
from schemas.table import load_tables
from warehouse import store
from warehouse.store import MANIFEST, Home, snapshot_folders
from warehouse.upkeep.damage import ADDED, CHANGED, MISSING, NO_FILE, Damage
from warehouse.upkeep.expected import Expected, read_whole


@dataclass(frozen=True)
class Snapshots:
    """The manifests that are whole, by the folder of the snapshot, and the damages that show without reading files."""

    manifests: Mapping[Path, Mapping[str, Any]]
    damages: tuple[Damage, ...]

    def ids(self, name: str) -> frozenset[str]:
        """Return the submissions that the manifests list as `active` or as `retracted`."""
        return frozenset(i for manifest in self.manifests.values() for i in manifest.get(name, ()))


def look_at_snapshots(home: Home) -> Snapshots:
    """Read the manifest of every snapshot, list its folder, and look where `current` leads."""
    manifests, damages = dict[Path, Mapping[str, Any]](), list[Damage]()
    for folder in snapshot_folders(home):
        manifest, difference = read_whole(folder / MANIFEST, _manifest)
        if manifest is not None:
            manifests[folder] = manifest
        if difference is not None:
            damages.append(Damage("manifest-damaged", folder / MANIFEST, difference))
    for folder, whole_manifest in manifests.items():
        damages += (Damage("snapshot-damaged", folder / name, ADDED) for name in _added_files(folder, whole_manifest))
    return Snapshots(manifests, (*damages, *_current_damages(home, manifests)))


def _manifest(path: Path) -> dict[str, Any]:
    """Return a manifest that says what it must; raise `DamagedFile` where it does not."""
    manifest = store.read_json(path)
    try:
        if manifest["snapshot_id"] == path.parent.name and all(map(str, hashes_in(manifest).values())):
            return manifest
    except (KeyError, TypeError, AttributeError):
        pass
    raise DamagedFile(path)


def hashes_in(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return the SHA-256 of every file of a snapshot by its relative path."""
    tables = {key: entry["sha256"] for key, entry in manifest["files"].items()}
    return {**tables, **manifest.get("companions", {})}


def accounted(home: Home, snapshots: Snapshots) -> frozenset[str]:
    """Return the submissions that must have a record: manifests and tables of snapshots are about them."""
    return snapshots.ids("active").union(*(store.ids_in_table(folder) for folder in snapshot_folders(home)))


def accounted_facts(home: Home, ids: Collection[str]) -> dict[str, tuple[str, date]]:
    """Return SHA-256 of the file and business date of submissions, by id, as tables of snapshots have them."""
    facts: dict[str, tuple[str, date]] = {}
    for folder in snapshot_folders(home):
        with suppress(*store.READ_FAULTS):
            rows = store.scan_table(folder, load_tables()["submissions"]).filter(pl.col("submission_id").is_in(ids))
            id_rows = rows.select("submission_id", "file_sha256", "business_date").collect().iter_rows()
            facts |= {submission_id: (sha256, day) for submission_id, sha256, day in id_rows}
    return facts


def snapshot_files(snapshots: Snapshots) -> Iterator[Expected]:
    """Yield every file of every snapshot whose manifest is whole."""
    for folder, manifest in snapshots.manifests.items():
        for name, sha256 in hashes_in(manifest).items():
            yield Expected("snapshot-damaged", folder / name, sha256)


def _added_files(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Return what lies in the folder and is not of the snapshot: readers would take it for a part of a table."""
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()}
    return sorted(present - hashes_in(manifest).keys() - {MANIFEST})


def _current_damages(home: Home, manifests: Mapping[Path, Any]) -> Iterator[Damage]:
    folders = snapshot_folders(home)
    if not home.current.is_symlink():
        if home.current.exists():
            yield Damage("current-damaged", home.current, NO_FILE)
        elif folders:
            yield Damage("current-damaged", home.current, MISSING)
    elif store.current_snapshot(home) not in folders:
        yield Damage("current-damaged", home.current, CHANGED)
