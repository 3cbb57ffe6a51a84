from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import polars as pl
import pytest
from engine_cases import NOT_COMPUTABLE, cells, evidence, method, random_counts, weighted
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.words.message import Declared
from warehouse.ranking.assessment import assess
from warehouse.ranking.evidence.reasons import Reason

A, B, C = "online_share", "digitised_share", "satisfaction"
CENSUS = "procedures_online_share"
LESS, RATE = "overdue_open_share", "training_per_official"
RULES = method({"g": {A: 40, B: 20}, "h": {C: 40}})
SPREAD = {
    f"u{i}": dict.fromkeys((A, B, C), (x, 10000)) for i, x in enumerate((9_500, 9_000, 8_000, 7_000, 5_000, 3_000))
}


def table(found, rules=RULES, measure="score", group="all", **others):
    result = assess(evidence(found), rules, sorted(found), **others).rankings
    return result.filter(measure=measure, peer_group=group)


def row(frame, unit):
    return frame.row(by_predicate=pl.col("unit_id") == unit, named=True)


def test_every_unit_has_a_row_for_the_score_each_group_and_each_indicator_best_first():
    found = assess(evidence(SPREAD), RULES, sorted(SPREAD)).rankings
    assert found["measure"].unique(maintain_order=True).to_list() == ["score", "group:g", "group:h", A, B, C]
    for measure in found["measure"].unique():
        own = found.filter(measure=measure)
        assert own["unit_id"].to_list() == sorted(SPREAD)
        assert own["rank"].to_list() == own["tier"].to_list() == own["rank_lo"].to_list() == [1, 2, 3, 4, 5, 6]
        assert own["rank_hi"].to_list() == [1, 2, 3, 4, 5, 6]
        assert own["eligible"].all()


def test_what_is_published_of_an_indicator():
    found = row(table({**SPREAD, "u0": SPREAD["u0"] | {A: (9_990, 10_000)}}, measure=A), "u0")
    assert (found["x"], found["n"], found["excluded"]) == (9_990, 10_000, 0)
    assert (found["value"], found["points"], found["fail_per_10k"]) == pytest.approx((0.999, 39.96, 10))
    assert found["ci_low"] < 0.999 < found["ci_high"]
    assert (found["status"], found["origin"], found["deff"]) == ("OK", "counted", 1)
    assert (found["rank_set_type"], found["band"]) == ("arcsine_tukey", None)
    assert found["rankability"] > 0.9
    assert found["shrunk"] == pytest.approx(0.999, abs=0.001)
    assert (found["vs_benchmark"], found["vs_benchmark_adjusted"]) == (2, 1)


def test_what_is_published_of_the_score():
    bands = [{"name_vi": n, "name_en": n, "min": m} for n, m in (("Tốt", 80), ("Yếu", 0))]
    found = table(SPREAD, RULES.model_copy(update={"bands": method({"g": {A: 100}}, bands=bands).bands}))
    assert found["band"].to_list() == ["Tốt"] * 3 + ["Yếu"] * 3
    assert found["points"].to_list() == found["value"].to_list() == pytest.approx([95, 90, 80, 70, 50, 30])
    assert (found["ci_low"] < found["value"]).all() and (found["value"] < found["ci_high"]).all()
    assert found["rank_set_type"].to_list() == ["draws"] * 6
    assert found["x"].null_count() == found["fail_per_10k"].null_count() == 6


def test_an_interval_of_a_capped_score_holds_the_score():
    perfect = {u: {A: (10_000, 10_000)} for u in "abc"}
    found = table(perfect, method({"g": {A: 100}}))
    assert found["ci_high"].to_list() == found["value"].to_list() == [100] * 3
    assert (found["ci_low"] > 99.9).all()


