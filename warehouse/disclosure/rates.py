"""The rate of all units together where its counts are not published: from nothing but what is published.

The centre of a funnel plot is needed, and the exact one would disclose a suppressed count. A small count is taken as
the middle of the range that is published for it; a unit without a range is left out.
"""

from collections.abc import Mapping

import polars as pl

from warehouse.ranking.row_ids import ALL

_CELL = ["unit_id", "measure"]


def with_rates(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the protected tables, with an approximate `value` in the rows of `benchmarks` that are suppressed."""
    of_all = tables["rankings"].filter((pl.col("peer_group") == ALL) & pl.col("eligible") & pl.col("n").is_not_null())
    joined = of_all.join(_middles(tables["suppressions"]), on=_CELL, how="left", maintain_order="left")
    x = pl.coalesce("x", "middle_x", pl.col("n") - pl.col("middle_rest"))
    sums = (
        joined.with_columns(x=x)
        .filter(pl.col("x").is_not_null())
        .group_by("measure")
        .agg(rate=pl.when(pl.col("n").sum() > 0).then(pl.col("x").sum() / pl.col("n").sum()))
    )
    shown = tables["benchmarks"].join(sums, left_on="indicator", right_on="measure", how="left", maintain_order="left")
    value = pl.when(pl.col("status") == "SUPPRESSED").then("rate").otherwise("value").alias("value")
    return {**tables, "benchmarks": shown.with_columns(value).drop("rate")}


def _middles(suppressions: pl.DataFrame) -> pl.DataFrame:
    """Return the middle of the range of each small numerator and remainder in `rankings`, by unit and measure."""
    ranges = suppressions.filter((pl.col("table_name") == "rankings") & pl.col("least").is_not_null())
    middle = (pl.col("least") + pl.col("most")) / 2
    numerators, remainders = (
        ranges.filter(part=part).select("unit_id", middle.alias(f"middle_{part}"), measure="item")
        for part in ("x", "rest")
    )
    return numerators.join(remainders, on=_CELL, how="full", coalesce=True)
