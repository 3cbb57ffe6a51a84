"""The table `peer_quantiles` of a publication: between which values the peers of a unit lie, by indicator.

It is made of what is published, when all that is hidden is out: a reader can work it out, and nothing else.
"""

from collections.abc import Mapping

import polars as pl

from schemas.table import load_tables
from warehouse.ranking.row_ids import GROUP, SCORE

_SHARES = {"lowest": 0.0, "lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75, "highest": 1.0}


def peer_quantiles(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return lowest value, quartiles and highest of the peers' values that `tables`, already protected, publish.

    Quantiles are of type 7 of R. J. Hyndman and Y. Fan (1996). The peers are those that are ranked, with a value that
    is scored; `hidden` are those of them whose value is suppressed.
    """
    rankings = tables["rankings"].filter(
        pl.col("eligible"), pl.col("measure") != SCORE, ~pl.col("measure").str.starts_with(GROUP)
    )
    values = pl.col("value").filter(pl.col("status") == "OK").drop_nulls()
    quantiles = rankings.group_by("peer_group", indicator=pl.col("measure"), maintain_order=True).agg(
        values.len().cast(pl.Int64).alias("units"),
        (pl.col("status") == "SUPPRESSED").sum().cast(pl.Int64).alias("hidden"),
        *(values.quantile(share, "linear").alias(name) for name, share in _SHARES.items()),
    )
    names = load_tables()["peer_quantiles"].polars_schema.names()
    return quantiles.filter(pl.col("units") > 0).select(names)
