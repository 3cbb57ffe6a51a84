"""The tables of a snapshot: folded from submissions, and rewritten only where something changed."""

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from schemas.city import City
from schemas.hashing import short_hash
from schemas.submission import Submission
from schemas.table import Table
from warehouse import fold, store
from warehouse.pipeline.refold import refold
from warehouse.pipeline.run import Run
from warehouse.pipeline.table_files import by_file

_FILE = "_file"
_ANEW_ROWS = 1_000_000  # more that comes or goes than this is not held in memory together: the table is folded anew
_PART = "part-0.parquet"


def data_tables(city: City) -> list[Table]:
    """Return the tables whose rows are sent to us, as the city judges them."""
    return [t for t in city.tables.values() if t.is_sent]


@dataclass(frozen=True)
class Before:
    """The snapshot that a new one is built upon: its folder, its files, and which submissions it was folded from."""

    folder: Path
    files: Mapping[str, Mapping[str, Any]]
    active: frozenset[str]

    def of(self, table: Table) -> dict[str, Mapping[str, Any]]:
        """Return the files of one table that hold rows."""
        return {key: e for key, e in self.files.items() if key.startswith(f"{table.name}/") and e["rows"]}


@dataclass(frozen=True)
class Touched:
    """What a new snapshot may have changed of one table.

    `is_whole`: the table was folded anew; everything may differ, and the rest says nothing.
    `keys`: the keys that may differ, in the columns of the table's key.
    `earlier`: the rows of the snapshot before, under whatever unit, whose key without unit_id is that of one of `keys`:
    the columns of the key, and submission_id.
    `files`: the files of the snapshot before that were not taken over, as its manifest names them.
    `now`: the rows of `keys` as they stand now, in the same columns as `earlier`.
    """

    is_whole: bool
    keys: pl.DataFrame
    earlier: pl.DataFrame
    files: frozenset[str]
    now: pl.DataFrame = field(default_factory=pl.DataFrame)


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
) -> Touched:
    """Stage one table: linked where nothing changed, the touched files rewritten, all of it the first time.

    `records` are all submissions known, `active` those that count, of this table. Whichever way is taken, the files
    are the same as if all had been folded anew.
    """
    made_from = fold_hash(run, table)
    none = pl.DataFrame(schema=table.stored_schema).select(*table.key, "submission_id")
    changed = _changed(table, records, active, before)
    if before is None or not _is_base(table, made_from, before) or sum(s.accepted for s in changed) > _ANEW_ROWS:
        refold(run.home, staging, table, active, made_from)
        return Touched(True, none.select(table.key), none, frozenset())
    if changed:
        touched = _rewrite_touched(run.home, staging, table, changed, active, before, made_from)
    else:
        touched = Touched(False, none.select(table.key), none, frozenset(), none)
    for key, entry in before.of(table).items():
        if key not in touched.files:
            staging.link(before.folder, key, entry)
    return touched


def _is_base(table: Table, made_from: str, before: Before) -> bool:
    """Say whether the table of the snapshot before has rows, all of them folded as they would be now."""
    files = before.of(table)
    return bool(files) and all(entry["made_from"] == made_from for entry in files.values())


def _changed(
    table: Table, records: Mapping[str, Submission], active: Collection[Submission], before: Before | None
) -> list[Submission]:
    """Return the submissions with rows that count now and did not in the snapshot before, or the other way round."""
    now = {s.submission_id for s in active}
    then = {i for i in before.active if i in records and records[i].table == table.name} if before else set()
    return [records[i] for i in sorted(now ^ then) if records[i].accepted]


def write_absent(staging: store.Staging, tables: Iterable[Table]) -> None:
    """Stage one empty file of each table that has no rows, so that readers find every table."""
    for table in tables:
        if not any(key.startswith(f"{table.name}/") for key in staging.files):
            staging.write(table, _PART, pl.DataFrame(schema=table.stored_schema))


