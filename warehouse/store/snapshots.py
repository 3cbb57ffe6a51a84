"""Snapshots: made in a folder aside, committed as a whole or not at all, and read by resolving `current` once."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

import polars as pl

from schemas.table import Table, load_tables
from warehouse.durable import make_folder, sync_folder
from warehouse.store.files import (
    READ_FAULTS,
    file_hash,
    link_or_copy,
    make_writable,
    parquet_rows,
    read_json,
    switch_link,
    write_bytes,
    write_parquet,
    write_text,
)
from warehouse.store.home import Home
from warehouse.store.modes import make_read_only
from warehouse.store.seals import sealed

ONE_FILE = "part-0.parquet"  # of a table that is kept in one
MANIFEST = "manifest.json"


def scan_file(path: Path, table: Table) -> pl.LazyFrame:
    """Return one file of a table; of a file that is not there, no rows. Columns declared since are null."""
    if not path.exists():
        return pl.LazyFrame(schema=table.stored_schema)
    return pl.scan_parquet(
        path, schema=table.stored_schema, missing_columns="insert", glob=False, hive_partitioning=False
    )


def current_snapshot(home: Home) -> Path | None:
    """Return the current snapshot's own folder (the link resolved, once), or None before the first."""
    return home.current.resolve() if home.current.is_symlink() and home.current.exists() else None


def read_manifest(snapshot: Path) -> dict[str, Any]:
    """Return the manifest of a snapshot."""
    return read_json(snapshot / MANIFEST)


def scan_table(snapshot: Path, table: Table, file_column: str | None = None) -> pl.LazyFrame:
    """Return a table of a snapshot, with the declared schema whatever files there are.

    With `file_column` a column of that name says in which file each row stands: its key in the manifest.
    """
    paths = sorted((snapshot / table.name).rglob("*.parquet"))
    if not paths:
        return pl.LazyFrame(schema=table.stored_schema | ({file_column: pl.String()} if file_column else {}))
    rows = pl.scan_parquet(
        paths, schema=table.stored_schema, glob=False, hive_partitioning=False, include_file_paths=file_column
    )
    return rows.with_columns(pl.col(file_column).str.strip_prefix(f"{snapshot}/")) if file_column else rows


def ids_in_table(snapshot: Path) -> frozenset[str]:
    """Return the submissions in the table of that name in a snapshot; none where it cannot be read."""
    try:
        rows = scan_table(snapshot, load_tables()["submissions"]).select("submission_id").collect()
    except READ_FAULTS:
        return frozenset()
    return frozenset(rows.get_column("submission_id"))


def scan_in_parts(snapshot: Path, table: Table, most_rows: int) -> list[pl.LazyFrame]:
    """Return a table of a snapshot in parts of whole files, at least one: of `most_rows` rows at most or one file."""
    parts: list[list[Path]] = [[]]
    rows_of_part = 0
    for key, entry in sorted(files_of(read_manifest(snapshot)["files"], table).items()):
        if parts[-1] and rows_of_part + entry["rows"] > most_rows:
            parts.append([])
            rows_of_part = 0
        parts[-1].append(snapshot / key)
        rows_of_part += entry["rows"]
    if len(parts) == 1:
        return [scan_table(snapshot, table)]
    return [pl.concat([scan_file(path, table) for path in paths]) for paths in parts]


def columns_held(snapshot: Path, table: Table) -> list[str]:
    """Return the columns that the files of a table in a snapshot hold: another version may have declared others."""
    path = min((snapshot / table.name).rglob("*.parquet"), default=None)
    return list(table.stored_schema) if path is None else list(pl.read_parquet_schema(path))


def files_of(files: Mapping[str, Mapping[str, Any]], table: Table) -> dict[str, Mapping[str, Any]]:
    """Return those of a snapshot's `files` that hold rows of `table`, by their path, as `Staging.write` names them."""
    return {key: entry for key, entry in files.items() if key.startswith(f"{table.name}/")}


@dataclass(frozen=True)
class Written:
    """A file of a table in a folder that is staged: its key in the manifest, and what the manifest says of it."""

    key: str
    rows: int
    sha256: str
    made_from: str


def write_table_file(folder: Path, table: Table, name: str, rows: pl.DataFrame, made_from: str = "") -> Written:
    """Write one file of a table; it belongs to a snapshot once `Staging.add_written` has been called with it.

    Args:
        folder: the folder that is staged.
        table: the table.
        name: the file's path below the folder of its table.
        rows: with the table's columns.
        made_from: names what the file was computed from, for it to be used again.
    """
    path = folder / table.name / name
    write_parquet(rows, table, path)
    make_read_only(path)
    return Written(f"{table.name}/{name}", rows.height, file_hash(path), made_from)


