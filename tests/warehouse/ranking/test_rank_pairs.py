"""The table of pairs: neighbours in rank, told apart where their sets say so, with the cases that both would need."""

import math
from itertools import pairwise

import polars as pl
from engine_cases import evidence, method, random_counts

from warehouse.ranking.assessment import assess

A, B = "online_share", "on_time_over_resolved"
FOUND = random_counts(5, 8, [A, B])


def assessed(found=FOUND, **rules):
    made = assess(
        evidence(found),
        method({"g": {A: 50, B: 50}}, **rules),
        sorted(found),
        groupings={"k": dict.fromkeys(found, "x")},
    )
    return made.pairs, made.rankings.filter(peer_group="all")


def test_each_unit_stands_beside_the_next_in_rank():
    pairs, rankings = assessed()
    for measure in ("score", "group:g", A, B):
        order = rankings.filter(measure=measure).sort("rank", "unit_id").get_column("unit_id").to_list()
        of = pairs.filter(measure=measure).select("unit_id", "other_id").rows()
        assert of == list(pairwise(order))


def test_a_pair_is_apart_where_the_letters_say_so_and_then_fewer_cases_would_do():
    pairs, rankings = assessed()
    letters = {(r["measure"], r["unit_id"]): set(r["letters"]) for r in rankings.to_dicts()}
    for pair in pairs.to_dicts():
        shared = letters[pair["measure"], pair["unit_id"]] & letters[pair["measure"], pair["other_id"]]
        assert pair["is_apart"] == (not shared) == (pair["times"] is not None and pair["times"] < 1)
    assert pairs["is_apart"].unique().len() == 2


def test_the_cases_needed_are_so_many_times_those_that_were_counted():
    pairs, rankings = assessed()
    n = {(r["measure"], r["unit_id"]): r["n"] for r in rankings.to_dicts()}
    for pair in pairs.filter(pl.col("measure").is_in([A, B])).to_dicts():
        assert pair["cases_needed"] == math.ceil(pair["times"] * n[pair["measure"], pair["unit_id"]])
        assert pair["other_cases_needed"] == math.ceil(pair["times"] * n[pair["measure"], pair["other_id"]])
    assert pairs.filter(measure="score").select("cases_needed", "other_cases_needed").null_count().row(0) == (7, 7)


def test_units_that_are_equal_cannot_be_told_apart_by_any_number_of_cases():
    found = {u: {A: (900, 1_000), B: (x, 1_000)} for u, x in (("a", 700), ("b", 700), ("c", 500))}
    pairs, _ = assessed(found, rank_sets={"publish_ranks": "always"})
    row = pairs.row(by_predicate=(pl.col("measure") == B) & (pl.col("unit_id") == "a"), named=True)
    assert (row["difference"], row["is_apart"], row["times"], row["times_80"], row["cases_needed"]) == (
        0,
        False,
        None,
        None,
        None,
    )


def test_there_are_no_pairs_where_ranks_are_withheld_or_no_number_of_errors_decides():
    equal = {f"u{i}": {A: (900, 1_000), B: (900, 1_000)} for i in range(6)}
    assert assessed(equal)[0].is_empty()
    by_intervals = {"ratios": "kww", "composite": "kww"}
    assert assessed(rank_sets=by_intervals)[0].is_empty()
    assert assessed(uncertainty={"interval": "none"})[0].is_empty()
