from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from warehouse.ranking.composite.rank_shift import (
    competition_ranks,
    leave_one_out,
    mean_shift,
    rank_distribution,
    share_in_top,
)

NAN = float("nan")
shapes = hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=7)
coarse = st.one_of(st.integers(-20, 20).map(lambda i: i / 10), st.just(NAN))
scores = hnp.arrays(np.float64, shapes, elements=coarse)


def same(found, expected):
    return np.array_equal(np.asarray(found, float), np.asarray(expected, float), equal_nan=True)


def counted(row):
    """Return ranks by their definition, 1 + the number of better units, in exact decimals."""
    keys = [None if np.isnan(x) else Decimal(x).quantize(Decimal("1e-10"), ROUND_HALF_EVEN) for x in row]
    return [NAN if k is None else 1 + sum(o is not None and o > k for o in keys) for k in keys]


@pytest.mark.parametrize(
    ("row", "ranks"),
    [
        ([], []),
        ([5.0], [1]),
        ([NAN], [NAN]),
        ([1.0, 2.0], [2, 1]),
        ([2.0, 2.0], [1, 1]),
        ([7.0, 9.0, 9.0, 8.0, 10.0], [5, 2, 2, 4, 1]),
        ([1.0, NAN, 3.0, NAN, 1.0], [2, NAN, 1, NAN, 2]),
        ([0.0, -0.0, np.inf, -np.inf], [2, 2, 1, 4]),
        ([0.1 + 0.2, 0.3], [1, 1]),
        ([1.0, 1.0 + 4e-11, 1.0 + 6e-11], [2, 2, 1]),
        ([1 / 2048, 0.0004882812, 0.0004882813], [2, 2, 1]),  # 0.00048828125, half to even
        ([3 / 2048, 0.0014648437, 0.0014648438], [1, 3, 1]),
        ([1e300, 2e300, -1e300], [2, 1, 3]),
        ([2.0**52, 2.0**52 + 1], [2, 1]),
    ],
)
def test_competition_ranks(row, ranks):
    assert same(competition_ranks(row), ranks)


def test_ranks_of_any_leading_axes():
    rows = np.arange(24.0).reshape(2, 3, 4) % 5
    assert same(competition_ranks(rows), [[counted(row) for row in block] for block in rows])
    assert competition_ranks(np.empty((3, 0))).shape == (3, 0)
    assert competition_ranks(np.empty((0, 3))).shape == (0, 3)
    with pytest.raises(ValueError, match=r"not the number 3\.0"):
        competition_ranks(3.0)


def test_many_runs_are_ranked_like_each_of_them():
    rows = np.random.default_rng(1).integers(0, 30, size=(5000, 12)).astype(float)
    assert same(competition_ranks(rows), [competition_ranks(row) for row in rows])


@settings(deadline=None, max_examples=60)
@given(scores)
def test_against_the_definition(rows):
    assert same(competition_ranks(rows), [counted(row) for row in rows])


@settings(deadline=None, max_examples=60)
@given(hnp.arrays(np.float64, 6, elements=st.floats(-100, 100)))
def test_against_the_definition_on_any_floats(row):
    assert same(competition_ranks(row), counted(row))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.integers(-(10**12), 10**12), st.integers(-9, 9)), min_size=1, max_size=4))
def test_scores_halfway_between_two_decimals_are_rounded_exactly(counts):
    row = [(i + 0.5) / 1e10 for i in counts] + [i / 1e10 for i in counts] + [(i + 1) / 1e10 for i in counts]
    row += [float(np.nextafter(x, toward)) for x in row for toward in (-np.inf, np.inf)]
    assert same(competition_ranks(row), counted(row))


def test_large_scores_are_rounded_exactly():
    row = [x + i * float(np.spacing(x)) for x in (5.24e5, 5.25e5, 2.0**53 / 1e10, 1e7) for i in range(-3, 4)]
    assert same(competition_ranks(row), counted(row))


@settings(deadline=None, max_examples=60)
@given(scores, scores, st.randoms(use_true_random=False))
def test_the_order_of_units_and_runs_does_not_matter(rows, others, random):
    ranks = competition_ranks(rows)
    nominal = competition_ranks(np.resize(others, rows.shape[1]))
    units, order = (random.sample(range(size), size) for size in reversed(rows.shape))
    shuffled = rows[order][:, units]
    assert same(competition_ranks(shuffled), ranks[order][:, units])
    ranks_there, nominal_there = ranks[order][:, units], nominal[units]
    here, there = rank_distribution(ranks, nominal), rank_distribution(ranks_there, nominal_there)
    for name in vars(here):
        assert same(getattr(there, name), getattr(here, name)[units])
    assert same(mean_shift(ranks_there, nominal_there), mean_shift(ranks, nominal)[order])
    assert same(share_in_top(ranks_there, 2), share_in_top(ranks, 2)[units])
    names = [str(i) for i in range(len(rows))]
    left, left_there = (leave_one_out(names, r, n) for r, n in ((ranks, nominal), (ranks_there, nominal_there)))
    for position, run in enumerate(order):
        movers = {units[i] for i in left_there[position].largest_movers}
        assert movers == set(left[run].largest_movers)