def test_ranks_are_withheld_where_the_units_hardly_differ_and_tiers_are_not():
    found = {f"u{i}": {A: (9_000 + i, 10_000)} for i in range(6)}
    rules = method({"g": {A: 100}})
    for measure in ("score", "group:g", A):
        own = table(found, rules, measure)
        assert own["rank"].null_count() == own["rank_label"].null_count() == 6
        assert own["rankability"].to_list() == [0] * 6
        assert own["tier"].to_list() == [1] * 6
        assert own["rank_hi"].to_list() == [6] * 6
        always = method({"g": {A: 100}}, rank_sets={"publish_ranks": "always"})
        assert table(found, always, measure)["rank"].to_list() == [1, 2, 3, 4, 5, 6]


def test_withheld_ranks_leave_the_order_to_tiers_and_ids():
    # The last of them differs; the others hide the rest, and the spread is less than the noise asks for.
    found = {f"u{i}": {A: (900, 1_000)} for i in range(9)} | {"a": {A: (700, 1_000)}}
    rules = method({"g": {A: 100}}, rank_sets={"least_rankability": 1})
    own = table(found, rules)
    assert own["rank"].null_count() == 10
    assert own["unit_id"].to_list() == [*(f"u{i}" for i in range(9)), "a"]
    assert own["tier"].to_list() == [1] * 9 + [2]


def test_grades_stand_in_the_place_of_withheld_ranks_of_scores():
    found = random_counts(3, 12, [A, B, C])
    withheld = {"least_rankability": "0.9999", "grade_error": "0.05"}
    result = assess(evidence(found), method({"g": {A: 40, B: 20}, "h": {C: 40}}, rank_sets=withheld), sorted(found))
    scores = result.rankings.filter(measure="score")
    assert scores["rank"].null_count() == 12
    assert scores["grade"].to_list() == sorted(scores["grade"])
    assert scores["grade"].max() > 2
    means = dict(zip(result.draws.units, result.draws.scores.mean(axis=0), strict=True))
    by_grade = [[means[u] for u in of["unit_id"]] for of in scores.partition_by("grade")]
    assert all(min(better) > max(worse) for better, worse in pairwise(by_grade))
    worth = scores.select("grade_error", "grades_ordered").unique().rows()
    assert len(worth) == 1
    assert 0 < worth[0][0] <= 0.05
    unlike = sum(len(a) * len(b) for a, b in combinations(by_grade, 2))
    assert worth[0][1] == pytest.approx(unlike / 66)
    assert result.rankings.filter(measure=A)["grade"].null_count() == 12
    shown = assess(evidence(found), RULES, sorted(found)).rankings
    assert shown.select("grade", "grade_error", "grades_ordered").null_count().row(0) == (shown.height,) * 3


def test_units_that_are_not_eligible_stand_last_with_their_reason():
    found = SPREAD | {"u6": SPREAD["u0"] | {A: "NOT_REPORTED"}}
    why = {"u7": Reason("NEW_UNIT", Declared("mới", "new"))}
    result = assess(evidence(found), RULES, [*sorted(found), "u7"], why).rankings
    scores = result.filter(measure="score")
    last = scores.tail(2)
    assert last["unit_id"].to_list() == ["u6", "u7"]
    assert last["reason"].to_list() == ["NOT_REPORTED_REQUIRED", "NEW_UNIT"]
    assert not last["eligible"].any()
    assert last.select("rank", "rank_lo", "tier", "ci_low").null_count().row(0) == (2, 2, 2, 2)
    assert last["value"].is_null().to_list() == [False, True]
    assert last["status"].to_list() == ["OK", None]
    # Its other counts are shown, unranked, and no set counts it.
    other = result.filter(measure=B)
    assert row(other, "u6")["value"] == 0.95 and row(other, "u6")["rank"] is None
    assert other.filter("eligible")["rank_hi"].max() == 6
    assert row(result.filter(measure=A), "u6")["status"] == "NOT_REPORTED"


