"""Beliefs about pairs: against integrals computed otherwise, and what no data may change."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import multivariate_normal

from warehouse.ranking.statistics.pair_beliefs import beliefs_of_any, beliefs_of_normal, pair_beliefs

Y, SQUARE = np.array([0.0, 1.0, 3.0, 3.5]), np.array([0.4, 0.9, 0.2, 1.6])


def test_normal_true_values_against_integrals():
    """Given τ the true values have, with a mean of variance 10⁶, the covariance τ² I + 10⁶; y = them + errors."""
    wide = np.full((4, 4), 1e6)

    def density(tau):
        return multivariate_normal.pdf(Y, np.zeros(4), tau**2 * np.eye(4) + wide + np.diag(SQUARE)) * 1e3

    def belief(tau, i, j):
        prior = tau**2 * np.eye(4) + wide
        gain = prior @ np.linalg.inv(prior + np.diag(SQUARE))
        mean, covariance = gain @ Y, prior - gain @ prior
        difference = np.zeros(4)
        difference[[i, j]] = 1, -1
        return multivariate_normal.cdf(difference @ mean / np.sqrt(difference @ covariance @ difference))

    found, most = beliefs_of_normal(Y, SQUARE), 3 * Y.std()
    whole = quad(density, 0, most)[0]
    for i, j in ((2, 0), (3, 2), (1, 0)):
        expected = quad(lambda tau: density(tau) * belief(tau, i, j), 0, most)[0] / whole  # noqa: B023
        assert found[i, j] == pytest.approx(expected, abs=2e-3)


def test_any_distribution_finds_the_two_places_where_true_values_are():
    """Twenty units at 0 and twenty at 10: one a little above the others of its place is hardly better than they are."""
    random = np.random.default_rng(4)
    y, square = np.repeat([0.0, 10.0], 20) + random.normal(size=40), np.ones(40)
    found = beliefs_of_any(y, square)
    assert found[20:, :20].min() > 0.999
    assert found[:20, :20].max() < 0.95 < 0.99 < beliefs_of_normal(y, square)[:20, :20].max()


def test_the_less_certain_answer_counts():
    both = np.array([beliefs_of_normal(Y, SQUARE), beliefs_of_any(Y, SQUARE)])
    found = pair_beliefs(Y, SQUARE)
    surer = np.abs(both - 0.5).min(axis=0)
    assert np.abs(found - 0.5) == pytest.approx(surer, abs=1e-6)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.integers(1, 12), st.floats(0.1, 50), st.floats(-100, 100))
def test_no_unit_of_measure_and_no_order_matters(seed, units, scale, shift):
    random = np.random.default_rng(seed)
    y, square, order = random.normal(size=units), random.uniform(0.01, 2, units), random.permutation(units)
    found = pair_beliefs(y, square)
    assert found + found.T == pytest.approx(np.ones((units, units)))
    assert pair_beliefs(y * scale + shift, square * scale**2) == pytest.approx(found, abs=1e-6)
    assert pair_beliefs(y[order], square[order]) == pytest.approx(found[np.ix_(order, order)], abs=1e-9)


def test_chance_alone_tells_no_ends_apart():
    """The two ends of 168 equal units lie more than seven standard errors of a difference apart."""
    y = np.random.default_rng(7).normal(size=168)
    assert (y.max() - y.min()) / 2**0.5 > 3
    assert pair_beliefs(y, np.ones(168)).max() < 0.9


def test_units_without_errors_and_units_that_are_equal():
    assert pair_beliefs([1.0, 2.0, 4.0], [0.0, 0.0, 0.0]).round(6).tolist() == [[0.5, 0, 0], [1, 0.5, 0], [1, 1, 0.5]]
    assert pair_beliefs([2.0, 2.0], [1.0, 0.0]).tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert pair_beliefs([3.0], [1.0]).tolist() == [[0.5]]


@pytest.mark.parametrize(
    ("y", "square", "message"),
    [
        ([1.0, 2.0], [1.0], "one length"),
        ([], [], "one length"),
        ([1.0, np.nan], [1.0, 1.0], "finite"),
        ([1.0, 2.0], [1.0, -1.0], "at least 0"),
    ],
)
def test_what_makes_no_sense_is_refused(y, square, message):
    with pytest.raises(ValueError, match=message):
        pair_beliefs(y, square)
