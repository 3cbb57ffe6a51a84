from decimal import Decimal
from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from engine_cases import NOT_COMPUTABLE, YEAR, cells, matrix, method, random_counts, weighted
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ranking.index.matrix import aggregated, normalise_all, scores_of
from warehouse.ranking.index.score import rank
from warehouse.ranking.index.tree import is_relative, shares

A, B, C, D = "online_share", "digitised_share", "satisfaction", "on_time_over_resolved"
E = "supplement_share"
COUNTS = st.integers(30, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CITIES = st.dictionaries(st.sampled_from("abcdef"), st.fixed_dictionaries(dict.fromkeys([A, B, C], COUNTS)), min_size=1)
GOALPOSTS = {"kind": "goalposts", "worst": 0, "best": 1}
POSITIVE = {"kind": "minmax", "worst": 0, "best": 1, "from": 1, "to": 100}
AMPI = {"kind": "minmax", "worst": 0, "best": 1, "from": 70, "to": 130}
MPI = {"kind": "zscore", "mean": 0.5, "sd": 0.2, "from": 100, "to": 10}


def score(found, rules, unit="a", **others):
    ranking = rank(cells(found), rules, sorted(found), YEAR, **others)
    return ranking.table.row(by_predicate=pl.col("unit_id") == unit, named=True)["score"]


def scaled(weights, normalisation):
    return {code: {"weight": weight, "normalisation": normalisation} for code, weight in weights.items()}


THREE_LEVELS = {
    "north": {"deep": {"first": {A: 10, B: 30}, "second": {C: 20}}, "flat": {D: 15}},
    "south": {E: 25},
}


def test_points_of_three_levels_add_up():
    found = {"a": {A: (1, 2), B: (1, 4), C: (9, 10), D: (1, 3), E: (1, 5)}}
    found = {u: {c: (100 * x, 100 * n) for c, (x, n) in own.items()} for u, own in found.items()}
    assert score(found, method(THREE_LEVELS)) == pytest.approx(5 + 7.5 + 18 + 5 + 20, abs=1e-12)


def test_a_missing_cell_leaves_its_weight_to_its_group_and_an_empty_group_to_its_siblings():
    full = {A: (50, 100), B: (25, 100), C: (90, 100), D: (30, 100), E: (20, 100)}
    rules = method(THREE_LEVELS, eligibility={"overall": 0, "each_group": 0})
    without_b = {"a": full | {B: "NOT_APPLICABLE"}}
    assert score(without_b, rules) == pytest.approx(40 * 0.5 + 20 * 0.9 + 15 * 0.3 + 25 * 0.8)
    without_first = {"a": full | dict.fromkeys([A, B], "NOT_APPLICABLE")}
    assert score(without_first, rules) == pytest.approx(60 * 0.9 + 15 * 0.3 + 25 * 0.8)
    without_north = {"a": full | dict.fromkeys([A, B, C, D], "NOT_APPLICABLE")}
    assert score(without_north, rules) == pytest.approx(100 * 0.8)


def test_what_cannot_be_computed_takes_its_weight_from_all_its_ancestors():
    hidden = {"x": {"weight": 3} | NOT_COMPUTABLE}
    rules = weighted({"p": {"q": {A: 1} | hidden | {"weight": 2}, "r": {B: 1, "weight": 2}, "weight": 1}, "s": {C: 1}})
    assert shares(rules) == {A: Fraction(1, 16), "x": Fraction(3, 16), B: Fraction(1, 4), C: Fraction(1, 2)}
    found = {"a": {A: (80, 100), B: (40, 100), C: (60, 100)}}
    # q keeps a quarter of its weight (0.5), p (0.5 + 2)/4 of its own.
    p = (0.5 * 80 + 2 * 40) / 2.5
    assert score(found, rules) == pytest.approx((0.625 * p + 60) / 1.625)


FACTORS = st.decimals("0.001", 1000, places=3)


@settings(deadline=None, max_examples=30)
@given(CITIES, FACTORS, FACTORS, FACTORS)
def test_rescaled_weights_change_nothing(found, of_groups, of_first, of_second):
    def rules(groups, first, second):
        g = {A: {"weight": 1 * first}, B: {"weight": 3 * first}, "weight": 2 * groups}
        return weighted({"g": g, "h": {C: {"weight": 1 * second}, "weight": 3 * groups}})

    before, after = (
        rank(cells(found), r, sorted(found), YEAR)
        for r in (rules(Decimal(1), Decimal(1), Decimal(1)), rules(of_groups, of_first, of_second))
    )
    assert before.table.equals(after.table)
    assert before.groups.equals(after.groups)


@settings(deadline=None, max_examples=30)
@given(CITIES)
def test_weights_in_proportion_to_points_rank_and_score_as_points_do(found):
    in_points = method({"g": {A: 10, B: 30}, "h": {C: 60}})
    in_weights = weighted({"g": {A: 1, B: 3, "weight": 2}, "h": {C: 7, "weight": 3}})
    one, other = (rank(cells(found), rules, sorted(found), YEAR) for rules in (in_points, in_weights))
    assert one.table.equals(other.table)
    assert one.groups.equals(other.groups)
    assert (other.total_points, other.computable_points) == (100, 100)


def test_a_method_of_other_total_points_scores_on_its_own_total():
    found = {"a": {A: (50, 100), B: (100, 100)}}
    assert score(found, method({"g": {A: 20, B: 20}})) == 30


@pytest.mark.parametrize(
    ("aggregation", "normalisation", "expected"),
    [
        ("arithmetic", GOALPOSTS, (1 * 40 + 3 * 80) / 4),
        ("geometric", POSITIVE, (40.6**1 * 80.2**3) ** 0.25),
        ("harmonic", POSITIVE, 4 / (1 / 40.6 + 3 / 80.2)),
        ("mpi", MPI, 105 - 200 / 105),
        ("ampi", AMPI, 112 - 108 / 112),  # 94 and 118, of weights 1 and 3: s² = (18² + 3·6²) / 4
    ],
)
def test_each_mean_by_hand_with_exact_and_with_drawn_values(aggregation, normalisation, expected):
    rules = weighted({"g": scaled({A: 1, B: 3}, normalisation)}, aggregation=aggregation)
    found = {"a": {A: (40, 100), B: (80, 100)}}
    assert score(found, rules) == pytest.approx(expected)
    own = matrix(found, rules)
    values = np.broadcast_to(own.values.astype(np.float64), (3, *own.values.shape))
    drawn = aggregated(own, normalise_all(own, values))["score"]
    assert drawn.values == pytest.approx(np.full((3, 1), expected))


def test_each_group_may_have_its_own_mean():
    groups = {"g": scaled({A: 1, B: 1}, POSITIVE) | {"aggregation": "geometric"}, "h": scaled({C: 1, D: 1}, POSITIVE)}
    found = {"a": {A: (0, 100), B: (100, 100), C: (0, 100), D: (100, 100)}}
    ranking = rank(cells(found), weighted(groups), ["a"], YEAR)
    assert ranking.groups["score"].to_list() == pytest.approx([10, 50.5])
    assert ranking.table["score"].item() == pytest.approx((2 * 10 + 2 * 50.5) / 4)


def test_copeland_counts_the_pairs_of_those_ranked_alone():
    rules = weighted({"g": {A: 1, B: 1, C: 1}}, aggregation="copeland")
    assert is_relative(rules)
    found = {
        "a": {A: (90, 100), B: (90, 100), C: (10, 100)},
        "b": {A: (80, 100), B: (80, 100), C: (80, 100)},
        "c": {A: (70, 100), B: (70, 100), C: (90, 100)},
        "out": {A: (1, 100), B: (1, 100), C: "NOT_REPORTED"},
    }
    ranking = rank(cells(found), rules, sorted(found), YEAR)
    assert dict(ranking.groups.select("unit_id", "score").iter_rows()) == {"a": 2, "b": 0, "c": -2}
    assert ranking.table.row(-1, named=True)["score"] is None


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (method({"g": {A: 10}}), False),
        (weighted({"g": scaled({A: 1}, {"kind": "prank"})}), True),
        (weighted({"g": scaled({A: 1}, {"kind": "rank"})}), True),
        (weighted({"g": {A: 1, "aggregation": "copeland"}}, aggregation="copeland"), True),
        (weighted({"g": scaled({A: 1}, MPI)}, aggregation="mpi"), False),
    ],
)
def test_which_scores_depend_on_the_others(rules, expected):
    assert is_relative(rules) is expected


