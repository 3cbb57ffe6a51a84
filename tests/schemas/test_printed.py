"""What a printed figure says, and what is refused with both readings named."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.printed import Interval, Printed, read_printed
from schemas.words.catalogue import said
from schemas.words.message import Message

NO_LOCALE = None


def figure(text: str, locale: str | None = "vi") -> Printed:
    read = read_printed(text, locale)
    assert isinstance(read, Printed), read
    return read


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("585.336", "vi", 585336),
        ("585,336", "en", 585336),
        ("54.500.000", NO_LOCALE, 54500000),
        ("54 500 hồ sơ", NO_LOCALE, 54500),
        ("510.307 hồ sơ đúng hạn", "vi", 510307),
        ("18 trường hợp", NO_LOCALE, 18),
        ("18 hồ sơ quá hạn", NO_LOCALE, 18),
        ("hồ sơ quá hạn: 18", NO_LOCALE, 18),
        ("trên địa bàn có 312 hồ sơ", NO_LOCALE, 312),
        ("1.604.216 hồ sơ (95,13%)", "vi", 1604216),
        ("0", NO_LOCALE, 0),
        ("không phát sinh", NO_LOCALE, 0),
        ("Không có trường hợp nào", NO_LOCALE, 0),
        ("none", NO_LOCALE, 0),
        ("99,99%", NO_LOCALE, "0.9999"),
        ("99.9%", "vi", "0.999"),
        ("12.345%", NO_LOCALE, "0.12345"),
        ("95,13 phần trăm", NO_LOCALE, "0.9513"),
        ("100 per cent", NO_LOCALE, 1),
        ("1.234,5", NO_LOCALE, "1234.5"),
        ("0,125", NO_LOCALE, "0.125"),
    ],
)
def test_one_number(text: str, locale: str | None, value: int | str) -> None:
    read = figure(text, locale)
    assert (read.value, read.bound, read.is_exact) == (Fraction(value), "exact", True)


@pytest.mark.parametrize(
    ("text", "locale", "bound", "span"),
    [
        ("hơn 54.500", "vi", "lower_bound", Interval(Fraction(54500), Fraction(54600), True, False)),
        ("trên 17.200", "vi", "lower_bound", Interval(Fraction(17200), Fraction(17300), True, False)),
        ("more than 23,860", "en", "lower_bound", Interval(Fraction(23860), Fraction(23870), True, False)),
        ("không dưới 500", "vi", "lower_bound", Interval(Fraction(500), Fraction(600), True, False)),
        ("95% trở lên", "vi", "lower_bound", Interval(Fraction(95, 100), Fraction(96, 100), True, False)),
        ("đạt trên 99%", "vi", "lower_bound", Interval(Fraction(99, 100), Fraction(1), True, False)),
        ("hơn 99,50%", "vi", "lower_bound", Interval(Fraction(995, 1000), Fraction(996, 1000), True, False)),
        ("gần 8.700", "vi", "upper_bound", Interval(Fraction(8600), Fraction(8700), False, True)),
        ("không quá 30", "vi", "upper_bound", Interval(Fraction(20), Fraction(30), False, True)),
        ("nearly 1.9 million", "en", "upper_bound", Interval(Fraction(1800000), Fraction(1900000), False, True)),
        ("khoảng 1,8 triệu hồ sơ", "vi", "approximate", Interval(Fraction(1700000), Fraction(1900000), False, False)),
        ("10,18 ngàn", "vi", "exact", Interval(Fraction(10175), Fraction(10185))),
        ("95–97%", "vi", "approximate", Interval(Fraction(95, 100), Fraction(97, 100))),
    ],
)
def test_words_make_a_span(text: str, locale: str, bound: str, span: Interval) -> None:
    read = figure(text, locale)
    assert (read.bound, read.span, read.is_exact) == (bound, span, False)


def test_what_stands_after_a_slash_is_a_second_number() -> None:
    read = figure("18/510.307 hồ sơ đúng hạn")
    assert read.second is not None
    assert (read.value, read.second.value) == (18, 510307)
    bounded = figure("17.200/hơn 54.500")
    assert bounded.second is not None
    assert (bounded.bound, bounded.second.bound) == ("exact", "lower_bound")


@pytest.mark.parametrize("text", ["1.234", "1,234", "18/510.307"])
def test_what_can_be_two_numbers_is_refused_and_both_are_named(text: str) -> None:
    refused = read_printed(text)
    assert isinstance(refused, Message)
    vi, en = said(refused)
    whole = text.split("/")[-1].replace(".", "").replace(",", "")
    assert f"{int(whole):,}" in en
    assert f"{int(whole):,}".replace(",", ".") in vi


@pytest.mark.parametrize("text", ["Q1", "Q.1", "q. 1", "Quý 1", "Quý I/2025"])
def test_a_quarter_or_a_district_is_refused_and_both_are_named(text: str) -> None:
    refused = read_printed(text, "vi")
    assert isinstance(refused, Message)
    vi, en = said(refused)
    assert "quý" in vi and "Quận" in vi
    assert "quarter" in en and "District" in en


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "printed.no-number"),
        ("không có số liệu", "printed.no-number"),
        ("không rõ", "printed.no-number"),
        ("12.34.5", "printed.no-number"),
        ("tăng 12%", "printed.another-kind"),
        ("2 lần", "printed.another-kind"),
        ("-5", "printed.below-zero"),
        ("99,5%, tăng 0,2%", "printed.several-numbers"),
        ("4/11/2025", "printed.several-numbers"),
    ],
)
def test_what_says_no_count_and_no_share_is_refused(text: str, key: str) -> None:
    refused = read_printed(text, "vi")
    assert isinstance(refused, Message)
    assert refused.key == key
    assert all(said(refused))


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(st.integers(0, 10**9), st.sampled_from([("vi", "."), ("en", ",")]))
def test_a_count_is_read_back(number: int, locale: tuple[str, str]) -> None:
    assert figure(grouped(number, locale[1]), locale[0]).value == number


@given(st.integers(0, 10**6), st.integers(0, 4), st.sampled_from(["vi", "en", None]), st.sampled_from(".,"))
def test_a_percentage_is_read_back_whatever_the_locale(
    digits: int, decimals: int, locale: str | None, mark: str
) -> None:
    written = f"{Decimal(digits).scaleb(-decimals):f}"
    read = figure(f"{written.replace('.', mark)}%", locale)
    assert read.value == Fraction(digits, 100 * 10**decimals)
    assert read.digit == Fraction(1, 100 * 10**decimals)


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 2))
def test_a_share_lies_where_its_rounding_came_from(part: int, whole: int, decimals: int) -> None:
    """The printer is `decimal`'s, which shares nothing with the intervals."""
    share, step = Fraction(part, whole), Decimal(1).scaleb(-decimals)
    in_percent = Decimal(100 * part) / Decimal(whole)
    for rounding, mode in (("half_up", "ROUND_HALF_UP"), ("half_even", "ROUND_HALF_EVEN"), ("cut", "ROUND_DOWN")):
        written = in_percent.quantize(step, rounding=mode)
        for shown, is_it in ((written, True), (written + step, False), (written - step, False)):
            if shown >= 0:
                read = figure(f"{shown:f}%")
                assert read.before_rounding(rounding).holds(share) is is_it  # type: ignore[arg-type]


ENDS = st.tuples(st.integers(0, 12), st.integers(0, 12), st.booleans(), st.booleans())


@given(ENDS, ENDS)
def test_intervals_meet_where_a_number_lies_in_both(
    first: tuple[int, int, bool, bool], second: tuple[int, int, bool, bool]
) -> None:
    one, other = (Interval(Fraction(min(a, b)), Fraction(max(a, b)), *of) for a, b, *of in (first, second))
    halves = [Fraction(n, 2) for n in range(26)]
    assert one.meets(other) == any(one.holds(n) and other.holds(n) for n in halves)
