"""What a publication says of all units together where it hides a count of one: the sums of the others.

Anybody can add up what is shown, so that these sums tell nothing new; and what they say lies between the lowest and the
highest value that is shown.
"""

from collections.abc import Mapping

import polars as pl

from warehouse.disclosure.hiding import SUPPRESSED
from warehouse.ranking.row_ids import ALL

_COUNTS = ("x", "n", "excluded")
_COUNTED = ("OK", "SMALL_N", SUPPRESSED)


def totals_of_shown(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the table `benchmarks` of protected tables: of each indicator the sums of the units that are shown."""
    rows_of_all = tables["rankings"].filter(
        (pl.col("peer_group") == ALL) & pl.col("eligible") & pl.col("status").is_in(_COUNTED)
    )
    is_hidden = pl.col("status") == SUPPRESSED
    sums = rows_of_all.group_by(indicator="measure").agg(
        *(pl.col(count).filter(~is_hidden).sum().alias(f"{count}_shown") for count in _COUNTS),
        is_hidden.sum().cast(pl.Int64).alias("hidden_now"),
    )
    with_sums = tables["benchmarks"].join(sums, on="indicator", how="left", maintain_order="left")
    hidden_units = pl.col("hidden_now").fill_null(0)
    units = pl.col("units") - hidden_units
    counts = {
        count: pl.when(hidden_units == 0).then(count).when(units > 0).then(pl.col(f"{count}_shown"))
        for count in _COUNTS
    }
    status = pl.when(units > 0).then("status").otherwise(pl.lit(SUPPRESSED))
    summed = with_sums.with_columns(**counts, units=units, hidden=hidden_units, status=status)
    value = pl.when(pl.col("hidden") == 0).then("value").when(pl.col("n") > 0).then(pl.col("x") / pl.col("n"))
    return summed.with_columns(value=value).select(tables["benchmarks"].columns)
