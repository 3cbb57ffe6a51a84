import csv
from itertools import groupby
from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.statistics.multinomial_sets import multinomial_sets

VECTORS = Path(__file__).parents[3] / ".." / "shared" / "reference" / "vectors" / "rank_ci"
needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")


@needs_vectors
def test_against_csranks():
    with (VECTORS / "csranks_multinom_expected.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1872
    question = ("case", "coverage", "cstype", "multcorr_requested", "multcorr_effective", "simul")
    for asked, group in groupby(rows, key=lambda row: tuple(row[name] for name in question)):
        items = list(group)
        _, coverage, side, _, correction, simultaneous = asked
        counts = [int(row["count"]) for row in items]
        sets = multinomial_sets(counts, float(coverage), simultaneous == "true", side, correction.lower())
        expected = [(int(row["L"]), int(row["U"])) for row in items]
        assert list(zip(sets.low.tolist(), sets.high.tolist(), strict=True)) == expected, asked


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=9),
    st.booleans(),
    st.sampled_from(["two-sided", "lower", "upper"]),
    st.sampled_from(["holm", "bonferroni"]),
    st.randoms(use_true_random=False),
)
def test_sets_hold_the_observed_ranks_and_move_with_the_units(counts, simultaneous, side, correction, random):
    sets = multinomial_sets(counts, 0.9, simultaneous, side, correction)
    observed = np.array([1 + sum(other > own for other in counts) for own in counts])
    assert ((sets.low <= observed) & (observed <= sets.high)).all()
    order = list(range(len(counts)))
    random.shuffle(order)
    moved = multinomial_sets([counts[k] for k in order], 0.9, simultaneous, side, correction)
    assert (moved.low == sets.low[order]).all()
    assert (moved.high == sets.high[order]).all()


def test_the_marginal_correction_that_is_asked_for_is_applied():
    # P(Bin(60, 1/2) >= 39) = 0.0137 and P(Bin(55, 1/2) >= 39) = 0.0014: Bonferroni's 0.05 / 4 keeps only the second.
    tails = [sum(comb(n, k) for k in range(39, n + 1)) / 2**n for n in (60, 55)]
    assert tails[1] < 0.05 / 4 < tails[0] < 0.05 / 3
    assert multinomial_sets([39, 21, 16], simultaneous=False).high[0] == 1
    assert multinomial_sets([39, 21, 16], simultaneous=False, correction="bonferroni").high[0] == 2


def test_edges():
    assert multinomial_sets([7]).high.tolist() == [1]
    assert not multinomial_sets([0, 0]).beats.any()
    assert multinomial_sets([0, 0], 0.4, simultaneous=False, side="lower").low.tolist() == [1, 1]
    assert not multinomial_sets([5, 0]).beats.any()  # 1 in 32, and two tests
    assert multinomial_sets([6, 0]).beats.tolist() == [[False, True], [False, False]]
    n = 7_600_000_000
    # One standard deviation of the difference is sqrt(2n), about 123 000.
    assert not multinomial_sets([n, n + 200_000]).beats.any()
    assert multinomial_sets([n, n + 300_000]).beats[1, 0]


@pytest.mark.parametrize(("counts", "told"), [([1, -2], "-2"), ([1.5], "whole"), ([[1]], "vector")])
def test_impossible_counts_are_refused(counts, told):
    with pytest.raises(ValueError, match=told):
        multinomial_sets(counts)
