"""What the everyday commands import: a night with nothing new costs no second for what it does not do."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_cases import DAY, WABO, deliver, row

ROOT = Path(__file__).parents[2]
HEAVY = ("scipy", "altair", "vl_convert", "jinja2", "great_expectations", "prefect", "xlsxwriter")
# A file that was put there so shortly before is remembered by no night, however long the nights take: the first to
# remember it would write that down.
NIGHT = ("nightly", "--direct", "--date", DAY, "--settle", "86400")
# Runs a command as the command line does, and prints its exit code and what of HEAVY was imported for it.
CHILD = """
import json, sys
sys.path.insert(0, sys.argv.pop(1))
heavy = json.loads(sys.argv.pop(1))
from flows.cli import main
code = main(sys.argv[1:])
print(json.dumps([code, [name for name in heavy if name in sys.modules]]), file=sys.stderr)
"""


def ran(*tokens):
    """The exit code of a command in a process of its own, and which heavy libraries it imported."""
    command = [sys.executable, "-c", CHILD, str(ROOT), json.dumps(HEAVY), *map(str, tokens)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stderr.splitlines()[-1])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A home after a night, and how to name it."""
    root = tmp_path_factory.mktemp("light")
    deliver(root, "a.csv", *(row(number) for number in range(20)))
    at = ("--home", root, "--city", WABO)
    code, imported = ran(*NIGHT, *at)
    assert code == 0
    assert {"scipy", "altair", "great_expectations"} <= set(imported)  # so that a guard that finds nothing would show
    return at


@pytest.mark.parametrize(
    "tokens",
    [NIGHT, ("status",), ("tables",), ("doctor",)],
    ids=lambda tokens: tokens[0],
)
def test_nothing_heavy_is_imported(place, tokens):
    at = place[:2] if tokens[0] == "tables" else place
    _, imported = ran(*tokens, *at)
    assert set(imported) <= ({"jinja2"} if tokens[0] == "nightly" else set())  # it releases editions, which are pages


def test_a_night_with_nothing_new_leaves_its_report_and_nothing_else(place):
    home = place[1]
    shutil.rmtree(home / "runs")

    def tree():
        files = (p for p in home.rglob("*") if p.is_file() and "runs" not in p.parts and p.name != ".lock")
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}

    before = tree()
    assert ran(*NIGHT, *place)[0] == 0
    assert tree() == before
    assert [path.name for path in (home / "runs").iterdir()] == [f"{DAY}-1.json"]
