import numpy as np
import polars as pl
import pytest
from engine_cases import BEFORE, YEAR, cells, evidence, matrix, method, parts, random_counts, weighted
from in_force import INDICATORS

from warehouse.ranking.assessment import rank_with_draws
from warehouse.ranking.evidence.cells import PARTS
from warehouse.ranking.index.score import rank
from warehouse.ranking.trust.draws import Counts, draw_scores, draw_values

A, B, C = "online_share", "digitised_share", "satisfaction"
LESS, RATE = "overdue_open_share", "training_per_official"
ON_TIME, SATISFIED = "on_time_766", "satisfaction_766"
NO_PARTS = PARTS.to_frame()
MANY = {"draws": 40_000, "seed": 3}


def values(found, rules, effects=None, split=NO_PARTS, period=YEAR):
    own = matrix(found, rules, period)
    drawn = draw_values(own, Counts(cells(found, effects=effects), split))
    return own, {rule.code: column for rule, column in zip(own.rules, drawn, strict=True)}


def is_beta(drawn, a, b):
    """Compare mean and variance with those of Beta(a, b), within 5 standard errors."""
    mean = a / (a + b)
    variance = mean * (1 - mean) / (a + b + 1)
    size = len(drawn)
    assert abs(drawn.mean() - mean) < 5 * np.sqrt(variance / size)
    # The kurtosis of the drawn values gives the error of their variance.
    fourth = ((drawn - drawn.mean()) ** 4).mean()
    assert abs(drawn.var() - variance) < 5 * np.sqrt((fourth - variance**2) / size)


@pytest.mark.parametrize("phi", [1.0, 3.5])
@pytest.mark.parametrize("code", [A, LESS])
@pytest.mark.parametrize("counts", [(0, 40), (40, 40), (37, 40), (99_990, 100_000)])
def test_proportions_are_drawn_from_the_posterior_of_the_counts_over_the_design_effect(counts, code, phi):
    _, drawn = values({"a": {code: counts}}, method({"g": {code: 10}}, uncertainty=MANY), {code: phi})
    x, n = counts
    is_beta(drawn[code][:, 0], x / phi + 0.5, (n - x) / phi + 0.5)


@pytest.mark.parametrize("phi", [1.0, 4.0])
def test_rates_are_drawn_from_a_gamma_of_the_count_over_the_design_effect(phi):
    rules = method({"g": {RATE: {"max_points": 10, "target": 2}}}, uncertainty=MANY)
    _, drawn = values({"a": {RATE: (60, 40)}}, rules, {RATE: phi})
    shape = 60 / phi + 0.5
    assert drawn[RATE].mean() == pytest.approx(shape * phi / 40, rel=0.01)
    assert drawn[RATE].var() == pytest.approx(shape * (phi / 40) ** 2, rel=0.05)


def test_a_census_is_what_was_counted_in_every_draw():
    rules = method({"g": {A: 50, "procedures_online_share": 50}})
    found = {"a": {A: (50, 100), "procedures_online_share": (30, 39)}}
    _, drawn = values(found, rules, {"procedures_online_share": 4.0})
    assert (drawn["procedures_online_share"] == 30 / 39).all()
    assert drawn[A].std() > 0


def test_what_was_not_counted_does_not_vary():
    found = {"a": {A: (50, 100), B: "NOT_APPLICABLE"}, "b": {A: (50, 100), B: (5, 10, "SMALL_N")}}
    _, drawn = values(found, method({"g": {A: 50, B: 50}}, eligibility={"overall": 0, "each_group": 0}))
    assert (drawn[B] == [0.0, 0.5]).all()
    assert drawn[A].std(axis=0).min() > 0


def test_an_imputed_value_does_not_vary_even_where_it_has_counts():
    rules = method({"g": {A: 50, B: 50}}, imputation="last_period", on_not_reported="renormalise")
    now = {"a": {A: (50, 100), B: "NOT_REPORTED"}, "b": {A: (50, 100), B: (40, 100)}}
    before = {"a": {A: (50, 100), B: (70, 100)}}
    ranking, draws = rank_with_draws(evidence(now, before), rules, ["a", "b"])
    assert ranking.cells.filter(unit_id="a", indicator=B)["origin"].item() == "imputed"
    # B gives a 35 points in every draw; A gives at most 50.
    only_a = draws.scores[:, 0] - 35
    assert only_a.std() == pytest.approx(50 * np.sqrt(0.25 / 102), rel=0.1)
    assert draws.scores[:, 1].std() > 1.2 * only_a.std()


