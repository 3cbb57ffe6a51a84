import os
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from engine_cases import BEFORE, YEAR, cells, evidence, method, parts, random_counts, weighted
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.assessment import assess
from warehouse.ranking.index.score import rank

pytestmark = pytest.mark.long

RATE = "on_time_over_resolved"
A, B, C = "online_share", "digitised_share", "satisfaction"
ON_TIME, SATISFIED = "on_time_766", "satisfaction_766"
A, B, C = "online_share", "digitised_share", "satisfaction"
ON_TIME, SATISFIED = "on_time_766", "satisfaction_766"

# The worked example of a table of ranks: a unit at 100 %, a large one and one with more late dossiers.
EXAMPLE = {"A": {RATE: (510_256, 510_307)}, "B": {RATE: (39_980, 40_000)}, "C": {RATE: (10_000, 10_000)}}


def example(ratios, phi):
    """Return the rows of the example by unit, for the indicator alone."""
    rules = method(
        {"g": {RATE: 100}},
        rank_sets={"ratios": ratios, "top": 1, "publish_ranks": "always"},
        uncertainty={"design_effect": phi},
    )
    found = assess(evidence(EXAMPLE, effects={RATE: phi}), rules, list("ABC"))
    return {row["unit_id"]: row for row in found.rankings.filter(measure=RATE).iter_rows(named=True)}


@pytest.mark.parametrize(
    ("ratios", "phi", "expected"),
    [
        ("arcsine_tukey", 1, {"A": (1, 2), "B": (3, 3), "C": (1, 2)}),
        ("fisher_holm", 1, {"A": (1, 2), "B": (2, 3), "C": (1, 3)}),
        ("arcsine_tukey", 3, {"A": (1, 2), "B": (2, 3), "C": (1, 3)}),
    ],
)
def test_the_rank_sets_of_the_worked_example(ratios, phi, expected):
    found = example(ratios, phi)
    assert {u: (row["rank_lo"], row["rank_hi"]) for u, row in found.items()} == expected
    assert {u: row["rank"] for u, row in found.items()} == {"C": 1, "A": 2, "B": 3}
    assert {row["rank_set_type"] for row in found.values()} == {ratios}
    assert {u for u, row in found.items() if row["could_be_top"]} == {u for u, (low, _) in expected.items() if low == 1}


def test_the_tiers_and_letters_of_the_worked_example():
    separated, clustered = example("arcsine_tukey", 1), example("arcsine_tukey", 3)
    assert [(separated[u]["tier"], separated[u]["letters"]) for u in "CAB"] == [(1, "a"), (1, "a"), (2, "b")]
    # C leads, and B is not worse than C; but A is better than B.
    assert [clustered[u]["tier"] for u in "CAB"] == [1, 1, 1]
    assert not set(clustered["A"]["letters"]) & set(clustered["B"]["letters"])
    assert set(clustered["C"]["letters"]) == set(clustered["A"]["letters"] + clustered["B"]["letters"])


def test_late_dossiers_per_10_000_of_the_worked_example_with_their_intervals():
    shown = {
        u: [f"{v:.2f}" for v in (row["fail_per_10k"], 10_000 * (1 - row["ci_high"]), 10_000 * (1 - row["ci_low"]))]
        for u, row in example("arcsine_tukey", 1).items()
    }
    assert shown == {"C": ["0.00", "0.00", "3.84"], "A": ["1.00", "0.76", "1.31"], "B": ["5.00", "3.24", "7.72"]}


def test_clustered_cases_make_an_interval_wider_and_no_rate_different():
    one, three = example("arcsine_tukey", 1), example("arcsine_tukey", 3)
    for unit in EXAMPLE:
        assert one[unit]["value"] == three[unit]["value"]
        assert one[unit]["ci_high"] - one[unit]["ci_low"] < three[unit]["ci_high"] - three[unit]["ci_low"]


