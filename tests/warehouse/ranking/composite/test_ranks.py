import csv
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.composite.ranks import competition, dense, irank, mid, rank_keys

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors"
needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")


def _rows(name):
    with (VECTORS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@needs_vectors
def test_ties_against_csranks():
    rows = _rows("rank_ci/irank_ties_expected.csv")
    assert len(rows) == 168
    for (_, omega, increasing), group in groupby(rows, key=lambda r: (r["case"], r["omega"], r["increasing"])):
        items = list(group)
        asked = [float(r["value"]) for r in items], float(omega), increasing == "TRUE"
        assert irank(*asked).tolist() == [float(r["irank"]) for r in items]


@needs_vectors
def test_published_ranks_of_the_human_development_index():
    rows = _rows("hdi/hdi_2022_published.csv")
    published = [int(r["rank_published"]) for r in rows]
    assert len(published) == 193
    for number in (Decimal, float, Fraction):
        for decimals in (None, 3):
            keys = rank_keys([number(r["hdi_published_3dp"]) for r in rows], decimals)
            assert competition(keys).tolist() == published


def test_tie_rules():
    keys = rank_keys([70.5, 90.0, 80.25, 80.25])
    assert competition(keys).tolist() == [4, 1, 2, 2]
    assert dense(keys).tolist() == [3, 1, 2, 2]
    assert mid(keys).tolist() == [4, 1, 2.5, 2.5]
    assert irank(keys, 1).tolist() == [4, 1, 3, 3]
    assert irank(keys, 0.25).tolist() == [4, 1, 2.25, 2.25]
    assert irank(keys, 0, increasing=True).tolist() == [1, 4, 2, 2]
    for rule in (competition, dense, mid):
        assert rule([]).tolist() == []
        assert rule(rank_keys([3])).tolist() == [1]
        assert rule(rank_keys([3, 4])).tolist() == [2, 1]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(-4, 4), max_size=15), st.randoms(use_true_random=False), st.sampled_from([0, 0.3, 0.5, 1]))
def test_ranks_by_their_definitions(values, random, omega):
    keys = rank_keys(values)
    above = np.array([sum(b > a for b in values) for a in values])
    equal = np.array([values.count(a) for a in values])
    assert (competition(keys) == 1 + above).all()
    assert dense(keys).tolist() == [1 + len({b for b in values if b > a}) for a in values]
    assert (mid(keys) * 2 == 2 * above + equal + 1).all()
    assert irank(keys, omega) == pytest.approx((1 - omega) * (1 + above) + omega * (above + equal))
    assert (irank(keys, omega, increasing=True) == irank([-v for v in values], omega)).all()
    order = list(range(len(values)))
    random.shuffle(order)
    assert (dense([keys[k] for k in order]) == dense(keys)[order]).all()


def test_equal_shares_tie_exactly():
    keys = rank_keys([Fraction(9_999, 10_000), Fraction(99_990, 100_000), Fraction(99_991, 100_000)])
    assert competition(keys).tolist() == [2, 2, 1]
    # A share that differs in its twelfth decimal is no tie where it is known exactly.
    n = 7_600_000_000
    assert competition(rank_keys([Fraction(n - 1, n), Fraction(n - 2, n), Fraction(n, n)])).tolist() == [2, 3, 1]


def test_rounding_error_is_no_difference():
    assert 0.1 + 0.2 != 0.3
    assert competition(rank_keys([0.1 + 0.2, 0.3, np.float64(0.3)])).tolist() == [1, 1, 1]
    assert competition(rank_keys([0.3 + 1e-10, 0.3])).tolist() == [1, 2]
    # Both end on a half of the tenth decimal, exactly.
    assert rank_keys([2**-11, 3 * 2**-11]) == [Decimal("0.0004882812"), Decimal("0.0014648438")]
    assert competition(rank_keys([1e300, -1e300, -0.0, 0.0])).tolist() == [1, 4, 2, 2]


def test_exact_scores_are_kept():
    third = Fraction(1, 3)
    assert rank_keys([third]) == [third]
    small = Decimal("0.000000000001")
    assert rank_keys([small, Decimal(0)]) == [small, Decimal(0)]
    assert rank_keys([2, np.int64(3)]) == [Decimal(2), Decimal(3)]


def test_kinds_of_numbers_compare():
    keys = rank_keys([Fraction(1, 2), 0.5, Decimal("0.50"), 1, 0.25])
    assert competition(keys).tolist() == [2, 2, 2, 1, 5]


def test_rounding_is_half_even():
    half = [Decimal("0.7885"), Decimal("0.7875"), Decimal("0.788"), Decimal("0.789")]
    assert competition(rank_keys(half, 3)).tolist() == [2, 2, 2, 1]
    assert competition(rank_keys([Fraction(h) for h in half], 3)).tolist() == [2, 2, 2, 1]
    assert rank_keys([2.5, 3.5, 2.4999], 0) == [2, 4, 2]
    assert rank_keys([25, 35], 0) == [25, 35]


@pytest.mark.parametrize("score", [float("nan"), float("inf"), None, "80.1", True, Decimal("NaN"), Decimal("Infinity")])
@pytest.mark.parametrize("decimals", [None, 2])
def test_what_is_no_score_is_refused(score, decimals):
    with pytest.raises(ValueError, match="finite number"):
        rank_keys([1.0, score], decimals)


def test_other_arguments_are_refused():
    for omega in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="omega"):
            irank([1.0], omega)
    with pytest.raises(ValueError, match="nan"):
        irank([1.0, float("nan")], 0)
