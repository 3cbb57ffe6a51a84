"""Reading a table of a snapshot of which a bit has changed ends in nothing read, never in a panic of the library."""

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.table import load_tables
from warehouse import store

TABLE = load_tables()["submissions"]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshot")
    store.write_table_file(folder, TABLE, "part-0.parquet", pl.DataFrame(schema=TABLE.stored_schema))
    return folder


@settings(deadline=None, max_examples=50)
@given(st.integers(0), st.integers(0, 7))
@example(1160, 0)
@example(1160, 1)
@example(1160, 2)
@example(1160, 3)
def test_a_changed_bit_is_no_panic(snapshot, place, bit):
    (path,) = snapshot.rglob("*.parquet")
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[place % len(whole)] ^= 1 << bit
    path.chmod(0o600)
    path.write_bytes(damaged)
    try:
        assert store.ids_in_table(snapshot) == frozenset()
    finally:
        path.write_bytes(whole)
