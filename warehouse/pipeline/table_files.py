"""Which file of its table a row stands in: that of its month, and in it of its unit's group."""

import polars as pl

from schemas.table import Table

_PLACE = "_place"


def by_file(table: Table, rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the rows of each file, by its name within the table's folder; their order stays.

    The file follows from the row alone, so that a file that is rewritten and one that is made anew hold the same rows.
    """
    if not rows.height:
        return {}
    # One number for each file: cheaper to compare than the texts of its name.
    parts = rows.with_columns((_months(table) * table.unit_groups + _groups(table, rows)).alias(_PLACE)).partition_by(
        _PLACE, as_dict=True, include_key=False
    )
    return {_name(table, *divmod(place, table.unit_groups)): part for (place,), part in parts.items()}


def _months(table: Table) -> pl.Expr:
    """Return the month of a row, counted from the year 0."""
    if not table.partition_by:
        return pl.lit(0, pl.Int32)
    day = pl.col(table.partition_by)
    return day.dt.year() * 12 + day.dt.month() - 1


def _groups(table: Table, rows: pl.DataFrame) -> pl.Expr:
    if table.unit_groups == 1:
        return pl.lit(0, pl.Int32)
    groups = {unit: table.unit_group(unit) for unit in rows.get_column("unit_id").unique()}
    return pl.col("unit_id").replace_strict(groups, return_dtype=pl.Int32)


def _name(table: Table, month: int, group: int) -> str:
    part = f"part-{group}.parquet"
    if not table.partition_by:
        return part
    return f"{table.partition_by.removesuffix('_at')}_month={month // 12:04d}-{month % 12 + 1:02d}/{part}"
