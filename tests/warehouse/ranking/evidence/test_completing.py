from datetime import date
from statistics import median

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import INDICATORS

from schemas.table import load_tables
from warehouse.ranking.evidence import completing
from warehouse.ranking.evidence.cell_values import CELLS
from warehouse.ranking.evidence.cells import evaluate
from warehouse.ranking.evidence.completing import impute
from warehouse.ranking.evidence.effects import Effect
from warehouse.ranking.evidence.periods import parse_period, previous
from warehouse.ranking.statistics.intervals import jeffreys, wilson

COUNTS = load_tables()["measures"].polars_schema

NOW = parse_period("2022")
BEFORE = previous(NOW)
CODES = ("online_share", "digitised_share", "apology_coverage", "workload_per_official")
DAYS = {NOW: date(2022, 6, 6), BEFORE: date(2021, 6, 6)}
SMALL = ["online_share"]


def pool_small(cells, earlier, codes, least, *chance):
    return completing.pool_small(cells, earlier, INDICATORS, codes, least, *chance)


def counted(counts, period=NOW, codes=CODES, silent=(), **options):
    """Return cells of units {unit: {measure: n}}; `silent` ones sent nothing."""
    rows = [(unit, DAYS[period], m, n) for unit, own in counts.items() for m, n in own.items()]
    sent = {(unit, t) for unit in counts if unit not in silent for t in ("dossiers", "staffing")}
    frame = pl.LazyFrame(rows, schema=COUNTS, orient="row")
    return evaluate(frame, list(counts), period, [INDICATORS[c] for c in codes], sent, **options)


def online(x, n):
    return {"received": n, "received_online": x}


def one(cells, unit="a", code="online_share"):
    return cells.row(by_predicate=(pl.col("unit_id") == unit) & (pl.col("indicator") == code), named=True)


def shown(cell, *names):
    return tuple(cell[name] for name in names or ("x", "n", "status", "origin"))


def changed(before, after):
    """Return the keys of the rows that differ, nulls equal, and see that there are the same rows in the same order."""
    assert after.schema == CELLS
    assert after.select("unit_id", "indicator").equals(before.select("unit_id", "indicator"))
    pairs = zip(before.rows(named=True), after.rows(named=True), strict=True)
    return {(old["unit_id"], old["indicator"]) for old, new in pairs if old != new}


def test_small_counts_of_two_periods_are_added_and_judged_as_one():
    cells = counted({"a": online(18, 20), "b": online(30, 40)}, effects={"online_share": {"a": Effect(2.0)}})
    earlier = counted({"a": online(9, 11), "b": online(1, 90)}, BEFORE)
    pooled = pool_small(cells, earlier, SMALL, {})
    assert changed(cells, pooled) == {("a", "online_share")}
    got = one(pooled)
    assert shown(got) == (27, 31, "OK", "pooled")
    assert (got["value"], got["deff"], got["excluded"]) == (27 / 31, 2.0, 0)
    assert (got["ci_low"], got["ci_high"]) == tuple(float(b) for b in wilson(27, 31, 0.95, 2.0))
    assert got["fail_per_10k"] == pytest.approx(40_000 / 31)
    assert pool_small(pooled, earlier, SMALL, {}).equals(pooled)


def test_excluded_cases_are_added_as_well():
    own = {"received": 20, "received_digitised": 6, "received_digitisation_unknown": 4}
    got = one(pool_small(counted({"a": own}), counted({"a": own}, BEFORE), CODES, {}), code="digitised_share")
    assert shown(got, "x", "n", "excluded") == (12, 32, 8)


def test_what_is_still_too_small_says_so_and_shows_what_was_added():
    cells, earlier = counted({"a": online(8, 9)}), counted({"a": online(3, 20)}, BEFORE)
    pooled = pool_small(cells, earlier, SMALL, {})
    assert shown(one(pooled)) == (11, 29, "SMALL_N", "pooled")
    assert pool_small(pooled, earlier, SMALL, {}).equals(pooled)
    assert shown(one(pool_small(cells, earlier, SMALL, {"online_share": 29}))) == (11, 29, "OK", "pooled")


