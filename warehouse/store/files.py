"""Files are written whole: synced, then renamed into place, and their folder synced."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import polars as pl
from polars.io.plugins import register_io_source

from schemas.errors import DamagedFile
from schemas.table import Table
from warehouse.durable import make_folder, sync_folder
from warehouse.parts import Parts
from warehouse.store.seals import is_broken

# What reading a file that is damaged may raise: a panic of Polars is no Exception.
READ_FAULTS = (OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException)
_GROUP_ROWS = 122_880  # of which Polars makes a group of rows


def write_parquet(rows: pl.DataFrame | Parts, table: Table, path: Path) -> None:
    """Write rows with the table's Arrow schema (labels, no nulls where none may be), synced, under a final name.

    The bytes are the same whether the rows are given in one frame or in parts, of which one is in memory at a time.
    """
    make_folder(path.parent)
    unfinished = path.with_suffix(".part")
    # Level 1 is a quarter faster than the default and no larger on such tables.
    _stored(rows, table).sink_parquet(
        unfinished, compression="zstd", compression_level=1, arrow_schema=table.arrow_schema, sync_on_close="all"
    )
    unfinished.replace(path)
    sync_folder(path.parent)


def _stored(rows: pl.DataFrame | Parts, table: Table) -> pl.LazyFrame:
    """Return the stored columns; of rows in parts, one group of rows of the file after the other."""
    frame = rows.in_memory if isinstance(rows, Parts) else rows
    if frame is not None:
        return frame.select(table.stored_schema.names()).cast(table.stored_schema).rechunk().lazy()

    parts = cast("Parts", rows)

    def groups(columns: list[str] | None, *_: object) -> Iterator[pl.DataFrame]:
        for group in row_groups(parts):
            yield _stored(group, table).collect().select(columns or pl.all())

    return register_io_source(groups, schema=table.stored_schema, is_pure=True)


def row_groups(rows: Parts) -> Iterator[pl.DataFrame]:
    """Yield the rows in the groups in which Polars writes a frame of as many rows in one piece.

    That is in so many nearly equal groups that they come nearest to `_GROUP_ROWS`.
    """
    height = rows.height()
    fewest = max(1, height // _GROUP_ROWS)
    count = min((fewest, fewest + 1), key=lambda groups: abs(height / groups - _GROUP_ROWS))
    sizes = [height // count + (i < height % count) for i in range(count)]
    waiting: list[pl.DataFrame] = []
    for part in rows.each():
        waiting.append(part)
        while sizes and sum(frame.height for frame in waiting) >= sizes[0]:
            joined_rows = pl.concat(waiting)
            yield joined_rows.head(sizes[0])
            waiting = [joined_rows.slice(sizes.pop(0))]


def write_frame(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame that is no declared table as Parquet, whole: synced, then renamed into place."""
    unfinished = path.with_suffix(".part")
    frame.lazy().sink_parquet(unfinished, compression="zstd", sync_on_close="all")
    unfinished.replace(path)
    sync_folder(path.parent)


def write_text(path: Path, text: str) -> None:
    """Write a text file whole: synced, then renamed into place."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole: synced, then renamed into place."""
    make_folder(path.parent)
    unfinished = path.with_suffix(path.suffix + ".part")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_folder(path.parent)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, synced; its folder is not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def link_or_copy(path: Path, file: Path) -> None:
    """Make a kept file appear at `path`: as a hard link where the system lets this user make one, or else as a copy.

    Linux by default links only files that one owns or may write, and what a group keeps is read-only and of several.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.hardlink_to(file)
    except OSError:
        write_new(path, file.read_bytes())
        path.chmod(file.stat().st_mode)


def switch_link(link: Path, target: Path) -> None:
    """Make a link lead to what stands in its folder or below, in one step, whatever it led to before."""
    unfinished = link.with_name(f".{link.name}.part")
    unfinished.unlink(missing_ok=True)
    unfinished.symlink_to(target.relative_to(link.parent))
    unfinished.replace(link)
    sync_folder(link.parent)


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder that holds nothing else, in place of what was there; its parent is synced.

    It is written aside and then renamed. What can be made again is not synced file by file.
    """
    unfinished = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    for name, data in files.items():
        path = unfinished / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    sync_folder(folder.parent)


def parquet_rows(path: Path) -> int:
    """Return how many rows a Parquet file says that it holds."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def rows_held(path: Path) -> int | None:
    """Return how many rows a Parquet file holds, all of which are read; None where they cannot be."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with path.open("rb") as file:
            return sum(int(batch.num_rows) for batch in pq.ParquetFile(file).iter_batches())
    except pa.ArrowException:
        return None
    except OSError as error:
        if error.errno:  # the system's; Arrow's own, of bytes that it cannot take for pages of a table, has no number
            raise
        return None


def read_json(path: Path) -> dict[str, Any]:
    """Return what a file of ours holds that is one JSON object; raise `DamagedFile` where it no longer is.

    Of a file with a seal every letter counts.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
    except (ValueError, IsADirectoryError):
        raise DamagedFile(path) from None
    if not isinstance(content, dict) or is_broken(content):
        raise DamagedFile(path)
    return content


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all in it, also where somebody made folders in it read-only."""
    if path.is_symlink() or not path.is_dir():
        path.unlink()
        return
    make_writable(path)
    shutil.rmtree(path)


def make_writable(folder: Path) -> None:
    """Let the folder and those in it be removed again, where somebody made them read-only."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not os.access(path, os.W_OK | os.X_OK):
            path.chmod(0o700)
