"""A cleaning is killed: what was to go is written down, nothing else is touched, and the next one ends the work."""

import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from lived_cases import files_of
from nights import deliver, dossier, hcmc, home_at, run, table_bytes

from warehouse import store
from warehouse.night.arrival.reread import outdated_and_wanted
from warehouse.run import Run
from warehouse.store import Home

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
DAYS = (date(2023, 3, 1), date(2023, 3, 2), date(2023, 3, 3))
# Cleans all that may go, and dies before the n-th time that something is named or removed; 0: never, and it counts.
DYING = """
import os, signal, sys, time
from datetime import date
from pathlib import Path
from nights import hcmc
from schemas.retention import Retention
from warehouse.run import Run
from warehouse.store import Home
from warehouse.upkeep.clean import clean

left, steps = int(sys.argv[2]), 0

def watch(event, arguments):
    global steps
    if event in ("os.rename", "os.remove", "os.rmdir") and Path(sys.argv[1], "work") not in Path(arguments[0]).parents:
        steps += 1
        if steps == left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
policy = Retention(landing_days=1, snapshots_days=1, drafts_days=1, runs_days=1)
clean(Run(Home(Path(sys.argv[1])), hcmc(), date(2100, 1, 1)), policy, time.time_ns())
print(steps)
"""


@pytest.fixture(scope="module")
def three_nights(tmp_path_factory, knows_our_code):
    home = home_at(tmp_path_factory.mktemp("before") / "home")
    knows_our_code(home.root)
    for number, day in enumerate(DAYS):
        deliver(home, "quan-12", f"a-{number}.csv", [dossier(number)])
        run(home, on=day)
    return home


def cleaned(home, left):
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'warehouse'}"}
    command = [sys.executable, "-c", DYING, home.root, str(left)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)


def copied(home, root):
    return Home(shutil.copytree(home.root, root, symlinks=True))


def left_in(home):
    return {name: data for name, data in files_of(home.root).items() if not name.startswith("removals/")}


def test_killed_anywhere_the_next_cleaning_ends_the_work(three_nights, tmp_path):
    whole = copied(three_nights, tmp_path / "whole")
    done = cleaned(whole, 0)
    assert done.returncode == 0, done.stderr
    expected, tables = left_in(whole), table_bytes(three_nights)
    assert not [name for name in expected if name.startswith(("inbox/", "landing/"))]
    assert len(list(whole.snapshots.iterdir())) == 1
    steps = int(done.stdout)
    for step in {1, 2, steps // 3, steps * 2 // 3, steps}:
        home = copied(three_nights, tmp_path / str(step))
        assert cleaned(home, step).returncode == -signal.SIGKILL
        assert table_bytes(home) == tables
        missing = {p.stem for p in three_nights.landing.rglob("*.csv")} - {p.stem for p in home.landing.rglob("*.csv")}
        assert missing <= store.removed_copies(home)
        assert cleaned(home, 0).returncode == 0
        assert left_in(home) == expected
    report = run(home, on=DAYS[-1])
    assert report.snapshot.name == store.current_snapshot(three_nights).name
    assert outdated_and_wanted(Run(home, hcmc(), DAYS[-1]), store.load_submissions(home).values()) == []
