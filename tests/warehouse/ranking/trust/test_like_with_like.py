import numpy as np
import pytest

from schemas.case_mix import CaseMix
from warehouse.ranking.evidence.case_mix import Kinds
from warehouse.ranking.statistics.ratio_sets import arcsine_tukey
from warehouse.ranking.statistics.standardise import expected
from warehouse.ranking.trust.case_mix import Group, like_with_like, rank_sets

NAMES = (("H1", "Hộ tịch"), ("L1", "Đất đai"), ("L2", "Đất đai"))
CASES = np.array([[9_000, 600, 400], [4_000, 4_000, 2_000], [9_000, 600, 400]])
# The second works as the first does, on land; the third works worse on the cases of the first.
LATE = np.array([[9, 30, 20], [4, 200, 100], [90, 60, 40]])
MIX = CaseMix(standardise="indirect", strata=("procedure_code", "field"), least_cases=100)
KINDS = Kinds(NAMES, np.stack([LATE, LATE // 2]), np.stack([CASES, CASES]))
ALIKE, KNOWN = np.ones(3), np.full(3, np.inf)  # design effects of independent cases


def test_units_that_work_alike_are_alike_and_the_worse_one_is_told_apart():
    found = like_with_like(KINDS, MIX.model_copy(update={"standardise": "direct"}), [0, 1, 2], 0.95, ALIKE)
    assert found.crude.tolist() == pytest.approx([0.0059, 0.0304, 0.019])
    assert found.cases.shape == (3, 3)
    assert found.rates.ratio[0] == pytest.approx(found.rates.ratio[1])
    beats = rank_sets(found, [0, 1, 2], 0.95, ALIKE, KNOWN).simultaneous.beats
    assert beats.tolist() == [[False, False, True], [False, False, True], [False, False, False]]


def test_expected_cases_weigh_strata_by_the_units_own_cases():
    """The known limit of O/E: a third unit, bad at civil status, flatters the one that has much of it."""
    found = like_with_like(KINDS, MIX, [0, 1, 2], 0.95, ALIKE)
    city = LATE.sum(axis=0) / CASES.sum(axis=0)
    assert found.rates.ratio == pytest.approx(LATE.sum(axis=1) / (CASES @ city))
    assert found.rates.ratio[0] < 0.7 < 0.85 < found.rates.ratio[1] < 1 < found.rates.ratio[2]


def test_differences_from_the_city_and_from_before_sum():
    found = like_with_like(KINDS, MIX, [0, 1, 2], 0.95, ALIKE)
    city = LATE.sum() / CASES.sum()
    assert found.from_city.total_mix + found.from_city.total_performance == pytest.approx(found.crude - city)
    before = (LATE // 2).sum(axis=1) / CASES.sum(axis=1)
    assert found.from_before.total_performance == pytest.approx(found.crude - before)
    assert found.from_before.total_mix == pytest.approx(np.zeros(3))
    assert 0.5 < found.share_of_mix < 1


def test_the_field_that_sets_a_unit_apart_is_named_with_its_shares():
    found = like_with_like(KINDS, MIX, [0, 1, 2], 0.95, ALIKE)
    assert found.groups[1] == Group("Đất đai", 6_000, 10_000, 8_000, 30_000)
    assert found.groups[0] == Group("Đất đai", 1_000, 10_000, 8_000, 30_000)


def test_units_of_one_mix_have_none_to_be_set_apart_by():
    same = Kinds(NAMES, np.stack([LATE, LATE]), np.broadcast_to([100, 600, 400], (2, 3, 3)))
    assert like_with_like(same, MIX, [0, 1, 2], 0.95, ALIKE).groups == (None, None, None)


def test_where_nothing_goes_badly_nobody_is_better():
    none = Kinds(NAMES, np.zeros((2, 3, 3), dtype=np.int64), np.stack([CASES, CASES]))
    found = like_with_like(none, MIX, [0, 1, 2], 0.95, ALIKE)
    assert found.rates.ratio.tolist() == [1, 1, 1] and np.isnan(found.share_of_mix)
    assert not rank_sets(found, [0, 1, 2], 0.95, ALIKE, KNOWN).simultaneous.beats.any()


def test_units_are_told_apart_on_the_cases_that_both_have_and_not_by_expected_ones():
    """The first and the second work alike: O/E takes the second for the worse one, having the harder cases."""
    many = Kinds(NAMES, 10 * KINDS.events, 10 * KINDS.cases)
    found = like_with_like(many, MIX, [0, 1, 2], 0.95, ALIKE)
    late, of_city = found.events.sum(axis=1), expected(found.events, found.cases)
    assert arcsine_tukey(late, of_city.round().astype(np.int64) * 100, 0.95, -1).beats[0, 1]
    beats = rank_sets(found, [0, 1, 2], 0.95, ALIKE, KNOWN).simultaneous.beats
    assert beats.tolist() == [[False, False, True], [False, False, True], [False, False, False]]
