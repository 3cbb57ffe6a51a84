import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, studentized_range

from warehouse.ranking.statistics.draw_sets import draw_sets, interval
from warehouse.ranking.statistics.pair_maxima import difference_errors, largest_difference, largest_of_each


def _normal(scores, errors, size=20_000, seed=5):
    scores, errors = np.asarray(scores, dtype=float), np.asarray(errors, dtype=float)
    return scores + errors * np.random.default_rng(seed).standard_normal((size, len(scores)))


def test_normal_draws_give_the_threshold_of_the_studentised_range():
    critical = studentized_range.ppf(0.95, 6, np.inf)
    for gap, separated in ((critical - 0.1, False), (critical + 0.1, True)):
        scores = [0, 0, 0, 0, 0, gap]
        sets = draw_sets(scores, _normal(scores, np.ones(6)))
        assert sets.beats[5].tolist() == [separated] * 5 + [False]
        assert sets.low.tolist() == [1 + separated] * 5 + [1]


@given(st.integers(2, 9), st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_each_pair_taken_once_gives_what_all_pairs_of_each_unit_give(p, seed):
    random = np.random.default_rng(seed)
    values = random.standard_normal((p, 700))
    values[random.random(p) < 0.3] = 0.0
    errors = difference_errors(values @ values.T / 699)
    largest = largest_of_each(values, errors)
    for unit in range(p):
        varies = errors[unit] > 0
        own = largest_difference(values, unit, varies, varies, errors[unit]) if varies.any() else np.zeros(700)
        assert np.array_equal(largest[unit], own)


def test_marginal_sets_use_own_pairs_only():
    # Of 5 differences with one unit the largest is smaller than of all 15 pairs: the threshold is 3.6, not 4.03.
    scores = [0, 0, 0, 0, 0, 3.85]
    draws = _normal(scores, np.ones(6))
    assert not draw_sets(scores, draws).beats.any()
    marginal = draw_sets(scores, draws, simultaneous=False)
    assert (marginal.low.tolist(), marginal.high.tolist()) == ([2] * 5 + [1], [6] * 5 + [1])
    assert marginal.beats[5].tolist() == [True] * 5 + [False]


def test_two_units_are_one_comparison():
    threshold = norm.ppf(0.975) * np.hypot(1, 2)
    for simultaneous in (True, False):
        for gap, separated in ((threshold - 0.1, False), (threshold + 0.1, True)):
            sets = draw_sets([gap, 0], _normal([gap, 0], [1, 2], size=40_000), simultaneous=simultaneous)
            assert bool(sets.beats[0, 1]) is separated


def test_a_common_error_cancels_and_a_shift_of_the_draws_does_not_count():
    shared = 50 * np.random.default_rng(1).standard_normal((4000, 1))
    draws = _normal([0, 10], [1, 1], size=4000) + shared
    assert draw_sets([10, 0], draws).low.tolist() == [1, 2]


@pytest.mark.parametrize("simultaneous", [True, False])
def test_pairs_that_do_not_vary_are_decided_by_the_nominal_scores(simultaneous):
    noise = np.random.default_rng(2).standard_normal(500)
    draws = np.column_stack([np.full(500, 0.1), np.full(500, 0.1), np.full(500, 0.3), noise, noise + 1])
    sets = draw_sets([0.1, 0.1, 0.3, 0, 1e-6], draws, simultaneous=simultaneous)
    assert sets.beats[2].tolist() == [True, True, False, False, False]
    assert sets.beats[4].tolist() == [False, False, False, True, False]
    assert sets.beats.sum() == 3
    capped = draw_sets([100.0, 70 + 30 + 1.5e-14, 99.9], np.full((10, 3), 100.0), simultaneous=simultaneous)
    assert (capped.low.tolist(), capped.high.tolist()) == ([1, 1, 3], [2, 2, 3])


def test_draws_that_vary_in_the_last_digit_do_not_vary():
    draws = np.full((1000, 2), 86.51)
    draws[::2] = np.nextafter(86.51, 87)
    draws[::3, 1] = 86.51
    assert draw_sets([86.51, 86.51 + 1e-13], draws).low.tolist() == [1, 1]
    assert draw_sets([86.51, 86.52], draws).low.tolist() == [2, 1]


def test_one_unit_has_rank_1():
    for simultaneous in (True, False):
        with warnings.catch_warnings(action="error"):
            sets = draw_sets([3.0], [[2.0], [3.0], [4.0]], simultaneous=simultaneous)
        assert (sets.low.tolist(), sets.high.tolist()) == ([1], [1])


tables = st.integers(1, 7).flatmap(lambda p: st.tuples(st.just(p), st.integers(0, 2**32 - 1)))


@settings(deadline=None, max_examples=60)
@given(tables, st.booleans(), st.randoms(use_true_random=False))
def test_by_definition_and_in_any_order(table, simultaneous, random):
    p, seed = table
    source = np.random.default_rng(seed)
    scores = source.normal(size=p) * 4
    draws = scores + source.normal(size=(60, p)) @ source.normal(size=(p, p))
    sets = draw_sets(scores, draws, 0.9, simultaneous)
    assert np.array_equal(sets.beats, _by_definition(scores, draws, 0.9, simultaneous))
    order = np.array(random.sample(range(p), p))
    moved = draw_sets(scores[order], draws[:, order], 0.9, simultaneous)
    assert moved.low.tolist() == sets.low[order].tolist()
    assert moved.high.tolist() == sets.high[order].tolist()
    scaled = draw_sets(scores * 1024, draws * 1024, 0.9, simultaneous)
    assert np.array_equal(scaled.beats, sets.beats)


def _by_definition(scores, draws, level, simultaneous):
    p = len(scores)
    beats = np.zeros((p, p), dtype=bool)
    statistics, largest = {}, {}
    for i in range(p):
        for j in set(range(p)) - {i}:
            difference = draws[:, i] - draws[:, j]
            error = difference.std(ddof=1)
            statistics[i, j] = (scores[i] - scores[j]) / error
            largest[i, j] = np.abs(difference - difference.mean()) / error
    for i, j in statistics:
        families = [list(largest)] if simultaneous else [[k for k in largest if k[0] == unit] for unit in (i, j)]
        critical = [np.quantile(np.max([largest[k] for k in family], axis=0), level) for family in families]
        beats[i, j] = statistics[i, j] > max(critical)
    return beats


def test_the_size_of_blocks_does_not_matter():
    source = np.random.default_rng(8)
    values, errors = source.normal(size=(10, 1500)), source.uniform(1, 2, 10)
    wins, losses = np.arange(10) > 3, np.arange(10) > 6
    plain = largest_difference(values, 3, wins, losses, errors)
    for size in (1, 7, 1500, 10_000):
        assert np.array_equal(largest_difference(values, 3, wins, losses, errors, at_once=size), plain)


def test_intervals_are_quantiles_of_type_7():
    low, high = interval([[float(i), 10.0 * i] for i in range(11)], 0.9)
    assert low == pytest.approx([0.5, 5.0])
    assert high == pytest.approx([9.5, 95.0])
    low, high = interval([[1.0, 2.0]])
    assert (low.tolist(), high.tolist()) == ([1, 2], [1, 2])


@pytest.mark.parametrize("draws", [[1.0, 2.0], np.empty((0, 2)), np.empty((2, 0))])
def test_draws_that_are_no_table_have_no_interval(draws):
    with pytest.raises(ValueError, match="table of draws by units"):
        interval(draws)


@pytest.mark.parametrize(
    ("scores", "draws", "level", "message"),
    [
        ([1, 2], [[1, 2], [3, 4]], 1.5, "1.5"),
        ([1, 2, 3], [[1, 2], [3, 4]], 0.95, r"\(3,\)"),
        ([1, 2], [[1, 2]], 0.95, "not 1"),
        ([1, 2], [1, 2], 0.95, r"\(2,\)"),
        ([1, float("nan")], [[1, 2], [3, 4]], 0.95, "scores must be finite"),
        ([1, 2], [[1, 2], [3, float("nan")]], 0.95, "draws must be finite"),
    ],
)
def test_what_makes_no_sense_is_refused(scores, draws, level, message):
    with pytest.raises(ValueError, match=message):
        draw_sets(scores, draws, level)


@pytest.mark.parametrize("simultaneous", [True, False])
def test_estimates_decide_where_the_nominal_scores_agree(simultaneous):
    draws = _normal([0, 0, 0], [1, 1, 1])
    far, near, turned = [0, 0, 20.0], [0, 0, 2.0], [20.0, 20.0, 0]
    assert draw_sets([0, 0, 5], draws, 0.95, simultaneous, far).beats[2].tolist() == [True, True, False]
    assert not draw_sets([0, 0, 50], draws, 0.95, simultaneous, near).beats.any()
    assert not draw_sets([0, 0, 5], draws, 0.95, simultaneous, turned).beats.any()  # never against the ranks shown
    with pytest.raises(ValueError, match="estimates"):
        draw_sets([0, 0, 5], draws, 0.95, simultaneous, [1.0])
