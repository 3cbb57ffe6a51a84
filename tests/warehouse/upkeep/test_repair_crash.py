"""A repair that is killed makes nothing worse: the next one heals all that was left, to the byte."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from test_repair import repair
from upkeep_cases import LAST, WAYS, copied, damages, flip, lived_at, state

from warehouse.upkeep.damage import shown_path

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
# Repairs and dies before the n-th time that a file or folder is given a name or loses one.
DYING = """
import os, signal, sys
from pathlib import Path

sys.path[:0] = [sys.argv[1], *(f"{sys.argv[1]}/tests/warehouse{of}" for of in ("", "/editions", "/upkeep"))]
from test_repair import repair
from warehouse.store import Home

left = int(sys.argv[3])

def dying(original):
    def step(self, *arguments, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(self, *arguments, **named)
    return step

for name in ("replace", "rename", "unlink", "hardlink_to", "symlink_to"):
    setattr(Path, name, dying(getattr(Path, name)))
repair(Home(Path(sys.argv[2])))
print(int(sys.argv[3]) - left)
"""


@pytest.fixture(scope="module")
def lived(tmp_path_factory, knows_our_code):
    root = tmp_path_factory.mktemp("lived") / "home"
    knows_our_code(root)
    return lived_at(root)


def damage(home):
    """Half a record and one that is gone, rows, a copy, files of snapshots that are shared and that are not, a link."""
    records = sorted(home.submissions.iterdir())
    WAYS["truncate"](records[0])
    records[1].unlink()
    for rows in sorted((home.root / "accepted").rglob("*.parquet")):
        flip(rows)
    flip(min(p for p in home.landing.rglob("*") if p.is_file()))
    for folder in sorted(home.snapshots.iterdir()):
        for table in ("dossiers", "ledger"):
            flip(max((folder / table).rglob("*.parquet")))
        WAYS["truncate"](folder / "manifest.json")
    shutil.rmtree(home.cache / "kept", ignore_errors=True)
    home.current.unlink()
    return home


def died_after(home, steps):
    arguments = [str(ROOT), str(home.root), str(steps)]
    return subprocess.run([sys.executable, "-c", DYING, *arguments], cwd=ROOT, check=False, capture_output=True)


@pytest.fixture(scope="module")
def steps(lived, tmp_path_factory):
    """How many names a whole repair gives and takes."""
    home = damage(copied(lived, tmp_path_factory.mktemp("whole") / "home"))
    done = died_after(home, 10**9)
    assert done.returncode == 0, done.stderr.decode()
    assert state(home) == state(lived)
    return int(done.stdout)


@pytest.mark.parametrize("part", [0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.97])
def test_killed_anywhere_the_next_repair_heals_the_rest(lived, steps, tmp_path, part):
    home = damage(copied(lived, tmp_path / "home"))
    died = died_after(home, max(1, int(steps * part)))
    assert died.returncode == -signal.SIGKILL
    repaired = repair(home)
    assert [(d.code, shown_path(home, d.path)) for d in repaired.left] == []
    assert state(home) == state(lived)
    assert damages(home, on=LAST) == []
