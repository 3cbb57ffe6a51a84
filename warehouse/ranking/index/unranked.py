"""Scores of units without a rank: never above what the median would give in a cell that they did not report."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from schemas.method import Method
from warehouse.ranking.composite.exact import Number
from warehouse.ranking.index.matrix import Matrix, Scores, matrix_of, scores_of
from warehouse.ranking.index.treatments import Treatment

Name = TypeVar("Name", bound=Hashable)


def scores_without_rank(method: Method, treatments: Mapping[str, Sequence[Treatment]], ranked: Matrix) -> Scores:
    """Return the scores of units that are not among the `ranked` ones, of the whole and of groups.

    Each is the smaller of two: the score of what there is, which hands the weight of a missing cell to its siblings,
    and the score with the medians of the ranked units in the missing cells (`with_quantiles`). So a unit that stands
    badly where most stand badly gains nothing by silence there.
    """
    scores_of_present = scores_of(matrix_of(method, treatments, ranked.period))
    scores_with_medians = scores_of(matrix_of(method, with_quantiles(treatments, ranked), ranked.period))
    groups = _smaller(scores_of_present.of_groups, scores_with_medians.of_groups)
    return Scores(
        _smaller(scores_of_present.of_units, scores_with_medians.of_units), scores_of_present.of_cells, groups
    )


def with_quantiles(
    treatments: Mapping[str, Sequence[Treatment]], ranked: Matrix, quantile: Fraction = Fraction(1, 2)
) -> dict[str, list[Treatment]]:
    """Return the treatments with a quantile of the ranked units' values, the median, in every cell that is missing.

    Where no ranked unit has a value, and where the method itself says what a missing cell scores, it stays as it is.

    Args:
        treatments: of units that are not ranked.
        ranked: the units that are.
        quantile: 0 to 1.
    """
    stand_ins = {}
    for j, rule in enumerate(ranked.rules):
        values = ranked.values[ranked.present[:, j] & ~ranked.is_fixed[:, j], j].tolist()
        if values:
            stand_ins[rule.code] = _quantile(sorted(values), quantile)
    return {
        unit: [_with_stand_in(t, stand_ins) for t in unit_treatments] for unit, unit_treatments in treatments.items()
    }


def _quantile(ordered: Sequence[Fraction], quantile: Fraction) -> Fraction:
    """Return a quantile of values in order, exactly: type 7 of R. J. Hyndman and Y. Fan (1996)."""
    position = (len(ordered) - 1) * quantile
    place_below = int(position)
    place_above = min(place_below + 1, len(ordered) - 1)
    return ordered[place_below] + (position - place_below) * (ordered[place_above] - ordered[place_below])


def _with_stand_in(t: Treatment, stand_ins: Mapping[str, Fraction]) -> Treatment:
    return replace(t, value=stand_ins[t.rule.code]) if t.is_missing and t.rule.code in stand_ins else t


def _smaller(own_scores: Mapping[Name, Number], median_scores: Mapping[Name, Number]) -> dict[Name, Number]:
    return {name: min(value, median_scores.get(name, value)) for name, value in own_scores.items()}
