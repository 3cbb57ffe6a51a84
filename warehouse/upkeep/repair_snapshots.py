"""Files of snapshots again: from another name of the same bytes, or from the kept rows; and the link to one of them."""

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from warehouse import store
from warehouse.night.arrival.active import active_submissions
from warehouse.night.snapshot import Basis, basis_of, snapshot_keys, stage_snapshot
from warehouse.night.steps import Steps
from warehouse.run import Run
from warehouse.store import MANIFEST, snapshot_folders
from warehouse.upkeep.damage import ADDED, Damage
from warehouse.upkeep.expected import Expected, sound
from warehouse.upkeep.verify_snapshots import (
    Snapshots,
    hashes_in,
    look_at_snapshots,
    snapshot_files,
)

log = logging.getLogger(__name__)
_DAY, _STATE = slice(0, 10), slice(11, 27)  # of the name of a snapshot


def repair_snapshots(run: Run, damages: Collection[Damage], steps: Steps) -> None:
    """Heal the files and manifests of all snapshots; `damages` are what was found of them."""
    for damage in damages:
        if damage.difference == ADDED:
            store.set_aside(run.home, damage.path)
    snapshots = look_at_snapshots(run.home)
    paths = {damage.path for damage in damages}
    stock = {file.sha256: file.path for file in snapshot_files(snapshots) if file.path not in paths}
    _from_stock(run, snapshots, paths, stock)
    for folder in reversed(snapshot_folders(run.home)):
        if folder / MANIFEST in paths or any(not sound(file) for file in _damaged_in(folder, snapshots, paths)):
            _made_again(run, folder, snapshots, paths, steps)


def repair_current(run: Run, is_link_damaged: bool, steps: Steps) -> None:
    """Have `current` lead to a sound snapshot: the newest there is, or one that is made again from the kept rows."""
    snapshots = look_at_snapshots(run.home)
    sound_snapshots = [folder for folder in snapshots.manifests if _is_whole(folder, snapshots)]
    current = store.current_snapshot(run.home)
    if not is_link_damaged and (current is None or current in sound_snapshots):
        return
    if run.home.current.exists() and not run.home.current.is_symlink():
        store.set_aside(run.home, run.home.current)
    if is_link_damaged and sound_snapshots:
        store.point_to(run.home, max(sound_snapshots, key=lambda folder: _recency(run, folder)))
    elif folders := snapshot_folders(run.home):
        then = replace(run, business_date=date.fromisoformat((current or folders[-1]).name[_DAY]))
        with _logged_faults("the current snapshot"):
            store.empty_work(run.home)
            staging, description = stage_snapshot(then, basis_of(then), None, steps.tables, steps.rank)
            staging.commit(description)  # until the link is switched readers have what they had


def _recency(run: Run, folder: Path) -> tuple[bool, str, int]:
    """Return what orders snapshots: whether it follows from all that is kept now, its day, and when it was written."""
    then = replace(run, business_date=date.fromisoformat(folder.name[_DAY]))
    is_of_now = False
    with _logged_faults(folder.name):
        is_of_now = basis_of(then).state == folder.name[_STATE]
    return is_of_now, folder.name[_DAY], (folder / MANIFEST).stat().st_mtime_ns


def _damaged_in(folder: Path, snapshots: Snapshots, paths: Collection[Path]) -> Iterator[Expected]:
    manifest = snapshots.manifests.get(folder)
    for name, sha256 in hashes_in(manifest).items() if manifest else ():
        if folder / name in paths:
            yield Expected("snapshot-damaged", folder / name, sha256)


def _is_whole(folder: Path, snapshots: Snapshots) -> bool:
    names = hashes_in(snapshots.manifests[folder])
    return all(sound(Expected("snapshot-damaged", folder / name, sha256)) for name, sha256 in names.items())


def _from_stock(run: Run, snapshots: Snapshots, paths: Collection[Path], stock: Mapping[str, Path]) -> None:
    """Put sound bytes in the place of every damaged name of them; all of them are then names of one file again."""
    for folder in snapshots.manifests:
        for file in _damaged_in(folder, snapshots, paths):
            if file.sha256 in stock and not sound(file):
                store.put_back(run.home, file.path, stock[file.sha256])


