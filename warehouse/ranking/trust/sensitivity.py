"""How much the ranks owe to choices of method: every combination of other reasonable ones, or a sample of too many.

Apart from that and together with it: how much they owe to chance in the counts. The spreads are those of what was
tried: no confidence intervals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import polars as pl

from warehouse.arrays import Floats
from warehouse.ranking.composite.factorial import MAX_RUNS, indices
from warehouse.ranking.composite.rank_shift import (
    RankDistribution,
    competition_ranks,
    leave_one_out,
    mean_shift,
    rank_distribution,
    share_in_top,
)
from warehouse.ranking.composite.sobol import design, estimate
from warehouse.ranking.index.matrix import Matrix
from warehouse.ranking.index.tree import score_of
from warehouse.ranking.published import inner_schema
from warehouse.ranking.statistics.streams import stream
from warehouse.ranking.trust.runs import Variants, all_runs, chosen_runs
from warehouse.ranking.trust.variants import Factors, factors
from warehouse.rows import Values

_COMBINED = 2_000  # draws of counts that meet a random choice of method
_SAMPLE = 1_024  # rows of each of the two samples of choices, where all of them are too many


@dataclass(frozen=True)
class Robustness:
    """`units` (the table `ranking_robustness`): the spread of each rank; `factors` (`ranking_factors`): the indices
    of each choice, for the mean shift of ranks, with bounds where they were sampled; `left_out` (`ranking_left_out`):
    what each indicator moves when it is not there; `runs`: how many stand behind the spread.
    """

    units: pl.DataFrame
    factors: pl.DataFrame
    left_out: pl.DataFrame
    runs: int


def robustness(
    nominal: Matrix, variants: Variants, draws: Floats, values: Sequence[Floats], most_runs: int = MAX_RUNS
) -> Robustness:
    """Return what the ranks of the nominal matrix's units owe to method and to chance.

    `variants` holds the same units by (missing, imputation, target, reporting), the levels of those factors, with the
    others after them where everybody is ranked: `nominal` is the one at "own" everywhere. `draws` (draws, units) are
    drawn scores, `values` the drawn values (draws, units) of each indicator; none where chance is ignored. Outcome of a
    run is the mean shift of ranks, Σ|R - R⁰| / units, over the nominal units. All combinations are made where they are
    at most `most_runs`, else Saltelli's sample of them.
    Source: M. Saisana, A. Saltelli, S. Tarantola (2005), Journal of the Royal Statistical Society A 168:307.

    Args:
        nominal: the units as the method ranks them.
        variants: the same units by (missing, imputation, target, reporting).
        draws: drawn scores (draws, units).
        values: drawn values (draws, units) of each indicator.
        most_runs: up to so many combinations are all tried, of more a sample is.
    """
    tried_factors = factors(nominal.method)
    nominal_ranks = _ranks(
        nominal, chosen_runs(nominal, variants, tried_factors, np.zeros((1, len(tried_factors)), dtype=np.int64))
    )[0]
    are_few = prod(len(factor.levels) for factor in tried_factors) <= most_runs
    ranks, effects = (_all if are_few else _sampled)(nominal, variants, tried_factors, nominal_ranks)
    combined = _combined(nominal, variants, tried_factors, values) if values else None
    return Robustness(
        _units(nominal, nominal_ranks, ranks, draws, combined),
        pl.DataFrame(effects, schema=inner_schema("ranking_factors"), orient="row"),
        _left_out(nominal, variants, tried_factors, nominal_ranks),
        len(ranks),
    )


def _all(
    nominal: Matrix, variants: Variants, tried_factors: Factors, nominal_ranks: Floats
) -> tuple[Floats, list[Values]]:
    """Return the ranks (runs, units) of all combinations, and the exact indices of what is varied."""
    ranks = _ranks(nominal, all_runs(nominal, variants, tried_factors))
    shifts = np.nan_to_num(mean_shift(ranks, nominal_ranks)).reshape([len(f.levels) for f in tried_factors])
    effects = indices(shifts)
    rows = zip(tried_factors, effects.first_order, effects.total_order, strict=True)
    none = (None, None, None, None)
    return ranks, [(f.id, len(f.levels), float(s), float(st), *none) for f, s, st in rows if len(f.levels) > 1]


def _sampled(
    nominal: Matrix, variants: Variants, tried_factors: Factors, nominal_ranks: Floats
) -> tuple[Floats, list[Values]]:
    """Return the ranks (runs, units) of a sample of all combinations, and the indices with their intervals."""
    method, varied_places = nominal.method, [i for i, factor in enumerate(tried_factors) if len(factor.levels) > 1]
    random = stream(method.uncertainty.seed, method.fingerprint, "sensitivity/sample")
    a, b, ab = design(_SAMPLE, len(varied_places), random)
    points = np.concatenate([a, b, ab.reshape(-1, len(varied_places))])
    level_places = np.zeros((len(points), len(tried_factors)), dtype=np.int64)
    level_places[:, varied_places] = points * [len(tried_factors[i].levels) for i in varied_places]
    ranks = _ranks(nominal, chosen_runs(nominal, variants, tried_factors, level_places))
    shifts = np.nan_to_num(mean_shift(ranks, nominal_ranks))
    y_a, y_b, y_ab = (
        shifts[:_SAMPLE],
        shifts[_SAMPLE : 2 * _SAMPLE],
        shifts[2 * _SAMPLE :].reshape(len(varied_places), _SAMPLE),
    )
    effects = estimate(y_a, y_b, y_ab, random)
    bounds = (effects.first_order_low, effects.first_order_high, effects.total_order_low, effects.total_order_high)
    columns = np.stack([effects.first_order, effects.total_order, *bounds])
    rows: list[Values] = [
        (tried_factors[i].id, len(tried_factors[i].levels), *(float(v) for v in column))
        for i, column in zip(varied_places, columns.T, strict=True)
    ]
    return ranks[: 2 * _SAMPLE], rows


def _combined(nominal: Matrix, variants: Variants, tried_factors: Factors, values: Sequence[Floats]) -> Floats:
    """Return ranks (draws, units) where the counts are drawn and the choices of method taken at random."""
    random = stream(nominal.method.uncertainty.seed, nominal.method.fingerprint, "sensitivity/combined")
    size = min(_COMBINED, len(values[0]))
    drawn_values = np.stack([column[:size] for column in values], axis=-1)
    level_places = np.stack([random.integers(len(factor.levels), size=size) for factor in tried_factors], axis=-1)
    return _ranks(nominal, chosen_runs(nominal, variants, tried_factors, level_places, drawn_values))


def _ranks(nominal: Matrix, scores: Floats) -> Floats:
    """Return the ranks of the nominal units among all of a run, by scores on the scale of normalised indicators."""
    return _shown_ranks(nominal, scores * float(score_of(nominal.method, 1.0)))[:, : len(nominal.units)]


def _shown_ranks(nominal: Matrix, shown_scores: Floats) -> Floats:
    """Return the ranks of scores on the scale that people see, rounded where the method ranks rounded ones."""
    decimals = nominal.method.rank_decimals
    return competition_ranks(shown_scores if decimals is None else np.round(shown_scores, decimals))


def _units(
    nominal: Matrix, nominal_ranks: Floats, ranks: Floats, draws: Floats, combined: Floats | None
) -> pl.DataFrame:
    sampled, top = _shown_ranks(nominal, draws) if len(draws) else None, nominal.method.rank_sets.top
    columns: dict[str, object] = {"unit_id": list(nominal.units), "rank": nominal_ranks}
    for kind, ranks_of_kind in (("method", ranks), ("sampling", sampled), ("combined", combined)):
        spread = None if ranks_of_kind is None else rank_distribution(ranks_of_kind, nominal_ranks)
        columns |= {
            f"rank_{kind}_{statistic}": _column(spread, statistic) for statistic in ("mean", "median", "q05", "q95")
        }
    columns["share_in_top_method"] = share_in_top(ranks, top)
    columns["share_in_top_sampling"] = None if sampled is None else share_in_top(sampled, top)
    return pl.DataFrame(columns, schema=inner_schema("ranking_robustness"), nan_to_null=True)


def _column(spread: RankDistribution | None, statistic: str) -> Floats | None:
    return None if spread is None else getattr(spread, statistic)


def _left_out(nominal: Matrix, variants: Variants, tried_factors: Factors, nominal_ranks: Floats) -> pl.DataFrame:
    codes, schema = tried_factors.leave_one_out.levels[1:], inner_schema("ranking_left_out")
    if not codes:
        return schema.to_frame()
    level_places = np.zeros((len(codes), len(tried_factors)), dtype=np.int64)
    level_places[:, tried_factors.index(tried_factors.leave_one_out)] = np.arange(1, len(codes) + 1)
    ranks = _ranks(nominal, chosen_runs(nominal, variants, tried_factors, level_places))
    rows = [
        (
            omission.indicator,
            omission.mean_shift,
            omission.largest_shift,
            " ".join(nominal.units[i] for i in omission.largest_movers),
        )
        for omission in leave_one_out(codes, ranks, nominal_ranks)
    ]
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col(pl.Float64).fill_nan(None))
