import csv
import json
from math import lgamma
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from warehouse.ranking.statistics.shrinkage import (
    Prior,
    beta_draws,
    fit_beta_binomial,
    log_likelihood,
    posterior,
)

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors" / "shrinkage"
needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")
BILLIONS = 7_600_000_000


def _rats():
    with (VECTORS / "rat_tumour_betabinomial_expected.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    parameters = json.loads((VECTORS / "rat_tumour_parameters.json").read_text(encoding="utf-8"))
    return [int(r["y"]) for r in rows], [int(r["n"]) for r in rows], rows, parameters


def _by_moments(x, n):
    """(a, b) by the moments of the rates: a + b = m(1 - m)/s² - 1, m their mean, s² their variance (p - 1)."""
    rates = np.array(x) / np.array(n)
    mean, variance = rates.mean(), rates.var(ddof=1)
    total = mean * (1 - mean) / variance - 1
    return mean * total, (1 - mean) * total


@needs_vectors
def test_prior_of_the_rat_tumours():
    x, n, _, expected = _rats()
    prior = fit_beta_binomial(x, n)
    assert prior.a == pytest.approx(expected["mle_alpha"], rel=5e-6)
    assert prior.b == pytest.approx(expected["mle_beta"], rel=5e-6)
    assert prior.log_likelihood == pytest.approx(expected["mle_loglik"], abs=1e-9)
    # The reference stopped its search a little short of the top.
    assert prior.log_likelihood >= expected["mle_loglik"]
    assert prior.is_detectable
    assert _by_moments(x, n) == pytest.approx((expected["moment_alpha"], expected["moment_beta"]), rel=1e-11)


@needs_vectors
def test_posteriors_of_the_rat_tumours():
    x, n, rows, expected = _rats()
    mean, low, high = posterior(Prior(expected["mle_alpha"], expected["mle_beta"], 0.0, True), x, n)
    assert mean == pytest.approx([float(r["pm_mle"]) for r in rows], rel=1e-12)
    assert low == pytest.approx([float(r["q025_mle"]) for r in rows], rel=1e-9)
    assert high == pytest.approx([float(r["q975_mle"]) for r in rows], rel=1e-9)
    # The column is of the moments themselves; the book prints them, and the prior, with one decimal.
    assert tuple(round(v, 1) for v in _by_moments(x, n)) == tuple(expected["bda_published_moment"])
    by_moments = posterior(Prior(*_by_moments(x, n), 0.0, True), x, n)[0]
    assert by_moments == pytest.approx([float(r["pm_moment_bda"]) for r in rows], rel=1e-12)


counts = st.lists(
    st.tuples(st.integers(1, 3000), st.floats(0, 1)).map(lambda c: (round(c[0] * c[1]), c[0])), min_size=1, max_size=12
)


@settings(deadline=None, max_examples=40)
@given(counts, st.sampled_from([1.0, 2.5]))
def test_nothing_near_or_far_is_likelier(units, deff):
    x, n = (np.array(c, dtype=float) for c in zip(*units, strict=True))
    assume(0 < x.sum() < n.sum())
    prior = fit_beta_binomial(x, n, deff)
    good, bad = x / deff, (n - x) / deff
    best = log_likelihood(prior.a, prior.b, good, bad)
    near = [(prior.a * f, prior.b * g) for f in (0.999, 1, 1.001) for g in (0.999, 1, 1.001)]
    far = [(10.0**i, 10.0**j) for i in range(-4, 8) for j in range(-4, 8)]
    allowed = [(a, b) for a, b in near + far if 1e-6 <= a + b <= 1e8]
    assert best >= max(log_likelihood(a, b, good, bad) for a, b in allowed) - 1e-7


@settings(deadline=None, max_examples=40)
@given(counts, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter_and_either_side_may_be_counted(units, random):
    x, n = (np.array(c) for c in zip(*units, strict=True))
    prior, mirrored = fit_beta_binomial(x, n), fit_beta_binomial(n - x, n)
    order = np.array(random.sample(range(len(x)), len(x)))
    moved = fit_beta_binomial(x[order], n[order])
    assert moved.is_detectable == prior.is_detectable == mirrored.is_detectable
    assert moved.log_likelihood == pytest.approx(prior.log_likelihood, abs=1e-7)
    assert mirrored.log_likelihood == pytest.approx(prior.log_likelihood, abs=1e-7)
    if prior.is_detectable:
        assert (moved.a, moved.b) == pytest.approx((prior.a, prior.b), rel=1e-5)
        assert (mirrored.b, mirrored.a) == pytest.approx((prior.a, prior.b), rel=1e-5)


@pytest.mark.parametrize(("a", "b"), [(0.3, 0.7), (19.99, 20.01), (500.0, 3e7)])
def test_likelihood_by_the_formula(a, b):
    x, y = np.array([0.0, 3.0, 1.0, 40.0]), np.array([0.0, 2.0, 0.0, 4000.0])

    def rising(base, count):
        return sum(np.log(base + i) for i in range(int(count)))

    expected = sum(rising(a, u) + rising(b, v) - rising(a + b, u + v) for u, v in zip(x, y, strict=True))
    assert log_likelihood(a, b, x, y) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("size", [10_000, 1_000_000])
@pytest.mark.parametrize("units", [22, 168])
def test_rates_near_1_spread_or_not(size, units):
    source = np.random.default_rng(units)
    n = source.integers(size, 2 * size, units)
    priors = [fit_beta_binomial(source.binomial(n, source.beta(4999.5, 0.5, units)), n) for _ in range(12)]
    assert all(prior.is_detectable for prior in priors)
    assert np.mean([prior.b for prior in priors]) == pytest.approx(0.5, rel=0.3)
    assert np.mean([prior.a / (prior.a + prior.b) for prior in priors]) == pytest.approx(0.9999, abs=3e-5)
    assert not fit_beta_binomial(np.rint(n * 0.9999), n).is_detectable


@pytest.mark.long
def test_the_test_of_equal_units_errs_in_about_one_of_twenty():
    source, samples = np.random.default_rng(12), 100
    n = source.integers(2000, 20_000, 40)
    found = sum(fit_beta_binomial(source.binomial(n, 0.995), n).is_detectable for _ in range(samples))
    assert found <= 12  # expected 5, with a standard deviation of 2.2


def test_the_threshold_is_that_of_half_a_chi_squared():
    decided = {}
    for apart in range(25, 50):
        x, n = np.array([500.0 - apart, 500.0, 500.0 + apart]), np.full(3, 1000.0)
        prior = fit_beta_binomial(x, n)
        common = np.sum(x * np.log(0.5) + (n - x) * np.log(0.5))
        gained = 2 * (log_likelihood(prior.a, prior.b, x, n - x) - common)
        decided[gained] = prior.is_detectable
    assert all(detectable == (gained > 2.7055) for gained, detectable in decided.items())
    assert any(2.7055 < gained < 3.84 for gained in decided) and min(decided) < 2.7


def test_clustered_counts_differ_less_than_they_seem():
    source = np.random.default_rng(4)
    n = np.full(60, 5000)
    x = 6 * source.binomial(n // 6, 0.99)  # every case six times
    assert fit_beta_binomial(x, n).is_detectable
    assert not fit_beta_binomial(x, n, deff=6).is_detectable
    assert not fit_beta_binomial(x, n, deff=np.full(60, 6.0)).is_detectable


@pytest.mark.parametrize(
    ("x", "n"),
    [
        ([5], [10]),
        ([10, 10], [10, 10]),
        ([0, 0, 0], [10, 2000, 5]),
        ([3, 3], [10, 10]),
        ([0, 1, 1, 0], [1, 1, 1, 1]),
        ([9_999] * 5, [10_000] * 5),
        ([BILLIONS - 50, BILLIONS - 52], [BILLIONS, BILLIONS]),
        ([BILLIONS] * 2, [BILLIONS] * 2),
    ],
)
def test_no_difference_is_found_where_none_can_be(x, n):
    prior = fit_beta_binomial(x, n)
    assert not prior.is_detectable
    assert prior.a > 0 and prior.b > 0
    mean, low, high = posterior(prior, x, n)
    assert ((low >= 0) & (low <= high) & (high <= 1) & (mean >= 0) & (mean <= 1)).all()


def test_what_the_prior_is_where_no_difference_is_found():
    one_sided = fit_beta_binomial([10, 10], [10, 10])
    assert one_sided.a / (one_sided.a + one_sided.b) == pytest.approx(20.5 / 21)
    # One case a unit: every spread is as likely as any other, and the least difference is taken.
    single = fit_beta_binomial([0, 1, 1, 0], [1, 1, 1, 1])
    assert single.a + single.b > 1e6
    # a + b would have to exceed its upper end: counted in thousand millions, so rare an event is left undecided.
    rare = fit_beta_binomial([5, 60], [BILLIONS, BILLIONS])
    assert rare.a + rare.b == pytest.approx(1e8) and not rare.is_detectable


def test_a_difference_is_found_where_there_is_one():
    assert fit_beta_binomial([0, 10], [10, 10]).is_detectable
    many = fit_beta_binomial([BILLIONS // 4, BILLIONS // 3, BILLIONS // 2], [BILLIONS] * 3)
    assert many.is_detectable
    assert posterior(many, [BILLIONS // 4], [BILLIONS])[0][0] == pytest.approx(0.25, abs=1e-8)


def test_units_without_cases_say_nothing_and_get_the_prior():
    prior = fit_beta_binomial([1, 9, 30, 0], [20, 20, 40, 0])
    without = fit_beta_binomial([1, 9, 30], [20, 20, 40])
    assert (prior.a, prior.b, prior.log_likelihood) == pytest.approx((without.a, without.b, without.log_likelihood))
    mean, low, high = posterior(prior, [0], [0], level=0.9)
    assert mean[0] == pytest.approx(prior.a / (prior.a + prior.b))
    assert (low[0], high[0]) == pytest.approx(tuple(beta.ppf([0.05, 0.95], prior.a, prior.b)))


def test_posterior_shrinks_small_units_more_and_clustered_ones_too():
    prior = Prior(9.0, 1.0, 0.0, True)
    mean = posterior(prior, [5, 500], [10, 1000])[0]
    assert mean == pytest.approx([14 / 20, 509 / 1010])
    clustered = posterior(prior, [5, 500], [10, 1000], deff=[1, 100])[0]
    assert clustered == pytest.approx([14 / 20, 14 / 20])


def test_log_likelihood_includes_the_coefficients():
    # A flat likelihood: with one case a unit, any spread gives the rate's own binomial probability.
    prior = fit_beta_binomial([3, 3], [10, 10])
    coefficient = 2 * (lgamma(11) - lgamma(4) - lgamma(8))
    assert prior.log_likelihood == pytest.approx(coefficient + 6 * np.log(0.3) + 14 * np.log(0.7), abs=1e-5)


def test_draws_follow_their_distributions():
    draws = beta_draws([2.0, 500.0], [3.0, 0.5], 20_000, np.random.default_rng(6))
    assert draws.shape == (20_000, 2)
    assert draws.mean(axis=0) == pytest.approx([0.4, 500 / 500.5], abs=0.006)
    assert np.quantile(draws[:, 0], [0.1, 0.9]) == pytest.approx(beta.ppf([0.1, 0.9], 2, 3), abs=0.01)
    assert abs(np.corrcoef(draws.T)[0, 1]) < 0.03
    assert np.array_equal(draws, beta_draws([2.0, 500.0], [3.0, 0.5], 20_000, np.random.default_rng(6)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fit_beta_binomial([3], [2]), "x = 3"),
        (lambda: fit_beta_binomial([1, 2], [2, 3], 0.5), "0.5"),
        (lambda: fit_beta_binomial([0, 0], [0, 0]), "without any case"),
        (lambda: fit_beta_binomial([[1]], [[2]]), "one dimension"),
        (lambda: posterior(Prior(1, 1, 0, True), [1], [2], level=1), "not 1"),
        (lambda: beta_draws([1, 0], [1, 1], 5, np.random.default_rng(1)), "0.0"),
        (lambda: beta_draws([1], [1], 0, np.random.default_rng(1)), "not 0"),
        (lambda: beta_draws(1, 1, 5, np.random.default_rng(1)), "one dimension"),
    ],
)
def test_what_makes_no_sense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
