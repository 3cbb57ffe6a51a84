"""Which file of its table a row stands in."""

import polars as pl

from schemas.table import Table

_MONTH = "_month"


def by_file(table: Table, rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the rows of each file, by its name within the table's folder; their order stays.

    The file follows from the row alone, so that a file that is rewritten and one that is made anew hold the same rows.
    """
    if not rows.height:
        return {}
    if not table.partition_by:
        return {"part-0.parquet": rows}
    day = pl.col(table.partition_by)
    # A number is cheaper to compare than the text that stands in the file's name.
    months = rows.with_columns((day.dt.year() * 12 + day.dt.month() - 1).alias(_MONTH))
    parts = months.partition_by(_MONTH, as_dict=True, include_key=False)
    return {_name(table, month): part for (month,), part in parts.items()}


def _name(table: Table, month: int) -> str:
    return f"{table.partition_by.removesuffix('_at')}_month={month // 12:04d}-{month % 12 + 1:02d}/part-0.parquet"
