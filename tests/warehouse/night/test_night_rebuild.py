"""Everything made again equals what the nights left, and where it does not, the damage is named and mended."""

import hashlib
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from nights import DAY, check_ledger, deliver, dossier, exchanged, hcmc, home_at, run

from schemas.errors import DamagedFile
from warehouse import store
from warehouse.night.rebuild import read_all_again, rebuild_snapshot
from warehouse.run import Run
from warehouse.store import Home

pytestmark = pytest.mark.long

LAST = DAY + timedelta(days=2)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A home after three nights: rejected rows, a correction, a dossier that moves, a late file, a retraction."""
    home = home_at(tmp_path_factory.mktemp("lived") / "home")
    deliver(home, "quan-12", "HoSo_202302272000.csv", [dossier(i) for i in range(4)])
    deliver(
        home,
        "quan-1",
        "HoSo_202302272000.csv",
        [*(dossier(i, "Quận 1") for i in range(9)), dossier(0, "Quận 1", Kênh_nộp="?")],
    )
    deliver(home, "thu-duc", "HoSo.json", str([exchanged(i) for i in range(3)]).replace("'", '"'))
    deliver(home, "quan-3", "unknown.csv", "a,b\n1,2\n")
    run(home, is_ranked=True)
    moved = [dossier(1, Ngày_tiếp_nhận="31/01/2023 16:00:00"), dossier(7)]
    deliver(home, "quan-12", "HoSo_202302282000.csv", moved)
    deliver(home, "quan-1", "HoSo_202302282000.csv", [dossier(3, "Quận 1"), dossier(20, "Quận 1")])
    run(home, on=DAY + timedelta(days=1), is_ranked=True)
    wrong = next(s for s in store.load_submissions(home).values() if s.unit_id == "quan-1" and s.exported_at.day == 28)
    store.keep_retraction(home, wrong.submission_id, {"reason": "a test"})
    deliver(home, "quan-12", "HoSo_202302262000.csv", [dossier(2, Ngày_hẹn_trả="05/02/2023 17:00:00")])
    run(home, on=LAST, is_ranked=True)
    return home


@pytest.fixture
def home(lived, tmp_path):
    return Home(shutil.copytree(lived.root, tmp_path / "home", symlinks=True))


def again(home, from_landing=False, on=LAST):
    """Rebuild as the command does, reading in children."""
    run = Run(home, hcmc(), on)
    store.empty_work(home)
    read = read_all_again(run) if from_landing else None
    return read, rebuild_snapshot(run)


def contents(folder):
    files = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.parametrize("from_landing", [False, True], ids=["from the kept rows", "from the bytes"])
def test_it_equals_what_three_nights_left(home, from_landing):
    before, snapshot = contents(store.current_snapshot(home)), store.current_snapshot(home)
    stored = {side: contents(home.root / side) for side in ("accepted", "rejected", "submissions")}
    read, rebuilt = again(home, from_landing)
    assert (rebuilt.snapshot, rebuilt.differing) == (snapshot, ())
    assert contents(snapshot) == before
    assert {side: contents(home.root / side) for side in stored} == stored
    assert sorted(p.name for p in home.snapshots.iterdir() if p.name.startswith(".")) == []
    if read is not None:
        assert (read.files, read.differing, read.without_bytes) == (7, (), ())


def test_a_damaged_file_of_a_table_is_named_and_mended(home):
    snapshot = store.current_snapshot(home)
    sound = contents(snapshot)
    (damaged,) = (snapshot / "dossiers" / "received_month=2023-01").iterdir()
    data = bytearray(damaged.read_bytes())
    data[20] ^= 1
    damaged.chmod(0o644)
    damaged.write_bytes(data)
    _, rebuilt = again(home)
    assert rebuilt.differing == (str(damaged.relative_to(snapshot)),)
    assert rebuilt.snapshot == store.current_snapshot(home) != snapshot
    now = contents(rebuilt.snapshot)
    tables = [
        name for name in sound if name.endswith(".parquet") and name.startswith(("dossiers", "measures", "ledger"))
    ]
    assert {name: now[name] for name in tables} == {name: sound[name] for name in tables}
    check_ledger(home)
    assert again(home)[1].differing == ()
    assert run(home, on=LAST, is_ranked=True).snapshot == rebuilt.snapshot
    run(home, on=LAST + timedelta(days=1), is_ranked=True)
    # Not the damaged one, whose name says the same.
    assert run(home, on=LAST, is_ranked=True).snapshot == rebuilt.snapshot


def test_damaged_rows_are_read_again_from_the_bytes(home):
    sound = contents(home.root / "accepted")
    victim = next(s for s in store.load_submissions(home).values() if s.unit_id == "quan-1" and s.rejected)
    path = home.kept(victim)
    path.write_bytes(
        home.kept(next(s for s in store.load_submissions(home).values() if s.unit_id == "quan-12")).read_bytes()
    )
    home.kept(victim, "rejected").unlink()
    copies = home.cache / "kept"
    copies.mkdir(parents=True, exist_ok=True)
    read, rebuilt = again(home, from_landing=True)
    assert not copies.exists()  # of what was damaged
    assert [s.submission_id for s in read.differing] == [victim.submission_id]
    assert contents(home.root / "accepted") == sound
    assert rebuilt.differing == ()


def test_files_whose_bytes_are_gone_keep_their_rows(home):
    shutil.rmtree(home.landing)
    read, rebuilt = again(home, from_landing=True)
    assert (read.files, len(read.without_bytes), rebuilt.differing) == (0, len(store.load_submissions(home)), ())


def test_rows_that_were_taken_back_do_not_come_back_where_their_retraction_is_gone(home):
    (retraction,) = (home.root / "retractions").glob("*.json")
    before = store.current_snapshot(home)
    retraction.unlink()
    with pytest.raises(DamagedFile, match=retraction.name):
        again(home)
    assert store.current_snapshot(home) == before


def test_after_a_change_of_declarations_it_makes_the_next_snapshot(home):
    city = replace(hcmc(), about=hcmc().about.model_copy(update={"name_en": "Another name"}))
    before = store.current_snapshot(home)
    rebuilt = rebuild_snapshot(Run(home, city, date.fromisoformat(store.read_manifest(before)["business_date"])))
    assert rebuilt.snapshot != before
    assert {name for name in rebuilt.differing if name.endswith(".parquet")} == set()
