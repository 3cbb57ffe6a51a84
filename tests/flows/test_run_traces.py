"""Every night leaves a trace: while it goes on, where it raises, where it is killed, and how it ended."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cli_cases import DAY, PERSON, WABO, at, deliver, night, row, run, take_in
from fetch_servers import https_server

from flows.reports import ends_since, last_end, last_report
from flows.traces import failures, run_under_way, under_way
from warehouse import store

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]


def of(home):
    return store.Home(home)


@pytest.fixture
def held(tmp_path):
    """A city whose night waits in the middle of a file that a server holds, how to start it, and the server."""
    city = shutil.copytree(WABO, tmp_path / "city")
    (city / "fetch").mkdir()
    with https_server(tmp_path) as server:
        server.put("a.csv", "x" * 300_000)
        server.held = "a.csv"
        (city / "fetch" / "xuat.toml").write_text(server.toml(), encoding="utf-8")
        command = [sys.executable, "-m", "flows.cli", "nightly", "--direct", "--date", DAY, "--workers", "1"]
        place = ["--home", tmp_path / "data", "--city", city]

        def start():
            server.half_sent.clear()
            process = subprocess.Popen([*command, *place], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            assert server.half_sent.wait(60)
            return process

        yield start, place, server


def end(process, signal_number):
    process.send_signal(signal_number)
    process.communicate()
    return process.returncode


def test_a_night_that_ends_says_when_and_leaves_nothing_else(tmp_path):
    before = datetime.now(UTC)
    take_in(tmp_path)
    home = of(tmp_path)
    ended = last_end(home)
    assert before <= ended.began_at <= ended.ended_at <= datetime.now(UTC)
    assert (failures(home), run_under_way(home)) == ([], None)
    assert [path.name for path in home.runs.iterdir()] == [f"{DAY}-1.json"]
    assert last_report(home)["ended_at"] == ended.ended_at.isoformat()


def test_a_report_of_an_earlier_version_ended_when_it_was_written(tmp_path):
    report = tmp_path / "runs" / "2012-01-30-1.json"
    report.parent.mkdir()
    report.write_text(json.dumps({"business_date": "2012-01-30", "outcomes": []}), encoding="utf-8")
    os.utime(report, (1_328_000_000, 1_328_000_000))
    ended = last_end(of(tmp_path))
    assert (ended.began_at, ended.ended_at) == (None, datetime.fromtimestamp(1_328_000_000, UTC))
    report.write_bytes(b'{"busi')
    assert last_end(of(tmp_path)).report == {}


ENDS = [datetime(2026, 3, day, 16, tzinfo=UTC) for day in (1, 2, 3)]


def reports_that_say(home, layouts):
    """Reports of three nights, each as a night writes it, by another layout, or without a word of when it ended."""
    home.runs.mkdir()
    for ended_at, layout in zip(ENDS, layouts, strict=True):
        report = {"business_date": f"{ended_at:%F}", "outcomes": [{"ended_at": "never"}]}
        said = {"began_at": ended_at.isoformat(), "ended_at": ended_at.isoformat(), "notices": []}
        path = home.runs / f"{ended_at:%F}-1.json"
        path.write_text(json.dumps(report if layout == "silent" else report | said, indent=layout == "own" or None))


@pytest.mark.parametrize("layouts", [("own",) * 3, ("other", "own", "other"), ("silent", "own", "own")])
def test_reports_that_were_copied_or_touched_are_in_the_order_in_which_their_nights_ended(tmp_path, layouts):
    home = of(tmp_path)
    reports_that_say(home, layouts)
    for number, path in enumerate(sorted(home.runs.iterdir())):
        written = ENDS[0].timestamp() if layouts[0] == "silent" else 1_900_000_000
        os.utime(path, (written - number, written - number))
    assert last_end(home).ended_at == ENDS[2] and last_report(home)["business_date"] == "2026-03-03"
    assert [found.ended_at for found in ends_since(home, ENDS[1])] == [ENDS[2]]
    assert [found.ended_at for found in ends_since(home, ENDS[0])] == ENDS[1:]


def test_a_report_whose_end_cannot_be_read_is_of_when_it_was_written(tmp_path):
    home = of(tmp_path)
    home.runs.mkdir()
    for number, text in enumerate(
        ('{"ended_at": "soon"}', '{"ended_at": "2026-03-01T00:00:00"}', '{"ended_at": 3}', "[")
    ):
        path = home.runs / f"2026-03-01-{number}.json"
        path.write_text(text)
        os.utime(path, (1_900_000_000 + number,) * 2)
        assert last_end(home).ended_at == datetime.fromtimestamp(1_900_000_000 + number, UTC)


def test_what_a_night_refused_that_never_reported_is_in_the_next_report_once(tmp_path, capsys):
    deliver(tmp_path, "good.csv", row(1))
    deliver(tmp_path, "bad.csv", "1,2", header="a,b")
    (tmp_path / "drafts").write_text("in the way", encoding="utf-8")  # of what comes after all is taken in
    night = ("nightly", *at(tmp_path), "--date", DAY, "--direct")
    assert run(capsys, *night)[0] not in (0, 1)
    (tmp_path / "drafts").unlink()
    statuses = []
    for _ in range(2):
        run(capsys, *night)
        statuses.append(sorted(o["status"] for o in last_report(of(tmp_path))["outcomes"] if o["file_name"]))
    assert statuses == [["already_loaded", "rejected"], ["already_loaded", "already_loaded"]]


def test_a_report_is_never_written_over_another(tmp_path):
    take_in(tmp_path)
    take_in(tmp_path)
    (tmp_path / "runs" / f"{DAY}-1.json").unlink()
    take_in(tmp_path)
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == [f"{DAY}-2.json", f"{DAY}-3.json"]


def test_a_night_that_raises_leaves_a_record_without_data(tmp_path, capsys):
    deliver(tmp_path, f"{PERSON}.csv", row(1))
    (tmp_path / "landing").write_text("in the way", encoding="utf-8")
    (tmp_path / "snapshots").write_text("in the way", encoding="utf-8")
    code, _, err = run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct", "--workers", 1)
    assert code == 5
    (failure,) = failures(of(tmp_path))
    assert (failure.fault.exit_code, failure.fault.kind, failure.is_death) == (5, "FileExistsError", False)
    assert failure.business_date == DAY
    assert re.fullmatch(r"[a-z_]+\.py:[0-9]+", failure.fault.place)
    assert "FileExistsError" in err and "FileExistsError" in failure.fault.message_en
    assert run_under_way(of(tmp_path)) is None
    kept = [path.read_text(encoding="utf-8") for path in (tmp_path / "runs").rglob("*") if path.is_file()]
    assert len(kept) == 1 and PERSON not in kept[0] and "in the way" not in kept[0]


def test_what_a_full_disk_left_of_a_record_is_gone_after_the_next_run(tmp_path):
    unfinished = tmp_path / "runs" / "failed" / "20260101T000000.000000Z-1.json.part"
    unfinished.parent.mkdir(parents=True)
    unfinished.touch()
    with under_way(of(tmp_path), date(2026, 1, 1), "direct"):
        pass
    assert list(unfinished.parent.iterdir()) == []


def test_the_system_s_word_about_a_file_is_kept_without_its_name(tmp_path):
    from flows.faults import fault_message, fault_of

    try:
        (tmp_path / f"{PERSON}.csv").read_bytes()
    except OSError as error:
        assert PERSON in str(fault_message(error).values)
        kept = fault_of(error)
    assert PERSON not in f"{kept.message_vi} {kept.message_en}"
    assert "No such file" in kept.message_en


def test_a_wrong_declaration_before_the_night_is_a_failed_night(tmp_path, capsys):
    city = shutil.copytree(WABO, tmp_path / "city")
    (tmp_path / "data").mkdir()
    (city / "city.toml").write_text("zone = 3", encoding="utf-8")
    place = ("--home", tmp_path / "data", "--city", city)
    assert run(capsys, "nightly", *place, "--date", DAY, "--direct")[0] == 3
    (failure,) = failures(of(tmp_path / "data"))
    assert (failure.fault.exit_code, failure.fault.kind) == (3, "DeclarationError")
    assert "city.toml" in failure.fault.message_vi


def test_a_night_that_is_refused_has_not_failed(tmp_path, capsys):
    take_in(tmp_path)
    with store.one_writer(of(tmp_path)):
        assert run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct")[0] == 4
    assert failures(of(tmp_path)) == []


def test_a_mistyped_command_is_no_failed_night(tmp_path, capsys):
    take_in(tmp_path)
    assert run(capsys, "nightly", *at(tmp_path), "--direct", "--runner", "processes")[0] == 2
    assert failures(of(tmp_path)) == []


def test_a_night_that_is_killed_is_seen_and_kept_by_the_next(held, tmp_path, capsys):
    start, place, server = held
    process, home = start(), of(tmp_path / "data")
    marker = run_under_way(home)
    assert (marker.pid, marker.way, marker.business_date) == (process.pid, "direct", DAY)
    assert failures(home) == []
    assert run(capsys, "nightly", *place, "--date", DAY, "--direct")[0] == 4
    assert end(process, signal.SIGKILL) == -signal.SIGKILL
    assert run_under_way(home) is None
    (death,) = failures(home)
    assert death.is_death and (death.began_at, death.business_date) == (marker.began_at, DAY)
    assert not list(home.runs.glob("*.json")) and not (home.runs / "failed").exists()  # looking leaves nothing
    server.held = ""
    server.go_on.set()
    (tmp_path / "city" / "fetch" / "xuat.toml").unlink()
    assert run(capsys, "nightly", *place, "--date", DAY, "--direct", "--workers", 1)[0] in (0, 1)
    (kept,) = failures(home)
    assert (kept.is_death, kept.began_at, kept.business_date) == (True, marker.began_at, DAY)
    assert last_end(home).began_at > kept.began_at


def test_a_night_that_a_person_stops_leaves_nothing(held, tmp_path):
    start, _, _ = held
    assert end(start(), signal.SIGINT) == 5
    home = of(tmp_path / "data")
    assert (failures(home), run_under_way(home)) == ([], None)
    assert not (home.runs / "under-way").exists()


def test_a_report_that_was_written_before_the_crash_is_the_end_of_its_night(tmp_path):
    take_in(tmp_path)
    home = of(tmp_path)
    began_at = last_end(home).began_at
    marker = {"began_at": began_at.isoformat(), "pid": 1, "way": "direct", "business_date": DAY}
    (home.runs / "under-way").write_text(json.dumps(marker), encoding="utf-8")
    assert failures(home) == []
    marker["began_at"] = (began_at + timedelta(hours=1)).isoformat()
    (home.runs / "under-way").write_text(json.dumps(marker), encoding="utf-8")
    assert [failure.is_death for failure in failures(home)] == [True]


def test_a_marker_and_a_record_that_the_disk_lost_end_nothing(tmp_path, capsys):
    take_in(tmp_path)
    home = of(tmp_path)
    (home.runs / "under-way").write_bytes(b"")
    (home.runs / "failed").mkdir()
    (home.runs / "failed" / "20120131T000000.000000Z-1.json").write_bytes(b'{"began')
    assert [failure.is_death for failure in failures(home)] == [True]
    assert night(capsys, tmp_path)[0] == 0
    assert len(failures(home)) == 1 and run_under_way(home) is None
