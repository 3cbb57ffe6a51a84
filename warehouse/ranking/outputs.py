"""What an assessment publishes, as tables: each begins with the period and the method that it is about."""

from collections.abc import Mapping

import polars as pl

from schemas.method import Method
from warehouse.ranking.assessment import Assessment
from warehouse.ranking.periods import Period


def output_tables(
    assessment: Assessment, changes: pl.DataFrame, previous: Period, method: Method, period: Period
) -> Mapping[str, pl.DataFrame]:
    """Return the tables by their name in `schemas/tables`; those of robustness have no rows where nobody is ranked.

    `method_version` is the fingerprint of the method, `as_of` the last day that was counted.
    """
    found = {
        "rankings": assessment.league,
        "ranking_weights": assessment.weights,
        "ranking_changes": changes.with_columns(previous_period=pl.lit(previous.id)),
    }
    if assessment.robustness is not None:
        found["ranking_robustness"] = assessment.robustness.units
        found["ranking_factors"] = assessment.robustness.factors
        found["ranking_left_out"] = assessment.robustness.left_out.with_columns(
            pl.col("largest_movers").list.join(" ")
        )
    about = {
        "period": period.id,
        "as_of": period.last,
        "method": method.id,
        "method_version": method.fingerprint,
    }
    return {
        name: frame.select(*(pl.lit(value).alias(column) for column, value in about.items()), pl.all())
        for name, frame in found.items()
    }
