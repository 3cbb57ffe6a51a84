import csv
from itertools import groupby
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import studentized_range

from warehouse.ranking.statistics.stepdown import mc_stepdown

pytestmark = pytest.mark.long

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors" / "rank_ci"
needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")


def _generator(seed=2024):
    return np.random.default_rng(seed)


def _pisa():
    with (VECTORS / "csranks_pisa2018_expected.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return groupby(rows, key=lambda r: (r["subject"], r["simul"], r["cstype"], r["stepdown"]))


@needs_vectors
def test_against_pisa_2018():
    cases = [(key, list(group)) for key, group in _pisa()]
    assert len(cases) == 16
    # With 50,000 replicates ten seeds of ten agree; with 20,000 some move a bound whose pair lies at the threshold.
    for (_, simultaneous, side, stepdown), rows in cases:
        found = mc_stepdown(
            [float(r["estimate"]) for r in rows],
            [float(r["se"]) ** 2 for r in rows],
            _generator(),
            level=float(rows[0]["coverage"]),
            simultaneous=simultaneous == "true",
            side=side,
            stepdown=stepdown == "true",
            replicates=50_000,
        )
        for row, low, high in zip(rows, found.low, found.high, strict=True):
            for bound, name in ((low, "L"), (high, "U")):
                if row["stable"] == "true":
                    assert bound == int(row[f"{name}_mode"]), row
                else:
                    assert int(row[f"{name}_min"]) <= bound <= int(row[f"{name}_max"]), row


def test_the_critical_value_is_that_of_the_studentised_range():
    # Equal errors and no stepping down: the threshold of Tukey's range, 4.03 for 6 units.
    critical = studentized_range.ppf(0.95, 6, np.inf)
    for gap, separated in ((critical - 0.06, False), (critical + 0.06, True)):
        sets = mc_stepdown([0, 0, 0, 0, 0, gap], np.ones(6), _generator(), stepdown=False, replicates=50_000)
        assert sets.beats[5].tolist() == [separated] * 5 + [False]


def test_marginal_sets_are_decided_by_own_pairs_and_a_pair_by_the_normal_quantile():
    z = NormalDist().inv_cdf(0.975) * 2**0.5
    for gap, separated in ((z - 0.05, False), (z + 0.05, True)):
        for simultaneous in (True, False):
            sets = mc_stepdown([gap, 0.0], [1, 1], _generator(), simultaneous=simultaneous, replicates=50_000)
            assert bool(sets.beats[0, 1]) is separated
    one_sided = NormalDist().inv_cdf(0.95) * 2**0.5 + 0.05
    lower = mc_stepdown([one_sided, 0.0], [1, 1], _generator(), simultaneous=False, side="lower", replicates=50_000)
    upper = mc_stepdown([one_sided, 0.0], [1, 1], _generator(), simultaneous=False, side="upper", replicates=50_000)
    assert (lower.low.tolist(), lower.high.tolist()) == ([1, 2], [2, 2])
    assert (upper.low.tolist(), upper.high.tolist()) == ([1, 1], [1, 2])


def test_stepping_down_leaves_fewer_pairs_and_a_lower_threshold():
    # "The far unit is not better" leaves three times, "the far unit is not worse" stays: 3.63 becomes 3.50. Were both
    # to leave it would be 3.32, and a wrong direction would not count as an error.
    estimate, ones = [0.0, 0.0, 3.565, 1000.0], np.ones(4)
    first = mc_stepdown(estimate, ones, _generator(), stepdown=False, replicates=50_000)
    again = mc_stepdown(estimate, ones, _generator(), stepdown=True, replicates=50_000)
    assert not first.beats[2, 0]
    assert again.beats[2, :2].all()
    assert (again.low.tolist(), again.high.tolist()) == ([3, 3, 2, 1], [4, 4, 2, 1])
    assert not mc_stepdown([0.0, 0.0, 3.41, 1000.0], ones, _generator(), replicates=50_000).beats[2, 0]
    # Three far units: 4.03 becomes 3.81.
    for gap, separated in ((3.77, False), (3.85, True)):
        far = mc_stepdown([0, 0, gap, 1000, 2000, 3000], np.ones(6), _generator(), replicates=50_000)
        assert bool(far.beats[2, 0]) is separated


def test_a_common_error_cancels():
    # All estimates share an error of 10; what differs between two of them has an error of 1.4.
    shared = np.full((3, 3), 100.0) + np.eye(3)
    assert mc_stepdown([0, 6, 12], shared, _generator()).low.tolist() == [3, 2, 1]
    assert mc_stepdown([0, 6, 12], np.diag(shared), _generator()).low.tolist() == [1, 1, 1]


@pytest.mark.parametrize("simultaneous", [True, False])
def test_pairs_without_error_are_decided_by_exact_order(simultaneous):
    sets = mc_stepdown([1, 1, 1 + 1e-15, 0.5], [0, 0, 0, 4], _generator(), simultaneous=simultaneous)
    assert sets.low.tolist() == [2, 2, 1, 1]
    assert sets.high.tolist() == [4, 4, 2, 4]
    assert sets.beats[2, :2].all() and not sets.beats[0, 1]
    alike = mc_stepdown([1, 2], [[4, 4], [4, 4]], _generator(), simultaneous=simultaneous)
    assert alike.low.tolist() == [2, 1]
    assert mc_stepdown([3, 3, 3], np.zeros(3), _generator(), simultaneous=simultaneous).high.tolist() == [3, 3, 3]


def test_a_variance_that_is_but_rounding_is_none():
    # 0.1 + 0.2 is not 0.3: the variance of the difference is computed as 5.6e-17.
    sigma = [[0.1 + 0.2, 0.3], [0.3, 0.3]]
    assert mc_stepdown([1, 1 + 1e-12], sigma, _generator()).low.tolist() == [2, 1]


def test_nobody_beats_his_better_at_a_low_level():
    for side, simultaneous in (("lower", False), ("upper", False), ("two-sided", True)):
        sets = mc_stepdown([0, 0.1], [1, 1], _generator(), level=0.05, simultaneous=simultaneous, side=side)
        assert sets.low[1] == 1 and sets.high[0] == 2
        assert not sets.beats[0, 1]


def test_one_unit_has_rank_1():
    for simultaneous in (True, False):
        sets = mc_stepdown([5.0], [1.0], _generator(), simultaneous=simultaneous)
        assert (sets.low.tolist(), sets.high.tolist()) == ([1], [1])


def test_errors_of_coverage_are_about_one_in_twenty():
    # Equal units: each set must hold rank 1. 300 samples, so 95 % is 285 with a standard deviation of 3.8.
    truth, samples = _generator(9), 300
    covered = sum(
        bool((mc_stepdown(truth.normal(size=8), np.ones(8), _generator(i), replicates=1000).low == 1).all())
        for i in range(samples)
    )
    assert 270 <= covered <= 297


estimates = st.lists(st.integers(-60, 60), min_size=1, max_size=9)


@settings(deadline=None, max_examples=40)
@given(estimates, st.randoms(use_true_random=False), st.booleans(), st.sampled_from(["two-sided", "lower", "upper"]))
def test_the_order_of_units_does_not_matter(values, random, simultaneous, side):
    # Variances differ, so that no two units are alike; a common part makes the covariance a matrix.
    theta = np.array(values) / 7
    sigma = np.diag(1 + np.arange(len(theta)) / 8) + 0.3
    order = np.array(random.sample(range(len(theta)), len(theta)))
    options = {"simultaneous": simultaneous, "side": side, "replicates": 400}
    plain = mc_stepdown(theta, sigma, _generator(), **options)
    moved = mc_stepdown(theta[order], sigma[np.ix_(order, order)], _generator(), **options)
    assert moved.low.tolist() == plain.low[order].tolist()
    assert moved.high.tolist() == plain.high[order].tolist()
    assert np.array_equal(moved.beats, plain.beats[np.ix_(order, order)])


@settings(deadline=None, max_examples=40)
@given(estimates, st.booleans())
def test_sets_hold_the_observed_rank_and_stepping_down_only_narrows(values, simultaneous):
    theta = np.array(values) / 7
    observed = 1 + (theta[None, :] > theta[:, None]).sum(axis=1)
    variances = 0.2 + np.arange(len(theta)) % 3
    plain, stepped, lower, upper = (
        mc_stepdown(theta, variances, _generator(), simultaneous=simultaneous, replicates=400, **options)
        for options in ({"stepdown": False}, {}, {"side": "lower"}, {"side": "upper"})
    )
    assert ((plain.low <= stepped.low) & (stepped.low <= observed)).all()
    assert ((observed <= stepped.high) & (stepped.high <= plain.high)).all()
    assert (lower.high == len(theta)).all() and (upper.low == 1).all()
    assert (lower.low >= stepped.low).all() and (upper.high <= stepped.high).all()
    if simultaneous:
        assert np.array_equal(lower.low, stepped.low) and np.array_equal(upper.high, stepped.high)


def test_stepping_down_by_part_of_the_replicates_is_stepping_down_by_all_of_them():
    for seed, level in enumerate((0.05, 0.5, 0.8, 0.9, 0.95, 0.999) * 5):
        draw = _generator(seed)
        theta, variances = draw.normal(size=7) * (1 + seed / 6), draw.uniform(0.2, 2, 7)
        for replicates in (1, 2, 10, 300):
            sets = mc_stepdown(theta, variances, _generator(), level=level, replicates=replicates)
            assert np.array_equal(sets.beats, _by_definition(theta, variances, level, replicates))


def _by_definition(theta, variances, level, replicates):
    """Return who beats whom, every quantile taken anew over all replicates; units in the order of their estimates."""
    order, p = np.argsort(theta), len(theta)
    values = np.sqrt(variances[order])[:, None] * _generator().standard_normal((p, replicates))
    values = values[np.argsort(order)]
    errors = np.sqrt(variances[:, None] + variances[None, :])
    tested, beats = {(i, j) for i in range(p) for j in range(p) if i != j}, np.zeros((p, p), dtype=bool)
    while tested:
        critical = max(0, np.quantile(np.max([(values[i] - values[j]) / errors[i, j] for i, j in tested], 0), level))
        found = {(i, j) for i, j in tested if (theta[i] - theta[j]) / errors[i, j] > critical}
        if not found:
            break
        beats[tuple(np.transpose(list(found)))] = True
        tested -= found
    return beats


@pytest.mark.parametrize(
    ("estimate", "covariance", "options", "message"),
    [
        ([1, 2], [1, -1], {}, "squared standard error is at least 0, not -1"),
        ([1, 2], [1, 1, 1], {}, r"\(2,\)"),
        ([], [], {}, r"\(0,\)"),
        ([1, float("nan")], [1, 1], {}, "finite"),
        ([1, 2], [1, float("inf")], {}, "finite"),
        ([1, 2], [[1, 0.5], [0, 1]], {}, "symmetric"),
        ([1, 2], [[1, 2], [2, 1]], {}, "eigenvalue"),
        ([1, 2], [1, 1], {"level": 1.0}, "1.0"),
        ([1, 2], [1, 1], {"side": "both"}, "both"),
        ([1, 2], [1, 1], {"replicates": 0}, "0"),
    ],
)
def test_what_makes_no_sense_is_refused(estimate, covariance, options, message):
    with pytest.raises(ValueError, match=message):
        mc_stepdown(estimate, covariance, _generator(), **options)
