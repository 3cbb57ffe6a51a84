"""Who reports: the places of everybody, with the middle of the ranked where something is missing, by hand."""

from fractions import Fraction

import numpy as np
import pytest
from engine_cases import YEAR, cells, evidence, method, random_counts
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.words.message import Declared
from warehouse.ranking.assessment import assess
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.score import rank

A, B = "online_share", "digitised_share"
VARIED = {"reporting": True}
RULES = method({"g": {A: 50, B: 50}}, sensitivity=VARIED)
RANKED = {u: {A: (a, 100), B: (b, 100)} for u, a, b in (("p", 90, 60), ("q", 80, 50), ("r", 70, 44), ("s", 60, 40))}
# Scores of the ranked: 75, 65, 57, 50. The quartiles of B are 43, 47 and 52.5: x has 65.5, 67.5 and 70.25.
SILENT = {"x": {A: (88, 100), B: "NOT_REPORTED"}}


def reporting(found, rules=RULES, unranked=None):
    return assess(evidence(found), rules, sorted(found), unranked)


def rows(result):
    names = ("unit_id", "rank", "rank_everybody", "rank_everybody_low", "rank_everybody_high", "missing")
    return list(result.reporting.select(names).iter_rows())


def test_a_unit_left_out_stands_where_the_median_puts_it_and_moves_those_below():
    assert rows(reporting(RANKED | SILENT)) == [
        ("p", 1, 1, 1, 1, None),
        ("q", 2, 3, 3, 3, None),
        ("r", 3, 4, 4, 4, None),
        ("s", 4, 5, 5, 5, None),
        ("x", None, 2, 2, 2, B),
    ]


def test_quartiles_make_a_range_of_places():
    found = RANKED | {"x": {A: (85, 100), B: "INVALID"}}  # 64 and 66 lie on both sides of q, 65
    by_unit = {row[0]: row[1:5] for row in rows(reporting(found))}
    assert by_unit["x"] == (None, 2, 2, 3)
    assert by_unit["q"] == (2, 3, 2, 3)


def test_the_factor_alone_explains_everything_where_nothing_else_is_varied():
    robust = reporting(RANKED | SILENT).robustness
    assert robust.runs == 2
    assert robust.factors.select("factor", "levels", "first_order").row(0) == ("reporting", 2, pytest.approx(1))
    # Mean of both runs: among the ranked, and among everybody.
    spread = dict(robust.units.select("unit_id", "rank_method_mean").iter_rows())
    assert spread == {"p": 1.0, "q": 2.5, "r": 3.5, "s": 4.5}


def test_who_did_not_exist_throughout_and_who_sent_nothing_stay_out():
    new = Reason("NEW_UNIT", Declared("mới", "new"))
    found = RANKED | {"x": {A: (88, 100), B: (50, 100)}, "y": {A: "NOT_REPORTED", B: "NOT_REPORTED"}}
    result = reporting(found, unranked={"x": new})
    assert rows(result) == []
    assert result.robustness.factors.select("factor", "total_order").row(0) == ("reporting", 0.0)


def test_where_it_is_not_varied_nothing_is_said():
    result = reporting(RANKED | SILENT, method({"g": {A: 50, B: 50}}))
    assert rows(result) == [] and result.robustness.runs == 1


def test_chance_and_every_other_choice_are_tried_with_everybody_too():
    varied = {"normalisations": ["minmax", "prank"], "missing": ["zero"], "imputations": ["group_median"]}
    more = {"weight_sets": 2, "leave_one_out": True, "aggregations": ["geometric"], "target_change": "0.1"}
    found = random_counts(4, 7, [A, B], 200, 900)
    found["u003"] = found["u003"] | {B: "NOT_REPORTED"}
    runs = {}
    for varies in (False, True):
        rules = method({"g": {A: 50, B: 50}}, sensitivity=varied | more | {"reporting": varies})
        runs[varies] = reporting(found, rules).robustness
    assert runs[True].runs == 2 * runs[False].runs
    assert np.isfinite(runs[True].units["rank_combined_mean"].to_numpy()).all()
    assert runs[True].units["rank_method_q95"].max() == 7 and runs[False].units["rank_method_q95"].max() == 6


COUNTS = st.integers(0, 60).flatmap(lambda x: st.tuples(st.just(x), st.integers(max(x, 30), 60)))
CITY = st.dictionaries(st.sampled_from("abcdef"), st.fixed_dictionaries({A: COUNTS, B: COUNTS}), min_size=2)


@pytest.mark.long
@settings(deadline=None, max_examples=30)
@given(CITY, st.dictionaries(st.sampled_from("xyz"), COUNTS, min_size=1))
def test_everybody_is_placed_as_if_the_medians_had_been_counted(ranked, silent):
    result = reporting(ranked | {unit: {A: counts, B: "NOT_REPORTED"} for unit, counts in silent.items()})
    middle = Fraction(np.median([Fraction(*own[B]) for own in ranked.values()]))
    filled = (middle.numerator * 30, middle.denominator * 30)
    whole = ranked | {unit: {A: counts, B: filled} for unit, counts in silent.items()}
    expected = rank(cells(whole), RULES, sorted(whole), YEAR).table
    assert dict(result.reporting.select("unit_id", "rank_everybody").iter_rows()) == dict(
        expected.select("unit_id", "rank").iter_rows()
    )
