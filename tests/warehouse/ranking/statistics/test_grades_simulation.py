import pytest

from tests.simulations.grades import LIMIT, TOLERANCE, Graded, faults, simulate
from warehouse.ranking.statistics.pair_beliefs import beliefs_of_normal


@pytest.mark.parametrize("truth", ["few far worse", "one in ten better, the others alike"])
def test_no_more_pairs_are_wrong_than_declared_where_true_values_are_skewed(truth):
    of = simulate(truth, 22, 0.5, 40)
    assert faults(truth, of) == []
    assert of.tables > 0.5
    assert of.wrong < LIMIT


def test_taking_true_values_for_normal_would_be_too_sure_of_skewed_ones():
    assert simulate("few far worse", 22, 0.5, 40, beliefs_of_normal).wrong > LIMIT + TOLERANCE


def test_units_that_are_equal_have_one_grade():
    assert faults("all equal", simulate("all equal", 22, 1.0, 40)) == []


def test_the_simulation_can_fail():
    assert faults("normal", Graded(0.12, 0.1, 0.5, 1.0)) == ["normal: 0.120 of the ordered pairs are wrong"]
    assert faults("normal", Graded(0.5, 0.1, 0.001, 0.02)) == []
    assert faults("all equal", Graded(1.0, 0.1, 0.1, 0.2)) == ["all equal: graded in 0.200 of the tables"]
