import csv
from decimal import Decimal, localcontext
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.intervals import wilson

VECTORS = Path(__file__).parents[2] / ".." / "shared" / "reference" / "vectors" / "intervals"
needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")


def _rows(name):
    with (VECTORS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@needs_vectors
def test_against_r():
    rows = [r for r in _rows("binomial_intervals_R.csv") if r["method"] == "wilson"]
    assert rows
    for row in rows:
        low, high = wilson(int(row["x"]), int(row["n"]), float(row["conf"]))
        assert low == pytest.approx(float(row["lower"]), abs=1e-12)
        assert high == pytest.approx(float(row["upper"]), abs=1e-12)


@needs_vectors
def test_against_newcombe_1998():
    rows = [r for r in _rows("newcombe_1998_published.csv") if r["kind"] == "single" and r["method"] == "wilson"]
    assert rows
    for row in rows:
        low, high = wilson(int(row["x1"]), int(row["n1"]), float(row["conf"]))
        assert (round(float(low), 4), round(float(high), 4)) == (float(row["lower_4dp"]), float(row["upper_4dp"]))


def test_ends_are_exact_and_no_cases_give_none():
    low, high = wilson([0, 20, 0], [20, 20, 0])
    assert (low[0], high[1]) == (0.0, 1.0)
    assert high[0] == pytest.approx(0.1611, abs=5e-5)
    assert np.isnan(low[2]) and np.isnan(high[2])


def test_stable_at_billions_of_cases():
    n = 7_600_000_000
    low, high = wilson([1, 40, n - 1], [n, n, n])
    for i, x in ((0, 1), (1, 40)):
        exact_low, exact_high = _exact(x, n)
        assert low[i] == pytest.approx(float(exact_low), rel=1e-13)
        assert high[i] == pytest.approx(float(exact_high), abs=1e-16)
    assert high[2] == pytest.approx(float(1 - _exact(1, n)[0]), abs=1e-16)
    # Counts divided by a design effect are not whole, and may be small.
    assert wilson(1 / 1024, n)[0] == pytest.approx(float(_exact(1 / 1024, n)[0]), rel=1e-13)


def _exact(x, n):
    """Return the interval by the formula of the textbook, in fifty digits."""
    with localcontext(prec=50):
        z, r = Decimal(NormalDist().inv_cdf(0.975)), Decimal(x) / n
        half = z * (r * (1 - r) / n + z * z / (4 * n * n)).sqrt()
        return [(r + z * z / (2 * n) + side * half) / (1 + z * z / n) for side in (-1, 1)]


@settings(deadline=None)
@given(st.integers(1, 10**10).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_holds_the_share_and_mirrors(counts):
    x, n = counts
    low, high = wilson(x, n)
    assert 0 <= low <= x / n <= high <= 1
    mirrored = wilson(n - x, n)
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((float(low), float(high)), abs=1e-15)


@pytest.mark.parametrize(("x", "n", "level"), [(-1, 5, 0.95), (6, 5, 0.95), (1, 5, 1.0), (1, 5, 0.0)])
def test_impossible_counts_and_levels_are_refused(x, n, level):
    with pytest.raises(ValueError, match="interval"):
        wilson(x, n, level)
