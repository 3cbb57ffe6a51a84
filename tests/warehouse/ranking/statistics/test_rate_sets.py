from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.ranking.statistics.rate_sets import by_order

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
