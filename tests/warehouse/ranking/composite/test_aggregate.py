from fractions import Fraction as F
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from warehouse.ranking.composite.aggregate import AGGREGATIONS, ampi, arithmetic, geometric, harmonic, mpi

NAN = float("nan")
MEANS = [arithmetic, geometric, harmonic]
SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 9))
ROWS = SHAPES.flatmap(
    lambda shape: st.tuples(
        arrays.arrays(np.float64, shape, elements=st.floats(1, 100)),
        arrays.arrays(np.float64, shape[1:], elements=st.one_of(st.just(0.0), st.floats(0.01, 20))),
        arrays.arrays(np.bool_, shape),
    )
)


def all_of(values):
    return np.ones(np.shape(values), dtype=bool)


def test_formulas():
    v, w = np.array([[1.0, 2.0, 4.0], [9.0, 9.0, 9.0]]), np.array([1.0, 1.0, 2.0])
    np.testing.assert_allclose(arithmetic(v, w, all_of(v)), [11 / 4, 9])
    np.testing.assert_allclose(geometric(v, w, all_of(v)), [32**0.25, 9])
    np.testing.assert_allclose(harmonic(v, w, all_of(v)), [2, 9])


def test_mazziotta_pareto():
    v = np.array([[90.0, 100.0, 110.0], [100.0, 100.0, 100.0], [NAN, 120.0, NAN], [NAN, 90.0, 110.0], [NAN] * 3])
    found = mpi(v, np.array([1.0, 5.0, 1.0]), ~np.isnan(v))
    # The same mean, and a penalty for what is uneven: s² is 100 in the first row, 200 in the fourth.
    np.testing.assert_allclose(found, [99, 100, 120, 98, NAN])
    np.testing.assert_allclose(mpi(v[:1], np.array([0.0, 1.0, 1.0]), all_of(v[:1])), [105 - 50 / 105])
    with pytest.raises(ValueError, match=r"above 0, not -1\.0"):
        mpi(np.array([[1.0, -3.0]]), np.ones(2), all_of([[1, 1]]))


def test_adjusted_mazziotta_pareto():
    v = np.array([[90.0, 100.0, 110.0], [100.0, 100.0, 100.0], [NAN, 120.0, NAN], [NAN, 90.0, 110.0], [NAN] * 3])
    # Divided by the number of indicators, as the authors do: s² is 200/3 in the first row, 100 in the fourth.
    plain = ampi(v, np.ones(3), ~np.isnan(v))
    np.testing.assert_allclose(plain, [100 - 200 / 300, 100, 120, 99, NAN])
    # With weights 2, 1, 1 the first row has a mean of 97.5, and s² = (2·56.25 + 6.25 + 156.25) / 4 = 68.75.
    weighted = ampi(v, np.array([2.0, 1.0, 1.0]), ~np.isnan(v))
    np.testing.assert_allclose(weighted, [97.5 - 68.75 / 97.5, 100, 120, 99, NAN])
    exact = np.array([[F(90), F(100), F(110)]], dtype=object)
    assert ampi(exact, np.array([2, 1, 1]), all_of(exact)).tolist() == [F(195, 2) - F(275, 4) / F(195, 2)]
    with pytest.raises(ValueError, match=r"above 0, not -1\.0"):
        ampi(np.array([[1.0, -3.0]]), np.ones(2), all_of([[1, 1]]))


