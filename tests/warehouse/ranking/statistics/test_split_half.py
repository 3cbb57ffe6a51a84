import math

import numpy as np
import pytest

from warehouse.ranking.statistics.split_half import SplitHalf, split_half


def agree(first, second, level=0.95):
    return split_half(np.array(first, dtype=float), np.array(second, dtype=float), level)


def test_halves_by_hand():
    # Means 3 and 3; deviations -2 -1 0 1 2 and -2 0 -1 2 1: products 4 + 0 + 0 + 2 + 2 = 8, squares 10 each: r = 0.8.
    found = agree([1, 2, 3, 4, 5], [1, 3, 2, 5, 4])
    assert found.correlation == pytest.approx(0.8)
    assert found.reliability == pytest.approx(1.6 / 1.8)
    # artanh 0.8 = ln 3, z / sqrt(5 - 3) = 1.385904 and exp(2 * 1.385904) = 15.98872: tanh(ln 3 + 1.385904) is
    # (9 * 15.98872 - 1) / (9 * 15.98872 + 1) = 0.986197, and with the other sign (9 / 15.98872 - 1) / ... is below 0.
    assert found.low == 0  # below 0, nothing is left of reliability
    assert found.high == pytest.approx(2 * 0.986197 / 1.986197, abs=1e-6)


def test_halves_that_contradict_each_other_leave_no_reliability():
    found = agree([1, 2, 3, 4], [4, 3, 2, 1])
    assert (found.correlation, found.reliability) == (pytest.approx(-1), 0)


def test_the_same_halves_are_certain_and_the_order_of_units_changes_nothing():
    values = np.random.default_rng(1).normal(size=22)
    assert agree(values, values) == SplitHalf(1.0, 1.0, 1.0, 1.0)
    noisy = values + np.random.default_rng(2).normal(size=22)
    assert agree(values, noisy) == agree(values[::-1], noisy[::-1])


@pytest.mark.parametrize("second", [[2, 2, 2], []])
def test_what_does_not_differ_says_nothing(second):
    found = agree([1, 2, 3][: len(second)], second)
    assert all(math.isnan(x) for x in (found.correlation, found.reliability, found.low))


def test_three_units_have_no_interval():
    assert math.isnan(agree([1, 2, 3], [1, 3, 2]).low)


def test_the_interval_holds_the_true_reliability():
    """Units of true variance 1 and noise of variance 1 in each half: r = .5, and 2/3 for the whole."""
    random = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        true = random.normal(size=22)
        found = agree(*(true + random.normal(size=22) for _ in range(2)))
        held += found.low <= 2 / 3 <= found.high
    assert 0.92 <= held / 400 <= 0.98
