"""Cells of the halves of a period, counted from the counts of days."""

from datetime import date

import polars as pl
from engine_cases import YEAR, cells, method

from schemas.table import load_tables
from warehouse.ranking.evidence.cell_values import CELLS
from warehouse.ranking.evidence.figures import Figures
from warehouse.ranking.evidence.halves import halves
from warehouse.ranking.evidence.periods import parse_period

SATISFACTION, ONLINE = "satisfaction", "procedures_online_share"
RULES = method({"g": {SATISFACTION: 40, ONLINE: 60}}, min_n=31)
DAYS = [
    ("a", date(2022, 2, 1), "answers", 20),
    ("a", date(2022, 2, 1), "answers_satisfied", 12),
    ("a", date(2022, 7, 2), "answers", 1),  # the last day of the first half
    ("a", date(2022, 7, 3), "answers", 15),
    ("a", date(2022, 7, 3), "answers_satisfied", 3),
    ("a", date(2021, 5, 1), "procedures", 100),
    ("a", date(2021, 5, 1), "procedures_online", 40),
    ("a", date(2022, 11, 1), "procedures_online", 30),
]


def figures():
    counts = pl.DataFrame(DAYS, schema=load_tables()["measures"].polars_schema, orient="row").lazy()
    sent = [
        ("a", "a", table, date(2022, 1, 1), date(2022, 12, 31), "accepted") for table in ("satisfaction", "procedures")
    ]
    columns = ("unit_id", "folder", "table_name", "window_from", "window_to", "status")
    return Figures(counts, counts, pl.DataFrame(sent, schema=columns, orient="row"))


def test_flows_are_of_each_half_stocks_at_its_end_and_half_the_cases_are_enough():
    first, second = halves(figures(), RULES, ["a"], YEAR, CELLS.to_frame())
    columns = ("indicator", "x", "n", "status")
    assert first.cells.select(columns).rows() == [(SATISFACTION, 12, 21, "OK"), (ONLINE, 40, 100, "OK")]
    # 16 would be enough of 31: 15 are not.
    assert second.cells.select(columns).rows() == [(SATISFACTION, 3, 15, "SMALL_N"), (ONLINE, 70, 100, "OK")]


def test_what_a_half_lacks_is_added_at_the_rate_of_the_city_where_the_method_does_so():
    rules = method({"g": {SATISFACTION: 40, ONLINE: 60}}, min_n=60, on_small_n="city_rate")
    earlier = cells({"a": {SATISFACTION: (30, 40)}, "b": {SATISFACTION: (30, 40)}})
    first, second = halves(figures(), rules, ["a"], YEAR, earlier)
    for half, cases in ((first, 21), (second, 15)):
        (row,) = half.cells.filter(indicator=SATISFACTION).select("status", "n", "added", "added_rate").rows()
        assert row == ("SMALL_N", cases, 30 - cases, 0.75)


def test_a_day_has_no_halves():
    assert halves(figures(), RULES, ["a"], parse_period("2022-03-01..2022-03-01"), CELLS.to_frame()) == ()