def test_cells_without_counts_of_their_own_are_shown_and_not_ranked():
    rules = method({"g": {A: 40, B: 20}, "h": {C: 40}}, imputation="group_median", on_not_reported="renormalise")
    found = SPREAD | {"u2": SPREAD["u2"] | {B: "NOT_REPORTED"}, "u3": SPREAD["u3"] | {B: "NOT_APPLICABLE"}}
    own = table(found, rules, B)
    assert own.filter(pl.col("rank").is_null())["unit_id"].to_list() == ["u2", "u3"]
    imputed = row(own, "u2")
    assert (imputed["origin"], imputed["n"], imputed["ci_low"], imputed["rank_lo"]) == ("imputed", None, None, None)
    assert imputed["value"] == pytest.approx(0.7)
    assert (row(own, "u3")["value"], row(own, "u3")["eligible"]) == (None, True)
    assert own["rank_hi"].max() == 4
    earlier = assess(evidence(found, SPREAD), rules.model_copy(update={"imputation": "last_period"}), sorted(found))
    with_counts = row(earlier.rankings.filter(measure=B), "u2")
    assert (with_counts["n"], with_counts["rank"]) == (10_000, None)


def test_the_rows_of_what_cannot_be_computed():
    rules = method({"g": {A: 40, "x": {"max_points": 60} | NOT_COMPUTABLE}})
    own = table(SPREAD, rules, "x")
    assert own["status"].to_list() == ["NOT_COMPUTABLE"] * 6
    assert own["rank"].null_count() == own["value"].null_count() == 6


def of_rates(phi):
    found = {u: {RATE: (100 * (1 + i), 100)} for i, u in enumerate("abcdef")}
    rules = method({"g": {RATE: {"max_points": 10, "target": 20}}}, rank_sets={"publish_ranks": "always"})
    ranked = assess(evidence(found, effects={RATE: phi}), rules, sorted(found)).rankings
    return ranked.filter(measure=RATE, peer_group="all")


def test_rates_are_told_apart_by_the_clusters_that_their_events_come_in():
    one, clustered = of_rates(1.0), of_rates(30.0)
    assert one["unit_id"].to_list() == clustered["unit_id"].to_list() == list("fedcba")
    assert one["rank"].to_list() == clustered["rank"].to_list() == [1, 2, 3, 4, 5, 6]
    # √600 − √500 is 2.13, and 2.85 √½ is 2.02; with φ = 30, √607.5 and √507.5 alone exceed √107.5 by 2.85 √15 = 11.04.
    assert one["rank_lo"].to_list() == [1, 2, 3, 4, 5, 6]
    assert clustered["rank_lo"].to_list() == [1, 1, 1, 1, 1, 3]
    assert set(one["rank_set_type"]) == {"square_root_tukey"}
    assert one["rankability"][0] > 0.95 > 0.7 > clustered["rankability"][0]
    assert (one["ci_low"] > clustered["ci_low"]).all() and (clustered["ci_low"] < clustered["value"]).all()
    assert one.select("vs_benchmark", "fail_per_10k", "shrunk").null_count().row(0) == (6, 6, 6)


def test_where_less_is_better_the_least_is_first():
    found = {u: {LESS: (100 * i, 10_000)} for i, u in enumerate("abcdef", start=1)}
    own = table(found, method({"g": {LESS: 10}}), LESS)
    assert own["unit_id"].to_list() == list("abcdef")
    assert own["rank_lo"].to_list() == [1, 2, 3, 4, 5, 6]
    assert own["vs_benchmark"].to_list()[0] == 2 and own["vs_benchmark"].to_list()[-1] == -2
    assert own["fail_per_10k"].to_list() == [100, 200, 300, 400, 500, 600]


