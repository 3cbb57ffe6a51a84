import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.compound import compound
from warehouse.ranking.statistics.moderated import moderated

SIZES = [[10, 20, 30, 40], [5, 5, 10, 20], [12, 30, 18, 60]]


def test_of_clusters_that_are_seen_one_by_one_the_effect_is_mean_size_times_one_and_squared_variation():
    found = compound(SIZES, np.ones((3, 4)), 2)
    size = np.mean(SIZES, axis=1)
    squared = np.var(SIZES, axis=1, ddof=1) / size**2
    wanted = moderated(squared / squared.mean(), np.full(3, 3))
    assert found.raw == pytest.approx(size * (1 + squared))
    assert found.phi == pytest.approx(size * (1 + squared.mean() * wanted.values))
    assert found.variation == pytest.approx(np.sqrt(squared.mean()))
    assert found.df == pytest.approx(4 / (1 + squared.mean() * wanted.values))
    assert found.clusters.tolist() == [4, 4, 4]


def test_courses_that_are_all_equal_make_an_effect_of_their_size():
    courses = np.array([[1, 3, 2], [0, 2, 2]])
    assert compound(25 * courses, courses, 2).phi.tolist() == [25, 25]
    assert compound(np.ones((2, 15)), np.ones((2, 15))).phi.tolist() == [1, 1]  # one by one: Poisson


def test_rows_of_several_courses_tell_as_much_of_their_spread_as_rows_of_one():
    random = np.random.default_rng(1)
    sizes = random.lognormal(3, 0.6, (400, 90))
    alone, together = (
        compound(sizes, np.ones_like(sizes)),
        compound(sizes.reshape(400, 30, 3).sum(axis=2), np.full((400, 30), 3)),
    )
    assert together.variation == pytest.approx(alone.variation, rel=0.05)
    assert together.variation == pytest.approx(np.sqrt(np.expm1(0.36)), rel=0.05)


def test_the_variance_of_sums_is_the_effect_times_their_mean():
    random = np.random.default_rng(2)
    number = random.poisson(9, (4000, 6))
    sums = np.array([[random.gamma(2, 10, n).sum() for n in row] for row in number])
    found, wholes = compound(sums, number), sums.sum(axis=1)
    assert np.median(found.phi) == pytest.approx(20 * 1.5, rel=0.03)
    assert wholes.var() / wholes.mean() == pytest.approx(20 * 1.5, rel=0.07)


def test_a_unit_without_events_has_the_size_and_spread_of_all():
    found = compound([*SIZES, [0, 0, 0, 0]], [*np.ones((3, 4)), [0, 0, 0, 0]], 2)
    assert found.phi[3] > np.mean(SIZES)
    assert found.clusters[3] == 0
    assert found.df[3] > found.df[:3].max()
    assert np.isnan(found.raw[3])


def test_events_of_a_row_without_clusters_came_in_one():
    assert compound([[30, 10], [20, 20]], [[0, 1], [1, 0]], 2).clusters.tolist() == [2, 2]


def test_too_few_clusters_say_nothing():
    assert compound([[40, 40]], [[1, 18]]) is None
    assert compound([[40, 40]], [[1, 19]]) is not None
    assert compound([[0, 0]], [[20, 20]]) is None


@settings(deadline=None)
@given(st.data(), st.integers(1, 5), st.integers(1, 6), st.randoms(use_true_random=False))
def test_the_order_of_units_and_rows_does_not_matter_and_size_scales_the_effect(data, units, rows, random):
    row = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 5)), min_size=rows, max_size=rows)
    counts = np.array(data.draw(st.lists(row, min_size=units, max_size=units)), dtype=float)
    found = compound(counts[..., 0], counts[..., 1], 2)
    turned, order = random.sample(range(units), units), random.sample(range(rows), rows)
    moved = compound(counts[turned][:, order, 0], counts[turned][:, order, 1], 2)
    if found is None:
        assert moved is None
        return
    assert (found.phi >= 1).all() and (found.df > 0).all()
    assert moved.phi == pytest.approx(found.phi[turned], rel=1e-9)
    larger = compound(7 * counts[..., 0], counts[..., 1], 2)
    assert larger.phi == pytest.approx(7 * found.phi, rel=1e-9) or (found.phi == 1).any()


@pytest.mark.parametrize(
    ("sums", "clusters", "least", "fault"),
    [
        ([1, 2], [1, 1], 20, "tables of units by rows"),
        ([[1, 2]], [[1]], 20, "tables of units by rows"),
        ([[-1]], [[1]], 20, "at least 0"),
        ([[np.inf]], [[1]], 20, "finite"),
        ([[1]], [[1]], 1, "at least 2 of them, not 1"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(sums, clusters, least, fault):
    with pytest.raises(ValueError, match=fault):
        compound(sums, clusters, least)
