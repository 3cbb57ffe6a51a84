"""What is shown of a unit that is not ranked: silence never shows more than the median of the others would."""

from fractions import Fraction
from statistics import median

import polars as pl
import pytest
from engine_cases import YEAR, cells, method, weighted
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.index.score import rank

CODES = ("on_time_over_resolved", "online_share", "digitised_share")
TREE = {"timeliness": {"on_time_over_resolved": 40}, "online": {"online_share": 50, "digitised_share": 10}}
TARGETS = {"timeliness": TREE["timeliness"], "online": {"online_share": {"max_points": 60, "target": "0.7"}}}
ABOVE_0 = {"kind": "minmax", "worst": 0, "best": 1, "from": 1, "to": 100}
STRICT = {"on_small_n": "ineligible"}
COUNTS = st.integers(0, 200).flatmap(lambda x: st.tuples(st.just(x), st.integers(max(x, 30), 200)))
UNITS = st.dictionaries(st.sampled_from("bcdef"), st.fixed_dictionaries(dict.fromkeys(CODES, COUNTS)), min_size=1)
HIDDEN = st.dictionaries(
    st.sampled_from(CODES), st.sampled_from(["NOT_REPORTED", "INVALID", (9, 10, "SMALL_N")]), min_size=1, max_size=2
)


def row(found, rules, unit="a"):
    return rank(cells(found), rules, sorted(found), YEAR).table.row(by_predicate=pl.col("unit_id") == unit, named=True)


def middle(found, code):
    """Return the median of the units' values as counts of at least 30 cases."""
    value = median(Fraction(*counts[code]) for counts in found.values())
    return value.numerator * 30, value.denominator * 30


def test_a_unit_that_hides_where_all_earn_half_does_not_stand_above_the_first():
    rules = method({"g": {"online_share": 50, "digitised_share": 50}})
    ranked = {u: {"online_share": (90, 100), "digitised_share": (x, 100)} for u, x in (("b", 50), ("c", 54))}
    hidden = {"a": {"online_share": (94, 100), "digitised_share": "NOT_REPORTED"}}
    got = row(ranked | hidden, rules)
    # 94 of what there is; with the median, 52 of 100, it is the mean of 94 and 52.
    assert (got["rank"], got["score"]) == (None, 73.0)
    assert (
        rank(cells(ranked | hidden), rules, [*ranked, *hidden], YEAR).groups.filter(unit_id="a")["score"].item() == 73
    )


def test_where_the_others_do_better_the_score_of_what_there_is_stands():
    rules = method({"g": {"online_share": 50, "digitised_share": 50}})
    found = {"a": {"online_share": (40, 100), "digitised_share": "INVALID"}}
    found |= {"b": {"online_share": (90, 100), "digitised_share": (99, 100)}}
    assert row(found, rules)["score"] == 40.0


def test_only_what_was_owed_is_missing():
    others, own = {"b": dict.fromkeys(CODES, (30, 100))}, dict.fromkeys(CODES, (90, 100))
    silent = others | {"a": own | {"online_share": "NOT_REPORTED"}}
    assert row(silent, method(TREE))["score"] == pytest.approx(36 + 15 + 9)
    # Nothing arose in the first: its weight goes to the second, which is taken at the median of 30 of 100.
    both = others | {"a": own | {"online_share": "NOT_APPLICABLE", "digitised_share": "NOT_REPORTED"}}
    assert row(both, method(TREE))["score"] == pytest.approx(36 + 18)


def test_without_anybody_to_take_a_median_of_what_there_is_is_shown():
    found = {"a": dict.fromkeys(CODES, (90, 100)) | {"online_share": "NOT_REPORTED"}}
    assert row(found, method(TREE))["score"] == pytest.approx(90)


@pytest.mark.long
@pytest.mark.parametrize(
    "rules",
    [
        method(TREE, **STRICT),
        method(TARGETS, **STRICT),
        weighted({"g": {c: {"weight": 1, "normalisation": {"kind": "points"}} for c in CODES}}, **STRICT),
        weighted({"g": {c: {"weight": 1, "normalisation": ABOVE_0} for c in CODES}}, aggregation="geometric", **STRICT),
    ],
    ids=["points", "targets", "weights", "geometric"],
)
@settings(deadline=None, max_examples=20)
@given(others=UNITS, own=st.fixed_dictionaries(dict.fromkeys(CODES, COUNTS)), hidden=HIDDEN)
def test_hiding_a_cell_never_shows_more_than_the_median_would(rules, others, own, hidden):
    counted = {c for c in hidden if c in {rule.code for rule in rules.rules}}
    shown = row(others | {"a": own | hidden}, rules)["score"]
    in_the_middle = row(others | {"a": own | {code: middle(others, code) for code in counted}}, rules)["score"]
    if shown is not None:
        assert shown <= in_the_middle + 1e-9
