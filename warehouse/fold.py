"""The current state of a table as a pure function of the set of its accepted submissions.

Any order of arrival and any repetition give the same rows: the latest `(exported_at, hash)` wins, the first promise is
kept from the first version, and a file that replaces a window removes what it leaves out.
"""

from collections.abc import Iterable

import polars as pl

from schemas.column import Column
from schemas.register import CITY
from schemas.submission import Submission
from schemas.table import Table

VERSION = "_version"


def version_ranks(submissions: Iterable[Submission]) -> pl.DataFrame:
    """Return submission_id and its place (`_version`, from 0) in the order that decides between versions of a row."""
    sorted_submissions = sorted(submissions, key=lambda s: s.order)
    ids = [s.submission_id for s in sorted_submissions]
    return pl.DataFrame(
        {"submission_id": ids, VERSION: range(len(ids))}, schema={"submission_id": pl.String, VERSION: pl.UInt32}
    )


def fold(versions: pl.DataFrame, table: Table, submissions: Iterable[Submission]) -> pl.DataFrame:
    """Return one row for each key, with the stored columns of the table, sorted by key.

    `versions` holds the stored columns of all versions of the keys concerned; `submissions` are all that are active
    for the table, for their order and for the windows that some of them replace.
    """
    submissions = list(submissions)
    ids, ranks = version_ranks(submissions)
    rank = pl.col("submission_id").replace_strict(ids, ranks, default=None, return_dtype=ranks.dtype)
    ranked = versions.with_columns(rank.alias(VERSION)).filter(pl.col(VERSION).is_not_null()).sort(*table.key, VERSION)
    is_repeat = pl.all_horizontal(pl.col(k) == pl.col(k).shift() for k in table.key).fill_null(False)
    is_shared = ranked.select(is_repeat | is_repeat.shift(-1, fill_value=False)).to_series()
    if is_shared.any():
        versions_of_shared = ranked.filter(is_shared).group_by(table.key, maintain_order=True)
        columns = [c for c in table.stored_columns if c.name not in table.key]
        folded_rows = versions_of_shared.agg(*map(_folded, columns), pl.col(VERSION).last()).select(ranked.columns)
        ranked = pl.concat([ranked.filter(~is_shared), folded_rows]).sort(table.key, maintain_order=True)
    return _without_replaced(ranked, table, submissions).select(table.stored_schema.names())


def _folded(column: Column) -> pl.Expr:
    """Return the expression that makes one value of a key's versions, which are in order."""
    versions = pl.col(column.name)
    if column.fold == "first":
        return versions.drop_nulls().first()
    if column.fold == "changes":
        changes = pl.col(column.fold_of).drop_nulls().rle_id().max().fill_null(0).cast(pl.Int64)
        return pl.max_horizontal(versions.max(), changes).alias(column.name)
    return versions.last()


def _without_replaced(rows: pl.DataFrame, table: Table, submissions: list[Submission]) -> pl.DataFrame:
    """Remove the rows that a later replacing submission of the same unit covers with its window and leaves out."""
    ranks = dict(version_ranks(submissions).iter_rows())
    # Of a row that was rejected the key may be unreadable: such a file cannot say what it leaves out.
    replacing = [s for s in submissions if s.replaces and s.rejected == 0 and s.window]
    if not replacing:
        return rows
    sender = pl.col("unit_id") if table.scope == "unit" else pl.lit(CITY)  # a city table's units are what it speaks of
    rows = rows.with_columns(_sender=sender)
    windows = pl.DataFrame(
        [(s.unit_id, s.window[0], s.window[1], ranks[s.submission_id]) for s in replacing if s.window],
        schema={"_sender": pl.String, "_from": pl.Date, "_to": pl.Date, "_replaced_by": pl.UInt32},
        orient="row",
    )
    join_columns = ["_sender"]
    if table.partition_by:
        join_columns.append("_day")
        windows = windows.with_columns(_day=pl.date_ranges("_from", "_to")).explode("_day")
        rows = rows.with_columns(_day=pl.col(table.partition_by).cast(pl.Date))
    newest = windows.group_by(join_columns).agg(pl.col("_replaced_by").max())
    rows_with_windows = rows.join(newest, on=join_columns, how="left", maintain_order="left")
    return rows_with_windows.filter(pl.col(VERSION) >= pl.col("_replaced_by").fill_null(0)).select(
        pl.exclude("_sender", "_day", "_replaced_by")
    )


def shared_codes(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the keys that stand under more than one unit: columns `subject` (the key) and `unit_id`, sorted.

    They are flagged, never merged: two districts may have used one number, or one may have sent the other's dossier.
    """
    codes = [k for k in table.key if k != "unit_id"]
    if len(codes) != 1 or table.scope != "unit":
        return pl.DataFrame(schema={"subject": pl.String, "unit_id": pl.String})
    several = rows.filter(pl.col(codes[0]).is_duplicated())
    return several.select(pl.col(codes[0]).alias("subject"), "unit_id").sort("subject", "unit_id")
