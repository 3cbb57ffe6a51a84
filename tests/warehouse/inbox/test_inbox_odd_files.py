"""One odd file, name or folder in the inbox costs nothing but itself; every file here is a real one."""

import errno
import json
import os
from pathlib import Path

import pytest
from nights import check_ledger, deliver, dossier, hcmc, home_at, outcomes, run, run_to_outbox, table
from test_inbox import CONTENT, DIGEST, LATER, REGISTER, put

from schemas.register import CITY
from schemas.words.catalogue import said
from warehouse import store
from warehouse.inbox import land, scan
from warehouse.inbox.entries import delivery_of

LATIN1 = os.fsdecode(b"B\xe1o_c\xe1o.csv")  # as an old Windows writes "Báo_cáo.csv"
NAMES = (LATIN1, "two\nlines.csv", "b\x1b[2J.csv", f"{'x' * 251}.csv", f"a.{'x' * 253}", "a\\xe1.csv", "-rf.csv")


def as_written(value):
    """What a report, a record or a log makes of it: UTF-8 on one line."""
    text = str(value)
    text.encode()
    assert text.isprintable()
    return text


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_file_of_an_odd_name_is_landed_under_a_name_that_can_be_shown(tmp_path, name):
    put(tmp_path / "inbox" / "quan-12" / name)
    (delivery,) = scan(tmp_path / "inbox", REGISTER, LATER).deliveries
    landed = land(delivery, tmp_path / "landing")
    assert (landed.sha256, landed.path.read_bytes()) == (DIGEST, CONTENT)
    assert as_written(landed.file_name) == as_written(delivery.path.name)
    as_written(landed.path)


def test_a_name_of_bytes_and_one_that_is_written_like_it_are_two_files(tmp_path):
    for name in (os.fsdecode(b"\xe1.csv"), "\\xe1.csv"):
        put(tmp_path / "quan-12" / name)
    assert len({d.path for d in scan(tmp_path, REGISTER, LATER).deliveries}) == 2


def test_folders_of_odd_names_are_looked_through_or_left_alone(tmp_path):
    odd = os.fsdecode(b"th\xe1ng\n1")
    put(tmp_path / "quan-12" / odd / "a.csv")
    put(tmp_path / odd / "b.csv")
    put(tmp_path / f"{odd}.txt")
    put(tmp_path / "quan-12" / odd / f"{odd}.done", b"")
    put(tmp_path / "quan-12" / odd / f"{odd}.tmp")
    (tmp_path / "quan-12" / f"link{odd}").symlink_to(tmp_path / odd)
    found = scan(tmp_path, REGISTER, LATER)
    (delivery,) = found.deliveries
    assert land(delivery, tmp_path / "landing").sha256 == DIGEST
    assert sorted(a.code for a in found.left_alone) == [
        "control-without-file",
        "link",
        "outside-unit-folder",
        "temporary-name",
        "unknown-unit-folder",
    ]
    for one in found.left_alone:
        assert "th\\xe1ng\\x0a1" in as_written(one.path)
        as_written("".join(said(one.message)))


def test_a_control_file_of_an_odd_name_is_read_and_named(tmp_path):
    put(tmp_path / "quan-12" / LATIN1)
    put(tmp_path / "quan-12" / f"{LATIN1}.done", b'{"rows": 1}')
    (delivery,) = scan(tmp_path, REGISTER, LATER).deliveries
    assert delivery.control.rows == 1
    put(tmp_path / "quan-12" / f"{LATIN1}.done", b'{"\\ud800": 1}')
    (delivery,) = scan(tmp_path, REGISTER, LATER).deliveries
    assert "'\\ud800'" in as_written(delivery.control.problem)


def test_a_promised_time_that_other_zones_do_not_have_is_no_time(tmp_path):
    for time in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        put(tmp_path / "quan-12" / "a.csv")
        put(tmp_path / "quan-12" / "a.csv.done", f"exported_at={time}".encode())
        (delivery,) = scan(tmp_path, REGISTER, LATER).deliveries
        assert "1900 to 9998" in delivery.control.problem.message_en


def test_a_time_of_change_outside_the_calendar(tmp_path):
    path = put(tmp_path / "quan-12" / "a.csv")
    os.utime(path, (-(10**12), -(10**12)))
    if path.stat().st_mtime != -(10**12):
        pytest.skip("the file system keeps no such time")
    assert [a.code for a in scan(tmp_path, REGISTER, LATER).left_alone] == ["impossible-time"]


