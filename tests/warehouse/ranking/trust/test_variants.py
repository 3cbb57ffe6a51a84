from fractions import Fraction
from math import prod

import numpy as np
import pytest
from engine_cases import YEAR, cells, evidence, matrix, method, random_counts, weighted

from schemas.sensitivity_levels import OWN, sensitivity_levels
from warehouse.ranking.assessment import assess
from warehouse.ranking.index.matrix import normalise_all, scores_of
from warehouse.ranking.index.score import rank
from warehouse.ranking.trust.variants import (
    aggregate_variant,
    left_out,
    variant_scores,
    weight_sets,
    with_policy,
    with_targets,
)

A, B, C, D = "online_share", "digitised_share", "satisfaction", "on_time_over_resolved"
LESS, RATE = "overdue_open_share", "training_per_official"
POSITIVE = {"kind": "minmax", "worst": 0, "best": 1, "from": 1, "to": 100}
AMPI = {"kind": "minmax", "worst": 0, "best": 1, "from": 70, "to": 130}
MPI = {"kind": "zscore", "mean": 0.7, "sd": 0.1, "from": 100, "to": 10}
DEFAULT = {
    "normalisations": ["minmax", "prank"],
    "aggregations": ["geometric"],
    "missing": ["zero"],
    "imputations": ["group_median"],
    "weight_sets": 3,
    "target_change": 0.1,
    "leave_one_out": True,
}


def scaled(normalisation, *codes, **others):
    groups = {"g": {c: {"weight": 1, "normalisation": normalisation} for c in codes[:2]}}
    return weighted(groups | {"h": {c: {"weight": 1, "normalisation": normalisation} for c in codes[2:]}}, **others)


METHODS = {
    "points": method({"g": {A: 20, B: 20}, "h": {C: 60}}, sensitivity=DEFAULT),
    "targets": method({"g": {A: {"max_points": 20, "target": "0.8"}, LESS: 20}}, sensitivity=DEFAULT),
    "positive": scaled(POSITIVE, A, B, C, aggregation="geometric", sensitivity=DEFAULT),
    "z": scaled({"kind": "zscore", "mean": 0.7, "sd": 0.1}, A, B, C, sensitivity=DEFAULT),
    "mpi": scaled(MPI, A, B, C, aggregation="mpi", sensitivity=DEFAULT),
    "ampi": scaled(AMPI, A, B, C, aggregation="ampi", sensitivity=DEFAULT),
    "relative": scaled({"kind": "prank"}, A, B, C, sensitivity=DEFAULT),
    "rank": scaled({"kind": "rank"}, A, B, C, sensitivity=DEFAULT),
    "borda": scaled({"kind": "borda"}, A, B, C, sensitivity=DEFAULT),
    "copeland": weighted({"g": {A: 1, B: 2, C: 2}}, aggregation="copeland", sensitivity=DEFAULT),
    "quiet": weighted(
        {"g": {A: 1, B: 2, C: 2}}, aggregation="copeland", copeland_ignores_noise=True, sensitivity=DEFAULT
    ),
    "quiet and imputed": weighted(
        {"g": {A: 1, B: 2, C: 2}},
        aggregation="copeland",
        copeland_ignores_noise=True,
        imputation="group_median",
        sensitivity=DEFAULT,
    ),
    "harmonic": scaled(POSITIVE, A, B, C, aggregation="harmonic", sensitivity=DEFAULT),
    "goalposts": scaled({"kind": "goalposts", "worst": "0.5", "best": 1}, A, B, C, sensitivity=DEFAULT),
    "dist_target": scaled({"kind": "dist_target", "worst": "0.2", "target": "0.9"}, A, B, C, sensitivity=DEFAULT),
    "dist_max": scaled({"kind": "dist_max", "worst": "0.2", "best": "0.9"}, A, B, C, sensitivity=DEFAULT),
    "frac_max": scaled({"kind": "frac_max", "best": 1}, A, B, C, sensitivity=DEFAULT),
    "log": scaled({"kind": "log_goalposts", "worst": "0.2", "best": 1}, A, B, C, sensitivity=DEFAULT),
    "pooling": method(
        {"g": {A: 20, B: 20}},
        on_not_reported="renormalise",
        on_small_n="pool_previous_period",
        sensitivity=DEFAULT | {"missing": ["renormalise", "zero"], "imputations": ["none", "group_median"]},
    ),
    "imputing": method(
        {"g": {A: 20, B: 20}}, imputation="group_median", on_not_reported="renormalise", sensitivity=DEFAULT
    ),
    "same": method(
        {"g": {A: 20}}, on_not_reported="zero", on_not_applicable="zero", sensitivity=DEFAULT | {"missing": ["zero"]}
    ),
    "one": method({"g": {A: 20}}, sensitivity=DEFAULT),
    "none": method({"g": {A: 20, B: 20}}),
    "shown": method({"g": {A: 20, B: 0, RATE: 0}}, sensitivity=DEFAULT),
}