@pytest.mark.parametrize("name", AGGREGATIONS)
@settings(deadline=None, max_examples=40)
@given(drawn=ROWS, data=st.data())
def test_what_does_not_count_does_not_matter(name, drawn, data):
    values, weights, present = drawn
    rule, units = AGGREGATIONS[name], len(values)
    found = rule(values, weights, present)
    void = np.where(present & (weights > 0), values, data.draw(st.sampled_from([NAN, -1e300, 0.0])))
    np.testing.assert_array_equal(rule(void, weights, present), found)
    kept = weights > 0
    np.testing.assert_array_equal(rule(values[:, kept], weights[kept], present[:, kept]), found)
    np.testing.assert_array_equal(np.isnan(found), ~(present & kept).any(axis=1))
    order = np.array(data.draw(st.permutations(range(units))))
    np.testing.assert_array_equal(rule(values[order], weights, present[order]), found[order])
    # Neither the layout in memory nor other draws beside it change a digit.
    np.testing.assert_array_equal(rule(np.asfortranarray(values), weights, present), found)
    both = rule(np.stack([values, values[::-1]]), np.stack([weights, weights]), np.stack([present, present[::-1]]))
    np.testing.assert_array_equal(both, np.stack([found, found[::-1]]) if name != "copeland" else both)
    np.testing.assert_array_equal(both[0], found)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.floats(0.1, 10))
def test_means_are_in_order_within_the_values_and_free_of_the_weights_sum(drawn, factor):
    values, weights, _ = drawn
    weights = weights + 0.5
    a, g, h = (mean(values, weights, all_of(values)) for mean in MEANS)
    assert np.all(h <= g * (1 + 1e-12)) and np.all(g <= a * (1 + 1e-12))
    assert np.all(h >= values.min(axis=1) * (1 - 1e-12)) and np.all(a <= values.max(axis=1) * (1 + 1e-12))
    for mean, found in zip(MEANS, (a, g, h), strict=True):
        np.testing.assert_allclose(mean(values, weights * factor, all_of(values)), found, rtol=1e-12)
        np.testing.assert_allclose(mean(values * factor, weights, all_of(values)), found * factor, rtol=1e-12)


def test_fractions_stay_exact_with_whole_and_decimal_weights():
    rows = [[F(1, 3), F(1, 7), 1], [1, 0, 1], [F(9999, 10000), F(99990, 100000), F(3)]]
    v, present = np.array(rows, dtype=object), np.array([[True] * 3, [True] * 3, [True, True, False]])
    for weights in (np.array([0.1, 0.2, 0.7]), np.array([F(1), F(2), F(7)], dtype=object), np.array([1, 2, 7])):
        found = arithmetic(v, weights, present)
        assert found.tolist() == [F(1, 30) + F(2, 70) + F(7, 10), F(8, 10), F(9999, 10000)]
        assert all(isinstance(score, F) for score in found)
    assert harmonic(v[:1], np.ones(3), present[:1]).tolist() == [F(3, 11)]
    assert mpi(v[:1], np.ones(3), present[:1])[0] == _exact_mpi(rows[0])
    assert arithmetic(v, np.ones(3), np.zeros((3, 3), dtype=bool)).tolist() == [None] * 3
    np.testing.assert_allclose(geometric(v[:1], np.ones(3), present[:1]), [float(prod(rows[0])) ** (1 / 3)])


def _exact_mpi(row):
    mean = sum(row) / F(len(row))
    return mean - sum((v - mean) ** 2 for v in row) / (len(row) - 1) / mean


@pytest.mark.parametrize("mean", [geometric, harmonic])
@pytest.mark.parametrize("bad", [0.0, -2.5])
def test_means_that_need_positive_values_say_so(mean, bad):
    v = np.array([[1.0, 2.0], [3.0, bad]])
    with pytest.raises(ValueError, match=f"above 0, not {bad}"):
        mean(v, np.ones(2), all_of(v))
    assert mean(v, np.array([1.0, 0.0]), all_of(v)).tolist() == pytest.approx([1, 3])
    assert mean(v, np.ones(2), v > 0)[1] == pytest.approx(3)
    assert mean(v.astype(object), np.ones(2), v > 0)[1] == pytest.approx(3)


@pytest.mark.parametrize("name", AGGREGATIONS)
@pytest.mark.parametrize("bad", [-1.0, NAN, float("inf")])
def test_impossible_weights_are_refused(name, bad):
    with pytest.raises(ValueError, match=f"{bad:g}|unlike"):
        AGGREGATIONS[name](np.ones((2, 2)), np.array([1.0, bad]), all_of(np.ones((2, 2))))
