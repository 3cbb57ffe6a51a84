"""Gaps in the codes of dossiers: what is missing is counted, and where codes say nothing, nothing is known."""

from datetime import datetime

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from warehouse.ranking.evidence.code_gaps import code_gaps
from warehouse.ranking.evidence.periods import parse_period

YEAR = parse_period("2022")


def gaps(codes, units="ab", period=YEAR, received=datetime(2022, 6, 1, 8)):
    """Return coded and missing by unit, from {unit: its codes}."""
    rows = [(unit, code, received) for unit, own in codes.items() for code in own]
    frame = pl.LazyFrame(rows, schema=["unit_id", "dossier_code", "received_at"], orient="row")
    return {unit: tuple(rest) for unit, *rest in code_gaps(frame, list(units), period).iter_rows()}


def day(numbers, counter="000.12.H29", when="220601"):
    return [f"{counter}-{when}-{number:04}" for number in numbers]


def test_numbers_below_the_greatest_of_a_day_are_missing_and_each_day_begins_anew():
    codes = day([1, 2, 3, 5, 9]) + day([2, 3], when="220602")
    assert gaps({"a": codes}) == {"a": (7, 5)}  # 4, 6, 7, 8 of the first day and 1 of the second


def test_a_code_sent_twice_and_days_outside_the_period_change_nothing():
    assert gaps({"a": day([1, 2, 2]) + day([7], when="211231") + day([9], when="230101")}) == {"a": (2, 0)}


def test_a_mistyped_number_accuses_nobody():
    assert gaps({"a": day([1, 2, 3, 9999])}) == {"a": (3, 0)}


def test_codes_without_a_number_of_the_day_are_not_known():
    assert gaps({"a": ["case-10011", "case-10017", "case-10024"], "b": day([1, 3])}) == {"b": (2, 1)}


def test_numbers_that_run_through_the_year_are_not_known():
    assert gaps({"a": day([10420, 10421]) + day([10460], when="220602")}) == {}


def test_a_counter_that_units_share_says_nothing_of_either():
    """Each takes numbers between those of the other: they jump, and nothing is missing."""
    assert gaps({"a": day([1, 3, 5]), "b": day([2, 4, 6])}) == {}


def test_a_few_codes_of_another_unit_leave_both_known():
    codes = {"a": day(range(1, 31)), "b": day([30]) + day(range(1, 20), counter="000.13.H29")}
    assert gaps(codes) == {"a": (30, 0), "b": (19, 0)}


def test_units_that_nobody_asked_for_are_left_out_but_share_counters():
    assert gaps({"a": day([1, 3, 5]), "c": day([2, 4, 6])}) == {}


NUMBERS = st.lists(st.integers(1, 90), min_size=1, max_size=30, unique=True)


@given(st.lists(NUMBERS, min_size=1, max_size=3), st.data())
def test_leaving_a_dossier_out_never_shows_fewer_missing_unless_it_was_the_last_of_its_day(days, data):
    def codes(of_days):
        return [code for i, numbers in enumerate(of_days) for code in day(numbers, when=f"22060{i + 1}")]

    coded, missing = gaps({"a": codes(days)})["a"]
    assert coded == sum(map(len, days))
    assert missing == sum(max(numbers) - len(numbers) for numbers in days)
    place = data.draw(st.integers(0, len(days) - 1))
    inner = [number for number in days[place] if number != max(days[place])]
    if inner:
        hidden = data.draw(st.sampled_from(inner))
        fewer = [[n for n in numbers if (i, n) != (place, hidden)] for i, numbers in enumerate(days)]
        assert gaps({"a": codes(fewer)})["a"] == (coded - 1, missing + 1)
