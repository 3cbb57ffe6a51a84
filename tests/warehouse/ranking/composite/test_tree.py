from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from warehouse.ranking.composite.aggregate import AGGREGATIONS
from warehouse.ranking.composite.tree import Node, aggregate_tree, final_weights, leaves, node_ids

NAN = float("nan")
# Three levels, of uneven depth: root -> (a -> (a1, a2 -> (x, y)), b -> (b1, b2), c)
A = Node("a", F(3), children=(Node("a1", F(1)), Node("a2", F(3), children=(Node("x"), Node("y", F(2))))))
B = Node("b", F(5), children=(Node("b1", 0.1), Node("b2", 0.3)))
ROOT = Node("root", children=(A, B, Node("c", F(2))))
IDS = ("root", "a", "a1", "a2", "x", "y", "b", "b1", "b2", "c")


def test_order_of_nodes():
    assert node_ids(ROOT) == IDS
    assert leaves(ROOT) == ("a1", "x", "y", "b1", "b2", "c")


def test_final_weights_are_exact():
    shares = final_weights(ROOT)
    expected = [1, F(3, 10), F(3, 40), F(9, 40), F(3, 40), F(3, 20), F(1, 2), F(1, 8), F(3, 8), F(1, 5)]
    assert list(shares.items()) == list(zip(IDS, expected, strict=True))
    assert sum(shares[leaf] for leaf in leaves(ROOT)) == 1
    # A group whose only indicator is left out leaves its share to the others.
    left_out = Node("r", children=(Node("g", F(1), children=(Node("i", F(0)),)), Node("j", F(1))))
    assert final_weights(left_out) == {"r": 1, "g": 0, "i": 0, "j": 1}


