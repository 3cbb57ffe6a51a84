"""What probabilities say of a unit: only where something is in doubt, and never as a certainty."""

import polars as pl
from engine_cases import method

from schemas.words.catalogue import said
from warehouse.ranking.published import inner_schema
from warehouse.ranking.sentences.chances import chances, odds_of_bands

NAMES = (("Khá", "Fair", 50), ("Tốt", "Good", 80), ("Yếu", "Poor", 0))
BANDS = [{"name_vi": vi, "name_en": en, "min": least} for vi, en, least in NAMES]
RULES = method({"g": {"online_share": 100}}, bands=BANDS, rank_sets={"top": 3})
PLACE = {"rank": 4, "p_top": 0.124, "p_bottom": 0.0, "expected_rank": 5.26}


def table(*rows):
    return pl.DataFrame(rows, schema=inner_schema("ranking_bands"), orient="row")


def in_words(statements):
    return [": ".join(said(of)[0] for of in line) for line in statements]


def test_bands_are_named_where_more_than_one_is_likely():
    made = odds_of_bands(
        table(("a", "Tốt", 0.37), ("a", "Khá", 0.625), ("a", "Yếu", 0.005), ("b", "Tốt", 0.995), ("b", "Khá", 0.005)),
        RULES,
    )
    assert {unit: [said(band) for band in odds] for unit, odds in made.items()} == {
        "a": [("Khá 62%", "Fair 62%"), ("Tốt 37%", "Good 37%")]
    }
    assert odds_of_bands(table(), RULES) == {}


def test_the_ends_of_the_table_and_the_expected_rank():
    odds = odds_of_bands(table(("a", "Tốt", 0.37), ("a", "Khá", 0.63)), RULES)["a"]
    assert in_words(chances(PLACE, 10, odds, RULES)) == [
        "Xác suất xếp loại: Khá 63%, Tốt 37%",
        "Xác suất thuộc 3 đơn vị điểm cao nhất: 12%",
        "Xác suất thuộc 3 đơn vị điểm thấp nhất: <1%",
        "Hạng kỳ vọng, tính cả dao động ngẫu nhiên: 5,3 trong 10 đơn vị",
    ]


def test_nothing_is_said_that_goes_without_saying_or_was_withheld():
    """Of five units the three first and the three last are no news; an expectation would tell a withheld rank."""
    assert len(chances(PLACE, 5, (), RULES)) == 1
    assert len(chances(PLACE | {"rank": None}, 10, (), RULES)) == 2
    nothing = dict.fromkeys(PLACE)
    assert chances(nothing, 10, (), RULES) == []
