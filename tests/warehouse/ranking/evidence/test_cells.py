from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import INDICATORS
from scipy.stats import norm, t

from schemas.table import load_tables
from warehouse.ranking.evidence.cell_values import CELLS, with_values
from warehouse.ranking.evidence.cells import PARTS, evaluate, part_counts
from warehouse.ranking.evidence.effects import Effect
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.statistics.intervals import INTERVALS
from warehouse.ranking.statistics.poisson import exact_limits

COUNTS = load_tables()["measures"].polars_schema

YEAR = parse_period("2022")
UNITS = ["a", "b", "c"]
TABLES = {table for one in INDICATORS.values() for table in one.tables}
EVERYTHING = {(unit, table) for unit in UNITS for table in TABLES}
MEASURES = sorted({m for one in INDICATORS.values() for m in one.measures} | {"officials_days"})
DAYS = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 6), date(2022, 12, 31), date(2023, 1, 1)]


def frame(rows):
    return pl.LazyFrame(rows, schema=COUNTS, orient="row")


def found(rows, codes=tuple(INDICATORS), **options):
    return evaluate(frame(rows), UNITS, YEAR, [INDICATORS[c] for c in codes], EVERYTHING, **options)


def alike(code, phi, df=7.0):
    """Return the effects of one indicator, the same for all units."""
    return {code: dict.fromkeys(UNITS, Effect(phi, df))}


def online(x, n, **options):
    rows = [("a", DAYS[2], "received", n), ("a", DAYS[2], "received_online", x)]
    return found(rows, ["online_share"], **options).row(0, named=True)


rows_of_counts = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(DAYS), st.sampled_from(MEASURES), st.integers(-3, 200)),
    max_size=120,
)


@settings(deadline=None, max_examples=40)
@given(rows_of_counts)
def test_effects_of_one_are_none_at_all(rows):
    plain = found(rows)
    assert plain.schema == CELLS
    assert set(plain["origin"]) == {"counted"}
    assert plain.equals(found(rows, effects=dict.fromkeys(INDICATORS, dict.fromkeys(UNITS, Effect(1.0)))))
    proportions = [code for code, one in INDICATORS.items() if one.kind == "proportion" and not one.is_census]
    bounded = plain.filter(pl.col("value").is_not_null() & pl.col("indicator").is_in(proportions))
    low, high = INTERVALS["wilson"](bounded["x"], bounded["n"])
    assert (bounded["ci_low"].to_list(), bounded["ci_high"].to_list()) == (low.tolist(), high.tolist())
    assert (bounded["deff"] == 1).all()
    others = plain.join(bounded, on=["unit_id", "indicator"], how="anti")
    censuses = pl.col("indicator").is_in([code for code, one in INDICATORS.items() if one.is_census])
    for name in ("ci_low", "ci_high", "deff"):
        assert others.filter(censuses)[name].drop_nulls().is_empty()
    rates = others.filter(~censuses & pl.col("value").is_not_null())
    low, high = exact_limits(rates["x"])
    assert rates["ci_low"].to_list() == pytest.approx(low / rates["n"].to_numpy())
    assert rates["ci_high"].to_list() == pytest.approx(high / rates["n"].to_numpy())
    assert others.filter(pl.col("value").is_null())["ci_low"].drop_nulls().is_empty()
    assert others.filter(~censuses)["fail_per_10k"].drop_nulls().is_empty()
    assert plain.filter(pl.col("value").is_null() & pl.col("deff").is_not_null()).is_empty()


@settings(deadline=None, max_examples=40)
@given(rows_of_counts)
def test_parts_of_every_unit_add_up_to_the_failures_of_its_cells(rows):
    parts = part_counts(frame(rows), UNITS, YEAR, INDICATORS.values())
    assert parts.schema == PARTS
    sums = parts.group_by("unit_id", "indicator").agg(pl.col("events").sum(), pl.len())
    cells = found(rows).join(sums, on=["unit_id", "indicator"])
    with_parts = [one for one in INDICATORS.values() if one.parts]
    assert len(cells) == len(UNITS) * len(with_parts)
    for cell in cells.iter_rows(named=True):
        one = INDICATORS[cell["indicator"]]
        assert cell["events"] == (cell["x"] if one.direction == -1 else cell["n"] - cell["x"])
        assert cell["len"] == len(one.parts)


