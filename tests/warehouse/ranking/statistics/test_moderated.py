import math

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import chi2, f

from warehouse.ranking.statistics.moderated import moderated

PRIOR_DF = [0.5 * 4000 ** (i / 83) for i in range(84)]


def most_likely(q, d):
    """s0² and d0 by scipy's densities, each d0 of the grid tried."""
    best = None
    for d0 in [*PRIOR_DF, math.inf]:

        def loss(log_prior, d0=d0):
            prior = math.exp(log_prior)
            if math.isinf(d0):
                return -sum(chi2.logpdf(a * b / prior, b) + math.log(b / prior) for a, b in zip(q, d, strict=True))
            return -float(np.sum(f.logpdf(np.array(q) / prior, d, d0) - log_prior))

        ends = math.log(min(q)), math.log(max(q))
        least = minimize_scalar(loss, bounds=ends, method="bounded", options={"xatol": 1e-11})
        if best is None or least.fun < best[0] - 1e-9:
            best = least.fun, math.exp(least.x), d0
    return best[1:]


def reference(q, d):
    """Prior df, prior, values and the places set apart, written out by loops."""
    apart = []
    while True:
        pool = [i for i in range(len(q)) if i not in apart]
        prior, d0 = most_likely([q[i] for i in pool], [d[i] for i in pool])
        if len(pool) <= 3:
            break
        farthest = min(pool, key=lambda i: f.sf(q[i] / prior, d[i], min(d0, 1e9)))
        rest = [i for i in pool if i != farthest]
        prior_of_rest, d0_of_rest = most_likely([q[i] for i in rest], [d[i] for i in rest])
        if f.sf(q[farthest] / prior_of_rest, d[farthest], min(d0_of_rest, 1e9)) * len(q) >= 0.05:
            break
        apart.append(farthest)
    values = [prior if math.isinf(d0) else (d0 * prior + b * a) / (d0 + b) for a, b in zip(q, d, strict=True)]
    return d0, prior, [q[i] if i in apart else values[i] for i in range(len(q))], sorted(apart)


@pytest.mark.long
@pytest.mark.parametrize(
    ("q", "d", "apart"),
    [
        ([0.4, 1.0, 1.3, 9.0, 0.7, 2.2], [51.0, 8.0, 30.0, 51.0, 4.0, 12.5], [3]),
        ([0.4, 1.0, 1.3, 3.0, 0.7, 2.2], [51.0, 8.0, 30.0, 25.0, 4.0, 12.5], []),
        ([1.1, 0.9, 1.0, 8.0, 1.2, 20.0, 1.0, 0.8], [40.0, 50.0, 51.0, 16.0, 30.0, 12.0, 51.0, 45.0], [3, 5]),
        ([0.9, 1.05, 1.0, 1.1], [51.0, 40.0, 51.0, 0.3], []),
    ],
)
def test_against_the_formula_written_out(q, d, apart):
    prior_df, prior, values, set_apart = reference(q, d)
    found = moderated(q, d)
    assert set_apart == apart == np.flatnonzero(found.is_apart).tolist()
    assert (found.prior_df, found.prior) == pytest.approx((prior_df, prior), rel=1e-5)
    assert found.values == pytest.approx(values, rel=1e-5)
    assert found.pool_df.tolist() == [0 if i in apart else found.prior_df for i in range(len(q))]


def test_few_degrees_of_freedom_weigh_little():
    """Squares of few large clusters are skewed: their logarithms lie far below, and must not draw the pool along."""
    random = np.random.default_rng(14)
    d = np.array([0.3] * 15 + [40.0] * 7)
    found = moderated(3 * random.chisquare(d) / d, d)
    assert found.prior == pytest.approx(3, rel=0.2)


def test_ratios_that_differ_by_chance_are_all_alike():
    random = np.random.default_rng(3)
    d = np.full(40, 51.0)
    found = moderated(random.chisquare(d) / d * 1.7, d)
    assert found.prior_df > 150 and found.values == pytest.approx(1.7, rel=0.12)
    assert not found.is_apart.any()


def test_a_ratio_that_stands_out_keeps_all_of_itself_and_leaves_the_others_to_their_pool():
    random = np.random.default_rng(4)
    d = np.full(22, 51.0)
    q = random.chisquare(d) / d
    alone = moderated(np.delete(q, 7), np.delete(d, 7))
    q[7] = 20.0
    found = moderated(q, d)
    assert found.values[7] == 20 and np.flatnonzero(found.is_apart).tolist() == [7]
    assert np.delete(found.values, 7) == pytest.approx(alone.values, rel=1e-9)
    assert (found.prior_df, found.pool_df[7]) == (alone.prior_df, 0)


def test_ratios_that_all_differ_are_drawn_together_a_little():
    random = np.random.default_rng(6)
    d = np.full(200, 51.0)
    q = random.chisquare(d) / d * 6 / random.chisquare(6, 200)
    found = moderated(q, d)
    assert found.prior_df == pytest.approx(6, rel=0.4) and found.prior == pytest.approx(1, rel=0.2)
    assert found.is_apart.sum() <= 2
    rest = ~found.is_apart
    assert (np.sign(found.values - q) == np.sign(found.prior - q))[rest].all()


@pytest.mark.parametrize("seed", range(5))
def test_what_is_alike_is_seldom_set_apart(seed):
    random = np.random.default_rng(seed)
    d = random.uniform(10, 60, 22)
    assert sum(moderated(random.chisquare(d) / d, d).is_apart.any() for _ in range(20)) <= 3


def test_order_does_not_matter_and_a_common_factor_comes_out():
    random = np.random.default_rng(5)
    d, q = random.uniform(3, 60, 15), random.uniform(0.3, 4, 15)
    order = random.permutation(15)
    one, turned, doubled = moderated(q, d), moderated(q[order], d[order]), moderated(2 * q, d)
    assert turned.values == pytest.approx(one.values[order], rel=1e-9)
    assert doubled.values == pytest.approx(2 * one.values, rel=1e-9)
    assert doubled.pool_df == pytest.approx(one.pool_df, rel=1e-9)


def test_ratios_of_nothing_have_a_pool():
    found = moderated([0.0, 1.1, 0.9, 1.0], [1.5, 50.0, 50.0, 50.0])
    assert np.isfinite(found.values).all() and found.prior == pytest.approx(1, rel=0.1)
    assert moderated([0.0, 0.0], [5.0, 5.0]).prior == pytest.approx(1e-3)


def test_one_ratio_has_nothing_to_share():
    found = moderated([3.0], [12.0])
    assert (found.values.tolist(), found.pool_df.tolist(), found.prior_df) == ([3.0], [0.0], 0.0)


@pytest.mark.parametrize(
    ("q", "d"), [([], []), ([1.0], [1.0, 2.0]), ([[1.0]], [[1.0]]), ([-1.0], [2.0]), ([1.0], [0.0]), ([np.nan], [1.0])]
)
def test_what_is_no_ratio_is_refused(q, d):
    with pytest.raises(ValueError, match="ratios"):
        moderated(q, d)
