"""`motcua status --max-age`: the exit code says the cause, and a quiet day is none."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_cases import at, deliver, night, row, run, run_json, take_in

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def first_night(tmp_path_factory):
    home = tmp_path_factory.mktemp("first")
    deliver(home, "a.csv", row(1))
    assert not take_in(home).needs_attention
    return home


@pytest.fixture
def home(first_night, tmp_path):
    return shutil.copytree(first_night, tmp_path / "data", symlinks=True)


def asked(capsys, home, age="26h"):
    """Ask; return the exit code and the codes of what stands."""
    code, state = run_json(capsys, "status", *at(home), "--max-age", age)
    assert all(line["vi"] and line["en"] and "motcua" in line["do_vi"] for line in state["alerts"])
    return code, [line["code"] for line in state["alerts"]]


def aged(home, hours):
    """Have the nights of a home have ended so long ago."""
    for path in (home / "runs").glob("*.json"):
        report = json.loads(path.read_bytes())
        for name in ("began_at", "ended_at"):
            report[name] = (datetime.fromisoformat(report[name]) - timedelta(hours=hours)).isoformat()
        path.write_text(json.dumps(report), encoding="utf-8")


def marker(home, hours):
    path = home / "runs" / "under-way"
    path.parent.mkdir(exist_ok=True)
    began_at = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
    path.write_text(json.dumps({"began_at": began_at, "pid": os.getpid(), "way": "direct", "business_date": ""}))
    return path


def test_before_the_first_night(tmp_path, capsys):
    assert asked(capsys, tmp_path) == (6, ["night-late"])
    assert not list(tmp_path.iterdir())
    assert run(capsys, "status", *at(tmp_path / "nowhere"), "--max-age", "26h")[0] == 2


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_who_reads_no_more_of_it_is_not_told_that_all_is_well(tmp_path, more):
    """As before `| head -1`, which ends once it has its line."""
    nobody_reads, output = os.pipe()
    os.close(nobody_reads)
    command = [sys.executable, "-m", "flows.cli", "status", *map(str, at(tmp_path)), "--max-age", "26h", *more]
    done = subprocess.run(command, cwd=ROOT, stdout=output, stderr=subprocess.PIPE, check=False)
    os.close(output)
    assert (done.returncode, done.stderr) == (6, b"")


def test_a_quiet_day_is_fine(home, capsys):
    """The night of 2012 ended now: what is old is the data, and no file came."""
    assert night(capsys, home)[0] == 0
    assert asked(capsys, home) == (0, [])
    assert (home / "current").resolve().name.startswith("2012-")


def test_no_night_ended_in_time(home, capsys):
    aged(home, 30)
    assert asked(capsys, home) == (6, ["night-late"])
    assert asked(capsys, home, "2d") == (0, [])
    code, out, _ = run(capsys, "status", *at(home), "--max-age", "90m")
    assert code == 6 and "[night-late]" in out and "Việc cần làm: Xem lịch" in out


def test_a_report_of_an_earlier_version_goes_by_its_file(home, capsys):
    (path,) = (home / "runs").glob("*.json")
    report = json.loads(path.read_bytes())
    del report["began_at"], report["ended_at"]
    path.write_text(json.dumps(report), encoding="utf-8")
    assert asked(capsys, home) == (0, [])
    long_ago = (datetime.now(UTC) - timedelta(hours=30)).timestamp()
    os.utime(path, (long_ago, long_ago))
    assert asked(capsys, home) == (6, ["night-late"])


def test_the_last_night_failed(home, capsys):
    snapshots = (home / "snapshots").rename(home / "aside")
    (home / "snapshots").write_text("in the way", encoding="utf-8")
    assert run(capsys, "nightly", *at(home), "--direct", "--workers", 1)[0] == 5
    (home / "snapshots").unlink()
    snapshots.rename(home / "snapshots")
    assert asked(capsys, home) == (5, ["night-failed"])
    aged(home, 60)  # the one before; within the age the failed one began, and is the cause
    assert asked(capsys, home) == (5, ["night-failed"])


def test_the_last_night_died(home, capsys):
    marker(home, -0.01)
    assert asked(capsys, home) == (5, ["night-died"])
    marker(home, 40)
    aged(home, 50)
    assert asked(capsys, home) == (6, ["night-late", "night-died"])


def test_a_night_does_not_end(home, capsys):
    aged(home, 60)
    with marker(home, 30).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # as the process of a night holds it
        assert asked(capsys, home) == (4, ["night-stuck"])
        assert asked(capsys, home, "2d") == (0, [])
    with marker(home, 1).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert asked(capsys, home, "4d") == (0, [])


def test_a_file_was_rejected(home, capsys):
    deliver(home, "bad.csv", "1,2", header="x,y")
    assert night(capsys, home)[0] == 1
    assert asked(capsys, home) == (1, ["file-rejected"])
    assert night(capsys, home)[0] == 0
    assert asked(capsys, home) == (0, [])


def test_what_cannot_be_looked_at_is_said(home, capsys):
    (path,) = (home / "runs").glob("*.json")
    path.write_bytes(b'{"busi')
    code, out, err = run(capsys, "notify", *at(home))
    assert code == 1 and "[look-failed]" in out and not err


def test_without_it_the_state_is_as_it_was(home, capsys):
    aged(home, 300)
    code, state = run_json(capsys, "status", *at(home))
    assert code == 0 and "alerts" not in state
    assert run(capsys, "status", *at(home), "--max-age", "soon")[0] == 2


@pytest.mark.parametrize("damaged", ["report", "manifest", "removal"])
def test_what_stands_is_told_whatever_file_is_damaged(home, capsys, damaged):
    snapshot = (home / "current").resolve()
    (home / "removals").mkdir()
    (home / "removals" / "2012-01-01-1.json").write_text('{"removed": []}')
    (report,) = (home / "runs").glob("*.json")
    aged(home, 30)
    files = {"report": report, "manifest": snapshot / "manifest.json", "removal": home / "removals/2012-01-01-1.json"}
    files[damaged].chmod(0o600)
    files[damaged].write_text("{")
    code, told, said = run(capsys, "status", *at(home), "--max-age", "1h" if damaged != "report" else "26h", "--json")
    codes = [line["code"] for line in json.loads(told)["alerts"]]
    assert (code, codes) == ((1, ["look-failed"]) if damaged == "report" else (6, ["night-late"]))
    assert files[damaged].name in said
