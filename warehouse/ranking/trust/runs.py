"""The index under other choices of method: for all combinations of them, or for chosen ones."""

from collections.abc import Mapping
from itertools import product

import numpy as np

from warehouse.arrays import Floats, Ints
from warehouse.ranking.index.matrix import Matrix
from warehouse.ranking.trust.variants import ByFactor, Factors, aggregate_variant, left_out, variant_scores, weight_sets

Variants = Mapping[tuple[str, str, str], Matrix]  # by the levels of missing, imputation and target


def all_runs(nominal: Matrix, variants: Variants, tried: Factors) -> Floats:
    """Return the scores (runs, units) of all combinations, in the order of the factors' levels."""
    weights = left_out(nominal, weight_sets(nominal), tried.leave_one_out.levels[1:])
    flat, scores_of_runs = weights.reshape(-1, weights.shape[-1]), []
    of_cells = (tried.normalisation, tried.missing, tried.imputation, tried.target)
    for scale, missing, imputation, target in product(*(factor.levels for factor in of_cells)):
        matrix = variants[missing, imputation, target]
        scores = variant_scores(matrix, nominal, scale)
        scores_of_runs += [aggregate_variant(matrix, scores, flat, scale, rule) for rule in tried.aggregation.levels]
    return np.concatenate(scores_of_runs)


def chosen_runs(
    nominal: Matrix, variants: Variants, tried: Factors, chosen: Ints, values: Floats | None = None
) -> Floats:
    """Return the scores (runs, units) of the combinations `chosen` (runs, factors), as indices of the factors' levels.

    With `values` (runs, units, k) each run has drawn values of its own in place of those that were counted.

    Args:
        nominal: the units as the method ranks them.
        variants: the same units by (missing, imputation, target).
        tried: the factors with their levels.
        chosen: levels (runs, factors) by their places.
        values: drawn values, where chance varies as well.
    """
    weights = left_out(nominal, weight_sets(nominal), tried.leave_one_out.levels[1:])
    ranks = np.full((len(chosen), len(nominal.units)), np.nan)
    levels = ByFactor[Ints](*chosen.T)
    but_weights = [levels.normalisation, levels.missing, levels.imputation, levels.target, levels.aggregation]
    of_runs, place = np.unique(np.stack(but_weights, axis=-1), axis=0, return_inverse=True)
    for i, (scale, missing, imputation, target, rule) in enumerate(of_runs):
        rows = np.flatnonzero(place.ravel() == i)
        of_cells = (tried.missing.levels[missing], tried.imputation.levels[imputation], tried.target.levels[target])
        matrix, kind = variants[of_cells], tried.normalisation.levels[scale]
        drawn = None if values is None else _drawn(nominal, matrix, values[rows])
        scores = variant_scores(matrix, nominal, kind, drawn)
        weighed = weights[levels.weights[rows], levels.leave_one_out[rows]]
        ranks[rows] = aggregate_variant(matrix, scores, weighed, kind, tried.aggregation.levels[rule])
    return ranks


def _drawn(nominal: Matrix, matrix: Matrix, values: Floats) -> Floats:
    """Return drawn values for the cells that were counted: what a policy or an imputation makes does not vary."""
    is_drawn = nominal.present & ~nominal.is_fixed & np.equal(matrix.values, nominal.values).astype(np.bool_)
    return np.where(is_drawn, values, matrix.values.astype(np.float64))