def test_the_interval_of_a_pooled_cell_is_of_the_kind_asked_for():
    cells, earlier = counted({"a": online(18, 20)}), counted({"a": online(9, 11)}, BEFORE)
    got = one(pool_small(cells, earlier, SMALL, {}, "jeffreys", 0.998))
    assert (got["ci_low"], got["ci_high"]) == tuple(float(b) for b in jeffreys(27, 31, 0.998))
    bare = one(pool_small(cells, earlier, SMALL, {}, "none"))
    assert shown(bare, "value", "ci_low", "ci_high") == (27 / 31, None, None)


@pytest.mark.parametrize(
    ("before", "silent"),
    [({"a": online(9, 8)}, ()), ({"a": online(0, 0)}, ()), ({"a": online(5, 90)}, ("a",)), ({"b": online(5, 90)}, ())],
    ids=["contradictory", "no cases", "not reported", "another unit"],
)
def test_a_period_before_that_says_nothing_changes_nothing(before, silent):
    cells = counted({"a": online(18, 20)})
    earlier = counted(before, BEFORE, silent=silent)
    assert pool_small(cells, earlier, SMALL, {}).equals(cells)


def test_what_was_pooled_before_is_not_pooled_with_again():
    earlier = counted({"a": online(9, 11)}, BEFORE)
    pooled = pool_small(earlier, earlier, SMALL, {})
    assert one(pooled)["n"] == 22
    cells = counted({"a": online(18, 20)})
    assert pool_small(cells, pooled, SMALL, {}).equals(cells)


def test_only_small_cells_of_the_indicators_named_are_pooled():
    cells = counted({"a": online(18, 20), "b": online(50, 40), "c": online(0, 0), "d": {}}, silent=("d",))
    earlier = counted({unit: online(9, 11) for unit in "abcd"}, BEFORE)
    assert (
        pool_small(cells, earlier, ["digitised_share"], {})
        .filter(pl.col("indicator") == "online_share")
        .equals(cells.filter(pl.col("indicator") == "online_share"))
    )
    assert changed(cells, pool_small(cells, earlier, SMALL, {})) == {("a", "online_share")}
    assert pool_small(cells, earlier, [], {}).equals(cells)


def test_an_indicator_that_is_not_known_is_refused_by_name():
    cells, earlier = counted({"a": online(18, 20)}), counted({"a": online(9, 11)}, BEFORE)
    with pytest.raises(ValueError, match="no indicator 'online_share'"):
        completing.pool_small(cells, earlier, {}, SMALL, {})


CITY = {
    "a": online(10, 100),
    "b": online(30, 100),
    "c": online(90, 100),
    "d": {},
    "e": online(2, 4),
    "f": online(50, 40),
    "g": online(0, 0),
}


def test_the_median_of_those_that_have_a_value_stands_in():
    cells = counted(CITY, silent=("d",))
    filled = impute(cells, cells.clear(), "group_median", SMALL)
    # Neither contradictory counts (f) nor having nothing to count (g) is a gap.
    assert changed(cells, filled) == {("d", "online_share"), ("e", "online_share")}
    for unit in "de":
        got = one(filled, unit)
        assert shown(got, "x", "n", "excluded", "ci_low", "ci_high", "deff") == (None,) * 6
        assert shown(got, "value", "status", "origin", "denominator_id") == (
            0.3,
            "OK",
            "imputed",
            "received_channel_known",
        )
        assert got["fail_per_10k"] == pytest.approx(7000)
    assert impute(filled, cells, "group_median", SMALL).equals(filled)


def test_the_median_is_that_of_the_group_and_a_unit_without_group_has_none():
    cells = counted(CITY, silent=("d",))
    groups = {"a": "urban", "b": "urban", "e": "urban", "g": "rural", "f": "rural"}  # neither c, with a value, nor d
    filled = impute(cells, cells.clear(), "group_median", SMALL, groups)
    assert changed(cells, filled) == {("e", "online_share")}
    assert one(filled, "e")["value"] == pytest.approx(0.2)
    alone = impute(cells, cells.clear(), "group_median", SMALL, groups | {"d": "islands", "e": "islands"})
    assert alone.equals(cells)


