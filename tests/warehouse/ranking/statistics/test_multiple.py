from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.multiple import holm

p_values = st.lists(st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.01, 0.02, 0.05, 1.0])), max_size=12)


def test_worked_example():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02], abs=1e-15)
    assert holm([0.02, 0.02, 0.02]) == pytest.approx([0.06] * 3, abs=1e-15)
    assert holm([0.3, 0.9]).tolist() == [0.6, 0.9]
    assert holm([0.25]).tolist() == [0.25]
    assert holm([]).shape == (0,)


@settings(deadline=None, max_examples=60)
@given(p_values, st.sampled_from([0.01, 0.05, 0.1, 0.5]))
def test_rejects_what_the_steps_reject(p, level):
    """Holm's own words: from the smallest on, reject while p <= level / (tests left); stop at the first miss."""
    rejected, left = set(), len(p)
    for i in sorted(range(len(p)), key=lambda i: p[i]):
        if Fraction(p[i]) * left > Fraction(level):
            break
        rejected.add(i)
        left -= 1
    adjusted = holm(p)
    near = np.isclose(adjusted, level, rtol=1e-12, atol=0)
    assert all((adjusted[i] <= level) == (i in rejected) for i in range(len(p)) if not near[i])


@settings(deadline=None, max_examples=60)
@given(p_values.flatmap(lambda p: st.tuples(st.just(p), st.permutations(range(len(p))))))
def test_order_does_not_matter_and_ties_are_equal(case):
    p, order = case
    adjusted = holm(p)
    assert holm([p[i] for i in order]).tolist() == [adjusted[i] for i in order]
    assert len({(a, b) for a, b in zip(p, adjusted, strict=True)}) == len(set(p))
    assert np.all((adjusted >= p) & (adjusted <= 1))


@pytest.mark.parametrize("p", [[0.1, float("nan")], [1.1], [-0.1, 0.5]])
def test_what_is_no_p_value_is_refused(p):
    with pytest.raises(ValueError, match=r"between 0 and 1, not (nan|1\.1|-0\.1)"):
        holm(p)


def test_a_table_of_p_values_is_refused():
    with pytest.raises(ValueError, match="one dimension, not 2"):
        holm([[0.1, 0.2]])
