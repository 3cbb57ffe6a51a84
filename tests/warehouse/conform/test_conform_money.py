"""Amounts of money: whole numbers of the smallest unit of the city's currency, and no decimal that it does not have."""

from decimal import Decimal

import pytest
from conform_cases import conformed, read_as, source
from hypothesis import given
from hypothesis import strategies as st

from schemas.limits import Limits

EURO = Limits(currency="EUR", money_decimals=2)
DUTCH = {"decimal": ",", "thousands": ".", "marks": ["€"], "zero": ["gratis"], "negative_in_brackets": True}
ENGLISH = {"decimal": ".", "thousands": ","}

WRITTEN = [
    ("210,75", 21_075),
    ("210,7", 21_070),
    ("210", 21_000),
    ("210,750", 21_075),
    ("1.234.567,89", 123_456_789),
    ("1.234", 123_400),
    ("€ 12,50", 1250),
    ("-0,05", -5),
    ("+0,05", 5),
    ("(0,50)", -50),
    ("Gratis", 0),
    ("66,597", None),
    ("66,59699999", None),
    ("210,755", None),
    ("12,", None),
    (",50", None),
    ("210.75", None),
    ("999999999999999999", None),
    ("", None),
]


@pytest.mark.parametrize(("written", "value"), WRITTEN)
def test_texts_are_read_by_their_digits(written, value):
    expected = [value], [bool(written) and value is None]
    assert read_as("fee_due", [written], numbers=DUTCH, limits=EURO) == expected


HELD = [
    ("210.75", 21_075),
    ("0.30000000000000004", 30),
    ("66.59", 6659),
    ("19.990000000000002", 1999),
    ("1.25E+06", 125_000_000),
    ("-0.05", -5),
    ("8000", 800_000),
    ("12345678901234.03", 1_234_567_890_123_403),
    ("66.597", None),
    ("66.59699999", None),
    ("0.015", None),
    ("1.0000000001E+13", None),  # so large a number would not show a decimal too many
    ("1e300", None),
    ("inf", None),
]


@pytest.mark.parametrize(("written", "value"), HELD)
def test_numbers_that_the_file_holds_follow_no_locale(written, value):
    assert read_as("fee_due", [written], held=[True], numbers=DUTCH, limits=EURO) == ([value], [value is None])


@given(st.integers(-(10**13), 10**13), st.integers(1, 4), st.sampled_from([DUTCH, ENGLISH]))
def test_what_is_written_reads_back(value, decimals, numbers):
    limits = Limits(currency="EUR", money_decimals=decimals)
    plain = f"{Decimal(value).scaleb(-decimals):,.{decimals}f}"
    text = plain.translate(str.maketrans(",.", numbers["thousands"] + numbers["decimal"]))
    assert read_as("fee_due", [text], numbers=numbers, limits=limits)[0] == [value]


@given(st.integers(-(10**9), 10**9), st.integers(1, 4))
def test_what_is_computed_in_binary_reads_back(value, decimals):
    """Up to 10^9 of the smallest unit the noise of two operations stays below what is taken for noise."""
    text = repr((value / 10**decimals * 3) / 3)
    assert read_as("fee_due", [text], held=[True], limits=Limits(money_decimals=decimals))[0] == [value]


def test_no_decimals_where_the_city_declares_none():
    assert read_as("fee_due", ["210,75", "54.500"], limits=Limits()) == ([None, 54_500], [True, False])
    assert read_as("fee_due", ["210.75", "210.0"], held=[True, True], limits=Limits()) == ([None, 210], [True, False])


def test_other_whole_numbers_have_no_decimals():
    assert read_as("digitised_component_count", ["2", "2,50"], limits=EURO) == ([2, None], [False, True])


def test_a_constant_is_in_the_currency_too():
    frame = conformed(source(constants={"fee_due": "5"}), [{}], limits=EURO)
    assert frame.get_column("fee_due").to_list() == [500]