@pytest.mark.long
@pytest.mark.parametrize("name", METHODS)
def test_every_kind_of_method_can_be_varied_and_drawn_with_gaps_and_extremes(name):
    rules = METHODS[name]
    found = random_counts(4, 8, [A, B, C, LESS, RATE])
    for own in found.values():
        own[RATE] = (50, 10)
    found["u000"] |= {A: (0, 500), B: (0, 500), C: (0, 500)}
    found["u001"] |= {A: (500, 500), B: (500, 500), C: (500, 500)}
    found["u002"][B] = "NOT_APPLICABLE"
    found["u003"][B] = (5, 9, "SMALL_N")
    result = assess(evidence(found, random_counts(9, 8, [A, B, C, LESS])), rules, sorted(found))
    robust = result.robustness
    assert robust.runs == prod(map(len, sensitivity_levels(rules).values()))
    assert robust.units.drop("unit_id").null_count().sum_horizontal().item() == 0
    assert result.draws.scores.shape == (1_000, len(result.ranking.matrix.units))
    assert np.isfinite(result.draws.scores).all()
    table = dict(result.ranking.table.filter("eligible").select("unit_id", "rank").iter_rows())
    assert dict(robust.units.select("unit_id", "rank").iter_rows()) == table


def test_policies_of_a_level_hold_for_every_cell_without_value():
    rules = method({"g": {A: {"max_points": 10, "on_not_applicable": "full"}, B: 10}}, on_small_n="ineligible")
    zero, shared = with_policy(rules, "zero"), with_policy(rules, "renormalise")
    for one, level in ((zero, "zero"), (shared, "renormalise")):
        policies = {
            one.on_not_applicable,
            one.on_not_reported,
            one.rules[0].on_not_applicable,
            one.rules[1].on_not_reported,
        }
        assert policies == {level}
    assert (zero.on_small_n, zero.rules[0].on_small_n) == ("ineligible", None)
    assert (shared.on_small_n, shared.rules[0].on_small_n) == ("renormalise", "renormalise")
    assert with_policy(rules, OWN) is rules
    deep = method({"g": {"h": {A: 10}, "i": {B: 10}}})
    assert [r.on_not_reported for r in with_policy(deep, "zero").rules] == ["zero", "zero"]


@pytest.mark.parametrize(
    ("code", "target", "less", "more"),
    [
        (A, "0.8", Fraction(72, 100), Fraction(88, 100)),
        (A, None, Fraction(9, 10), 1),
        (A, "0.95", Fraction(855, 1000), 1),
        (LESS, "0.2", 1 - Fraction(72, 100), 1 - Fraction(88, 100)),
        (LESS, None, Fraction(1, 10), 0),
        (RATE, "2", Fraction(18, 10), Fraction(22, 10)),
    ],
)
def test_targets_that_ask_for_less_or_more(code, target, less, more):
    rules = method(
        {"g": {code: {"max_points": 10} | ({} if target is None else {"target": target})}}, sensitivity=DEFAULT
    )
    assert [with_targets(rules, level).rules[0].target for level in ("less", "more")] == [less, more]
    assert with_targets(rules, OWN) is rules


def test_a_distance_to_a_target_is_moved_from_its_worst_value():
    far = {"kind": "dist_target", "worst": "0.5", "target": "0.1"}
    rules = weighted({"g": {LESS: {"weight": 1, "normalisation": far}}}, sensitivity=DEFAULT)
    moved = [with_targets(rules, level).rules[0].normalisation.target for level in ("less", "more")]
    assert [float(m) for m in moved] == pytest.approx([0.14, 0.06])
    posts = weighted({"g": {A: {"weight": 1, "normalisation": {"kind": "goalposts", "worst": 0, "best": 1}}}})
    assert with_targets(posts, "more").rules == posts.rules
    shown = method({"g": {A: 10, RATE: 0}}, sensitivity=DEFAULT)
    assert with_targets(shown, "more").rules[1] == shown.rules[1]


