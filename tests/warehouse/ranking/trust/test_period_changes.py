import numpy as np
import polars as pl
import pytest
from engine_cases import BEFORE, YEAR, evidence, method, random_counts, weighted

from warehouse.ranking.assessment import rank_with_draws
from warehouse.ranking.published import inner_schema
from warehouse.ranking.statistics.intervals import newcombe_difference
from warehouse.ranking.trust.changes import changes

A, B, LESS, RATE = "online_share", "digitised_share", "overdue_open_share", "training_per_official"
CENSUS = "procedures_online_share"
RULES = method({"g": {A: 50, B: 50}})
PLAIN = {f"u{i}": {A: (800 - 30 * i, 1_000), B: (700 - 30 * i, 1_000)} for i in range(8)}


def told(before, after, rules=RULES, measure=None, effects=None):
    ranked = [
        rank_with_draws(evidence(found, effects=effects, period=period), rules, sorted(found))
        for found, period in ((before, BEFORE), (after, YEAR))
    ]
    found = changes(*ranked)
    return found if measure is None else found.filter(measure=measure)


def with_unit(found, unit, **cells):
    return found | {unit: found[unit] | cells}


def row(frame, unit):
    return frame.row(by_predicate=pl.col("unit_id") == unit, named=True)


def test_a_planted_change_is_found_and_no_other():
    after = with_unit(PLAIN, "u7", **{A: (950, 1_000), B: (950, 1_000)})
    found = told(PLAIN, after)
    assert found.filter("is_significant").select("measure", "unit_id").rows() == [(m, "u7") for m in ("score", A, B)]
    score = row(found.filter(measure="score"), "u7")
    assert (score["before"], score["value"], score["change"]) == pytest.approx((54, 95, 41))
    assert score["change_low"] < 41 < score["change_high"]
    assert score["change_low"] > 0
    assert (score["rank_before"], score["rank"], score["is_rank_changed"]) == (8, 1, True)
    others = found.filter(pl.col("measure") == "score", pl.col("unit_id") != "u7")
    assert not others["is_rank_changed"].any()
    assert (others["change_low"] <= 0).all() and (others["change_high"] >= 0).all()


def test_a_fall_is_found_as_well():
    after = with_unit(PLAIN, "u0", **{A: (500, 1_000), B: (400, 1_000)})
    score = row(told(PLAIN, after, measure="score"), "u0")
    assert score["change"] == pytest.approx(-30)
    assert score["change_high"] < 0
    assert [score[part] for part in ("x_before", "n_before", "x", "n")] == [None] * 4
    assert (score["is_significant"], score["is_rank_changed"]) == (True, True)


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_counts_of_the_same_rates_drawn_twice_are_no_change(seed):
    # Three families of tests at 5 % each: about one pair of years in seven has a false alarm, and these have none.
    random = np.random.Generator(np.random.PCG64(seed))
    rates = random.uniform(0.6, 0.98, (20, 2))
    years = [
        {
            f"u{i:02}": {c: (int(random.binomial(2_000, r)), 2_000) for c, r in zip((A, B), own, strict=True)}
            for i, own in enumerate(rates)
        }
        for _ in range(2)
    ]
    found = told(*years)
    assert not found["is_significant"].any()
    assert not found["is_rank_changed"].any()
    score = found.filter(measure="score")
    assert (score["rank"] != score["rank_before"]).any()


def test_rates_change_by_newcombes_interval_of_the_level_that_holm_leaves():
    before, after = {"a": {A: (80, 100), B: (50, 100)}}, {"a": {A: (95, 100), B: (50, 100)}}
    found = row(told(before, after, measure=A), "a")
    difference, low, high = (float(v[0]) for v in newcombe_difference([95], [100], [80], [100], 0.975))
    assert (found["before"], found["value"]) == (0.8, 0.95)
    assert (found["change"], found["change_low"], found["change_high"]) == pytest.approx((difference, low, high))
    assert found["is_significant"] and found["p_value"] < 0.05
    assert [found[f"{part}_before"] for part in ("x", "n", "excluded")] == [80, 100, 0]
    assert [found[part] for part in ("x", "n", "excluded")] == [95, 100, 0]
    assert (found["rank_before"], found["rank"], found["is_rank_changed"]) == (None, None, None)


