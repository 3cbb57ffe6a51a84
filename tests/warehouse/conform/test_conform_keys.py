"""Codes: one spelling of each, codes that are lost, and what is said of both."""

import polars as pl
import pytest
from conform_cases import looked_at, read_as, source
from hypothesis import given
from hypothesis import strategies as st

from schemas.column import ERROR_TEXTS, UNREADABLE
from schemas.table import load_tables
from warehouse.conform.keys import normal_form

CODE = "H29.C24-230105-0001"


def form(*texts):
    return pl.DataFrame({"code": texts}, schema={"code": pl.String}).select(normal_form(pl.col("code"))).to_series()


SPELLINGS = [
    "H29.C24-230105-0001\u200b",
    "H\u200b29.C24-230105-0001",
    "\ufeffH29.C24-230105-0001",
    "H29.C24\u00ad-230105-0001",
    "\u202aH29.C24-230105-0001\u202c",
    "H29.C24-230105-0001\x00\x00",
    "H29.C24\u2011230105\u20110001",
    "H29.C24\u2013230105\u22120001",
    "\u00a0H29.C24-230105-0001\u3000",
    "'H29.C24-230105-0001",
    "\u2019H29.C24-230105-0001\u2019",
    '"H29.C24-230105-0001"',
    '="H29.C24-230105-0001"',
    "h29.c24-230105-0001",
    "\uff28\uff12\uff19.C24-230105-0001",
]


@pytest.mark.parametrize("written", SPELLINGS)
def test_spellings_of_one_code_are_one_key(written):
    assert read_as("dossier_code", [written, CODE])[0] == [CODE, CODE]
    assert read_as("procedure_code", [written]) == ([CODE], [False])


def test_codes_keep_what_tells_them_apart():
    written = ["123/QĐ-UBND", "A  1", "A1", "A_1", "A-1", "00123", "1.001190", "12E5"]
    expected = ["123/QĐ-UBND", "A 1", "A1", "A_1", "A-1", "00123", "1.001190", "12E5"]
    assert read_as("dossier_code", written) == (expected, [False] * 8)


def test_a_constant_is_stored_in_the_same_form():
    frame, _ = looked_at(source(constants={"procedure_code": "1.\u200b00a"}), [{}])
    assert frame.get_column("procedure_code").to_list() == ["1.00A"]


LETTERS = st.text(
    st.sampled_from("aAđĐéẾ0129./_-=' \"’`\u200b\u00ad\u202a\x00\u2011\u2212\u00a0\uff21\uff0d\u0301\u0323")
)


@given(LETTERS)
def test_the_normal_form_is_its_own_normal_form(text):
    assert form(*form(text)).to_list() == form(text).to_list()


@given(
    st.lists(st.sampled_from(["A", "Z", "0", "9", ".", "-", "/"]), min_size=1),
    st.data(),
)
def test_codes_that_differ_in_what_cannot_be_seen_share_a_key(characters, data):
    invisible = st.text(st.sampled_from("\u200b\u200f\u2060\ufeff\u00ad\u202e\u2066\x00\x1f"), max_size=2)
    hyphen = st.sampled_from("-\u2010\u2011\u2013\u2015\u2212\ufe58\ufe63\uff0d")
    drawn = [data.draw(hyphen) if c == "-" else data.draw(st.sampled_from([c, c.lower()])) for c in characters]
    around = data.draw(st.text(st.sampled_from("'’`\" \u00a0"), max_size=2))
    other = around + "".join(c + data.draw(invisible) for c in drawn) + around
    assert form("".join(characters), other).n_unique() == 1


LOST = ["2.9E+10", "1,23457E+11", "1.2e+11", "1.2e11", "1.2E11", *ERROR_TEXTS, "#####", "\u200b", "H29.\ufffd-1"]


@pytest.mark.parametrize("written", LOST)
def test_texts_that_are_no_code_any_more_are_unreadable(written):
    assert read_as("dossier_code", [written, CODE]) == ([None, CODE], [True, False])


def test_a_text_that_stands_for_nothing_is_no_lost_code():
    field = {"empty": ["#N/A"]}
    assert read_as("procedure_code", ["#N/A", "1.1"], field=field) == ([None, "1.1"], [False, False])


HELD = [
    ("29000000001", "29000000001", "29000000001"),
    ("123.0", "123", "123"),
    ("1.001193", "1.001193", "1.001193"),
    ("123456789012345", "123456789012345", "123456789012345"),
    ("1234567890123456", None, "1234567890123456"),
    ("123456789012345680", None, "123456789012345680"),
    ("9007199254740993123", None, "9007199254740993123"),
    ("1.23456789012346E+17", None, None),
    ("1.2e11", None, None),
    ("2023-05-01 00:00:00", None, None),
]


@pytest.mark.parametrize(("written", "in_workbook", "in_json"), HELD)
def test_codes_that_the_file_holds_as_numbers(written, in_workbook, in_json):
    for kind, value in (("xlsx", in_workbook), ("json", in_json)):
        read = read_as("dossier_code", [written], held=[True], format={"kind": kind})
        assert read == ([value], [value is None])


def test_a_lost_code_is_one_reason_and_not_missing_too():
    rules = {rule.id: rule for rule in load_tables()["dossiers"].rules}
    assert rules["dossier-code-unreadable"].columns == (UNREADABLE + "dossier_code",)
    assert rules["dossier-code-missing"].when.column == UNREADABLE + "dossier_code"
    assert "procedure-name-unreadable" not in rules


def told(written, held=None, **field):
    typed = {} if held is None else {"X": held}
    declared = source(columns={"X": {"column": "dossier_code"} | field})
    return list(looked_at(declared, [{"X": text} for text in written], typed=typed)[1])


def test_codes_that_were_changed_are_named_by_their_code_points():
    (warning,) = told([CODE, CODE + "\u200b", "'H29\u20111", "H29-2"])
    assert (warning.code, warning.header, warning.rows, warning.row_count) == ("key-normalised", "X", (3, 4), 2)
    assert "U+0027, U+200B, U+2011" in warning.message_vi
    assert "U+0027, U+200B, U+2011" in warning.message_en


def test_small_letters_are_told_of_where_a_column_mixes_them():
    assert told(["case-1", "case-2"]) == []
    assert told(["Case-1", "Case-2"]) == []
    assert [w.rows for w in told(["case-1", "CASE-2"])] == [(2,)]
    assert [w.rows for w in told(["Case-1", "cAse-1", "cASE-2"])] == [(2, 3)]


def test_codes_in_normal_form_raise_no_doubt():
    assert told([CODE, "", "00123", "123/QĐ-UBND"]) == []


def test_numbers_among_codes_may_have_lost_their_zeros():
    (warning,) = told(["000123", "123", "000124", ""], held=[False, True, False, False])
    assert (warning.code, warning.rows, warning.row_count) == ("numbers-among-codes", (3,), 1)
    assert told(["123", "124.0"], held=[True, True]) == []
    assert [w.rows for w in told(["1.00119", "123"], held=[True, True])] == [(2,)]


def test_codes_that_lost_their_zeros_in_a_text_file():
    assert [(w.code, w.rows) for w in told(["000123", "123", "0123", CODE])] == [("zeros-lost", (3, 4))]
    assert told(["000123", "999999", "1234567", CODE]) == []
    assert told(["1", "12"]) == []
    assert told(["0-1", "1"]) == []


def test_letters_that_look_like_others():
    assert [(w.code, w.rows) for w in told(["Н29.A-1", "H29.A-2"])] == [("key-mixed-alphabets", (2,))]
