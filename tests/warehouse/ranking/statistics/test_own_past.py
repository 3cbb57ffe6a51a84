"""What the past of a unit makes one expect of its months, and how often a steady unit is alarmed."""

import numpy as np
import pytest
from scipy.stats import betabinom

from warehouse.ranking.statistics.own_past import against_past

# Cases of a month, and the share that fails: from one failure in a year to hundreds in a month.
STEADY = [(5, 0.05), (30, 0.003), (100, 0.01), (300, 0.001), (300, 0.05), (2_000, 0.01)]


@pytest.mark.long
@pytest.mark.parametrize(("cases", "failing"), STEADY)
def test_a_steady_unit_is_alarmed_no_more_than_is_promised(cases, failing):
    random = np.random.default_rng(1)
    beyond = np.zeros((2, 400 * 12))
    for run in range(400):
        past, failures = random.binomial(12 * cases, failing), random.binomial(cases, failing, 12)
        found = against_past(cases - failures, np.full(12, cases), 12 * cases - past, 12 * cases, 1)
        beyond[:, 12 * run : 12 * run + 12] = [abs(found.classes) >= level for level in (1, 2)]
    often, seldom = beyond.mean(axis=1)
    assert often < 0.06
    assert seldom < 0.004


def test_a_bad_month_stands_out_and_a_good_one_on_the_other_side():
    found = against_past([270, 285, 299, 285], [300] * 4, 12 * 285, 12 * 300, 1)
    assert found.classes.tolist() == [-2, 0, 2, 0]
    less_is_better = against_past([30, 15, 1, 15], [300] * 4, 12 * 15, 12 * 300, -1)
    assert less_is_better.classes.tolist() == [-2, 0, 2, 0]


def test_limits_are_those_of_the_predictive_distribution():
    """Ten failures of 240: the next twenty are beta-binomial with 10.5 and 230.5."""
    found = against_past(np.arange(21), np.full(21, 20), 10, 240, -1)
    law = betabinom(20, 10.5, 230.5)
    above = np.array([law.sf(k) + law.pmf(k) / 2 for k in range(21)])
    below = np.array([law.cdf(k) - law.pmf(k) / 2 for k in range(21)])
    expected = -((above < 0.025) * 1 + (above < 0.001)) + ((below < 0.025) * 1 + (below < 0.001))
    assert found.classes.tolist() == expected.tolist()
    assert found.expected == pytest.approx(10.5 / 241)


def test_a_first_failure_after_a_year_without_is_no_alarm_and_many_are():
    found = against_past([100, 99, 98, 90], [100] * 4, 1_200, 1_200, 1)
    assert found.classes[0] == 0
    assert found.classes[1] > -2
    assert found.classes[3] == -2


def test_weeks_that_belong_together_widen_the_limits():
    plain, widened = (against_past([270], [300], 12 * 285, 12 * 300, 1, phi) for phi in (1.0, 6.0))
    assert (plain.classes.tolist(), widened.classes.tolist()) == ([-2], [0])
    assert widened.limits.low_95[0] < plain.limits.low_95[0]


def test_a_month_without_cases_says_nothing():
    found = against_past([0, 5], [0, 9], 50, 100, 1)
    assert found.classes.tolist() == [0, 0]
    assert np.isnan(found.limits.low_95[0])


@pytest.mark.parametrize("counts", [([5], [4], 1, 2, 1), ([1], [2], 3, 2, 1), ([1], [2], 1, 2, 0)])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError):
        against_past(*counts)
