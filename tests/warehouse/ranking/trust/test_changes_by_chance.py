import numpy as np
import polars as pl
import pytest
from engine_cases import BEFORE, YEAR, evidence, method, weighted
from in_force import INDICATORS

from warehouse.ranking.assessment import rank_with_draws
from warehouse.ranking.trust.changes import changes

pytestmark = pytest.mark.long

A = "online_share"
RULES = method({"g": {A: 100}})
MANY = [code for code, one in INDICATORS.items() if one.kind == "proportion" and one.direction == 1 and not one.parts][
    :8
]


def compared(before, after, rules=RULES):
    first, second = (
        rank_with_draws(evidence(found, period=period), rules, sorted(found))
        for found, period in ((before, BEFORE), (after, YEAR))
    )
    return changes(first, second)


def test_where_nothing_changed_a_change_is_rarely_told():
    random = np.random.Generator(np.random.PCG64(1))

    def period():
        return {f"u{i}": {A: (int(random.binomial(2_000, 0.8)), 2_000)} for i in range(8)}

    told = [compared(period(), period()).filter(measure="score") for _ in range(40)]
    # At most one family of 20 is expected to have any; 6 or more of 40 would come about once in 70 times.
    assert sum(one["is_significant"].any() for one in told) <= 5
    assert not any(one["is_rank_changed"].any() for one in told)
    # The ranks of equal units are noise: that they move is no change.
    assert all((one["rank"] != one["rank_before"]).any() for one in told)


def test_where_nothing_changed_a_change_of_any_indicator_is_rarely_told():
    """Holm within each of eight indicators would find one in 1 - 0.95**8 = 34 % of pairs of periods: in 20 of 60."""
    random = np.random.Generator(np.random.PCG64(2))
    rules = method({"g": dict.fromkeys(MANY, 10)})

    def period():
        return {f"u{i}": {code: (int(random.binomial(2_000, 0.8)), 2_000) for code in MANY} for i in range(6)}

    marked = [compared(period(), period(), rules).filter(pl.col("measure") != "score") for _ in range(60)]
    assert {len(table) for table in marked} == {6 * len(MANY)}
    assert sum(table["is_significant"].any() for table in marked) <= 8


@pytest.mark.parametrize(("ahead", "expected"), [(47, False), (56, True)])
def test_ranks_change_where_sets_of_half_the_error_each_have_no_rank_in_common(ahead, expected):
    # 2.1 standard errors separate two units at 95 % but not at 97.5 %; 2.5 do at both.
    better, worse = {A: (500 + ahead, 1_000)}, {A: (500, 1_000)}
    rules = method({"g": {A: 100}}, uncertainty={"draws": 40_000})
    told = compared({"a": better, "b": worse}, {"a": worse, "b": better}, rules).filter(measure="score")
    assert told["is_rank_changed"].to_list() == [expected] * 2
    assert told.select("rank_before", "rank").rows() == [(1, 2), (2, 1)]


def test_the_error_of_a_change_is_that_of_both_periods():
    found = {"a": {A: (1_500, 2_000)}}
    rules = method({"g": {A: 100}}, uncertainty={"draws": 20_000})
    told = compared(found, found, rules).filter(measure="score")
    assert (told["change"].item(), told["p_value"].item()) == (0, 1)
    width = (told["change_high"] - told["change_low"]).item()
    assert width == pytest.approx(2 * 1.96 * np.sqrt(2) * 100 * np.sqrt(0.75 * 0.25 / 2_000), rel=0.05)


def test_the_more_units_the_more_a_score_must_change():
    # 2.3 standard errors: enough of one unit asked about alone, not of one among nine.
    before, after = ({A: (x, 1_000)} for x in (700, 746))
    still = {f"s{i}": before for i in range(8)}
    rules = method({"g": {A: 100}}, uncertainty={"draws": 10_000})
    alone = compared({"a": before}, {"a": after}, rules)
    among = compared({"a": before} | still, {"a": after} | still, rules)
    assert alone["is_significant"].to_list() == [True, True]
    assert not among["is_significant"].any()


def test_a_unit_that_was_alone_on_a_relative_scale_has_no_score_that_could_change():
    rules = weighted({"g": {A: {"weight": 1, "normalisation": {"kind": "prank"}}}})
    one, two = {"a": {A: (800, 1_000)}}, {"a": {A: (400, 1_000)}, "b": {A: (500, 1_000)}}
    for told in (compared(one, one, rules), compared(one, two, rules), compared(two, one, rules)):
        assert told.is_empty()
    assert compared(two, two, rules).filter(measure="score").height == 2
