"""What is done with cells without value: every policy on every scale, from the declaration to the score."""

import numpy as np
import polars as pl
import pytest
from engine_cases import cells, evidence, matrix, method, random_counts, weighted

from warehouse.ranking.assessment import assess, completed, rank_with_draws, weights_of
from warehouse.ranking.composite.effective import effective_weights

A, B, C = "online_share", "digitised_share", "satisfaction"
WHOLE = {"worst": 0, "best": 1}
ENDED = {  # scale -> its normalisation, and its worst and best score
    "points": ({"kind": "points"}, 0, 100),
    "goalposts": ({"kind": "goalposts", **WHOLE}, 0, 100),
    "log_goalposts": ({"kind": "log_goalposts", "worst": "0.01", "best": 1}, 0, 100),
    "minmax": ({"kind": "minmax", **WHOLE, "from": 1, "to": 100}, 1, 100),
    "dist_max": ({"kind": "dist_max", **WHOLE}, 0, 100),
    "dist_target": ({"kind": "dist_target", "worst": 0, "target": "0.9"}, 0, 100),
    "frac_max": ({"kind": "frac_max", "best": 1}, 0, 100),
    "prank": ({"kind": "prank"}, 0, 100),
}
ENDLESS = {
    "zscore": ({"kind": "zscore", "mean": "0.5", "sd": "0.1", "from": 100, "to": 10}, None, None),
    "rank": ({"kind": "rank"}, None, None),
    "borda": ({"kind": "borda"}, None, None),
}
FOUND = {u: {A: (x, 100), B: (x, 100)} for u, x in (("a", 40), ("b", 60), ("c", 80))}
EASY = {"overall": 0, "each_group": 0}


def rules(scale, **changes):
    normalisation = (ENDED | ENDLESS)[scale][0]
    return weighted(
        {"g": {c: {"weight": 1, "normalisation": normalisation} for c in (A, B)}}, eligibility=EASY, **changes
    )


def scores(found, one, earlier=None):
    ranking, draws = rank_with_draws(evidence(found, earlier), one, sorted(found))
    assert np.isfinite(draws.scores).all()
    return dict(ranking.table.select("unit_id", "score").iter_rows()), ranking


def without(unit, code, cell):
    return FOUND | {unit: FOUND[unit] | {code: cell}}


@pytest.mark.parametrize("scale", [*ENDED, *ENDLESS])
@pytest.mark.parametrize(
    ("status", "policy"),
    [("NOT_APPLICABLE", {}), ("NOT_REPORTED", {"on_not_reported": "renormalise"}), ("SMALL_N", {})],
)
def test_what_is_present_carries_the_weight(scale, status, policy):
    cell = (1, 20, "SMALL_N") if status == "SMALL_N" else status
    alone, ranking = scores(without("a", B, cell), rules(scale, **policy))
    first = ranking.cells.filter(unit_id="a", indicator=A)["normalised"].item()
    assert alone["a"] == pytest.approx(first)
    assert ranking.cells.filter(unit_id="a", indicator=B)["normalised"].item() is None


@pytest.mark.parametrize("scale", ENDED)
@pytest.mark.parametrize("policy", ["full", "zero"])
def test_a_policy_gives_the_best_or_the_worst_of_the_scale(scale, policy):
    _, worst, best = ENDED[scale]
    one = rules(scale, on_not_applicable=policy)
    found, ranking = scores(without("a", B, "NOT_APPLICABLE"), one)
    first = ranking.cells.filter(unit_id="a", indicator=A)["normalised"].item()
    given = best if policy == "full" else worst
    assert ranking.cells.filter(unit_id="a", indicator=B)["normalised"].item() == given
    assert found["a"] == pytest.approx((first + given) / 2)


@pytest.mark.parametrize("scale", ENDED)
def test_hiding_may_be_made_not_to_pay(scale):
    worst = ENDED[scale][1]
    found, ranking = scores(without("c", B, "NOT_REPORTED"), rules(scale, on_not_reported="zero"))
    assert ranking.cells.filter(unit_id="c", indicator=B)["normalised"].item() == worst
    assert ranking.table.row(by_predicate=pl.col("unit_id") == "c", named=True)["eligible"]
    assert found["c"] < scores(FOUND, rules(scale))[0]["c"]


