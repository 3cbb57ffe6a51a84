"""Copies of kept rows, those of many submissions of a unit in one sorted file: many small files cost more to read.

The kept files stay the truth. A copy is named by the submissions that it holds and by the code that made it; one that
is missing, or that is not as it was written, is not read, and a later night makes it again.
"""

import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schemas.hashing import short_hash
from schemas.submission import Submission
from schemas.table import Table
from warehouse.durable import sync_folder
from warehouse.store.files import write_text
from warehouse.store.home import Home
from warehouse.store.kept import scan_kept

MOST_COMPACTED_ROWS = 100_000  # of one copy, and of all that are made in a night; larger files are read no faster
_AT_A_TIME = 16  # so many files, or copies of equally many, make the next larger copy
_ROW_GROUP = 16_384  # rows of which a reader knows the least and the greatest key
_INDEX = "index.json"
_Run = Sequence[Submission]
_Stamp = list[int]


@dataclass(frozen=True)
class _Copies:
    """The copies of one table's kept rows; `index` says how each was left when it had been written."""

    folder: Path
    made_by: str
    index: dict[str, _Stamp | None]

    def path(self, run: _Run) -> Path:
        """Where the copy of a run of submissions is, or would be."""
        return self.folder / f"{short_hash([self.made_by, *(s.submission_id for s in run)])}.parquet"

    def has(self, run: _Run) -> bool:
        """Whether there is a copy of the run, as it was written."""
        stamp = _stamp(self.path(run))
        return stamp is not None and self.index.get(self.path(run).name) == stamp

    def cover(self, unit: _Run, size: int | None = None) -> Iterator[_Run]:
        """Yield the unit's submissions in runs: the largest that have a copy, and each of the others by itself."""
        size = size or _largest(unit)
        for run in (unit[start : start + size] for start in range(0, len(unit), size)):
            if size == 1 or (len(run) == size and self.has(run)):
                yield run
            else:
                yield from self.cover(run, size // _AT_A_TIME)

    def due(self, unit: _Run, size: int | None = None) -> Iterator[_Run]:
        """Yield the largest runs that may have a copy and have none."""
        size = size or _largest(unit)
        for run in (unit[start : start + size] for start in range(0, len(unit), size) if size > 1):
            if len(run) < size or _rows(run) > MOST_COMPACTED_ROWS:
                yield from self.due(run, size // _AT_A_TIME)
            elif not self.has(run):
                yield run


def scan_compacted(
    home: Home, wanted: Collection[Submission], unit_submissions: Iterable[Submission], table: Table, made_by: str
) -> pl.LazyFrame:
    """Return the accepted rows of the submissions `wanted`, as `scan_kept` does, from copies where there are any.

    Args:
        home: the data root.
        wanted: the submissions.
        unit_submissions: all submissions of the table by the units of those wanted: which copies there can be follows
            from it.
        table: the table.
        made_by: names the code that makes copies: those of other code are not read.
    """
    copies, ids = _copies(home, table, made_by), {s.submission_id for s in wanted}
    loose, complete, mixed = list[Submission](), list[Path](), list[Path]()
    for run in (run for unit in _by_unit([*unit_submissions, *wanted]) for run in copies.cover(unit)):
        wanted_in_run = [s for s in run if s.submission_id in ids]
        if len(run) == 1 or not wanted_in_run:
            loose += wanted_in_run
        else:
            (complete if len(wanted_in_run) == len(run) else mixed).append(copies.path(run))
    frames = [scan_kept(home, loose, table)]
    if complete:
        frames.append(pl.scan_parquet(complete, schema=table.stored_schema, glob=False))
    if mixed:
        rows = pl.scan_parquet(mixed, schema=table.stored_schema, glob=False)
        frames.append(rows.filter(pl.col("submission_id").is_in(ids)))
    return pl.concat(frames)


def compact(
    home: Home, table: Table, submissions: Collection[Submission], made_by: str, most_rows: int = MOST_COMPACTED_ROWS
) -> int:
    """Make copies that are due, and return of how many rows they are.

    Copies that larger ones have replaced or other code has made are removed.

    Args:
        home: the data root.
        table: the table.
        submissions: all submissions of the table.
        made_by: names the code that makes copies.
        most_rows: of not more rows in all are copies made.
    """
    copies, units, copied = _copies(home, table, made_by), _by_unit(submissions), 0
    for run in (run for unit in units for run in copies.due(unit)):
        if copied + _rows(run) <= most_rows and _make(
            copies.path(run), scan_compacted(home, run, (), table, made_by), table
        ):
            copies.index[copies.path(run).name] = _stamp(copies.path(run))
            copied += _rows(run)
    used_names = {copies.path(run).name for unit in units for run in copies.cover(unit) if len(run) > 1}
    if copied or not used_names >= copies.index.keys():
        write_text(copies.folder / _INDEX, json.dumps({name: copies.index[name] for name in sorted(used_names)}))
    for path in copies.folder.glob("*.par*"):
        if path.name not in used_names:
            path.unlink()
    return copied


def drop_compacted(home: Home) -> None:
    """Remove all copies: the rows that they were made of may be replaced."""
    shutil.rmtree(_folder(home), ignore_errors=True)


def _make(path: Path, rows: pl.LazyFrame, table: Table) -> bool:
    """Write a copy; say whether it could be. Rows that were kept under another declaration are read by themselves."""
    unfinished = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ordered = rows.sort(*table.key, "submission_id")
        ordered.sink_parquet(
            unfinished, compression="zstd", compression_level=1, row_group_size=_ROW_GROUP, sync_on_close="all"
        )
    except (pl.exceptions.PolarsError, OSError):
        return False
    unfinished.replace(path)
    sync_folder(path.parent)
    return True


def _copies(home: Home, table: Table, made_by: str) -> _Copies:
    folder = _folder(home) / table.name
    columns = [f"{name} {kind}" for name, kind in table.stored_schema.items()]
    return _Copies(folder, short_hash([made_by, table.name, table.key, columns]), _read_index(folder / _INDEX))


def _folder(home: Home) -> Path:
    return home.cache / "kept"


def _read_index(path: Path) -> dict[str, _Stamp | None]:
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return index if isinstance(index, dict) else {}


def _stamp(path: Path) -> _Stamp | None:
    """Return what changes with a file's content, or None where there is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _by_unit(submissions: Iterable[Submission]) -> list[_Run]:
    """Return the submissions of each unit that have rows, in an order in which new ones come last."""
    units: dict[str, dict[str, Submission]] = {}
    for s in submissions:
        if s.is_loaded and s.accepted:
            units.setdefault(s.unit_id, {})[s.submission_id] = s
    order = sorted(units)
    return [sorted(units[unit].values(), key=lambda s: (s.business_date, s.submission_id)) for unit in order]


def _rows(run: _Run) -> int:
    return sum(s.accepted for s in run)


def _largest(unit: _Run) -> int:
    size = 1
    while size * _AT_A_TIME <= len(unit):
        size *= _AT_A_TIME
    return size
