import csv
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import INDICATORS, method_of

from schemas.method import Method as MethodModel
from schemas.method_parts import IndicatorRule
from schemas.words.message import Declared
from warehouse.ranking.evidence.cell_values import CELLS
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.evidence.reasons import Reason
from warehouse.ranking.index.scale import normalised
from warehouse.ranking.index.score import rank, ranks

VECTORS = Path(__file__).parents[4] / ".." / "shared" / "reference" / "vectors" / "qd766"
needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the reference vectors are not beside the checkout")
YEAR = parse_period("2022")
QD766 = method_of("qd766")
SURVEY = method_of("council-survey")


def method(groups, **changes):
    """Return a method of groups {id: {code: points or a whole rule}}."""
    named = {"name_vi": "x", "name_en": "x"}
    built = []
    for group, rules in groups.items():
        full = [{"code": c} | (r if isinstance(r, dict) else {"max_points": r}) for c, r in rules.items()]
        built.append(named | {"id": group, "max_points": sum(r["max_points"] for r in full), "indicators": full})
    total = sum(g["max_points"] for g in built)
    declared = MethodModel(id="test", legal_basis="", total_points=total, groups=built, **named, **changes)
    return declared.with_indicators(INDICATORS)


def points(rule, indicator, ratio, years=Fraction(1)):
    return Fraction(rule.max_points) * normalised(rule, indicator, np.array([ratio]), years)[0] / 100


def cells(found):
    """Return cells from {unit: {code: (x, n) or a status}}."""
    rows = []
    for unit, values in found.items():
        for code, value in values.items():
            x, n, status = (*value, "OK") if isinstance(value, tuple) else (None, None, value)
            rows.append((unit, code, x, n, 0, None, None, None, status, "", "counted", *[None] * 5))
    return pl.DataFrame(rows, schema=CELLS, orient="row")


def table(found, rules, **others):
    return rank(cells(found), rules, sorted(found), YEAR, **others).table


def one(found, rules, unit="a"):
    return table(found, rules).row(by_predicate=pl.col("unit_id") == unit, named=True)


ON_TIME = method({"timeliness": {"on_time_over_resolved": 100}})


@needs_vectors
def test_points_of_the_transcribed_rules():
    checks = json.loads((VECTORS / "rule_transcription.json").read_text(encoding="utf-8"))["hand_checks"]
    assert checks
    for check in checks:
        rule = IndicatorRule(code="online_share", max_points=check["max"], target=check["target"])
        earned = points(rule, INDICATORS["online_share"], Fraction(str(check["ratio"])))
        assert earned == Fraction(str(check["points"]))


@needs_vectors
def test_published_totals_are_the_sums_of_their_groups():
    with (VECTORS / "published_group_scores.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    maxima = {g.id: g.max_points for g in QD766.groups}
    for row in rows:
        names = [
            "transparency_18",
            "timeliness_20",
            "online_service",
            "online_payment",
            "satisfaction_18",
            "digitisation_22",
        ]
        earned = sum((Fraction(row[n]) for n in names if row[n]), Fraction(0))
        assert earned == Fraction(row["total_published"])
        assert sum(Fraction(row[n]) for n in ("online_service_max", "online_payment_max") if row[n]) == 22
        assert maxima["online_services"] + maxima["online_payment"] == 22


def test_worked_check_of_group_5():
    rules = {r.code: r for r in QD766.groups[-1].indicators}
    ratios = {"petitions_on_time": "0.9998", "petitions_satisfied_766": "0.99", "satisfaction_766": "0.9393"}
    earned = [points(rules[c], INDICATORS[c], Fraction(r)) for c, r in ratios.items()]
    assert earned == [Fraction("5.9988"), Fraction("5.94"), 6]


def test_less_is_better_and_rates_have_targets_for_a_year():
    rule = IndicatorRule(code="overdue_open_share", max_points=10, target="0.2")
    less = [points(rule, INDICATORS[rule.code], Fraction(r)) for r in ("0", "0.2", "0.6", "1")]
    assert less == [10, 10, 5, 0]
    rule = IndicatorRule(code="training_per_official", max_points=10, target=2)
    training = INDICATORS[rule.code]
    assert points(rule, training, Fraction(1)) == 5
    assert points(rule, training, Fraction(1), parse_period("2022-Q1").years) == 10


def test_equal_ratios_of_different_size_tie_exactly():
    found = {"a": (9_999, 10_000), "b": (99_990, 100_000), "c": (99_991, 100_000), "d": (1, 2)}
    got = table({u: {"on_time_over_resolved": c} for u, c in found.items()}, ON_TIME)
    assert got["unit_id"].to_list() == ["c", "a", "b", "d"]
    assert got["rank"].to_list() == [1, 2, 2, 4]
    assert got["rank_label"].to_list() == ["1", "=2", "=2", "4"]
    assert got["tied"].to_list() == [False, True, True, False]


def test_a_difference_that_a_float_cannot_hold_still_decides():
    huge = 10**17
    found = {"a": (huge - 1, huge), "b": (huge - 2, huge)}
    got = table({u: {"on_time_over_resolved": c} for u, c in found.items()}, ON_TIME)
    assert got["score"].n_unique() == 1
    assert got["rank_label"].to_list() == ["1", "2"]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("competition", [(1, "1"), (2, "=2"), (2, "=2"), (4, "4")]),
        ("dense", [(1, "1"), (2, "=2"), (2, "=2"), (3, "3")]),
        ("mid", [(1, "1"), (2, "=2.5"), (2, "=2.5"), (4, "4")]),
    ],
)
def test_ties(ties, expected):
    assert ranks([Fraction(9), Fraction(5), Fraction(5), Fraction(1)], ties) == expected


