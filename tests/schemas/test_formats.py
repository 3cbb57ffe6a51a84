"""Numbers, shares, ranges and dates as each language writes them, never rounded into a claim."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.words import formats
from schemas.words.formats import NOTHING

shares = st.floats(min_value=0, max_value=1, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "digits", "vi", "en"),
    [
        (54_500, 0, "54.500", "54,500"),
        (1_234.5678, 2, "1.234,57", "1,234.57"),
        (-0.5, 1, "−0,5", "−0.5"),
        (-0.001, 2, "0,00", "0.00"),
        (12, 2, "12,00", "12.00"),
        (None, 2, NOTHING, NOTHING),
    ],
)
def test_numbers(value, digits, vi, en):
    assert [formats.number(value, lang, digits) for lang in ("vi", "en")] == [vi, en]


@pytest.mark.parametrize(
    ("value", "digits", "vi", "en"),
    [
        (0.999965, 2, "99,99%", "99.99%"),
        (0.999965, 0, "99%", "99%"),
        (1.0, 2, "100,00%", "100.00%"),
        (0.0000004, 2, "0,01%", "0.01%"),
        (0.0, 2, "0,00%", "0.00%"),
        (0.41686, 2, "41,69%", "41.69%"),
        (None, 2, NOTHING, NOTHING),
    ],
)
def test_shares(value, digits, vi, en):
    assert [formats.percent(value, lang, digits) for lang in ("vi", "en")] == [vi, en]


@given(value=shares, digits=st.integers(0, 4))
def test_a_share_is_all_or_nothing_only_where_it_is(value, digits):
    shown = float(formats.percent(value, "en", digits).rstrip("%"))
    assert (shown == 100) == (value == 1)
    assert (shown == 0) == (value == 0)
    assert shown == pytest.approx(100 * value, abs=1.01 * 10.0**-digits)


@given(value=st.floats(min_value=-1e6, max_value=1e6, allow_nan=False))
def test_a_difference_has_a_sign_exactly_where_something_of_it_shows(value):
    shown = formats.signed(value, "en", 2)
    assert "-" not in shown  # a hyphen is no minus
    bare = shown.lstrip("+−").replace(",", "")
    assert (shown[0] in "+−") == (float(bare) != 0)
    assert float(bare) == pytest.approx(abs(value), abs=0.0051)
    if float(bare):
        assert (shown[0] == "+") == (value > 0)


@pytest.mark.parametrize(
    ("low", "high", "vi", "en"),
    [(3, 9, "3–9", "3–9"), (4, 4, "4", "4"), (1.5, 3.0, "1,5–3", "1.5–3"), (None, 2, NOTHING, NOTHING)],
)
def test_ranges(low, high, vi, en):
    assert [formats.span(low, high, lang) for lang in ("vi", "en")] == [vi, en]


def test_rough_shares_do_not_say_what_is_not_known():
    assert [formats.rough_percent(0.004, lang) for lang in ("vi", "en")] == ["<1%", "<1%"]
    assert [formats.rough_percent(0.64, lang) for lang in ("vi", "en")] == ["64%", "64%"]
    assert [formats.rough_percent(-0.004, lang) for lang in ("vi", "en")] == [">−1%", ">−1%"]
    assert [formats.percent(-0.0004, lang, 1) for lang in ("vi", "en")] == ["−0,1%", "−0.1%"]
    assert [formats.percent(0.0, lang, 1) for lang in ("vi", "en")] == ["0,0%", "0.0%"]


def test_probabilities_of_draws_are_no_certainties():
    assert [formats.probability(p, "vi") for p in (0, 0.0049, 0.0099, 0.01, 0.124)] == [
        "<1%",
        "<1%",
        "<1%",
        "1%",
        "12%",
    ]
    assert [formats.probability(p, "en") for p in (0.625, 0.99, 0.994, 1.0)] == ["62%", "99%", ">99%", ">99%"]
    assert formats.probability(None, "vi") == NOTHING


def test_dates():
    assert [formats.day(date(2023, 12, 9), lang) for lang in ("vi", "en")] == ["09/12/2023", "9 December 2023"]
    assert formats.day(None, "vi") == NOTHING
