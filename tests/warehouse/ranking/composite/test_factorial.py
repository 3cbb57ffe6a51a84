from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from warehouse.ranking.composite.factorial import MAX_RUNS, Factor, indices, runs

shapes = hnp.array_shapes(min_dims=1, max_dims=4, min_side=1, max_side=4)
outcomes = hnp.arrays(np.float64, shapes, elements=st.integers(-40, 40).map(lambda i: i / 8))
scales = st.tuples(st.floats(1e-3, 1e3), st.floats(-1e3, 1e3))


def factor(name, size):
    return Factor(name, tuple(f"{name}{i}" for i in range(size)))


def test_runs_are_all_combinations():
    assert runs([factor("weights", 5), factor("rule", 3), factor("missing", 2)]) == 30
    assert runs([]) == 1


def test_too_many_runs_are_refused_with_the_number_and_what_to_reduce():
    assert runs([factor("a", 500), factor("b", 100)]) == MAX_RUNS
    with pytest.raises(ValueError, match=r"50,100 runs \(a 501 x b 100\).*50,000.*a has most"):
        runs([factor("a", 501), factor("b", 100)])


def test_factors_and_levels_have_names_of_their_own():
    with pytest.raises(ValueError, match="named twice: a, b, a"):
        runs([factor("a", 2), factor("b", 2), factor("a", 3)])
    with pytest.raises(ValueError, match="factor a has no levels"):
        Factor("a", ())
    with pytest.raises(ValueError, match="factor a names a level twice: x, y, x"):
        Factor("a", ("x", "y", "x"))


def test_by_hand():
    # E[y|row] = 0, 2 and E[y|column] = 0, 2 about the mean 1; the interaction adds as much again.
    found = indices([[0.0, 0.0], [0.0, 4.0]])
    assert found.first_order == pytest.approx([1 / 3, 1 / 3])
    assert found.total_order == pytest.approx([2 / 3, 2 / 3])


@pytest.mark.parametrize("unit", [1e-200, 1e150])
def test_outcomes_too_small_or_too_large_to_be_squared(unit):
    found = indices(unit * np.array([[0.0, 0.0], [0.0, 4.0]]))
    assert found.total_order == pytest.approx([2 / 3, 2 / 3])


def test_pure_interaction_has_no_first_order():
    found = indices([[1.0, -1.0], [-1.0, 1.0]])
    assert found.first_order.tolist() == [0, 0]
    assert found.total_order == pytest.approx([1, 1])


def test_one_factor_explains_everything_and_a_factor_of_one_level_nothing():
    assert (indices([1.0, 5.0, 2.0]).first_order, indices([1.0, 5.0, 2.0]).total_order) == ([1], [1])
    found = indices([[1.0], [5.0], [2.0]])
    assert found.first_order == pytest.approx([1, 0])
    assert found.total_order == pytest.approx([1, 0])


@pytest.mark.parametrize("y", [np.zeros((2, 3)), np.full((2, 3), 0.1), np.array([[0.3, 0.1 + 0.2]]), [7.0]])
def test_outcomes_that_do_not_vary_have_no_indices(y):
    found = indices(y)
    assert not found.first_order.any()
    assert not found.total_order.any()


@pytest.mark.parametrize("y", [3.0, [], np.empty((2, 0)), [1.0, np.nan], [1.0, np.inf]])
def test_what_cannot_be_analysed_is_refused(y):
    with pytest.raises(ValueError, match="outcomes"):
        indices(y)


@settings(deadline=None, max_examples=60)
@given(outcomes)
def test_against_the_definitions(y):
    found = indices(y)
    variance = np.var(y)
    for axis in range(y.ndim):
        rows = np.moveaxis(y, axis, 0).reshape(y.shape[axis], -1)
        first = np.var([np.mean(row) for row in rows]) if variance else 0.0
        total = np.mean([np.var(column) for column in rows.T]) if variance else 0.0
        assert found.first_order[axis] * variance == pytest.approx(first, abs=1e-9)
        assert found.total_order[axis] * variance == pytest.approx(total, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(outcomes)
def test_indices_are_possible(y):
    found = indices(y)
    assert (found.first_order >= 0).all()
    assert (found.first_order <= found.total_order + 1e-12).all()
    assert (found.total_order <= 1 + 1e-12).all()
    assert found.first_order.sum() <= 1 + 1e-12
    assert found.total_order.sum() >= found.first_order.sum() - 1e-12


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(-9, 9), min_size=1, max_size=4), min_size=1, max_size=4))
def test_additive_outcomes_have_no_interactions(effects):
    y = np.array([sum(one) for one in product(*effects)], dtype=float).reshape([len(e) for e in effects])
    found = indices(y)
    assert found.first_order == pytest.approx(found.total_order, abs=1e-12)
    assert found.first_order.sum() == pytest.approx(1 if np.ptp(y) else 0)


@settings(deadline=None, max_examples=60)
@given(outcomes, scales, st.randoms(use_true_random=False))
def test_scale_and_the_order_of_factors_and_levels_do_not_matter(y, scale, random):
    found, (unit, zero) = indices(y), scale
    moved = indices(unit * y + zero)
    assert moved.first_order == pytest.approx(found.first_order, abs=1e-7)
    assert moved.total_order == pytest.approx(found.total_order, abs=1e-7)
    axes = random.sample(range(y.ndim), y.ndim)
    shuffled = np.transpose(y, axes)
    for axis, size in enumerate(shuffled.shape):
        shuffled = np.take(shuffled, random.sample(range(size), size), axis=axis)
    assert indices(shuffled).first_order == pytest.approx(found.first_order[axes], abs=1e-12)
    assert indices(shuffled).total_order == pytest.approx(found.total_order[axes], abs=1e-12)
