"""A step that is killed: what is public is the old tree or the new one, whole, and the next run goes on."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from edition_cases import NOON, SERIES, Office, content

from schemas.city import load_city
from schemas.edition import EditionRefused
from warehouse import store
from warehouse.editions.log import read_book
from warehouse.editions.verify import verify_editions

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
STEPS = {
    "publish": lambda office: office.publish(read_book(office.home).editions[SERIES, 2]),
    "submit": lambda office: office.submit(of=content("ba"), reason="sửa"),
}
# Takes a step in one copy of a home as it should be, counting how often something is written, linked, named or removed.
# Then takes it in each of the other copies, in a child of its own that is killed, by the system's SIGKILL, before one
# of these times. The last of them are all tried: there the step begins to count and becomes visible. Prints the ends.
DYING_STEPS = """
import json, os, shutil, signal, sys
from pathlib import Path

sys.path[:0] = sys.argv[1:3]
from test_edition_crash import STEPS, opened_at

def dying(original):
    def step(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments, **named)
    return step

def child(root):
    office = opened_at(Path(root))
    for owner, name in [
        (Path, "replace"), (Path, "rename"), (Path, "hardlink_to"), (Path, "symlink_to"), (Path, "mkdir"),
        (Path, "unlink"), (os, "fsync"), (shutil, "rmtree"),
    ]:
        setattr(owner, name, dying(getattr(owner, name)))
    try:
        STEPS[sys.argv[3]](office)
        Path(root, "times").write_text(str(-left))
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
    os._exit(0)

def end(root):
    if (process := os.fork()) == 0:
        child(root)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

whole, *roots = json.load(sys.stdin)
# What would else be loaded anew in each child; nothing is computed here, for threads of Polars do not outlive a fork.
import jinja2, pyarrow.parquet, warehouse.release.tables
left = 0
ends = [end(whole)]
times = int(Path(whole, "times").read_text())
for place, root in enumerate(roots):
    left = 1 + 9 * place if place < 4 else times - len(roots) + 1 + place
    ends.append(end(root))
print(json.dumps(ends))
"""


def opened_at(root):
    """The office over a root that was set up before."""
    office = Office.__new__(Office)
    office.home, office.city, office.moment = store.Home(root / "home"), load_city(root / "city"), NOON
    return office


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A root in which version 1 is public and version 2 approved."""
    root = tmp_path_factory.mktemp("before") / "root"
    office = Office(root)
    office.published("một")
    office.approve(office.submit(of=content("hai"), reason="sửa"))
    return root


def killed(before, step, folder, deaths):
    """The offices after the step was killed at many places of its way, and one in which it came to its end."""
    roots = [shutil.copytree(before, folder / str(n), symlinks=True) for n in range(1 + deaths)]
    done = subprocess.run(
        [sys.executable, "-c", DYING_STEPS, str(ROOT), str(Path(__file__).parent), step],
        cwd=ROOT,
        input=json.dumps([str(root) for root in roots]),
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [0] + [-signal.SIGKILL] * (len(roots) - 1)
    whole, *dead = (opened_at(root) for root in roots)
    return [*dead, whole]


def test_killed_anywhere_the_old_or_the_new_tree_is_public_and_the_next_run_goes_on(before, tmp_path):
    old = opened_at(before).tree()
    *dead, done = killed(before, "publish", tmp_path, 20)
    new = done.tree()
    assert old != new
    found = []
    for office in dead:
        found.append(office.tree())
        if found[-1] == new:  # nothing is public that the log does not tell
            assert read_book(office.home).editions[SERIES, 2].state == "published"
        office.release()
        edition = read_book(office.home).editions[SERIES, 2]
        if edition.state == "approved":  # the crash came before the publication counted
            assert office.tree() == old
            office.moment = NOON
            office.publish(edition)
        assert office.tree() == new
        assert not list(office.home.public_trees.glob(".*"))
        assert verify_editions(office.home, office.city)[1] == []
    assert [tree for tree in found if tree not in (old, new)] == []
    assert old in found
    assert new in found


def test_a_submission_killed_anywhere_makes_nothing_public_that_was_not_approved(before, tmp_path):
    *dead, done = killed(before, "submit", tmp_path, 12)
    assert read_book(done.home).editions[SERIES, 2].state == "in_review"
    for office in dead:
        try:
            office.publish(read_book(office.home).editions[SERIES, 2])
        except EditionRefused:
            assert office.tree()[f"{SERIES}/data/rankings.csv"].decode().endswith("một\n")
        else:
            assert office.tree()[f"{SERIES}/data/rankings.csv"].decode().endswith("hai\n")
        assert office.submit(of=content("ba"), reason="sửa").state == "in_review"
        assert not list(office.home.editions.glob("*/.*"))
        assert verify_editions(office.home, office.city)[1] == []
