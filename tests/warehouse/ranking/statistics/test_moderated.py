import math

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import digamma, polygamma

from warehouse.ranking.statistics.moderated import inverse_trigamma, moderated


def reference(q, d):
    """Smyth's section 6.2 written out by loops, with the mean of trigamma where degrees of freedom differ."""
    e = [math.log(a) - digamma(b / 2) + math.log(b / 2) for a, b in zip(q, d, strict=True)]
    mean = sum(e) / len(e)
    excess = sum((one - mean) ** 2 for one in e) / (len(e) - 1) - sum(polygamma(1, b / 2) for b in d) / len(d)
    if excess <= 0:
        return math.inf, math.exp(mean), [math.exp(mean)] * len(q)
    half = brentq(lambda y: polygamma(1, y) - excess, 1e-6, 1e9)
    prior = math.exp(mean + digamma(half) - math.log(half))
    return 2 * half, prior, [(2 * half * prior + b * a) / (2 * half + b) for a, b in zip(q, d, strict=True)]


def test_against_the_published_formula():
    q, d = [0.4, 1.0, 1.3, 9.0, 0.7, 2.2], [51.0, 8.0, 30.0, 51.0, 4.0, 12.5]
    prior_df, prior, values = reference(q, d)
    found = moderated(q, d)
    assert (found.prior_df, found.prior) == pytest.approx((prior_df, prior), rel=1e-9)
    assert found.values == pytest.approx(values, rel=1e-9)
    assert found.df == pytest.approx(np.minimum(prior_df + np.array(d), sum(d)), rel=1e-9)


def test_ratios_that_differ_by_chance_are_all_alike():
    random = np.random.default_rng(3)
    d = np.full(40, 51.0)
    found = moderated(random.chisquare(d) / d * 1.7, d)
    assert found.prior_df > 150 and found.values == pytest.approx(1.7, rel=0.12)


def test_a_ratio_that_stands_out_keeps_most_of_itself():
    random = np.random.default_rng(4)
    d = np.full(22, 51.0)
    q = random.chisquare(d) / d
    q[7] = 20.0
    found = moderated(q, d)
    assert found.values[7] > 15 and np.delete(found.values, 7).max() < 2
    assert found.prior_df < 20


def test_order_does_not_matter_and_a_common_factor_comes_out():
    random = np.random.default_rng(5)
    d, q = random.uniform(3, 60, 15), random.uniform(0.3, 4, 15)
    order = random.permutation(15)
    one, turned, doubled = moderated(q, d), moderated(q[order], d[order]), moderated(2 * q, d)
    assert turned.values == pytest.approx(one.values[order], rel=1e-9)
    assert doubled.values == pytest.approx(2 * one.values, rel=1e-9)
    assert doubled.df == pytest.approx(one.df, rel=1e-9)


def test_one_ratio_has_nothing_to_share():
    found = moderated([3.0], [12.0])
    assert (found.values.tolist(), found.df.tolist(), found.prior_df) == ([3.0], [12.0], 0.0)


@pytest.mark.parametrize("value", [1e-8, 1e-4, 0.5, 1.6449340668482264, 40.0, 1e5, 1e9])
def test_the_inverse_of_trigamma(value):
    assert polygamma(1, inverse_trigamma(value)) == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    ("q", "d"), [([], []), ([1.0], [1.0, 2.0]), ([[1.0]], [[1.0]]), ([-1.0], [2.0]), ([1.0], [0.0]), ([np.nan], [1.0])]
)
def test_what_is_no_ratio_is_refused(q, d):
    with pytest.raises(ValueError, match="ratios"):
        moderated(q, d)


def test_the_trigamma_function_takes_no_value_of_0():
    with pytest.raises(ValueError, match="above 0"):
        inverse_trigamma(0.0)
