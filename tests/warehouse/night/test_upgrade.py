"""What version 0.1.0 left behind is taken over: its rows, its reasons, its snapshot."""

import shutil
import tarfile
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from nights import check_ledger, hcmc, outcomes, run, table, table_bytes, tables_only

from schemas.table import load_tables
from warehouse import store
from warehouse.night.arrival.reread import outdated_submissions
from warehouse.night.rebuild import rebuild_snapshot
from warehouse.publication import snapshot_tables
from warehouse.run import Run
from warehouse.store import Home

PACKED = Path(__file__).parents[2] / "fixtures" / "0.1.0" / "data-root.tar.xz"
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


def test_its_files_are_read_again_from_their_landing_copies(home):
    """The inbox is empty by now; the rows are what a new data root makes of the same files, to the byte."""
    fresh = Home(home.root.with_name("fresh"))
    shutil.copytree(home.inbox, fresh.inbox)
    shutil.rmtree(home.inbox)
    home.inbox.mkdir()
    report = run(home, on=DAY)
    assert table(home, "dossiers").get_column("source_row").null_count() == 0
    assert {o.is_read_again for o in outcomes(report)} == {True}
    run(fresh, on=DAY)
    assert table_bytes(home) == table_bytes(fresh)
    assert rebuild_snapshot(Run(home, hcmc(), DAY), tables_only()).differing == ()
    assert outcomes(run(home, on=DAY)) == []  # once


def test_rows_whose_bytes_are_gone_stay_as_they_were_read(home):
    before = old_rows(home)
    shutil.rmtree(home.inbox)
    shutil.rmtree(home.landing)
    home.inbox.mkdir()
    records = store.load_submissions(home).values()
    run(home, on=DAY)
    after = table(home, "dossiers")
    assert after.select(before.columns).sort(load_tables()["dossiers"].key).equals(before)
    assert after.get_column("source_row").null_count() == after.height
    ids = {s.submission_id for s in records}
    assert {s.submission_id for s in outdated_submissions(Run(home, hcmc(), DAY), records)} == ids
    assert set(table(home, "submissions").filter("is_outdated")["submission_id"]) == ids
    snapshot = store.current_snapshot(home)
    assert set(store.read_manifest(snapshot)["outdated"]) == ids
    sent = snapshot_tables.deliveries(snapshot, ["go-vap", "quan-1", "quan-12"])
    assert dict(sent.select("unit_id", "outdated").rows()) == {"go-vap": 1, "quan-1": 1, "quan-12": 2}


def test_reasons_that_it_kept_name_their_row(home):
    (reasons,) = [r.collect() for _, r in store.scan_reasons(home, store.load_submissions(home).values())]
    assert reasons.select("source_member", "source_row").rows() == [(None, 7)]
    assert datetime(2023, 3, 1) <= max(s.exported_at for s in store.load_submissions(home).values())
