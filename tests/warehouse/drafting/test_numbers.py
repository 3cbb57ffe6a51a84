"""How numbers are written in a file that nobody has declared: told right, or doubted."""

import random

import polars as pl
import pytest

from schemas.words.catalogue import said
from warehouse.conform.numbers import number
from warehouse.drafting.numbers import number_style


def style(texts, whole=()):
    return number_style(pl.Series(texts, dtype=pl.String), pl.Series(whole, dtype=pl.String))


TOLD = [
    (["1.234,5"], {}),
    (["1,234.50", "12"], {"decimal": ".", "thousands": ","}),
    (["1.234.567"], {}),
    (["1,234,567"], {"decimal": ".", "thousands": ","}),
    (["12.5", "54.500"], {"decimal": ".", "thousands": ","}),
    (["0.995"], {"decimal": ".", "thousands": ","}),
    (["1 234,5", "12"], {"thousands": " "}),
    (["1\u00a0234", "0,5"], {"thousands": " "}),
    (["1 234", "5.555"], {"decimal": ".", "thousands": " "}),
    (["1234"], {}),
    (["$1,234.50", "$3"], {"decimal": ".", "thousands": ",", "marks": ("$",)}),
    (["99,57%"], {"marks": ("%",)}),
    (["12,50 đ", "Miễn phí"], {"marks": ("đ",), "zero": ("Miễn phí",)}),
    (["(1.234,5)", "2.000"], {"negative_in_brackets": True}),
    ([], {}),
]


@pytest.mark.parametrize(("texts", "declared"), TOLD)
def test_marks_that_can_be_one_thing_only(texts, declared):
    told = style(texts)
    assert (told.numbers.model_dump(exclude_defaults=True), told.doubts) == (declared, ())


def test_three_digits_after_the_only_mark_are_doubted_and_both_readings_named():
    for text, like in (("54.500", "12.345"), ("54,500", "12,345")):
        (doubt,) = style([text]).doubts
        for words in said(doubt):
            assert like in words and "12345" in words and "12.345" in words and "decimal = " in words
            assert text not in words


def test_they_are_thousands_in_columns_of_whole_numbers():
    assert style([], ["54.500"]).doubts == ()
    told = style(["54,500"], ["1,000"])
    assert (told.doubts, told.numbers.thousands) == ((), ",")


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["12,5", "12.5"], "number-marks-differ"),
        (["1,234.5", "1.234,5"], "number-marks-differ"),
        (["100 USD", "200 VND"], "currencies"),
        (["1'234.5", "2'000"], "unread-numbers"),
        (["abc", "12"], "unread-numbers"),
    ],
)
def test_what_no_declaration_reads_is_doubted(texts, key):
    assert f"file_guess.{key}" in [d.key for d in style(texts).doubts]


def test_what_is_not_read_is_shown_without_its_letters():
    (doubt,) = style(["Bịa Đặt 12", "5"]).doubts
    assert all("aaa aaa 99" in words and "Bịa" not in words for words in said(doubt))


def test_spellings_of_one_currency_are_one():
    assert style(["5 đ", "6 VNĐ", "7 đồng"]).doubts == ()


WAYS = [(",", "."), (".", ","), (",", " "), (".", ""), (",", "")]


@pytest.mark.parametrize(("decimal", "thousands"), WAYS)
def test_no_random_column_is_read_wrongly_without_a_doubt(decimal, thousands):
    for seed in range(300):
        rng = random.Random(seed)
        values = [
            round(10 ** rng.uniform(-1, 6), rng.choice([0, 0, 1, 2, 3])) for _ in range(rng.choice([1, 2, 3, 8, 30]))
        ]
        texts = [f"{v:,.{rng.choice([0, 2, 3])}f}" for v in values]
        values = [float(t.replace(",", "")) for t in texts]
        swap = {",": thousands, ".": decimal}
        texts = ["".join(swap.get(c, c) for c in t) for t in texts]
        told = style(texts)
        read = pl.DataFrame({"t": texts}).select(number(pl.col("t"), told.numbers)).to_series().to_list()
        assert read == values or told.doubts, (seed, texts)
