"""Between which values the peers lie: of what is published, and nothing else."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.table import load_tables
from warehouse.publication.peer_quantiles import peer_quantiles

CODE = "online_share"


def quantiles(rows, group="all"):
    """The quantiles of (measure, value, status, eligible)."""
    schema = load_tables()["rankings"].polars_schema
    whole = [
        dict.fromkeys(schema) | {"unit_id": f"u{i}", "peer_group": group, "measure": m, "value": v, "status": s}
        | {"eligible": e}
        for i, (m, v, s, e) in enumerate(rows)
    ]  # fmt: skip
    return peer_quantiles({"rankings": pl.DataFrame(whole, schema=schema)}).to_dicts()


def test_quantiles_by_hand_and_who_takes_part():
    (row,) = quantiles(
        [
            *((CODE, value, "OK", True) for value in (0.5, 0.6, 0.7, 1.0)),
            (CODE, None, "SUPPRESSED", True),
            (CODE, 0.1, "SMALL_N", True),
            (CODE, 0.2, "OK", False),
            ("score", 80.0, "OK", True),
            ("group:g", 80.0, "OK", True),
        ],
        "kind:urban",
    )
    assert (row["peer_group"], row["indicator"], row["units"], row["hidden"]) == ("kind:urban", CODE, 4, 1)
    # Of four the quartiles lie at places 0.75, 1.5 and 2.25 from the lowest.
    shown = [row[name] for name in ("lowest", "lower_quartile", "median", "upper_quartile", "highest")]
    np.testing.assert_allclose(shown, [0.5, 0.575, 0.65, 0.775, 1.0])


def test_where_all_is_hidden_there_is_no_row():
    assert quantiles([(CODE, None, "SUPPRESSED", True)]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 3))
def test_they_are_those_of_numpy_whatever_is_hidden(values, hidden):
    (row,) = quantiles([(CODE, v, "OK", True) for v in values] + [(CODE, None, "SUPPRESSED", True)] * hidden)
    shown = [row[name] for name in ("lowest", "lower_quartile", "median", "upper_quartile", "highest")]
    np.testing.assert_allclose(shown, np.quantile(values, [0, 0.25, 0.5, 0.75, 1]), atol=1e-12)
    assert (row["units"], row["hidden"]) == (len(values), hidden)