def test_a_table_of_one_indicator_orders_by_it():
    found = assess(evidence(EXAMPLE), method({"g": {RATE: 100}}), list("ABC"))
    assert found.ranking.table["unit_id"].to_list() == ["C", "A", "B"]
    assert found.weights.select("weight", "effective_linear").rows() == [(1, pytest.approx(1))] * 2
    assert found.robustness.units["rank"].to_list() == [2, 3, 1]


VARIED = {
    "normalisations": ["prank"],
    "aggregations": ["geometric"],
    "missing": ["zero"],
    "imputations": ["group_median"],
    "weight_sets": 2,
    "leave_one_out": True,
}
MIXED = method(
    {"t": {ON_TIME: 20, A: 10}, "s": {SATISFIED: 6, B: {"max_points": 14, "target": "0.9"}, C: 10}},
    sensitivity=VARIED,
    on_small_n="pool_previous_period",
    on_not_reported="renormalise",
)


def mixed():
    """Return evidence with everything in it: shared parts, effects, what is missing, and what is pooled."""
    found = random_counts(1, 9, [A, B, C])
    earlier = random_counts(2, 9, [A, B, C])
    random = np.random.Generator(np.random.PCG64(3))
    of_parts = {}
    for unit, own in found.items():
        late, complaints = (int(k) for k in random.integers(0, 60, 2))
        own |= {ON_TIME: (1_200 - late, 1_200), SATISFIED: (1_000 - late - complaints, 1_000)}
        of_parts[unit] = {
            (ON_TIME, 0): (late, 1_000),
            (ON_TIME, 1): (0, 200),
            (SATISFIED, 0): (late, 1_000),
            (SATISFIED, 1): (complaints, 1_000),
        }
    found["u002"][A] = (12, 20, "SMALL_N")
    found["u004"][C] = "NOT_REPORTED"
    found["u005"][B] = "NOT_APPLICABLE"
    found["u006"] = dict.fromkeys(found["u006"], "NOT_REPORTED")
    return evidence(found, earlier, parts(of_parts), {A: 2.0, ON_TIME: 1.5})


GROUPS = {"kind": {f"u{i:03}": "commune" if i % 2 else "ward" for i in range(9)}}
UNITS = [f"u{i:03}" for i in range(9)]


def frames(found):
    """Return everything that is published of an assessment."""
    of_choices = (found.robustness.units, found.robustness.factors, found.robustness.left_out)
    return found.rankings, found.weights, *of_choices, found.ranking.table, found.ranking.groups


def written(found):
    """Return the same to the last bit."""
    return [frame.write_ndjson() for frame in frames(found)]


@pytest.fixture(scope="module")
def ordered():
    return written(assess(mixed(), MIXED, UNITS, None, GROUPS))


def test_the_same_evidence_gives_the_same_bytes_in_whatever_order_it_stands(ordered):
    given = mixed()
    for seed in (1, 2):
        shuffled = replace(
            given,
            cells=given.cells.sample(fraction=1, shuffle=True, seed=seed),
            earlier=given.earlier.sample(fraction=1, shuffle=True, seed=seed),
            parts=given.parts.sample(fraction=1, shuffle=True, seed=seed),
        )
        units = list(np.random.Generator(np.random.PCG64(seed)).permutation(UNITS))
        groups = {name: dict(sorted(of.items(), reverse=True)) for name, of in GROUPS.items()}
        assert shuffled.cells["unit_id"].to_list() != given.cells["unit_id"].to_list()
        assert written(assess(shuffled, MIXED, units, None, groups)) == ordered


@pytest.mark.parametrize("processors", [1, 28])
def test_the_number_of_threads_changes_no_byte(ordered, monkeypatch, processors):
    """By which pools of threads go: 5 and 32 of them."""
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert written(assess(mixed(), MIXED, UNITS, None, GROUPS)) == ordered


def test_nothing_outside_takes_part_in_the_draws(ordered):
    np.random.seed(0)
    np.random.random(7)
    assert written(assess(mixed(), MIXED, UNITS, None, GROUPS)) == ordered


