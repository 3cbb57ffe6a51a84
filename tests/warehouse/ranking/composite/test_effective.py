import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.interpolate import CubicSpline

from warehouse.ranking.composite.effective import LEAST_VALUES, effective_weights

NAN = float("nan")


def one(x, y):
    found = effective_weights(np.asarray(x, dtype=float)[:, None], np.asarray(y, dtype=float))
    return found.linear[0], found.spline[0]


def by_cardinal_splines(x, y):
    """The same space of curves, spanned by scipy's natural splines through unit vectors, and numpy's least squares."""
    knots = np.quantile(np.unique(x), [0.05, 0.35, 0.65, 0.95])
    spline = CubicSpline(knots, np.eye(4), bc_type="natural")
    inside = spline(np.clip(x, knots[0], knots[-1]))
    slope = spline(np.clip(x, knots[0], knots[-1]), 1)
    columns = inside + slope * (x - np.clip(x, knots[0], knots[-1]))[:, None]
    fitted = columns @ np.linalg.lstsq(columns, y, rcond=None)[0]
    unexplained = np.sum((y - fitted) ** 2) / np.sum((y - y.mean()) ** 2)
    return max(0.0, 1 - unexplained * (len(y) - 1) / (len(y) - 4))


def test_against_other_bases():
    rng = np.random.default_rng(11)
    for n in (12, 22, 168):
        x = np.minimum(rng.normal(90, 8, n), 100)
        y = np.sin(x / 9) + rng.normal(0, 0.5, n)
        linear, spline = one(x, y)
        assert linear == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2, abs=1e-12)
        assert spline == pytest.approx(by_cardinal_splines(x, y), abs=1e-9)


def test_a_bend_is_seen_by_the_curve_only():
    x = np.linspace(-1, 1, 168)
    linear, spline = one(x, x**2)
    assert linear == pytest.approx(0, abs=1e-12)
    assert spline > 0.98
    assert one(x, 3 - 2 * x) == (pytest.approx(1), pytest.approx(1))


def test_nothing_explains_more_than_everything():
    for n in range(LEAST_VALUES, 60):
        x = np.sqrt(np.arange(n))
        assert max(one(x, 0.1 + 0.7 * x)) <= 1


def test_values_that_differ_by_a_rounding_only_bend_nothing():
    rng = np.random.default_rng(2)
    x = np.append(np.arange(11) * 1e-14, 1)
    linear, spline = one(x, 5 * x + rng.normal(size=12))
    assert linear > 0.5
    assert spline == pytest.approx(max(0, 1 - (1 - linear) * 11 / 10))


def test_noise_does_not_appear_to_matter():
    rng = np.random.default_rng(5)
    found = effective_weights(rng.normal(size=(22, 400)), rng.normal(size=22))
    # Unadjusted, three degrees of freedom in 22 units would explain 3/21 of pure noise on average.
    assert found.spline.mean() < 0.075
    assert found.linear.mean() == pytest.approx(1 / 21, abs=0.02)


def test_weights_of_independent_components_are_their_shares():
    rng = np.random.default_rng(8)
    x = rng.normal(size=(20_000, 3))
    found = effective_weights(x, x @ np.array([3.0, 2.0, 0.0]))
    np.testing.assert_allclose(found.linear, [9 / 13, 4 / 13, 0], atol=0.01)
    np.testing.assert_allclose(found.spline, [9 / 13, 4 / 13, 0], atol=0.01)


@settings(deadline=None, max_examples=40)
@given(arrays.arrays(np.float64, (15, 2), elements=st.one_of(st.floats(0, 100), st.just(NAN))), st.data())
def test_bounds_order_and_scale(table, data):
    x, y = table.T
    found = one(x, y)
    for share in found:
        assert np.isnan(share) or 0 <= share <= 1
    order = np.array(data.draw(st.permutations(range(15))))
    np.testing.assert_array_equal(one(x[order], y[order]), found)
    np.testing.assert_allclose(one(x * 64, y * 0.25), found, rtol=1e-9, atol=1e-12)


def test_where_nothing_can_be_said():
    y = np.arange(12.0)
    assert np.isnan(one(np.full(12, 0.1), y)).all()
    assert np.isnan(one(y, np.full(12, 0.1))).all()
    assert np.isnan(one(np.full(12, NAN), y)).all()
    assert np.isnan(one([1.0], [2.0])).all()
    few = np.minimum(y, LEAST_VALUES - 2)
    linear, spline = one(few, y)
    assert linear > 0.8 and np.isnan(spline)
    assert not np.isnan(one(np.minimum(y, LEAST_VALUES - 1), y)[1])
    assert one([1.0, 2.0, NAN], [5.0, 3.0, 9.0])[0] == pytest.approx(1)


def test_shapes_are_checked():
    with pytest.raises(ValueError, match=r"\(3, 2\) and \(4,\)"):
        effective_weights(np.ones((3, 2)), np.ones(4))
