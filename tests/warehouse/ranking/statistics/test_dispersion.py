from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.dispersion import Dispersion, design_effect


def _binomial(rate, units=200, clusters=52, cases=300, seed=7):
    generator = np.random.default_rng(seed)
    n = generator.integers(cases // 2, 2 * cases, size=(units, clusters))
    return generator.binomial(n, rate), n


def _clustered(rate, effect, units=200, clusters=52, cases=300, seed=7):
    """Beta-binomial counts: clusters of m cases with the correlation rho have the design effect 1 + (m − 1) rho."""
    rho = (effect - 1) / (cases - 1)
    generator = np.random.default_rng(seed)
    rates = generator.beta(rate * (1 / rho - 1), (1 - rate) * (1 / rho - 1), size=(units, clusters))
    return generator.binomial(cases, rates), np.full((units, clusters), cases)


def test_worked_by_hand():
    """Two units of two clusters: 1 and 3 of 10 at rate 1/5, and 0 and 2 of 4 and 4 at rate 1/4."""
    found = design_effect([[1, 3], [0, 2]], [[10, 10], [4, 4]], least_clusters=2)
    expected = (Fraction(2) / (2 * Fraction(4, 5)) + Fraction(2) / (1 * Fraction(3, 4))) / 2
    assert found.raw == pytest.approx(float(expected), rel=1e-15, abs=0)
    assert (found.phi, found.units, found.clusters, found.is_estimated) == (found.raw, 2, 4, True)


def test_rare_events_give_the_form_that_divides_by_the_expected_alone():
    y, n = _binomial(2e-4, units=20, cases=3000)
    expected = n * (y.sum(axis=1) / n.sum(axis=1))[:, None]
    form = ((y - expected) ** 2 / expected).sum() / (20 * 51)
    assert design_effect(y, n).raw == pytest.approx(form, rel=5e-4, abs=0)


@pytest.mark.parametrize("rate", [0.002, 0.05, 0.3, 0.7, 0.998])
def test_independent_cases_have_no_effect_at_any_rate(rate):
    assert design_effect(*_binomial(rate)).raw == pytest.approx(1, abs=0.045)


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.9])
@pytest.mark.parametrize("effect", [3, 6])
def test_a_known_effect_is_found(rate, effect):
    found = design_effect(*_clustered(rate, effect))
    assert found.phi == found.raw == pytest.approx(effect, rel=0.05, abs=0)


def test_less_spread_than_chance_is_reported_and_not_used():
    y = np.full((3, 25), 10)
    found = design_effect(y, np.full((3, 25), 100))
    assert found == Dispersion(1.0, 0.0, 3, 75, is_estimated=True)


def test_units_that_cannot_tell_are_left_out():
    y, n = _binomial(0.1, units=2, clusters=30)
    alone = design_effect(y[:1], n[:1])
    none, all_of_them, few = np.zeros_like(y[1]), n[1], np.where(np.arange(30) < 19, n[1], 0)
    for events, cases in ((none, n[1]), (all_of_them, n[1]), (np.minimum(y[1], few), few), (none, none)):
        assert design_effect([y[0], events], [n[0], cases]) == alone
    twenty = np.where(np.arange(30) < 20, n[1], 0)
    both = design_effect([y[0], np.minimum(y[1], twenty)], [n[0], twenty])
    assert (both.units, both.clusters) == (2, 50)


def test_clusters_without_cases_do_not_count():
    y, n = _binomial(0.1, units=4, clusters=30)
    wide = [np.insert(counts, [0, 5, 30], 0, axis=1) for counts in (y, n)]
    assert design_effect(*wide) == design_effect(y, n)


@pytest.mark.parametrize("shape", [(0, 0), (3, 0), (0, 30), (3, 19), (2, 30)])
def test_nothing_to_estimate_from_gives_the_default(shape):
    nothing = np.zeros(shape)
    assert design_effect(nothing, nothing + 5, default=1.7) == Dispersion(1.7, None, 0, 0, is_estimated=False)


tables = st.tuples(st.integers(1, 5), st.integers(2, 6)).flatmap(
    lambda shape: st.lists(
        st.lists(
            st.integers(0, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
            min_size=shape[1],
            max_size=shape[1],
        ),
        min_size=shape[0],
        max_size=shape[0],
    )
)


@settings(deadline=None, max_examples=60)
@given(tables, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_events_may_be_swapped_for_their_complement(table, random):
    y, n = np.moveaxis(np.array(table), 2, 0)
    found = design_effect(y, n, least_clusters=2)
    assert found.phi >= 1
    units, clusters = (random.sample(range(size), size) for size in y.shape)
    assert design_effect(y[units][:, clusters], n[units][:, clusters], least_clusters=2) == found
    complement = design_effect(n - y, n, least_clusters=2)
    assert (complement.units, complement.clusters) == (found.units, found.clusters)
    assert complement.phi == pytest.approx(found.phi, rel=1e-12, abs=0)


def test_nearly_all_tell_as_much_as_hardly_any():
    generator = np.random.default_rng(3)
    y, n = generator.poisson(10, size=(3, 30)), generator.integers(10**9, 2 * 10**9, size=(3, 30))
    assert design_effect(n - y, n).raw == pytest.approx(design_effect(y, n).raw, rel=1e-13, abs=0)


@pytest.mark.parametrize(
    ("events", "cases", "options", "named"),
    [
        ([[3]], [[2]], {}, "x = 3, n = 2"),
        ([[float("nan")]], [[2]], {}, "x = nan"),
        ([1, 2], [3, 4], {}, r"not of shape \(2,\)"),
        ([[1]], [[2]], {"least_clusters": 1}, "at least 2 clusters, not 1"),
        ([[1]], [[2]], {"default": 0.9}, "at least 1 and finite, not 0.9"),
        ([[1]], [[2]], {"default": float("nan")}, "at least 1 and finite, not nan"),
    ],
)
def test_what_makes_no_sense_is_refused(events, cases, options, named):
    with pytest.raises(ValueError, match=named):
        design_effect(events, cases, **options)
