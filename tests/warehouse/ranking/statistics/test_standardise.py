"""O/E and direct rates, against a second implementation of the published formulas written here."""

from fractions import Fraction
from math import exp, lgamma, log, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from warehouse.ranking.statistics.poisson import exact_limits
from warehouse.ranking.statistics.standardise import city_rates, direct, expected, indirect

# Two districts and two kinds of cases: civil status, 1 % late in the city, and land, 10 % late.
EVENTS = [[8, 10], [2, 30]]
CASES = [[900, 100], [100, 300]]

small_tables = st.integers(1, 5).flatmap(
    lambda strata: st.lists(
        st.lists(
            st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
            min_size=strata,
            max_size=strata,
        ),
        min_size=2,
        max_size=6,
    )
)


def _tables(table):
    array = np.array(table, dtype=np.int64)
    return array[..., 0], array[..., 1]


def _poisson_cdf(k, mean):
    """The probability of at most k events, summed term by term."""
    return sum(exp(i * log(mean) - mean - lgamma(i + 1)) for i in range(k + 1))


def _bisected(has_gone_down, low, high):
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if has_gone_down(middle) else (middle, high)
    return (low + high) / 2


def _garwood(count, level):
    """The limits of a whole count as the definition has them: the means that just allow it."""
    tail = (1 - level) / 2
    high = _bisected(lambda mean: _poisson_cdf(count, mean) < tail, 1e-12, 10 * count + 50)
    low = _bisected(lambda mean: _poisson_cdf(count - 1, mean) < 1 - tail, 1e-12, count + 1) if count else 0.0
    return low, high


@pytest.mark.parametrize("count", [0, 1, 2, 10, 57, 400])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_limits_of_a_count_are_those_of_its_definition(count, level):
    assert exact_limits(count, level) == pytest.approx(_garwood(count, level), rel=1e-9)


@pytest.mark.parametrize("count", [10, 57, 4000])
def test_limits_of_a_count_are_near_byars(count):
    z = 1.959963984540054
    low = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    high = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * (count + 1) ** 0.5)) ** 3
    assert exact_limits(count) == pytest.approx((low, high), rel=3e-3)


def _oe(events, cases, level, deff):
    """O/E by whole numbers and fractions, its limits by chi-squared quantiles as public health prints them."""
    strata = range(len(events[0]))
    cases_of_city = [sum(int(row[j]) for row in cases) for j in strata]
    rates = [
        Fraction(sum(int(row[j]) for row in events), cases_of_city[j]) if cases_of_city[j] else Fraction(0)
        for j in strata
    ]
    for own_events, own_cases in zip(events, cases, strict=True):
        observed = sum(map(int, own_events))
        of_city = sum((Fraction(int(n)) * rate for n, rate in zip(own_cases, rates, strict=True)), Fraction(0))
        if not of_city:
            yield None
            continue
        scaled, tail = observed / deff, (1 - level) / 2
        low = chi2.ppf(tail, 2 * scaled) / 2 * deff if observed else 0.0
        high = chi2.ppf(1 - tail, 2 * scaled + 2) / 2 * deff
        yield float(observed / of_city), low / float(of_city), high / float(of_city)


@settings(max_examples=150)
@given(small_tables, st.sampled_from([0.95, 0.998]), st.sampled_from([1.0, 1.7, 6.0]))
def test_observed_over_expected_is_that_of_a_second_implementation(table, level, deff):
    events, cases = _tables(table)
    found = indirect(events, cases, level, deff)
    for i, second in enumerate(_oe(events, cases, level, deff)):
        if second is not None:
            assert (found.ratio[i], found.low[i], found.high[i]) == pytest.approx(second, rel=1e-9, abs=1e-12)


@given(small_tables)
def test_expected_events_of_all_units_sum_to_the_observed(table):
    events, cases = _tables(table)
    assert expected(events, cases).sum() == pytest.approx(events.sum(), rel=1e-12, abs=1e-9)


def test_two_districts_by_hand():
    assert city_rates(EVENTS, CASES).tolist() == [0.01, 0.1]
    found = indirect(EVENTS, CASES)
    # E = 900·0.01 + 100·0.1 = 19 and 100·0.01 + 300·0.1 = 31; O = 18 and 32.
    assert found.ratio.tolist() == pytest.approx([18 / 19, 32 / 31])
    assert found.city == pytest.approx(50 / 1400)
    # Crude 1.8 % and 8 %; standardised 3.4 % and 3.7 %.
    assert found.rate.tolist() == pytest.approx([18 / 19 * 50 / 1400, 32 / 31 * 50 / 1400])