# One unit's late dossiers feed 2.1 and, by the same count, 5.4.
BOTH = method({"t": {ON_TIME: 20}, "s": {SATISFIED: 6}}, uncertainty={"draws": 4_000})
LATE = {"a": {ON_TIME: (950, 1_000), SATISFIED: (750, 800)}, "b": {ON_TIME: (900, 1_000), SATISFIED: (700, 800)}}


def late_parts(open_late=0, complaints=0):
    def of(late):
        return {
            (ON_TIME, 0): (late, 800),
            (ON_TIME, 1): (open_late, 200),
            (SATISFIED, 0): (late, 800),
            (SATISFIED, 1): (complaints, 800),
        }

    return parts({"a": of(50), "b": of(100)})


def correlation(found, split, effects=None):
    _, drawn = values(found, BOTH, effects, split)
    return [float(np.corrcoef(drawn[ON_TIME][:, i], drawn[SATISFIED][:, i])[0, 1]) for i in range(2)]


def test_late_dossiers_are_drawn_once_for_both_indicators_that_they_feed():
    # Open late dossiers and complaints, none, still add half an event's variance each.
    assert min(correlation(LATE, late_parts())) > 0.98
    assert np.abs(correlation(LATE, NO_PARTS)).max() < 0.06


def test_what_else_fails_lowers_the_correlation():
    found = {
        u: {ON_TIME: (own[ON_TIME][0] - 60, 1_000), SATISFIED: (own[SATISFIED][0] - 100, 800)}
        for u, own in LATE.items()
    }
    assert max(correlation(found, late_parts(60, 100))) < 0.8


def test_parts_of_a_cell_that_was_pooled_are_not_its_failures():
    # Nothing was late before: the failures are those of the period alone, and the cases are not.
    now = {u: {ON_TIME: (own, 1_000, "SMALL_N"), SATISFIED: (own - 200, 800)} for u, own in (("a", 950), ("b", 900))}
    earlier = {u: {ON_TIME: (1_000, 1_000), SATISFIED: (800, 800)} for u in now}
    rules = BOTH.model_copy(update={"on_small_n": "pool_previous_period"})
    ranking, draws = rank_with_draws(evidence(now, earlier, late_parts()), rules, sorted(now))
    assert ranking.cells.filter(indicator=ON_TIME)["origin"].to_list() == ["pooled"] * 2
    pooled, satisfied = draws.groups["group:t"], draws.groups["group:s"]
    assert pooled.mean(axis=0) == pytest.approx([97.5, 95], abs=0.1)
    assert max(abs(np.corrcoef(pooled[:, i], satisfied[:, i])[0, 1]) for i in range(2)) < 0.06


def test_parts_that_do_not_add_up_to_the_failures_are_left_aside():
    found = {u: {ON_TIME: (940, 1_000), SATISFIED: own[SATISFIED]} for u, own in LATE.items()}
    assert np.abs(correlation(found, late_parts())).max() < 0.06
    _, drawn = values(found, BOTH, None, late_parts())
    assert drawn[ON_TIME].mean() == pytest.approx(0.94, abs=0.002)


def test_a_cell_of_which_a_part_is_not_known_is_drawn_by_itself():
    missing = late_parts().filter(pl.col("part") == 0)
    assert np.abs(correlation(LATE, missing)).max() < 0.06


def test_drawn_parts_make_up_the_failures_and_vary_by_the_greater_design_effect():
    _, drawn = values(LATE, BOTH, None, late_parts())
    late = 800 * (1 - drawn[SATISFIED][:, 0])
    assert late.mean() == pytest.approx(51, rel=0.02)  # Jeffreys adds half a late one and half a complaint
    assert late.var() == pytest.approx(51 * 0.94, rel=0.1)
    _, wider = values(LATE, BOTH, {ON_TIME: 4.0}, late_parts())
    assert np.var(800 * wider[SATISFIED][:, 0]) == pytest.approx(4 * 51 * 0.94, rel=0.15)
    assert ((wider[SATISFIED] >= 0) & (wider[SATISFIED] <= 1)).all()


