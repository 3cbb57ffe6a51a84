import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact, norm

from warehouse.ranking.statistics.intervals import newcombe_difference
from warehouse.ranking.statistics.rank_sets import RankSets, kww
from warehouse.ranking.statistics.trend import rank_changed, rate_changes, score_changes

BILLIONS = 7_600_000_000


def test_one_unit_has_newcombes_interval_after_less_before():
    changes = rate_changes([48], [80], [56], [70])
    difference, low, high = newcombe_difference([56], [70], [48], [80])
    assert (changes.difference, changes.low, changes.high) == (difference, pytest.approx(low), pytest.approx(high))
    assert changes.difference[0] == pytest.approx(0.2)
    # Newcombe (1998), table II, method 10, prints 0.0524 to 0.3339 for this pair.
    assert (round(changes.low[0], 4), round(changes.high[0], 4)) == (0.0524, 0.3339)
    assert changes.is_significant[0]


def test_the_p_value_is_where_the_interval_reaches_0_and_near_that_of_an_exact_test():
    changes = rate_changes([9_900], [10_000], [9_940], [10_000])
    p = float(changes.p_value[0])
    assert newcombe_difference(9_940, 10_000, 9_900, 10_000, 1 - p)[1] == pytest.approx(0, abs=1e-12)
    assert p == pytest.approx(fisher_exact([[9_900, 100], [9_940, 60]]).pvalue, rel=0.35)


def test_many_units_are_tested_as_one_family():
    # The first alone would be significant; among 40 units without change it is not.
    before, after, n = np.full(40, 900), np.full(40, 900), np.full(40, 1000)
    after[0] = 930
    alone = rate_changes(before[:1], n[:1], after[:1], n[:1])
    among = rate_changes(before, n, after, n)
    assert alone.is_significant.tolist() == [True]
    assert not among.is_significant.any()
    assert among.low[0] < 0 < alone.low[0]
    assert among.p_value[0] == pytest.approx(40 * alone.p_value[0])
    # Every interval has the level 1 - 0.05/40, as no unit is significant.
    assert among.low[5] == pytest.approx(newcombe_difference(900, 1000, 900, 1000, 1 - 0.05 / 40)[1])


def test_a_significant_unit_leaves_the_family():
    n = np.full(3, 1000)
    changes = rate_changes([500, 500, 500], n, [900, 552, 500], n)
    raw = rate_changes([500], [1000], [552], [1000]).p_value[0]
    assert changes.p_value[1] == pytest.approx(2 * raw)
    assert changes.is_significant.tolist() == [True, True, False]
    assert 0.05 / 3 < raw < 0.05 / 2
    assert changes.low[1] == pytest.approx(newcombe_difference(552, 1000, 500, 1000, 1 - 0.05 / 2)[1])
    assert changes.high[2] == pytest.approx(newcombe_difference(500, 1000, 500, 1000, 0.95)[2])


rates = st.tuples(st.integers(0, 5000), st.integers(0, 5000)).map(lambda c: (min(c), max(c)))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(rates, rates), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_intervals_and_p_values_say_the_same_in_any_order_and_mirrored(units, random):
    (x1, n1), (x2, n2) = (np.array(c).T for c in zip(*units, strict=True))
    changes = rate_changes(x1, n1, x2, n2)
    tested = (n1 > 0) & (n2 > 0)
    for column in (changes.difference, changes.low, changes.high, changes.p_value):
        assert np.array_equal(~np.isnan(column), tested)
    assert np.array_equal((changes.low > 0) | (changes.high < 0), changes.is_significant)
    assert np.array_equal(changes.p_value <= 0.05, changes.is_significant)
    order = np.array(random.sample(range(len(x1)), len(x1)))
    moved = rate_changes(x1[order], n1[order], x2[order], n2[order])
    assert np.array_equal(moved.low, changes.low[order], equal_nan=True)
    assert np.array_equal(moved.p_value, changes.p_value[order], equal_nan=True)
    back = rate_changes(x2, n2, x1, n1)
    assert back.high[tested] == pytest.approx(-changes.low[tested], abs=1e-12)
    assert back.p_value[tested] == pytest.approx(changes.p_value[tested], rel=1e-6)


