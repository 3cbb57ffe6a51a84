import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.ranking.statistics.strata import NONE, parents_of, pooled_strata

kinds = st.lists(st.tuples(st.integers(-1, 6), st.integers(-1, 2), st.integers(0, 60)), min_size=1, max_size=20)


def test_rare_procedures_go_to_their_field_and_rare_fields_together():
    labels = [[0, 0], [1, 0], [2, 0], [3, 1], [4, 2], [5, 2]]
    cases = [100, 20, 15, 10, 29, 5]
    #        enough | field 0: 35 | field 1: 10, too few | field 2: 34
    assert pooled_strata(labels, cases, 30).tolist() == [0, 1, 1, 3, 2, 2]


def test_cases_of_no_known_procedure_are_compared_within_their_field():
    labels = [[0, 0], [NONE, 0], [NONE, NONE]]
    assert pooled_strata(labels, [50, 40, 90], 30).tolist() == [0, 1, 2]


def test_where_nothing_is_frequent_all_is_one_stratum():
    assert pooled_strata([[0, 0], [1, 1]], [3, 4], 30).tolist() == [0, 0]


def test_the_parent_of_a_stratum_is_the_field_of_most_of_its_cases():
    labels = [[0, 5], [1, 5], [1, 6], [2, 6]]
    assert parents_of(labels, [10, 3, 20, 9], [0, 1, 1, 2]).tolist() == [5, 6, 6]
    assert parents_of([[4], [5]], [10, 20], [0, 1]).tolist() == [0, 0]


@given(kinds, st.integers(1, 80))
def test_every_stratum_but_the_last_has_enough_cases(rows, least):
    labels, cases = np.array([row[:2] for row in rows]), np.array([row[2] for row in rows])
    strata = pooled_strata(labels, cases, least)
    sizes = np.bincount(strata, weights=cases)
    assert (sizes[: strata.max()] >= least).all() or len(sizes) == 1
    frequent = np.flatnonzero((labels[:, 0] != NONE) & (cases >= least))
    assert all(strata[k] != strata[m] for k in frequent for m in frequent if labels[k, 0] != labels[m, 0])


@pytest.mark.parametrize(("labels", "cases", "least"), [([0, 1], [1, 1], 1), ([[0]], [1, 2], 1), ([[0]], [1], 0)])
def test_what_does_not_fit_is_refused(labels, cases, least):
    with pytest.raises(ValueError):
        pooled_strata(labels, cases, least)
