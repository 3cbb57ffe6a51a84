"""The index under other choices of method: for all combinations of them, or for chosen ones."""

from collections.abc import Mapping
from itertools import product

import numpy as np

from warehouse.arrays import Floats, Ints
from warehouse.ranking.index.matrix import Matrix
from warehouse.ranking.trust.variants import ByFactor, Factors, aggregate_variant, left_out, variant_scores, weight_sets

Variants = Mapping[tuple[str, str, str, str], Matrix]  # by the levels of missing, imputation, target and reporting


def all_runs(nominal: Matrix, variants: Variants, tried_factors: Factors) -> Floats:
    """Return the scores (runs, units) of all combinations, in the order of the factors' levels.

    Units are those of the greatest variant, the nominal ones first; one that a run does not rank is NaN.
    """
    weights = left_out(nominal, weight_sets(nominal), tried_factors.leave_one_out.levels[1:])
    flat, most_units, scores_of_runs = weights.reshape(-1, weights.shape[-1]), _units(variants), []
    cell_factors = (tried_factors.normalisation, tried_factors.missing, tried_factors.imputation, tried_factors.target)
    for scale, *levels in product(*(factor.levels for factor in cell_factors)):
        missing, imputation, target = levels
        runs_of_reporting: list[list[Floats]] = []
        for reporting in tried_factors.reporting.levels:
            matrix = variants[missing, imputation, target, reporting]
            if runs_of_reporting and len(matrix.units) == len(nominal.units):  # nobody is left out
                runs_of_reporting.append(runs_of_reporting[0])
                continue
            scores = variant_scores(matrix, nominal, scale)
            scores_of_rules = (
                aggregate_variant(matrix, scores, flat, scale, rule) for rule in tried_factors.aggregation.levels
            )
            runs_of_reporting.append([_padded(rule_scores, most_units) for rule_scores in scores_of_rules])
        scores_of_runs += [
            np.stack(runs, axis=1).reshape(-1, most_units) for runs in zip(*runs_of_reporting, strict=True)
        ]
    return np.concatenate(scores_of_runs)


def _units(variants: Variants) -> int:
    return max(len(matrix.units) for matrix in variants.values())


def _padded(scores: Floats, units: int) -> Floats:
    missing_scores = np.full((*scores.shape[:-1], units - scores.shape[-1]), np.nan)
    return np.concatenate([scores, missing_scores], axis=-1)


def chosen_runs(
    nominal: Matrix, variants: Variants, tried_factors: Factors, level_places: Ints, values: Floats | None = None
) -> Floats:
    """Return the scores (runs, units) of the combinations `level_places` (runs, factors), indices of levels of factors.

    Units as in `all_runs`. With `values` (runs, units, k) each run has drawn values of its own in place of those that
    were counted of the nominal units.

    Args:
        nominal: the units as the method ranks them.
        variants: the same units by (missing, imputation, target, reporting).
        tried_factors: the factors with their levels.
        level_places: levels (runs, factors) by their places.
        values: drawn values, where chance varies as well.
    """
    weights = left_out(nominal, weight_sets(nominal), tried_factors.leave_one_out.levels[1:])
    scores_of_runs = np.full((len(level_places), _units(variants)), np.nan)
    levels = ByFactor[Ints](*level_places.T)
    cell_levels = [levels.missing, levels.imputation, levels.target, levels.reporting]
    but_weights = [levels.normalisation, *cell_levels, levels.aggregation]
    distinct_runs, place = np.unique(np.stack(but_weights, axis=-1), axis=0, return_inverse=True)
    for i, (scale, missing, imputation, target, reporting, rule) in enumerate(distinct_runs):
        rows = np.flatnonzero(place.ravel() == i)
        names = (tried_factors.missing.levels[missing], tried_factors.imputation.levels[imputation])
        matrix = variants[*names, tried_factors.target.levels[target], tried_factors.reporting.levels[reporting]]
        kind = tried_factors.normalisation.levels[scale]
        drawn_values = None if values is None else _drawn_values(nominal, matrix, values[rows])
        scores = variant_scores(matrix, nominal, kind, drawn_values)
        weighed = weights[levels.weights[rows], levels.leave_one_out[rows]]
        aggregated = aggregate_variant(matrix, scores, weighed, kind, tried_factors.aggregation.levels[rule])
        scores_of_runs[rows, : len(matrix.units)] = aggregated
    return scores_of_runs


def _drawn_values(nominal: Matrix, matrix: Matrix, values: Floats) -> Floats:
    """Return drawn values for the cells that were counted: what a policy or an imputation makes does not vary.

    Nor do units that the nominal matrix leaves out: nothing was drawn of them.
    """
    ranked, other_units = np.split(matrix.floats, [len(nominal.units)])
    is_drawn = nominal.present & ~nominal.is_fixed & (ranked == nominal.floats)
    ranked_values = np.where(is_drawn, values, ranked)
    other_values = np.broadcast_to(other_units, (len(values), *other_units.shape))
    return np.concatenate([ranked_values, other_values], axis=-2)
