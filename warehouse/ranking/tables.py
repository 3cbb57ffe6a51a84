"""What an assessment publishes, as tables: each begins with the period and the method that it is about."""

from collections.abc import Mapping

import polars as pl
import polars.selectors as cs

from schemas.method import Method
from warehouse.ranking.assessment import Assessment
from warehouse.ranking.evidence.effects import Effect, Effects, as_columns
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.published import ABOUT, inner_schema


def output_tables(
    assessment: Assessment,
    changes: pl.DataFrame,
    previous: Period,
    effects: Effects,
    retest: pl.DataFrame,
    method: Method,
    period: Period,
) -> Mapping[str, pl.DataFrame]:
    """Return the tables by their name in `schemas/tables`; those of robustness have no rows where nobody is ranked.

    `method_version` is the fingerprint of the method, `as_of` the last day that was counted. What is no number is null.

    Args:
        assessment: the ranking, with its sets, weights and sensitivity.
        changes: from the period before (`ranking_changes`).
        previous: that period.
        effects: the design effects, with what each rests on.
        retest: what the halves of the period say of its reliability (`ranking_reliability`).
        method: the method that ranked.
        period: the period that was ranked.
    """
    robustness = assessment.robustness
    tables = {
        "rankings": assessment.rankings,
        "ranking_pairs": assessment.pairs,
        "ranking_bands": assessment.bands,
        "ranking_changes": changes.with_columns(previous_period=pl.lit(previous.id)),
        "ranking_weights": assessment.weights,
        "ranking_effects": effects_of(effects, method),
        "ranking_reliability": retest,
        "ranking_robustness": inner_schema("ranking_robustness").to_frame() if robustness is None else robustness.units,
        "ranking_factors": inner_schema("ranking_factors").to_frame() if robustness is None else robustness.factors,
        "ranking_reporting": assessment.reporting,
        "ranking_left_out": inner_schema("ranking_left_out").to_frame() if robustness is None else robustness.left_out,
    }
    identity = dict(zip(ABOUT, (period.id, period.last, method.id, method.fingerprint), strict=True))
    return {
        name: frame.select(*(pl.lit(value).alias(column) for column, value in identity.items()), cs.all()).with_columns(
            cs.float().fill_nan(None)
        )
        for name, frame in tables.items()
    }


def effects_of(effects: Effects, method: Method) -> pl.DataFrame:
    """Return one row for each indicator that the method computes, in its order, and unit: what widens its intervals.

    A census has no row: there is no chance that could be greater.
    """
    codes = [r.code for r in method.rules if r.computable and not method.indicators[r.code].is_census]
    rows = [
        (code, unit, phi, e.raw, df, e.weeks, e.clusters, e.units, *_shared(e), e.is_estimated)
        for code in codes
        for unit, e in sorted(effects[code].items())
        for phi, df in [as_columns(e)]
    ]
    return pl.DataFrame(rows, schema=inner_schema("ranking_effects"), orient="row")


def _shared(effect: Effect) -> tuple[float | None, float | None, float | None]:
    return effect.persistence, effect.overdispersion, effect.variation
