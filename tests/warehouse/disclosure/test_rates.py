"""The rate of all units together, where its counts are hidden: that of the units that are shown."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse.disclosure.rates import with_rates

from schemas.table import load_tables

CODE = "online_share"


def rate(cells, status="SUPPRESSED", value=None):
    """The value that all units together have; cells are (x, n), or None for a hidden numerator."""
    rows = [
        {"unit_id": f"u{place}", "peer_group": "all", "measure": CODE, "eligible": True, "n": n, "x": x}
        | {"value": None if x is None else x / n, "status": "SUPPRESSED" if x is None else "OK"}
        for place, (x, n) in enumerate(cells)
    ]
    schema = load_tables()["rankings"].polars_schema
    rankings = pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)
    of_all = {"indicator": CODE, "status": status, "value": value}
    schema = load_tables()["benchmarks"].polars_schema
    benchmarks = pl.DataFrame([dict.fromkeys(schema) | of_all], schema=schema)
    return with_rates({"rankings": rankings, "benchmarks": benchmarks})["benchmarks"]["value"].item()


def test_a_hidden_total_is_that_of_the_units_that_are_shown():
    """Before, a unit of which 1 to 9 of 20 cases were good brought two that are all good down to 36.8 %."""
    assert rate([(10, 10), (8, 8), (None, 1_000)]) == 1.0
    assert rate([(30, 40), (10, 60), (None, 5)]) == 0.4


def test_a_published_total_stays_and_where_nobody_is_shown_there_is_none():
    assert rate([(30, 40), (None, 60)], "OK", 0.66) == 0.66
    assert rate([(None, 60)]) is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 90), st.booleans()), min_size=1, max_size=12))
def test_it_lies_between_the_lowest_and_the_highest_that_are_shown(units):
    value = rate([(None if is_hidden else x, n) for x, n, is_hidden in units])
    shown = [x / n for x, n, is_hidden in units if not is_hidden]
    assert (value is None) == (not shown)
    assert value is None or min(shown) - 1e-12 <= value <= max(shown) + 1e-12
