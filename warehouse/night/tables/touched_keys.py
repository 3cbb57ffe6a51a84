"""The keys that a night may have changed of a table, and their rows folded anew: as much work as what came."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from schemas.submission import Submission
from schemas.table import Table
from warehouse import fold, store


@dataclass(frozen=True)
class Change:
    """The submissions of one table that count now and did not before, or the other way round: `changed`.

    `active` are all that count now, and `known` all that were ever kept, of the units concerned. `made_by` names the
    code whose copies of kept rows may be read.
    """

    home: store.Home
    table: Table
    changed: Collection[Submission]
    active: Collection[Submission]
    known: Collection[Submission]
    made_by: str

    def scan(self, submissions: Collection[Submission]) -> pl.LazyFrame:
        """Return the kept rows of these submissions."""
        units = {s.unit_id for s in submissions}
        known_of_units = [s for s in self.known if s.unit_id in units]
        return store.scan_compacted(self.home, submissions, known_of_units, self.table, self.made_by)


def touched_keys(change: Change) -> pl.DataFrame:
    """Return the keys of the changed submissions, and all that a replacing one of them may hide or bring back."""
    table = change.table
    key_frames = [store.scan_kept(change.home, change.changed, table).select(table.key)]
    for changed_submission in change.changed:
        if changed_submission.replaces and changed_submission.window:
            versions = change.scan([v for v in change.active if v.unit_id == changed_submission.unit_id])
            if table.partition_by:
                versions = versions.filter(
                    pl.col(table.partition_by).cast(pl.Date).is_between(*changed_submission.window)
                )
            key_frames.append(versions.select(table.key))
    return pl.concat(key_frames).unique().collect()


def with_same_code(rows: pl.LazyFrame, table: Table, keys: pl.DataFrame) -> pl.LazyFrame:
    """Return the rows whose key without unit_id is that of one of `keys`."""
    code = [k for k in table.key if k != "unit_id"] or list(table.key)
    return _of_keys(rows, keys.select(code).unique())


def _of_keys(rows: pl.LazyFrame, keys: pl.DataFrame) -> pl.LazyFrame:
    # Nearly all rows are left out by one column, before any other of theirs is read.
    values = keys.get_column(keys.columns[-1]).unique()
    return rows.filter(pl.col(values.name).is_in(values.implode())).join(keys.lazy(), on=keys.columns, how="semi")


def fold_keys(change: Change, keys: pl.DataFrame, keys_before: pl.DataFrame) -> pl.DataFrame:
    """Return the folded rows of the touched keys; `keys_before` has those keys that the snapshot before held rows of.

    A key that did not stand there has no version but those that came now, so that nothing has to be sought for it;
    unless its sender replaces windows, which may have hidden it.
    """
    table, differs = change.table, {s.submission_id for s in change.changed}
    new_submissions = [s for s in change.active if s.submission_id in differs]
    hiding = {s.unit_id for s in (*change.changed, *change.active) if s.replaces}
    may_be_hidden = pl.col("unit_id").is_in(hiding) if table.scope == "unit" else pl.lit(bool(hiding))
    sought_keys = pl.concat([keys_before, keys.filter(may_be_hidden)]).unique()
    unchanged = [s for s in change.active if s.submission_id not in differs]
    if table.scope == "unit":
        units = set(sought_keys.get_column("unit_id"))
        unchanged = [s for s in unchanged if s.unit_id in units]
    versions = pl.concat(
        [store.scan_kept(change.home, new_submissions, table), _of_keys(change.scan(unchanged), sought_keys)]
    ).collect()
    ids_present = set(versions.get_column("submission_id").unique())
    return fold.fold(versions, table, [s for s in change.active if s.submission_id in ids_present or s.replaces])
