"""Reliability by retest beside that by the model: a ranking of each half of the period, without draws."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from warehouse.ranking.evidence.cell_values import is_counted
from warehouse.ranking.evidence.halves import Half
from warehouse.ranking.index.matrix import Matrix, matrix_of, scores_of
from warehouse.ranking.index.score import Ranking, treatments_of
from warehouse.ranking.published import inner_schema
from warehouse.ranking.row_ids import ALL, SCORE
from warehouse.ranking.statistics.split_half import split_half

_DIGITS = 3  # of what is published: more would be about single counts
_Values = Mapping[str, Mapping[str, float]]  # by measure and unit


def retest(ranking: Ranking, rankings: pl.DataFrame, halves: Sequence[Half]) -> pl.DataFrame:
    """Return the table `ranking_reliability` without what it is about: a row for each measure whose units are compared.

    `rankability` is what the model claims. The correlation is that of the two halves over the units that are compared
    and have a value in both; in a half only cells are scored that are so in the whole. No rows without two halves.

    Args:
        ranking: of the whole period.
        rankings: the table of that name, of the whole period.
        halves: the two halves of the period, or none.
    """
    schema = inner_schema("ranking_reliability")
    if len(halves) != 2:
        return schema.to_frame()
    values_of_halves = [_values(ranking, half) for half in halves]
    rows = []
    for (measure,), measure_rows in rankings.filter(peer_group=ALL).group_by("measure", maintain_order=True):
        compared_rows = measure_rows.filter(pl.any_horizontal(pl.col("rank", "tier").is_not_null()))
        if compared_rows.height < 2:
            continue
        values = [half.get(str(measure), {}) for half in values_of_halves]
        units = [unit for unit in sorted(compared_rows["unit_id"]) if all(unit in half for half in values)]
        level = float(ranking.matrix.method.uncertainty.level)
        first, second = (np.array([half[unit] for unit in units]) for half in values)
        agreement = split_half(first, second, level)
        figures = (compared_rows["rankability"][0], agreement.correlation, agreement.reliability)
        rows.append((measure, len(units), *figures, agreement.low, agreement.high))
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.with_columns(pl.col(pl.Float64).round(_DIGITS).fill_nan(None))


def _values(ranking: Ranking, half: Half) -> _Values:
    """Return the value of each measure and unit in a half: scores, scores of groups, and values of indicators."""
    cell_of_key = {(row["unit_id"], row["indicator"]): row for row in ranking.cells.iter_rows(named=True)}
    scored = [key for key, row in cell_of_key.items() if is_counted(row) or row["added"] is not None]
    keys = pl.DataFrame(scored, schema={"unit_id": pl.String, "indicator": pl.String}, orient="row")
    cells = half.cells.join(keys.with_columns(_scored=True), on=keys.columns, how="left", maintain_order="left")
    # What the whole does not score, a half does not: it is taken as a cell of too few cases.
    is_extra = pl.col("_scored").is_null() & (pl.col("status") == "OK")
    cells = cells.with_columns(status=pl.when(is_extra).then(pl.lit("SMALL_N")).otherwise("status")).drop("_scored")
    scores = scores_of(_matrix(ranking.matrix, cells, half))
    values: dict[str, dict[str, float]] = {SCORE: {unit: float(value) for unit, value in scores.of_units.items()}}
    for (unit, group), value in scores.of_groups.items():
        values.setdefault(group, {})[unit] = float(value)
    for row in cells.filter(status="OK").iter_rows(named=True):
        values.setdefault(row["indicator"], {})[row["unit_id"]] = row["value"]
    return values


def _matrix(nominal: Matrix, cells: pl.DataFrame, half: Half) -> Matrix:
    return matrix_of(nominal.method, treatments_of(cells, nominal.method, nominal.units, ()), half.period)
