"""One file of a table written anew, from the one before it and what was put aside of the keys that a night touched."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schemas.table import Table
from warehouse import store

_LEAVING, _ENTERING = "leaving", "entering"


@dataclass(frozen=True)
class Rewrite:
    """A file of `table` to be written in the folder `staging`, and where what changes in it was put `aside`.

    `key` is its name in the manifest, `before` the folder of the snapshot before, which need not have it.
    """

    table: Table
    key: str
    before: Path
    staging: Path
    aside: Path
    made_from: str


def put_aside(work: Rewrite, leaving: pl.DataFrame | None, entering: pl.DataFrame | None) -> None:
    """Put aside the keys whose rows leave the file, and the rows that enter it: on disk, for any process to find."""
    for side, rows in ((_LEAVING, leaving), (_ENTERING, entering)):
        if rows is not None:
            store.spill(rows, work.aside / side, "lz4")  # a quarter of the bytes; of so few rows, at no cost


def rewrite_file(work: Rewrite) -> store.Written | None:
    """Write the file; None where no row is left in it."""
    table, leaving, entering = work.table, work.aside / _LEAVING, work.aside / _ENTERING
    staying_rows = store.scan_file(work.before / work.key, table)
    if leaving.exists():
        staying_rows = staying_rows.join(store.scan_spilled(leaving), on=table.key, how="anti")
    frames = [staying_rows.collect(), *([store.scan_spilled(entering).collect()] if entering.exists() else [])]
    rows = pl.concat(frames).sort(table.key, maintain_order=True)
    if rows.is_empty():
        return None
    return store.write_table_file(work.staging, table, work.key.removeprefix(f"{table.name}/"), rows, work.made_from)
