"""Codes that stand under several units, found in a whole table part by part."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.night.accounts.shared_codes import shared_anew

ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), unique=True, max_size=30)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, parts=st.integers(1, 7))
def test_in_however_many_parts_the_same_codes_are_found(rows, parts):
    """By hand: a code is shared where two rows have it; each of these rows is named, by code and unit."""
    dossiers = pl.DataFrame(
        [(unit, f"H-{code}", f"{unit}{code}") for unit, code in rows],
        schema={"unit_id": pl.String, "dossier_code": pl.String, "submission_id": pl.String},
        orient="row",
    )
    several = {code for _, code in rows if sum(other == code for _, other in rows) > 1}
    expected = sorted((f"H-{code}", unit, f"{unit}{code}") for unit, code in rows if code in several)
    assert shared_anew(dossiers.lazy(), parts).rows() == expected
