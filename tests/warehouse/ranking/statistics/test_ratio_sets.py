import math
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr
from scipy.stats import studentized_range

from warehouse.ranking.statistics.critical import critical_value
from warehouse.ranking.statistics.ratio_sets import (
    arcsine_tukey,
    fisher_holm,
    fisher_p_values,
)

# The example of three districts: on time of handled, of A, B and C.
N = np.array([510_307, 40_000, 10_000])
ON_TIME = N - [51, 20, 0]

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
tables = st.lists(counts, min_size=1, max_size=8)


def _sets(result):
    return list(zip(result.low.tolist(), result.high.tolist(), strict=True))


def test_three_districts():
    assert _sets(fisher_holm(ON_TIME, N)) == [(1, 2), (2, 3), (1, 3)]
    assert _sets(arcsine_tukey(ON_TIME, N)) == [(1, 2), (3, 3), (1, 2)]
    assert _sets(arcsine_tukey(ON_TIME, N, deff=3)) == [(1, 2), (2, 3), (1, 3)]
    assert _sets(arcsine_tukey(ON_TIME, N, deff=[3, 3, 3])) == [(1, 2), (2, 3), (1, 3)]
    p = fisher_p_values(ON_TIME, N)
    assert p[2, 0] == pytest.approx(0.3717, abs=5e-5)
    assert p[0, 1] == pytest.approx(9.99e-8, rel=1e-3)
    assert p[2, 1] == pytest.approx(0.011518, rel=1e-4)


def test_one_districts_question_is_easier_than_everybodys():
    # C over B: p = 0.0115, within C's own four tests at 0.05 / 4 but not within all six at 0.05 / 5.
    assert _sets(fisher_holm(ON_TIME, N, simultaneous=False))[2] == (1, 2)
    assert _sets(fisher_holm(ON_TIME, N))[2] == (1, 3)


@pytest.mark.parametrize("units", [2, 3, 22, 168, 1000])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.998])
def test_critical_value_against_the_integral(units, level):
    # The range of p normal variables stays below q: p times the integral of density(z) (P(z - q < Z < z))^(p - 1).
    q = critical_value(units, level) * math.sqrt(2)
    # Equal steps are as good as any rule where the ends are flat.
    z, step = np.linspace(-10, q + 10, 2001, retstep=True)
    density = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    found = units * step * float(np.sum(density * (ndtr(z) - ndtr(z - q)) ** (units - 1)))
    assert found == pytest.approx(level, abs=1e-11)


def test_critical_values_in_print():
    assert critical_value(22) == pytest.approx(3.593, abs=5e-4)
    assert critical_value(168) == pytest.approx(4.522, abs=5e-4)
    assert critical_value(3) == pytest.approx(2.344, abs=5e-4)
    assert critical_value(2) == pytest.approx(1.959964, abs=5e-7) == critical_value(2, simultaneous=False)
    single = critical_value(22, simultaneous=False)
    assert (2 * ndtr(single) - 1) ** 21 == pytest.approx(0.95, abs=1e-12)
    with pytest.raises(ValueError, match="not 1"):
        critical_value(1)
    for level in (0.0, 1.0):
        with pytest.raises(ValueError, match=str(level)):
            critical_value(5, level)


@pytest.mark.parametrize("method", [arcsine_tukey, fisher_holm])
@settings(deadline=None, max_examples=60)
@given(tables, st.randoms(use_true_random=False), st.sampled_from([1, -1]), st.sampled_from([0.3, 0.8, 0.95]))
def test_invariants(method, table, random, direction, level):
    x, n = (np.array(c) for c in zip(*table, strict=True))
    for simultaneous in (True, False):
        sets = method(x, n, level, direction, simultaneous=simultaneous)
        shares = [direction * Fraction(int(a), int(b)) for a, b in zip(x, n, strict=True)]
        for i, j in np.argwhere(sets.beats):
            assert shares[i] > shares[j]
        observed = np.array([1 + sum(b > a for b in shares) for a in shares])
        assert ((sets.low <= observed) & (observed <= sets.high)).all()
        # Less of one is more of the other.
        mirrored = method(n - x, n, level, -direction, simultaneous=simultaneous)
        assert (mirrored.beats == sets.beats).all()
        order = list(range(len(x)))
        random.shuffle(order)
        moved = method(x[order], n[order], level, direction, simultaneous=simultaneous)
        assert (moved.low == sets.low[order]).all()
        assert (moved.high == sets.high[order]).all()
        assert (moved.beats == sets.beats[np.ix_(order, order)]).all()


