import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import betainc, betaincc, gammaincinv

from warehouse.ranking.statistics.beta import beta_quantile

shapes = st.one_of(st.floats(0.5, 1e5), st.floats(0.5, 7.6e9), st.sampled_from([0.5, 1.0, 1000.0, 1000.5, 7.6e9]))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(shapes, shapes), min_size=1, max_size=20), st.sampled_from([0.025, 0.001]), st.booleans())
@example(pairs=[(38.0, 1_324_984_706.0), (1000.0, 1e9)], tail=0.025, upper=True)
def test_gives_the_tail_back(pairs, tail, upper):
    a, b = np.transpose(pairs)
    point = beta_quantile(a, b, tail, upper)
    # Asked of the end that the point lies nearer: a float near 1 is too coarse to give the tail back.
    mirrored = beta_quantile(b, a, tail, not upper)
    assert point == pytest.approx(1 - mirrored, abs=2e-16)
    near = a <= b
    for share, quantile, first, second in (
        ((betaincc if upper else betainc), point[near], a[near], b[near]),
        ((betainc if upper else betaincc), mirrored[~near], b[~near], a[~near]),
    ):
        assert share(first, second, quantile) == pytest.approx(tail, rel=1e-9, abs=0)


@pytest.mark.parametrize("b", [1e9, 5_634_227_638.5, 7.6e9])
@pytest.mark.parametrize("a", [1000.0, 40.0])
def test_many_cases_are_the_quantile_of_a_gamma(a, b):
    """Beta(a, b) tends to Gamma(a) / (a + b) as b grows; the difference is of the order of a/b."""
    low, high = (beta_quantile(np.array([a]), np.array([b]), 0.025, upper) for upper in (False, True))
    assert low == pytest.approx(gammaincinv(a, 0.025) / b, rel=5e-6, abs=0)
    assert high == pytest.approx(gammaincinv(a, 0.975) / b, rel=5e-6, abs=0)


def test_known_quantiles():
    a, b = np.array([1.0, 1.0, 2.0, 0.5]), np.array([1.0, 4.0, 1.0, 0.5])
    expected = [0.025, 1 - 0.975**0.25, 0.025**0.5, np.sin(0.025 * np.pi / 2) ** 2]
    assert beta_quantile(a, b, 0.025, upper=False) == pytest.approx(expected, rel=1e-13, abs=0)
    assert beta_quantile(a, b, 0.975, upper=True) == pytest.approx(expected, rel=1e-13, abs=0)


def test_a_point_has_no_quantile_and_the_shape_is_kept():
    found = beta_quantile(np.array([[0.0, 2.0], [3.0, 1.0]]), np.array([[1.0, 0.0], [3.0, 1.0]]), 0.025, upper=False)
    assert np.isnan(found).tolist() == [[True, True], [False, False]]
    assert float(beta_quantile(np.asarray(1.0), np.asarray(1.0), 0.25, upper=True)) == 0.75
