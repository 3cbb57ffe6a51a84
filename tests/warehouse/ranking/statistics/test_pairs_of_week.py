from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.pairs_of_week import pairs_of_week

WEEKS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=6, max_size=6)


def by_pairs(table):
    """Return the correlation of two cases of one week by going through all of them, with what the own rate takes."""
    found = expected = 0.0
    for weeks in table:
        cases = [[1] * y + [0] * (n - y) for y, n in weeks]
        flat = [case for week in cases for case in week]
        rate = np.mean(flat) if flat else 0.0
        for week in cases:
            for a, b in permutations(week, 2):
                found += (a - rate) * (b - rate) + rate * (1 - rate) / (len(flat) - 1)
                expected += rate * (1 - rate) * len(flat) / (len(flat) - 1)
    return found / expected if expected else None


@settings(deadline=None)
@given(st.lists(WEEKS, min_size=1, max_size=5))
def test_the_correlation_is_that_of_all_pairs_of_cases_of_one_week(drawn):
    table = [[(min(y, n), n) for y, n in weeks] for weeks in drawn]
    counts = np.array(table)
    found, wanted = pairs_of_week(counts[..., 0], counts[..., 1]), by_pairs(table)
    assert (found is None) == (wanted is None)
    if found is not None:
        assert found.correlation == pytest.approx(wanted)
        assert (found.phi >= 1).all() and (found.df > 0).all()


def test_cases_of_an_event_that_all_fail_count_as_one():
    late, cases = np.array([[4, 0, 0, 4, 0, 0]]), np.full((1, 6), 4)
    found = pairs_of_week(late, cases)
    assert found.correlation == pytest.approx(1, abs=0.05)
    assert found.phi == pytest.approx(1 + found.correlation * 3)
    assert found.raw == pytest.approx(found.phi)


def test_few_independent_cases_have_next_to_no_effect_where_the_long_run_would_show_one():
    random = np.random.default_rng(8)
    n = random.poisson(0.6, (22, 52))
    effects = [pairs_of_week(random.binomial(n, 0.08), n).phi.mean() for _ in range(60)]
    assert np.mean(effects) < 1.03


def test_the_effect_of_clusters_is_found_on_average():
    random = np.random.default_rng(9)
    n = random.poisson(2, (22, 52))
    rates = random.beta(0.08 * 4, 0.92 * 4, (60, 22, 52))  # two cases of a week are correlated by 0.2
    found = [pairs_of_week(random.binomial(n, rate), n).phi.mean() for rate in rates]
    assert np.mean(found) == pytest.approx((1 + 0.2 * (n * (n - 1)).sum(axis=1) / n.sum(axis=1)).mean(), rel=0.05)


def test_without_two_cases_in_a_week_nothing_is_said():
    assert pairs_of_week([[1, 0, 0]], [[1, 1, 1]]) is None
    assert pairs_of_week([[0, 0]], [[5, 5]]) is None
    found = pairs_of_week([[2, 1], [1, 0]], [[3, 3], [1, 1]])
    assert (found.phi[1], found.df[1], found.is_informative.tolist()) == (1, np.inf, [True, False])
    assert np.isnan(found.raw[1])


def test_what_is_no_table_of_weeks_is_refused():
    with pytest.raises(ValueError, match="units by weeks"):
        pairs_of_week([1, 0], [2, 2])
    with pytest.raises(ValueError, match="0 <= x <= n"):
        pairs_of_week([[3]], [[2]])
