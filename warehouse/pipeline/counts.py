"""The table `measures` of a snapshot: each file of the counted tables counted on its own, and once."""

from collections.abc import Collection, Iterable, Mapping
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


def counts_over(folder: Path, spans: Collection[tuple[date, date]], days: Iterable[date] = ()) -> pl.LazyFrame:
    """Return the table `measures` in `folder`, added up between the ends of spans of days and between further `days`.

    Over any of the spans, and before it, it has the same sums as the table, of which it is a small part: one reading
    serves them all.
    """
    begins = {first for first, _ in spans} | {last + timedelta(days=1) for _, last in spans if last < date.max}
    counts = store.scan_table(folder, load_tables()["measures"])
    return count.add_up_between(counts, begins.union(days)).collect().lazy()


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