def test_clustering_widens_and_extremes_are_handled():
    plain = rate_changes([9_900], [10_000], [9_940], [10_000])
    clustered = rate_changes([9_900], [10_000], [9_940], [10_000], deff1=6, deff2=6)
    assert plain.is_significant[0] and not clustered.is_significant[0]
    assert plain.difference == clustered.difference
    ends = rate_changes(
        [0, 10, BILLIONS - 9_000, 0, 5], [10, 10, BILLIONS, 0, 10], [10, 10, BILLIONS, 5, 5], [10, 10, BILLIONS, 10, 10]
    )
    assert ends.is_significant.tolist() == [True, False, True, False, False]
    assert ends.p_value[1] == 1 and ends.p_value[4] == 1
    assert ends.p_value[2] == pytest.approx(4e-14)
    assert np.isnan(ends.difference[3])


def _score_draws(before, after, size=10_000, seed=3):
    source = np.random.default_rng(seed)
    before, after = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    return [scores + source.standard_normal((size, len(scores))) for scores in (before, after)]


def test_scores_change_by_more_than_their_draws_do():
    threshold = norm.ppf(0.975) * 2**0.5
    for change, significant in ((threshold - 0.1, False), (threshold + 0.1, True), (-threshold - 0.1, True)):
        draws = _score_draws([50], [50 + change])
        changes = score_changes(*draws, [50], [50 + change])
        assert bool(changes.is_significant[0]) is significant
        assert changes.difference[0] == pytest.approx(change)
        assert changes.high[0] - changes.low[0] == pytest.approx(2 * threshold, rel=0.04)
        assert changes.p_value[0] == pytest.approx(2 * norm.sf(abs(change) / 2**0.5), rel=0.2)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(-8, 8), min_size=1, max_size=8), st.sampled_from([0.8, 0.9, 0.95]), st.integers(0, 99))
def test_intervals_and_p_values_of_scores_say_the_same(change, level, seed):
    before, after = np.zeros(len(change)), np.array(change)
    changes = score_changes(*_score_draws(before, after, 199, seed), before, after, level)
    assert np.array_equal((changes.low > 0) | (changes.high < 0), changes.is_significant)
    assert ((changes.low <= changes.difference) & (changes.difference <= changes.high)).all()


def test_a_p_value_equal_to_the_error_is_significant():
    # 19 draws, of which one is as far out as the change: p = 2/20 = 0.1.
    draws = np.arange(-9.0, 10.0)[:, None]
    changes = score_changes(np.zeros((19, 1)), draws, [0], [9.5], 0.95)
    assert changes.p_value[0] == 0.05 and changes.is_significant[0] and changes.low[0] > 0
    tenth = score_changes(np.zeros((9, 1)), np.arange(-4.0, 5.0)[:, None], [0], [4.5], 0.9)
    assert tenth.p_value[0] == 0.1 and tenth.is_significant[0] and tenth.low[0] > 0


def test_scores_that_do_not_vary_changed_if_they_differ_at_all():
    fixed = np.full((100, 2), 100.0)
    changes = score_changes(fixed, fixed, [100.0, 99.0], [100.0 + 1.5e-14, 100.0])
    assert changes.is_significant.tolist() == [False, True]
    assert changes.difference.tolist() == [0, 1]


def test_ranks_changed_where_no_rank_is_common():
    before = RankSets(np.array([1, 2, 1, 4]), np.array([2, 3, 3, 4]), np.zeros((4, 4), dtype=bool))
    after = RankSets(np.array([3, 3, 2, 1]), np.array([4, 4, 3, 3]), np.zeros((4, 4), dtype=bool))
    assert rank_changed(before, after).tolist() == [True, False, False, True]
    assert rank_changed(after, before).tolist() == [True, False, False, True]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rate_changes([1], [2], [3], [2]), "x = 3"),
        (lambda: rate_changes([1], [2], [1], [2], level=1.0), "1.0"),
        (lambda: rate_changes(1, 2, 1, 2), "one dimension"),
        (lambda: rate_changes([1], [2], [1], [2], deff2=0.9), "0.9"),
        (lambda: score_changes(np.zeros((100, 2)), np.zeros((99, 2)), [1, 2], [1, 2]), "99"),
        (lambda: score_changes(np.zeros((100, 2)), np.zeros((100, 2)), [1], [1, 2]), r"\(1,\)"),
        (lambda: score_changes(np.zeros((100, 1)), np.zeros((100, 1)), [1], [np.nan]), "finite"),
        (lambda: score_changes(np.zeros((100, 9)), np.zeros((100, 9)), np.ones(9), np.ones(9)), "100 draws"),
        (lambda: score_changes(np.zeros((100, 1)), np.zeros((100, 1)), [1], [1], 0), "not 0"),
        (lambda: rank_changed(kww([1], [2]), kww([1, 2], [2, 3])), "2 units"),
    ],
)
def test_what_makes_no_sense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
