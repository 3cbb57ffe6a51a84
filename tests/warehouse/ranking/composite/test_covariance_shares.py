from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.composite.covariance_shares import contributions, covariance_shares, shares_of_nodes
from warehouse.ranking.composite.tree import Node, aggregate_tree

A, B, C = (Node(name, Fraction(weight)) for name, weight in (("a", 1), ("b", 1), ("c", 2)))


def tree(outer="arithmetic", inner="arithmetic"):
    return Node("score", children=(Node("g", Fraction(2), inner, (A, B)), C), aggregation=outer)


def exact(rows):
    return np.array([[Fraction(0 if value is None else value) for value in row] for row in rows], dtype=object)


def there(rows):
    return np.array([[value is not None for value in row] for row in rows])


def shares_of(root, values, rules=None):
    present = np.ones(values.shape, dtype=bool)
    score = aggregate_tree(root, values, present, rules=rules)["score"].values
    return shares_of_nodes(root, contributions(root, values, present, rules or {}), score)


def test_shares_by_hand():
    # Of three units a gives 1, 2, 6 and b 1, 0, -1, so that scores are 2, 2, 5 and their mean is 3; deviations of the
    # scores are -1, -1, 2, whose squares sum to 6. a with them: -1 - 2 + 12 = 9; b: -1 + 0 - 2 = -3.
    terms, score = exact([[1, 1], [2, 0], [6, -1]]), exact([[2], [2], [5]])[:, 0]
    assert covariance_shares(terms, score).tolist() == [Fraction(3, 2), Fraction(-1, 2)]
    assert covariance_shares(terms.astype(float), score.astype(float)).tolist() == [1.5, -0.5]
    assert np.isnan(covariance_shares(terms, exact([[2], [2], [2]])[:, 0]).astype(float)).all()


def test_a_missing_cell_counts_as_the_mean_of_its_siblings():
    rows = [[80, None, 40], [60, 20, 100], [None, None, 70]]
    given_terms = contributions(tree(), exact(rows), there(rows))
    # In the first unit the group is 80: b stands at 80. In the last nothing of the group is there: it is c's 70.
    assert given_terms.tolist() == [[20, 20, 20], [15, 5, 50], [Fraction(35, 2), Fraction(35, 2), 35]]


CELLS = st.one_of(st.none(), st.integers(0, 1_000).map(lambda n: Fraction(n, 7)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=2, max_size=8))
def test_shares_sum_to_one_exactly(rows):
    shown = there(rows)
    scores = aggregate_tree(tree(), exact(rows), shown)["score"]
    has_score = scores.present
    terms = contributions(tree(), exact(rows)[has_score], shown[has_score])
    score = scores.values[has_score]
    assert terms.sum(axis=1).tolist() == score.tolist()
    shares = shares_of_nodes(tree(), terms, score)
    if len(set(score)) < 2:
        assert all(np.isnan(float(shares[name])) for name in "abc")
        return
    assert shares["a"] + shares["b"] + shares["c"] == shares["score"] == 1
    assert shares["g"] == shares["a"] + shares["b"]


@pytest.mark.parametrize("outer", ["arithmetic", "geometric", "harmonic", "mpi", "ampi", "copeland"])
@pytest.mark.parametrize("inner", ["geometric", "harmonic"])
def test_shares_of_other_aggregations_sum_to_one(outer, inner):
    values = np.random.default_rng(4).uniform(50, 150, (9, 3))
    values[2, 1] = np.nan
    shares = shares_of(tree(outer, inner), values)
    assert sum(float(shares[name]) for name in "abc") == pytest.approx(1, abs=1e-12)


def test_few_indicators_have_their_shapley_values():
    """With three indicators the rotations and their reverses are all orders: here each is tried by hand."""
    values = np.random.default_rng(5).uniform(1, 100, (6, 3))
    root = Node("score", children=(A, B, C), aggregation="geometric")
    gains, present = np.zeros(values.shape), np.ones(values.shape, dtype=bool)
    for order in permutations(range(3)):
        taken = np.tile(values.mean(axis=0), (6, 1))
        for j in order:
            before = aggregate_tree(root, taken, present)["score"].values
            taken[:, j] = values[:, j]
            gains[:, j] += (aggregate_tree(root, taken, present)["score"].values - before) / 6
    np.testing.assert_allclose(contributions(root, values, present), gains, atol=1e-12)


def test_complete_arithmetic_shares_are_the_same_either_way():
    """A rule of its own at the root sends the same mean the other way."""
    values = np.random.default_rng(6).uniform(1, 100, (12, 3))
    directly, by_orders = shares_of(tree(), values), shares_of(tree("harmonic"), values, {"score": _mean})
    assert by_orders == {name: pytest.approx(share, abs=1e-12) for name, share in directly.items()}


def _mean(values, weights, present):
    shares = np.broadcast_to(weights.astype(float), values.shape)
    return (shares * values).sum(axis=-1) / shares.sum(axis=-1)
