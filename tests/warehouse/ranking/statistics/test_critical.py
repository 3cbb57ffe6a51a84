import numpy as np
import pytest
from scipy.stats import norm, studentized_range, t

from warehouse.ranking.statistics.critical import critical_value, critical_values, for_intervals


@pytest.mark.long
@pytest.mark.parametrize(("units", "level"), [(2, 0.95), (22, 0.95), (168, 0.9)])
def test_the_studentised_range_of_few_degrees_of_freedom(units, level):
    df = np.array([2.7, 7.0, 55.0])
    wanted = [studentized_range.ppf(level, units, freedom) / 2**0.5 for freedom in df]
    assert critical_values(units, df, level) == pytest.approx(wanted, rel=1e-3, abs=0)


def test_values_in_print():
    """Table B.10 of J. H. Zar (2010), Biostatistical analysis: q at 0.05 of 3 and 10 means, 10 and 20 df."""
    shown = critical_values(3, [10, 20]) * 2**0.5, critical_values(10, [10, 20]) * 2**0.5
    assert np.round(shown, 2).tolist() == [[3.88, 3.58], [5.6, 5.01]]


def test_errors_that_are_known_have_the_value_of_infinite_degrees_of_freedom():
    for simultaneous in (True, False):
        found = critical_values(22, [[np.inf, 1e9], [9.0, np.inf]], simultaneous=simultaneous)
        known = critical_value(22, simultaneous=simultaneous)
        assert found[0] == pytest.approx(known, rel=1e-6) and found[1, 1] == pytest.approx(known, rel=1e-12)
        assert found[1, 0] > 1.1 * known


def test_one_unit_by_itself_is_compared_by_students_t():
    tail = (1 - 0.95 ** (1 / 21)) / 2
    assert critical_values(22, 6.5, simultaneous=False) == pytest.approx(t.isf(tail, 6.5), rel=1e-9)


def test_fewer_degrees_of_freedom_ask_for_more():
    found = critical_values(12, [1, 2, 3, 4.5, 9, 30, 500, np.inf])
    assert found[0] == found[1] and (np.diff(found[1:]) < 0).all()


def test_an_interval_of_effects_that_are_little_known_is_students():
    factor = [(t.isf(0.05, df) / norm.isf(0.05)) ** 2 for df in (2, 2, 7.5)]
    assert for_intervals([3.0, 1.0, 2.0], [1.2, 2.0, 7.5], 0.9) == pytest.approx(np.array([3, 1, 2]) * factor, rel=1e-9)
    assert for_intervals([3.0, 1.0], np.inf).tolist() == [3.0, 1.0]


@pytest.mark.parametrize("df", [0, -1, np.nan])
def test_degrees_of_freedom_are_above_0(df):
    with pytest.raises(ValueError, match="degrees of freedom"):
        critical_values(5, [3.0, df])
