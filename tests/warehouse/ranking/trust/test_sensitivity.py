from itertools import product
from math import prod

import numpy as np
import polars as pl
import pytest
from engine_cases import YEAR, evidence, matrix, method, random_counts, weighted
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.sensitivity_levels import sensitivity_levels
from warehouse.ranking.assessment import assess
from warehouse.ranking.composite.rank_shift import competition_ranks
from warehouse.ranking.trust.sensitivity import robustness
from warehouse.ranking.trust.variants import factors, weight_sets

A, B, C, D = "online_share", "digitised_share", "satisfaction", "on_time_over_resolved"
GROUPS = {"g": {A: 20, B: 20}, "h": {C: 20, D: 40}}
FOUND = random_counts(7, 12, [A, B, C, D])
FACTORS = {
    "normalisation": {"normalisations": ["minmax", "prank"]},
    "aggregation": {"aggregations": ["geometric"]},
    "weights": {"weight_sets": 6},
    "target": {"target_change": 0.3},
    "leave_one_out": {"leave_one_out": True},
}


def robust(found=FOUND, groups=GROUPS, earlier=None, **changes):
    return assess(evidence(found, earlier), method(groups, **changes), sorted(found)).robustness


def with_gaps():
    found = {u: dict(own) for u, own in FOUND.items()}
    for i in (1, 4, 7):
        found[f"u{i:03}"][B] = "NOT_APPLICABLE"
    return found


def test_with_nothing_varied_the_only_run_is_the_ranking():
    result = assess(evidence(FOUND), method(GROUPS), sorted(FOUND))
    found = result.robustness
    assert found.runs == 1
    assert found.factors.is_empty() and found.left_out.is_empty()
    ranks = dict(result.ranking.table.select("unit_id", "rank").iter_rows())
    for name in ("rank", "rank_method_mean", "rank_method_q05", "rank_method_q95"):
        assert dict(found.units.select("unit_id", name).iter_rows()) == ranks
    top = [float(ranks[u] <= 5) for u in sorted(FOUND)]
    assert found.units["share_in_top_method"].to_list() == top


@pytest.mark.parametrize("name", FACTORS)
def test_a_factor_alone_explains_everything(name):
    found = robust(sensitivity=FACTORS[name]).factors
    assert found["factor"].to_list() == [name]
    assert found["first_order"].item() == pytest.approx(1)
    assert found["total_order"].item() == pytest.approx(1)


def test_the_policy_for_missing_cells_alone_explains_everything_and_moves_those_that_miss_some():
    found = robust(with_gaps(), sensitivity={"missing": ["zero"]})
    assert found.factors.select("factor", "first_order", "total_order").row(0) == (
        "missing",
        pytest.approx(1),
        pytest.approx(1),
    )
    moved = found.units.with_columns(fall=pl.col("rank_method_mean") - pl.col("rank"))
    hit = moved["unit_id"].is_in(["u001", "u004", "u007"])
    assert moved.filter(hit)["fall"].max() > 0 and moved.filter(hit)["fall"].min() >= 0
    assert moved.filter(~hit)["fall"].max() <= 0


def test_where_no_cell_is_missing_policies_and_imputations_move_nothing():
    found = robust(sensitivity={"missing": ["zero"], "imputations": ["group_median"], "weight_sets": 3})
    assert found.runs == 16
    by_factor = {f: (s, t) for f, s, t in found.factors.select("factor", "first_order", "total_order").iter_rows()}
    assert by_factor["missing"] == by_factor["imputation"] == (0, 0)
    assert by_factor["weights"] == (pytest.approx(1), pytest.approx(1))