def test_what_cannot_be_computed_is_shown_and_is_no_zero():
    rules = method(
        {
            "timeliness": {"on_time_over_resolved": 40},
            "sync": {
                "x": {
                    "max_points": 60,
                    "computable": False,
                    **dict.fromkeys(["name_vi", "name_en", "reason_vi", "reason_en"], "y"),
                }
            },
        }
    )
    got = rank(cells({"a": {"on_time_over_resolved": (90, 100)}}), rules, ["a"], YEAR)
    assert got.table["score"].to_list() == [90.0]
    assert (got.table["coverage"].item(), got.total_points, got.computable_points) == (1.0, 100.0, 40.0)
    shown = got.cells.row(by_predicate=pl.col("indicator") == "x", named=True)
    assert (shown["status"], shown["points"], shown["max_points"], shown["x"]) == ("NOT_COMPUTABLE", None, 60.0, None)


TWO = {"timeliness": {"on_time_over_resolved": 40, "apology_coverage": 10}, "online": {"online_share": 50}}
FULL = {"on_time_over_resolved": (90, 100), "apology_coverage": (5, 10), "online_share": (40, 100)}


def test_the_rest_of_the_group_carries_what_does_not_apply():
    found = one({"a": FULL | {"apology_coverage": "NOT_APPLICABLE"}}, method(TWO))
    assert (found["score"], found["coverage"], found["eligible"]) == (0.9 * 50 + 0.4 * 50, 1.0, True)


def test_a_group_of_which_nothing_applies_leaves_its_weight_to_the_others():
    rules = method({"timeliness": {"on_time_over_resolved": 40}, "petitions": {"petitions_on_time": 60}})
    found = one({"a": {"on_time_over_resolved": (90, 100), "petitions_on_time": "NOT_APPLICABLE"}}, rules)
    assert (found["score"], found["coverage"], found["eligible"]) == (90.0, 1.0, True)


@pytest.mark.parametrize(
    ("cell", "rule", "score"),
    [
        ("NOT_APPLICABLE", {"on_not_applicable": "full"}, 36 + 10 + 20),
        ("NOT_APPLICABLE", {"on_not_applicable": "zero"}, 36 + 20),
        ("NOT_REPORTED", {"on_not_reported": "zero"}, 36 + 20),
        ("SMALL_N", {}, 45 + 20),
    ],
)
def test_policies_for_missing_cells(cell, rule, score):
    rules = {**TWO, "timeliness": {**TWO["timeliness"], "apology_coverage": {"max_points": 10, **rule}}}
    assert one({"a": FULL | {"apology_coverage": cell}}, method(rules))["score"] == pytest.approx(score)


@pytest.mark.parametrize(
    ("changes", "settings", "reason"),
    [
        ({"apology_coverage": "NOT_REPORTED"}, {}, "NOT_REPORTED_REQUIRED"),
        ({"apology_coverage": "INVALID"}, {}, "INVALID"),
        ({"apology_coverage": "SMALL_N"}, {"on_small_n": "ineligible"}, "SMALL_N"),
        ({"online_share": "NOT_REPORTED"}, {"on_not_reported": "renormalise"}, "LOW_COVERAGE"),
        ({"on_time_over_resolved": "SMALL_N"}, {"eligibility": {"overall": 0.5}}, "LOW_COVERAGE"),
        (dict.fromkeys(FULL, "NOT_APPLICABLE"), {}, "LOW_COVERAGE"),
    ],
)
def test_units_that_cannot_be_ranked_come_last_with_their_reason(changes, settings, reason):
    got = table({"a": FULL | changes, "b": FULL}, method(TWO, **settings)).rows(named=True)
    assert [(r["unit_id"], r["rank_label"], r["reason"]) for r in got] == [("b", "1", None), ("a", "–", reason)]
    last = got[-1]
    assert last["rank"] is None and last["band"] is None and not last["eligible"]
    assert last["reason_vi"] and last["reason_en"]