def test_direct_rates_by_hand():
    found = direct(EVENTS, CASES, [0, 1])
    # w = 1000/1400 and 400/1400.
    rates = [(10 * 8 / 900 + 4 * 10 / 100) / 14, (10 * 2 / 100 + 4 * 30 / 300) / 14]
    assert found.rate.tolist() == pytest.approx(rates, rel=1e-12)
    assert found.ratio.tolist() == pytest.approx([rate / (50 / 1400) for rate in rates], rel=1e-12)


def _fay_feuer(events, cases, deff, level=0.95):
    """The interval of 1997 in its own terms: of one unit with cases in every stratum."""
    weights = np.sum(cases, axis=0) / np.sum(cases)
    for y, n in zip(np.array(events, dtype=float), np.array(cases, dtype=float), strict=True):
        y_star, w = y / deff, weights / n * deff
        rate, v, w_m = (w * y_star).sum(), (w**2 * y_star).sum(), w.max()
        low = v / (2 * rate) * chi2.ppf((1 - level) / 2, 2 * rate**2 / v)
        up_rate, up_v = rate + w_m, v + w_m**2
        yield low, up_v / (2 * up_rate) * chi2.ppf((1 + level) / 2, 2 * up_rate**2 / up_v)


@pytest.mark.parametrize("deff", [1.0, 2.5])
def test_direct_intervals_are_those_of_fay_and_feuer(deff):
    found, city = direct(EVENTS, CASES, [0, 1], deff=deff), 50 / 1400
    for i, (low, high) in enumerate(_fay_feuer(EVENTS, CASES, deff)):
        assert (found.low[i] * city, found.high[i] * city) == pytest.approx((low, high), rel=1e-9)


def test_of_one_stratum_direct_and_indirect_are_the_crude_rate():
    events, cases = [[3], [17], [0]], [[100], [300], [50]]
    by_city, by_unit = direct(events, cases, [0]), indirect(events, cases)
    for column in ("ratio", "low", "high"):
        assert getattr(by_city, column) == pytest.approx(getattr(by_unit, column), rel=1e-12)
    assert by_unit.rate == pytest.approx([0.03, 17 / 300, 0])


def test_a_stratum_without_cases_has_the_rate_of_its_field_and_else_that_of_the_city():
    # Strata 0 and 1 are one field, 2 another. The first unit has nothing in 1; the second nothing in 2.
    events, cases = [[5, 0, 2], [10, 20, 0]], [[100, 0, 50], [100, 100, 0]]
    found = direct(events, cases, [7, 7, 9])
    w = np.array([200, 100, 50]) / 350
    assert found.rate[0] == pytest.approx((w[0] + w[1]) * 5 / 100 + w[2] * 2 / 50)
    assert found.rate[1] == pytest.approx(w[0] * 10 / 100 + w[1] * 20 / 100 + w[2] * 2 / 50)  # 2/50: the city's
    assert found.low[1] * found.city > w[2] * 2 / 50


@given(small_tables)
def test_the_interval_holds_the_ratio_and_widens_with_the_design_effect(table):
    events, cases = _tables(table)
    for found, wider in (
        (indirect(events, cases), indirect(events, cases, deff=3)),
        (direct(events, cases, np.zeros(events.shape[1], dtype=int)), None),
    ):
        valued = ~np.isnan(found.ratio)
        assert (valued == (cases.sum(axis=1) > 0)).all()
        inside = (found.low <= found.ratio * (1 + 1e-9)) & (found.ratio <= found.high * (1 + 1e-9))
        assert inside[valued].all()
        if wider is not None:
            assert ((wider.low <= found.low + 1e-12) & (wider.high >= found.high - 1e-12))[valued].all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"events": [[5, 1]], "cases": [[4, 1]]}, "0 <= x <= n"),
        ({"events": [1, 2], "cases": [3, 4]}, "units by strata"),
        ({"level": 1.0}, "between 0 and 1"),
        ({"deff": 0.5}, "at least 1"),
        ({"deff": nan}, "at least 1"),
    ],
)
def test_what_makes_no_sense_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        indirect(**({"events": EVENTS, "cases": CASES} | change))


def test_parents_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="parents"):
        direct(EVENTS, CASES, [0])


@pytest.mark.parametrize("count", [-1, nan])
def test_no_limits_of_what_is_no_count(count):
    with pytest.raises(ValueError, match="at least 0"):
        exact_limits(count)