FOUND = {
    "a": {A: (20, 100), LESS: (10, 100)},
    "b": {A: (40, 100), LESS: (20, 100)},
    "c": {A: (60, 100), LESS: (50, 100)},
    "d": {A: "NOT_APPLICABLE", LESS: (50, 100)},
}
TWO = {"g": {A: 10, LESS: 10}}


@pytest.mark.parametrize(
    ("level", "of_more", "of_less"),
    [
        ("minmax", [0, 50, 100], [100, 75, 0, 0]),
        ("prank", [0, 50, 100], [100, 200 / 3, 0, 0]),
        ("zscore", [40, 50, 60], None),
        (OWN, [20, 40, 60], [90, 80, 50, 50]),
    ],
)
def test_other_scales_by_hand(level, of_more, of_less):
    own = matrix(FOUND, method(TWO))
    scores = variant_scores(own, own, level)
    assert scores[:3, 0] == pytest.approx(of_more)
    assert level == OWN or np.isnan(scores[3, 0])
    if of_less is None:
        less = np.array([0.1, 0.2, 0.5, 0.5])
        of_less = 50 - 10 * (less - less.mean()) / less.std(ddof=1)
    assert scores[:, 1] == pytest.approx(of_less)


def test_parameters_of_another_scale_stay_those_of_the_counted_values():
    own = matrix(FOUND, method(TWO))
    values = np.full((2, 4, 2), 0.3)
    values[1] = 0.7
    scores = variant_scores(own, own, "minmax", values)
    assert scores[:, 0] == pytest.approx(np.array([[25, 50], [125, -50]]))
    assert np.isnan(scores[:, 3, 0]).all()


@pytest.mark.parametrize(("policy", "expected"), [("full", 100), ("zero", 0)])
@pytest.mark.parametrize("level", ["minmax", "prank"])
def test_what_a_policy_gives_is_the_end_of_the_other_scale(level, policy, expected):
    own = matrix(FOUND, method(TWO, on_not_applicable=policy))
    assert variant_scores(own, own, level)[3, 0] == expected


def test_the_worst_of_a_scale_that_begins_above_0_is_still_the_worst():
    one = {**POSITIVE, "worst": 1, "best": 0}
    rules = weighted(
        {"g": {A: {"weight": 1, "normalisation": POSITIVE}, LESS: {"weight": 1, "normalisation": one}}},
        on_not_applicable="zero",
    )
    own = matrix(FOUND, rules)
    assert normalise_all(own)[3, 0] == 1
    assert variant_scores(own, own, "prank")[3, 0] == 0
    assert variant_scores(own, own, "zscore")[3, 0] == pytest.approx(40)


@pytest.mark.parametrize(("kind", "worst"), [("rank", 1), ("borda", 0), ("zscore", 50)])
def test_on_a_scale_without_ends_the_worst_is_that_of_the_units(kind, worst):
    scale = {"kind": kind} | ({"mean": 0.7, "sd": 0.1, "from": 100, "to": 10} if kind == "zscore" else {})
    rules = weighted({"g": {A: {"weight": 1, "normalisation": scale}}}, eligibility={"overall": 0, "each_group": 0})
    own = matrix({u: {A: v[A]} for u, v in FOUND.items() if u != "d"}, rules)
    with_gap = rank(cells({u: {A: v[A]} for u, v in FOUND.items()}), with_policy(rules, "zero"), "abcd", YEAR).matrix
    found = variant_scores(with_gap, own, OWN)
    assert found[3, 0] == found[:3, 0].min() == pytest.approx(worst)


def test_indicators_in_which_nobody_differs_stand_in_the_middle():
    found = {u: {A: (30, 60), LESS: own[LESS]} for u, own in FOUND.items()}
    own = matrix(found, method(TWO))
    for level in ("minmax", "prank", "zscore"):
        assert variant_scores(own, own, level)[:, 0].tolist() == [50] * 4
        assert variant_scores(own, own, level)[:, 1].std() > 0


