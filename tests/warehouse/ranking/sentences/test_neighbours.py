"""What it would take to tell neighbours apart is said in dossiers and in time, never as less than it is."""

from datetime import date

import polars as pl
import pytest

from schemas.words.catalogue import said
from schemas.words.message import Declared
from warehouse.ranking.published import inner_schema
from warehouse.ranking.sentences.neighbours import against_neighbours, typical

YEAR = (date(2022, 1, 1), date(2022, 12, 31))
MONTH = (date(2022, 4, 1), date(2022, 4, 30))


def table(*pairs, measure="score"):
    """Return the table of (unit, other, told apart, times, times with 80 %)."""
    rows = [(measure, unit, other, 1.0, 1.0, 3.0, *of, None, None) for unit, other, *of in pairs]
    return pl.DataFrame(rows, schema=inner_schema("ranking_pairs"), orient="row")


def in_words(statements, language=0):
    return [": ".join(said(of)[language] for of in line) for line in statements]


def test_a_unit_is_compared_with_the_ones_above_and_below():
    pairs = pl.concat(
        [
            table(("a", "b", True, 0.4, 0.6), ("b", "c", False, 11.21, 17.9)),
            table(("x", "b", False, 2.0, 3.0), measure="online_share"),
        ]
    )
    names = {unit: Declared(f"Quận {unit}", f"District {unit}") for unit in "abc"}
    above, below = in_words(against_neighbours(pairs, "b", *YEAR, names))
    assert above == "So với Quận a (hạng ngay trên): chênh lệch đã đủ rõ"
    assert below.startswith("So với Quận c (hạng ngay dưới): chênh lệch chưa đủ rõ")
    assert "cần khoảng 12 lần số hồ sơ của kỳ này, tức khoảng 12 năm" in below
    assert "khoảng 18 lần để có 80% khả năng" in below
    assert in_words(against_neighbours(pairs, "a", *YEAR))[0].startswith("So với đơn vị có hạng ngay dưới:")
    assert against_neighbours(pairs, "z", *YEAR) == []


@pytest.mark.parametrize(
    ("times", "days", "words"),
    [
        (1.01, YEAR, "about 1.1 times the dossiers of this period, that is about 13 months"),
        (3.0, MONTH, "about 3 times the dossiers of this period, that is about 3 months"),
        (1_234.0, MONTH, "about 1,300 times the dossiers of this period, that is more than 100 years"),
        (300.0, MONTH, "about 300 times the dossiers of this period, that is about 25 years"),
        (None, YEAR, "the two do not differ"),
    ],
)
def test_dossiers_and_time_are_rounded_upwards_to_two_digits(times, days, words):
    pairs = table(("a", "b", False, times, times))
    [sentence] = in_words(against_neighbours(pairs, "a", *days), language=1)
    assert words in sentence


def test_the_pair_in_the_middle_stands_for_all():
    pairs = table(("a", "b", True, 0.4, 0.6), ("b", "c", False, 31.0, 50.0), ("c", "d", False, None, None))
    [(words, _)] = [said(sentence) for sentence in typical(pairs)]
    assert "Trong 3 cặp đơn vị liền hạng, cặp ở giữa (trung vị) cần khoảng 31 lần" in words
    assert typical(pairs.head(1)) == []
    assert typical(pairs.tail(1)) == []
    assert typical(pairs.head(0)) == []