def test_shares_stay_shares_where_parts_are_of_more_cases_than_the_indicator():
    split = parts({"a": {(SATISFIED, 0): (3, 5_000), (SATISFIED, 1): (27, 5_000)}})
    rules = method({"s": {SATISFIED: 6}}, uncertainty={"draws": 4_000})
    _, drawn = values({"a": {SATISFIED: (0, 30)}}, rules, None, split)
    assert drawn[SATISFIED].min() == 0
    assert drawn[SATISFIED].max() <= 1


def test_contradictory_parts_are_drawn_from_nothing():
    split = parts({"a": {(SATISFIED, 0): (-2, 800), (SATISFIED, 1): (60, 5)}})
    rules = method({"s": {SATISFIED: 6}})
    _, drawn = values({"a": {SATISFIED: (742, 800)}}, rules, None, split)
    assert np.isfinite(drawn[SATISFIED]).all()


def test_each_indicator_and_period_has_a_stream_of_its_own_and_the_seed_decides():
    found = {"a": {A: (50, 100), B: (50, 100)}}
    rules = method({"g": {A: 50, B: 50}})
    _, one = values(found, rules)
    assert (one[A] == values(found, rules)[1][A]).all()
    for other in (
        one[B],
        values(found, rules, period=BEFORE)[1][A],
        values(found, method({"g": {A: 50, B: 50}}, uncertainty={"seed": 2}))[1][A],
    ):
        assert abs(np.corrcoef(one[A][:, 0], other[:, 0])[0, 1]) < 0.12


def test_a_unit_without_cells_of_others_leaves_their_draws_alone():
    found = random_counts(1, 6, [A, B])
    rules = method({"g": {A: 50, B: 50}}, on_not_applicable="renormalise")
    _, one = values(found, rules)
    _, other = values(found | {"u002": found["u002"] | {B: "NOT_APPLICABLE"}}, rules)
    assert (one[A] == other[A]).all()


POSITIVE = {"kind": "minmax", "worst": 0, "best": 1, "from": 1, "to": 100}


@pytest.mark.long
@pytest.mark.parametrize(
    "rules",
    [
        method({"g": {A: 10, B: 20}, "h": {"i": {C: 5}}}),
        weighted({"g": {c: {"weight": 1, "normalisation": POSITIVE} for c in (A, B, C)}}, aggregation="geometric"),
        weighted({"g": {c: {"weight": 1, "normalisation": {"kind": "prank"}} for c in (A, B, C)}}),
    ],
    ids=["points", "geometric", "relative"],
)
def test_the_size_of_a_block_does_not_matter(rules):
    found = random_counts(4, 7, [A, B, C])
    found["u003"][B] = "NOT_APPLICABLE"
    own, drawn = values(found, rules)
    whole = draw_scores(own, list(drawn.values()))
    for size in (1, 7, 999, 5_000):
        other = draw_scores(own, list(drawn.values()), at_once=size)
        assert other.scores.tobytes() == whole.scores.tobytes()
        assert {n: g.tobytes() for n, g in other.groups.items()} == {n: g.tobytes() for n, g in whole.groups.items()}


def test_drawn_scores_are_those_of_the_drawn_values():
    found = random_counts(5, 4, [A, B, C])
    rules = method({"g": {A: 10, B: 20}, "h": {C: {"max_points": 10, "target": "0.9"}}})
    own, drawn = values(found, rules)
    draws = draw_scores(own, list(drawn.values()))
    expected = 10 * drawn[A] + 20 * drawn[B] + 10 * np.minimum(1, drawn[C] / 0.9)
    assert draws.scores == pytest.approx(expected)
    assert draws.groups["group:g"] == pytest.approx(100 * (10 * drawn[A] + 20 * drawn[B]) / 30)
    assert draws.units == tuple(sorted(found))