def test_a_rule_without_points_bars_nobody():
    rules = method({**TWO, "workload": {"workload_per_official": 0}})
    found = one({"a": FULL | {"workload_per_official": "NOT_REPORTED"}}, rules)
    assert found["eligible"] and found["score"] == pytest.approx(36 + 5 + 20)


def test_units_that_the_caller_excuses_are_shown_with_his_reason():
    why = Reason("MISSING", Declared("không gửi tệp", "sent nothing"))
    found = rank(cells({"a": FULL}), method(TWO), ["a", "b"], YEAR, {"b": why}).table.rows(named=True)
    assert [(r["unit_id"], r["rank"], r["score"] is None) for r in found] == [("a", 1, False), ("b", None, True)]
    assert (found[1]["reason"], found[1]["reason_vi"], found[1]["coverage"]) == ("MISSING", "không gửi tệp", 0.0)
    with_cells = rank(cells({"a": FULL}), method(TWO), ["a"], YEAR, {"a": why}).table.row(0, named=True)
    assert with_cells["rank"] is None and with_cells["score"] is not None


def test_a_unit_or_indicator_that_was_not_evaluated_is_an_error_and_no_zero():
    with pytest.raises(ValueError, match="on_time_over_resolved"):
        rank(cells({"a": FULL}), method(TWO), ["a", "b"], YEAR)
    with pytest.raises(ValueError, match="online_share"):
        table({"a": {k: v for k, v in FULL.items() if k != "online_share"}}, method(TWO))


def test_bands_begin_exactly_at_their_bound():
    bands = [{"name_vi": n, "name_en": n, "min": m} for n, m in (("Tốt", 80), ("Yếu", 0), ("Xuất sắc", 90))]
    rules = method({"timeliness": {"on_time_over_resolved": 100}}, bands=bands)
    found = {"a": (9, 10), "b": (9 * 10**17 - 1, 10**18), "c": (79, 100)}
    got = table({u: {"on_time_over_resolved": c} for u, c in found.items()}, rules)
    assert got["band"].to_list() == ["Xuất sắc", "Tốt", "Yếu"]


@pytest.mark.parametrize("rules", [QD766, SURVEY], ids=lambda m: m.id)
def test_perfect_counts_earn_everything_in_the_methods_of_the_city(rules):
    codes = {r.code for r in rules.rules if r.computable}
    perfect = {
        c: (0 if INDICATORS[c].direction == -1 else 100 * (1 + (INDICATORS[c].kind == "rate")), 100) for c in codes
    }
    found = one({"a": perfect}, rules)
    assert (found["score"], found["coverage"], found["rank"]) == (100.0, 1.0, 1)


COUNTS = st.integers(0, 300).flatmap(lambda x: st.tuples(st.just(x), st.integers(max(x, 30), 300)))
UNITS = st.dictionaries(st.sampled_from("abcdefgh"), st.fixed_dictionaries(dict.fromkeys(FULL, COUNTS)), min_size=1)


@pytest.mark.long
@settings(deadline=None)
@given(UNITS, st.randoms(use_true_random=False))
def test_neither_names_nor_order_decide(found, random):
    names = sorted(found)
    shuffled = random.sample(names, len(names))
    renamed = {new: found[old] for old, new in zip(names, shuffled, strict=True)}
    before = dict(table(found, method(TWO)).select("unit_id", "rank").iter_rows())
    after = dict(table(renamed, method(TWO)).select("unit_id", "rank").iter_rows())
    assert {new: before[old] for old, new in zip(names, shuffled, strict=True)} == after


@pytest.mark.long
@settings(deadline=None)
@given(UNITS)
def test_improving_a_unit_never_worsens_its_rank(found):
    unit = min(found)
    x, n = found[unit]["online_share"]
    better = found | {unit: found[unit] | {"online_share": (min(x + 1, n), n)}}
    assert one(better, method(TWO), unit)["rank"] <= one(found, method(TWO), unit)["rank"]