def test_what_was_imputed_makes_no_median_and_no_next_value():
    cells = counted(CITY, silent=("d",))
    filled = impute(cells, counted({"d": online(100, 100)}, BEFORE), "last_period", SMALL)
    assert one(filled, "d")["value"] == 1.0
    assert one(impute(filled, cells, "group_median", SMALL), "e")["value"] == 0.3
    assert impute(counted({"d": {}}, silent=("d",)), filled, "last_period", SMALL)["value"].null_count() == len(CODES)


def test_the_last_period_lends_its_value_with_its_counts():
    cells = counted({"a": online(8, 9), "b": {}, "c": {}, "d": online(40, 50), "e": {}}, silent=("b", "c"))
    last = {unit: online(30, 90) for unit in "ade"} | {"b": online(60, 90), "c": online(8, 9)}
    earlier = counted(last, BEFORE, effects={"online_share": {"a": Effect(4.0)}})
    filled = impute(cells, earlier, "last_period", SMALL)
    assert changed(cells, filled) == {("a", "online_share"), ("b", "online_share")}
    assert shown(one(filled, "b")) == (60, 90, "OK", "imputed")
    got = one(filled)
    assert shown(got, "x", "n", "excluded", "value", "ci_low", "deff") == (30, 90, 0, 1 / 3, None, None)
    assert got["fail_per_10k"] == pytest.approx(20_000 / 3)


def test_rates_are_imputed_without_failures():
    officials = {"received": 80, "officials": 20, "officials_days": 1}
    cells = counted({"a": officials, "b": {}}, silent=("b",))
    got = one(impute(cells, cells.clear(), "group_median", CODES), "b", "workload_per_official")
    assert shown(got, "value", "status", "origin", "fail_per_10k") == (4.0, "OK", "imputed", None)


def test_a_kind_that_is_not_known_is_refused_by_name():
    cells = counted(CITY)
    with pytest.raises(ValueError, match="not by 'mean'"):
        impute(cells, cells, "mean", SMALL)


pairs = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n + 1), st.just(n)))
cities = st.dictionaries(st.sampled_from("abcdef"), st.tuples(pairs, pairs), min_size=1)


@settings(deadline=None, max_examples=40)
@given(cities, st.sets(st.sampled_from("abcdef")))
def test_completing_keeps_every_other_cell_and_says_what_it_did(city, silent):
    cells = counted({u: online(*now) for u, (now, _) in city.items()}, silent=silent)
    earlier = counted({u: online(*last) for u, (_, last) in city.items()}, BEFORE, silent=silent)
    pooled = pool_small(cells, earlier, SMALL, {})
    for unit, code in changed(cells, pooled):
        (x, n), (x_last, n_last) = city[unit]
        assert code == "online_share" and one(cells, unit)["status"] == "SMALL_N" and unit not in silent
        assert shown(one(pooled, unit), "x", "n", "origin") == (x + x_last, n + n_last, "pooled")
    for kind in ("group_median", "last_period"):
        filled = impute(pooled, earlier, kind, SMALL)
        for unit, _ in changed(pooled, filled):
            assert one(pooled, unit)["status"] in ("SMALL_N", "NOT_REPORTED")
            assert shown(one(filled, unit), "status", "origin", "ci_low") == ("OK", "imputed", None)
    values = pooled.filter((pl.col("status") == "OK") & (pl.col("indicator") == "online_share"))["value"].to_list()
    medians = impute(pooled, earlier, "group_median", SMALL).filter(pl.col("origin") == "imputed")["value"].to_list()
    assert medians == [pytest.approx(median(values))] * len(medians) if values else not medians


@settings(deadline=None, max_examples=20)
@given(cities, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(city, random):
    cells = counted({u: online(*now) for u, (now, _) in city.items()})
    earlier = counted({u: online(*last) for u, (_, last) in city.items()}, BEFORE)
    order = random.sample(range(len(cells)), len(cells))
    keys = ["unit_id", "indicator"]
    for function in (
        lambda frame: pool_small(frame, earlier[order], SMALL, {}),
        lambda frame: impute(frame, earlier[order], "group_median", SMALL, dict.fromkeys("abc", "x")),
        lambda frame: impute(frame, earlier[order], "last_period", SMALL),
    ):
        assert function(cells[order]).equals(function(cells)[order])
        assert function(cells[order]).select(keys).equals(cells[order].select(keys))
