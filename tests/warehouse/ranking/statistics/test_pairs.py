"""How many times as many cases tell two apart: with so many the rule just does, and with fewer it does not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from warehouse.ranking.statistics.draw_sets import draw_sets
from warehouse.ranking.statistics.pairs import times_needed
from warehouse.ranking.statistics.ratio_sets import arcsine_tukey


def test_by_hand():
    assert times_needed(1, 0.5, 3) == pytest.approx(2.25)
    assert times_needed([2, 0.1], 0.5, 3).tolist() == pytest.approx([0.5625, 225])
    # The normal quantile of 0.8 is 0.8416212: (3.8416212 / 2)² = 3.6895.
    assert times_needed(1, 0.5, 3, 0.8) == pytest.approx(3.68951, abs=1e-5)


def test_where_nothing_separates_and_where_nothing_varies():
    assert times_needed([0, -1], 1, 3).tolist() == [np.inf, np.inf]
    assert times_needed([1, 0], 0, 3).tolist() == [0, np.inf]


@given(st.floats(0.01, 10), st.floats(0.01, 10), st.floats(2, 5), st.floats(0.05, 0.95))
def test_the_power_is_the_chance_that_the_difference_is_found(difference, error, critical, power):
    times = float(times_needed(difference, error, critical, power))
    assert ndtr(difference / (error / times**0.5) - critical) == pytest.approx(power)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.integers(2, 6))
def test_scores_of_so_many_times_the_cases_are_just_told_apart(seed, units):
    random = np.random.default_rng(seed)
    centre, spread = random.normal(0, 1, units), random.uniform(0.2, 2, units)
    errors = random.standard_normal((200, units)) * spread
    errors -= errors.mean(axis=0)
    pairs = draw_sets(centre, centre + errors).pairs
    assert pairs is not None
    best, second = np.argsort(-centre)[:2]
    needed = times_needed(*(of[best, second] for of in (pairs.difference, pairs.error, pairs.critical)))
    for share, is_apart in ((1.001, True), (0.999, False)):
        more = draw_sets(centre, centre + errors / (float(needed) * share) ** 0.5)
        assert more.beats[best, second] == is_apart


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 9_000), st.integers(1, 900), st.floats(1, 9), st.sampled_from([5.0, 60.0, np.inf]))
def test_rates_of_so_many_times_the_cases_are_just_told_apart(late, more, deff, df):
    """A design effect of 1/k is that of k times the cases; of so many that 3/8 of a case decides nothing."""
    x, n, effect = np.array([late, late + more, 5_000]) * 10**6, np.full(3, 10**10), deff * 10**6

    def sets(effect):
        return arcsine_tukey(x, n, 0.95, -1, effect, df=df)

    pairs = sets(effect).pairs
    assert pairs is not None
    needed = float(times_needed(*(of[0, 1] for of in (pairs.difference, pairs.error, pairs.critical))))
    assert sets(effect / (needed * 1.001)).beats[0, 1]
    assert not sets(effect / (needed * 0.999)).beats[0, 1]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: times_needed(1, 1, 3, 1.0), "not 1.0"),
        (lambda: times_needed(1, -1, 3), "at least 0"),
        (lambda: times_needed(np.nan, 1, 3), "finite"),
    ],
)
def test_what_makes_no_sense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