def test_imputation_moves_the_units_that_it_completes():
    found = {u: dict(own) for u, own in FOUND.items()}
    worst = min(found, key=lambda u: found[u][D][0] / found[u][D][1])
    found[worst][D] = "NOT_REPORTED"
    rules = {"on_not_reported": "renormalise", "eligibility": {"overall": 0, "each_group": 0}}
    units = robust(found, sensitivity={"imputations": ["group_median"]}, **rules).units
    spread = units.with_columns(width=pl.col("rank_method_q95") - pl.col("rank_method_q05"))
    row = spread.row(by_predicate=pl.col("unit_id") == worst, named=True)
    assert row["width"] > 0
    # And together with chance: the imputed value, not what an absent one was drawn as.
    assert abs(row["rank_combined_mean"] - row["rank_method_mean"]) < 1


EVERYTHING = {key: value for one in FACTORS.values() for key, value in one.items()} | {"missing": ["zero"]}


def test_indices_are_those_of_every_run_by_hand():
    found = with_gaps()
    rules = method(GROUPS, sensitivity=EVERYTHING | {"weight_sets": 2})
    result = robust(found, sensitivity=EVERYTHING | {"weight_sets": 2})
    own = matrix(found, rules)
    assert result.runs == prod(map(len, sensitivity_levels(rules).values())) == 3 * 2 * 2 * 3 * 5 * 3
    assert result.factors["levels"].to_list() == [3, 2, 3, 2, 3, 5]
    outcomes = {}
    tried = [f for f in factors(rules) if len(f.levels) > 1]
    ranks = dict(zip(own.units, competition_ranks(_scores(own, found, {})), strict=True))
    nominal = np.array([ranks[u] for u in own.units])
    for levels in product(*(f.levels for f in tried)):
        chosen = dict(zip((f.id for f in tried), levels, strict=True))
        scores = _scores(own, found, chosen)
        outcomes[levels] = np.abs(competition_ranks(scores) - nominal).mean()
    values = np.array(list(outcomes.values()))
    for i, factor in enumerate(tried):
        first = np.var([np.mean([y for levels, y in outcomes.items() if levels[i] == one]) for one in factor.levels])
        others = {levels[:i] + levels[i + 1 :] for levels in outcomes}
        rest = [np.var([outcomes[(*o[:i], one, *o[i:])] for one in factor.levels]) for o in others]
        row = result.factors.row(by_predicate=pl.col("factor") == factor.id, named=True)
        assert row["first_order"] == pytest.approx(first / values.var())
        assert row["total_order"] == pytest.approx(np.mean(rest) / values.var())


def _scores(own, found, chosen):
    """Return the scores of a matrix's units under one combination of choices, computed anew from the counts."""
    change = {"own": 1.0, "less": 0.7, "more": 1.3}[chosen.get("target", "own")]
    codes = [r.code for r in own.rules]
    ratios = {c: np.array([_ratio(found[u][c]) for u in own.units]) for c in codes}
    scale, missing = chosen.get("normalisation", "own"), chosen.get("missing", "own")
    columns = {c: _scaled(ratios[c], scale, min(1.0, change)) for c in codes}
    if missing == "zero":
        columns = {c: np.where(np.isnan(v), 0.0, v) for c, v in columns.items()}
    sets = weight_sets(own)[int(chosen.get("weights", "own").replace("own", "set 0").split()[1])]
    of_groups = {"g": sets[0], "h": sets[3]}
    of_codes = dict(zip([A, B, C, D], sets[[1, 2, 4, 5]], strict=True))
    of_codes |= {chosen["leave_one_out"]: 0.0} if chosen.get("leave_one_out", "own") != "own" else {}
    mean = _geometric if chosen.get("aggregation") == "geometric" else _arithmetic
    parts = [mean([columns[c] for c in GROUPS[g]], [of_codes[c] for c in GROUPS[g]], True) for g in GROUPS]
    weights = [of_groups[g] if any(of_codes[c] for c in GROUPS[g]) else 0.0 for g in GROUPS]
    return mean(parts, weights, False)


def _ratio(cell):
    return np.nan if isinstance(cell, str) else cell[0] / cell[1]


