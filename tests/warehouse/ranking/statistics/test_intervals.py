import csv
from decimal import Decimal, localcontext
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaincinv

from warehouse.ranking.statistics.intervals import (
    INTERVALS,
    checked_counts,
    clopper_pearson,
    jeffreys,
    newcombe_difference,
    wilson,
)

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors" / "intervals"
needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")
every_interval = pytest.mark.parametrize("interval", INTERVALS.values(), ids=INTERVALS)

BY_METHOD = {
    "wilson": wilson,
    "jeffreys_bcd": jeffreys,
    "jeffreys_raw": lambda x, n, level: jeffreys(x, n, level, boundary=False),
    "clopper_pearson": clopper_pearson,
}
BILLIONS = 7_600_000_000
counts = st.integers(1, 10**10).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
effects = st.one_of(st.just(1.0), st.floats(1, 50))


def _rows(name):
    with (VECTORS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@needs_vectors
@pytest.mark.parametrize("method", BY_METHOD)
def test_against_r(method):
    rows = [r for r in _rows("binomial_intervals_R.csv") if r["method"] == method]
    assert len(rows) >= 120
    for row in rows:
        low, high = BY_METHOD[method](int(row["x"]), int(row["n"]), float(row["conf"]))
        assert low == pytest.approx(float(row["lower"]), abs=1e-12)
        assert high == pytest.approx(float(row["upper"]), abs=1e-12)


@needs_vectors
def test_against_newcombe_1998():
    rows = [r for r in _rows("newcombe_1998_published.csv") if r["kind"] == "single" and r["method"] == "wilson"]
    assert rows
    for row in rows:
        low, high = wilson(int(row["x1"]), int(row["n1"]), float(row["conf"]))
        assert (round(float(low), 4), round(float(high), 4)) == (float(row["lower_4dp"]), float(row["upper_4dp"]))


@needs_vectors
def test_differences_against_newcombe_1998():
    rows = [r for r in _rows("newcombe_1998_published.csv") if r["method"] == "newcombe10"]
    assert len(rows) == 8
    x1, n1, x2, n2, low, high = (
        [float(r[c]) for r in rows] for c in ("x1", "n1", "x2", "n2", "lower_4dp", "upper_4dp")
    )
    found = newcombe_difference(x1, n1, x2, n2, 0.95)
    assert found[0] == pytest.approx(np.divide(x1, n1) - np.divide(x2, n2), abs=1e-15)
    assert (found[1].round(4).tolist(), found[2].round(4).tolist()) == (low, high)


@every_interval
@pytest.mark.parametrize("deff", [1.0, 3.7])
def test_ends_are_exact_and_no_cases_give_none(interval, deff):
    low, high = interval([0, 20, 0, 0, 1, BILLIONS], [20, 20, 0, 1, 1, BILLIONS], deff=deff)
    assert (low[0], high[1], low[3], high[4], high[5]) == (0, 1, 0, 1, 1)
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [False, False, True, False, False, False]
    assert 0 < high[0] < 1 and 0 < low[1] < 1


def test_plain_jeffreys_leaves_the_ends_open_and_has_none_without_cases():
    low, high = jeffreys([0, 20, 5, 0], [20, 20, 20, 0], boundary=False)
    assert 0 < low[0] < 1e-4 and 1 - 1e-4 < high[1] < 1
    assert np.isnan(low[3]) and np.isnan(high[3])
    bounded = jeffreys([0, 20, 5, 0], [20, 20, 20, 0])
    assert (high[0], low[1], low[2], high[2]) == (bounded[1][0], bounded[0][1], bounded[0][2], bounded[1][2])


@pytest.mark.parametrize("x", [0, 1, 40, 1 / 1024, BILLIONS // 1000])
def test_wilson_keeps_its_digits_at_billions_of_cases(x):
    low, high = wilson(x, BILLIONS)
    exact_low, exact_high = _textbook_wilson(x, BILLIONS)
    assert low == pytest.approx(float(exact_low), rel=1e-13, abs=1e-40)
    assert high == pytest.approx(float(exact_high), rel=1e-13, abs=0)
    mirrored = wilson(BILLIONS - x, BILLIONS)
    assert mirrored[0] == pytest.approx(float(1 - exact_high), abs=2e-16)
    assert mirrored[1] == pytest.approx(float(1 - exact_low), abs=2e-16)


def _textbook_wilson(x, n):
    """Return the interval by the formula of the textbook, in fifty digits."""
    with localcontext(prec=50):
        z, r = Decimal(NormalDist().inv_cdf(0.975)), Decimal(x) / n
        half = z * (r * (1 - r) / n + z * z / (4 * n * n)).sqrt()
        return [(r + z * z / (2 * n) + side * half) / (1 + z * z / n) for side in (-1, 1)]


@pytest.mark.parametrize(
    ("x", "n"),
    [(x, n) for x in (0, 1, 3, 40) for n in (500, 1_000_000, BILLIONS)]
    # Where the library's own inverse of the distribution function is wrong by up to a factor of two.
    + [(999, 10**9), (1000, 10**9), (999, BILLIONS), (1000, BILLIONS)],
)
def test_clopper_pearson_leaves_each_tail_its_share_of_the_binomial(x, n):
    """The definition: at the upper bound, x or fewer have the probability 2.5 %; at the lower, x or more have it."""
    low, high = clopper_pearson(x, n)
    assert float(_binomial_cdf(x, n, high)) == pytest.approx(0.025, rel=1e-9, abs=0)
    if x:
        assert float(1 - _binomial_cdf(x - 1, n, low)) == pytest.approx(0.025, rel=1e-9, abs=0)
    mirrored = clopper_pearson(n - x, n)
    assert (mirrored[0], mirrored[1]) == pytest.approx((1 - float(high), 1 - float(low)), abs=2e-16)


def _binomial_cdf(x, n, p):
    with localcontext(prec=50):
        p = Decimal(float(p))
        term = total = (n * (1 - p).ln()).exp()
        for k in range(x):
            term *= (n - k) * p / ((k + 1) * (1 - p))
            total += term
        return total


@pytest.mark.parametrize("x", [0, 1, 40, 2.5])
def test_jeffreys_of_rare_events_is_the_quantile_of_a_gamma(x):
    """For x much below n the posterior is Gamma(x + ½) / n, up to x/n."""
    low, high = jeffreys(x, BILLIONS, boundary=False)
    assert low == pytest.approx(gammaincinv(x + 0.5, 0.025) / BILLIONS, rel=1e-7, abs=0)
    assert high == pytest.approx(gammaincinv(x + 0.5, 0.975) / BILLIONS, rel=1e-7, abs=0)
    mirrored = jeffreys(BILLIONS - x, BILLIONS, boundary=False)
    assert (mirrored[0], mirrored[1]) == pytest.approx((1 - float(high), 1 - float(low)), abs=2e-16)


@settings(deadline=None, max_examples=60)
@given(counts, effects, st.sampled_from(sorted(INTERVALS)))
def test_holds_the_share_and_mirrors(of, deff, name):
    x, n = of
    low, high = INTERVALS[name](x, n, deff=deff)
    assert 0 <= low <= 1 and 0 <= high <= 1
    if n / deff >= 1 or name != "jeffreys":  # Jeffreys' median of less than one case is drawn towards ½
        assert low <= x / n * (1 + 1e-15) and x / n <= high * (1 + 1e-15)
    mirrored = INTERVALS[name](n - x, n, deff=deff)
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((float(low), float(high)), abs=1e-14)


@settings(deadline=None, max_examples=60)
@given(counts, st.integers(1, 6), st.sampled_from(sorted(INTERVALS)))
def test_a_design_effect_is_worth_as_many_fewer_cases(of, power, name):
    x, n = of
    effect = 2.0**power  # a power of two divides exactly
    given_effect = INTERVALS[name](x, n, 0.9, effect)
    divided = INTERVALS[name](x / effect, n / effect, 0.9)
    assert [b.tolist() for b in given_effect] == pytest.approx([b.tolist() for b in divided], rel=1e-12, abs=0)
    plain = INTERVALS[name](x, n, 0.9)
    assert given_effect[1] - given_effect[0] >= plain[1] - plain[0]


@every_interval
def test_arrays_of_counts_levels_and_effects_broadcast(interval):
    x, n, deff = np.array([[3], [50]]), np.array([100, 1000, 10_000]), np.array([1.0, 2.0, 9.5])
    low, high = interval(x, n, 0.998, deff)
    assert low.shape == high.shape == (2, 3)
    for i in range(2):
        for j in range(3):
            one = interval(int(x[i, 0]), int(n[j]), 0.998, float(deff[j]))
            assert (low[i, j], high[i, j]) == (one[0], one[1])


@every_interval
def test_a_higher_level_is_wider(interval):
    assert (
        interval(3, 100, 0.998)[0] < interval(3, 100, 0.95)[0] < interval(3, 100, 0.95)[1] < interval(3, 100, 0.998)[1]
    )


@settings(deadline=None, max_examples=60)
@given(counts, counts, effects, effects)
def test_a_difference_changes_sign_with_the_order_and_with_the_outcome(one, other, deff1, deff2):
    difference, low, high = newcombe_difference(*one, *other, 0.95, deff1, deff2)
    assert -1 <= low <= difference <= high <= 1
    swapped = newcombe_difference(*other, *one, 0.95, deff2, deff1)
    assert [-swapped[0], -swapped[2], -swapped[1]] == pytest.approx([difference, low, high], abs=1e-15)
    failures = [(n - x, n) for x, n in (one, other)]
    mirrored = newcombe_difference(*failures[0], *failures[1], 0.95, deff1, deff2)
    assert [-mirrored[0], -mirrored[2], -mirrored[1]] == pytest.approx([difference, low, high], abs=1e-15)


def test_a_difference_near_one_keeps_its_digits():
    late = newcombe_difference(20, 40_000_000_000, 51, 51_030_700_000)
    on_time = newcombe_difference(51_030_699_949, 51_030_700_000, 39_999_999_980, 40_000_000_000)
    assert [b.tolist() for b in on_time] == pytest.approx([b.tolist() for b in late], rel=1e-14, abs=0)
    assert newcombe_difference(9_999, 10_000, 99_990, 100_000)[0] == 0


def test_a_difference_widens_with_either_design_effect_and_needs_cases_in_both():
    plain, first, second = (
        newcombe_difference(30, 100, 60, 150, deff1=a, deff2=b) for a, b in ((1, 1), (4, 1), (1, 4))
    )
    assert plain[0] == first[0] == second[0]
    for wide in (first, second):
        assert wide[1] < plain[1] and wide[2] > plain[2]
    # A design effect of 4 is a quarter of the cases.
    assert first[1:] == pytest.approx(newcombe_difference(7.5, 25, 60, 150)[1:], rel=1e-13, abs=0)
    nothing = newcombe_difference([0, 3], [0, 10], [1, 0], [10, 0])
    assert np.isnan(nothing).all()


@every_interval
@pytest.mark.parametrize(
    ("x", "n", "level", "deff", "named"),
    [
        (-1, 5, 0.95, 1, "x = -1, n = 5"),
        ([1, 6], 5, 0.95, 1, "x = 6, n = 5"),
        (float("nan"), 5, 0.95, 1, "x = nan"),
        (1, float("nan"), 0.95, 1, "n = nan"),
        (1, float("inf"), 0.95, 1, "n = inf"),
        (1, 5, 1.0, 1, "between 0 and 1, not 1.0"),
        (1, 5, 0.0, 1, "between 0 and 1, not 0.0"),
        (1, 5, 95, 1, "between 0 and 1, not 95"),
        (1, 5, float("nan"), 1, "between 0 and 1, not nan"),
        (1, 5, 0.95, [1, 0.5], "at least 1 and finite, not 0.5"),
        (1, 5, 0.95, float("nan"), "at least 1 and finite, not nan"),
        (1, 5, 0.95, float("inf"), "at least 1 and finite, not inf"),
    ],
)
def test_impossible_counts_levels_and_effects_are_refused(interval, x, n, level, deff, named):
    with pytest.raises(ValueError, match=named):
        interval(x, n, level, deff)
    with pytest.raises(ValueError, match=named):
        newcombe_difference(2, 5, x, n, level, 1, deff)


def test_counts_are_checked_without_being_changed():
    x, n, deff = checked_counts([1, 2], 5)
    assert (x.tolist(), n.tolist(), deff.tolist()) == ([1, 2], [5, 5], [1, 1])
