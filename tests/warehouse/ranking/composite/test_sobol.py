import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.composite.sobol import design, estimate

pytestmark = pytest.mark.long

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors" / "sensitivity"
needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")


def rng(seed):
    return np.random.Generator(np.random.PCG64(seed))


def analyse(function, n, d, seed):
    a, b, ab = design(n, d, rng(seed))
    return estimate(function(a), function(b), function(ab), rng(seed + 1))


def ishigami(u, a=7.0, b=0.1):
    x = np.pi * (2 * u - 1)
    return np.sin(x[..., 0]) + a * np.sin(x[..., 1]) ** 2 + b * x[..., 2] ** 4 * np.sin(x[..., 0])


def test_the_design_exchanges_one_column_at_a_time():
    a, b, ab = design(8, 3, rng(1))
    assert a.shape == b.shape == (8, 3)
    assert ab.shape == (3, 8, 3)
    for i, j in np.ndindex(3, 3):
        assert (ab[i, :, j] == (b if i == j else a)[:, j]).all()


@pytest.mark.parametrize("d", [1, 2, 7])
def test_the_points_fill_every_slice_of_every_factor(d):
    n = 64
    for points in design(n, d, rng(5))[:2]:
        assert (np.sort((points * n).astype(int), axis=0) == np.arange(n)[:, None]).all()


def test_the_design_is_that_of_its_generator():
    first, again, other = (design(16, 2, rng(seed)) for seed in (1, 1, 2))
    assert all((x == y).all() for x, y in zip(first, again, strict=True))
    assert (first[0] != other[0]).all()


@pytest.mark.parametrize("n", [-4, 0, 1, 3, 1000])
def test_a_size_that_is_no_power_of_two_is_refused(n):
    with pytest.raises(ValueError, match=f"power of two.*not {n}"):
        design(n, 2, rng(1))


def test_no_factors_are_refused():
    with pytest.raises(ValueError, match="at least one factor, not 0"):
        design(8, 0, rng(1))


@needs_vectors
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ishigami_lies_within_its_bounds_and_nearer_with_more_points(seed):
    expected = json.loads((VECTORS / "ishigami_expected.json").read_text(encoding="utf-8"))
    first, total = (np.array(expected[name]) for name in ("analytic_Si", "analytic_STi"))
    distances = []
    for n in (256, 4096):
        found = analyse(lambda u: ishigami(u, expected["a"], expected["b"]), n, 3, seed)
        assert (found.first_order_low <= first).all()
        assert (first <= found.first_order_high).all()
        assert (found.total_order_low <= total).all()
        assert (total <= found.total_order_high).all()
        distances.append(np.abs([found.first_order_raw - first, found.total_order - total]).max())
    assert distances[1] < min(0.02, distances[0])


def test_additive_outcomes():
    weights = np.array([1.0, 2.0, 4.0, 0.0])
    found = analyse(lambda u: u @ weights, 1024, 4, 3)
    expected = weights**2 / (weights**2).sum()
    assert found.first_order == pytest.approx(expected, abs=0.01)
    assert found.total_order == pytest.approx(expected, abs=0.01)
    # A factor that changes nothing is exactly that, not nearly.
    assert (found.first_order_raw[3], found.total_order[3], found.total_order_high[3]) == (0, 0, 0)


def test_pure_interaction():
    found = analyse(lambda u: (u[..., 0] - 0.5) * (u[..., 1] - 0.5), 4096, 2, 3)
    assert found.first_order_raw == pytest.approx([0, 0], abs=0.02)
    assert found.total_order == pytest.approx([1, 1], abs=0.05)


def rounded(u):
    return np.where(u[..., 0] < 0.5, 0.3, 0.1 + 0.2)


@pytest.mark.parametrize("function", [lambda u: np.full(u.shape[:-1], 0.1), rounded])
def test_outcomes_that_do_not_vary_beyond_rounding_have_no_indices(function):
    found = analyse(function, 64, 3, 3)
    for name in vars(found):
        assert getattr(found, name).tolist() == [0, 0, 0]


def test_a_negative_estimate_is_shown_as_none_and_kept():
    found = estimate([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0], [[5.0, 2.0, 3.0, 2.0]], rng(1))
    # y_B less its mean is -3/2, -1/2, 1/2, 3/2; y_AB - y_A is 4, 0, 0, -2; V is 5/4.
    assert found.first_order_raw == pytest.approx([(-6 - 3) / 4 / 1.25])
    assert found.first_order.tolist() == [0]
    assert found.first_order_low[0] < found.first_order_raw[0] < found.first_order_high[0]
    assert found.total_order == pytest.approx([(16 + 4) / 4 / 2.5])


def test_bounds_are_those_of_the_generator_and_cover_as_promised():
    a, b, ab = design(256, 3, rng(1))
    y = ishigami(a), ishigami(b), ishigami(ab)
    first, again, other = (estimate(*y, rng(seed)) for seed in (1, 1, 2))
    assert (first.first_order_low == again.first_order_low).all()
    assert (first.first_order_low != other.first_order_low).all()
    # Plain random points, for which the bootstrap is made: the true value is within the bounds about 95 times in 100.
    held = []
    for seed in range(25):
        u, v = rng(seed).random((2, 128, 2))
        mixed = np.stack([np.column_stack([v[:, 0], u[:, 1]]), np.column_stack([u[:, 0], v[:, 1]])])
        found = estimate(u @ [1.0, 2.0], v @ [1.0, 2.0], mixed @ [1.0, 2.0], rng(1000 + seed))
        held.append((found.total_order_low <= [0.2, 0.8]) & (found.total_order_high >= [0.2, 0.8]))
    assert 0.85 <= np.mean(held) <= 1


@settings(deadline=None, max_examples=6)
@given(st.floats(1e-3, 1e3), st.floats(-1e6, 1e6))
def test_the_zero_and_the_unit_of_the_scale_do_not_matter(unit, zero):
    a, b, ab = design(32, 3, rng(1))
    here = estimate(ishigami(a), ishigami(b), ishigami(ab), rng(2))
    there = estimate(*(unit * ishigami(points) + zero for points in (a, b, ab)), rng(2))
    for name in vars(here):
        assert getattr(there, name) == pytest.approx(getattr(here, name), rel=1e-5, abs=1e-5)


@pytest.mark.parametrize(
    ("y_a", "y_b", "y_ab"),
    [
        ([1.0, 2.0], [1.0], [[1.0, 2.0]]),
        ([1.0, 2.0], [1.0, 2.0], [1.0, 2.0]),
        ([1.0, 2.0], [1.0, 2.0], [[1.0], [2.0]]),
        ([], [], [[]]),
        ([1.0, np.nan], [1.0, 2.0], [[1.0, 2.0]]),
        ([1.0, 2.0], [1.0, 2.0], [[1.0, np.inf]]),
    ],
)
def test_outcomes_that_do_not_fit_are_refused(y_a, y_b, y_ab):
    with pytest.raises(ValueError, match="outcomes"):
        estimate(y_a, y_b, y_ab, rng(1))