@settings(deadline=None, max_examples=60)
@given(counts, counts, st.floats(1, 4), st.floats(1, 4))
def test_the_arcsine_rule_by_its_formula(first, second, phi, psi):
    (x, n), (y, m) = first, second
    t, u = math.asin(math.sqrt((x + 3 / 8) / (n + 3 / 4))), math.asin(math.sqrt((y + 3 / 8) / (m + 3 / 4)))
    z = (u - t) / math.sqrt(phi / (4 * n + 2) + psi / (4 * m + 2))
    # Two units are separated up to the level at which their z is critical.
    error = 2 * ndtr(-z)
    if 1e-6 < error < 0.9 and x * m < y * n:
        for simultaneous in (True, False):
            for nearby, decided in ((error * 0.9999, False), (error * 1.0001, True)):
                sets = arcsine_tukey([x, y], [n, m], 1 - nearby, -1, [phi, psi], simultaneous)
                assert sets.beats[0, 1] == decided


@settings(deadline=None, max_examples=60)
@given(tables, st.floats(1, 50))
def test_clustering_never_decides_more(table, deff):
    x, n = (np.array(c) for c in zip(*table, strict=True))
    plain, clustered = arcsine_tukey(x, n), arcsine_tukey(x, n, deff=deff)
    assert not (clustered.beats & ~plain.beats).any()


def test_the_better_share_wins_however_small_the_unit():
    # On the arcsine scale 0 of 10 lies above 1 of a million: not a decision for the million even at a careless level.
    sets = arcsine_tukey([0, 1], [10, 1_000_000], level=0.5, direction=-1)
    assert not sets.beats.any()


def test_billions_of_cases():
    n = 7_600_000_000
    for method in (arcsine_tukey, fisher_holm):
        assert _sets(method([n - 2 * 10**9, n - 10**9, n - 10**9], [n, n, n])) == [(3, 3), (1, 2), (1, 2)]
        assert _sets(method([n - 1, n, n - 40], [n, n, n])) == [(1, 2), (1, 2), (3, 3)]


def test_equal_shares_of_different_numbers_are_a_tie():
    for x, n in (([9_999, 99_990], [10_000, 100_000]), ([10**6, 10], [10**6, 10]), ([0, 0], [1, 7_600_000_000])):
        for method in (arcsine_tukey, fisher_holm):
            assert _sets(method(x, n, level=0.1)) == [(1, 2), (1, 2)]


def test_one_unit_two_units():
    for method in (arcsine_tukey, fisher_holm):
        assert _sets(method([50], [100])) == [(1, 1)]
        assert _sets(method([20, 900], [1000, 1000])) == [(2, 2), (1, 1)]
        assert _sets(method([20, 900], [1000, 1000], direction=-1)) == [(1, 1), (2, 2)]
    assert _sets(arcsine_tukey([50], [100], simultaneous=False)) == [(1, 1)]
    assert _sets(fisher_holm([50], [100], simultaneous=False)) == [(1, 1)]


@settings(deadline=None, max_examples=60)
@given(counts, counts)
def test_p_values_against_exact_fractions(first, second):
    (x, n), (y, m) = ((min(a, 60), min(b, 60)) for a, b in (first, second))
    ways = [math.comb(n, k) * math.comb(m, x + y - k) for k in range(x + y + 1)]
    exact = Fraction(sum(ways[: x + 1]), sum(ways))
    p = fisher_p_values([x, y], [n, m], direction=-1)
    assert p[0, 1] == pytest.approx(float(exact), rel=1e-12)
    assert p[1, 0] == pytest.approx(float(1 - exact + Fraction(ways[x], sum(ways))), rel=1e-12)


@pytest.mark.parametrize(
    ("a", "b", "n", "m"),
    [
        (1738, 1861, 650_712, 696_519),
        (1483, 6368, 1_662_238_008, 6_307_140_414),
        (0, 45, 7_600_000_000, 7_600_000_000),
        (2_279_900_000, 2_280_100_000, 7_600_000_000, 7_600_000_000),
        (60_000, 600_500, 100_000, 1_000_000),
    ],
)
def test_p_values_of_large_counts(a, b, n, m):
    exact = float(_tail(a, b, n, m))
    assert fisher_p_values([a, b], [n, m], direction=-1)[0, 1] == pytest.approx(exact, rel=1e-10)
    # Seen from the other side the same cases are kept instead of lost, and the units change places.
    assert fisher_p_values([b, a], [m, n], direction=-1)[1, 0] == pytest.approx(exact, rel=1e-10)
    assert fisher_p_values([n - a, m - b], [n, m], direction=1)[0, 1] == pytest.approx(exact, rel=1e-10)