def test_the_more_units_the_more_a_change_must_be():
    one = {"a": {A: (80, 100), B: (50, 100)}}
    rest = {f"z{i:02}": {A: (80, 100), B: (50, 100)} for i in range(30)}
    changed = {"a": {A: (93, 100), B: (50, 100)}}
    assert row(told(one, changed, measure=A), "a")["is_significant"]
    assert not row(told(one | rest, changed | rest, measure=A), "a")["is_significant"]


def test_design_effects_widen_changes_of_rates():
    before, after = {"a": {A: (80, 100), B: (50, 100)}}, {"a": {A: (95, 100), B: (50, 100)}}
    found = row(told(before, after, measure=A, effects={A: 5.0}), "a")
    assert not found["is_significant"]
    assert found["change_low"] < 0


def test_a_rank_changes_only_where_both_periods_sets_have_none_in_common():
    # A score that clearly rises, from among equals to among equals.
    near = {f"u{i}": {A: (800 + i, 1_000), B: (800, 1_000)} for i in range(6)}
    after = with_unit(near, "u0", **{A: (860, 1_000), B: (850, 1_000)})
    score = row(told(near, after, measure="score"), "u0")
    assert score["is_significant"]
    assert (score["rank_before"], score["rank"], score["is_rank_changed"]) == (6, 1, False)


def test_units_of_one_period_only_and_those_not_ranked_in_both_are_left_out():
    before = {u: own for u, own in PLAIN.items() if u != "u1"}
    after = with_unit({u: own for u, own in PLAIN.items() if u != "u2"}, "u3", **{A: "NOT_REPORTED"})
    before = with_unit(before, "u4", **{B: "INVALID"})
    found = told(before, after)
    assert found["unit_id"].unique().sort().to_list() == ["u0", "u5", "u6", "u7"]
    # Ranks are those of each period's own table; sets are among the units of both.
    score = found.filter(measure="score")
    assert score["rank_before"].to_list() == [1, 4, 5, 6]
    assert score["rank"].to_list() == [1, 4, 5, 6]
    assert found["measure"].unique(maintain_order=True).to_list() == ["score", A, B]


def test_sets_of_ranks_are_of_the_units_of_both_periods():
    """Newcomers above a unit move its rank, and say nothing of what it did."""
    few = {u: PLAIN[u] for u in ("u5", "u6", "u7")}
    spread = {
        "u5": {A: (500, 1_000), B: (500, 1_000)},
        "u6": {A: (300, 1_000), B: (300, 1_000)},
        "u7": {A: (100, 1_000), B: (100, 1_000)},
    }
    assert set(few) == set(spread)
    newcomers = {f"n{i}": {A: (950, 1_000), B: (950, 1_000)} for i in range(5)}
    score = told(spread, spread | newcomers, measure="score")
    assert score["unit_id"].to_list() == ["u5", "u6", "u7"]
    assert (score["rank_before"].to_list(), score["rank"].to_list()) == ([1, 2, 3], [6, 7, 8])
    assert not score["is_rank_changed"].any()


def test_cells_that_are_not_counted_in_both_periods_have_no_change():
    before = with_unit(PLAIN, "u1", **{A: "NOT_APPLICABLE"})
    after = with_unit(PLAIN, "u2", **{A: (5, 10, "SMALL_N")})
    found = told(before, after, method({"g": {A: 50, B: 50}}, eligibility={"overall": 0, "each_group": 0}))
    assert set(PLAIN) - set(found.filter(measure=A)["unit_id"]) == {"u1", "u2"}
    assert found.filter(measure="score").height == found.filter(measure=B).height == 8
    nowhere = {u: own | {A: "NOT_APPLICABLE"} for u, own in PLAIN.items()}
    assert told(nowhere, PLAIN)["measure"].unique(maintain_order=True).to_list() == ["score", B]


def test_imputed_and_pooled_cells_have_no_change():
    rules = method(
        {"g": {A: 50, B: 50}},
        on_small_n="pool_previous_period",
        imputation="group_median",
        on_not_reported="renormalise",
    )
    small = with_unit(PLAIN, "u1", **{A: (5, 20, "SMALL_N")})
    small = with_unit(small, "u2", **{A: "NOT_REPORTED"})
    first = rank_with_draws(evidence(PLAIN, period=BEFORE), rules, sorted(PLAIN))
    second = rank_with_draws(evidence(small, PLAIN), rules, sorted(PLAIN))
    origins = second[0].cells.filter(indicator=A).select("unit_id", "origin")
    assert dict(origins.iter_rows())["u1"] == "pooled" and dict(origins.iter_rows())["u2"] == "imputed"
    found = changes(first, second).filter(measure=A)
    assert set(PLAIN) - set(found["unit_id"]) == {"u1", "u2"}


