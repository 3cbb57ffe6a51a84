from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import studentized_range

from warehouse.ranking.statistics.rate_sets import by_order, clustered_tukey

counts = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), min_size=1, max_size=8)


@given(counts, st.sampled_from([1, -1]))
def test_without_error_the_order_of_exact_ratios_is_the_set_of_ranks(pairs, direction):
    values = [direction * Fraction(x, n) for x, n in pairs]
    sets = by_order(*zip(*pairs, strict=True), direction)
    assert sets.low.tolist() == [1 + sum(other > value for other in values) for value in values]
    assert sets.high.tolist() == [len(values) - sum(other < value for other in values) for value in values]


def test_ratios_that_floats_cannot_tell_apart_are_told_apart():
    huge = 2**60
    assert by_order(np.array([huge - 2, huge - 1]), np.array([huge - 1, huge])).low.tolist() == [2, 1]


def test_a_pair_of_rates_is_decided_by_square_roots_and_the_studentised_range():
    x, n, phi, df = np.array([90, 240]), np.array([60, 80]), np.array([20.0, 30.0]), np.array([5.0, 9.0])
    error = phi / (4 * n)
    freedom = error.sum() ** 2 / (error**2 / df).sum()
    distance = np.diff(np.sqrt((x + phi / 4) / n))[0] / np.sqrt(error.sum())
    level = studentized_range.cdf(distance * np.sqrt(2), 2, freedom)
    for above, decided in ((-0.01, True), (0.01, False)):
        sets = clustered_tukey(x, n, level + above, 1, phi, True, df)
        assert sets.beats.tolist() == [[False, False], [decided, False]]
        assert clustered_tukey(x, n, level + above, -1, phi, True, df).beats.tolist() == [
            [False, decided],
            [False, False],
        ]


@given(counts, st.floats(1, 60))
def test_rates_that_are_told_apart_are_in_their_order_and_clusters_tell_fewer(pairs, phi):
    x, n = zip(*pairs, strict=True)
    plain, clustered = clustered_tukey(x, n), clustered_tukey(x, n, deff=phi)
    assert (clustered.beats <= plain.beats).all() or phi < 1.5
    assert (clustered.beats <= by_order(x, n).beats).all()


def test_a_design_effect_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1, not"):
        clustered_tukey([1, 2], [3, 3], deff=[1, 0.5])


@pytest.mark.parametrize(
    ("x", "n", "direction", "fault"),
    [
        ([1, 2], [3], 1, "vectors of one length"),
        ([1, -1], [3, 3], 1, "unit 1 has -1 of 3"),
        ([1], [0], 1, "unit 0 has 1 of 0"),
        ([1], [2], 0, "1 or -1, not 0"),
    ],
)
def test_what_is_no_ratio_is_refused(x, n, direction, fault):
    with pytest.raises(ValueError, match=fault):
        by_order(x, n, direction)
