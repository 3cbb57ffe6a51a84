"""The tables of a snapshot: folded from submissions, and rewritten only where something changed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from schemas.city import City
from schemas.hashing import short_hash
from schemas.submission import Submission
from schemas.table import Table
from warehouse import store
from warehouse.night.tables.refold import refold
from warehouse.night.tables.rewrite import Rewrite, put_aside, rewrite_file
from warehouse.night.tables.table_files import rows_by_file
from warehouse.night.tables.touched_keys import Change, fold_keys, touched_keys, with_same_code
from warehouse.run import Run
from warehouse.work import Spread

_FILE = "_file"
_ANEW_ROWS = 1_000_000  # more that comes or goes than this is not held in memory together: the table is folded anew


def data_tables(city: City) -> list[Table]:
    """Return the tables whose rows are sent to us, as the city judges them."""
    return [t for t in city.tables.values() if t.is_sent]


@dataclass(frozen=True)
class PreviousSnapshot:
    """The snapshot that a new one is built upon: its folder, its files, and which submissions it was folded from."""

    folder: Path
    files: Mapping[str, Mapping[str, Any]]
    active: frozenset[str]

    def files_of(self, table: Table) -> dict[str, Mapping[str, Any]]:
        """Return the files of one table that hold rows."""
        return {key: entry for key, entry in store.files_of(self.files, table).items() if entry["rows"]}


@dataclass(frozen=True)
class Touched:
    """What a new snapshot may have changed of one table.

    `is_whole`: the table was folded anew; everything may differ, and the rest says nothing.
    `keys`: the keys that may differ, in the columns of the table's key.
    `rows_before`: the rows of the snapshot before, under whatever unit, whose key without unit_id is that of one of
    `keys`: the columns of the key, and submission_id.
    `files`: the files of the snapshot before that were not taken over, as its manifest names them.
    `rows_now`: the rows of `keys` as they stand now, in the same columns as `rows_before`.
    """

    is_whole: bool
    keys: pl.DataFrame
    rows_before: pl.DataFrame
    files: frozenset[str]
    rows_now: pl.DataFrame = field(default_factory=pl.DataFrame)


def fold_hash(run: Run, table: Table) -> str:
    """Return a hash of all that decides the files of a table beside its submissions: its declaration and our code."""
    return short_hash([run.keys["fold"].derived, table.model_dump(mode="json")])


def write_table(
    run: Run,
    staging: store.Staging,
    table: Table,
    records: Mapping[str, Submission],
    active: Collection[Submission],
    previous: PreviousSnapshot | None,
    spread: Spread,
) -> Touched:
    """Stage one table: linked where nothing changed, the touched files rewritten, all of it the first time.

    Whichever way is taken, the files are the same as if all had been folded anew.

    Args:
        run: the run.
        staging: the snapshot that is being made.
        table: the table.
        records: all submissions, of whatever table, by their ids.
        active: those of this table that count.
        previous: the snapshot before, if there is one.
        spread: how files are written.
    """
    made_from = fold_hash(run, table)
    no_rows = pl.DataFrame(schema=table.stored_schema).select(*table.key, "submission_id")
    changed_submissions = _changed_submissions(table, records, active, previous)
    if (
        previous is None
        or not _is_base(table, made_from, previous)
        or sum(s.accepted for s in changed_submissions) > _ANEW_ROWS
    ):
        refold(run.home, staging, table, active, made_from, spread)
        return Touched(True, no_rows.select(table.key), no_rows, frozenset())
    if changed_submissions:
        units = {s.unit_id for s in changed_submissions}
        active_of_units = [s for s in active if s.unit_id in units]
        known_of_units = [s for s in records.values() if s.table == table.name and s.unit_id in units]
        change = Change(run.home, table, changed_submissions, active_of_units, known_of_units, run.keys["fold"].derived)
        touched = _rewrite_touched(change, staging, previous, made_from, spread)
    else:
        touched = Touched(False, no_rows.select(table.key), no_rows, frozenset(), no_rows)
    for key, entry in previous.files_of(table).items():
        if key not in touched.files:
            staging.link(previous.folder, key, entry)
    return touched


def _is_base(table: Table, made_from: str, previous: PreviousSnapshot) -> bool:
    """Say whether the table of the snapshot before has rows, all of them folded as they would be now."""
    files = previous.files_of(table)
    return bool(files) and all(entry["made_from"] == made_from for entry in files.values())


def _changed_submissions(
    table: Table, records: Mapping[str, Submission], active: Collection[Submission], previous: PreviousSnapshot | None
) -> list[Submission]:
    """Return the submissions with rows that count now and did not in the snapshot before, or the other way round."""
    active_ids = {s.submission_id for s in active}
    previous_ids = (
        {i for i in previous.active if i in records and records[i].table == table.name} if previous else set()
    )
    return [records[i] for i in sorted(active_ids ^ previous_ids) if records[i].accepted]


def write_absent(staging: store.Staging, tables: Iterable[Table]) -> None:
    """Stage one empty file of each table that has no rows, so that readers find every table."""
    for table in tables:
        if not store.files_of(staging.files, table):
            staging.write(table, store.ONE_FILE, pl.DataFrame(schema=table.stored_schema))


def compact_kept(run: Run, records: Mapping[str, Submission]) -> None:
    """Copy kept rows of many submissions into larger files for the nights to come; as much as one night can spare."""
    spare_rows = store.MOST_COMPACTED_ROWS
    for table in (t for t in run.city.tables.values() if t.is_sent):
        submissions = [s for s in records.values() if s.table == table.name]
        spare_rows -= store.compact(run.home, table, submissions, run.keys["fold"].derived, spare_rows)


def _rewrite_touched(
    change: Change, staging: store.Staging, previous: PreviousSnapshot, made_from: str, spread: Spread
) -> Touched:
    """Fold the keys of the changed submissions anew, and rewrite the files that these stand in or stood in."""
    table, keys = change.table, touched_keys(change)
    rows = store.scan_table(previous.folder, table, _FILE)
    columns = [*table.key, "submission_id", _FILE]
    rows_before = with_same_code(rows, table, keys).select(columns).collect(engine="in-memory")
    rows_of_keys = rows_before.join(keys, on=table.key, how="semi")
    rows_now = fold_keys(change, keys, rows_of_keys.select(table.key))
    entering = {f"{table.name}/{name}": rows for name, rows in rows_by_file(table, rows_now).items()}
    leaving = {str(file): rows for (file,), rows in rows_of_keys.partition_by(_FILE, as_dict=True).items()}
    aside = change.home.work / "touched" / table.name
    work = [
        Rewrite(table, key, previous.folder, staging.folder, aside / str(number), made_from)
        for number, key in enumerate(sorted(leaving.keys() | entering.keys()))
    ]
    for rewrite in work:
        put_aside(rewrite, leaving.get(rewrite.key), entering.get(rewrite.key))
    staging.add_written(file for file in spread(rewrite_file, work) if file)
    store.drop_spilled(aside)
    touched_now = rows_now.select(*table.key, "submission_id")
    replaced = frozenset(leaving.keys() | entering.keys() & previous.files.keys())
    return Touched(False, keys, rows_before.drop(_FILE), replaced, touched_now)