def test_the_design_effect_of_a_unit_widens_its_own_comparisons():
    one = evidence(SPREAD)
    wide = one.cells.with_columns(deff=pl.when(pl.col("unit_id") == "u5").then(400.0).otherwise("deff"))
    found = assess(type(one)(one.period, wide, one.earlier, one.parts), RULES, sorted(SPREAD)).rankings
    narrow = table(SPREAD, RULES, A)
    of_all, width = found.filter(measure=A, peer_group="all").sort("unit_id"), pl.col("rank_hi") - pl.col("rank_lo")
    wider = of_all.select(width).to_series() - narrow.sort("unit_id").select(width).to_series()
    assert wider.to_list() == [0, 0, 0, 0, 1, 1]  # u5 from its neighbour, and its neighbour from u5


def test_ties_are_ties_in_every_table():
    found = {"a": {A: (9_999, 10_000)}, "b": {A: (99_990, 100_000)}, "c": {A: (50, 100)}, "d": {A: (30, 100)}}
    rules = method({"g": {A: 10}}, rank_sets={"publish_ranks": "always"})
    for measure in ("score", "group:g", A):
        assert table(found, rules, measure)["rank_label"].to_list() == ["=1", "=1", "3", "4"]


GROUPS = {"kind": {f"u{i}": "ward" if i < 5 else "other" for i in range(6)}}


def test_a_peer_group_is_ranked_by_itself_and_a_small_one_is_not():
    found = table(SPREAD, RULES, groupings=GROUPS, group="kind:ward")
    assert found["unit_id"].to_list() == ["u0", "u1", "u2", "u3", "u4"]
    assert found["rank_hi"].to_list() == [1, 2, 3, 4, 5]
    small = table(SPREAD, RULES, groupings=GROUPS, group="kind:other")
    assert small["unit_id"].to_list() == ["u5"]
    assert small.select("rank", "rank_lo", "tier").null_count().row(0) == (1, 1, 1)
    assert (small["eligible"].item(), small["value"].item()) == (True, pytest.approx(30))
    lone = RULES.model_copy(update={"eligibility": RULES.eligibility.model_copy(update={"least_peers": 6})})
    assert table(SPREAD, lone, groupings=GROUPS, group="kind:ward")["rank"].null_count() == 5
    assert table(SPREAD, lone)["rank"].null_count() == 0


def test_units_that_are_not_eligible_do_not_make_a_peer_group_large_enough():
    found = SPREAD | {"u0": SPREAD["u0"] | {A: "NOT_REPORTED"}}
    assert table(found, RULES, groupings=GROUPS, group="kind:ward")["rank"].null_count() == 5


def test_peers_are_compared_with_peers_alone():
    found = {u: dict(own) for u, own in SPREAD.items()} | {f"v{i}": SPREAD[f"u{i}"] for i in range(6)}
    groups = {"kind": {u: u[0] for u in found}}
    result = assess(evidence(found), RULES, sorted(found), groupings=groups).rankings
    for measure in ("score", "group:g", A):
        own = result.filter(measure=measure)
        assert own.filter(peer_group="all")["rank"].to_list() == [1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11]
        assert own.filter(peer_group="kind:v")["rank"].to_list() == [1, 2, 3, 4, 5, 6]
        assert own.filter(peer_group="kind:v")["unit_id"].to_list() == [f"v{i}" for i in range(6)]


def test_a_group_of_everybody_says_what_is_said_of_everybody():
    groups = {"kind": dict.fromkeys(SPREAD, "ward"), "size": GROUPS["kind"]}
    found = SPREAD | {"z": SPREAD["u0"] | {A: "NOT_REPORTED"}}
    result = assess(evidence(found), RULES, sorted(found), groupings=groups).rankings
    everybody, same = (result.filter(peer_group=g).drop("peer_group") for g in ("all", "kind:ward"))
    assert same.equals(everybody.filter(pl.col("unit_id") != "z"))
    assert result.filter(peer_group="size:ward").height == 5 * 6