def test_another_seed_draws_anew_and_ranks_the_same():
    other = MIXED.model_copy(update={"uncertainty": MIXED.uncertainty.model_copy(update={"seed": 2})})
    one, two = (assess(mixed(), rules, UNITS) for rules in (MIXED, other))
    assert one.ranking.table.equals(two.ranking.table)
    assert abs(np.corrcoef(one.draws.scores[:, 0], two.draws.scores[:, 0])[0, 1]) < 0.12
    score = pl.col("measure") == "score"
    for name in ("ci_low", "ci_high"):
        assert (one.rankings.filter(score)[name].drop_nulls() != two.rankings.filter(score)[name].drop_nulls()).all()


def test_the_draws_of_another_period_are_independent():
    one, two = (
        assess(replace(mixed(), period=period), MIXED, UNITS).draws.scores for period in (mixed().period, BEFORE)
    )
    assert np.abs([np.corrcoef(one[:, i], two[:, i])[0, 1] for i in range(8)]).max() < 0.12


SMALL = method({"g": {A: 20, B: 30}, "h": {C: 50}}, rank_sets={"publish_ranks": "always"})
COUNTS = st.integers(30, 3_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CITIES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.fixed_dictionaries(dict.fromkeys([A, B, C], COUNTS)), min_size=1, max_size=6
)
DRAWN = ["expected_rank", "pcer", "p_top", "p_bottom", "rankability"]  # of indicators: by streams of the method


def _renamed(frame, names):
    return frame.with_columns(pl.col("^unit_id$").replace(names))


def of_ratios(frame):
    """Return what is published of indicators without any random numbers."""
    return frame.filter(pl.col("measure").is_in([A, B, C])).drop(DRAWN)


@settings(deadline=None, max_examples=6)
@given(CITIES)
def test_names_in_the_same_order_change_nothing_but_names(found):
    names = {unit: f"{i:02}-{unit * 3}" for i, unit in enumerate(sorted(found))}
    one = assess(evidence(found), SMALL, sorted(found))
    two = assess(evidence({names[u]: own for u, own in found.items()}), SMALL, sorted(names.values()))
    for mine, other in zip(frames(one), frames(two), strict=True):
        assert _renamed(mine, names).equals(other)


@settings(deadline=None, max_examples=6)
@given(CITIES, st.sampled_from("abcdefgh"), st.data())
def test_equal_units_tie_in_all_that_is_said_of_their_counts(found, unit, data):
    twin = data.draw(st.sampled_from(sorted(found)))
    rows = assess(evidence(found | {unit: found[twin]}), SMALL, sorted({*found, unit})).rankings
    one, two = (rows.filter(unit_id=u).drop("unit_id") for u in (unit, twin))
    assert of_ratios(one).equals(of_ratios(two))
    shown = ["value", "points", "rank", "rank_label", "band"]
    assert one.select(shown).equals(two.select(shown))
    if unit != twin:
        assert one["rank_label"].str.starts_with("=").all()


@pytest.mark.parametrize(("outer", "inner"), [("0.3", "7"), ("25", "0.125")])
@settings(deadline=None, max_examples=3)
@given(CITIES)
def test_weights_of_another_sum_change_nothing_that_is_not_drawn(outer, inner, found):
    def rules(whole, part):
        within = {code: {"weight": Decimal(part) * w} for code, w in {A: 1, B: 3}.items()}
        groups = {"g": within | {"weight": Decimal(whole) * 2}, "h": {C: 1, "weight": Decimal(whole) * 3}}
        return weighted(groups, rank_sets={"publish_ranks": "always"})

    one, two = (assess(evidence(found), of, sorted(found)) for of in (rules(1, 1), rules(outer, inner)))
    assert one.ranking.table.equals(two.ranking.table)
    assert one.weights.equals(two.weights)
    # The points of an indicator are of the size that the method declares.
    assert of_ratios(one.rankings).drop("points").equals(of_ratios(two.rankings).drop("points"))