@pytest.mark.parametrize("scale", [*ENDED, *ENDLESS])
def test_small_cells_are_pooled_with_the_period_before(scale):
    small = without("a", B, (2, 10, "SMALL_N"))
    earlier = {"a": {B: (78, 190)}}
    found, ranking = scores(small, rules(scale, on_small_n="pool_previous_period"), earlier)
    # 2 of 10 and 78 of 190 are 40 of 100.
    assert found["a"] == pytest.approx(scores(FOUND, rules(scale))[0]["a"])
    assert ranking.cells.filter(unit_id="a", indicator=B).select("x", "n", "origin").row(0) == (80, 200, "pooled")


@pytest.mark.parametrize("scale", [*ENDED, *ENDLESS])
@pytest.mark.parametrize("kind", ["group_median", "last_period"])
def test_imputed_cells_are_scored_as_any(scale, kind):
    more = without("a", B, "NOT_REPORTED") | {"d": {A: (30, 100), B: (20, 100)}}
    earlier = {"a": {B: (60, 100)}}
    one = rules(scale, imputation=kind)
    found, ranking = scores(more, one, earlier)
    same, expected = scores(more | {"a": {A: (40, 100), B: (60, 100)}}, one, earlier)
    assert found["a"] == pytest.approx(same["a"])
    cell = ranking.cells.filter(unit_id="a", indicator=B)
    assert cell.select("value", "origin", "status").row(0) == (0.6, "imputed", "OK")
    assert expected.cells.filter(unit_id="a", indicator=B)["origin"].item() == "counted"


def test_the_policy_of_a_rule_goes_before_that_of_the_method():
    one = method(
        {
            "g": {
                A: 50,
                B: {
                    "max_points": 50,
                    "on_not_applicable": "full",
                    "on_not_reported": "zero",
                    "on_small_n": "ineligible",
                },
            }
        },
        on_not_applicable="zero",
        on_not_reported="renormalise",
        eligibility=EASY,
    )

    def a_with(**of):
        table = rank_with_draws(evidence(FOUND | {"a": FOUND["a"] | of}), one, "abc")[0].table
        found = table.row(by_predicate=pl.col("unit_id") == "a", named=True)
        return found["score"] if found["eligible"] else found["reason"]

    assert a_with(**{B: "NOT_APPLICABLE"}) == 70
    assert a_with(**{A: "NOT_APPLICABLE"}) == 20
    assert a_with(**{B: "NOT_REPORTED"}) == 20
    assert a_with(**{A: "NOT_REPORTED"}) == 40
    assert a_with(**{B: (5, 10, "SMALL_N")}) == "SMALL_N"
    assert a_with(**{A: (5, 10, "SMALL_N")}) == 40
    assert a_with(**{A: "INVALID"}) == "INVALID"


@pytest.mark.parametrize(
    ("status", "reason"), [("NOT_REPORTED", "NOT_REPORTED_REQUIRED"), ("SMALL_N", "SMALL_N"), ("NOT_APPLICABLE", None)]
)
@pytest.mark.parametrize("points", [50, 0])
def test_a_required_indicator_must_be_reported_whatever_it_weighs(status, reason, points):
    one = method(
        {"g": {A: 50, B: {"max_points": points, "required": True}}}, on_not_reported="renormalise", eligibility=EASY
    )
    cell = (5, 10, "SMALL_N") if status == "SMALL_N" else status
    table = rank_with_draws(evidence(without("a", B, cell)), one, "abc")[0].table
    assert table.row(by_predicate=pl.col("unit_id") == "a", named=True)["reason"] == reason


def test_the_gravest_reason_is_told():
    found = FOUND | {"a": {A: (5, 10, "SMALL_N"), B: "INVALID"}, "b": {A: (5, 10, "SMALL_N"), B: "NOT_REPORTED"}}
    table = rank_with_draws(evidence(found), method({"g": {A: 1, B: 1}}, on_small_n="ineligible"), "abc")[0].table
    told = dict(table.select("unit_id", "reason_en").iter_rows())
    assert told["a"].startswith(
        "contradictory counts (a numerator outside 0 to the denominator): Dossiers with digitised"
    )
    assert told["b"].startswith("not reported: Dossiers with digitised")


