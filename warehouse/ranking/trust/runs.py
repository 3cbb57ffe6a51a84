"""The index under other choices of method: for all combinations of them, or for chosen ones."""

from collections.abc import Mapping
from itertools import product

import numpy as np

from warehouse.arrays import Floats, Ints
from warehouse.ranking.index.matrix import Matrix
from warehouse.ranking.trust.variants import ByFactor, Factors, aggregate_variant, left_out, variant_scores, weight_sets

Variants = Mapping[tuple[str, str, str, str], Matrix]  # by the levels of missing, imputation, target and reporting


def all_runs(nominal: Matrix, variants: Variants, tried: Factors) -> Floats:
    """Return the scores (runs, units) of all combinations, in the order of the factors' levels.

    Units are those of the greatest variant, the nominal ones first; one that a run does not rank is NaN.
    """
    weights = left_out(nominal, weight_sets(nominal), tried.leave_one_out.levels[1:])
    flat, most, scores_of_runs = weights.reshape(-1, weights.shape[-1]), _units(variants), []
    of_cells = (tried.normalisation, tried.missing, tried.imputation, tried.target)
    for scale, *levels in product(*(factor.levels for factor in of_cells)):
        missing, imputation, target = levels
        by_reporting: list[list[Floats]] = []
        for reporting in tried.reporting.levels:
            matrix = variants[missing, imputation, target, reporting]
            if by_reporting and len(matrix.units) == len(nominal.units):  # nobody is left out
                by_reporting.append(by_reporting[0])
                continue
            scores = variant_scores(matrix, nominal, scale)
            of_rules = (aggregate_variant(matrix, scores, flat, scale, rule) for rule in tried.aggregation.levels)
            by_reporting.append([_padded(of_rule, most) for of_rule in of_rules])
        scores_of_runs += [np.stack(runs, axis=1).reshape(-1, most) for runs in zip(*by_reporting, strict=True)]
    return np.concatenate(scores_of_runs)


def _units(variants: Variants) -> int:
    return max(len(matrix.units) for matrix in variants.values())


def _padded(scores: Floats, units: int) -> Floats:
    missing = np.full((*scores.shape[:-1], units - scores.shape[-1]), np.nan)
    return np.concatenate([scores, missing], axis=-1)


def chosen_runs(
    nominal: Matrix, variants: Variants, tried: Factors, chosen: Ints, values: Floats | None = None
) -> Floats:
    """Return the scores (runs, units) of the combinations `chosen` (runs, factors), as indices of the factors' levels.

    Units as in `all_runs`. With `values` (runs, units, k) each run has drawn values of its own in place of those that
    were counted of the nominal units.

    Args:
        nominal: the units as the method ranks them.
        variants: the same units by (missing, imputation, target, reporting).
        tried: the factors with their levels.
        chosen: levels (runs, factors) by their places.
        values: drawn values, where chance varies as well.
    """
    weights = left_out(nominal, weight_sets(nominal), tried.leave_one_out.levels[1:])
    scores_of_runs = np.full((len(chosen), _units(variants)), np.nan)
    levels = ByFactor[Ints](*chosen.T)
    of_cells = [levels.missing, levels.imputation, levels.target, levels.reporting]
    but_weights = [levels.normalisation, *of_cells, levels.aggregation]
    of_runs, place = np.unique(np.stack(but_weights, axis=-1), axis=0, return_inverse=True)
    for i, (scale, missing, imputation, target, reporting, rule) in enumerate(of_runs):
        rows = np.flatnonzero(place.ravel() == i)
        names = (tried.missing.levels[missing], tried.imputation.levels[imputation])
        matrix = variants[*names, tried.target.levels[target], tried.reporting.levels[reporting]]
        kind = tried.normalisation.levels[scale]
        drawn = None if values is None else _drawn(nominal, matrix, values[rows])
        scores = variant_scores(matrix, nominal, kind, drawn)
        weighed = weights[levels.weights[rows], levels.leave_one_out[rows]]
        aggregated = aggregate_variant(matrix, scores, weighed, kind, tried.aggregation.levels[rule])
        scores_of_runs[rows, : len(matrix.units)] = aggregated
    return scores_of_runs


def _drawn(nominal: Matrix, matrix: Matrix, values: Floats) -> Floats:
    """Return drawn values for the cells that were counted: what a policy or an imputation makes does not vary.

    Nor do units that the nominal matrix leaves out: nothing was drawn of them.
    """
    ranked, others = np.split(matrix.floats, [len(nominal.units)])
    is_drawn = nominal.present & ~nominal.is_fixed & (ranked == nominal.floats)
    of_ranked = np.where(is_drawn, values, ranked)
    of_others = np.broadcast_to(others, (len(values), *others.shape))
    return np.concatenate([of_ranked, of_others], axis=-2)