def test_parts_come_in_the_order_of_units_indicators_and_their_declaration():
    rows = [
        ("b", DAYS[2], "resolved", 70),
        ("b", DAYS[2], "resolved_unknown_766", 10),
        ("b", DAYS[2], "resolved_late_766", 3),
        ("b", DAYS[0], "open", 40),
        ("b", DAYS[2], "open", -10),
        ("b", DAYS[2], "open_unknown_766", 1),
        ("b", DAYS[0], "open_late_766", 2),
        ("b", DAYS[4], "open_late_766", 9),
    ]
    chosen = [INDICATORS[c] for c in ("petitions_satisfied_766", "online_share", "on_time_766")]
    parts = part_counts(frame(rows), ["b", "a"], YEAR, chosen)
    assert parts.rows() == [
        *[("a", code, i, 0, 0) for code in ("petitions_satisfied_766", "on_time_766") for i in (0, 1)],
        ("b", "petitions_satisfied_766", 0, 0, 0),
        ("b", "petitions_satisfied_766", 1, 0, 0),
        ("b", "on_time_766", 0, 3, 60),
        ("b", "on_time_766", 1, 2, 29),
    ]
    assert part_counts(frame(rows), ["b"], YEAR, [INDICATORS["online_share"]]).schema == PARTS


@pytest.mark.parametrize("kind", INTERVALS)
def test_the_interval_is_that_of_counts_divided_by_an_effect_known_with_7_degrees_of_freedom(kind):
    got = online(970, 1000, effects=alike("online_share", 3.7) | alike("satisfaction", 9.0), interval=kind, level=0.998)
    low, high = INTERVALS[kind](970, 1000, 0.998, 3.7 * (t.isf(0.001, 7) / norm.isf(0.001)) ** 2)
    assert (got["ci_low"], got["ci_high"]) == pytest.approx((float(low), float(high)), rel=1e-9)
    assert (got["deff"], got["deff_df"]) == (3.7, 7.0)
    plain = online(970, 1000)
    assert got["ci_low"] < plain["ci_low"] < plain["value"] == got["value"] < plain["ci_high"] < got["ci_high"]


def test_without_intervals_the_rest_is_the_same():
    rows = [("a", DAYS[2], "received", 100), ("a", DAYS[2], "received_online", 40)]
    bare = found(rows, interval="none", effects=alike("online_share", 2.0))
    assert bare["ci_low"].null_count() == bare["ci_high"].null_count() == len(bare)
    assert bare.drop("ci_low", "ci_high").equals(
        found(rows, effects=alike("online_share", 2.0)).drop("ci_low", "ci_high")
    )


@pytest.mark.parametrize(("x", "n", "expected"), [(9_999, 10_000, 1.0), (10**9 - 7, 10**9, 7e-5), (0, 40, 10_000.0)])
def test_failures_per_ten_thousand_are_what_is_missing(x, n, expected):
    assert online(x, n)["fail_per_10k"] == pytest.approx(expected, rel=1e-15)


def test_failures_per_ten_thousand_are_the_events_where_less_is_better():
    rows = [("a", DAYS[0], "open_in_progress", 80_000), ("a", DAYS[0], "open_overdue", 4)]
    assert found(rows, ["overdue_open_share"])["fail_per_10k"].to_list() == [0.5, None, None]


def test_billions_of_cases_keep_their_interval():
    n = 7_600_000_000
    got = online(n - 1, n, effects=alike("online_share", 2.0))
    assert 0 < 1 - got["ci_high"] < 1 - got["value"] < 1 - got["ci_low"] < 1e-8


