"""Opening a data root or a snapshot, once it is known to be whole."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from schemas.errors import DamagedFile
from warehouse import store
from warehouse.api.snapshot import Snapshot


def open(path: str | Path, city: str | Path = "") -> Snapshot:
    """Open for reading the current snapshot of the data root `path`, or the snapshot in the folder `path`.

    A night that ends later does not change what was opened. `city` is the folder of the city's declarations; Ho Chi
    Minh City, which comes with motcua, needs none, and tables can be read without it if the city has none of its own.
    Raises `FileNotFoundError` where there is no snapshot or one of its files is missing, `NotADirectoryError` for a
    file, `ValueError` where the snapshot's own account of itself cannot be read.

    >>> import motcua
    >>> snapshot = motcua.open("data", city="wabo")
    >>> snapshot.business_date
    datetime.date(2023, 3, 1)
    """
    folder = _snapshot_in(Path(path).absolute())
    manifest = _manifest(folder)
    if missing := sorted(key for key in manifest["files"] if not (folder / key).is_file()):
        raise FileNotFoundError(
            f"{folder}: the snapshot is not whole, {len(missing)} of its {len(manifest['files'])} files are missing: "
            f"{', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}; open another, or restore it from a backup"
        )
    return Snapshot(
        folder,
        manifest["snapshot_id"],
        date.fromisoformat(manifest["business_date"]),
        manifest["city"],
        Path(city).absolute() if city else None,
        bool(manifest["synthetic"]),
    )


def _snapshot_in(path: Path) -> Path:
    """Return the folder of the snapshot that is meant, with every link resolved: `current` moves every night."""
    home = store.Home(path)
    if not path.exists():
        raise FileNotFoundError(f"{path}: there is no such folder")
    if not path.is_dir():
        raise NotADirectoryError(f"{path}: this is a file; name a data root or the folder of a snapshot")
    if (path / store.MANIFEST).exists():
        return path.resolve()
    if (current := store.current_snapshot(home)) is not None:
        return current
    if home.current.is_symlink():
        raise FileNotFoundError(f"{home.current}: the snapshot that it leads to is not there")
    raise FileNotFoundError(
        f"{path}: this is neither a data root with tables (`motcua nightly` makes the first) nor a whole snapshot "
        f"(a folder with {store.MANIFEST})"
    )


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / store.MANIFEST
    try:
        manifest = store.read_manifest(folder)
    except DamagedFile:
        raise ValueError(f"{path}: this was changed, or is not JSON; the snapshot is damaged") from None
    needed = ("snapshot_id", "business_date", "city", "synthetic", "files")
    if missing := [name for name in needed if name not in manifest]:
        raise ValueError(f"{path}: this is not the account of a snapshot of motcua, it lacks {', '.join(missing)}")
    return manifest