def test_the_system_s_fault_with_one_file_is_raised_as_such(tmp_path):
    """A regular file that cannot be read from its beginning, on every Linux."""
    memory = Path("/proc/self/mem")
    with pytest.raises(OSError) as fault:
        land(delivery_of(memory, "quan-12", memory.stat()), tmp_path / "landing")
    assert fault.value.errno == errno.EIO
    assert list((tmp_path / "landing").iterdir()) == []


def too_deep(folder):
    """Make folders so deep that the system takes no path to the last of them."""
    at = os.open(folder, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=at)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(at)


def test_a_folder_that_cannot_be_listed_is_its_own_fault(tmp_path):
    put(tmp_path / "quan-12" / "a.csv")
    (tmp_path / "thu-duc").mkdir()
    too_deep(tmp_path / "thu-duc")
    good, deep = scan(tmp_path, REGISTER, LATER).deliveries
    assert (good.path.name, good.fault) == ("a.csv", None)
    assert (deep.unit_id, deep.fault.errno) == ("thu-duc", errno.ENAMETOOLONG)
    with pytest.raises(OSError, match="too long"):
        land(deep, tmp_path / "landing")


def test_an_inbox_that_is_gone_is_no_empty_one(tmp_path):
    with pytest.raises(FileNotFoundError):
        scan(tmp_path / "inbox", REGISTER, LATER)


@pytest.mark.long
def test_a_night_takes_in_files_of_odd_names_and_tells_of_them(tmp_path):
    home = home_at(tmp_path)
    dated = [f"20230201_{name}" if len(name) < 200 else name for name in NAMES]
    for number, name in enumerate(dated):
        deliver(home, "quan-12", name, [dossier(number)])
    deliver(home, os.fsdecode(b"qu\xe1n"), "a.csv", [dossier(99)])
    report = run_to_outbox(home)
    assert table(home, "dossiers").height == len(NAMES)
    assert len(outcomes(report, "accepted")) == len(NAMES)
    (left,) = outcomes(report, "left_alone")
    assert (left.unit_id, left.file_name) == ("aa\\aada", "aa\\aada")
    told = json.dumps(report.as_json(), ensure_ascii=False)
    told.encode()
    records = store.load_submissions(home).values()
    assert "20230201_B\\xe1o_c\\xe1o.csv" in {s.file_name for s in records}
    assert {s.alias for s in records} == {o.file_name for o in outcomes(report, "accepted")}
    check_ledger(home)
    again = run(home)
    assert len(outcomes(again, "already_loaded")) == len(NAMES)


def test_a_night_goes_on_without_the_file_that_the_system_cannot_take(tmp_path):
    home = home_at(tmp_path)
    bad = deliver(home, "quan-12", "bad.csv", [dossier(1)])
    deliver(home, "quan-12", "good.csv", [dossier(2)])
    (home.inbox / "thu-duc").mkdir()
    too_deep(home.inbox / "thu-duc")
    landed = land(next(d for d in scan(home.inbox, hcmc().register, LATER).deliveries if d.path == bad), home.landing)
    landed.path.unlink()
    landed.path.parent.rmdir()
    landed.path.parent.write_bytes(b"")  # where the copy of this one file should go, there is no folder
    report = run(home)
    assert table(home, "dossiers").height == 1
    failed = outcomes(report, "failed")
    assert [(o.unit_id, o.reason) for o in failed] == [("quan-12", "internal-error"), ("thu-duc", "internal-error")]
    assert (failed[0].file_name, "File exists" in failed[0].message_en) == ("aaa.csv", True)
    assert "File name too long" in failed[1].message_vi
    assert report.needs_attention
    landed.path.parent.unlink()
    (taken,) = outcomes(run(home), "accepted")
    assert store.load_submissions(home)[taken.submission_id].file_name == "bad.csv"
    assert table(home, "dossiers").height == 2
    check_ledger(home)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_that_may_not_be_read_are_faults_that_somebody_sees(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "bad.csv", [dossier(1)]).chmod(0)
    deliver(home, "quan-12", "good.csv", [dossier(2)])
    deliver(home, CITY, "x/a.csv", [dossier(3)]).parent.chmod(0)
    report = run(home)
    assert {(o.unit_id, o.file_name) for o in outcomes(report, "failed")} == {("quan-12", "bad.csv"), (CITY, "x")}
    assert all("Permission denied" in o.message_en for o in outcomes(report, "failed"))
    assert report.needs_attention
    (home.inbox / CITY / "x").chmod(0o700)
