"""The output edge: where everything is kept, and how it becomes visible: whole, synced, never changed afterwards."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from schemas.submission import Submission
from schemas.table import Table

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Home:
    """The data root and the folders in it."""

    root: Path

    @property
    def inbox(self) -> Path:
        """What units deliver: `inbox/<unit>/...`."""
        return self.root / "inbox"

    @property
    def landing(self) -> Path:
        """Untouched copies of delivered files, by hash; the only place with personal data."""
        return self.root / "landing"

    @property
    def work(self) -> Path:
        """Files of the run under way; emptied when a run begins."""
        return self.root / "work"

    @property
    def submissions(self) -> Path:
        """One record for each submission."""
        return self.root / "submissions"

    @property
    def retractions(self) -> Path:
        """One record for each submission taken back."""
        return self.root / "retractions"

    @property
    def runs(self) -> Path:
        """The report of each run, `<business date>-<n>.json`."""
        return self.root / "runs"

    @property
    def snapshots(self) -> Path:
        """The immutable snapshots."""
        return self.root / "snapshots"

    @property
    def current(self) -> Path:
        """The link to the current snapshot. Resolve it once, then read."""
        return self.root / "current"

    @property
    def drafts(self) -> Path:
        """The draft rankings, one folder for each night, period and method."""
        return self.root / "drafts"

    @property
    def docs(self) -> Path:
        """The Data Docs: what Great Expectations found, night by night."""
        return self.root / "docs"

    @property
    def is_synthetic(self) -> bool:
        """Whether the data root was set up for synthetic data, which must be called so wherever it is shown."""
        return (self.root / "SYNTHETIC").exists()

    def kept(self, submission: Submission, side: str = "accepted") -> Path:
        """Where a submission's rows are kept; `side` is accepted or rejected."""
        return self.root / side / submission.table / f"{submission.submission_id}.parquet"


