import polars as pl
import pytest

from schemas.table import load_tables
from warehouse.disclosure.rough_values import rough_values

CODE = "satisfaction"


def tables(x, n, *small, complementary=(), peer_group="all"):
    """Return one cell with the counts that are shown, and which of its parts are hidden: small ones are 1 to 9."""
    rankings = pl.DataFrame(
        [(u, peer_group, CODE, a, b) for u, a, b in (("quan-a", x, n), ("quan-b", 90, 100))],
        schema={"unit_id": pl.String, "peer_group": pl.String, "measure": pl.String, "x": pl.Int64, "n": pl.Int64},
        orient="row",
    )
    rows = [("rankings", "quan-a", CODE, part, 1, 9) for part in small]
    rows += [("rankings", "quan-a", CODE, part, None, None) for part in complementary]
    rows += [("trends", "quan-b", CODE, "x", 1, 9)]
    kept = load_tables()["suppressions"].polars_schema
    names = ["table_name", "unit_id", "item", "part", "least", "most"]
    listed = pl.DataFrame(rows, schema={name: kept[name] for name in names}, orient="row")
    return {"rankings": rankings, "suppressions": listed}


@pytest.mark.parametrize(
    ("x", "n", "small", "complementary", "wanted"),
    [
        (None, 1_000, ["rest"], ["x"], 0.995),
        (None, 1_000, ["x"], ["rest"], 0.005),
        (95, None, ["rest"], ["n"], 0.95),
        (None, 10, ["x", "rest"], [], 0.5),
        (None, None, ["x", "rest"], ["n"], 0.5),
        (None, 1_000, [], ["x"], None),
        (None, None, ["x", "n"], [], None),
        (None, 3, ["rest"], ["x"], 0.0),
    ],
)
def test_a_value_is_told_as_far_as_the_tables_tell_it(x, n, small, complementary, wanted):
    assert rough_values(tables(x, n, *small, complementary=complementary)) == {("quan-a", CODE): wanted}


def test_cells_of_which_nothing_is_hidden_are_not_among_them():
    assert rough_values(tables(95, 100)) == {}
    assert rough_values(tables(95, 100, complementary=["excluded"])) == {}
