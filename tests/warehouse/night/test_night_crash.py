"""A night that is killed: the tables are those of before or of after, and the next run ends as if nothing had been."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from moments import once_done
from nights import check_ledger, deliver, dossier, home_at, run, table, table_bytes

from schemas.table import load_tables
from warehouse import store
from warehouse.night.ingest.gx_verdicts import confirm_gate

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
# Runs a night and dies before the n-th time that a file or folder is given its final name.
DYING_NIGHT = """
import os, signal, sys
from pathlib import Path

sys.path[:0] = sys.argv[1:3]
import nights

left = int(sys.argv[4])

def dying(original):
    def step(self, target):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(self, target)
    return step

Path.replace, Path.rename = dying(Path.replace), dying(Path.rename)
nights.run(nights.home_at(Path(sys.argv[3])))
"""


@pytest.fixture(scope="module")
def first_night(tmp_path_factory, knows_our_code):
    """A home after one night; in its inbox lie a correction that moves a dossier to another month, and a new unit."""
    home = home_at(tmp_path_factory.mktemp("before") / "home")
    knows_our_code(home.root)
    deliver(home, "quan-12", "HoSo_202302272000.csv", [dossier(i) for i in range(3)])
    run(home)
    corrected = [dossier(1, Ngày_tiếp_nhận="31/01/2023 16:00:00"), dossier(7)]
    deliver(home, "quan-12", "HoSo_202302282000.csv", corrected)
    deliver(home, "quan-1", "HoSo_202302282000.csv", [dossier(1, "Quận 1")])
    return home


@pytest.fixture(scope="module")
def uninterrupted(first_night, tmp_path_factory):
    """The tables' bytes after the second night, and how many names it gave."""
    home = copied(first_night, tmp_path_factory.mktemp("after") / "home")
    names = []
    with pytest.MonkeyPatch.context() as patch:
        for method in ("replace", "rename"):
            original = getattr(Path, method)
            patch.setattr(Path, method, lambda self, to, original=original: (names.append(to), original(self, to))[1])
        run(home)
    return table_bytes(home), len(names)


def copied(home, root):
    shutil.copytree(home.root, root, symlinks=True)
    return store.Home(root)


# Counted from the end: the last name is `current`, then the snapshot's folder, its manifest, and its files.
PLACES = {
    "a landing copy": 2,
    "rows kept": 4,
    "records": 6,
    "a table": -5,
    "manifest": -2,
    "snapshot": -1,
    "current": 0,
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_killed_anywhere_the_next_run_repairs(first_night, uninterrupted, tmp_path, place):
    expected, names = uninterrupted
    home = copied(first_night, tmp_path / "home")
    before, snapshot = table_bytes(home), store.current_snapshot(home).name
    step = place if place > 0 else names + place
    arguments = [str(ROOT), str(ROOT / "tests" / "warehouse"), str(home.root), str(step)]
    died = subprocess.run([sys.executable, "-c", DYING_NIGHT, *arguments], cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    assert store.current_snapshot(home).name == snapshot
    assert table_bytes(home) == before
    run(home)
    assert table_bytes(home) == expected
    assert not [p for p in home.snapshots.iterdir() if p.name.startswith(".staging-")]
    check_ledger(home)
    again = store.current_snapshot(home)
    assert run(home).snapshot == again


def tampered(home, change):
    """Rewrite the kept rows of the newest file of Quận 12."""
    (s,) = [s for s in store.load_submissions(home).values() if s.exported_at.day == 28 and s.unit_id == "quan-12"]
    path = home.kept(s)
    dossiers = load_tables()["dossiers"]
    rows = change(pl.read_parquet(path))
    path.unlink()
    store.write_parquet(rows, dossiers, path)


TAMPERINGS = {
    "rows added": lambda rows: pl.concat([rows, rows.with_columns(dossier_code=pl.lit("x"))]),
    "rows lost": lambda rows: rows.head(1),
}


@pytest.mark.parametrize("change", TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_snapshot_that_does_not_balance_is_not_committed(first_night, tmp_path, change):
    """Rows are added to, or lost from, a kept file between its keeping and the commit."""
    home = copied(first_night, tmp_path / "home")
    before, snapshot = table_bytes(home), store.current_snapshot(home)
    with once_done(confirm_gate, lambda: tampered(home, change)), pytest.raises(RuntimeError, match="rows"):
        run(home)
    assert store.current_snapshot(home) == snapshot
    assert table_bytes(home) == before


def test_rows_that_nobody_sent_are_not_committed(first_night, tmp_path):
    """A record is lost: the rows of its submission would stand in the tables without anybody to answer for them."""
    home = copied(first_night, tmp_path / "home")
    (record,) = home.submissions.glob("*.json")
    snapshot = store.current_snapshot(home)
    record.unlink()
    (home.inbox / "quan-12" / "HoSo_202302272000.csv").unlink()
    with pytest.raises(RuntimeError, match=record.stem):
        run(home)
    assert store.current_snapshot(home) == snapshot
    assert table(home, "dossiers").height == 3


def test_a_record_that_does_not_balance_is_not_committed(first_night, tmp_path):
    home = copied(first_night, tmp_path / "home")
    (record,) = home.submissions.glob("*.json")
    snapshot = store.current_snapshot(home)
    text = record.read_text(encoding="utf-8")
    assert '"rows_in": 3' in text
    record.write_text(text.replace('"rows_in": 3', '"rows_in": 4'), encoding="utf-8")
    with pytest.raises(RuntimeError, match=record.stem):
        run(home)
    assert store.current_snapshot(home) == snapshot


def test_half_a_landing_copy_of_a_killed_run_is_removed(first_night, tmp_path):
    home = copied(first_night, tmp_path / "home")
    half = home.landing / ".landing-abc"
    half.write_text("Nguyễn Văn Mẫu", encoding="utf-8")
    run(home)
    assert not half.exists()
