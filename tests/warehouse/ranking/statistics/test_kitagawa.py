from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warehouse.ranking.statistics.kitagawa import kitagawa, share_of_mix

cells = st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
sides = st.integers(1, 6).flatmap(lambda j: st.tuples(*(st.lists(cells, min_size=j, max_size=j) for _ in range(2))))


def _fractions(side):
    return tuple(np.array([Fraction(cell[k]) for cell in side], dtype=object) for k in (0, 1))


def _rate(side):
    return Fraction(sum(y for y, _ in side), sum(n for _, n in side))


@given(sides)
@example(([(0, 0), (0, 1)], [(0, 0), (1, 3)]))  # a stratum that neither side has
def test_mix_and_performance_sum_exactly_to_the_difference(both):
    side, other = both
    if not (sum(n for _, n in side) and sum(n for _, n in other)):
        return
    found = kitagawa(*_fractions(side), *_fractions(other))
    assert found.mix.sum() + found.performance.sum() == _rate(side) - _rate(other)
    in_floats = kitagawa(*np.array(side).T, *np.array(other).T)
    assert in_floats.total_mix == pytest.approx(float(found.total_mix), abs=1e-12)
    assert in_floats.total_performance == pytest.approx(float(found.total_performance), abs=1e-12)


@given(sides)
def test_the_totals_are_those_of_the_paper(both):
    """Kitagawa's own terms: Σ Δs_j r̄_j and Σ s̄_j Δr_j."""
    side, other = both
    if any(n == 0 for n in (*(n for _, n in side), *(n for _, n in other))):
        return
    total, other_total = sum(n for _, n in side), sum(n for _, n in other)
    mix = performance = Fraction(0)
    for (y, n), (other_y, other_n) in zip(side, other, strict=True):
        share, other_share = Fraction(n, total), Fraction(other_n, other_total)
        rate, other_rate = Fraction(y, n), Fraction(other_y, other_n)
        mix += (share - other_share) * (rate + other_rate) / 2
        performance += (share + other_share) / 2 * (rate - other_rate)
    found = kitagawa(*_fractions(side), *_fractions(other))
    assert (found.total_mix, found.total_performance) == (mix, performance)


def test_a_city_whose_land_dossiers_doubled_did_not_get_slower():
    # Civil status 1 % late and land 10 % in both years; land 100 of 1000, then 200 of 1000.
    found = kitagawa([8, 20], [800, 200], [9, 10], [900, 100])
    assert found.total_performance == pytest.approx(0)
    assert found.total_mix == pytest.approx(28 / 1000 - 19 / 1000)
    assert found.mix.tolist() == pytest.approx([-0.1 * (0.01 - 0.0235), 0.1 * (0.1 - 0.0235)])


def test_units_are_compared_with_one_city_at_once():
    events, cases = np.array([[1, 4], [3, 0]]), np.array([[10, 20], [30, 0]])
    found = kitagawa(events, cases, events.sum(axis=0), cases.sum(axis=0))
    crude = events.sum(axis=1) / cases.sum(axis=1) - events.sum() / cases.sum()
    assert found.total_mix + found.total_performance == pytest.approx(crude)
    assert found.performance[1, 1] == 0  # it has no such case: nothing to hold against it


def test_a_side_without_cases_has_no_difference():
    found = kitagawa([[0, 0], [1, 1]], [[0, 0], [5, 5]], [1, 2], [10, 10])
    assert np.isnan(found.total_mix).tolist() == [True, False]


def test_more_events_than_cases_are_refused():
    with pytest.raises(ValueError, match="events <= cases"):
        kitagawa([3], [2], [1], [2])


def test_the_share_of_mix_is_all_none_or_between():
    difference = np.array([-0.02, 0.0, 0.01, 0.03])
    assert share_of_mix(difference, difference) == pytest.approx(1)
    assert share_of_mix(np.zeros(4), difference) == 0
    assert share_of_mix(0.3 * difference + 5, difference) == pytest.approx(0.3)
    assert np.isnan(share_of_mix([0.1], [0.2]))
    assert np.isnan(share_of_mix([0.1, 0.2], [0.3, 0.3]))


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=2, max_size=8))
def test_shares_of_mix_and_performance_sum_to_one(pairs):
    mix, performance = np.array(pairs).T
    difference = mix + performance
    if np.ptp(difference) > 1e-3:
        assert share_of_mix(mix, difference) + share_of_mix(performance, difference) == pytest.approx(1, abs=1e-6)
