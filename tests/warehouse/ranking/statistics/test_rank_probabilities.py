import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.rank_probabilities import (
    bottom_k_probability,
    class_probabilities,
    expected_rank,
    pcer,
    rank_probabilities,
    rankability,
    top_k_probability,
)
from warehouse.ranking.statistics.shrinkage import beta_draws


def test_the_worked_example_has_c_best_with_probability_0_84():
    # Late 0 of 10,000, 51 of 510,307 and 20 of 40,000, on-time rates drawn with the prior of Jeffreys.
    late, handled = np.array([0, 51, 20]), np.array([10_000, 510_307, 40_000])
    draws = beta_draws(handled - late + 0.5, late + 0.5, 50_000, np.random.default_rng(84))
    assert rank_probabilities(draws)[:, 0] == pytest.approx([0.842, 0.158, 0.0], abs=0.006)
    assert np.argsort(expected_rank(rank_probabilities(draws))).tolist() == [0, 1, 2]


def test_equal_values_share_the_better_rank():
    draws = [[5.0, 5.0, 1.0], [2.0, 5.0, 2.0]]
    assert rank_probabilities(draws).tolist() == [[0.5, 0.5, 0], [1, 0, 0], [0, 0.5, 0.5]]
    assert expected_rank(rank_probabilities(draws)).tolist() == [1.5, 1, 2.5]
    assert top_k_probability(rank_probabilities(draws), 2).tolist() == [1, 1, 0.5]


tables = st.integers(1, 6).flatmap(
    lambda p: st.lists(st.lists(st.integers(0, 5), min_size=p, max_size=p), min_size=1, max_size=20)
)


@settings(deadline=None, max_examples=60)
@given(tables, st.randoms(use_true_random=False))
def test_by_definition_and_in_any_order(rows, random):
    draws = np.array(rows, dtype=float)
    p = draws.shape[1]
    ranks = 1 + (draws[:, None, :] > draws[:, :, None]).sum(axis=2)
    found = rank_probabilities(draws)
    assert found == pytest.approx(np.array([(ranks == r).mean(axis=0) for r in range(1, p + 1)]).T)
    assert expected_rank(rank_probabilities(draws)) == pytest.approx(ranks.mean(axis=0))
    for k in range(1, p + 1):
        assert top_k_probability(rank_probabilities(draws), k) == pytest.approx((ranks <= k).mean(axis=0))
        from_below = top_k_probability(rank_probabilities(-draws), k)
        assert bottom_k_probability(draws, k) == pytest.approx(from_below)
    order = random.sample(range(p), p)
    assert np.array_equal(rank_probabilities(draws[:, order]), found[order])


def test_more_draws_than_are_ranked_at_a_time():
    draws = np.random.default_rng(3).standard_normal((3001, 4))
    ranks = 1 + (draws[:, None, :] > draws[:, :, None]).sum(axis=2)
    assert expected_rank(rank_probabilities(draws)) == pytest.approx(ranks.mean(axis=0), abs=1e-12)


def test_the_k_last_are_those_that_fewer_than_k_are_worse_than():
    draws = [[5.0, 5.0, 1.0], [2.0, 5.0, 2.0]]
    assert bottom_k_probability(draws, 1).tolist() == [0.5, 0, 1]
    assert bottom_k_probability(draws, 2).tolist() == [1, 0.5, 1]
    assert bottom_k_probability(draws, 3).tolist() == [1, 1, 1]


def test_classes_share_the_draws_between_their_beginnings():
    draws = [[90.0, 49.0], [79.99, 50.0], [80.0, 70.0], [100.0, 20.0]]
    assert class_probabilities(draws, [80, 50]).tolist() == [[0.75, 0.25], [0, 0.5]]
    assert class_probabilities([[0.1 + 0.2]], [0.3, 0]).tolist() == [[1, 0]]
    assert class_probabilities([[0.3 - 1e-12]], [0.3, 0]).tolist() == [[1, 0]]


def test_percentiles_of_expected_ranks():
    assert pcer([1, 2.5, 4], 4).tolist() == [12.5, 50, 87.5]
    assert pcer([1], 1).tolist() == [50]


def test_rankability_is_the_share_that_is_not_noise():
    assert rankability(9, [0.5, 1, 400]) == pytest.approx(0.9)
    assert rankability(0, [1, 2]) == 0
    assert rankability(0, [0]) == 0
    assert rankability(3, [0, 0]) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rank_probabilities([1, 2]), r"\(2,\)"),
        (lambda: rank_probabilities(np.empty((0, 3))), r"\(0, 3\)"),
        (lambda: rank_probabilities([[1, float("nan")]]), "finite"),
        (lambda: top_k_probability(np.eye(2), 3), "not 3"),
        (lambda: top_k_probability(np.eye(2), 0), "not 0"),
        (lambda: bottom_k_probability([[1, 2]], 3), "not 3"),
        (lambda: bottom_k_probability([[1, 2]], 0), "not 0"),
        (lambda: class_probabilities([[1, 2]], [50, 80]), "falling"),
        (lambda: pcer([0.2], 3), "0.2"),
        (lambda: pcer([3.2], 3), "3.2"),
        (lambda: rankability(-1, [1]), "-1"),
        (lambda: rankability(1, []), "1 unit or more"),
        (lambda: rankability(1, [float("nan")]), "nan"),
    ],
)
def test_what_makes_no_sense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
