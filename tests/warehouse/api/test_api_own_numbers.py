"""Rank sets of numbers that somebody brings: what the statistics say of them, and what is refused."""

import re

import motcua
import numpy as np
import polars as pl
import pytest

from warehouse.ranking.statistics.draw_sets import draw_sets
from warehouse.ranking.statistics.ratio_sets import arcsine_tukey
from warehouse.ranking.statistics.stepdown import mc_stepdown

COLUMNS = ["unit", "value", "rank", "rank_lo", "rank_hi", "rank_lo_marginal", "rank_hi_marginal", "tier", "letters"]
X, N = [480, 420, 410, 470], [500, 500, 500, 490]


def of_sets(ranked):
    return ranked.select("rank_lo", "rank_hi").rows(), ranked.select("rank_lo_marginal", "rank_hi_marginal").rows()


def bounds(sets):
    return list(zip(sets.low.tolist(), sets.high.tolist(), strict=True))


def test_ratios_are_ranked_with_the_sets_of_their_counts():
    ranked = motcua.rank_ratios(X, N, units=["a", "b", "c", "d"], level=0.9, deff=2)
    assert ranked.columns == COLUMNS
    assert ranked["unit"].to_list() == ["a", "b", "c", "d"]
    assert ranked["value"].to_list() == [x / n for x, n in zip(X, N, strict=True)]
    assert ranked["rank"].to_list() == [1, 3, 4, 2]
    both = [arcsine_tukey(X, N, 0.9, 1, 2, simultaneous) for simultaneous in (True, False)]
    assert of_sets(ranked) == tuple(map(bounds, both))
    assert ranked["tier"].to_list() == [1, 2, 2, 1]
    assert ranked["letters"].to_list() == ["a", "b", "b", "a"]


def test_less_can_be_better_and_columns_of_a_frame_will_do():
    frame = pl.DataFrame({"x": X, "n": N})
    late = motcua.rank_ratios(frame["x"], frame["n"], direction=-1)
    assert late["unit"].to_list() == ["1", "2", "3", "4"]
    assert late["rank"].to_list() == [4, 2, 1, 3]
    assert late["value"].to_list() == motcua.rank_ratios(X, N)["value"].to_list()
    assert motcua.rank_ratios([1, 2, 3], [2, 4, 4])["rank"].to_list() == [2, 2, 1]  # equal ratios share a rank


def test_estimates_are_ranked_with_the_sets_of_their_standard_errors():
    values, errors = np.array([7.1, 8.4, 7.0]), np.array([0.2, 0.2, 0.3])
    ranked = motcua.rank_estimates(values, errors, seed=3)
    both = [
        mc_stepdown(values, errors**2, np.random.default_rng(3), 0.95, together, replicates=100_000)
        for together in (True, False)
    ]
    assert of_sets(ranked) == tuple(map(bounds, both))
    assert ranked["rank"].to_list() == [2, 1, 3]
    assert ranked.equals(motcua.rank_estimates(values, errors, seed=3))
    turned = motcua.rank_estimates(values, errors, direction=-1)
    assert turned["rank"].to_list() == [2, 3, 1]
    assert turned["value"].to_list() == values.tolist()


def test_small_numbers_are_as_different_as_great_ones():
    ranked = motcua.rank_estimates([3e-12, 1e-12, 2e-12], [0, 0, 0])
    assert ranked["rank"].to_list() == [1, 3, 2] == ranked["rank_lo"].to_list() == ranked["rank_hi"].to_list()


def test_draws_are_ranked_with_the_sets_of_their_differences():
    draws = np.random.default_rng(1).normal([70, 60, 61], 2, size=(1000, 3))
    ranked = motcua.rank_draws([70, 60, 61], draws)
    both = [draw_sets([70, 60, 61], draws, 0.95, simultaneous) for simultaneous in (True, False)]
    assert of_sets(ranked) == tuple(map(bounds, both))
    assert ranked["rank"].to_list() == [1, 3, 2]
    assert of_sets(motcua.rank_draws([70, 60, 61], draws, direction=-1))[0] == [(3, 3), (1, 2), (1, 2)]


def test_one_unit_is_the_first():
    for ranked in (
        motcua.rank_ratios([3], [4]),
        motcua.rank_estimates([3], [1]),
        motcua.rank_draws([3], [[1], [2]]),
    ):
        assert ranked.select(pl.exclude("unit", "value", "letters")).row(0) == (1,) * 6


@pytest.mark.parametrize(
    ("rank", "said"),
    [
        (lambda: motcua.rank_ratios([1, 2], [3]), "x (2,) and n (1,) must be vectors of one length"),
        (lambda: motcua.rank_ratios([[1, 2]], [[3, 3]]), "x (1, 2) and n (1, 2) must be vectors"),
        (lambda: motcua.rank_ratios([0.5, 2], [3, 3]), "counts are whole numbers"),
        (lambda: motcua.rank_ratios([4, 2], [3, 3]), "unit 0 has 4 of 3 cases"),
        (lambda: motcua.rank_ratios([0, 0], [3, 0]), "unit 1 has 0 of 0 cases"),
        (lambda: motcua.rank_ratios([1, 2], [3, 3], level=95), "level"),
        (lambda: motcua.rank_ratios([1, 2], [3, 3], direction=0), "direction of a ratio is 1 or -1, not 0"),
        (lambda: motcua.rank_ratios([1, 2], [3, 3], deff=0.5), "design effect is a number of at least 1"),
        (lambda: motcua.rank_ratios([1, 2], [3, 3], units=["a"]), "each of the 2 units needs a name of its own"),
        (lambda: motcua.rank_ratios([1, 2], [3, 3], units=["a", "a"]), "needs a name of its own"),
        (lambda: motcua.rank_estimates([1, 2], [1]), "2 estimates need as many standard errors"),
        (lambda: motcua.rank_estimates([1, 2], [1, -1]), "each at least 0"),
        (lambda: motcua.rank_estimates([1, None], [1, 1]), "estimates are a list of finite numbers"),
        (lambda: motcua.rank_estimates([], []), "estimates are a list of finite numbers"),
        (lambda: motcua.rank_estimates(["much", 1], [1, 1]), "estimates are numbers"),
        (lambda: motcua.rank_estimates([1, 2], [1, 1], direction=2), "the direction is 1 (more is better) or -1"),
        (lambda: motcua.rank_draws([1, 2], [[1, 2, 3], [1, 2, 3]]), "scores (2,) and draws (2, 3) must have the same"),
        (lambda: motcua.rank_draws([1, 2], [1, 2, 3]), "draws form a table of draws by units, not (3,)"),
        (lambda: motcua.rank_draws([1, 2], [[1, 2], [1]]), "draws are numbers, in lists of one length"),
        (lambda: motcua.rank_draws([1, 2], [[1, 2]]), "at least 2 draws, not 1"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(rank, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        rank()