def test_rates_for_each_official_have_no_test():
    rules = method({"g": {A: 50, RATE: {"max_points": 50, "target": 2}}})
    found = {u: {A: own[A], RATE: (20, 10)} for u, own in PLAIN.items()}
    assert told(found, found, rules)["measure"].unique(maintain_order=True).to_list() == ["score", A]


def test_any_difference_of_a_census_is_a_change_without_a_test():
    def found(last):
        return {u: {A: own[A], CENSUS: (30, 39)} for u, own in PLAIN.items()} | {"u7": {A: (590, 1_000), CENSUS: last}}

    own = told(found((10, 13)), found((11, 13)), method({"g": {A: 50, CENSUS: 50}}, min_n=1), CENSUS)
    assert own["is_significant"].to_list() == [False] * 7 + [True]
    assert own["change"].to_list() == pytest.approx([0] * 7 + [1 / 13])
    assert own.select("change_low", "change_high", "p_value").null_count().row(0) == (8, 8, 8)


def test_where_less_is_better_a_change_is_still_that_of_the_rate():
    before, after = ({u: {LESS: (x, 1_000)} for u in PLAIN} for x in (300, 100))
    found = told(before, after, method({"g": {LESS: 10}}))
    assert found.filter(measure=LESS)["change"].to_list() == pytest.approx([-0.2] * 8)
    assert found.filter(measure="score")["change"].to_list() == pytest.approx([2] * 8)


def test_nothing_is_said_where_chance_is_ignored_or_nobody_is_ranked():
    quiet = method({"g": {A: 50, B: 50}}, uncertainty={"interval": "none"})
    nobody = {u: own | {A: "NOT_REPORTED"} for u, own in PLAIN.items()}
    for found in (told(PLAIN, PLAIN, quiet), told(nobody, PLAIN), told(PLAIN, nobody), told({"x": PLAIN["u0"]}, PLAIN)):
        assert found.is_empty() and found.schema == inner_schema("ranking_changes")


@pytest.mark.parametrize("kind", ["draws", "mc_stepdown", "kww"])
def test_ranks_change_under_every_rule_for_sets(kind):
    rules = method({"g": {A: 50, B: 50}}, rank_sets={"composite": kind})
    after = with_unit(PLAIN, "u7", **{A: (950, 1_000), B: (950, 1_000)})
    found = told(PLAIN, after, rules, "score")
    assert found.filter("is_rank_changed")["unit_id"].to_list() == ["u7"]


@pytest.mark.parametrize(("gap", "expected"), [(105, False), (118, True)])
def test_the_sets_of_either_period_hold_at_half_the_error(gap, expected):
    """Joint intervals of two units reach 50 of these cases at 95 % and 56 at 97.5 %."""
    rules = method({"g": {A: 100}}, rank_sets={"composite": "kww"}, uncertainty={"draws": 50_000})
    before, after = ({"a": {A: (x, 2_000)}, "b": {A: (1_000, 2_000)}} for x in (1_000 - gap, 1_000 + gap))
    assert told(before, after, rules, "score")["is_rank_changed"].to_list() == [expected] * 2


def test_the_two_periods_are_drawn_independently():
    ranked = [
        rank_with_draws(evidence(PLAIN, period=period), RULES, sorted(PLAIN))[1].scores for period in (BEFORE, YEAR)
    ]
    assert np.abs([np.corrcoef(ranked[0][:, i], ranked[1][:, i])[0, 1] for i in range(8)]).max() < 0.12


def test_methods_of_weights_change_on_their_own_scale():
    scale = {"kind": "minmax", "worst": 0, "best": 1, "from": 1, "to": 100}
    rules = weighted({"g": {c: {"weight": 1, "normalisation": scale} for c in (A, B)}}, aggregation="geometric")
    found = random_counts(1, 6, [A, B])
    score = told(found, found, rules, "score")
    assert score["change"].to_list() == [0] * 6
    assert (score["p_value"] == 1).all()
