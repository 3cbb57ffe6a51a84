"""Control limits of a funnel plot: between which failures chance alone would keep each unit."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from warehouse.ranking.statistics.chance_limits import limits


def funnel_limits(rate: float, n: Sequence[int], deff: Sequence[float]) -> pl.DataFrame:
    """Return the limits of failures for each 10 000 cases around `rate`, of units of `n` cases and their effects.

    Columns: n, centre, low_95, high_95, low_998, high_998, by n: what the classes of the units are decided by, and a
    little further on either side. Units of one n share the limits of the greatest of their effects.

    Args:
        rate: the rate of failures, 0 to 1.
        n: cases of each unit.
        deff: design effect of each unit, at least 1.
    """
    units = pl.DataFrame({"n": n, "deff": deff}, schema={"n": pl.Int64, "deff": pl.Float64}).sort("n")
    least, most = units.head(1), units.tail(1)
    below_least = least.with_columns(n=(pl.col("n") * 0.8).floor().clip(1).cast(pl.Int64))
    beyond_most = most.with_columns(n=(pl.col("n") * 1.15).ceil().cast(pl.Int64) + 1)
    effect_of_size = pl.concat([below_least, units, beyond_most]).group_by("n").agg(pl.col("deff").max()).sort("n")
    limit_columns = limits(rate, effect_of_size["n"].to_numpy(), effect_of_size["deff"].to_numpy())
    ends = {name: 10_000 * column for name, column in vars(limit_columns).items()}
    return pl.DataFrame({"n": effect_of_size["n"], "centre": np.full(effect_of_size.height, 10_000 * rate), **ends})