@contextmanager
def one_writer(home: Home) -> Iterator[None]:
    """Hold the lock of the data root; raise `BlockingIOError` where another run holds it. A crash releases it."""
    home.root.mkdir(parents=True, exist_ok=True)
    with (home.root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def empty_work(home: Home) -> None:
    """Remove what an interrupted run left behind: work files, half a landing copy, snapshots never committed."""
    for half in home.landing.glob(".landing-*"):
        half.unlink()
    shutil.rmtree(home.work, ignore_errors=True)
    home.work.mkdir(parents=True)
    home.snapshots.mkdir(exist_ok=True)
    for staged in home.snapshots.glob(".staging-*"):
        _make_writable(staged)
        shutil.rmtree(staged)


def write_parquet(frame: pl.DataFrame, table: Table, path: Path) -> None:
    """Write rows with the table's Arrow schema (labels, no nulls where none may be), synced, under a final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    ordered = frame.select(table.stored_schema.names()).cast(table.stored_schema).rechunk()
    # Level 1 is a quarter faster than the default and no larger on such tables.
    ordered.lazy().sink_parquet(
        part, compression="zstd", compression_level=1, arrow_schema=table.arrow_schema, sync_on_close="all"
    )
    part.replace(path)
    sync_folder(path.parent)


def write_frame(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame that is no declared table as Parquet, whole: synced, then renamed into place."""
    part = path.with_suffix(".part")
    frame.lazy().sink_parquet(part, compression="zstd", sync_on_close="all")
    part.replace(path)
    sync_folder(path.parent)


def write_text(path: Path, text: str) -> None:
    """Write a text file whole: synced, then renamed into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(path.suffix + ".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep(home: Home, submission: Submission, table: Table | None, rows: pl.DataFrame, reasons: pl.DataFrame) -> None:
    """Keep a submission: accepted rows, reasons for rejected ones, and last the record, from when on it counts.

    What is kept already is never changed: a submission's content follows from its id.
    """
    record = home.submissions / f"{submission.submission_id}.json"
    if record.exists():
        return
    if table is not None and submission.is_loaded:
        write_parquet(rows, table, home.kept(submission))
    if reasons.height:
        path = home.kept(submission, "rejected")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_frame(reasons, path)
    write_text(record, submission.model_dump_json(indent=1))


def load_submissions(home: Home) -> dict[str, Submission]:
    """Return every record kept, by submission id."""
    paths = sorted(home.submissions.glob("*.json"))
    return {p.stem: Submission.model_validate_json(p.read_text(encoding="utf-8")) for p in paths}


def load_retractions(home: Home) -> dict[str, dict[str, Any]]:
    """Return submission id -> the record of its retraction."""
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(home.retractions.glob("*.json"))}


def keep_retraction(home: Home, submission_id: str, about: Mapping[str, str]) -> None:
    """Record that a submission is taken back; it stops counting at the next fold. The record is never changed."""
    path = home.retractions / f"{submission_id}.json"
    if path.exists():
        raise FileExistsError(f"{submission_id} has been retracted already")
    write_text(path, json.dumps({"submission_id": submission_id, **about}, ensure_ascii=False, indent=1))


def verify_kept(home: Home, submissions: Iterable[Submission]) -> None:
    """Raise `RuntimeError` where a submission's file does not hold as many rows as its record says were accepted."""
    for s in submissions:
        if s.accepted and (rows := pq.read_metadata(home.kept(s)).num_rows) != s.accepted:
            raise RuntimeError(f"submission {s.submission_id}: {s.accepted} rows were accepted, its file holds {rows}")


def scan_kept(home: Home, submissions: Iterable[Submission], table: Table) -> pl.LazyFrame:
    """Return the accepted rows of the submissions, with the table's stored columns."""
    paths = [home.kept(s) for s in submissions if s.is_loaded and s.accepted]
    if not paths:
        return pl.LazyFrame(schema=table.stored_schema)
    # A column declared after the file was written is null in it.
    return pl.scan_parquet(paths, schema=table.stored_schema, missing_columns="insert", glob=False)


def scan_reasons(home: Home, submissions: Iterable[Submission]) -> list[tuple[Submission, pl.LazyFrame]]:
    """Return the submissions of which rows were rejected, each with the reasons kept."""
    kept = [(s, home.kept(s, "rejected")) for s in submissions if s.rejected]
    return [(s, pl.scan_parquet(path, glob=False)) for s, path in kept if path.exists()]


def scan_file(path: Path, table: Table) -> pl.LazyFrame:
    """Return one file of a table; of a file that is not there, no rows."""
    if not path.exists():
        return pl.LazyFrame(schema=table.stored_schema)
    return pl.scan_parquet(path, schema=table.stored_schema, glob=False, hive_partitioning=False)


def current_snapshot(home: Home) -> Path | None:
    """Return the current snapshot's own folder (the link resolved, once), or None before the first."""
    return home.current.resolve() if home.current.is_symlink() and home.current.exists() else None


def read_manifest(snapshot: Path) -> dict[str, Any]:
    """Return the manifest of a snapshot."""
    manifest: dict[str, Any] = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def scan_table(snapshot: Path, table: Table) -> pl.LazyFrame:
    """Return a table of a snapshot, with the declared schema whatever files there are."""
    paths = sorted((snapshot / table.name).rglob("*.parquet"))
    if not paths:
        return pl.LazyFrame(schema=table.stored_schema)
    return pl.scan_parquet(paths, schema=table.stored_schema, glob=False, hive_partitioning=False)


class Staging:
    """A snapshot in the making: files are written or linked into it, then it is committed as a whole or not at all."""

    def __init__(self, home: Home, snapshot_id: str) -> None:
        """Begin the snapshot `snapshot_id` in an empty folder beside the committed ones."""
        self.home, self.snapshot_id = home, snapshot_id
        self.folder = home.snapshots / f".staging-{snapshot_id}"
        self.files: dict[str, dict[str, Any]] = {}
        self.folder.mkdir(parents=True)

    def write(self, table: Table, name: str, rows: pl.DataFrame, made_from: str = "") -> None:
        """Write one file of a table; `made_from` names what it was computed from, for a later snapshot to reuse it."""
        path = self.folder / table.name / name
        write_parquet(rows, table, path)
        path.chmod(0o444)
        self.files[f"{table.name}/{name}"] = {"rows": rows.height, "sha256": file_hash(path), "made_from": made_from}

    def link(self, snapshot: Path, key: str, entry: Mapping[str, Any]) -> None:
        """Take over a file of an earlier snapshot, unchanged, as a hard link."""
        path = self.folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.hardlink_to(snapshot / key)
        self.files[key] = dict(entry)

    def commit(self, about: Mapping[str, Any]) -> Path:
        """Verify every file's footer against the manifest, make the snapshot visible, and return its folder."""
        for key, entry in self.files.items():
            rows = pq.read_metadata(self.folder / key).num_rows
            if rows != entry["rows"]:
                raise RuntimeError(f"{key}: the file holds {rows} rows, the manifest says {entry['rows']}")
        manifest = {"snapshot_id": self.snapshot_id, **about, "files": dict(sorted(self.files.items()))}
        write_text(self.folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, default=str))
        for folder in [p for p in self.folder.rglob("*") if p.is_dir()]:
            sync_folder(folder)
        final = self.home.snapshots / self.snapshot_id
        if final.exists():  # a crash between the two steps below left it: same id, same content
            _make_writable(self.folder)
            shutil.rmtree(self.folder)
        else:
            self.folder.rename(final)
        sync_folder(self.home.snapshots)
        point_to(self.home, final)
        return final


def point_to(home: Home, snapshot: Path) -> None:
    """Make `snapshot` the current one, in one step."""
    part = home.root / ".current.part"
    part.unlink(missing_ok=True)
    part.symlink_to(snapshot.relative_to(home.root))
    part.replace(home.current)
    sync_folder(home.root)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _make_writable(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
