"""Which file of its table a row stands in: that of its month, and in it of its unit's group."""

import polars as pl

from schemas.table import Table

_NUMBER = "_file_number"


def rows_by_file(table: Table, rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the rows of each file, by its name within the table's folder; their order stays.

    The file follows from the row alone, so that a file that is rewritten and one that is made anew hold the same rows.
    """
    rows_by_number = split(rows, file_number(table, rows))
    return {
        _name(table, *divmod(number, table.unit_groups)): rows_of_file
        for number, rows_of_file in rows_by_number.items()
    }


def file_number(table: Table, rows: pl.DataFrame) -> pl.Expr:
    """Return the expression that numbers the files of these rows: cheaper to compare than the texts of their names."""
    group, month = pl.lit(0, pl.Int32), pl.lit(0, pl.Int32)
    if table.unit_groups > 1:
        groups = {unit: table.unit_group(unit) for unit in rows.get_column("unit_id").unique()}
        group = pl.col("unit_id").replace_strict(groups, return_dtype=pl.Int32)
    if table.partition_by:
        day = pl.col(table.partition_by)
        month = day.dt.year() * 12 + day.dt.month() - 1
    return month * table.unit_groups + group


def split(rows: pl.DataFrame, number: pl.Expr) -> dict[int, pl.DataFrame]:
    """Return the rows of each number; their order stays."""
    if rows.is_empty():
        return {}
    rows_by_value = rows.with_columns(number.alias(_NUMBER)).partition_by(_NUMBER, as_dict=True, include_key=False)
    return {int(value): rows_of_number for (value,), rows_of_number in rows_by_value.items()}


def _name(table: Table, month: int, group: int) -> str:
    file_name = f"part-{group}.parquet"
    if not table.partition_by:
        return file_name
    return f"{table.partition_by.removesuffix('_at')}_month={month // 12:04d}-{month % 12 + 1:02d}/{file_name}"