def _rewrite_touched(
    home: store.Home,
    staging: store.Staging,
    table: Table,
    changed: Collection[Submission],
    active: Collection[Submission],
    before: Before,
    made_from: str,
) -> Touched:
    """Fold the keys of the changed submissions anew, and rewrite the files that these stand in or stood in."""
    units = {s.unit_id for s in changed}
    of_units = [s for s in active if s.unit_id in units]
    keys = _touched_keys(home, table, changed, of_units)
    earlier = _with_same_code(store.scan_table(before.folder, table, _FILE), table, keys)
    stood = earlier.join(keys, on=table.key, how="semi")
    rows_now = _fold_keys(home, table, keys, stood, changed, of_units)
    folded = by_file(table, rows_now)
    none = pl.DataFrame(schema=table.stored_schema)

    def rewrite(key: str) -> None:
        name = key.removeprefix(f"{table.name}/")
        stays = store.scan_file(before.folder / key, table).join(keys.lazy(), on=table.key, how="anti").collect()
        rows = pl.concat([stays, folded.get(name, none)]).sort(table.key, maintain_order=True)
        if rows.height:
            staging.write(table, name, rows, made_from)

    left = set(stood.get_column(_FILE))
    with ThreadPoolExecutor(2) as pool:  # each holds a file in memory
        list(pool.map(rewrite, sorted(left | {f"{table.name}/{name}" for name in folded})))
    not_taken_over = left | {f"{table.name}/{name}" for name in folded} & before.files.keys()
    now = rows_now.select(*table.key, "submission_id")
    return Touched(False, keys, earlier.drop(_FILE), frozenset(not_taken_over), now)


def _touched_keys(
    home: store.Home, table: Table, changed: Collection[Submission], of_units: Collection[Submission]
) -> pl.DataFrame:
    """Return the keys that the changed submissions hold, and all that a replacing one of them may hide or bring back.

    `of_units` are the active submissions of the units concerned.
    """
    parts = [store.scan_kept(home, changed, table).select(table.key)]
    for s in changed:
        if s.replaces and s.window:
            versions = store.scan_kept(home, [v for v in of_units if v.unit_id == s.unit_id], table)
            if table.partition_by:
                versions = versions.filter(pl.col(table.partition_by).cast(pl.Date).is_between(*s.window))
            parts.append(versions.select(table.key))
    return pl.concat(parts).unique().collect()


def _with_same_code(rows: pl.LazyFrame, table: Table, keys: pl.DataFrame) -> pl.DataFrame:
    """Return key, submission_id and file of the rows whose key without unit_id is that of one of `keys`."""
    code = [k for k in table.key if k != "unit_id"] or list(table.key)
    codes = keys.select(code).unique()
    # Nearly all rows of the table are left out here, before any other column of theirs is read.
    near = rows.filter(pl.col(code[0]).is_in(codes.get_column(code[0]).unique().implode()))
    same = near.select(*table.key, "submission_id", _FILE).join(codes.lazy(), on=code, how="semi")
    return same.collect(engine="in-memory")


def _fold_keys(
    home: store.Home,
    table: Table,
    keys: pl.DataFrame,
    stood: pl.DataFrame,
    changed: Collection[Submission],
    of_units: Collection[Submission],
) -> pl.DataFrame:
    """Return the folded rows of the touched keys; `stood` has those of them that the snapshot before held.

    A key that did not stand there has no version but those that came now, so that nothing has to be sought for it;
    unless its sender replaces windows, which may have hidden it.
    """
    differs = {s.submission_id for s in changed}
    new = [s for s in of_units if s.submission_id in differs]
    hiding = {s.unit_id for s in (*changed, *of_units) if s.replaces}
    hidden = pl.col("unit_id").is_in(hiding) if table.scope == "unit" else pl.lit(bool(hiding))
    sought = pl.concat([stood.select(table.key), keys.filter(hidden)]).unique()
    units = set(sought.get_column("unit_id")) if table.scope == "unit" else {s.unit_id for s in of_units}
    others = [s for s in of_units if s.unit_id in units and s.submission_id not in differs]
    found = store.scan_kept(home, others, table).filter(
        pl.col(table.key[-1]).is_in(sought.get_column(table.key[-1]).unique().implode())
    )
    found = found.join(sought.lazy(), on=table.key, how="semi")
    versions = pl.concat([store.scan_kept(home, new, table), found]).collect()
    present = set(versions.get_column("submission_id").unique())
    return fold.fold(versions, table, [s for s in of_units if s.submission_id in present or s.replaces])