def _tail(a, b, n, m):
    """Return P(Y <= a) in fifty digits at its head, by Stirling's series, and in double precision along the tail."""
    with localcontext(prec=50):
        head = sum(_ln_factorial(k) for k in (n, m, a + b, n + m - a - b))
        head -= sum(_ln_factorial(k) for k in (n + m, a, b, n - a, m - b))
        observed = head.exp()
    steps, terms, term = np.arange(200_000, dtype=np.float64), [1.0], 1.0
    for k in range(0, a, len(steps)):
        s = steps[: a - k] + k
        ratios = (a - s) * (m - b - s) / ((b + 1 + s) * (n - a + 1 + s))
        products = term * np.cumprod(ratios)
        terms.append(float(products.sum()))
        term = float(products[-1])
        if term < 1e-30:
            break
    return observed * Decimal(math.fsum(terms))


def _ln_factorial(n):
    if n < 1000:
        return Decimal(math.factorial(n)).ln()
    k = Decimal(n)
    # ln of 2 pi in fifty digits.
    ln_two_pi = Decimal("1.8378770664093454835606594728112352797227949472756")
    tail = 1 / (12 * k) - 1 / (360 * k**3) + 1 / (1260 * k**5) - 1 / (1680 * k**7)
    return k * k.ln() - k + (ln_two_pi + k.ln()) / 2 + tail


def test_a_p_value_at_the_error_rate_decides():
    # Three of three against none of three: exactly 1 in 20, and there are two tests.
    assert _sets(fisher_holm([3, 0], [3, 3], level=0.9)) == [(1, 1), (2, 2)]
    assert _sets(fisher_holm([3, 0], [3, 3], level=0.91)) == [(1, 2), (1, 2)]


def test_coverage_where_all_are_equal_and_nearly_perfect():
    random = np.random.default_rng(20250701)
    n = np.geomspace(10_000, 510_000, 22).astype(np.int64)
    covered = dict.fromkeys(("arcsine", "fisher"), 0)
    for _ in range(150):
        x = n - random.binomial(n, 1e-4)
        # All are truly first: a single decided pair is a wrong set.
        covered["arcsine"] += not arcsine_tukey(x, n).beats.any()
        covered["fisher"] += not fisher_holm(x, n).beats.any()
    assert covered["arcsine"] >= 140
    assert covered["fisher"] >= 140


@pytest.mark.parametrize("method", [arcsine_tukey, fisher_holm])
@pytest.mark.parametrize(
    ("x", "n", "told"),
    [
        ([1, 0], [2, 0], "unit 1 has 0 of 0"),
        ([-1], [2], "unit 0 has -1 of 2"),
        ([3], [2], "unit 0 has 3 of 2"),
        ([1.0], [2.0], "whole numbers"),
        ([1, 2], [2], "one length"),
    ],
)
def test_impossible_counts_are_refused(method, x, n, told):
    with pytest.raises(ValueError, match=told):
        method(x, n)


def test_other_arguments_are_refused():
    with pytest.raises(ValueError, match="direction of a ratio is 1 or -1, not 0"):
        fisher_holm([1], [2], direction=0)
    for deff in (0.5, float("nan"), float("inf"), [1.0, 0.9]):
        with pytest.raises(ValueError, match="design effect"):
            arcsine_tukey([1, 2], [2, 2], deff=deff)


def test_an_effect_that_is_little_known_separates_fewer_pairs():
    """By hand: 50 and 100 of 10 000 failures, φ = 4 with 6 degrees of freedom on one side and 12 on the other."""
    y, n, df = np.array([50, 100, 75]), np.array([10_000] * 3), np.array([6.0, 12.0, 1e9])
    t = np.arcsin(np.sqrt((y[:2] + 0.375) / 10_000.75))
    v = 4 / 40_002
    freedom = (2 * v) ** 2 / (v**2 / 6 + v**2 / 12)
    z = (t[1] - t[0]) / math.sqrt(2 * v)
    level = float(studentized_range.cdf(z * 2**0.5, 3, freedom))
    assert arcsine_tukey(n - y, n, level - 0.002, deff=4, df=df).beats[0, 1]
    assert not arcsine_tukey(n - y, n, level + 0.002, deff=4, df=df).beats[0, 1]
    assert arcsine_tukey(n - y, n, level + 0.002, deff=4).beats[0, 1]
