from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from warehouse.ranking.periods import parse_period


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


def test_crossing_the_end_of_the_districts():
    boundary = date(2025, 7, 1)
    assert parse_period("2025").crosses(boundary)
    assert not parse_period("2025-Q2").crosses(boundary)
    assert not parse_period("2025-Q3").crosses(boundary)


def test_a_running_period_is_cut_at_the_business_date():
    cut = parse_period("2023").until(date(2023, 6, 10))
    assert (cut.id, cut.kind, cut.last) == ("2023", "dates", date(2023, 6, 10))
    assert cut.years == Fraction(161, 365)
    assert parse_period("2023").until(date(2024, 1, 5)) == parse_period("2023")
    with pytest.raises(ValueError, match="chưa bắt đầu"):
        parse_period("2023").until(date(2022, 12, 31))
