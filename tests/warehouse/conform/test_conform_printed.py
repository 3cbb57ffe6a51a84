"""Values that a printed text says: read from it, and a file that states another has the row rejected."""

from fractions import Fraction

import polars as pl
import pytest
from conform_cases import REGISTER, conformed, source
from hypothesis import given
from hypothesis import strategies as st

from schemas.column import AMBIGUOUS, MEMBER, NOT_AS_PRINTED, ROW
from schemas.table import load_tables
from warehouse.check import check, rejections

CLAIMS = load_tables()["claims"]
SOUND = {
    "claim_id": "a",
    "unit_as_written": "Quận 12",
    "measure": "dossiers_total",
    "printed": "54.500",
    "locale": "vi",
    "source": "Báo Mẫu",
    "provenance": "press",
}
NUMBERS = {"decimal": ".", "thousands": ""}
# printed, locale -> value, bound
SAID = [
    ("54.500", "vi", 54500, "exact"),
    ("54.500", "en", 54.5, "exact"),
    ("hơn 54.500", "vi", 54500, "lower_bound"),
    ("more than 23,860", "en", 23860, "lower_bound"),
    ("gần 600", "vi", 600, "upper_bound"),
    ("khoảng 600", "", 600, "approximate"),
    ("99,99%", "", 0.9999, "exact"),
    ("10,18 ngàn", "vi", 10180, "exact"),
    ("không phát sinh", "vi", 0, "exact"),
    ("18/510.307 hồ sơ đúng hạn", "vi", 18, "exact"),
    ("cơ bản đầy đủ", "vi", None, None),
]


def claims(*rows):
    return conformed(source("claims", numbers=NUMBERS), [SOUND | row for row in rows])


def rejected(*rows):
    """The rule, what was written, and the advice in English, of each reason why rows are rejected."""
    declared = source("claims", numbers=NUMBERS)
    written = [dict.fromkeys(declared.kept_headers, "") | SOUND | row for row in rows]
    text = pl.DataFrame(written).with_columns(
        pl.lit(None, pl.String).alias(MEMBER), pl.int_range(2, len(rows) + 2).alias(ROW)
    )
    checked = check(claims(*rows), text, CLAIMS, frozenset())
    reasons = rejections(checked.rejected, text, declared, CLAIMS, REGISTER)
    return [tuple(row) for row in reasons.select("rule_id", "written", "advice_en").iter_rows()]


@pytest.mark.parametrize(("printed", "locale", "value", "bound"), SAID)
def test_value_and_bound_are_read_from_what_was_printed(printed, locale, value, bound):
    frame = claims({"printed": printed, "locale": locale})
    assert frame.select("value", "bound").row(0) == (value, bound)
    assert not any(frame.select(pl.col(f"^({AMBIGUOUS}|{NOT_AS_PRINTED}).*$")).row(0))


@pytest.mark.parametrize(("printed", "locale", "value", "bound"), SAID)
def test_what_the_text_says_may_be_stated_beside_it(printed, locale, value, bound):
    stated = {"value": "" if value is None else repr(value), "bound": bound or ""}
    frame = claims({"printed": printed, "locale": locale} | stated)
    assert frame.select("value", "bound").row(0) == (value, bound)
    assert not any(frame.select(pl.col(f"^({AMBIGUOUS}|{NOT_AS_PRINTED}).*$")).row(0))


def test_of_two_numbers_the_file_says_which_is_meant():
    frame = claims({"printed": "18/510.307 hồ sơ đúng hạn", "value": "510307"})
    assert frame.select("value", NOT_AS_PRINTED + "value").row(0) == (510307, False)


@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_any_other_value_is_flagged_and_the_printed_one_stands(printed, stated):
    frame = claims({"printed": str(printed), "value": str(stated)})
    assert frame.select("value", NOT_AS_PRINTED + "value").row(0) == (printed, stated != printed)


@given(st.integers(0, 10_000))
def test_a_percentage_is_stated_as_the_share_that_it_is(hundredths):
    printed = f"{hundredths // 100},{hundredths % 100:02}%"
    share = float(Fraction(hundredths, 10_000))
    frame = claims({"printed": printed, "value": repr(share)})
    assert frame.select("value", NOT_AS_PRINTED + "value").row(0) == (share, False)


def test_another_value_rejects_the_row_and_both_are_named():
    reasons = rejected({"printed": "99,99%", "value": "99.99"}, {"claim_id": "b", "printed": "600"}, {"claim_id": "c"})
    [(rule, written, advice)] = reasons
    assert (rule, written) == ("value-not-as-printed", "99.99")
    assert "0.9999" in advice and "99.99" in advice


def test_another_bound_rejects_the_row_and_both_are_named():
    [(rule, written, advice)] = rejected({"printed": "trên 600", "bound": "exact"}, {"claim_id": "b"})
    assert (rule, written) == ("bound-not-as-printed", "exact")
    assert "Lower bound" in advice and "exact" in advice


def test_a_value_beside_a_text_that_says_none_rejects_the_row():
    [(rule, written, advice)] = rejected({"printed": "cơ bản đầy đủ", "value": "5"}, {"claim_id": "b"})
    assert (rule, written) == ("value-not-as-printed", "5")
    assert "cơ bản" not in advice, "free text is not quoted"


@pytest.mark.parametrize(("printed", "readings"), [("1.234", ("1,234", "1.234")), ("Q1", ("quarter 1", "District 1"))])
def test_a_text_that_can_be_read_as_two_numbers_rejects_the_row_and_both_are_named(printed, readings):
    [(rule, _, advice)] = rejected({"printed": printed, "locale": ""}, {"claim_id": "b"})
    assert rule == "printed-ambiguous"
    assert all(reading in advice for reading in readings), advice


def test_without_a_text_nothing_is_compared():
    [(rule, _, _)] = rejected({"printed": "", "value": "5"}, {"claim_id": "b"})
    assert rule == "printed-missing"
