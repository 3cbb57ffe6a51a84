"""The assessment of a period by a method: the ranking, and everything that says how far it can be trusted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import polars as pl

from schemas.method import Method
from schemas.sensitivity_levels import EVERYBODY, OWN
from warehouse.arrays import Floats
from warehouse.ranking.composite.covariance_shares import contributions, shares_of_nodes
from warehouse.ranking.composite.effective import effective_weights
from warehouse.ranking.composite.tree import final_weights
from warehouse.ranking.evidence.completing import add_at_city_rate, at_city_rate, impute, pool_small
from warehouse.ranking.evidence.evidence import Evidence
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.matrix import Matrix, aggregated, matrix_of, normalise_all
from warehouse.ranking.index.score import Ranking, rank, treatments_of
from warehouse.ranking.published import inner_schema
from warehouse.ranking.rankings_table import rankings_tables
from warehouse.ranking.row_ids import SCORE
from warehouse.ranking.trust.bands import band_probabilities
from warehouse.ranking.trust.draws import Counts, Draws, draw_scores, draw_values
from warehouse.ranking.trust.reporting import left_out_units, places, with_left_out
from warehouse.ranking.trust.sensitivity import Robustness, robustness
from warehouse.ranking.trust.variants import factors, with_policy, with_targets


@dataclass(frozen=True)
class Assessment:
    """The result. `rankings` (the table of that name) is what is published of every unit, `pairs` (`ranking_pairs`)
    what would tell neighbours apart, `bands` (`ranking_bands`) how probable each band is; `weights` (`ranking_weights`)
    sets what each part counts for beside its share of the differences; `robustness` is None where nobody is ranked;
    `reporting` (`ranking_reporting`) says which places depend on who reports. Where `rankings` has withheld ranks,
    those in `ranking` are not to be shown.
    """

    ranking: Ranking
    draws: Draws | None
    rankings: pl.DataFrame
    pairs: pl.DataFrame
    bands: pl.DataFrame
    weights: pl.DataFrame
    robustness: Robustness | None
    reporting: pl.DataFrame


def assess(
    evidence: Evidence,
    method: Method,
    units: Collection[str],
    unranked: Mapping[str, Reason] | None = None,
    groupings: Mapping[str, Mapping[str, str]] | None = None,
) -> Assessment:
    """Return the assessment of `units` by `method`; `unranked` as in `score.rank`, `groupings` as in `rankings_tables`.

    The same evidence gives the same result, in whatever order its rows stand. Raises as `score.rank` does.

    Args:
        evidence: the counts of the period and of the one before.
        method: the method to rank by.
        units: the units to be ranked.
        unranked: units that are not comparable, with the reason.
        groupings: by grouping, unit -> peer group.
    """
    ranking, draws, values = _ranking_with_draws(evidence, method, units, unranked)
    matrix = ranking.matrix
    rankings, pairs = rankings_tables(ranking, draws, groupings or {})
    return Assessment(
        ranking,
        draws,
        rankings,
        pairs,
        band_probabilities(method, draws, ranking.table.filter("eligible").get_column("unit_id").to_list()),
        weights_of(matrix),
        _robustness(evidence, ranking, draws, values) if matrix.units else None,
        _reporting(evidence, ranking),
    )


def rank_with_draws(
    evidence: Evidence, method: Method, units: Collection[str], unranked: Mapping[str, Reason] | None = None
) -> tuple[Ranking, Draws | None]:
    """Return the ranking alone with its draws, None where chance is ignored or nobody is ranked: for comparisons.

    Args:
        evidence: the counts of the period and of the one before.
        method: the method to rank by.
        units: the units to be ranked.
        unranked: units that are not comparable, with the reason.
    """
    ranking, draws, _ = _ranking_with_draws(evidence, method, units, unranked)
    return ranking, draws


def _ranking_with_draws(
    evidence: Evidence, method: Method, units: Collection[str], unranked: Mapping[str, Reason] | None
) -> tuple[Ranking, Draws | None, list[Floats]]:
    cells = completed(evidence, method, method.imputation)
    ranking = rank(cells, method, units, evidence.period, unranked)
    if method.uncertainty.interval == "none" or not ranking.matrix.units:
        return ranking, None, []
    values = draw_values(ranking.matrix, Counts(cells, evidence.parts))
    return ranking, draw_scores(ranking.matrix, values), values


def completed(evidence: Evidence, method: Method, imputation: str) -> pl.DataFrame:
    """Return the cells of the period with what the method pools, adds or imputes, others as they are."""
    rules = [rule for rule in method.rules if rule.computable]
    pooled = [r.code for r in rules if (r.on_small_n or method.on_small_n) == "pool_previous_period"]
    least = dict.fromkeys(_proportions(method), method.min_n) | dict(method.min_cases)
    level = float(method.uncertainty.level)
    kind_of_interval, indicators = method.uncertainty.interval, method.indicators
    cells = pool_small(evidence.cells, evidence.earlier, indicators, pooled, least, kind_of_interval, level)
    cells = add_at_city_rate(cells, evidence.earlier, indicators, at_city_rate(method), least)
    if imputation not in ("group_median", "last_period"):
        return cells
    kind: Literal["group_median", "last_period"] = "group_median" if imputation == "group_median" else "last_period"
    return impute(cells, evidence.earlier, kind, [r.code for r in rules])


def _proportions(method: Method) -> list[str]:
    return [r.code for r in method.rules if r.computable and method.indicators[r.code].kind == "proportion"]


def weights_of(matrix: Matrix) -> pl.DataFrame:
    """Return the table `ranking_weights`: what each indicator and group weighs, and its share of the differences.

    `covariance_share` sums to 1 over the indicators, `ratio` is that over the nominal weight; the effective weights of
    P. Paruolo, M. Saisana and A. Saltelli (2013) are squared correlations. All are null where too few units differ.
    """
    nominal = final_weights(matrix.root)
    names = [name for name in nominal if name != SCORE and nominal[name]]
    linear = spline = share = np.full(len(names), np.nan)
    if matrix.units:
        normal = normalise_all(matrix)
        nodes = aggregated(matrix, normal)

        def column(name: str) -> Floats:
            aggregate = nodes[name]
            return np.array(
                [
                    float(v) if is_present else np.nan
                    for v, is_present in zip(aggregate.values, aggregate.present, strict=True)
                ]
            )

        effective = effective_weights(np.stack([column(name) for name in names], axis=-1), column(SCORE))
        linear, spline = effective.linear, effective.spline
        has_score, rules = nodes[SCORE].present, matrix.rules_of_nodes
        terms = contributions(matrix.root, normal[has_score], matrix.present[has_score], rules).astype(np.float64)
        shares = shares_of_nodes(matrix.root, terms, column(SCORE)[has_score])
        share = np.array([float(shares[name]) for name in names])
    weights = [float(nominal[name]) for name in names]
    return pl.DataFrame(
        {
            "measure": names,
            "weight": weights,
            "covariance_share": share,
            "effective_linear": linear,
            "effective_spline": spline,
            "ratio": share / np.array(weights),
        },
        schema=inner_schema("ranking_weights"),
        nan_to_null=True,
    )


def _robustness(evidence: Evidence, ranking: Ranking, draws: Draws | None, values: Sequence[Floats]) -> Robustness:
    """Return the robustness of the ranking, with the cells as every policy, imputation and target would have them."""
    nominal = ranking.matrix
    tried_factors, left_out = factors(nominal.method), left_out_units(ranking)
    variants = {}
    for imputation in tried_factors.imputation.levels:
        policy = nominal.method.imputation if imputation == OWN else imputation
        for missing_policy in tried_factors.missing.levels:
            policy_method = with_policy(nominal.method, missing_policy)
            cells = completed(evidence, policy_method, policy)
            for target in tried_factors.target.levels:
                method = with_targets(policy_method, target)
                treatments = treatments_of(cells, method, nominal.units, ())
                matrix = matrix_of(method, treatments, evidence.period)
                ranked = replace(matrix, rules_of_nodes=nominal.rules_of_nodes)
                other_treatments = treatments_of(cells, method, left_out, ())
                for reporting in tried_factors.reporting.levels:
                    everybody = {} if reporting == OWN else other_treatments
                    variants[missing_policy, imputation, target, reporting] = with_left_out(ranked, everybody)
    drawn_scores = np.zeros((0, len(nominal.units))) if draws is None else draws.scores
    return robustness(nominal, variants, drawn_scores, values)


def _reporting(evidence: Evidence, ranking: Ranking) -> pl.DataFrame:
    """Return the table `ranking_reporting`; no rows where who reports is not varied, or nobody is left out."""
    method = ranking.matrix.method
    units = left_out_units(ranking) if EVERYBODY in factors(method).reporting.levels and ranking.matrix.units else ()
    return places(ranking.matrix, treatments_of(completed(evidence, method, method.imputation), method, units, ()))
