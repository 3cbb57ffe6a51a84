"""Rows put aside on disk within one run, because they do not fit into memory together; never synced, never kept."""

import shutil
from pathlib import Path
from typing import Literal

import polars as pl

from warehouse.parts import Parts


def spill(rows: pl.DataFrame, folder: Path, compression: Literal["uncompressed", "lz4"] = "uncompressed") -> None:
    """Add rows to those put aside in `folder`; one writer at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    # Of the formats this one costs least to write and read; it takes four times the room of Parquet, for a moment.
    rows.write_ipc(folder / f"{sum(1 for _ in folder.iterdir()):08d}.arrow", compression=compression)


def spilled(folder: Path) -> list[Path]:
    """Return the folders below `folder` in which rows were put aside."""
    return sorted(folder.iterdir()) if folder.exists() else []


def scan_spilled(folder: Path) -> pl.LazyFrame:
    """Return the rows put aside in `folder`, in the order in which they were."""
    return pl.scan_ipc(sorted(folder.iterdir()), glob=False, hive_partitioning=False)


def spilled_parts(folder: Path) -> Parts:
    """Return the rows put aside in `folder`, in the order in which they were, each lot as a part."""
    lots = sorted(folder.iterdir())
    return Parts([pl.scan_ipc(lot, glob=False, hive_partitioning=False) for lot in lots])


def drop_spilled(folder: Path) -> None:
    """Remove what was put aside in `folder` and below it, also by a run that was interrupted."""
    shutil.rmtree(folder, ignore_errors=True)
