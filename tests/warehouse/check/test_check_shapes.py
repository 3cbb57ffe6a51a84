"""What is shown of a text that may not be quoted: nothing of its letters and digits but their kind."""

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.column import NOTHING_TEXTS
from warehouse.check.shapes import LONGEST, shape

PLAIN = st.text(st.sampled_from("bcxyzBCXYZ012789 /:-.@"), max_size=60)


def shape_of(text):
    return pl.DataFrame({"text": [text]}, {"text": pl.String}).select(shape(pl.col("text"))).item()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("05/01/2023 08:30:00 SA", "dd/dd/dddd dd:dd:dd AA"),
        ("Nguyễn Thị Bịa Đặt", "Aaaaaa Aaa Aaa Aaa"),
        (unicodedata.normalize("NFD", "Đặt ơi"), "Aaa aa"),
        ("0901 234 567", "dddd ddd ddd"),
        ("079123456789012", "dddddddddddd…"),
        ("5/1\u200b/23", "d/d□/dd"),
        ("a\tb\nc", "a a a"),
        ("½ ③ Ⅳ 九 ß ǅ", "d d A a a A"),
        ("x@bia.dat", "a@aaa.aaa"),
    ],
)
def test_a_shape(text, shown):
    assert shape_of(text) == shown


def test_a_long_shape_is_cut():
    assert shape_of("a 1 " * 20) == ("a d " * 10)[: LONGEST - 1] + "…"


@given(st.text(max_size=80))
def test_no_letter_or_digit_survives(text):
    shown = shape_of(text)
    assert len(shown) <= LONGEST
    assert {c for c in shown if c.isalnum()} <= set("aAd")


@given(PLAIN, st.data())
def test_texts_of_one_shape_cannot_be_told_apart(text, data):
    """Every letter and digit replaced by any other of its kind: what is shown is the same."""
    kinds = ("bcxyz", "BCXYZ", "012789")
    another = "".join(next((data.draw(st.sampled_from(k)) for k in kinds if c in k), c) for c in text)
    assert shape_of(another) == shape_of(text)


def test_words_for_nothing_are_no_names():
    assert len(set(NOTHING_TEXTS)) == len(NOTHING_TEXTS)
    assert all(len(word.split()) == 1 or word.startswith("0") for word in NOTHING_TEXTS)
