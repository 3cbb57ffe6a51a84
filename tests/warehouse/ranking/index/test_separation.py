import numpy as np
import pytest
from engine_cases import cells, weighted

from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.index.ratio_sets import ratio_sets
from warehouse.ranking.index.score import rank
from warehouse.ranking.index.separation import rules_that_ignore_noise

CODES = {"online_share": 1, "digitised_share": 1, "satisfaction": 1}
# a is better than b by more than noise in one indicator, b than a by a hair in the two others.
CLOSE = {
    "a": {"online_share": (9_000, 10_000), "digitised_share": (5_000, 10_000), "satisfaction": (5_000, 10_000)},
    "b": {"online_share": (5_000, 10_000), "digitised_share": (5_001, 10_000), "satisfaction": (5_001, 10_000)},
}


def scores(found, **changes):
    rules = weighted({"all": CODES}, aggregation="copeland", **changes)
    ranking = rank(cells(found), rules, sorted(found), parse_period("2022"))
    return dict(ranking.groups.select("unit_id", "score").iter_rows()), ranking


def test_a_hair_wins_a_pair_unless_noise_is_ignored():
    assert scores(CLOSE)[0] == {"a": -1, "b": 1}
    assert scores(CLOSE, copeland_ignores_noise=True)[0] == {"a": 1, "b": -1}


def test_the_design_effect_of_the_cells_counts():
    rules = weighted({"all": CODES}, aggregation="copeland", copeland_ignores_noise=True)
    found = rank(cells(CLOSE, effects={"online_share": 5_000.0}), rules, ["a", "b"], parse_period("2022"))
    assert found.groups["score"].to_list() == [0, 0]
    assert found.table["rank_label"].to_list() == ["=1", "=1"]


def test_intervals_that_do_not_overlap_allow_for_effects_that_are_little_known():
    rules = weighted({"all": CODES}, rank_sets={"ratios": "kww"})
    x, n = np.array([560, 440]), np.array([1000, 1000])

    def sets(df):
        return ratio_sets(rules, x, n, 1, 2.0, df).simultaneous.low.tolist()

    assert (sets(np.inf), sets(500.0), sets(2.0)) == ([1, 2], [1, 2], [1, 1])


def test_without_intervals_every_difference_counts():
    assert scores(CLOSE, copeland_ignores_noise=True, uncertainty={"interval": "none"})[0] == {"a": -1, "b": 1}


@pytest.mark.parametrize("policy", ["full", "renormalise"])
def test_cells_without_counts_have_no_noise(policy):
    missing = {u: row | {"satisfaction": "NOT_APPLICABLE"} if u == "b" else row for u, row in CLOSE.items()}
    rules = {"copeland_ignores_noise": True, "on_not_applicable": policy}
    expected = {"full": {"a": 0, "b": 0}, "renormalise": {"a": 1, "b": -1}}[policy]
    assert scores(missing, **rules)[0] == expected


def test_groups_that_compare_groups_keep_their_rule():
    ranking = scores(CLOSE, copeland_ignores_noise=True)[1]
    assert set(rules_that_ignore_noise(ranking.matrix, cells(CLOSE))) == {"group:all"}
