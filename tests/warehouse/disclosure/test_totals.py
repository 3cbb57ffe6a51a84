"""What is said of all units together, where a count of one is hidden: the sums of the units that are shown."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.table import load_tables
from warehouse.disclosure.totals import totals_of_shown

CODE = "online_share"


def total(cells):
    """What all units together have; cells are (x, n, whether they are hidden)."""
    schema = load_tables()["rankings"].polars_schema
    rows = [
        {"unit_id": f"u{place}", "peer_group": "all", "measure": CODE, "eligible": True, "excluded": 0}
        | ({"status": "SUPPRESSED"} if is_hidden else {"x": x, "n": n, "value": x / n, "status": "OK"})
        for place, (x, n, is_hidden) in enumerate(cells)
    ]
    rankings = pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)
    x, n = (sum(cell[part] for cell in cells) for part in (0, 1))
    exact = {"indicator": CODE, "x": x, "n": n, "value": x / n, "status": "OK", "units": len(cells), "hidden": 0}
    schema = load_tables()["benchmarks"].polars_schema
    benchmarks = pl.DataFrame([dict.fromkeys(schema) | exact], schema=schema)
    return totals_of_shown({"rankings": rankings, "benchmarks": benchmarks}).row(0, named=True)


def test_a_hidden_unit_is_not_in_the_total():
    """Before, a unit of which few of 1 000 cases are good brought two that are all good down to 36.8 %."""
    of_all = total([(10, 10, False), (8, 8, False), (5, 1_000, True)])
    assert (of_all["x"], of_all["n"], of_all["value"], of_all["units"], of_all["hidden"]) == (18, 18, 1.0, 2, 1)


def test_where_nobody_is_hidden_it_is_exact_and_where_nobody_is_shown_there_is_none():
    assert total([(30, 40, False), (10, 60, False)])["value"] == 0.4
    assert total([(30, 40, True)])["value"] is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 90), st.booleans()), min_size=1, max_size=12))
def test_it_lies_between_the_lowest_and_the_highest_that_are_shown(units):
    value = total(units)["value"]
    shown = [x / n for x, n, is_hidden in units if not is_hidden]
    assert (value is None) == (not shown)
    assert value is None or min(shown) - 1e-12 <= value <= max(shown) + 1e-12
