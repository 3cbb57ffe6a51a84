from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from warehouse.ranking.composite.copeland import copeland

NAN = float("nan")
WEIGHTS = st.one_of(
    st.integers(0, 3).map(float), st.sampled_from([0.1, 0.2, 0.3, 0.7]), st.floats(0, 20), st.floats(1e-9, 1e-6)
)
TABLES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: st.tuples(
        arrays.arrays(np.float64, shape, elements=st.sampled_from([1.0, 2.0, 3.0, NAN])),
        arrays.arrays(np.float64, shape[1:], elements=WEIGHTS),
        arrays.arrays(np.bool_, (shape[1], shape[0], shape[0])),
    )
)


def literal(values, weights, separated=None):
    """The definition word by word, in fractions."""
    units, k = values.shape
    w = [F(str(float(x))) for x in weights]
    scores = []
    for i in range(units):
        score = 0
        for j in range(units):
            common = [c for c in range(k) if not np.isnan(values[i, c] + values[j, c])]
            g = F(0)
            for c in common:
                if values[i, c] == values[j, c] or (separated is not None and not separated[c, i, j]):
                    g += w[c] / 2
                elif values[i, c] > values[j, c]:
                    g += w[c]
            of_common = sum(w[c] for c in common)
            if i != j and 2 * of_common >= sum(w):
                score += (2 * g > of_common) - (2 * g < of_common)
        has_any = any(w[c] > 0 and not np.isnan(values[i, c]) for c in range(k))
        scores.append(score if has_any else NAN)
    return scores


@settings(deadline=None, max_examples=60)
@given(TABLES, st.booleans(), st.data())
def test_against_the_definition(table, with_separation, data):
    values, weights, drawn = table
    separated = drawn | drawn.swapaxes(1, 2) if with_separation else None
    present = ~np.isnan(values)
    found = copeland(values, weights, present, separated)
    np.testing.assert_array_equal(found, literal(values, weights, separated))
    order = np.array(data.draw(st.permutations(range(len(values)))))
    moved = None if separated is None else separated[:, order][:, :, order]
    np.testing.assert_array_equal(copeland(values[order], weights, present[order], moved), found[order])
    assert np.nansum(found) == 0


def test_exact_values_and_masked_cells_of_any_content():
    rows = [[F(9999, 10000), F(1, 3)], [F(99990, 100000), None], [F(1, 2), F(0)]]
    values = np.array(rows, dtype=object)
    present = np.array([[True, True], [True, False], [True, False]])
    # The first two tie on the one indicator that they share; its weight is just half of all.
    assert copeland(values, np.array([F(1, 2), F(1, 2)], dtype=object), present).tolist() == [1, 1, -2]
    assert copeland(values, np.array([F(1, 2), F(51, 100)], dtype=object), present).tolist() == [0, 0, 0]
    # Different, though they print as the same float.
    near = np.array([[1 - F(1, 10**20)], [F(1)]], dtype=object)
    assert copeland(near, np.ones(1), np.ones((2, 1), dtype=bool)).tolist() == [-1, 1]


def test_a_draw_is_a_draw_in_decimals():
    # 0.1 + 0.2 is not 0.3 in binary, and neither are the sums of long decimals.
    values = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    present = np.ones((2, 3), dtype=bool)
    for draw in ([0.1, 0.2, 0.3], [1e-17, 1e17, 1e17], [0.12345678901234567, 0.1, 0.22345678901234567]):
        exact = F(str(draw[0])) + F(str(draw[1])) - F(str(draw[2]))
        expected = float((exact > 0) - (exact < 0))
        assert copeland(values, np.array(draw), present).tolist() == [expected, -expected]
    thirds = np.array([F(1, 3), F(1, 3), F(2, 3)], dtype=object)
    assert copeland(values, thirds, present).tolist() == [0, 0]


def test_missing_cells_do_not_make_it_depend_on_the_order_of_units():
    values = np.array([[3.0, NAN, 1.0], [NAN, 2.0, 2.0], [1.0, 3.0, NAN]])
    for order in ([0, 1, 2], [2, 0, 1], [1, 0, 2], [2, 1, 0]):
        found = copeland(values[order], np.ones(3), ~np.isnan(values[order]))
        # Each pair shares a third of all weight, which is too little to decide anything.
        assert found.tolist() == [0, 0, 0]


def test_noise_does_not_win():
    values = np.array([[0.9999, 5.0], [0.9998, 1.0], [0.5, 1.0]])
    present = np.ones((3, 2), dtype=bool)
    assert copeland(values, np.array([2.0, 1.0]), present).tolist() == [2, 0, -2]
    separated = np.ones((2, 3, 3), dtype=bool)
    separated[:, 0, 1] = separated[:, 1, 0] = False
    assert copeland(values, np.array([2.0, 1.0]), present, separated).tolist() == [1, 1, -2]


def test_draws_and_weights_beside_each_other():
    rng = np.random.default_rng(7)
    values, weights = rng.integers(0, 4, (5, 8, 6)).astype(float), rng.random((5, 6))
    present = rng.random((5, 8, 6)) < 0.8
    each = [copeland(v, w, p) for v, w, p in zip(values, weights, present, strict=True)]
    np.testing.assert_array_equal(copeland(values, weights, present), each)
    np.testing.assert_array_equal(copeland(values[0], weights[:2], present[0])[1], literal_of(values, weights, present))


def literal_of(values, weights, present):
    return literal(np.where(present[0], values[0], NAN), weights[1])


def test_one_unit_and_bad_weights():
    assert copeland(np.array([[5.0]]), np.ones(1), np.array([[True]])).tolist() == [0]
    assert np.isnan(copeland(np.array([[5.0]]), np.zeros(1), np.array([[True]]))).all()
    with pytest.raises(ValueError, match=r"unlike -0\.5"):
        copeland(np.ones((2, 1)), np.array([-0.5]), np.ones((2, 1), dtype=bool))