def test_rates_have_the_interval_of_their_count_and_no_failures():
    rows = [("a", DAYS[2], "received", 44), ("a", DAYS[2], "officials", 11), ("a", DAYS[2], "officials_days", 1)]
    got = found(rows, ["workload_per_official"], effects=alike("workload_per_official", 4.0)).row(0, named=True)
    assert (got["value"], got["deff"], got["fail_per_10k"]) == (4.0, 4.0, None)
    # Garwood's limits of 11 events are 5.4912 and 19.6820; the count is 4 times as many.
    assert (got["ci_low"], got["ci_high"]) == pytest.approx((4 * 5.4912 / 11, 4 * 19.6820 / 11), rel=1e-5)


def test_a_census_has_a_value_and_nothing_of_chance():
    rows = [("a", DAYS[0], "procedures", 39), ("a", DAYS[0], "procedures_online", 30)]
    got = found(rows, ["procedures_online_share"], effects=alike("procedures_online_share", 4.0)).row(0, named=True)
    assert (got["value"], got["fail_per_10k"]) == (30 / 39, pytest.approx(90_000 / 39))
    assert [got[name] for name in ("ci_low", "ci_high", "deff", "deff_df")] == [None] * 4


@settings(deadline=None, max_examples=20)
@given(rows_of_counts, st.permutations(UNITS), st.randoms(use_true_random=False))
def test_neither_the_order_of_counts_nor_that_of_units_matters(rows, units, random):
    shuffled = random.sample(rows, len(rows))
    again = evaluate(frame(shuffled), units, YEAR, INDICATORS.values(), EVERYTHING)
    assert again.equals(found(rows))
    assert part_counts(frame(shuffled), units, YEAR, INDICATORS.values()).equals(
        part_counts(frame(rows), UNITS, YEAR, INDICATORS.values())
    )


@pytest.mark.parametrize("effect", [0.99, float("nan"), float("inf"), -1])
def test_an_effect_is_at_least_one(effect):
    with pytest.raises(ValueError, match=f"at least 1 and finite, not {effect}"):
        Effect(effect)


def test_each_unit_has_its_own_effect():
    rows = [(u, DAYS[2], m, n) for u in UNITS for m, n in (("received", 100), ("received_online", 40))]
    effects = {"online_share": {"a": Effect(2.0, 5.0), "c": Effect(4.0, 9.0)}}
    got = found(rows, ["online_share"], effects=effects)
    assert got.select("deff", "deff_df").rows() == [(2.0, 5.0), (1.0, None), (4.0, 9.0)]
    assert got["ci_low"][2] < got["ci_low"][0] < got["ci_low"][1]


def test_what_is_not_known_is_refused_by_name():
    with pytest.raises(ValueError, match=r"wilson.*or none, not 'wald'"):
        online(1, 40, interval="wald")
    cells = found([], ["online_share"])
    with pytest.raises(ValueError, match="no indicator 'online_share'"):
        with_values(cells, {"satisfaction": INDICATORS["satisfaction"]}, "wilson", 0.95)


def test_no_units_and_no_indicators_give_no_cells():
    assert evaluate(frame([]), [], YEAR, INDICATORS.values(), set()).schema == CELLS
    assert found([], codes=()).schema == CELLS


def test_a_wide_city_has_as_many_cells_as_units_and_indicators():
    units = [f"u{i:03}" for i in range(168)]
    random = np.random.default_rng(3)
    rows = [(u, DAYS[2], m, int(n)) for u in units for m, n in zip(MEASURES, random.integers(0, 500, 99), strict=False)]
    sent = {(u, t) for u in units for t in TABLES}
    cells = evaluate(frame(rows), units, YEAR, INDICATORS.values(), sent)
    assert len(cells) == 168 * len(INDICATORS)
    alone = evaluate(frame(rows), units[77:78], YEAR, INDICATORS.values(), sent)
    assert alone.equals(cells.filter(pl.col("unit_id") == units[77]))