@settings(deadline=None, max_examples=60)
@given(arrays.arrays(np.float64, (4, 6), elements=st.one_of(st.just(NAN), st.floats(0, 100))))
def test_arithmetic_is_the_sum_by_final_weights_where_nothing_is_missing(values):
    scored = aggregate_tree(ROOT, values)
    shares = final_weights(ROOT)
    whole = ~np.isnan(values).any(axis=1)
    expected = values[whole] @ np.array([float(shares[leaf]) for leaf in leaves(ROOT)])
    np.testing.assert_allclose(scored["root"].values[whole], expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(scored["root"].present, ~np.isnan(values).all(axis=1))
    np.testing.assert_array_equal(scored["b"].present, ~np.isnan(values[:, 3:5]).all(axis=1))
    for one in scored.values():
        np.testing.assert_array_equal(np.isnan(one.values), ~one.present)


def test_missing_cells_leave_their_weight_within_the_group():
    values = np.array([[10.0, 20, NAN, 40, 50, 60], [NAN, NAN, NAN, 40, NAN, 60], [NAN] * 6])
    scored = aggregate_tree(ROOT, values)
    np.testing.assert_allclose(scored["a"].values, [(10 + 3 * 20) / 4, NAN, NAN])
    np.testing.assert_allclose(scored["b"].values, [47.5, 40, NAN])
    np.testing.assert_allclose(scored["root"].values, [(3 * 17.5 + 5 * 47.5 + 2 * 60) / 10, 320 / 7, NAN])
    assert scored["root"].present.tolist() == [True, True, False]
    assert scored["x"].present.tolist() == [True, False, False]


def test_least_share_is_of_the_children():
    values = np.array([[10.0, 20, NAN, 40, 50, NAN], [10.0, 20, 30, NAN, 50, 60]])
    scored = aggregate_tree(ROOT, values, least_share=0.6)
    # First unit: one of two below a2, so it is absent; then one of two of a; and the root has only b of three.
    assert [i for i in IDS if not scored[i].present[0]] == ["root", "a", "a2", "y", "c"]
    # Second unit: b lacks one of two, the root has the other two of three, though five of six indicators are there.
    assert [i for i in IDS if not scored[i].present[1]] == ["b", "b1"]
    assert aggregate_tree(ROOT, values, least_share=0.5)["root"].present.all()
    assert not aggregate_tree(ROOT, values, least_share=0.67)["root"].present.any()


@pytest.mark.parametrize(("shown", "children", "share"), [(7, 25, 0.28), (55, 100, 0.55), (29, 100, 0.29), (4, 5, 0.8)])
def test_least_share_is_met_by_the_share_itself(shown, children, share):
    flat = Node("r", children=tuple(Node(f"i{j}") for j in range(children)))
    values = np.where(np.arange(children) < [[shown], [shown - 1]], 1.0, NAN)
    assert aggregate_tree(flat, values, least_share=share)["r"].present.tolist() == [True, False]


def test_what_weighs_nothing_is_left_out_and_not_missing():
    weights = np.array([1.0, 1, 1, 1, 1, 1, 0, 0, 1])  # b1 and b2, and so b
    values = np.array([[10.0, 20, 30, 40, NAN, 60]])
    scored = aggregate_tree(ROOT, values, weights=weights, least_share=1.0)
    assert scored["root"].values[0] == pytest.approx((17.5 + 60) / 2)
    assert not scored["b"].present[0]


def test_runs_of_weights_and_draws_of_values():
    rng = np.random.default_rng(3)
    values, weights = rng.uniform(80, 120, (4, 7, 6)), rng.uniform(0, 2, (4, 9))
    values[rng.random(values.shape) < 0.2] = NAN
    weights[1, 2] = 0
    for name in AGGREGATIONS:
        together = aggregate_tree(ROOT, values, weights=weights, aggregations=name)
        on_one_table = aggregate_tree(ROOT, values[2], weights=weights, aggregations=name)
        for run in range(4):
            alone = aggregate_tree(ROOT, values[run], weights=weights[run], aggregations=name)
            for i in IDS:
                np.testing.assert_array_equal(together[i].values[run], alone[i].values)
                np.testing.assert_array_equal(together[i].present[run], alone[i].present)
        assert on_one_table["root"].values.shape == (4, 7)
        np.testing.assert_array_equal(on_one_table["root"].values[2], together["root"].values[2])
    given_weights = np.array([3, 1, 3, 1, 2, 5, 0.1, 0.3, 2])
    np.testing.assert_array_equal(
        aggregate_tree(ROOT, values, weights=given_weights)["root"].values, aggregate_tree(ROOT, values)["root"].values
    )


def test_each_level_has_its_rule_and_one_name_replaces_them():
    mixed = Node("r", aggregation="geometric", children=(Node("g", children=(Node("i"), Node("j"))), Node("k")))
    values = np.array([[1.0, 3.0, 8.0]])
    assert aggregate_tree(mixed, values)["r"].values[0] == pytest.approx(4)
    assert aggregate_tree(mixed, values, aggregations="arithmetic")["r"].values[0] == pytest.approx(5)
    assert aggregate_tree(mixed, values, aggregations="harmonic")["r"].values[0] == pytest.approx(2 / (2 / 3 + 1 / 8))


def test_a_single_node_may_have_a_rule_of_its_own_by_its_id():
    mixed = Node("r", children=(Node("g", children=(Node("i"), Node("j"))), Node("k")))
    values = np.array([[1.0, 3.0, 8.0]])
    found = aggregate_tree(mixed, values, rules={"g": lambda v, _w, _p: v.max(axis=-1)})
    assert (found["g"].values[0], found["r"].values[0]) == (3, pytest.approx(5.5))


def test_equal_fractions_are_equal_scores():
    # Twice the same thing, in other counts; in floats these sums differ in the last digit.
    rows = [[F(1, 10), F(2, 10), F(3, 10), F(9999, 10000), F(1, 7), F(1, 3)]]
    rows.append([F(10, 100), F(20, 100), F(30, 100), F(99990, 100000), F(2, 14), F(2, 6)])
    values, present = np.array(rows, dtype=object), np.ones((2, 6), dtype=bool)
    found = aggregate_tree(ROOT, values, present)["root"].values
    expected = sum(share * v for share, v in zip((final_weights(ROOT)[i] for i in leaves(ROOT)), rows[0], strict=True))
    assert found.tolist() == [expected, expected]
    present[1, :3] = False
    half = aggregate_tree(ROOT, values, present)
    assert half["root"].values[1] == (5 * (F(9999, 10000) + 3 * F(1, 7)) / 4 + F(2, 3)) / 7
    assert half["a"].values[1] is None and not half["a"].present[1]


def test_weights_that_are_no_decimals_stay_exact():
    thirds = tuple(Node(i, w) for i, w in (("i", F(1, 3)), ("j", F(1, 6)), ("k", F(1, 2))))
    values = np.array([[1, 1, 0], [0, 0, 1]], dtype=object)
    assert aggregate_tree(Node("r", children=thirds), values)["r"].values.tolist() == [F(1, 2), F(1, 2)]
    found = aggregate_tree(Node("r", aggregation="copeland", children=thirds), values.astype(float))
    assert found["r"].values.tolist() == [0, 0]


def test_a_mask_hides_values_and_nan_is_never_present():
    values = np.array([[1.0, 2, 3, 4, 5, 6], [NAN, 2, 3, 4, 5, 6]])
    shown = np.ones((2, 6), dtype=bool)
    shown[0, 0] = False
    first, second = aggregate_tree(ROOT, values, shown)["root"].values
    assert first == second


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Node("a", -1.0), "the weight of a .* unlike -1.0"),
        (lambda: Node("a", NAN), "the weight of a .* unlike nan"),
        (lambda: Node("a", aggregation="mean"), "arithmetic, .* not mean"),
        (lambda: Node("a", children=(Node("b"), Node("c", children=(Node("b"),)))), "b occurs twice"),
        (lambda: aggregate_tree(ROOT, np.ones((3, 5))), r"6 indicators .* \(3, 5\)"),
        (lambda: aggregate_tree(ROOT, np.ones((3, 6)), np.ones((3, 5), dtype=bool)), r"\(3, 6\), not \(3, 5\)"),
        (lambda: aggregate_tree(ROOT, np.ones((3, 6)), weights=np.ones(10)), r"9 nodes .* \(10,\)"),
        (lambda: aggregate_tree(ROOT, np.ones((3, 6)), aggregations="sum"), "not sum"),
    ],
)
def test_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
