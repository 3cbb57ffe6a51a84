from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.evidence.periods import Period, parse_period, previous


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "years"),
    [
        ("2022-03", "month", date(2022, 3, 1), date(2022, 3, 31), Fraction(1, 12)),
        ("2022-12", "month", date(2022, 12, 1), date(2022, 12, 31), Fraction(1, 12)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29), Fraction(1, 12)),
        ("2022-Q1", "quarter", date(2022, 1, 1), date(2022, 3, 31), Fraction(1, 4)),
        ("2022-Q4", "quarter", date(2022, 10, 1), date(2022, 12, 31), Fraction(1, 4)),
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31), Fraction(1)),
        ("2022-RQ1", "reporting_quarter", date(2021, 12, 15), date(2022, 3, 14), Fraction(1, 4)),
        ("2022-RQ4", "reporting_quarter", date(2022, 9, 15), date(2022, 12, 14), Fraction(1, 4)),
        ("2022-RY", "reporting_year", date(2021, 12, 15), date(2022, 12, 14), Fraction(1)),
        (" 2022-01-15..2022-03-14 ", "dates", date(2022, 1, 15), date(2022, 3, 14), Fraction(59, 365)),
    ],
)
def test_each_form(text, kind, first, last, years):
    period = parse_period(text)
    assert (period.id, period.kind, period.first, period.last) == (text.strip(), kind, first, last)
    assert period.years == years


def test_reporting_quarters_tile_the_reporting_year():
    quarters = [parse_period(f"2022-RQ{i}") for i in (1, 2, 3, 4)]
    year = parse_period("2022-RY")
    assert (quarters[0].first, quarters[-1].last) == (year.first, year.last)
    assert all((b.first - a.last).days == 1 for a, b in pairwise(quarters))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-13",
        "2022-Q5",
        "22",
        "2022-3",
        "2022-RQ0",
        "2022-02-30..2022-03-01",
        "2022-03-02..2022-03-01",
        "٢٠٢٢",
        "0000",
    ],
)
def test_anything_else_is_refused_with_the_accepted_forms(text):
    with pytest.raises(ValueError, match=r"không hợp lệ.*2022-RQ1"):
        parse_period(text)


def test_a_running_period_is_cut_at_the_business_date():
    cut = parse_period("2023").until(date(2023, 6, 10))
    assert (cut.id, cut.kind, cut.last) == ("2023", "dates", date(2023, 6, 10))
    assert cut.years == Fraction(161, 365)
    assert parse_period("2023").until(date(2024, 1, 5)) == parse_period("2023")
    with pytest.raises(ValueError, match="chưa bắt đầu"):
        parse_period("2023").until(date(2022, 12, 31))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2022-03", "2022-02"),
        ("2022-01", "2021-12"),
        ("2022-Q3", "2022-Q2"),
        ("2022-Q1", "2021-Q4"),
        ("2022", "2021"),
        ("2022-RQ2", "2022-RQ1"),
        ("2022-RQ1", "2021-RQ4"),
        ("2022-RY", "2021-RY"),
        ("2022-03-01..2022-03-31", "2022-01-29..2022-02-28"),
        ("2022-03-01..2022-03-01", "2022-02-28..2022-02-28"),
    ],
)
def test_the_period_before(text, before):
    assert previous(parse_period(text)) == parse_period(before)


named = st.one_of(
    st.integers(2, 9998).map("{:04}".format),
    st.builds("{:04}-{:02}".format, st.integers(2, 9998), st.integers(1, 12)),
    st.builds("{:04}-Q{}".format, st.integers(2, 9998), st.integers(1, 4)),
    st.builds("{:04}-RQ{}".format, st.integers(3, 9998), st.integers(1, 4)),
    st.integers(3, 9998).map("{:04}-RY".format),
)


@settings(deadline=None, max_examples=60)
@given(named, st.integers(0, 365))
def test_the_period_before_ends_where_this_one_begins_and_a_cut_one_begins_there_too(text, days):
    whole = parse_period(text)
    before = previous(whole)
    assert (before.kind, before.last) == (whole.kind, whole.first - timedelta(days=1))
    cut = whole.until(min(whole.last, whole.first + timedelta(days=days)))
    earlier = previous(cut)
    assert (earlier.id, earlier.first) == (before.id, before.first)
    assert earlier.last <= before.last
    length, cut_length = earlier.last - earlier.first, cut.last - cut.first
    assert abs((length - cut_length).days) <= 3


@pytest.mark.parametrize(
    ("text", "day", "first", "last"),
    [
        ("2023", date(2023, 6, 10), date(2022, 1, 1), date(2022, 6, 10)),
        ("2024", date(2024, 2, 29), date(2023, 1, 1), date(2023, 2, 28)),
        ("2023-03", date(2023, 3, 30), date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-03", date(2023, 3, 5), date(2023, 2, 1), date(2023, 2, 5)),
        ("2023-Q2", date(2023, 5, 31), date(2023, 1, 1), date(2023, 2, 28)),
        ("2023-RQ2", date(2023, 4, 2), date(2022, 12, 15), date(2023, 1, 2)),
        ("2023-RY", date(2022, 12, 20), date(2021, 12, 15), date(2021, 12, 20)),
        ("2023-03-11..2023-03-31", date(2023, 3, 20), date(2023, 3, 1), date(2023, 3, 10)),
    ],
)
def test_before_a_running_period_lie_the_same_days_of_the_one_before(text, day, first, last):
    found = previous(parse_period(text).until(day))
    assert (found.first, found.last) == (first, last)


def test_days_under_a_name_of_their_own_are_preceded_by_as_many():
    found = previous(Period("since the new law", "dates", date(2023, 1, 11), date(2023, 1, 20)))
    assert (found.id, found.first, found.last) == ("2023-01-01..2023-01-10", date(2023, 1, 1), date(2023, 1, 10))


@pytest.mark.parametrize("text", ["0001", "0001-01", "0001-RQ2", "0001-01-01..0001-01-02", "0001-02-01..0001-12-31"])
def test_nothing_comes_before_the_first_year(text):
    with pytest.raises(ValueError, match=f"before {text}"):
        previous(parse_period(text))
