"""What is said of all units together where a count of one is hidden: the sums of the units that are shown."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.table import load_tables
from warehouse.disclosure.totals import totals_of_shown

CODE = "online_share"


def total(cells, before=(900, 1_000, 0.9)):
    """The row of all units together; cells are (x, n), or None for a hidden numerator."""
    rows = [
        {"unit_id": f"u{place}", "peer_group": "all", "measure": CODE, "eligible": True, "n": n, "x": x}
        | {"value": None if x is None else x / n, "status": "SUPPRESSED" if x is None else "OK", "excluded": 1}
        for place, (x, n) in enumerate(cells)
    ]
    x, n, value = before
    of_all = {"x": x, "n": n, "value": value, "excluded": 7, "units": len(cells), "hidden": 0, "status": "OK"}
    tables = {"rankings": frame("rankings", rows), "benchmarks": frame("benchmarks", [{"indicator": CODE} | of_all])}
    return totals_of_shown(tables).row(0, named=True)


def frame(name, rows):
    schema = load_tables()[name].polars_schema
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def test_a_total_with_a_hidden_unit_is_that_of_the_units_that_are_shown():
    """Before, a unit of which 1 to 9 of 20 cases were good brought two that are all good down to 36.8 %."""
    row = total([(10, 10), (8, 8), (None, 1_000)])
    assert (row["x"], row["n"], row["excluded"], row["value"]) == (18, 18, 2, 1.0)
    assert (row["units"], row["hidden"], row["status"]) == (2, 1, "OK")


def test_a_total_without_one_stays_and_where_nobody_is_shown_there_is_none():
    row = total([(30, 40), (50, 60)])
    assert (row["x"], row["n"], row["value"], row["units"], row["hidden"]) == (900, 1_000, 0.9, 2, 0)
    row = total([(None, 60)])
    assert (row["x"], row["n"], row["value"], row["units"], row["status"]) == (None, None, None, 0, "SUPPRESSED")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 90), st.booleans()), min_size=1, max_size=12))
def test_it_lies_between_the_lowest_and_the_highest_that_are_shown(units):
    together = (sum(x for x, _, _ in units), sum(n for _, n, _ in units))
    row = total([(None if is_hidden else x, n) for x, n, is_hidden in units], (*together, together[0] / together[1]))
    shown = [x / n for x, n, is_hidden in units if not is_hidden]
    assert (row["value"] is None) == (not shown)
    assert row["value"] is None or min(shown) - 1e-12 <= row["value"] <= max(shown) + 1e-12
