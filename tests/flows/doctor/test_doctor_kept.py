"""What `motcua doctor` finds of a home whose files were damaged, lost or changed: every fault is really there."""

import json
import os
import shutil
from datetime import date, timedelta

import polars as pl
import pytest
from cli_cases import DAY, WABO, at, deliver, row, run
from doctor_cases import advice, change, codes, cut, kept_of, record_of, table_of, told

from flows.cli.show import Exit
from flows.settings import now_utc
from warehouse import store
from warehouse.store.seals import sealed

pytestmark = pytest.mark.long


def test_a_sound_home_has_no_fault_and_is_left_as_it_was(home, capsys):
    def everything():
        paths = (p for p in home.rglob("*") if p.name != ".lock")
        return {p: (p.lstat().st_ino, p.lstat().st_mtime_ns, p.lstat().st_mode, p.lstat().st_nlink) for p in paths}

    before = everything()
    assert codes(capsys, home) == set()
    assert everything() == before


def swapped_for_a_folder(path):
    path.unlink()
    path.mkdir()


def another_current(home, leads):
    (home / "current").unlink()
    (home / "current").symlink_to(leads)


def other_counts(home):
    """Make the ledger of the snapshot say one row more of a submission, in both of its sums."""
    path = table_of(home, "ledger")
    rows = pl.read_parquet(path).with_columns(pl.col("rows_in", "accepted", "superseded") + 1)
    path.unlink()
    rows.write_parquet(path)


def stray_rows(home):
    path = table_of(home)
    shutil.copy(path, path.with_name("part-9.parquet"))


def swapped_rows(home):
    """Put the rows of one submission in the place of another's."""
    first, second = sorted((home / "accepted").rglob("*.parquet"))[:2]
    shutil.copy(first, second)


def record_says(home, **values):
    """Have a record say otherwise, sealed as a program that counts or dates wrongly would leave it."""
    path = record_of(home)
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(sealed({**record, **values})), encoding="utf-8")


def dated(home, days):
    """A report of a day to come, as a clock that runs fast leaves it."""
    day = date.today() + timedelta(days=days)
    shutil.copy(next((home / "runs").glob("*.json")), home / "runs" / f"{day}-1.json")


def snapshot_to_come(home):
    day = date.today() + timedelta(days=400)
    (home / "current").resolve().rename(home / "snapshots" / f"{day}-0123456789abcdef")


def ends_later(home, *names, of="*.json"):
    """Reports whose run began or ended in a year to come, written when every other was."""
    for path in (home / "runs").glob(of):
        report = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(report | dict.fromkeys(names, "2099-01-31T02:00:00+00:00")), "utf-8")


def old_reports(home):
    for path in (home / "runs").glob("*.json"):
        report = json.loads(path.read_text("utf-8"))
        ended = str(now_utc() - timedelta(hours=40))
        path.write_text(json.dumps({**report, "ended_at": ended, "began_at": ended}), "utf-8")
        os.utime(path, (1_500_000_000, 1_500_000_000))