@pytest.mark.parametrize(
    ("overall", "each", "eligible"), [("0.75", "0.5", True), ("0.76", "0.5", False), ("0.75", "0.51", False)]
)
def test_coverage_overall_and_in_each_group(overall, each, eligible):
    one = method(
        {"g": {"h": {A: 25, B: 25}, "i": {C: 50}}},
        on_not_reported="renormalise",
        eligibility={"overall": overall, "each_group": each},
    )
    found = {"a": {A: (40, 100), B: "NOT_REPORTED", C: (40, 100)}}
    table = rank_with_draws(evidence(found), one, "a")[0].table
    assert table.select("eligible", "coverage").row(0) == (eligible, 0.75)
    assert table["reason"].item() == (None if eligible else "LOW_COVERAGE")


def test_what_does_not_apply_is_no_lack_of_coverage():
    found = {"a": {A: (40, 100), B: "NOT_APPLICABLE", C: (40, 100)}}
    one = method({"g": {A: 25, B: 25}, "i": {C: 50}}, eligibility={"overall": 1, "each_group": 1})
    assert rank_with_draws(evidence(found), one, "a")[0].table.select("eligible", "coverage").row(0) == (True, 1)


TIED = {
    u: {A: (100, 100), B: b, C: c}
    for u, b, c in (
        ("a", (40, 100), (10, 100)),
        ("b", (60, 100), (10, 100)),
        ("c", (60, 100), (90, 100)),
        ("d", "NOT_APPLICABLE", (99, 100)),
    )
}


def order(one):
    table = rank_with_draws(evidence(TIED), one, "abcd")[0].table
    return table.select("unit_id", "rank_label").rows()


def test_declared_indicators_break_ties_in_their_order_and_also_where_they_weigh_nothing():
    groups = {"g": {A: 100, B: 0, C: 0}}
    assert order(method(groups)) == [("a", "=1"), ("b", "=1"), ("c", "=1"), ("d", "=1")]
    assert order(method(groups, tie_break=(B,))) == [("b", "=1"), ("c", "=1"), ("a", "3"), ("d", "4")]
    assert order(method(groups, tie_break=(B, C))) == [("c", "1"), ("b", "2"), ("a", "3"), ("d", "4")]
    assert order(method(groups, tie_break=(C,))) == [("d", "1"), ("c", "2"), ("a", "=3"), ("b", "=3")]


def test_where_less_is_better_less_breaks_a_tie():
    less = "overdue_open_share"
    found = {u: {A: (50, 100), less: (x, 100)} for u, x in (("a", 20), ("b", 10))}
    one = method({"g": {A: 100, less: 0}}, tie_break=(less,))
    assert rank_with_draws(evidence(found), one, "ab")[0].table["unit_id"].to_list() == ["b", "a"]


def test_a_missing_value_breaks_a_tie_against_its_unit_on_a_scale_with_negative_scores():
    scale = {"kind": "zscore", "mean": "0.9", "sd": "0.05"}
    one = weighted(
        {"g": {A: {"weight": 1, "normalisation": scale}}, "h": {B: {"weight": 1, "normalisation": scale}}},
        eligibility=EASY,
        tie_break=(B,),
    )
    found = {"a": {A: (40, 100), B: "NOT_APPLICABLE"}, "b": {A: (40, 100), B: (40, 100)}}
    table = rank_with_draws(evidence(found), one, "ab")[0].table
    assert table["score"].n_unique() == 1
    assert table["unit_id"].to_list() == ["b", "a"]


