"""Strata of cases: kinds of cases that are compared with their like, the rare ones put together."""

import numpy as np
import numpy.typing as npt

from warehouse.arrays import Ints

NONE = -1  # the label of cases of which nobody knows the kind


def pooled_strata(labels: npt.ArrayLike, cases: npt.ArrayLike, least: int) -> Ints:
    """Return the stratum (k,) of each of k kinds of cases, numbered from 0: the finest that has enough cases.

    `labels` (k, levels) say what a kind is called on each level, the finest first (procedure, field): whole numbers,
    `NONE` where that is not known. Kinds of a level that share a label are a stratum where they have at least `least`
    cases together; what remains goes up a level, and after the last into one stratum, however small. So a rare
    procedure is compared with the rare ones of its field, and those of a small field with all that is rare. Strata
    share no case: the expected cases of all units sum to the observed ones.
    Raises ValueError unless the arrays fit, counts are at least 0, and `least` at least 1.
    """
    label_table, case_counts = np.asarray(labels, dtype=np.int64), np.asarray(cases, dtype=np.float64)
    if label_table.ndim != 2 or case_counts.shape != (len(label_table),):
        raise ValueError(
            f"labels {label_table.shape} are those of each kind on each level, cases {case_counts.shape} its cases"
        )
    if least < 1 or bool((case_counts < 0).any()):
        raise ValueError(f"a stratum has at least one case, and no kind less than none; not {least}")
    strata = np.full(len(label_table), NONE, dtype=np.int64)
    stratum = 0
    for level in label_table.T:
        for label in np.unique(level[(strata == NONE) & (level != NONE)]):
            members = (strata == NONE) & (level == label)
            if case_counts[members].sum() >= least:
                strata[members] = stratum
                stratum += 1
    strata[strata == NONE] = stratum
    return strata


def parents_of(labels: npt.ArrayLike, cases: npt.ArrayLike, strata: npt.ArrayLike) -> Ints:
    """Return the parent of each stratum (strata,): the label on the coarsest level that most of its cases have.

    Strata with the same parent are nearest to each other: procedures of one field. Of a single level, whose strata have
    no parent but the whole, all have the same.

    Args:
        labels: of each kind on each level (k, levels), as `pooled_strata` takes them.
        cases: of each kind (k,).
        strata: of each kind (k,), numbered from 0.
    """
    label_table, case_counts, stratum_numbers = np.asarray(labels), np.asarray(cases), np.asarray(strata)
    if label_table.shape[1] == 1:
        return np.zeros(stratum_numbers.max(initial=-1) + 1, dtype=np.int64)
    order = np.lexsort((-case_counts, stratum_numbers))
    first = order[np.unique(stratum_numbers[order], return_index=True)[1]]
    return np.asarray(label_table[first, -1], dtype=np.int64)
