"""Who reports: where the units would stand that are left out for what they did not report, and whom they would move."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import polars as pl

from warehouse.ranking.index.matrix import Matrix, matrix_of, scores_of
from warehouse.ranking.index.ranks import ranks
from warehouse.ranking.index.score import Ranking
from warehouse.ranking.index.treatments import Treatment
from warehouse.ranking.index.unranked import with_quantiles
from warehouse.ranking.published import inner_schema

_REASONS = ("NOT_REPORTED_REQUIRED", "INVALID", "SMALL_N", "LOW_COVERAGE")  # and not: that it did not exist throughout
_MEDIAN = Fraction(1, 2)
_QUANTILES = (Fraction(1, 4), _MEDIAN, Fraction(3, 4))

Treatments = Mapping[str, Sequence[Treatment]]


def left_out_units(ranking: Ranking) -> tuple[str, ...]:
    """Return the units without a rank for what they did not report, by id; of each something is scored."""
    scored = set(ranking.cells.filter(pl.col("normalised").is_not_null(), pl.col("max_points") > 0)["unit_id"])
    silent = ranking.table.filter(pl.col("rank").is_null(), pl.col("reason").is_in(_REASONS))["unit_id"]
    return tuple(sorted(unit for unit in silent if unit in scored and unit not in ranking.matrix.units))


def with_left_out(ranked: Matrix, left_out: Treatments, quantile: Fraction = _MEDIAN) -> Matrix:
    """Return the units of the matrix and, after them, those left out, with a quantile of the ranked in missing cells.

    Args:
        ranked: the units that are ranked.
        left_out: how the cells of the others are taken.
        quantile: of the ranked units' values, 0 to 1.
    """
    if not left_out:
        return ranked
    left_out_matrix = matrix_of(ranked.method, with_quantiles(left_out, ranked, quantile), ranked.period)
    return replace(
        ranked,
        units=(*ranked.units, *left_out_matrix.units),
        values=np.concatenate([ranked.values, left_out_matrix.values]),
        fixed_scores=np.concatenate([ranked.fixed_scores, left_out_matrix.fixed_scores]),
        is_fixed=np.concatenate([ranked.is_fixed, left_out_matrix.is_fixed]),
        present=np.concatenate([ranked.present, left_out_matrix.present]),
    )


def places(ranked: Matrix, left_out: Treatments) -> pl.DataFrame:
    """Return the table `ranking_reporting`: each unit's place among the ranked, and among everybody.

    The latter with the median of the ranked units in the missing cells, and its range with the quartiles. Those that
    are ranked come first, by place; without anybody left out there is no row.
    """
    schema = inner_schema("ranking_reporting")
    if not left_out:
        return schema.to_frame()
    now = _ranks(ranked)
    among_all = [_ranks(with_left_out(ranked, left_out, quantile)) for quantile in _QUANTILES]
    median = among_all[_QUANTILES.index(_MEDIAN)]
    rows = [
        (unit, now.get(unit), median[unit], min(unit_ranks), max(unit_ranks), _missing(left_out.get(unit, ())))
        for unit in median
        for unit_ranks in [[rank_of_unit[unit] for rank_of_unit in among_all]]
    ]
    return pl.DataFrame(rows, schema=schema, orient="row").sort("rank", "rank_everybody", "unit_id", nulls_last=True)


def _ranks(matrix: Matrix) -> dict[str, int]:
    """Return competition ranks by the scores alone, whatever breaks their ties."""
    scores = scores_of(matrix).of_units
    ranks_and_labels = ranks(list(scores.values()), "competition", matrix.method.rank_decimals)
    return {unit: rank for unit, (rank, _) in zip(scores, ranks_and_labels, strict=True)}


def _missing(treatments: Sequence[Treatment]) -> str | None:
    """Return the codes of the cells that a quantile fills, None for a unit that is ranked."""
    return " ".join(t.rule.code for t in treatments if t.is_missing and t.rule.size) or None
