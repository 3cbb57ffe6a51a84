"""What the everyday commands import: a night with nothing new costs no second for what it does not do."""

import json
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_cases import DAY, WABO, deliver, row

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("scipy", "altair", "vl_convert", "jinja2", "great_expectations", "prefect", "xlsxwriter"),
    *("numpy", "pyarrow", "holidays", "babel", "rapidfuzz", "pebble", "fastexcel", "asyncio"),
)
# A file that was put there so shortly before is remembered by no night, however long the nights take: the first to
# remember it would write that down.
SERIES = "2012-timeliness"
NIGHT = ("nightly", "--direct", "--date", DAY, "--settle", "86400", "--workers", "1")
NEEDED_BY_A_NIGHT = {"numpy", "pyarrow", "holidays", "pebble", "asyncio", "babel"}
SPEAKING = {"babel"}  # with the catalogue of words: who answers a program has no need of it
# Every command but `demo`, `nightly`, `rank` and `check`, with what of it each needs. Those that do not end well here
# are looked at as well: of an edition that is in review all steps are asked for.
LIGHT = {
    ("--help",): SPEAKING,
    ("--version",): set(),
    ("status",): SPEAKING | {"holidays"},  # where units send daily: of a day off nothing is expected
    ("status", "--json"): {"holidays"},
    ("tables",): SPEAKING,
    ("tables", "--json"): set(),
    ("tables", "dossiers"): SPEAKING,
    ("status", "--max-age", "26h"): SPEAKING | {"holidays"},
    ("notify",): SPEAKING | {"holidays"},
    ("verify",): SPEAKING,
    ("doctor",): SPEAKING | {"holidays"},  # it looks whether the calendar has the days that are known of this year
    ("method", "explain", "timeliness"): SPEAKING | {"numpy"},
    ("edition", "list"): SPEAKING,
    ("edition", "list", "--json"): set(),
    ("edition", "show", SERIES): SPEAKING,
    ("edition", "diff", SERIES): SPEAKING | {"jinja2"},  # it writes a page
    ("edition", "approve", SERIES, "--hash", "0123456789abcdef"): SPEAKING,
    ("edition", "publish", SERIES): SPEAKING,
    ("edition", "withdraw", SERIES, "--reason", "x"): SPEAKING,
    ("edition", "release"): SPEAKING,
    ("edition", "verify"): SPEAKING,
    ("edition", "witness"): set(),
    ("policy", "show"): SPEAKING,
    ("policy", "bind"): SPEAKING,
}
OF_EACH_MODULE = list({command[0]: command for command in LIGHT if not command[0].startswith("-")}.values())
# Runs each command as the command line does, in a process of its own that begins with what all commands import; prints
# its exit code and what of HEAVY is imported at its end.
CHILD = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from flows.cli import main
heavy, commands = json.load(sys.stdin)
for tokens in commands:
    if os.fork() == 0:
        code = main(tokens)
        answer = json.dumps([code, [name for name in heavy if name in sys.modules]])
        print(f"{chr(10)}ANSWER {answer}", file=sys.stderr, flush=True)
        os._exit(0)
    os.wait()
"""


def ran_each(commands, code=ROOT):
    """For each command its exit code, in a process of its own, and which heavy libraries it imported."""
    asked = json.dumps([HEAVY, [[str(token) for token in tokens] for tokens in commands]])
    child = [sys.executable, "-c", CHILD, str(code)]
    done = subprocess.run(child, input=asked, check=True, capture_output=True, text=True)
    answers = [line.removeprefix("ANSWER ") for line in done.stderr.splitlines() if line.startswith("ANSWER ")]
    return list(map(json.loads, answers))


def ran(*tokens):
    (answer,) = ran_each([tokens])
    return answer


@pytest.fixture(scope="module")
def place(tmp_path_factory, knows_our_code):
    """A home after a night, and how to name it."""
    root = tmp_path_factory.mktemp("light")
    knows_our_code(root)
    deliver(root, "a.csv", *(row(number) for number in range(20)))
    city = shutil.copytree(WABO, root / "city")
    with (city / "city.toml").open("a", encoding="utf-8") as file:
        who = json.dumps([pwd.getpwuid(os.geteuid()).pw_name])
        file.write(f"\n[roles]\nsubmit = {who}\napprove = {who}\npublish = {who}\nadminister = {who}\n")
    at = ("--home", root, "--city", city)
    code, imported = ran(*NIGHT, *at)
    assert code == 0
    assert {"scipy", "altair", "great_expectations"} <= set(imported)  # so that a guard that finds nothing would show
    return at


@pytest.fixture(scope="module")
def in_review(place, tmp_path_factory):
    """The home, with an edition that is to be approved."""
    root = shutil.copytree(place[1], tmp_path_factory.mktemp("review") / "home", symlinks=True)
    at = ("--home", root, "--city", root / "city")
    assert ran("policy", "bind", "--yes", *at)[0] == 0
    code, imported = ran("edition", "submit", *at)
    assert code == 0
    assert set(imported) <= SPEAKING
    return at


@pytest.fixture(scope="module")
def answers(in_review):
    """What `ran_each` tells of each command."""
    return dict(zip(LIGHT, ran_each([with_place(command, in_review) for command in LIGHT]), strict=True))


@pytest.fixture(scope="module")
def planted_answers(in_review, tmp_path_factory):
    """The same of a copy of our code in which the module of each command imports what it has no need of."""
    root = tmp_path_factory.mktemp("planted")
    for package in ("flows", "schemas", "warehouse"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
    for module, *_ in OF_EACH_MODULE:
        path = root / "flows" / "cli" / f"{module}.py"
        path.write_text(path.read_text(encoding="utf-8") + "\nimport xlsxwriter\n", encoding="utf-8")
    commands = [with_place(command, in_review) for command in OF_EACH_MODULE]
    return dict(zip(OF_EACH_MODULE, ran_each(commands, code=root), strict=True))


def with_place(command, place):
    """The tokens of a command, with the home and the city where it knows them."""
    if command[0] in ("--help", "--version"):
        return command
    return (*command, *(place[:2] if command[0] == "tables" else place[2:] if command[0] == "method" else place))


@pytest.mark.parametrize("command", LIGHT, ids=" ".join)
def test_nothing_is_imported_that_the_command_does_not_need(answers, command):
    code, imported = answers[command]
    assert code in ((2,) if command[1:2] in (("approve",), ("publish",), ("withdraw",)) else (0, 1))
    assert set(imported) <= LIGHT[command]


def test_a_quiet_night_imports_nothing_heavy(place):
    _, imported = ran(*NIGHT, *place)
    assert set(imported) <= NEEDED_BY_A_NIGHT


@pytest.mark.parametrize("command", OF_EACH_MODULE, ids=" ".join)
def test_an_import_that_is_planted_in_the_module_of_a_command_is_found(planted_answers, command):
    _, imported = planted_answers[command]
    assert "xlsxwriter" in imported


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