@pytest.mark.parametrize(
    "rank_sets",
    [
        {"ratios": "arcsine_tukey", "composite": "draws"},
        {"ratios": "fisher_holm", "composite": "mc_stepdown"},
        {"ratios": "kww", "composite": "kww"},
    ],
    ids=lambda kinds: "-".join(kinds.values()),
)
@settings(deadline=None, max_examples=4)
@given(CITIES)
def test_sets_hold_the_rank_and_simultaneous_ones_the_marginal_ones(rank_sets, found):
    rules = method(
        {"g": {A: {"max_points": 20, "target": "0.5"}, B: 30}, "h": {C: {"max_points": 50, "target": "0.7"}}},
        rank_sets=rank_sets | {"publish_ranks": "always"},
        uncertainty={"design_effect": 1},
    )
    rows = assess(evidence(found), rules, sorted(found)).rankings
    assert rows["rank"].null_count() == rows["rank_lo"].null_count() == 0
    order = ["rank_lo", "rank_lo_marginal", "rank", "rank_hi_marginal", "rank_hi"]
    for name, other in pairwise(order):
        assert (rows[name] <= rows[other]).all(), (name, other)
    assert (rows["rank_lo"] >= 1).all()
    assert (rows["rank_hi"] <= len(found)).all()
    assert (rows["ci_low"] <= rows["value"]).all()
    assert (rows["value"] <= rows["ci_high"]).all()


def test_joint_intervals_of_capped_scores_do_not_deny_the_rank():
    # a has its full points, if from few cases: every draw of it lies below b's, whose score is less and certain.
    codes = [A, B, C, RATE, "reuse_share", "online_payment_share", "electronic_result_share"]
    found = {"a": dict.fromkeys(codes, (24, 30)), "b": dict.fromkeys(codes, (797_000, 1_000_000))}
    rules = method(
        {"g": {code: {"max_points": 10, "target": "0.8"} for code in codes}},
        rank_sets={"composite": "kww", "publish_ranks": "always"},
    )
    rows = assess(evidence(found), rules, "ab").rankings.filter(measure="score")
    assert rows.select("unit_id", "rank", "rank_lo", "rank_hi", "tier").rows() == [("a", 1, 1, 2, 1), ("b", 2, 1, 2, 1)]


def test_joint_intervals_that_touch_where_points_are_capped_are_a_tie():
    # Of a every draw has full points, of b most have.
    found = {"a": {A: (2_999, 3_000)}, "b": {A: (77, 94)}, "c": {A: (300, 3_000)}}
    rules = method({"g": {A: {"max_points": 10, "target": "0.7"}}}, rank_sets={"composite": "kww"})
    rows = assess(evidence(found), rules, "abc").rankings.filter(measure="score")
    shown = rows.select("unit_id", "rank_label", "rank_lo", "rank_hi", "tier").rows()
    assert shown == [("a", "=1", 1, 2, 1), ("b", "=1", 1, 2, 1), ("c", "3", 3, 3, 2)]


SCALES = {
    "points": method({"g": {A: 20, B: {"max_points": 30, "target": "0.6"}}, "h": {C: 50}}),
    "geometric": weighted(
        {
            "g": {
                code: {"weight": 1, "normalisation": {"kind": "minmax", "worst": 0, "best": 1, "from": 1}}
                for code in (A, B, C)
            }
        },
        aggregation="geometric",
    ),
    "relative": weighted({"g": {code: {"weight": 1, "normalisation": {"kind": "prank"}} for code in (A, B, C)}}),
    "copeland": weighted({"g": dict.fromkeys([A, B, C], 1)}, aggregation="copeland"),
}


@pytest.mark.parametrize("rules", SCALES.values(), ids=SCALES)
@settings(deadline=None, max_examples=25)
@given(CITIES, st.data())
def test_a_unit_that_improves_never_falls(rules, found, data):
    unit, code = data.draw(st.sampled_from(sorted(found))), data.draw(st.sampled_from([A, B, C]))
    x, n = found[unit][code]
    better = found | {unit: found[unit] | {code: (data.draw(st.integers(x, n)), n)}}
    places = [
        dict(rank(cells(of), rules, sorted(of), YEAR).table.select("unit_id", "rank").iter_rows())
        for of in (found, better)
    ]
    if len(found) > 1:
        assert places[1][unit] <= places[0][unit]