def test_a_descriptive_method_says_nothing_of_chance():
    rules = method({"g": {A: 40, B: 20}, "h": {C: 40}}, uncertainty={"interval": "none"})
    found = assess(evidence(SPREAD, interval="none"), rules, sorted(SPREAD)).rankings
    assert found["rank"].null_count() == 0
    said = [
        "ci_low",
        "rank_lo",
        "rank_lo_marginal",
        "rank_set_type",
        "tier",
        "letters",
        "could_be_top",
        "could_be_bottom",
    ]
    said += ["expected_rank", "p_top", "p_bottom", "rankability", "shrunk", "vs_benchmark"]
    assert found.select(said).null_count().row(0) == (found.height,) * len(said)


def test_two_units_and_one():
    two = {u: SPREAD[u] for u in ("u0", "u5")}
    assert table(two)["rank_hi"].to_list() == [1, 2]
    one = table({"u0": SPREAD["u0"]})
    assert one.select("rank_lo", "rank_hi", "tier", "letters").row(0) == (1, 1, 1, "a")
    # Nobody can be told from it, and so its first place says nothing.
    assert (one["rank"].item(), one["rankability"].item()) == (None, 0)


def test_a_unit_alone_on_a_relative_scale_has_no_score_and_a_reason():
    rules = weighted({"g": {A: {"weight": 1, "normalisation": {"kind": "prank"}}}})
    result = assess(evidence({"a": {A: (5, 50)}, "b": {A: "NOT_REPORTED"}}), rules, ["a", "b"])
    found = result.ranking.table
    assert found["reason"].to_list() == ["LOW_COVERAGE", "NOT_REPORTED_REQUIRED"]
    assert found.select("rank", "score").null_count().row(0) == (2, 2)
    assert result.rankings.filter(measure=A)["value"].to_list() == [0.1, None]


def test_nobody_eligible():
    found = {u: {A: "NOT_REPORTED", B: (1, 100), C: (1, 100)} for u in "ab"}
    result = assess(evidence(found), RULES, ["a", "b"], groupings={"kind": {"a": "x", "b": "x"}})
    assert result.robustness is None and result.draws is None
    assert result.rankings["rank"].null_count() == result.rankings.height > 0
    assert result.weights["weight"].to_list() == pytest.approx([0.6, 0.4, 0.2, 0.4, 0.4])
    assert result.weights["effective_linear"].null_count() == 5


