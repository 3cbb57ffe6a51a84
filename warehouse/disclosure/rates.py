"""The rate of all units together where its counts are not published: that of the units whose counts are.

Nothing hidden follows from a sum of what is published. Of which units it is, pages say beside it.
"""

from collections.abc import Mapping

import polars as pl

from warehouse.ranking.row_ids import ALL


def with_rates(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the protected tables; a row of `benchmarks` that is suppressed has the rate of the units that are not."""
    of_all = (
        tables["rankings"].filter((pl.col("peer_group") == ALL) & pl.col("eligible")).drop_nulls(["value", "x", "n"])
    )
    total = pl.col("n").sum()
    sums = of_all.group_by("measure").agg(rate=pl.when(total > 0).then(pl.col("x").sum() / total))
    shown = tables["benchmarks"].join(sums, left_on="indicator", right_on="measure", how="left", maintain_order="left")
    value = pl.when(pl.col("status") == "SUPPRESSED").then("rate").otherwise("value").alias("value")
    return {**tables, "benchmarks": shown.with_columns(value).drop("rate")}
