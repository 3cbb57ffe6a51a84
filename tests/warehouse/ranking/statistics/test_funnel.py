import math
from fractions import Fraction
from statistics import quantiles

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.chance_limits import classes, limits
from warehouse.ranking.statistics.funnel import funnel

counts = st.integers(0, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
units = st.lists(counts, min_size=1, max_size=12)


def _arrays(found):
    bounds = found.limits
    rates = [found.rate, bounds.low_95, bounds.high_95, bounds.low_998, bounds.high_998]
    return [*rates, found.classes, found.z, found.z_adjusted, found.classes_adjusted]


def test_worked_by_hand():
    """Pooled 400 of 2000 is 0.2; at n = 400 the standard error is 0.02: limits near 0.16, 0.24 and 0.14, 0.26."""
    x, n = [110, 97, 80, 62, 51], [400] * 5
    found = funnel(x, n)
    assert found.benchmark == 0.2
    shown = found.limits.low_95[0], found.limits.high_95[0], found.limits.low_998[0], found.limits.high_998[0]
    assert shown == pytest.approx((0.160801, 0.239199, 0.138195, 0.261805), abs=2.5e-3)
    assert found.classes.tolist() == [2, 1, 0, -1, -2]
    assert funnel(x, n, direction=-1).classes.tolist() == [-2, -1, 0, 1, 2]


def test_the_arcsine_version_by_the_formula():
    x, n = [9_990, 480, 2_000, 33, 149, 870, 990], [10_000, 500, 2_010, 40, 150, 900, 1_000]
    found = funnel(x, n)
    target = math.asin(math.sqrt(sum(x) / sum(n)))
    s = [1 / (2 * math.sqrt(cases)) for cases in n]
    z = [(math.asin(math.sqrt(a / b)) - target) / error for a, b, error in zip(x, n, s, strict=True)]
    low, *_, high = quantiles(z, n=10, method="inclusive")
    phi = sum(min(max(one, low), high) ** 2 for one in z) / len(z)
    w = [1 / error**2 for error in s]
    tau2 = (len(z) * phi - (len(z) - 1)) / (sum(w) - sum(one**2 for one in w) / sum(w))
    assert tau2 > 0
    assert (found.phi, found.tau2) == pytest.approx((phi, tau2), rel=1e-10, abs=0)
    assert found.z == pytest.approx(z, rel=1e-9, abs=0)
    adjusted = [one * error / math.sqrt(error**2 + tau2) for one, error in zip(z, s, strict=True)]
    assert found.z_adjusted == pytest.approx(adjusted, rel=1e-9, abs=0)
    effects = [1 + 4 * cases * tau2 for cases in n]
    wanted = classes(np.array(x) / n, limits(sum(x) / sum(n), n, effects))
    assert found.classes_adjusted.tolist() == wanted.tolist()


def _spread(tau, units=400, least=1_000, seed=5):
    """Units whose rates differ by `tau` on the arcsine scale around 95 %."""
    generator = np.random.default_rng(seed)
    n = generator.integers(least, 50_000, size=units)
    angles = math.asin(math.sqrt(0.95)) + tau * generator.standard_normal(units)
    return generator.binomial(n, np.sin(angles) ** 2), n


def test_units_that_differ_by_chance_alone_need_no_adjustment():
    found = funnel(*_spread(0.0))
    assert found.tau2 < 1e-6
    assert np.mean(found.classes != 0) == pytest.approx(0.05, abs=0.03)


@pytest.mark.long
def test_units_that_differ_more_are_judged_by_how_units_differ():
    found = funnel(*_spread(0.03, units=2_000, least=49_000))
    assert np.mean(found.classes != 0) > 0.7
    # A normal distribution winsorised at 10 % keeps 0.679 of its variance, and has 10.6 % beyond 1.96 roots of that.
    assert found.tau2 == pytest.approx(0.679 * 0.03**2, rel=0.1, abs=0)
    assert np.mean(found.classes_adjusted != 0) == pytest.approx(0.106, abs=0.02)


def test_outliers_are_drawn_in_before_the_spread_is_measured():
    x, n = _spread(0.0, units=40)
    x[:3] = n[:3] // 2
    found = funnel(x, n, benchmark=0.95)
    assert found.phi < 2
    assert found.classes_adjusted[:3].tolist() == [-2, -2, -2]


@settings(deadline=None, max_examples=60)
@given(
    units.flatmap(lambda u: st.tuples(st.just(u), st.permutations(range(len(u))))), st.sampled_from([None, 0.9, 1.0])
)
def test_order_does_not_matter(case, benchmark):
    x, n = np.transpose(case[0])
    order = case[1]
    one, other = funnel(x, n, 1, 1.3, benchmark), funnel(x[order], n[order], 1, 1.3, benchmark)
    assert (one.benchmark, one.phi, one.tau2) == pytest.approx(
        (other.benchmark, other.phi, other.tau2), abs=0, nan_ok=True
    )
    for a, b in zip(_arrays(one), _arrays(other), strict=True):
        np.testing.assert_array_equal(a[order], b)


@settings(deadline=None, max_examples=60)
@given(units)
@example([(0, 1), (40_001, 40_001)])  # a limit nearer to 1 than any count
def test_failures_with_the_direction_turned_give_the_same_classes(of):
    x, n = np.transpose(of)
    passed, failed = funnel(x, n), funnel(n - x, n, direction=-1)
    np.testing.assert_allclose(failed.z, -passed.z, rtol=1e-9, atol=1e-9)
    assert failed.tau2 == pytest.approx(passed.tau2, rel=1e-9, abs=1e-18)
    assert passed.classes_adjusted.tolist() == failed.classes_adjusted.tolist()
    # A value as near to a limit as rounding may fall on either side.
    edges = (passed.limits.low_95, passed.limits.high_95, passed.limits.low_998, passed.limits.high_998)
    clear = ~np.any([np.isclose(passed.rate, edge, rtol=1e-12) for edge in edges], axis=0)
    assert passed.classes[clear].tolist() == failed.classes[clear].tolist()


@settings(deadline=None, max_examples=60)
@given(units)
def test_a_unit_without_cases_changes_nothing_for_the_others(of):
    x, n = np.transpose(of)
    alone, joined = funnel(x, n), funnel(np.append(x, 0), np.append(n, 0))
    assert (alone.benchmark, alone.phi, alone.tau2) == pytest.approx(
        (joined.benchmark, joined.phi, joined.tau2), abs=0, nan_ok=True
    )
    for a, b in zip(_arrays(alone), _arrays(joined), strict=True):
        np.testing.assert_array_equal(a, b[:-1])
        assert b[-1] == 0 if b.dtype == np.int64 else math.isnan(b[-1])


def test_no_cases_at_all():
    found = funnel([0, 0], [0, 0])
    assert math.isnan(found.benchmark) and math.isnan(found.phi) and found.tau2 == 0
    assert found.classes.tolist() == found.classes_adjusted.tolist() == [0, 0]
    assert np.isnan(found.limits.low_95).all() and np.isnan(found.z).all()
    assert funnel([], []).classes.shape == (0,)


def test_one_unit_is_its_own_benchmark_and_tells_nothing_of_spread():
    own = funnel([7], [10])
    assert (own.classes.tolist(), own.z.tolist(), own.tau2) == ([0], [0.0], 0.0)
    low = funnel([7_000], [10_000], benchmark=0.9)
    assert (low.classes.tolist(), low.tau2, low.classes_adjusted.tolist()) == ([-2], 0.0, [-2])


@pytest.mark.parametrize("rate", [0, 1])
def test_a_benchmark_of_all_or_nothing(rate):
    n = np.array([10, 20_000])
    pooled = funnel(rate * n, n)
    assert (pooled.benchmark, pooled.tau2) == (rate, 0)
    assert pooled.classes.tolist() == pooled.classes_adjusted.tolist() == [0, 0]
    # Against a benchmark without any spread, one case decides.
    one_off = funnel(rate * n + (1 - 2 * rate) * np.array([1, 0]), n, benchmark=rate)
    assert one_off.classes.tolist() == [2 * (1 - 2 * rate), 0]


def test_one_unit_far_larger_than_the_other_keeps_the_spread_exact():
    n = [7_600_000_000, 3]
    found = funnel([3_800_000_000, 1], n, benchmark=0.1)
    spread = Fraction(2 * (4 * n[0]) * (4 * n[1]), 4 * n[0] + 4 * n[1])  # Σw − Σw²/Σw of two is 2w₁w₂/(w₁ + w₂)
    assert found.tau2 == pytest.approx((2 * found.phi - 1) / float(spread), rel=1e-13, abs=0)


def test_billions_of_cases_near_one():
    n = np.full(4, 7_600_000_000)
    late = np.array([115, 115, 115, 200])
    found, mirrored = funnel(n - late, n), funnel(late, n)
    assert found.classes.tolist() == [0, 0, 0, -2]
    assert found.z == pytest.approx(-mirrored.z, rel=1e-7, abs=0)


def test_a_design_effect_widens_the_limits():
    x, n = np.array([110, 97, 80, 62, 51]), np.full(5, 400)
    found = funnel(x, n, deff=4.0)
    assert found.classes.tolist() == [0, 0, 0, 0, 0]
    each = funnel(x, n, deff=[1, 4, 1, 1, 1])
    assert each.classes.tolist() == [2, 0, 0, -1, -2]


@pytest.mark.parametrize(
    ("x", "n", "options", "named"),
    [
        ([3], [2], {}, "x = 3, n = 2"),
        ([float("nan")], [2], {}, "x = nan"),
        ([1], [2], {"direction": 0}, "is 1 or -1, not 0"),
        ([1], [2], {"deff": 0.5}, "not 0.5"),
        ([1], [2], {"benchmark": 1.5}, "between 0 and 1, not 1.5"),
        ([1], [2], {"benchmark": float("nan")}, "between 0 and 1, not nan"),
        ([[1]], [[2]], {}, "one dimension, not 2"),
        (1, 2, {}, "one dimension, not 0"),
    ],
)
def test_what_makes_no_sense_is_refused(x, n, options, named):
    with pytest.raises(ValueError, match=named):
        funnel(x, n, **options)
