"""The tables of a snapshot: folded from submissions, and rewritten only where something changed."""

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from schemas.hashing import short_hash
from schemas.submission import Submission
from schemas.table import Table
from warehouse import fold, store
from warehouse.pipeline.run import Run

_MONTH = "_month"
_PART = "part-0.parquet"


@dataclass(frozen=True)
class Before:
    """The snapshot that a new one is built upon: its folder, its files, and which submissions it was folded from."""

    folder: Path
    files: Mapping[str, Mapping[str, Any]]
    active: frozenset[str]

    def of(self, table: Table) -> dict[str, Mapping[str, Any]]:
        """Return the files of one table that hold rows."""
        return {key: e for key, e in self.files.items() if key.startswith(f"{table.name}/") and e["rows"]}


def fold_hash(run: Run, table: Table) -> str:
    """Return a hash of all that decides the files of a table beside its submissions: its declaration and our code."""
    return short_hash([run.keys["fold"].derived, table.model_dump(mode="json")])


def write_table(
    run: Run,
    staging: store.Staging,
    table: Table,
    records: Mapping[str, Submission],
    active: Collection[Submission],
    before: Before | None,
) -> None:
    """Stage one table: linked where nothing changed, the touched months rewritten, all of it the first time.

    `records` are all submissions known, `active` those that count, of this table. Whichever way is taken, the files
    are the same as if all had been folded anew.
    """
    home, made_from = run.home, fold_hash(run, table)
    now = {s.submission_id for s in active}
    if before is None or not (files := before.of(table)) or any(e["made_from"] != made_from for e in files.values()):
        _write_months(staging, table, _fold_all(home, table, active), made_from)
        return
    then = {i for i in before.active if i in records and records[i].table == table.name}
    changed = [records[i] for i in now ^ then if records[i].accepted]
    if not table.partition_by and changed:
        _write_months(staging, table, _fold_all(home, table, active), made_from)
        return
    touched = _rewrite_touched(home, staging, table, changed, active, before, made_from) if changed else set()
    for key, entry in before.of(table).items():
        if key not in touched:
            staging.link(before.folder, key, entry)


def write_absent(staging: store.Staging, tables: Iterable[Table]) -> None:
    """Stage one empty file of each table that has no rows, so that readers find every table."""
    for table in tables:
        if not any(key.startswith(f"{table.name}/") for key in staging.files):
            staging.write(table, _PART, pl.DataFrame(schema=table.stored_schema))


def _fold_all(home: store.Home, table: Table, active: Collection[Submission]) -> pl.DataFrame:
    """Return the folded rows of all submissions, unit by unit: no key is shared between units, and memory stays low."""
    by_unit: dict[str, list[Submission]] = {}
    for s in active:
        by_unit.setdefault(s.unit_id if "unit_id" in table.key else "", []).append(s)

    def of_unit(unit: str) -> pl.DataFrame:
        own = by_unit[unit]
        return fold.fold(store.scan_kept(home, own, table).collect(), table, own)

    with ThreadPoolExecutor() as pool:
        return pl.concat([pl.DataFrame(schema=table.stored_schema), *pool.map(of_unit, sorted(by_unit))])


def _rewrite_touched(
    home: store.Home,
    staging: store.Staging,
    table: Table,
    changed: list[Submission],
    active: Collection[Submission],
    before: Before,
    made_from: str,
) -> set[str]:
    """Fold the keys of the changed submissions anew, rewrite the months they are or were in, and return their files."""
    earlier = store.scan_table(before.folder, table)
    units = {s.unit_id for s in changed}
    own = [s for s in active if s.unit_id in units]
    keys = _touched_keys(home, table, changed, own)
    versions = store.scan_kept(home, own, table).join(keys.lazy(), on=table.key, how="semi").collect()
    folded = fold.fold(versions, table, own)
    was = earlier.join(keys.lazy(), on=table.key, how="semi").select(_month_of(table)).collect().to_series()
    months = set(was) | set(folded.select(_month_of(table)).to_series())
    by_month = folded.with_columns(_month_of(table)).partition_by(_MONTH, as_dict=True, include_key=False)
    files = set()
    for month in sorted(months):
        key = f"{table.name}/{_file(table, month)}"
        files.add(key)
        stays = store.scan_file(before.folder / key, table).join(keys.lazy(), on=table.key, how="anti").collect()
        rows = pl.concat([stays, by_month.get((month,), folded.clear())]).sort(table.key, maintain_order=True)
        if rows.height:
            staging.write(table, _file(table, month), rows, made_from)
    return files


def _touched_keys(
    home: store.Home, table: Table, changed: list[Submission], own: Collection[Submission]
) -> pl.DataFrame:
    """Return the keys that the changed submissions hold, and all that a replacing one of them may hide or bring back.

    `own` are the active submissions of the units concerned.
    """
    parts = [store.scan_kept(home, changed, table).select(table.key)]
    for s in changed:
        if s.replaces and s.window:
            versions = store.scan_kept(home, [v for v in own if v.unit_id == s.unit_id], table)
            day = pl.col(table.partition_by).cast(pl.Date)
            parts.append(versions.filter(day.is_between(*s.window)).select(table.key))
    return pl.concat(parts).unique().collect()


def _write_months(staging: store.Staging, table: Table, rows: pl.DataFrame, made_from: str) -> None:
    if not rows.height:
        return
    if not table.partition_by:
        staging.write(table, _PART, rows, made_from)
        return
    by_month = rows.with_columns(_month_of(table)).partition_by(_MONTH, as_dict=True, include_key=False)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda month: staging.write(table, _file(table, month[0]), by_month[month], made_from), by_month))


def _month_of(table: Table) -> pl.Expr:
    return pl.col(table.partition_by).dt.strftime("%Y-%m").alias(_MONTH)


def _file(table: Table, month: str) -> str:
    return f"{table.partition_by.removesuffix('_at')}_month={month}/{_PART}"
