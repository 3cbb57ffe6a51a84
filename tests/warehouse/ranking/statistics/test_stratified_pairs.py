from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import studentized_range

from warehouse.ranking.statistics.stratified_pairs import stratified_pairs


def _by_hand(events, cases, i, j, phi):
    """How many standard errors unit i is worse than unit j, by the formulas of the guide, with fractions."""
    strata = [k for k in range(len(cases[i])) if cases[i][k] and cases[j][k]]

    def weighed(a, b):
        weights = {k: Fraction(cases[a][k] * cases[b][k], cases[a][k] + cases[b][k]) for k in strata}
        pooled = {k: Fraction(events[a][k] + events[b][k], cases[a][k] + cases[b][k]) for k in strata}
        shares = {k: Fraction(cases[b][k], cases[a][k] + cases[b][k]) for k in strata}
        total = sum(weights[k] * pooled[k] for k in strata)
        worth = sum(weights[k] * pooled[k] * shares[k] for k in strata) / total
        rate = sum(weights[k] * Fraction(events[a][k], cases[a][k]) for k in strata)
        exposure = total / worth
        return sqrt((rate / worth + Fraction(3, 8)) / exposure), phi / (4 * float(exposure))

    (t, v), (t_other, v_other) = weighed(i, j), weighed(j, i)
    return (t - t_other) / sqrt(v + v_other)


EVENTS = [[5, 0, 31], [9, 2, 4], [40, 12, 25], [0, 1, 60]]
CASES = [[900, 0, 400], [1200, 300, 60], [800, 400, 200], [0, 500, 900]]


@pytest.mark.parametrize("phi", [1.0, 2.5])
def test_pairs_are_those_of_the_formula(phi):
    ratio = [1.0, 0.5, 3.0, 0.8]
    decided = stratified_pairs(EVENTS, CASES, ratio, deff=phi)
    c = studentized_range.ppf(0.95, 4, np.inf) / 2**0.5
    by_hand = [
        [i != j and ratio[i] < ratio[j] and _by_hand(EVENTS, CASES, j, i, phi) > c for j in range(4)] for i in range(4)
    ]
    assert decided.beats.tolist() == by_hand
    assert decided.beats.any()


def test_in_one_stratum_each_unit_has_its_own_events_over_what_the_rate_of_both_makes_expect():
    decided = stratified_pairs([[10], [40]], [[1000], [1000]], [0.4, 1.6])
    assert decided.beats.tolist() == [[False, True], [False, False]]
    c = studentized_range.ppf(0.95, 2, np.inf) / 2**0.5
    assert _by_hand([[10], [40]], [[1000], [1000]], 1, 0, 1) == pytest.approx(
        (sqrt(40.375 / 25) - sqrt(10.375 / 25)) / sqrt(2 / 100)
    )
    assert _by_hand([[10], [25]], [[1000], [1000]], 1, 0, 1) > c > _by_hand([[10], [20]], [[1000], [1000]], 1, 0, 1)


def test_nobody_is_put_above_a_unit_with_the_lower_ratio():
    events, cases = [[10], [40]], [[1000], [1000]]
    assert stratified_pairs(events, cases, [0.4, 1.6]).beats.any()
    assert not stratified_pairs(events, cases, [1.6, 0.4]).beats.any()


def test_units_that_share_no_kind_of_case_are_not_told_apart():
    decided = stratified_pairs([[0, 0], [0, 300]], [[1000, 0], [0, 1000]], [0.0, 2.0])
    assert (decided.low.tolist(), decided.high.tolist()) == ([1, 1], [2, 2])


@given(
    st.lists(st.tuples(*[st.integers(0, 60)] * 3), min_size=2, max_size=5),
    st.lists(st.sampled_from([0, 0.01, 0.1, 0.5]), min_size=3, max_size=3),
)
def test_units_with_the_same_rate_in_each_kind_are_alike_whatever_their_mix(mixes, rates):
    cases = 100 * np.array(mixes)
    events = (cases * rates).round().astype(np.int64)
    assert not stratified_pairs(events, cases, np.arange(len(cases))).beats.any()


def test_an_effect_known_with_few_degrees_of_freedom_separates_less():
    events, cases, ratio = [[10], [22]], [[1000], [1000]], [0.4, 1.6]
    assert stratified_pairs(events, cases, ratio).beats.any()
    assert not stratified_pairs(events, cases, ratio, df=4).beats.any()


def test_a_single_unit_has_the_only_rank():
    alone = stratified_pairs([[1, 2]], [[10, 20]], [1.0])
    assert (alone.low.tolist(), alone.high.tolist()) == ([1], [1])


@pytest.mark.parametrize(
    ("events", "cases", "ratio", "deff"),
    [([[2]], [[1]], [1.0], 1), ([1], [2], [1.0], 1), ([[1]], [[2]], [1.0, 2.0], 1), ([[1]], [[2]], [1.0], 0.5)],
)
def test_what_makes_no_sense_is_refused(events, cases, ratio, deff):
    with pytest.raises(ValueError):
        stratified_pairs(events, cases, ratio, deff=deff)