def _scaled(values, scale, target):
    if scale == "minmax":
        return 100 * (values - np.nanmin(values)) / (np.nanmax(values) - np.nanmin(values))
    if scale == "prank":
        below = np.array([np.sum(values < v) for v in values])
        return np.where(np.isnan(values), np.nan, 100 * below / (np.sum(~np.isnan(values)) - 1))
    return 100 * np.minimum(1, values / target)


def _arithmetic(columns, weights, _):
    shown = [np.where(np.isnan(c), 0.0, w) for c, w in zip(columns, weights, strict=True)]
    with np.errstate(invalid="ignore"):  # of a group that is left out
        return sum(w * np.nan_to_num(c) for c, w in zip(columns, shown, strict=True)) / sum(shown)


def _geometric(columns, weights, is_scale):
    moved = [1 + 0.99 * c if is_scale else c for c in columns]
    return np.exp(_arithmetic([np.log(c) for c in moved], weights, False))


@pytest.mark.long
@settings(deadline=None, max_examples=8)
@given(st.integers(0, 10_000))
def test_indices_lie_between_0_and_1_and_the_total_is_no_less_than_the_first_order(seed):
    found = robust(random_counts(seed, 6, [A, B, C, D]), sensitivity=EVERYTHING).factors
    first, total = found["first_order"].to_numpy(), found["total_order"].to_numpy()
    assert (first >= -1e-12).all() and (total <= 1 + 1e-12).all() and (first <= total + 1e-12).all()
    assert first.sum() <= 1 + 1e-9


@pytest.mark.long
def test_leaving_one_out_is_ranking_with_its_weight_0():
    found = robust(sensitivity={"leave_one_out": True})
    assert found.left_out["indicator"].to_list() == [A, B, C, D]
    nominal = _ranks(GROUPS)
    for code, row in zip((A, B, C, D), found.left_out.iter_rows(named=True), strict=True):
        other = "g" if code in GROUPS["g"] else "h"
        rest = {c: sum(GROUPS[other].values()) if c != code else 0 for c in GROUPS[other]}
        shifts = np.abs(_ranks(GROUPS | {other: rest}) - nominal)
        assert row["mean_shift"] == pytest.approx(shifts.mean())
        assert row["largest_shift"] == shifts.max()
        assert row["largest_movers"].split() == [
            u for u, s in zip(sorted(FOUND), shifts, strict=True) if s == shifts.max()
        ]


def _ranks(groups):
    table = assess(evidence(FOUND), method(groups), sorted(FOUND)).ranking.table
    return table.sort("unit_id")["rank"].to_numpy()


def test_leaving_out_the_only_indicator_leaves_nobody_ranked_and_moves_nobody():
    found = robust({u: {A: own[A]} for u, own in FOUND.items()}, {"g": {A: 10}}, sensitivity={"leave_one_out": True})
    assert found.runs == 2
    assert found.left_out["mean_shift"].to_list() == [None]
    assert found.left_out["largest_movers"].to_list() == [""]
    assert found.factors["first_order"].to_list() == [0]
    assert found.units["rank_method_mean"].to_list() == found.units["rank"].to_list()


def test_an_indicator_without_points_is_not_left_out():
    groups = {"g": {A: 20, B: 0}, "h": {C: 20, D: 40}}
    assert robust(groups=groups, sensitivity={"leave_one_out": True}).left_out["indicator"].to_list() == [A, C, D]


def test_chance_and_method_spread_ranks_together_at_least_about_as_much_as_each_alone():
    found = random_counts(8, 15, [A, B, C, D], 100, 200)
    units = robust(found, sensitivity=EVERYTHING, uncertainty={"draws": 2_000}).units
    width = {
        kind: (units[f"rank_{kind}_q95"] - units[f"rank_{kind}_q05"]).mean()
        for kind in ("method", "sampling", "combined")
    }
    assert width["combined"] > 0.9 * max(width["method"], width["sampling"])
    assert min(width.values()) > 0.5