def test_weight_sets_begin_with_the_own_weights_and_stay_within_their_change():
    rules = METHODS["points"]
    own = matrix(random_counts(1, 5, [A, B, C]), rules)
    sets = weight_sets(own)
    assert sets.shape == (4, 5)
    assert sets[0].tolist() == [40, 20, 20, 60, 60]
    assert ((sets[1:] >= 0.75 * sets[0]) & (sets[1:] <= 1.25 * sets[0])).all()
    assert len(np.unique(sets[1:] / sets[0])) == 15
    assert weight_sets(own).tobytes() == sets.tobytes()
    seeded = rules.model_copy(update={"uncertainty": rules.uncertainty.model_copy(update={"seed": 2})})
    assert not np.array_equal(weight_sets(matrix(random_counts(1, 5, [A, B, C]), seeded)), sets)


def test_random_weights_spread_over_the_whole_range():
    wide = METHODS["points"].sensitivity.model_copy(update={"weight_sets": 500})
    own = matrix(random_counts(1, 5, [A, B, C]), METHODS["points"].model_copy(update={"sensitivity": wide}))
    ratios = weight_sets(own)[1:] / weight_sets(own)[0]
    assert (ratios.min(), ratios.max(), ratios.mean()) == pytest.approx((0.75, 1.25, 1), abs=0.01)


def test_leaving_an_indicator_out_is_ranking_without_it():
    rules = METHODS["points"]
    found = random_counts(2, 12, [A, B, C])
    own = matrix(found, rules)
    weights = left_out(own, weight_sets(own)[:1], [A, B, C])[0]
    scores = aggregate_variant(own, np.asarray(normalise_all(own), dtype=np.float64), weights, OWN, OWN)
    assert scores[0] == pytest.approx([float(v) for v in scores_of(own).of_units.values()])
    for i, code in enumerate((A, B, C), start=1):
        points = {"g": {A: 20, B: 20}, "h": {C: 60}}
        groups = {g: {c: 0 if c == code else m for c, m in parts.items()} for g, parts in points.items()}
        groups = {g: parts for g, parts in groups.items() if sum(parts.values())}
        # The group keeps its weight: the other indicator in it carries it.
        groups = {g: {c: m and sum(points[g].values()) for c, m in parts.items()} for g, parts in groups.items()}
        expected = scores_of(matrix(found, method(groups))).of_units
        total = sum(m for parts in groups.values() for m in parts.values())
        assert scores[i] == pytest.approx([100 * float(v) / total for v in expected.values()])


def test_another_mean_by_hand():
    found = {"a": {A: (0, 100), LESS: (0, 100)}, "b": {A: (50, 100), LESS: (50, 100)}}
    own = matrix(found, method(TWO))
    scores = variant_scores(own, own, OWN)
    weights = weight_sets(own)[:1]
    geometric = aggregate_variant(own, scores, weights, OWN, "geometric")
    assert geometric[0] == pytest.approx([np.sqrt(1 * 100), 50.5])
    harmonic = aggregate_variant(own, scores, weights, OWN, "harmonic")
    assert harmonic[0] == pytest.approx([2 / (1 + 1 / 100), 50.5])
    assert aggregate_variant(own, scores, weights, OWN, "arithmetic")[0] == pytest.approx([50, 50])


def test_a_scale_above_0_is_not_moved_for_a_geometric_mean():
    rules = scaled(POSITIVE, A, B, C)
    own = matrix({"a": {A: (20, 100), B: (40, 100), C: (60, 100)}}, rules)
    scores = variant_scores(own, own, OWN)
    found = aggregate_variant(own, scores, weight_sets(own)[:1], OWN, "geometric")
    assert found.item() == pytest.approx((20.8 * 40.6 * 60.4) ** (1 / 3))


def test_min_max_scores_lie_between_70_and_130_for_the_index_of_mazziotta_and_pareto():
    own = matrix({u: {A: v[A], B: v[A], C: v[A]} for u, v in FOUND.items() if u != "d"}, METHODS["mpi"])
    scores = variant_scores(own, own, "minmax")
    found = aggregate_variant(own, scores, weight_sets(own)[:1], "minmax", OWN)
    assert found[0] == pytest.approx([70, 100, 130])


@pytest.mark.parametrize("aggregation", [OWN, "geometric"])
def test_a_unit_without_a_score_has_none(aggregation):
    own = matrix(FOUND, weighted({"g": {A: 1}}, eligibility={"overall": 0, "each_group": 0}, on_not_applicable="full"))
    gone = own.of(own.units)
    gone.present[3] = False
    scores = variant_scores(gone, own, OWN)
    found = aggregate_variant(gone, scores, weight_sets(own)[:1], OWN, aggregation)
    assert np.isnan(found[0]).tolist() == [False, False, False, True]
