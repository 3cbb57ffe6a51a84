"""What the page of revisions shows, as rows: what each edition changed."""

import polars as pl

from warehouse.rows import Row


def changed(revisions: pl.DataFrame) -> dict[int, list[Row]]:
    """Return the rows of `revisions` whose rank or score changed, by version, the latest first; units by id."""
    rows = revisions.sort(pl.col("version"), "unit_id", descending=[True, False]).to_dicts()
    rows_of_version: dict[int, list[Row]] = {row["version"]: [] for row in rows}
    for row in rows:
        if rank_changed(row) or score_changed(row):
            rows_of_version[row["version"]].append(row)
    return rows_of_version


def rank_changed(row: Row) -> bool:
    """Say whether the rank of a unit is another than before, or is there and was not, or the other way round."""
    return bool(row["rank_before"] != row["rank_after"])


def score_changed(row: Row) -> bool:
    """Say whether the score of a unit is another than before, or is there and was not, or the other way round."""
    return bool(row["score_before"] != row["score_after"])