FAULTS = {
    "a file of the snapshot is cut short": (lambda home: cut(table_of(home)), "snapshot-damaged"),
    "a file of the snapshot is empty": (lambda home: cut(table_of(home, "rejections"), 0), "snapshot-damaged"),
    "a file of the snapshot is gone": (lambda home: table_of(home, "measures").unlink(), "snapshot-damaged"),
    "a folder stands in its place": (lambda home: swapped_for_a_folder(table_of(home)), "snapshot-damaged"),
    "a file of rows too many": (stray_rows, "snapshot-damaged"),
    "the manifest is cut short": (lambda home: cut(home / "current" / "manifest.json"), "snapshot-damaged"),
    "the manifest is changed": (
        lambda home: change(
            (home / "current").resolve() / "manifest.json", '"business_date": "2012', '"business_date": "2011'
        ),
        "snapshot-damaged",
    ),
    "a companion is cut short": (lambda home: cut(home / "current" / "datapackage.json"), "snapshot-damaged"),
    "a file of an earlier snapshot is cut short": (
        lambda home: cut(
            next(
                p for p in (home / "snapshots").rglob("ledger/*") if not p.is_relative_to((home / "current").resolve())
            )
        ),
        "snapshot-damaged",
    ),
    "accepted rows are gone": (lambda home: kept_of(home).unlink(), "rows-missing"),
    "rejected rows are gone": (lambda home: kept_of(home, "rejected").unlink(), "rows-missing"),
    "accepted rows are cut short": (lambda home: cut(kept_of(home)), "rows-damaged"),
    "accepted rows are others": (swapped_rows, "rows-damaged"),
    "the folder of accepted rows is gone": (lambda home: shutil.rmtree(home / "accepted"), "rows-missing"),
    "half a record": (lambda home: cut(record_of(home)), "record-unreadable"),
    "an empty record": (lambda home: cut(record_of(home), 0), "record-unreadable"),
    "a record under another name": (
        lambda home: record_of(home).rename(home / "submissions" / "0000.json"),
        "record-unreadable",
    ),
    "a record is gone": (lambda home: record_of(home).unlink(), "record-missing"),
    "all records are gone": (lambda home: shutil.rmtree(home / "submissions"), "record-missing"),
    "a record with other counts": (
        lambda home: record_says(home, rejected=2),
        "ledger-unbalanced",
    ),
    "a record with other counts that add up": (
        lambda home: record_says(home, rows_in=103, duplicate=100),
        "ledger-unbalanced",
    ),
    "current leads nowhere": (lambda home: shutil.rmtree((home / "current").resolve()), "current-dangling"),
    "current leads to a name that never was": (
        lambda home: another_current(home, "snapshots/none"),
        "current-dangling",
    ),
    "current leads elsewhere": (lambda home: another_current(home, "landing"), "current-wrong"),
    "current is a folder": (lambda home: swapped_for_a_folder(home / "current"), "current-wrong"),
    "current is gone": (lambda home: (home / "current").unlink(), "current-missing"),
    "half a report": (lambda home: cut(next((home / "runs").glob("*.json"))), "report-unreadable"),
    "a report from tomorrow's week": (lambda home: dated(home, 8), "from-the-future"),
    "a report of the year 2099": (lambda home: dated(home, 26_000), "from-the-future"),
    "a report of a run that ended in the year 2099": (lambda home: ends_later(home, "ended_at"), "from-the-future"),
    "a report of a run that began in the year 2099": (lambda home: ends_later(home, "began_at"), "from-the-future"),
    "a snapshot of a day to come": (snapshot_to_come, "from-the-future"),
    "a record of a day to come": (
        lambda home: record_says(home, business_date="2099-01-31"),
        "from-the-future",
    ),
    "the last night is two days old": (old_reports, "no-recent-night"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_damaged_is_found(home, capsys, name):
    plant, code = FAULTS[name]
    plant(home)
    assert code in codes(capsys, home)


_HEALED = ("snapshot-", "rows-", "record-", "current-")
_NAMED = "a record under another name"  # verify reads its file again, and says that this one is to be moved away
BY_REPAIR = [name for name, (_, code) in FAULTS.items() if code.startswith(_HEALED) and name != _NAMED]


@pytest.mark.parametrize("name", BY_REPAIR)
def test_what_verify_is_said_to_heal_it_heals(home, capsys, name):
    plant, code = FAULTS[name]
    plant(home)
    words = advice(capsys, home, code)
    assert "motcua verify --repair" in words
    if "Move what stands there away" in words:
        (home / "current").rename(home.parent / "aside")
    run(capsys, "verify", "--repair", *at(home))
    assert codes(capsys, home) == set()


def test_a_record_under_another_name_is_read_again_and_then_moved_away(home, capsys):
    record = record_of(home)
    FAULTS[_NAMED][0](home)
    assert run(capsys, "verify", "--repair", *at(home))[0] == 1
    assert record.exists()
    (home / "submissions" / "0000.json").rename(home.parent / "aside")
    assert codes(capsys, home) == set()


def test_a_ledger_that_was_rewritten_with_its_manifest_is_reckoned_and_not_believed(home, capsys):
    other_counts(home)
    assert "ledger-unbalanced" in codes(capsys, home)


def test_what_is_advised_can_be_typed_from_anywhere(home, capsys, tmp_path):
    cut(record_of(home))
    city = shutil.copytree(WABO, tmp_path / "a city")
    assert f"`motcua verify --repair --home {home} --city '{city}'`" in advice(capsys, home, "record-unreadable", city)


def test_what_was_taken_back_is_read(home, capsys):
    submission = record_of(home).stem
    assert run(capsys, "retract", submission, "--reason", "x", "--yes", *at(home))[0] == 0
    assert codes(capsys, home) == set()
    cut(home / "retractions" / f"{submission}.json", 20)
    found = codes(capsys, home)
    assert "retraction-unreadable" in found
    assert "check-failed" not in found


@pytest.mark.parametrize("plant", ["a file of the snapshot is cut short", "current leads nowhere", "current is gone"])
def test_the_tables_are_made_again_from_the_kept_rows(home, capsys, plant):
    FAULTS[plant][0](home)
    run(capsys, "rebuild", *at(home))
    deliver(home, "c.csv", row(9))
    assert run(capsys, "nightly", *at(home), "--date", DAY, "--direct", "--workers", 1)[0] == 0
    snapshot = store.current_snapshot(store.Home(home))
    assert not [f for f in told(capsys, home)[1] if f["code"] and snapshot.name in f["found"]]


@pytest.mark.parametrize("written", ["as-ever", "later-too"])
def test_a_report_from_the_future_does_not_hide_that_no_night_ran(home, capsys, written):
    old_reports(home)
    fast = home / "runs" / f"{DAY}-9.json"
    shutil.copy(next((home / "runs").glob("*.json")), fast)
    ends_later(home, "began_at", "ended_at", of=fast.name)
    if written == "later-too":
        os.utime(fast, (4_100_000_000, 4_100_000_000))
    assert codes(capsys, home) == {"from-the-future", "no-recent-night"}
    said = told(capsys, home)[1]
    (last,) = [f for f in said if f["name"] == "last run"]
    assert "2099" not in last["found"]
    assert [f["state"] for f in said if f["name"] == "schedule"]


def test_what_was_taken_back_is_no_longer_from_the_future(home, capsys):
    record_says(home, business_date="2099-01-31")
    taken = next(s for s in store.load_submissions(store.Home(home)).values() if s.business_date.year == 2099)
    store.keep_retraction(store.Home(home), taken.submission_id, {"reason": "a wrong date"})
    assert "from-the-future" not in codes(capsys, home)


def test_where_every_report_is_from_the_future_the_last_run_is_not_called_good(home, capsys):
    ends_later(home, "ended_at")
    (last,) = [f for f in told(capsys, home)[1] if f["name"] == "last run"]
    assert last["state"] == "warning"


def test_what_a_night_needs_is_told_before_that_none_ran(home, capsys):
    old_reports(home)
    (home / "inbox").rename(home / "elsewhere")
    cut(record_of(home))
    found = [f["code"] for f in told(capsys, home)[1] if f["code"]]
    assert found == ["no-inbox", "record-unreadable", "no-recent-night"]


def test_a_check_that_fails_is_told_and_the_others_are_made(home, capsys):
    """A ledger of as many rows, and without its columns."""
    ledger = table_of(home, "ledger")
    rows = pl.read_parquet(ledger).select("submission_id")
    ledger.unlink()
    rows.write_parquet(ledger)
    cut(next((home / "runs").glob("*.json")))
    assert codes(capsys, home) == {"check-failed", "report-unreadable"}
    (failed,) = [f for f in told(capsys, home)[1] if f["code"] == "check-failed"]
    assert "balance" in failed["found"]
    assert "KeyError, balance.py:" in failed["found"]


def test_what_was_taken_back_does_not_count_again_because_its_record_is_gone(home, capsys):
    submission = record_of(home).stem
    assert run(capsys, "retract", submission, "--reason", "x", "--yes", *at(home))[0] == 0
    current = (home / "current").resolve()
    (home / "retractions" / f"{submission}.json").unlink()
    assert codes(capsys, home) == {"retraction-missing"}
    code, _, said = run(capsys, "nightly", *at(home))
    assert code == Exit.FAULT
    assert f"retractions/{submission}.json" in said
    assert "motcua verify --repair" in said
    assert (home / "current").resolve() == current
    assert run(capsys, "retract", submission, "--reason", "x", "--yes", *at(home))[0] == 0
    assert codes(capsys, home) == set()