COUNTS = st.integers(30, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CITIES = st.dictionaries(st.sampled_from("abcdefgh"), st.fixed_dictionaries({A: COUNTS, LESS: COUNTS}), min_size=1)


@settings(deadline=None, max_examples=10)
@given(CITIES, st.randoms(use_true_random=False))
def test_what_is_said_of_ratios_goes_with_the_units_under_other_names(found, random):
    rules = method({"g": {A: 50, LESS: 50}}, rank_sets={"publish_ranks": "always"})
    names = sorted(found)
    turned = dict(zip(names, random.sample(names, len(names)), strict=True))
    before = assess(evidence(found), rules, names).rankings
    after = assess(evidence({turned[u]: own for u, own in found.items()}), rules, names).rankings
    said = ["measure", "unit_id", "rank", "rank_label", "rank_lo", "rank_hi", "rank_lo_marginal", "rank_hi_marginal"]
    said += [
        "tier",
        "could_be_top",
        "could_be_bottom",
        "shrunk",
        "vs_benchmark",
        "vs_benchmark_adjusted",
        "value",
        "ci_low",
        "rankability",
    ]
    one = before.filter(pl.col("measure").is_in([A, LESS])).select(said).with_columns(pl.col("unit_id").replace(turned))
    other = after.filter(pl.col("measure").is_in([A, LESS])).select(said)
    _same(one, other)


def _same(one, other):
    one, other = one.sort("measure", "unit_id"), other.sort("measure", "unit_id")
    for name in one.columns:
        if one[name].dtype == pl.Float64:
            np.testing.assert_allclose(one[name].to_numpy(), other[name].to_numpy(), rtol=1e-7)
        else:
            assert one[name].to_list() == other[name].to_list(), name


def test_names_in_the_same_order_change_nothing_at_all():
    """The draws of a unit are those of its place in the order of ids."""
    found = random_counts(3, 9, [A, B, C])
    renamed = {u: f"district-{u}" for u in found}
    before = assess(evidence(found), RULES, sorted(found)).rankings
    after = assess(evidence({renamed[u]: own for u, own in found.items()}), RULES, sorted(renamed.values())).rankings
    assert before.with_columns(pl.col("unit_id").replace(renamed)).equals(after)


def test_other_names_change_what_is_said_of_scores_by_no_more_than_noise():
    found = random_counts(3, 9, [A, B, C], 2_000, 4_000)
    rules = method({"g": {A: 40, B: 20}, "h": {C: 40}}, uncertainty={"draws": 10_000})
    turned = dict(zip(sorted(found), sorted(found, reverse=True), strict=True))
    one = table(found, rules).with_columns(pl.col("unit_id").replace(turned)).sort("unit_id")
    other = table({turned[u]: own for u, own in found.items()}, rules).sort("unit_id")
    assert one["rank"].to_list() == other["rank"].to_list()
    for name, noise in (
        ("ci_low", 0.15),
        ("ci_high", 0.15),
        ("expected_rank", 0.1),
        ("p_top", 0.05),
        ("p_bottom", 0.05),
    ):
        assert (one[name] - other[name]).abs().max() < noise
    for name in ("rank_lo", "rank_hi"):
        assert (one[name] - other[name]).abs().max() <= 1


def test_ranks_of_ratios_are_exact_where_floats_are_equal():
    huge = 10**17
    found = {u: {A: (huge - i, huge)} for i, u in enumerate("abc")}
    own = table(found, method({"g": {A: 1}}, rank_sets={"publish_ranks": "always"}), A)
    assert own["rank_label"].to_list() == ["1", "2", "3"]
    assert len({Fraction(x, n) for x, n in own.select("x", "n").iter_rows()}) == 3


LISTS = {"u0": (30, 39), "u1": (29, 39), "u2": (8, 11), "u3": (29, 39), "u4": (8, 11), "u5": (3, 11)}


def test_lists_fixed_by_decision_are_placed_by_their_order():
    found = {u: {CENSUS: counts} for u, counts in LISTS.items()}
    own = table(found, method({"g": {CENSUS: 1}}), CENSUS).sort("unit_id")
    assert own["rank"].to_list() == own["rank_lo"].to_list() == [1, 2, 4, 2, 4, 6]
    assert own["rank_hi"].to_list() == own["rank_hi_marginal"].to_list() == [1, 3, 5, 3, 5, 6]
    assert set(own["rank_set_type"]) == {"census"}
    nothing = ("ci_low", "ci_high", "deff", "rankability", "expected_rank", "p_top", "shrunk", "vs_benchmark")
    assert own.select(nothing).null_count().row(0) == (6,) * len(nothing)


def test_what_no_chance_can_have_moved_tells_scores_apart():
    def told_apart(code):
        found = {u: {code: counts, A: (9_000, 10_000)} for u, counts in LISTS.items()}
        own = table(found, method({"g": {code: 50, A: 50}}, min_n=1))
        return sum(own["rank_lo"] - 1)

    assert told_apart(B) <= 5  # as samples of 11 to 39 cases
    assert told_apart(CENSUS) == 13  # of 15 pairs two are equal


def test_cells_of_the_league_are_those_of_the_evidence():
    found = cells(SPREAD)
    own = table(SPREAD, RULES, A).sort("unit_id")
    columns = ["value", "ci_low", "ci_high", "x", "n", "fail_per_10k"]
    assert own.select(columns).equals(found.filter(indicator=A).select(columns))