class Staging:
    """A snapshot in the making: files are written or linked into it, then it is committed as a whole or not at all."""

    def __init__(self, home: Home, snapshot_id: str) -> None:
        """Begin the snapshot `snapshot_id` in an empty folder beside the committed ones."""
        self.home, self.snapshot_id = home, snapshot_id
        self.folder = home.snapshots / f".staging-{snapshot_id}"
        self.files: dict[str, dict[str, Any]] = {}
        self.companions: dict[str, str] = {}
        self._written = set[str]()
        make_folder(self.folder.parent)
        self.folder.mkdir()

    def write(self, table: Table, name: str, rows: pl.DataFrame, made_from: str = "") -> None:
        """Write one file of a table.

        Args:
            table: the table.
            name: the file's path below the folder of its table.
            rows: with the table's columns.
            made_from: names what the file was computed from, for a later snapshot to reuse it.
        """
        self.add_written([write_table_file(self.folder, table, name, rows, made_from)])

    def add_written(self, files: Iterable[Written]) -> None:
        """Add files of tables to the snapshot that others have written into its folder."""
        for file in files:
            self.files[file.key] = {"rows": file.rows, "sha256": file.sha256, "made_from": file.made_from}
            self._written.add(file.key)

    def link(self, snapshot: Path, key: str, entry: Mapping[str, Any]) -> None:
        """Take over a file of an earlier snapshot, unchanged, as a hard link if it can be one."""
        link_or_copy(self.folder / key, snapshot / key)
        self.files[key] = dict(entry)

    def add(
        self, files: Mapping[str, bytes], snapshot: Path | None = None, sums: Mapping[str, str] | None = None
    ) -> None:
        """Put files beside the tables, which are no tables.

        `sums` are the SHA-256 of such files of an earlier snapshot by name: what has not changed is linked to it.
        """
        for name, data in files.items():
            path, digest = self.folder / name, hashlib.sha256(data).hexdigest()
            if snapshot is not None and sums and sums.get(name) == digest:
                link_or_copy(path, snapshot / name)
            else:
                write_bytes(path, data)
                make_read_only(path)
            self.companions[name] = digest

    def differing(self, snapshot: Path) -> list[str]:
        """Return the names of the files, of tables and beside them, that are not in `snapshot` with the same bytes."""
        staged = {key: entry["sha256"] for key, entry in self.files.items()} | self.companions
        present = {str(p.relative_to(snapshot)) for p in snapshot.rglob("*") if p.is_file()} - {MANIFEST}
        equal = {name for name in staged.keys() & present if file_hash(snapshot / name) == staged[name]}
        return sorted((staged.keys() | present) - equal)

    def _place(self) -> Path:
        """Return the first folder of this id, or of this id with a number, that is free or has the same files."""
        place = self.home.snapshots / self.snapshot_id
        numbered = (place.with_name(f"{place.name}.{number}") for number in count(2))
        return next(path for path in chain([place], numbered) if not path.exists() or not self.differing(path))

    def manifest(self, name: str, facts: Mapping[str, Any]) -> str:
        """Return the manifest of the snapshot under a name, sealed; `facts` stand in it before the files."""
        beside = {"companions": dict(sorted(self.companions.items()))}
        manifest = {"snapshot_id": name, **facts, "files": dict(sorted(self.files.items())), **beside}
        return json.dumps(sealed(manifest), ensure_ascii=False, indent=1)

    def discard(self) -> None:
        """Remove what was staged."""
        make_writable(self.folder)
        shutil.rmtree(self.folder)

    def commit(self, facts: Mapping[str, Any]) -> Path:
        """Verify the footers of new files against the manifest, make the snapshot visible, and return its folder.

        `facts` stand in the manifest before the files, as JSON can hold them.

        Files that were taken over were verified when they were new, and nobody may write them since. Where there is a
        snapshot of this id with the same files, it is that one; where it has other files it is damaged, and stays
        beside the new one, which gets a number.
        """
        for key in sorted(self._written):
            rows = parquet_rows(self.folder / key)
            if rows != self.files[key]["rows"]:
                raise RuntimeError(f"{key}: the file holds {rows} rows, the manifest says {self.files[key]['rows']}")
        final = self._place()
        if final.exists():  # made by an earlier run, or left by a crash below
            self.discard()
            point_to(self.home, final)
            return final
        write_text(self.folder / MANIFEST, self.manifest(final.name, facts))
        for folder in [p for p in self.folder.rglob("*") if p.is_dir()]:
            sync_folder(folder)
        self.folder.rename(final)
        sync_folder(self.home.snapshots)
        point_to(self.home, final)
        return final


def point_to(home: Home, snapshot: Path) -> None:
    """Make `snapshot` the current one, in one step."""
    switch_link(home.current, snapshot)
