"""What names a row of a ranking besides its unit: the measure, and the peer group that it is compared in."""

import polars as pl

SCORE = "score"  # the measure that is the whole index
GROUP = "group:"  # begins the measures that are groups of the index: an indicator may have the same name
ALL = "all"  # the peer group of everybody


def is_score_among(grouping: str = "") -> pl.Expr:
    """Say of each row of `rankings` whether it is the score among all units, or within a group of the grouping."""
    group = pl.col("peer_group")
    return (pl.col("measure") == SCORE) & (group.str.starts_with(f"{grouping}:") if grouping else group == ALL)