def _made_again(run: Run, folder: Path, snapshots: Snapshots, paths: Collection[Path], steps: Steps) -> None:
    """Make a snapshot again aside, from what it was made from, and take from it what has the hash that is wanted."""
    then = replace(run, business_date=date.fromisoformat(folder.name[_DAY]))
    with _logged_faults(folder.name):
        basis = _basis_then(then, folder, snapshots.manifests.get(folder))
        store.empty_work(run.home)
        staging, description = stage_snapshot(then, basis, None, steps.tables, steps.rank)
        hashes = {key: entry["sha256"] for key, entry in staging.files.items()} | staging.companions
        stock = {sha256: staging.folder / name for name, sha256 in hashes.items()}
        _from_stock(run, snapshots, paths, stock)
        is_of_then = folder / MANIFEST in paths and basis.state == folder.name[_STATE]
        if is_of_then and not _has_other_files(folder, hashes, _manifest_texts(folder, snapshots)):
            for name, sha256 in hashes.items():
                if not sound(Expected("snapshot-damaged", folder / name, sha256)):
                    store.copy_aside(run.home, folder / name)
                    store.put_back(run.home, folder / name, staging.folder / name)
            store.copy_aside(run.home, folder / MANIFEST)
            text = staging.manifest(folder.name, description)
            store.put_bytes_back(run.home, folder / MANIFEST, text.encode())
        staging.discard()


def _manifest_texts(folder: Path, snapshots: Snapshots) -> str:
    """Return what is left of a damaged manifest, and the hashes that the whole ones list."""
    manifest = folder / MANIFEST
    manifest_text = manifest.read_bytes().decode(errors="replace") if manifest.is_file() else ""
    return "\n".join([manifest_text, *(file.sha256 for file in snapshot_files(snapshots))])


def _has_other_files(folder: Path, hashes_now: Mapping[str, str], manifest_texts: str) -> bool:
    """Say whether a snapshot has intact files that are not those that can be made now; an edition may rest on them.

    That a file is intact shows by its hash where a manifest lists it. Where none lists it, it may be intact as long as
    nothing shows that tables come out as they did then: another version of a library writes each of them otherwise.

    Args:
        folder: the snapshot, whose manifest is damaged.
        hashes_now: the hash of each file as it can be made now.
        manifest_texts: what manifests say.
    """
    files = {name: folder / name for name in hashes_now}
    readable_files = {
        n: path for n, path in files.items() if path.is_file() and not path.is_symlink() and path.stat().st_size
    }
    present_hashes = {name: store.file_hash(path) for name, path in readable_files.items()}
    differing = {sha256 for name, sha256 in present_hashes.items() if sha256 != hashes_now[name]}
    tables = {name: sha256 for name, sha256 in hashes_now.items() if name.endswith(".parquet")}
    come_out = any(present_hashes.get(name) == sha256 or sha256 in manifest_texts for name, sha256 in tables.items())
    return any(sha256 in manifest_texts for sha256 in differing) or (bool(differing) and not come_out)


@contextmanager
def _logged_faults(subject: str) -> Iterator[None]:
    """Have what cannot be made again stop nothing: it is found damaged when it is looked at once more."""
    try:
        yield
    except (Exception, pl.exceptions.PanicException) as error:  # a panic of Polars is no Exception
        log.warning("%s cannot be made again: %s", subject, type(error).__name__)


def _basis_then(run: Run, folder: Path, manifest: Mapping[str, Any] | None) -> Basis:
    """Return what a snapshot followed from: of what is possible that which has its state, else the likeliest."""
    bases = list(_possible(run, folder, manifest))
    return next((basis for basis in bases if basis.state == folder.name[_STATE]), bases[0])


def _possible(run: Run, folder: Path, manifest: Mapping[str, Any] | None) -> Iterator[Basis]:
    everything, keys = basis_of(run), snapshot_keys(run)
    submissions_by_id, last_day = everything.submissions, run.business_date
    ids_in_table = store.ids_in_table(folder)
    sets = [
        {i for i in submissions_by_id if i in ids_in_table},
        {i for i, s in submissions_by_id.items() if s.business_date <= last_day},
        set(submissions_by_id),
    ]
    for ids in (ids for ids in sets if ids):
        submissions = {i: s for i, s in submissions_by_id.items() if i in ids}
        if manifest is not None:
            active = [submissions_by_id[i] for i in sorted(manifest["active"]) if i in submissions_by_id]
            yield Basis(submissions, active, manifest["retracted"], keys)
            continue
        for retracted in (everything.retracted, [i for i in everything.retracted if i in ids], []):
            yield Basis(submissions, active_submissions(run, submissions.values(), retracted), retracted, keys)
    yield everything
