"""Control limits of a funnel plot: between which failures chance alone would keep each unit."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from warehouse.ranking.statistics.chance_limits import limits


def funnel_limits(rate: float, n: Sequence[int], deff: Sequence[float]) -> pl.DataFrame:
    """Return the limits of failures for each 10 000 cases around `rate`, of units of `n` cases and their effects.

    Columns: n, centre, low_95, high_95, low_998, high_998, by n: what the classes of the units are decided by. Units of
    one n share the limits of the greatest of their effects.
    """
    units = pl.DataFrame({"n": n, "deff": deff}, schema={"n": pl.Int64, "deff": pl.Float64})
    by_size = units.group_by("n").agg(pl.col("deff").max()).sort("n")
    within = limits(rate, by_size["n"].to_numpy(), by_size["deff"].to_numpy())
    ends = {
        f"{end}_{name}": 10_000 * getattr(within, f"{end}_{name}") for name in ("95", "998") for end in ("low", "high")
    }
    return pl.DataFrame({"n": by_size["n"], "centre": np.full(by_size.height, 10_000 * rate), **ends})