def test_cells_are_completed_as_the_method_says():
    small = without("a", B, (2, 10, "SMALL_N")) | {"d": {A: "NOT_REPORTED", B: (5, 29, "SMALL_N")}}
    given = evidence(small, {"a": {B: (8, 40)}, "d": {A: (70, 100), B: (0, 0, "NOT_APPLICABLE")}})

    def origins(one, imputation):
        found = completed(given, one, imputation)
        assert found.select("unit_id", "indicator").equals(given.cells.select("unit_id", "indicator"))
        return {(u, i): o for u, i, o in found.select("unit_id", "indicator", "origin").iter_rows() if o != "counted"}

    plain, pooling = (
        method({"g": {A: 1, B: 1}}),
        method({"g": {A: 1, B: {"max_points": 1, "on_small_n": "pool_previous_period"}}}),
    )
    assert origins(plain, "none") == {}
    assert origins(pooling, "none") == {("a", B): "pooled"}
    assert origins(pooling, "last_period") == {("a", B): "pooled", ("d", A): "imputed"}
    assert origins(plain, "group_median") == {("a", B): "imputed", ("d", A): "imputed", ("d", B): "imputed"}
    much = method({"g": {A: 1, B: 1}}, on_small_n="pool_previous_period", min_n=51)
    assert completed(given, much, "none").filter(unit_id="a", indicator=B).select("status", "n").row(0) == (
        "SMALL_N",
        50,
    )
    own = method({"g": {A: 1, B: {"max_points": 1, "min_n": 50}}}, on_small_n="pool_previous_period", min_n=51)
    assert completed(given, own, "none").filter(unit_id="a", indicator=B)["status"].item() == "OK"


def test_declared_weights_and_shares_of_the_differences_stand_side_by_side():
    found = random_counts(3, 30, [A, B, C])
    for own in found.values():
        own[B] = (990, 1_000)
    one = method({"g": {A: 30, B: 20}, "h": {C: 50}})
    weights = weights_of(matrix(found, one)).rows_by_key("measure", named=True, unique=True)
    assert {m: round(r["weight"], 12) for m, r in weights.items()} == {
        "group:g": 0.5,
        A: 0.3,
        B: 0.2,
        "group:h": 0.5,
        C: 0.5,
    }
    shown = [weights[B][name] for name in ("covariance_share", "effective_linear", "ratio")]
    assert shown == [0, None, 0]  # nobody differs in it
    ranking = rank_with_draws(evidence(found), one, sorted(found))[0]
    units = sorted(found)
    columns = np.array([[found[u][c][0] / found[u][c][1] for c in (A, C)] for u in units])
    totals = dict(ranking.table.select("unit_id", "score").iter_rows())
    expected = effective_weights(columns, np.array([totals[u] for u in units]))
    for i, code in enumerate((A, C)):
        assert weights[code]["effective_linear"] == pytest.approx(expected.linear[i])
        assert weights[code]["effective_spline"] == pytest.approx(expected.spline[i])
        share = np.cov(columns[:, i] * 100 * weights[code]["weight"], [totals[u] for u in units])
        assert weights[code]["covariance_share"] == pytest.approx(share[0, 1] / share[1, 1])
        assert weights[code]["ratio"] == pytest.approx(share[0, 1] / share[1, 1] / weights[code]["weight"])
    assert weights["group:g"]["covariance_share"] == weights[A]["covariance_share"]
    assert sum(weights[code]["covariance_share"] for code in (A, B, C)) == pytest.approx(1, abs=1e-12)


def test_weights_of_nothing_are_not_listed_and_few_units_say_nothing():
    two = {u: FOUND[u] for u in "ab"}
    weights = weights_of(matrix(two, method({"g": {A: 30, B: 0}})))
    assert weights["measure"].to_list() == ["group:g", A]
    assert weights["effective_spline"].null_count() == 2
    alone = weights_of(matrix({"a": FOUND["a"]}, method({"g": {A: 30, B: 10}})))
    assert alone.select("covariance_share", "effective_linear", "ratio").null_count().row(0) == (3, 3, 3)


def test_cells_of_other_indicators_are_left_alone():
    found = {u: own | {C: "NOT_REPORTED"} for u, own in FOUND.items()}
    one = method({"g": {A: 1, B: 1}}, imputation="group_median")
    result = assess(evidence(found), one, "abc")
    assert C not in result.rankings["measure"].to_list()
    given = evidence(found)
    assert completed(given, one, "group_median").filter(indicator=C).equals(given.cells.filter(indicator=C))


def test_contradictory_counts_bar_their_unit_alone():
    found = cells(FOUND).with_columns(
        status=pl.when(pl.col("unit_id") == "a").then(pl.lit("INVALID")).otherwise("status")
    )
    given = evidence(FOUND)
    table = rank_with_draws(
        type(given)(given.period, found, given.earlier, given.parts), method({"g": {A: 1, B: 1}}), "abc"
    )[0].table
    assert dict(table.select("unit_id", "reason").iter_rows()) == {"a": "INVALID", "b": None, "c": None}
