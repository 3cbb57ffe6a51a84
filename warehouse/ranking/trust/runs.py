"""The index under other choices of method: for all combinations of them, or for chosen ones."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from warehouse.arrays import Floats, Ints
from warehouse.ranking.composite.factorial import Factor
from warehouse.ranking.index.matrix import Matrix
from warehouse.ranking.trust.variants import aggregate_variant, left_out, variant_scores, weight_sets

Variants = Mapping[tuple[str, str, str], Matrix]  # by the levels of missing, imputation and target


def all_runs(nominal: Matrix, variants: Variants, tried: Sequence[Factor]) -> Floats:
    """Return the scores (runs, units) of all combinations, in the order of the factors' levels."""
    scales, missing, imputation, target, rules, _, without = tried
    weights = left_out(nominal, weight_sets(nominal), without.levels[1:])
    flat, found = weights.reshape(-1, weights.shape[-1]), []
    for scale, *levels in product(scales.levels, missing.levels, imputation.levels, target.levels):
        matrix = variants[levels[0], levels[1], levels[2]]
        scores = variant_scores(matrix, nominal, scale)
        found += [aggregate_variant(matrix, scores, flat, scale, rule) for rule in rules.levels]
    return np.concatenate(found)


def chosen_runs(
    nominal: Matrix, variants: Variants, tried: Sequence[Factor], chosen: Ints, values: Floats | None = None
) -> Floats:
    """Return the scores (runs, units) of the combinations `chosen` (runs, factors), as indices of the factors' levels.

    With `values` (runs, units, k) each run has drawn values of its own in place of those that were counted.
    """
    weights = left_out(nominal, weight_sets(nominal), tried[-1].levels[1:])
    found = np.full((len(chosen), len(nominal.units)), np.nan)
    outer, of_run = np.unique(chosen[:, :5], axis=0, return_inverse=True)
    for i, combination in enumerate(outer):
        rows = np.flatnonzero(of_run.ravel() == i)
        scale, missing, imputation, target, rule = (f.levels[j] for f, j in zip(tried, combination, strict=False))
        matrix = variants[missing, imputation, target]
        own = None if values is None else _drawn(nominal, matrix, values[rows])
        scores = variant_scores(matrix, nominal, scale, own)
        found[rows] = aggregate_variant(matrix, scores, weights[chosen[rows, 5], chosen[rows, 6]], scale, rule)
    return found


def _drawn(nominal: Matrix, matrix: Matrix, values: Floats) -> Floats:
    """Return drawn values for the cells that were counted: what a policy or an imputation makes does not vary."""
    is_drawn = nominal.present & ~nominal.is_fixed & np.equal(matrix.values, nominal.values).astype(np.bool_)
    return np.where(is_drawn, values, matrix.values.astype(np.float64))