@settings(deadline=None, max_examples=60)
@given(scores)
def test_distribution_against_each_units_own_ranks(rows):
    ranks = competition_ranks(rows)
    found = rank_distribution(ranks, ranks[0])
    assert same(found.nominal, ranks[0])
    for unit, column in enumerate(ranks.T):
        own = column[~np.isnan(column)]
        summary = [getattr(found, name)[unit] for name in ("mean", "q05", "median", "q95")]
        if own.size:
            assert summary == pytest.approx([own.mean(), *np.quantile(own, [0.05, 0.5, 0.95], method="linear")])
        else:
            assert np.isnan(summary).all()


def test_quantiles_are_of_type_7():
    ranks = np.array([[1.0], [2.0], [4.0], [8.0]])
    found = rank_distribution(ranks, [1.0])
    assert (found.mean, found.median) == (3.75, 3)
    assert (found.q05, found.q95) == (pytest.approx(1.15), pytest.approx(7.4))


def test_one_run_is_its_own_distribution():
    found = rank_distribution([[2.0, 1.0, NAN]], [1.0, NAN, 3.0])
    for name in ("mean", "median", "q05", "q95"):
        assert same(getattr(found, name), [2, 1, NAN])
    assert same(found.nominal, [1, NAN, 3])


def test_mean_shift_is_over_units_ranked_both_times():
    ranks = [[1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0], [1.0, NAN, 2.0, 3.0], [NAN, NAN, NAN, 1.0]]
    assert same(mean_shift(ranks, [1.0, 2.0, 3.0, 4.0]), [0, 2, 2 / 3, 3])
    assert same(mean_shift(ranks, [1.0, 2.0, 3.0, NAN])[[1, 3]], [5 / 3, NAN])


def test_share_in_top_counts_every_run():
    ranks = [[1.0, 2.0, NAN, NAN], [2.0, 1.0, 3.0, NAN], [2.0, 3.0, 1.0, NAN], [1.0, 2.0, 3.0, NAN]]
    assert same(share_in_top(ranks, 1), [0.5, 0.25, 0.25, NAN])
    assert same(share_in_top(ranks, 2), [1, 0.75, 0.25, NAN])
    with pytest.raises(ValueError, match="not 0"):
        share_in_top(ranks, 0)


def test_leave_one_out_names_all_that_move_most():
    nominal = [1.0, 2.0, 3.0, NAN]
    speed, cost, trust, none = leave_one_out(
        ["speed", "cost", "trust", "none"],
        [[1.0, 2.0, 3.0, 4.0], [3.0, 2.0, 1.0, NAN], [NAN, 2.0, 1.0, 1.0], [NAN, NAN, NAN, 1.0]],
        nominal,
    )
    assert (speed.indicator, speed.mean_shift, speed.largest_movers, speed.largest_shift) == ("speed", 0, (), 0)
    assert (cost.mean_shift, cost.largest_movers, cost.largest_shift) == (pytest.approx(4 / 3), (0, 2), 2)
    assert (trust.mean_shift, trust.largest_movers, trust.largest_shift) == (1, (2,), 2)
    assert np.isnan([none.mean_shift, none.largest_shift]).all()
    assert none.largest_movers == ()


@pytest.mark.parametrize("ranks", [np.empty((0, 3)), [1.0, 2.0, 3.0], [[1.0, 2.0]], 1.0])
def test_ranks_that_do_not_fit_are_refused(ranks):
    for function in (rank_distribution, mean_shift):
        with pytest.raises(ValueError, match="ranks"):
            function(ranks, [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="ranks"):
        leave_one_out(["speed"], ranks, [1.0, 2.0, 3.0])


def test_one_row_for_each_indicator():
    with pytest.raises(ValueError, match=r"1 indicators do not match ranks of shape \(2, 2\)"):
        leave_one_out(["speed"], [[1.0, 2.0], [2.0, 1.0]], [1.0, 2.0])


@pytest.mark.parametrize("ranks", [np.empty((0, 3)), [1.0, 2.0]])
def test_no_share_without_runs(ranks):
    with pytest.raises(ValueError, match="at least one run"):
        share_in_top(ranks, 1)
