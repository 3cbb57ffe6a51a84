import numpy as np
import pytest

from warehouse.ranking.composite.before_caps import ENDS, before_caps, reach


def drawn(*centres, sd=1.0, low=0.0, high=100.0):
    beyond = np.random.default_rng(1).standard_normal((20_000, len(centres), 1)) * sd + np.reshape(centres, (-1, 1))
    within = beyond.clip(low, high)
    ends = (np.quantile(of, ENDS, axis=0) for of in (within, beyond))
    return within, beyond, before_caps(within, beyond, reach(*ends))


def test_a_cell_at_its_cap_or_floor_has_the_error_of_both_sides():
    within, _, before = drawn(100, 0)
    assert within.std(axis=0).max() < 0.6
    assert before.std(axis=0)[:, 0] == pytest.approx([1, 1], rel=0.02)
    assert before[:, 0].max() - 100 == pytest.approx(100 - np.quantile(within[:, 0], 0.005))


def test_a_cell_beyond_its_ends_in_all_draws_has_no_error():
    within, _, before = drawn(150, -40)
    assert np.array_equal(before, within) and before.std(axis=0).max() == 0


def test_a_cell_between_its_ends_is_as_it_is():
    within, beyond, before = drawn(50, 7)
    assert np.array_equal(before, within) and np.array_equal(before, beyond)


def test_a_cell_that_few_draws_take_below_its_cap_has_hardly_an_error():
    within, _, before = drawn(103)
    assert within.min() < 99.5 and before.std() < 0.3
