"""Scores of units without a rank: never above what the median would give in a cell that they did not report."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median
from typing import TypeVar

from schemas.method import Method
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.index.matrix import Matrix, Scores, matrix_of, scores_of
from warehouse.ranking.index.treatments import Treatment

Name = TypeVar("Name", bound=Hashable)


def scores_without_rank(method: Method, treatments: Mapping[str, Sequence[Treatment]], ranked: Matrix) -> Scores:
    """Return the scores of units that are not among the `ranked` ones, of the whole and of groups.

    Each is the smaller of two: the score of what there is, which hands the weight of a missing cell to its siblings,
    and the score with the medians of the ranked units in the missing cells (`with_medians`). So a unit that stands
    badly where most stand badly gains nothing by silence there.
    """
    shown = scores_of(matrix_of(method, treatments, ranked.period))
    filled = scores_of(matrix_of(method, with_medians(treatments, ranked), ranked.period))
    groups = _smaller(shown.of_groups, filled.of_groups)
    return Scores(_smaller(shown.of_units, filled.of_units), shown.of_cells, groups)


def with_medians(treatments: Mapping[str, Sequence[Treatment]], ranked: Matrix) -> dict[str, list[Treatment]]:
    """Return the treatments with the median of the ranked units' values in every cell that lacks a score.

    A cell of which nothing arose is none of them unless it bars from a rank. Where no ranked unit has a value, and
    where the method itself says what a missing cell scores, a cell stays as it is.
    """
    medians = {}
    for j, rule in enumerate(ranked.rules):
        values = ranked.values[ranked.present[:, j] & ~ranked.is_fixed[:, j], j].tolist()
        if values:
            medians[rule.code] = Fraction(median(values))
    return {unit: [_filled(t, medians) for t in of_unit] for unit, of_unit in treatments.items()}


def _filled(t: Treatment, medians: Mapping[str, Fraction]) -> Treatment:
    is_missing = not t.is_scored and (t.applies or t.barred)
    return replace(t, value=medians[t.rule.code]) if is_missing and t.rule.code in medians else t


def _smaller(shown: Mapping[Name, Number], filled: Mapping[Name, Number]) -> dict[Name, Number]:
    return {name: min(value, filled.get(name, value)) for name, value in shown.items()}
