from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.composite.normalise import (
    NORMALISATIONS,
    borda,
    dist_max,
    dist_target,
    frac_max,
    goalposts,
    is_degenerate,
    log_goalposts,
    minmax,
    points,
    prank,
    rank,
    zscore,
)

NAN = float("nan")
# Each normalisation with parameters for values from 1 to 1000, and the directions that it knows.
CASES = {
    "points": (lambda v, d: points(v / 1000, 0.75, d), (1, -1)),
    "goalposts": (lambda v, d: goalposts(v, 5, 500, d), (1, -1)),
    "minmax": (lambda v, d: minmax(v, 1, 100, direction=d), (1, -1)),
    "minmax fixed": (lambda v, d: minmax(v, 1, 100, 5, 500, direction=d), (1, -1)),
    "zscore": (lambda v, d: zscore(v, 100, 10, direction=d), (1, -1)),
    "zscore fixed": (lambda v, d: zscore(v, 100, 10, 300, 40, direction=d), (1, -1)),
    "rank": (rank, (1, -1)),
    "borda": (borda, (1, -1)),
    "prank": (prank, (1, -1)),
    "dist_target": (lambda v, d: dist_target(v, 1001 if d == 1 else 0, direction=d), (1, -1)),
    "dist_max": (lambda v, d: dist_max(v, direction=d), (1, -1)),
    "log_goalposts": (lambda v, d: log_goalposts(v, 5, 500, d), (1, -1)),
    "frac_max": (frac_max, (1,)),
}
VALUES = st.lists(st.one_of(st.floats(1, 1000), st.just(7.0), st.just(NAN)), min_size=1, max_size=12)


def test_every_normalisation_is_tested():
    assert {name.split()[0] for name in CASES} == set(NORMALISATIONS)


@pytest.mark.parametrize("name", CASES)
@settings(deadline=None, max_examples=40)
@given(drawn=VALUES, data=st.data())
def test_order_of_units_missing_and_direction(name, drawn, data):
    function, directions = CASES[name]
    v = np.array(drawn)
    order = np.array(data.draw(st.permutations(range(len(v)))))
    for direction in directions:
        found = function(v, direction)
        # To the last digit: the order of the units must not matter.
        np.testing.assert_array_equal(function(v[order], direction), found[order])
        # Draws do not see each other.
        np.testing.assert_array_equal(function(np.stack([v, v[order]])[:, None], direction)[1, 0], found[order])
        shown = ~np.isnan(v)
        if not (name == "prank" and shown.sum() == 1):
            np.testing.assert_array_equal(np.isnan(found), ~shown)
        by_value = np.argsort(direction * v[shown], kind="stable")
        assert np.all(np.diff(found[shown][by_value]) >= 0)


def test_points_of_the_programme():
    # Online procedures: target 80 %; what lies above the target earns no more.
    np.testing.assert_allclose(points([0.0, 0.4, 0.8, 1.0, -0.1, NAN], 0.8), [0, 0.5, 1, 1, 0, NAN])
    # Late dossiers: 10 % or fewer earn everything, 55 % half.
    np.testing.assert_allclose(points([0.0, 0.1, 0.55, 1.0, 1.2], 0.1, -1), [1, 1, 0.5, 0, 0])
    np.testing.assert_allclose(points([0.0, 0.25], 0, -1), [1, 0.75])


@pytest.mark.parametrize(("target", "direction"), [(0, 1), (1.2, 1), (-0.1, 1), (1, -1), (1.5, -1), (NAN, 1)])
def test_points_refuse_a_target_that_nobody_can_reach_or_everybody_has(target, direction):
    with pytest.raises(ValueError, match="target of a share"):
        points([0.5], target, direction)


def test_fractions_stay_exact():
    ratios = np.array([F(9999, 10000), F(99990, 100000), F(1, 3), F(2)], dtype=object)
    assert points(ratios, 0.9).tolist() == [1, 1, F(10, 27), 1]
    assert points(ratios[:3], F(1, 10), -1).tolist() == [F(1, 9000), F(1, 9000), F(20, 27)]
    assert goalposts(ratios, 0.2, 1).tolist() == [F(79990, 800), F(79990, 800), F(50, 3), 100]
    assert goalposts(ratios, 0.2, 1, -1).tolist() == [F(1, 80), F(1, 80), F(250, 3), 0]
    n = 7_600_000_000
    near = points(np.array([F(n - 1, n), F(n - 2, n)], dtype=object), 1)
    assert near.tolist() == [F(n - 1, n), F(n - 2, n)]


def test_goalposts_turn_with_the_direction():
    np.testing.assert_allclose(goalposts([0, 20, 50, 85, 90, NAN], 20, 85), [0, 0, 100 * 30 / 65, 100, 100, NAN])
    np.testing.assert_allclose(goalposts([0, 20, 85, 90], 20, 85, -1), [100, 100, 0, 0])
    np.testing.assert_array_equal(goalposts([30.0, 60.0], 85, 20, -1), goalposts([30.0, 60.0], 20, 85, -1))
    for low, high, direction in ((85, 20, 1), (20, 20, 1), (20, 20, -1), (NAN, 1, 1)):
        with pytest.raises(ValueError, match="low = "):
            goalposts([30.0], low, high, direction)


