"""Grades of composite scores, where they differ too little for ranks."""

from schemas.method import Method
from warehouse.arrays import Floats
from warehouse.ranking.statistics.grades import Grades, grades
from warehouse.ranking.statistics.pair_beliefs import pair_beliefs


def grades_of_scores(method: Method, draws: Floats, before_caps: Floats) -> Grades:
    """Return the grades of units from the draws (draws, units) of their scores.

    Estimates are the means of the draws, and their errors those before caps, as where pairs are told apart
    (`comparison.score_sets`).

    Args:
        method: it declares how many ordered pairs may be wrong.
        draws: of the scores (S, p).
        before_caps: the same draws (S, p) before caps and floors.
    """
    beliefs = pair_beliefs(draws.mean(axis=0), before_caps.var(axis=0, ddof=1))
    return grades(beliefs, float(method.rank_sets.grade_error))
