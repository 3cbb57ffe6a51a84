"""How much the ranks owe to choices of method: every combination of other reasonable ones, exactly and without chance.

Apart from that and together with it: how much they owe to chance in the counts. The spreads are those of what was
tried: no confidence intervals.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import polars as pl

from warehouse.ranking.composite.factorial import Factor, indices, runs
from warehouse.ranking.composite.rank_shift import (
    RankDistribution,
    competition_ranks,
    leave_one_out,
    mean_shift,
    rank_distribution,
    share_in_top,
)
from warehouse.ranking.matrix import Matrix
from warehouse.ranking.statistics.streams import stream
from warehouse.ranking.variants import (
    aggregate_variant,
    factors,
    left_out,
    variant_scores,
    weight_sets,
)

Array = npt.NDArray[np.float64]
_COMBINED = 2_000  # draws of counts that meet a random choice of method
UNITS = pl.Schema(
    {"unit_id": pl.String(), "rank": pl.Float64()}
    | {
        f"rank_{kind}_{what}": pl.Float64()
        for kind in ("method", "sampling", "combined")
        for what in ("mean", "median", "q05", "q95")
    }
    | {"share_in_top_method": pl.Float64(), "share_in_top_sampling": pl.Float64()}
)
FACTORS = pl.Schema(
    {
        "factor": pl.String(),
        "levels": pl.Int64(),
        "first_order": pl.Float64(),
        "total_order": pl.Float64(),
    }
)
LEFT_OUT = pl.Schema(
    {
        "indicator": pl.String(),
        "mean_shift": pl.Float64(),
        "largest_shift": pl.Float64(),
        "largest_movers": pl.List(pl.String()),
    }
)
Variants = Mapping[tuple[str, str, str], Matrix]


@dataclass(frozen=True)
class Robustness:
    """`units` (`UNITS`): the spread of each rank; `factors` (`FACTORS`): the indices of each choice, for the mean
    shift of ranks; `left_out` (`LEFT_OUT`): what each indicator moves when it is not there; `runs`: how many were made.
    """

    units: pl.DataFrame
    factors: pl.DataFrame
    left_out: pl.DataFrame
    runs: int


def robustness(nominal: Matrix, variants: Variants, draws: Array, values: Sequence[Array]) -> Robustness:
    """Return what the ranks of the nominal matrix's units owe to method and to chance.

    `variants` holds the same units by (missing, imputation, target), the levels of those factors: `nominal` is the one
    at "own" everywhere. `draws` (draws, units) are drawn scores, `values` the drawn values (draws, units) of each
    indicator; none where chance is ignored. Outcome of a run is the mean shift of ranks, Σ|R - R⁰| / units.
    Source: M. Saisana, A. Saltelli, S. Tarantola (2005); the indices by enumeration, ranking.md 2.13.
    """
    tried = factors(nominal.method)
    made, top = runs(tried), nominal.method.rank_sets.top
    scores = np.concatenate(list(_runs(nominal, variants, tried)))
    ranks = competition_ranks(scores)
    shifts = np.nan_to_num(mean_shift(ranks, ranks[0])).reshape([len(f.levels) for f in tried])
    found = indices(shifts)
    of_factors = [
        (f.id, len(f.levels), float(s), float(st))
        for f, s, st in zip(tried, found.first_order, found.total_order, strict=True)
        if len(f.levels) > 1
    ]
    own = ranks[1 : len(tried[-1].levels)]
    spread = _units(nominal, ranks, draws, _combined(nominal, variants, tried, values), top)
    return Robustness(
        spread,
        pl.DataFrame(of_factors, schema=FACTORS, orient="row"),
        _left_out(nominal, tried[-1], own, ranks[0]),
        made,
    )


def _runs(nominal: Matrix, variants: Variants, tried: Sequence[Factor]) -> Iterator[Array]:
    """Yield the scores (runs, units) of all combinations, in the order of the factors' levels."""
    scales, missing, imputation, target, rules, _, without = tried
    weights = left_out(nominal, weight_sets(nominal), without.levels[1:])
    flat = weights.reshape(-1, weights.shape[-1])
    for scale, *variant in product(scales.levels, missing.levels, imputation.levels, target.levels):
        matrix = variants[variant[0], variant[1], variant[2]]
        scores = variant_scores(matrix, nominal, scale)
        for rule in rules.levels:
            yield aggregate_variant(matrix, scores, flat, scale, rule)


def _combined(nominal: Matrix, variants: Variants, tried: Sequence[Factor], values: Sequence[Array]) -> Array | None:
    """Return ranks (draws, units) where the counts are drawn and the choices of method taken at random."""
    if not values:
        return None
    random = stream(nominal.method.uncertainty.seed, nominal.method.fingerprint, "sensitivity/combined")
    size = min(_COMBINED, len(values[0]))
    drawn = np.stack([column[:size] for column in values], axis=-1)
    chosen = [random.integers(len(factor.levels), size=size) for factor in tried]
    weights = left_out(nominal, weight_sets(nominal), tried[-1].levels[1:])
    found = np.full((size, len(nominal.units)), np.nan)
    for combination in product(*(range(len(factor.levels)) for factor in tried[:5])):
        rows = np.flatnonzero(np.all([c == level for c, level in zip(chosen, combination, strict=False)], axis=0))
        if not rows.size:
            continue
        scale, missing, imputation, target, rule = (f.levels[i] for f, i in zip(tried, combination, strict=False))
        matrix = variants[missing, imputation, target]
        # What a policy or an imputation makes of a cell does not vary, and is not what was drawn for the nominal one.
        is_drawn = nominal.present & ~nominal.is_fixed & np.equal(matrix.values, nominal.values).astype(np.bool_)
        own = np.where(is_drawn, drawn[rows], matrix.values.astype(np.float64))
        scores = variant_scores(matrix, nominal, scale, own)
        found[rows] = aggregate_variant(matrix, scores, weights[chosen[5][rows], chosen[6][rows]], scale, rule)
    return competition_ranks(found)


def _units(nominal: Matrix, ranks: Array, draws: Array, combined: Array | None, top: int) -> pl.DataFrame:
    sampled = competition_ranks(draws) if len(draws) else None
    columns: dict[str, object] = {"unit_id": list(nominal.units), "rank": ranks[0]}
    for kind, found in (("method", ranks), ("sampling", sampled), ("combined", combined)):
        spread = None if found is None else rank_distribution(found, ranks[0])
        columns |= {f"rank_{kind}_{what}": _column(spread, what) for what in ("mean", "median", "q05", "q95")}
    columns["share_in_top_method"] = share_in_top(ranks, top)
    columns["share_in_top_sampling"] = None if sampled is None else share_in_top(sampled, top)
    return pl.DataFrame(columns, schema=UNITS, nan_to_null=True)


def _column(spread: RankDistribution | None, what: str) -> Array | None:
    return None if spread is None else getattr(spread, what)


def _left_out(nominal: Matrix, without: Factor, ranks: Array, own: Array) -> pl.DataFrame:
    found = leave_one_out(without.levels[1:], ranks, own) if len(ranks) else ()
    rows = [
        (one.indicator, one.mean_shift, one.largest_shift, [nominal.units[i] for i in one.largest_movers])
        for one in found
    ]
    return pl.DataFrame(rows, schema=LEFT_OUT, orient="row", nan_to_null=True) if rows else LEFT_OUT.to_frame()
