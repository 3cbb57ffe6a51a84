"""The table `measures` of a snapshot: each file of the counted tables counted on its own, and once."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from schemas.hashing import short_hash
from schemas.table import load_tables
from warehouse import store
from warehouse.counting import count, facts, measures
from warehouse.pipeline.run import Run


def counting_hash(run: Run) -> str:
    """Return a hash of all that decides the counts beside the rows: calendar, limits and our own code."""
    limits = run.city.about.limits.model_dump(mode="json")
    declared = load_tables()["measures"].model_dump(mode="json")
    return short_hash([run.keys["count"].derived, run.city.calendar.fingerprint, limits, declared])


def write_measures(run: Run, staging: store.Staging, current: Path | None, manifest: Mapping[str, Any]) -> None:
    """Stage the counts of each file of the counted tables; those of a file that did not change are taken over."""
    tables = load_tables()
    table = tables["measures"]
    earlier = {e["made_from"]: key for key, e in manifest.get("files", {}).items() if key.startswith("measures/")}
    procedure_limits = facts.time_limits(store.scan_table(staging.folder, tables["procedures"])).collect()
    limits = procedure_limits.lazy() if procedure_limits.height else None  # without any, none is looked for in each row
    basis = counting_hash(run)
    procedures = [e["sha256"] for key, e in staging.files.items() if key.startswith("procedures/")]
    counted = {m.table for m in measures.MEASURES}

    def count_file(key: str) -> None:
        source = key.partition("/")[0]
        name = key.replace("/", "-").replace("=", "-")
        made_from = short_hash([basis, staging.files[key]["sha256"], procedures])
        if current is not None and made_from in earlier:
            staging.link(current, earlier[made_from], manifest["files"][earlier[made_from]])
            return
        rows = store.scan_file(staging.folder / key, tables[source])
        counts = count.count({source: rows}, run.city.calendar, limits, run.city.about.limits)
        staging.write(table, name, counts.collect(), made_from)

    with ThreadPoolExecutor() as pool:
        keys = [k for k, e in staging.files.items() if k.partition("/")[0] in counted and e["rows"]]
        list(pool.map(count_file, keys))


def counts_from(folder: Path, first: date) -> pl.DataFrame:
    """Return the table `measures` in `folder` from a day on; all before it is added up, as of the day before.

    Any period that begins on that day or later has the same sums over these rows as over all.
    """
    opening = pl.max_horizontal("day", pl.lit(first - timedelta(days=1)))
    counts = store.scan_table(folder, load_tables()["measures"])
    return counts.group_by("unit_id", opening, "measure").agg(pl.sum("n")).filter(pl.col("n") != 0).collect()


def changed_since(staging: store.Staging, folder: Path, files: Mapping[str, Mapping[str, Any]]) -> date | None:
    """Return the first day of which a count differs from the snapshot in `folder`, or None where none does.

    `files` are those of that snapshot. Only files that differ are read.
    """
    then, now = (
        {(key, entry["sha256"]) for key, entry in some.items() if key.startswith("measures/")}
        for some in (files, staging.files)
    )
    table = load_tables()["measures"]
    gone = [store.scan_file(folder / key, table).with_columns(-pl.col("n")) for key, _ in sorted(then - now)]
    new = [store.scan_file(staging.folder / key, table) for key, _ in sorted(now - then)]
    changes = count.add_up([pl.LazyFrame(schema=count.COUNTS), *gone, *new])
    first: date | None = changes.select(pl.min("day")).collect().item()
    return first