def test_logarithms():
    np.testing.assert_allclose(log_goalposts([100, 75000, 1e6, 2738.6127875258306], 100, 75000), [0, 100, 100, 50])
    np.testing.assert_allclose(log_goalposts([1.0, 10.0, 100.0], 1, 100, -1), [100, 50, 0])
    for v, low in (([1.0, -2.0], 1), ([0.0], 1), ([2.0], 0)):
        with pytest.raises(ValueError, match="above 0"):
            log_goalposts(v, low, 100)


def test_minmax_zscore_and_distances():
    v = [3.0, 1.0, NAN, 2.0]
    np.testing.assert_allclose(minmax(v, 1, 100), [100, 1, NAN, 50.5])
    np.testing.assert_allclose(minmax(v, 1, 100, direction=-1), [1, 100, NAN, 50.5])
    np.testing.assert_allclose(minmax(v, low=0, high=2), [150, 50, NAN, 100])
    np.testing.assert_allclose(minmax(v, low=0, high=2, direction=-1), [-50, 50, NAN, 0])
    np.testing.assert_allclose(zscore(v, 100, 10), [110, 90, NAN, 100])
    np.testing.assert_allclose(zscore(v, mean=1, sd=2, direction=-1), [-1, 0, NAN, -0.5])
    np.testing.assert_allclose(dist_max(v), [1, 0, NAN, 0.5])
    np.testing.assert_allclose(dist_target(v, 2), [1, 0, NAN, 1])
    np.testing.assert_allclose(dist_target(v, 2, cap=False), [2, 0, NAN, 1])
    np.testing.assert_allclose(dist_target(v, 5, low=0), [0.6, 0.2, NAN, 0.4])
    np.testing.assert_allclose(dist_target(v, 0, direction=-1), [0, 2 / 3, NAN, 1 / 3])
    np.testing.assert_allclose(frac_max(v), [1, 1 / 3, NAN, 2 / 3])


def test_ranks_with_ties():
    v = [0.5, NAN, 0.9, 0.5, 0.7]
    np.testing.assert_array_equal(rank(v), [1, NAN, 4, 1, 3])
    np.testing.assert_array_equal(rank(v, -1), [3, NAN, 1, 3, 2])
    np.testing.assert_array_equal(borda(v), [0, NAN, 3, 0, 2])
    np.testing.assert_allclose(prank(v), [0, NAN, 1, 0, 2 / 3])
    np.testing.assert_array_equal(rank([0.0, -0.0]), [1, 1])
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(prank([NAN, 4.0]), [NAN, NAN])


@pytest.mark.parametrize("equal", [0.0, 0.1, 99.99, 1e-300, 7.6e9])
def test_without_a_range_everyone_is_in_the_middle(equal):
    # 0.1 three times has a mean that is not 0.1 in binary; that must not become a deviation.
    v = [equal] * 3 + [NAN]
    assert is_degenerate(v)
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(minmax(v, 1, 100), [50.5] * 3 + [NAN])
        np.testing.assert_array_equal(dist_max(v), [0.5] * 3 + [NAN])
        np.testing.assert_array_equal(zscore(v), [0.0] * 3 + [NAN])


def test_degenerate_is_told_by_draw():
    v = [[1.0, 1.0, NAN], [1.0, NAN, 1.0000001], [NAN, NAN, NAN], [5.0, NAN, NAN]]
    np.testing.assert_array_equal(is_degenerate(v), [True, False, True, True])
    np.testing.assert_array_equal(zscore(v)[3], [0, NAN, NAN])


def test_tiny_differences_are_differences():
    found = zscore([0.0, 1e-200, 0.0])
    np.testing.assert_allclose(found, [-1 / np.sqrt(3), 2 / np.sqrt(3), -1 / np.sqrt(3)])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: frac_max([1.0], -1), "direction -1"),
        (lambda: frac_max([0.0, -2.0]), "maximum above 0, not 0.0"),
        (lambda: dist_target([1.0, 3.0], 1.0), "target 1.0 cannot start at 1.0"),
        (lambda: dist_target([1.0, 3.0], 0.5), "target 0.5"),
        (lambda: dist_target([1.0, 3.0], 3.0, direction=-1), "target 3.0 cannot start at 3.0"),
        (lambda: zscore([1.0], mean=1, sd=0), "sd = 0"),
        (lambda: zscore([1.0], mean=1), "sd = None"),
        (lambda: minmax([1.0], low=1), "high = None"),
        (lambda: minmax([1.0], low=2, high=2), "low = 2.0"),
        (lambda: rank([1.0], 0), "direction is 1 or -1, not 0"),
        (lambda: points([1.0], 0.5, 2), "direction is 1 or -1, not 2"),
        (lambda: minmax([1.0, float("inf")]), "finite, not inf"),
    ],
)
def test_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_no_units():
    for function in (minmax, zscore, rank, borda, prank, dist_max):
        assert function([]).shape == (0,)
