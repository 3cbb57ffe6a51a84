"""The evidence of a period: all that is assessed, whoever gathered it."""

from dataclasses import dataclass

import polars as pl

from warehouse.ranking.evidence.periods import Period


@dataclass(frozen=True)
class Evidence:
    """What a period gives to assess: cells of it and of the period before, and the parts of its failures.

    `cells` and `earlier` (`cell_values.CELLS`) hold all indicators of the method, `parts` is that of
    `cells.part_counts`.
    """

    period: Period
    cells: pl.DataFrame
    earlier: pl.DataFrame
    parts: pl.DataFrame