def test_without_other_choices_the_combined_spread_is_that_of_chance():
    units = robust(sensitivity={}, uncertainty={"draws": 1_000}).units
    assert units["rank_combined_mean"].to_list() == units["rank_sampling_mean"].to_list()
    assert units["rank_method_mean"].to_list() == units["rank"].to_list()


def test_where_chance_is_ignored_method_alone_is_shown():
    result = assess(
        evidence(FOUND, interval="none"),
        method(GROUPS, sensitivity=EVERYTHING, uncertainty={"interval": "none"}),
        sorted(FOUND),
    )
    units = result.robustness.units
    assert (
        units.select(pl.col("^rank_(sampling|combined).*$"), "share_in_top_sampling")
        .null_count()
        .sum_horizontal()
        .item()
        == 9 * 12
    )
    assert units["rank_method_mean"].null_count() == 0


def test_fewer_units_than_the_top():
    found = {u: FOUND[u] for u in ("u000", "u001")}
    units = robust(found, sensitivity=EVERYTHING).units
    assert units["share_in_top_method"].to_list() == units["share_in_top_sampling"].to_list() == [1, 1]


def test_one_unit():
    units = robust({"u000": FOUND["u000"]}, sensitivity=EVERYTHING).units
    assert units.select("rank", "rank_method_q05", "rank_sampling_q95", "rank_combined_median").row(0) == (1, 1, 1, 1)


def test_the_share_in_the_top_is_that_of_the_runs():
    rules = {"rank_sets": {"top": 3}, "sensitivity": {"weight_sets": 200}}
    units = robust(**rules).units
    assert units["share_in_top_method"].sum() == pytest.approx(3, abs=0.05)
    assert units["share_in_top_sampling"].sum() == pytest.approx(3, abs=0.05)
    assert units.sort("rank")["share_in_top_method"].to_list()[0] > 0.9


def test_relative_scales_and_pairs_are_varied_too():
    prank = {c: {"weight": 1, "normalisation": {"kind": "prank"}} for c in (A, B, C, D)}
    one = weighted({"g": prank}, sensitivity={"normalisations": ["minmax"], "weight_sets": 2})
    two = weighted({"g": {A: 1, B: 1, C: 1}}, aggregation="copeland", sensitivity={"aggregations": ["arithmetic"]})
    for rules in (one, two):
        result = assess(evidence(FOUND), rules, sorted(FOUND))
        ranks = dict(result.ranking.table.select("unit_id", "rank").iter_rows())
        assert dict(result.robustness.units.select("unit_id", "rank").iter_rows()) == ranks
        assert result.robustness.factors["first_order"].max() > 0


def test_missing_variants_are_an_error_of_the_caller():
    own = matrix(FOUND, method(GROUPS, sensitivity={"missing": ["zero"]}))
    with pytest.raises(KeyError):
        robustness(own, {("own", "own", "own", "own"): own}, np.zeros((0, 12)), [])
    assert robustness(own, {(m, "own", "own", "own"): own for m in ("own", "zero")}, np.zeros((0, 12)), []).runs == 2
    assert own.period is YEAR


def test_runs_are_ranked_on_rounded_scores_where_the_method_is():
    groups = {"g": {A: 10}}
    found = {"a": {A: (9_049, 10_000)}, "b": {A: (9_041, 10_000)}, "c": {A: (8_000, 10_000)}}
    for rank_on, expected in (("rounded(1)", [1, 1, 3]), ("rounded(2)", [1, 2, 3]), ("unrounded", [1, 2, 3])):
        rules = method(groups, rank_on=rank_on, uncertainty={"draws": 1_000})
        result = assess(evidence(found), rules, "abc")
        assert result.ranking.table.sort("unit_id")["rank"].to_list() == expected
        assert result.robustness.units["rank"].to_list() == expected
    # Drawn scores are on the points of the method, and rounded as such.
    whole = assess(evidence(found), method(groups, rank_on="rounded(0)"), "abc").robustness.units
    assert whole["rank_sampling_mean"].to_list()[:2] == whole["rank_combined_mean"].to_list()[:2] == [1, 1]
