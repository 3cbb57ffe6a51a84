import numpy as np
import pytest
from engine_cases import method

from warehouse.ranking.trust.reliability import Reliability, least_rankability, of_ratios, of_scores

RULES = method({"g": {"online_share": 10}}, rank_sets={"top": 2})


def normal(seed, scores, spread, size=20_000):
    return np.random.Generator(np.random.PCG64(seed)).normal(scores, spread, (size, len(scores)))


def test_rankability_of_scores_is_the_share_of_their_spread_that_is_no_noise():
    scores = np.array([10.0, 12.0, 14.0, 16.0])
    spread = np.array([0.5, 1.0, 2.0, 0.5])
    found = of_scores(RULES, scores, normal(1, scores, spread))
    between = scores.var(ddof=1) - (spread**2).mean()
    assert found.rankability == pytest.approx(between / (between + np.median(spread**2)), rel=0.01)


def test_scores_that_differ_less_than_noise_have_no_rankability():
    assert of_scores(RULES, np.array([10.0, 10.1, 10.2]), normal(1, [10.0, 10.1, 10.2], 1.0)).rankability == 0


def test_expected_ranks_and_probabilities_of_scores_are_those_of_the_draws():
    found = of_scores(RULES, np.array([1.0, 2.0, 3.0]), np.array([[1.0, 2, 3], [2, 1, 3], [1, 3, 3], [5, 5, 5]]))
    assert found.expected_rank == pytest.approx([(3 + 2 + 3 + 1) / 4, (2 + 3 + 1 + 1) / 4, 1])
    assert found.p_top == pytest.approx([2 / 4, 3 / 4, 1])
    assert found.p_bottom == pytest.approx([1, 1, 2 / 4])
    assert found.pcer == pytest.approx(100 * (found.expected_rank - 0.5) / 3)


@pytest.mark.filterwarnings("error")
def test_one_unit_and_units_without_noise():
    alone = of_scores(RULES, np.array([3.0]), normal(1, [3.0], 1.0))
    assert (alone.rankability, alone.expected_rank.tolist()) == (0, [1])
    assert alone.p_top.tolist() == [1]
    exact = of_scores(RULES, np.array([1.0, 2.0]), np.tile([1.0, 2.0], (100, 1)))
    assert exact.rankability == 1
    assert of_scores(RULES, np.array([2.0, 2.0]), np.tile([2.0, 2.0], (100, 1))).rankability == 0


X, N = np.array([9_000, 8_000, 7_000, 6_000]), np.full(4, 10_000)


def test_ratios_that_differ_are_told_apart_in_the_direction_that_is_better():
    more, less = (of_ratios(RULES, X, N, direction, 1.0, "t") for direction in (1, -1))
    assert more.rankability > 0.99
    assert more.expected_rank == pytest.approx([1, 2, 3, 4])
    assert less.expected_rank == pytest.approx([4, 3, 2, 1])
    assert more.p_top.tolist() == [1, 1, 0, 0]
    assert less.p_top.tolist() == [0, 0, 1, 1]
    assert (more.p_bottom.tolist(), less.p_bottom.tolist()) == ([0, 0, 1, 1], [1, 1, 0, 0])
    assert (np.abs(more.shrunk - X / N) < 0.001).all()


def test_shrunk_rates_lie_between_the_own_rate_and_the_common_one():
    x, n = np.array([30, 700, 28, 8_500]), np.array([30, 1_000, 40, 10_000])
    shrunk = of_ratios(RULES, x, n, 1, 1.0, "t").shrunk
    assert 0.8 < shrunk[0] < 1
    assert abs(shrunk[2] - 0.7) > abs(shrunk[1] - 0.7)


def test_rates_that_do_not_differ_detectably_have_no_rankability_and_no_columns():
    for x, deff in ((np.array([99, 100, 101, 98]), 1.0), (X, 100_000.0)):
        n = np.full(4, 1_000) if deff == 1 else N
        found = of_ratios(RULES, x, n, 1, deff, "t")
        assert found == Reliability(0.0)


def test_the_design_effect_lowers_rankability():
    x = np.array([9_000, 8_900, 8_800, 8_700, 9_100])
    one, other = (of_ratios(RULES, x, np.full(5, 10_000), 1, deff, "t").rankability for deff in (1.0, 3.0))
    assert other < one - 0.01
    assert of_ratios(RULES, x, np.full(5, 10_000), 1, 3.0, "t").shrunk == pytest.approx(x / 10_000, abs=0.01)


def test_each_table_has_a_stream_of_its_own():
    x, n = np.array([60, 50, 55, 30]), np.full(4, 100)
    one, same, other = (of_ratios(RULES, x, n, 1, 1.0, stage).expected_rank for stage in ("t", "t", "u"))
    assert one.tolist() == same.tolist()
    assert one.tolist() != other.tolist()
    assert one == pytest.approx(other, abs=0.05)


def test_when_ranks_are_withheld():
    assert least_rankability(RULES) == 0.5
    assert least_rankability(method({"g": {"online_share": 1}}, rank_sets={"least_rankability": "0.7"})) == 0.7
    assert least_rankability(method({"g": {"online_share": 1}}, rank_sets={"publish_ranks": "always"})) == 0
