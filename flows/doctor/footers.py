"""How many rows a file of Parquet says that it holds, by the footer at its end: a file cut short has none."""

from pathlib import Path

import polars as pl

from warehouse import store


def rows_of(path: Path) -> int | None:
    """Return the rows that a file holds, None where it is no whole file of Parquet."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        return int(pl.scan_parquet(path, glob=False, hive_partitioning=False).select(pl.len()).collect().item())
    except store.READ_FAULTS:
        return None
