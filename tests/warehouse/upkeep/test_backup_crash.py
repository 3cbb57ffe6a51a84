"""A backup or a restore is killed: nothing half is taken for whole, and run again it ends as if nothing had been."""

import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lived_cases import NOW, files_of, lived_in, modes_of

from schemas.backup import BackupRefused
from warehouse import store
from warehouse.store import Home
from warehouse.upkeep.backup import back_up
from warehouse.upkeep.restore import restore

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
# Does the work and dies before the n-th time that the system is asked to make, name or remove something; 0: it counts.
DYING = """
import os, signal, sys
from datetime import date
from pathlib import Path
from schemas.city import load_city
from lived_cases import NOW
from warehouse.run import Run
from warehouse.store import Home
from warehouse.upkeep.backup import back_up
from warehouse.upkeep.restore import restore

home, city, backup, left = Home(Path(sys.argv[2])), load_city(Path(sys.argv[3])), Path(sys.argv[4]), int(sys.argv[5])
steps, within = [], str(home.root if sys.argv[1] == "restore" else backup.parent)
NAMES = ("os.rename", "os.mkdir", "os.link", "os.symlink", "os.remove", "os.rmdir", "open", "os.chmod", "os.truncate")

def watch(event, arguments):
    global steps
    if event in NAMES and str(arguments[0]).startswith(within):
        steps.append(event)
        if len(steps) == left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
if sys.argv[1] == "restore":
    restore(Run(home, city, date(2023, 3, 2)), backup, "may-chu", NOW)
else:
    back_up(home, city, backup, NOW)
print(*steps)
"""


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return lived_in(tmp_path_factory.mktemp("lived"))


@pytest.fixture(scope="module")
def backup(lived, tmp_path_factory):
    return back_up(lived.home, lived.city, tmp_path_factory.mktemp("backups") / "a.tar", NOW).path


@pytest.fixture(scope="module")
def uninterrupted(lived, backup, tmp_path_factory):
    """What a restore makes that nothing interrupts, and by which steps."""
    root = tmp_path_factory.mktemp("whole") / "home"
    done = process("restore", root, lived.city.folder, backup, 0)
    assert done.returncode == 0, done.stderr
    return files_of(root), modes_of(root), done.stdout.split()


def process(what, home, city, backup, left):
    places = [ROOT, ROOT / "tests" / "warehouse", ROOT / "tests" / "warehouse" / "editions", Path(__file__).parent]
    command = [sys.executable, "-c", DYING, what, home, city, backup, str(left)]
    environment = {"PYTHONPATH": ":".join(map(str, places))}
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=environment)


def renamed(steps, last):
    """The number of the step that gives a name, counted from the last of these."""
    return [number for number, step in enumerate(steps, start=1) if step == "os.rename"][last]


# Before the last name everything is in its place, and before that the folders are put there one by one.
PLACES = {
    "while it unpacks": lambda steps: len(steps) // 10,
    "while it makes the tables": lambda steps: len(steps) * 7 // 10,
    "before it is whole": lambda steps: renamed(steps, -14),
    "when the first folder is in place": lambda steps: renamed(steps, -11),
    "when most are in place": lambda steps: renamed(steps, -3),
    "when all are in place": lambda steps: renamed(steps, -1),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_restore_that_is_killed_is_finished_by_the_next(lived, backup, uninterrupted, tmp_path, place):
    files, modes, steps = uninterrupted
    root = tmp_path / "home"
    died = process("restore", root, lived.city.folder, backup, place(steps))
    assert died.returncode == -signal.SIGKILL
    restored = restore(replace(lived, home=Home(root)), backup, "may-chu", NOW)
    assert restored.is_same
    assert files_of(root) == files
    assert modes_of(root) == modes
    assert not (root / ".restoring").exists()


def test_what_others_note_meanwhile_does_not_hinder_the_next(lived, backup, uninterrupted, tmp_path):
    files, _, steps = uninterrupted
    root = tmp_path / "home"
    process("restore", root, lived.city.folder, backup, renamed(steps, -11))
    (root / "runs" / "failed").mkdir(parents=True)
    (root / "runs" / "failed" / "1.json").write_text("a night that was refused")
    restored = restore(replace(lived, home=Home(root)), backup, "may-chu", NOW)
    assert restored.is_same
    aside = {n: data for n, data in files_of(root).items() if n.startswith("damaged/")}
    assert aside == {"damaged/runs/failed/1.json": b"a night that was refused"}
    assert {n: data for n, data in files_of(root).items() if n not in aside} == files


def test_what_was_being_put_in_place_is_not_finished_by_another_backup(lived, backup, uninterrupted, tmp_path):
    root, other = tmp_path / "home", tmp_path / "other.tar"
    shutil.copytree(lived.home.root, tmp_path / "later", symlinks=True)
    (tmp_path / "later" / "SYNTHETIC").touch()
    back_up(Home(tmp_path / "later"), lived.city, other, NOW)
    process("restore", root, lived.city.folder, backup, renamed(uninterrupted[2], -3))
    with pytest.raises(BackupRefused) as refused:
        restore(replace(lived, home=Home(root)), other, "may-chu", NOW)
    assert refused.value.code == "other-backup"


def test_a_backup_that_is_killed_leaves_none_and_the_next_clears_up(lived, tmp_path):
    target = tmp_path / "a.tar"
    died = process("back up", lived.home.root, lived.city.folder, target, 2)
    assert died.returncode == -signal.SIGKILL
    assert not target.exists()
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    back_up(lived.home, lived.city, target, NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar"]
    assert not list(lived.home.root.glob("editions/*/.staging*"))
    with store.one_writer(lived.home):
        pass
