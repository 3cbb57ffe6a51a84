"""The table `measures` of a snapshot: each file of the counted tables counted on its own, and once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from schemas.calendar import Calendar
from schemas.hashing import short_hash
from schemas.measure import Measure
from schemas.table import Table, load_tables
from schemas.time_rules import TimeRules
from warehouse import store
from warehouse.counting import count, facts
from warehouse.run import Run
from warehouse.work import Spread


def counting_hash(run: Run) -> str:
    """Return a hash of all that decides the counts beside the rows: measures, calendar, rules of time, our own code.

    The words of a measure are not counted by.
    """
    measures = [measure.model_dump(mode="json", exclude={"vi", "en"}) for measure in _measures(run)]
    time_rules = run.city.time_rules.model_dump(mode="json")
    table_declaration = load_tables()["measures"].model_dump(mode="json")
    return short_hash(
        [run.keys["count"].derived, run.city.calendar.fingerprint, time_rules, table_declaration, measures]
    )


def _measures(run: Run) -> list[Measure]:
    return list(run.city.measures.values())


@dataclass(frozen=True)
class ToCount:
    """The files of one folder of `table`, to be counted: what names the counts of each, by its key in the manifest.

    `staging` is the folder of the snapshot in the making, and `procedures` are the hashes of that table's files in it.
    """

    staging: Path
    table: Table
    made_from: Mapping[str, str]
    procedures: tuple[str, ...]
    measures: tuple[Measure, ...]
    calendar: Calendar
    time_rules: TimeRules


def write_measures(
    run: Run, staging: store.Staging, current: Path | None, manifest: Mapping[str, Any], spread: Spread
) -> None:
    """Stage the counts of each file of the counted tables; those of a file that did not change are taken over.

    Args:
        run: city and keys of the night.
        staging: the snapshot in the making, with the files of the tables.
        current: the folder of the snapshot before, None before the first.
        manifest: what that snapshot says of its files; empty before the first.
        spread: how work is spread over processes.
    """
    tables = load_tables()
    earlier_files = store.files_of(manifest.get("files", {}), tables["measures"])
    earlier_keys = {entry["made_from"]: key for key, entry in earlier_files.items()}
    basis = counting_hash(run)
    procedures = [entry["sha256"] for entry in store.files_of(staging.files, tables["procedures"]).values()]
    counted_tables = {measure.table for measure in _measures(run)}
    changed_files: dict[str, dict[str, str]] = {}
    for key, entry in sorted(staging.files.items()):
        if key.partition("/")[0] not in counted_tables or not entry["rows"]:
            continue
        made_from = short_hash([basis, entry["sha256"], procedures])
        if current is not None and made_from in earlier_keys:
            staging.link(current, earlier_keys[made_from], manifest["files"][earlier_keys[made_from]])
        else:
            changed_files.setdefault(key.rpartition("/")[0], {})[key] = made_from

    declarations = (tuple(_measures(run)), run.city.calendar, run.city.time_rules)
    work = [
        ToCount(staging.folder, run.city.tables[folder.partition("/")[0]], files, tuple(procedures), *declarations)
        for folder, files in changed_files.items()
    ]
    for written_file in spread(count_folder, work):
        staging.add_written(written_file)


def count_folder(work: ToCount) -> list[store.Written]:
    """Write the counts of each file of a folder, and return what was written. It may be done again."""
    measures_table = load_tables()["measures"]
    counts_by_file = _counted_files(work)
    return [
        store.write_table_file(
            work.staging, measures_table, key.replace("/", "-").replace("=", "-"), counts_by_file[key], made_from
        )
        for key, made_from in work.made_from.items()
    ]


def _counted_files(work: ToCount) -> dict[str, pl.DataFrame]:
    """Return the counts of each of several files of one folder, counted together: a plan costs as much as many rows.

    A unit stands in one file of a folder only, so that what was counted of it is of that file.
    """
    keys = work.made_from.keys()
    files = [store.scan_file(work.staging / key, work.table) for key in keys]
    time_limits = _time_limits(work.staging, work.procedures)
    rows = {work.table.name: pl.concat(files)}
    counts = count.count(rows, work.measures, work.calendar, work.time_rules, time_limits)
    all_counts, *units = pl.collect_all([counts, *(file.select(pl.col("unit_id").unique()) for file in files)])
    frames = [all_counts.join(file_units, on="unit_id", how="semi", maintain_order="left") for file_units in units]
    if sum(frame.height for frame in frames) != all_counts.height:
        raise RuntimeError(f"{', '.join(keys)}: a unit stands in several of these files")
    return dict(zip(keys, frames, strict=True))


@lru_cache(maxsize=1)
def _time_limits(staging: Path, procedures: tuple[str, ...]) -> pl.LazyFrame | None:
    """Return the time limits of the staged procedures, which every folder is counted with; None where there are none.

    `procedures` are the hashes of the files: what this process remembers is of these.
    """
    if not procedures:
        return None
    limits = facts.time_limits(store.scan_table(staging, load_tables()["procedures"])).collect()
    return limits.lazy() if limits.height else None  # without any, none is looked for in each row


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
    table = load_tables()["measures"]
    earlier_files, current_files = (
        {(key, entry["sha256"]) for key, entry in store.files_of(snapshot_files, table).items()}
        for snapshot_files in (files, staging.files)
    )
    removed_counts = [
        store.scan_file(folder / key, table).with_columns(-pl.col("n"))
        for key, _ in sorted(earlier_files - current_files)
    ]
    added_counts = [store.scan_file(staging.folder / key, table) for key, _ in sorted(current_files - earlier_files)]
    changes = count.add_up([count.no_counts(), *removed_counts, *added_counts])
    first_day: date | None = changes.select(pl.min("day")).collect().item()
    return first_day