def test_a_unit_without_any_score_in_a_group_has_no_draws_of_it():
    found = random_counts(5, 3, [A, B])
    found["u001"][B] = "NOT_APPLICABLE"
    own, drawn = values(found, method({"g": {A: 50}, "h": {B: 50}}))
    draws = draw_scores(own, list(drawn.values()))
    assert np.isnan(draws.groups["group:h"]).any(axis=0).tolist() == [False, True, False]
    assert not np.isnan(draws.scores).any()


def test_relative_scales_are_relative_within_each_draw():
    found = random_counts(6, 5, [A])
    own, drawn = values(found, weighted({"g": {A: {"weight": 1, "normalisation": {"kind": "prank"}}}}))
    scores = draw_scores(own, list(drawn.values())).scores
    assert (np.sort(scores, axis=1) == [0, 25, 50, 75, 100]).all()


def test_intervals_of_a_composite_cover_its_true_score():
    random = np.random.Generator(np.random.PCG64(11))
    truth = random.uniform(0.5, 0.95, (200, 3))
    n = random.integers(100, 2_000, (200, 3))
    x = random.binomial(n, truth)
    codes = [A, B, C]
    found = {f"u{i:03}": {c: (int(x[i, j]), int(n[i, j])) for j, c in enumerate(codes)} for i in range(200)}
    rules = method({"g": {A: 20, B: 30}, "h": {C: 50}})
    _, draws = rank_with_draws(evidence(found), rules, sorted(found))
    low, high = np.quantile(draws.scores, [0.025, 0.975], axis=0)
    scores = truth @ [20, 30, 50]
    covered = ((low <= scores) & (scores <= high)).mean()
    assert 0.90 <= covered <= 0.99


def test_every_part_of_an_indicator_is_drawn_whichever_of_its_owners_comes_first():
    shared = [part for part in INDICATORS[ON_TIME].parts if part in INDICATORS[SATISFIED].parts]
    assert len(shared) == 1
    turned = method({"s": {SATISFIED: 6}, "t": {ON_TIME: 20}})
    own = rank(cells(LATE), turned, ["a", "b"], YEAR).matrix
    drawn = draw_values(own, Counts(cells(LATE), late_parts()))
    assert np.corrcoef(drawn[0][:, 0], drawn[1][:, 0])[0, 1] > 0.98


def capped(found, target, **rules):
    own = matrix(found, method({"g": {A: {"max_points": 100, "target": target}}}, uncertainty=MANY, **rules))
    return draw_scores(own, draw_values(own, Counts(cells(found), NO_PARTS)))


def test_before_caps_a_cell_reaches_as_far_above_its_cap_as_below_it():
    found = {"above": {A: (9_900, 10_000)}, "at": {A: (9_000, 10_000)}, "below": {A: (8_000, 10_000)}}
    drawn = capped(found, "0.9")
    above, at, below = (drawn.units.index(unit) for unit in ("above", "at", "below"))
    before = drawn.before_caps["score"]
    assert (drawn.scores[:, above] == 100).all() and (before[:, above] == 100).all()
    assert (before[:, below] == drawn.scores[:, below]).all()
    error = 100 / 0.9 * np.sqrt(0.9 * 0.1 / 10_000)
    assert drawn.scores[:, at].std() < 0.7 * error
    assert before[:, at].std() == pytest.approx(error, rel=0.03)
    assert before[:, at].max() - 100 == pytest.approx(100 - np.quantile(drawn.scores[:, at], 0.005))
    assert (before[:, at] >= drawn.scores[:, at]).all()


def test_where_cells_are_not_added_caps_stay():
    found = {"at": {A: (9_000, 10_000), B: (5_000, 10_000)}, "b": {A: (8_000, 10_000), B: (5_000, 10_000)}}
    scales = {"normalisation": {"kind": "minmax", "worst": 0, "best": "0.9", "from": 1, "to": 100}}
    rules = weighted(
        {"g": {A: {"weight": 1} | scales, B: {"weight": 1} | scales}}, aggregation="geometric", uncertainty=MANY
    )
    own = matrix(found, rules)
    drawn = draw_scores(own, draw_values(own, Counts(cells(found), NO_PARTS)))
    assert np.array_equal(drawn.before_caps["score"], drawn.scores)
