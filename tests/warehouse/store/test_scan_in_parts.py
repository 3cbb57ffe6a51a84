"""A table of a snapshot that does not fit into memory is read in parts that hold each of its rows once."""

from datetime import date

import polars as pl
import pytest

from schemas.table import load_tables
from tests.warehouse.nights import deliver, dossier, home_at, run
from warehouse import store

TABLE = load_tables()["dossiers"]
UNITS = {"quan-1": "Quận 1", "quan-3": "Quận 3", "quan-12": "Quận 12"}  # of which not all share a file


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    home = home_at(tmp_path_factory.mktemp("home"))
    for unit, name in UNITS.items():
        deliver(home, unit, "HoSo_202303312000.csv", [dossier(n, name) for n in (1, 2)])
    run(home, on=date(2023, 4, 1))
    return store.current_snapshot(home)


@pytest.mark.parametrize("most_rows", [1, 3, 4, 6])
def test_each_row_is_in_one_part(snapshot, most_rows):
    whole = store.scan_table(snapshot, TABLE).collect()
    parts = [part.collect() for part in store.scan_in_parts(snapshot, TABLE, most_rows)]
    assert whole.height == 6
    assert pl.concat(parts).sort(*TABLE.key).equals(whole.sort(*TABLE.key))
    assert (len(parts) == 1) == (most_rows == 6)


def test_a_table_without_rows_is_one_part(snapshot):
    (part,) = store.scan_in_parts(snapshot, load_tables()["petitions"], 1)
    assert part.collect().is_empty()
