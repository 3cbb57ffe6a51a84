"""A table folded anew, batch by batch: memory follows from the bound of a batch, not from the length of the history."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import polars as pl

from schemas.submission import Submission
from schemas.table import Table
from warehouse import fold, store
from warehouse.night.tables.table_files import file_number, rows_by_file, split
from warehouse.work import Spread

BATCH_ROWS = 150_000  # versions of rows that are folded in memory together
_Submissions = Sequence[Submission]
# Frames are handed on to a function and kept by no loop, so that the last is gone when the next is made.
_Put = Callable[[pl.DataFrame], None]


@dataclass(frozen=True)
class Group:
    """One group of units of a table, to be folded from its submissions into files below the folder `staging`.

    `folder` is where its rows are put aside.
    """

    home: store.Home
    table: Table
    submissions: _Submissions
    staging: Path
    made_from: str
    batch_rows: int
    folder: Path


def refold(
    home: store.Home,
    staging: store.Staging,
    table: Table,
    active: Iterable[Submission],
    made_from: str,
    spread: Spread,
    batch_rows: int = BATCH_ROWS,
) -> None:
    """Stage all files of a table, folded from its active submissions.

    Args:
        home: the data root.
        staging: the snapshot that is being made.
        table: the table.
        active: its submissions that count.
        made_from: the hash of all that decides the files beside the submissions.
        spread: how the groups of units are folded.
        batch_rows: how many versions of rows are folded in memory together; the files are the same whatever it is.
    """
    groups: dict[int, list[Submission]] = {}
    for submission in active:
        groups.setdefault(table.unit_group(submission.unit_id), []).append(submission)
    aside = home.work / "fold" / table.name
    work = [
        Group(home, table, submissions, staging.folder, made_from, batch_rows, aside / str(number))
        for number, submissions in sorted(groups.items())
    ]
    for files in spread(fold_group, work):
        staging.add_written(files)


def fold_group(group: Group) -> list[store.Written]:
    """Write the files of one group of units and return what they are. It may be done again where a process died."""
    written_files: list[store.Written] = []

    def write(rows: pl.DataFrame) -> None:
        files = rows_by_file(group.table, rows)
        del rows
        for name in sorted(files):
            rows_of_file = files.pop(name)
            written_files.append(
                store.write_table_file(group.staging, group.table, name, rows_of_file, group.made_from)
            )

    # A folder of its own: what an earlier try has put aside, or is putting aside still, is not this one's.
    group_in_own_folder = replace(group, folder=group.folder / uuid4().hex)
    _fold_group(group_in_own_folder, write)
    store.drop_spilled(group_in_own_folder.folder)
    return written_files


def _fold_group(group: Group, write: _Put) -> None:
    """Hand the folded rows of a group of units to `write`: whole files at a time, in the order of the key."""
    table, rows = group.table, _rows(group.submissions)
    if rows <= group.batch_rows:
        _fold_units(group, _unit_submissions(group), write)
        return
    # Several months are put aside together: a small file for each would cost more than the fold. Months differ in
    # size, so that parts of half a batch keep within one.
    aside, count = group.folder / "folded", -(-2 * rows // group.batch_rows)

    def put(folded: pl.DataFrame) -> None:
        _spill(aside, folded, file_number(table, folded) // table.unit_groups % count)

    batches = list(_batches(_unit_submissions(group), group.batch_rows))
    for batch in batches:
        if _rows(*batch) <= group.batch_rows:
            _fold_units(group, batch, put)
        else:
            _fold_in_parts(group, batch[0], put)
    # Unit after unit the rows are in the order of the key; those of a unit folded in parts are not.
    is_ordered = table.key[0] == "unit_id" and all(_rows(*batch) <= group.batch_rows for batch in batches)
    for spilled_part in store.spilled(aside):
        spilled = store.scan_spilled(spilled_part)
        write((spilled if is_ordered else spilled.sort(table.key, maintain_order=True)).collect())


def _unit_submissions(group: Group) -> list[_Submissions]:
    """Return the submissions of each unit, between which no key is shared."""
    submissions_by_unit: dict[str, list[Submission]] = {}
    for submission in group.submissions:
        submissions_by_unit.setdefault(submission.unit_id if "unit_id" in group.table.key else "", []).append(
            submission
        )
    return [submissions_by_unit[unit] for unit in sorted(submissions_by_unit)]


def _rows(*several: _Submissions) -> int:
    return sum(s.accepted for submissions in several for s in submissions)


def _batches(several: Iterable[_Submissions], batch_rows: int) -> Iterator[list[_Submissions]]:
    """Yield them in batches within the bound; one that is above it by itself is alone in its batch."""
    batch: list[_Submissions] = []
    for submissions in several:
        if batch and _rows(*batch, submissions) > batch_rows:
            yield batch
            batch = []
        batch.append(submissions)
    yield batch


def _spill(folder: Path, rows: pl.DataFrame, number: pl.Expr) -> None:
    for value, rows_of_number in split(rows, number).items():
        store.spill(rows_of_number, folder / f"{value}")


def _fold_units(group: Group, units: Iterable[_Submissions], put: _Put) -> None:
    """Fold each unit on its own, which sorts less, and hand on their rows in the order of the key."""
    table = group.table
    rows = pl.concat(fold.fold(store.scan_kept(group.home, unit, table).collect(), table, unit) for unit in units)
    put(rows if table.key[0] == "unit_id" else rows.sort(table.key, maintain_order=True))


def _fold_in_parts(group: Group, unit: _Submissions, put: _Put) -> None:
    """Fold a unit that is above the bound: its versions are put aside in parts that hold all those of their keys."""
    table, aside, bound = group.table, group.folder / "versions", group.batch_rows
    part_of_key = pl.struct(table.key).hash() % -(-_rows(unit) // bound)
    for batch in _batches(([s] for s in unit), bound):
        versions = store.scan_kept(group.home, [s for submissions in batch for s in submissions], table)
        for start in range(0, _rows(*batch), bound):
            _spill(aside, versions.slice(start, bound).collect(), part_of_key)
    for spilled_part in store.spilled(aside):
        put(fold.fold(store.scan_spilled(spilled_part).collect(), table, unit))
    store.drop_spilled(aside)
