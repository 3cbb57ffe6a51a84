"""What version 0.1.0 left behind is taken over: its rows, its reasons, its snapshot."""

import tarfile
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from nights import check_ledger, outcomes, run, table

from schemas.table import load_tables
from warehouse import store
from warehouse.store import Home

PACKED = Path(__file__).parents[1] / "fixtures" / "0.1.0" / "data-root.tar.xz"
DAY = date(2023, 3, 2)


@pytest.fixture
def home(tmp_path):
    with tarfile.open(PACKED) as packed:
        packed.extractall(tmp_path, filter="tar")
    return Home(tmp_path)


def old_rows(home):
    """The dossiers of the snapshot that 0.1.0 committed, without where they came from."""
    dossiers = load_tables()["dossiers"]
    files = sorted((home.current / "dossiers").rglob("*.parquet"))
    return pl.read_parquet(files).select(dossiers.polars_schema.names()).sort(dossiers.key)


def test_a_night_on_its_data_root_keeps_every_row(home):
    before = old_rows(home)
    report = run(home, on=DAY)
    dossiers = load_tables()["dossiers"]
    assert table(home, "dossiers").select(dossiers.polars_schema.names()).sort(dossiers.key).equals(before)
    assert {o.status for o in outcomes(report)} == {"accepted", "accepted_with_rejections"}
    check_ledger(home)
    for path in (report.snapshot / "dossiers").rglob("*.parquet"):  # 0.1.0 had one file for all units of a month
        (group,) = {dossiers.unit_group(unit) for unit in pl.read_parquet(path).get_column("unit_id")}
        assert path.name == f"part-{group}.parquet"


def test_rows_that_it_kept_have_no_origin_until_their_files_are_read_again(home):
    records = store.load_submissions(home).values()
    kept = store.scan_kept(home, records, load_tables()["dossiers"]).collect()
    assert kept.height == sum(s.accepted for s in records)
    assert kept.select("source_member", "source_row").null_count().row(0) == (kept.height, kept.height)
    for path in home.inbox.rglob("*.csv"):
        path.unlink()
    run(home, on=DAY)
    assert table(home, "dossiers").get_column("source_row").null_count() == table(home, "dossiers").height


def test_reasons_that_it_kept_name_their_row(home):
    (reasons,) = [r.collect() for _, r in store.scan_reasons(home, store.load_submissions(home).values())]
    assert reasons.select("source_member", "source_row").rows() == [(None, 7)]
    assert datetime(2023, 3, 1) <= max(s.exported_at for s in store.load_submissions(home).values())
