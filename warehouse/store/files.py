"""Files are written whole: synced, then renamed into place, and their folder synced."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from schemas.errors import DamagedFile
from schemas.table import Table
from warehouse.durable import make_folder, sync_folder
from warehouse.store.seals import is_broken


def write_parquet(frame: pl.DataFrame, table: Table, path: Path) -> None:
    """Write rows with the table's Arrow schema (labels, no nulls where none may be), synced, under a final name."""
    make_folder(path.parent)
    unfinished = path.with_suffix(".part")
    ordered = frame.select(table.stored_schema.names()).cast(table.stored_schema).rechunk()
    # Level 1 is a quarter faster than the default and no larger on such tables.
    ordered.lazy().sink_parquet(
        unfinished, compression="zstd", compression_level=1, arrow_schema=table.arrow_schema, sync_on_close="all"
    )
    unfinished.replace(path)
    sync_folder(path.parent)


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


def make_writable(folder: Path) -> None:
    """Let the folder and those in it be removed again, where somebody made them read-only."""
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir() and not os.access(path, os.W_OK | os.X_OK):
            path.chmod(0o700)
