"""Grades are the best runs of the order, tried against all others, and keep to the share of wrong pairs declared."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from warehouse.ranking.statistics.grades import best_runs, grades


def beliefs_of(values, errors):
    """Return the probability that i is better than j where each is normal around its value."""
    value, square = np.asarray(values, dtype=float), np.asarray(errors, dtype=float) ** 2
    return ndtr((value[:, None] - value) / np.sqrt(square[:, None] + square))


def worth(beliefs, grade, weight):
    before = np.asarray(grade)[:, None] < np.asarray(grade)
    return weight * beliefs[before].sum() - beliefs.T[before].sum()


def test_by_hand():
    """Two pairs of units: within a pair .6, between them .9. All but one in ten of the four pairs are right."""
    beliefs = np.array([[0.5, 0.6, 0.9, 0.9], [0.4, 0.5, 0.9, 0.9], [0.1, 0.1, 0.5, 0.6], [0.1, 0.1, 0.4, 0.5]])
    of = grades(beliefs, 0.11)
    assert of.grade.tolist() == [1, 1, 2, 2]
    assert (of.wrong, of.ordered) == pytest.approx((0.1, 4 / 6))
    everything = grades(beliefs, 0.21)
    assert everything.grade.tolist() == [1, 2, 3, 4]
    assert everything.wrong == pytest.approx((4 * 0.1 + 2 * 0.4) / 6)
    nothing = grades(beliefs, 0.09)
    assert (nothing.grade.tolist(), nothing.wrong, nothing.ordered) == ([1, 1, 1, 1], 0, 0)


def test_two_units_are_told_apart_as_the_authors_say():
    """Where π exceeds 1 / (1 + λ): .8 for λ = 1/4."""
    for belief, cut in ((0.801, [1, 2]), (0.799, [1, 1])):
        assert best_runs(np.array([[0.5, belief], [1 - belief, 0.5]]), 0.25).tolist() == cut


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 8), st.floats(0.01, 1))
def test_no_other_runs_are_worth_more(seed, units, weight):
    random = np.random.default_rng(seed)
    beliefs = beliefs_of(-np.sort(random.normal(size=units)), random.uniform(0.1, 2, units))
    runs = [np.cumsum([1, *cuts]) for cuts in product([0, 1], repeat=units - 1)]
    best = max(worth(beliefs, grade, weight) for grade in runs)
    assert worth(beliefs, best_runs(beliefs, weight), weight) == pytest.approx(best, abs=1e-9)


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 10**6), st.integers(2, 6), st.floats(0.01, 1))
def test_of_units_of_equal_errors_no_other_classes_at_all_are_worth_more(seed, units, weight):
    random = np.random.default_rng(seed)
    beliefs = beliefs_of(-np.sort(random.normal(size=units)), np.full(units, 0.7))
    every = np.array(list(product(range(units), repeat=units)))
    before = every[:, :, None] < every[:, None, :]
    best = float((before * (weight * beliefs - beliefs.T)).sum(axis=(1, 2)).max())
    assert worth(beliefs, best_runs(beliefs, weight), weight) == pytest.approx(best, abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(2, 30), st.sampled_from([0.05, 0.1, 0.3]))
def test_what_is_stated_is_what_the_grades_are_expected_to_get_wrong(seed, units, limit):
    random = np.random.default_rng(seed)
    beliefs = beliefs_of(random.normal(size=units), random.uniform(0.1, 2, units))
    of = grades(beliefs, limit)
    before = of.grade[:, None] < of.grade
    assert of.wrong <= limit
    assert of.ordered == pytest.approx(before.sum() / (units * (units - 1) / 2))
    assert not before.any() or of.wrong == pytest.approx(beliefs.T[before].mean())
    assert sorted(set(of.grade.tolist())) == list(range(1, of.grade.max() + 1))
    order = random.permutation(units)
    assert grades(beliefs[np.ix_(order, order)], limit).grade.tolist() == of.grade[order].tolist()


def test_grades_that_order_next_to_nothing_are_not_given():
    """One unit that is better than all others orders 49 of 1,225 pairs, 4 %; of 30 units, 29 of 435, 6.7 %."""
    for units, count in ((50, 1), (30, 2)):
        beliefs = np.full((units, units), 0.5)
        beliefs[0, 1:], beliefs[1:, 0] = 0.95, 0.05
        assert grades(beliefs, 0.1).grade.max() == count


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: grades([[0.5, 0.9]], 0.1), r"\(1, 2\)"),
        (lambda: grades([[0.5, 0.9], [0.3, 0.5]], 0.1), "sum to 1"),
        (lambda: grades([[0.5, 1.5], [-0.5, 0.5]], 0.1), "probabilities"),
        (lambda: grades([[0.5]], 0.5), "not 0.5"),
    ],
)
def test_what_makes_no_sense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
