"""Grades in the place of ranks: units in a few classes, whose expected share of wrongly ordered pairs is known."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Flags, Floats, Ints

_HALVINGS = 30  # of the weight of an ordered pair: a billionth
_LEAST_ORDERED = 0.05  # with fewer of all pairs in different grades, chance decides which, and `wrong` says too little


@dataclass(frozen=True, eq=False)
class Grades:
    """The grade of each of p units, (p,), 1 the best, and what they are worth.

    `ordered` is the share of all pairs that are in different grades, `wrong` what share of these is expected to be
    graded the wrong way round; both are 0 where there is one grade.
    """

    grade: Ints
    wrong: float
    ordered: float


def grades(beliefs: npt.ArrayLike, most_wrong: float) -> Grades:
    """Return the grades that order the most pairs while at most `most_wrong` of these are expected to be wrong.

    `beliefs` (p, p) hold at [i, j] the probability that i is truly better than j. Grades are the best for some weight λ
    from 0 to 1 of a pair in the right order against one in the wrong order: they maximise λ C - D, the expected numbers
    of both. λ is the greatest that keeps D / (C + D) within the limit, as this share grows with λ.

    Grades are taken as runs of the order by the sum of beliefs, and among those they are exactly the best, by dynamic
    programming. Where beliefs fall steadily along that order, as between units of equal errors, no other classes are
    better. Else some might be: in 120 tables of six units, whose errors differed up to twentyfold, none were. Grades
    that order less than one pair in twenty are not given: all units have one.
    Raises ValueError for beliefs that are no square of probabilities whose pairs sum to 1, and unless the limit lies
    between 0 and ½.
    Source: P. Kline, E. K. Rose, C. R. Walters (2024), A discrimination report card, American Economic Review 114,
    whose discordance rate is D over all pairs; the share of the ordered ones is the stricter of the two.
    """
    better = _checked(beliefs)
    if not 0 < most_wrong < 0.5:
        raise ValueError(f"the share of wrong pairs lies between 0 and ½, not {most_wrong}")
    order = np.argsort(-better.sum(axis=1), kind="stable")
    ordered = better[np.ix_(order, order)]
    low, high = 0.0, 1.0
    best = _worth(ordered, best_runs(ordered, high))
    if best.wrong > most_wrong:
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (
                (middle, high) if _worth(ordered, best_runs(ordered, middle)).wrong <= most_wrong else (low, middle)
            )
        best = _worth(ordered, best_runs(ordered, low))
    if best.ordered < _LEAST_ORDERED:
        return Grades(np.ones_like(best.grade), 0.0, 0.0)
    grade = np.empty_like(best.grade)
    grade[order] = best.grade
    return Grades(grade, best.wrong, best.ordered)


def best_runs(beliefs: Floats, weight: float) -> Ints:
    """Return the grade of each unit (p,) of the runs of their order that maximise weight · C - D, 1 for the first.

    What pairs within runs would have added is the least: f(j) = min over i < j of f(i) + what pairs of i .. j - 1 add.
    Of equally good runs the longer ones are taken. `beliefs` (p, p) as in `grades`, the units in their order.
    """
    p = len(beliefs)
    worth = np.triu(weight * beliefs - beliefs.T, 1)
    sums = np.zeros((p + 1, p + 1))
    sums[1:, 1:] = worth.cumsum(axis=0).cumsum(axis=1)
    least, begins = np.zeros(p + 1), np.zeros(p + 1, dtype=np.int64)
    for end in range(1, p + 1):
        run_losses = least[:end] + sums[end, end] - sums[:end, end]
        begins[end] = int(np.argmax(run_losses <= run_losses.min() + 1e-12))
        least[end] = run_losses[begins[end]]
    cuts, end = np.zeros(p, dtype=np.int64), p
    while end:
        end = int(begins[end])
        cuts[end] = 1
    return np.asarray(cuts.cumsum(), dtype=np.int64)


def _worth(beliefs: Floats, grade: Ints) -> Grades:
    is_before: Flags = grade[:, None] < grade
    count, pairs = int(is_before.sum()), len(grade) * (len(grade) - 1) // 2
    wrong = float(beliefs.T[is_before].sum())
    return Grades(grade, wrong / count if count else 0.0, count / pairs if pairs else 0.0)


def _checked(beliefs: npt.ArrayLike) -> Floats:
    better = np.asarray(beliefs, dtype=np.float64)
    if better.ndim != 2 or better.shape[0] != better.shape[1] or not better.size:
        raise ValueError(f"beliefs form a square, not {better.shape}")
    if not (np.all((better >= 0) & (better <= 1)) and np.allclose(better + better.T, 1, atol=1e-9)):
        raise ValueError("beliefs are probabilities, and those of i over j and of j over i sum to 1")
    return better