def test_units_that_are_not_ranked_do_not_move_a_relative_scale_and_have_no_score_on_it():
    rules = weighted({"g": scaled({A: 1}, {"kind": "prank"})})
    found = {u: {A: (x, 100)} for u, x in zip("abc", (90, 80, 70), strict=True)}
    alone = rank(cells(found), rules, "abc", YEAR).table
    more = rank(cells(found | {"z": {A: (85, 100, "SMALL_N")}}), rules, "abcz", YEAR).table
    assert more.head(3).equals(alone)
    assert more.row(-1, named=True)["score"] is None
    assert alone["score"].to_list() == [100, 50, 0]


def test_an_indicator_of_weight_nothing_is_shown_and_moves_nothing():
    rules = method({"g": {A: 10, B: 0}})
    one, other = ({"a": {A: (50, 100), B: (x, 100)}} for x in (0, 100))
    assert score(one, rules) == score(other, rules) == 5
    assert scores_of(matrix(one, rules)).of_cells == {("a", A): 50}


def test_degenerate_indicators_leave_the_order_to_the_others():
    codes = [A, B, C]
    found = random_counts(1, 8, codes)
    for own in found.values():
        own[B] = (70, 100)
    rules = weighted({"g": scaled(dict.fromkeys(codes, 1), {"kind": "prank"})})
    without = weighted({"g": scaled(dict.fromkeys([A, C], 1), {"kind": "prank"})})
    got, expected = (rank(cells(found), r, sorted(found), YEAR).table["unit_id"].to_list() for r in (rules, without))
    assert got == expected


def test_rows_of_some_units_are_theirs():
    found = random_counts(2, 5, [A, B])
    found["u003"][B] = "NOT_APPLICABLE"
    whole = matrix(found, method({"g": {A: 1, B: 1}}, on_not_applicable="full"))
    part = whole.of(["u003", "u001"])
    assert part.units == ("u003", "u001")
    assert part.is_fixed.tolist() == [[False, True], [False, False]]
    assert scores_of(part).of_units == {u: scores_of(whole).of_units[u] for u in part.units}


def test_nobody_has_no_scores():
    rules = method({"g": {A: 10}})
    empty = rank(cells({"a": {A: "NOT_REPORTED"}}), rules, ["a"], YEAR)
    assert empty.matrix.units == ()
    assert scores_of(empty.matrix).of_units == {}
    assert empty.table["reason"].to_list() == ["NOT_REPORTED_REQUIRED"]
