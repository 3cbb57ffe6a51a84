"""What `motcua doctor` finds of folders, file systems, modes and the inbox: every fault is really there."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack

import pytest
from cli_cases import WABO, at, deliver, row, run
from doctor_cases import (
    advice,
    as_root,
    codes,
    copied,
    fixed,
    kept_of,
    mounted,
    small_file_system,
    table_of,
    told,
)
from real_users import GROUP, OWNER, STRANGER, Shells

from warehouse import store

pytestmark = pytest.mark.long


@pytest.fixture
def until_the_end():
    """What is undone at the end of a test."""
    with ExitStack() as stack:
        yield stack


def replaced_by_a_file(folder):
    shutil.rmtree(folder)
    folder.write_text("x")


def linked_to_nowhere(folder):
    shutil.rmtree(folder)
    folder.symlink_to("nowhere")


MODES = {
    "landing is open to all": (lambda home: (home / "landing").chmod(0o777), "landing-open"),
    "landing is open to its group": (lambda home: (home / "landing").chmod(0o750), "landing-open"),
    "a folder below landing is open": (lambda home: next((home / "landing").iterdir()).chmod(0o755), "landing-open"),
    "a copy in landing is open": (lambda home: next((home / "landing").glob("*/*")).chmod(0o644), "landing-open"),
    "everybody may change the snapshots": (lambda home: (home / "snapshots").chmod(0o777), "open-to-change"),
    "everybody may change the data root": (lambda home: home.chmod(0o777), "open-to-change"),
    "everybody may change the kept rows": (
        lambda home: [p.chmod(0o777) for p in (home, home / "accepted", *(home / "accepted").iterdir())],
        "open-to-change",
    ),
    "nobody may write the snapshots": (lambda home: (home / "snapshots").chmod(0o555), "not-writable"),
    "nobody may write the reports": (lambda home: (home / "runs").chmod(0o500), "not-writable"),
    "nobody may write the notices": (lambda home: (home / "notices").mkdir(0o500), "not-writable"),
    "the inbox is closed": (lambda home: (home / "inbox").chmod(0), "not-readable"),
    "there is no inbox": (lambda home: shutil.rmtree(home / "inbox"), "no-inbox"),
    "a file is in the place of the inbox": (lambda home: replaced_by_a_file(home / "inbox"), "not-a-folder"),
    "the inbox leads nowhere": (lambda home: linked_to_nowhere(home / "inbox"), "not-a-folder"),
    "a file is in the place of the outbox": (lambda home: (home / "outbox").write_text("x"), "not-a-folder"),
}


@pytest.mark.parametrize("name", MODES)
def test_folders_that_a_night_would_stumble_over_are_found(home, capsys, name):
    plant, code = MODES[name]
    plant(home)
    assert code in codes(capsys, home)


@pytest.mark.parametrize(
    "name", [name for name in MODES if "landing" in name or "may" in name or "there is no" in name]
)
def test_what_is_advised_mends_it(home, capsys, name):
    plant, code = MODES[name]
    plant(home)
    command, *_ = re.findall(r"`(.*?)`", advice(capsys, home, code))
    subprocess.run(["sh", "-ec", command], check=True)
    assert codes(capsys, home) == set()


@as_root
@pytest.mark.parametrize("flags", [("+i",), ("+a",), ("-R", "+i")])
@pytest.mark.parametrize("folder", ["snapshots", "runs", ""])
def test_a_folder_that_is_fixed_is_found_and_nothing_is_left_in_it(home, capsys, flags, folder, until_the_end):
    if not folder and "-R" in flags:
        pytest.skip("so that nothing of it is left to be removed")
    until_the_end.enter_context(fixed(*flags, path=home / folder))
    before = sorted(home.rglob("*"))
    found = codes(capsys, home)
    assert found & {"immutable", "lock-not-writable"}
    assert len([f for f in told(capsys, home)[1] if f["code"] == "immutable"]) <= 1
    assert sorted(home.rglob("*")) == before


@as_root
@pytest.mark.parametrize("of", ["current", "log", "lock", "a table"])
def test_a_file_that_is_fixed_is_found(home, capsys, of, until_the_end):
    log = store.audit_path(store.Home(home))
    log.parent.mkdir(exist_ok=True)
    log.touch()
    # Whatever the next snapshot links to cannot be linked where it is fixed.
    files = {"current": (home / "current").resolve(), "log": log, "lock": home / ".lock", "a table": table_of(home)}
    for table in (home / "current").resolve().rglob("*.parquet") if of == "a table" else [files[of]]:
        until_the_end.enter_context(fixed("+i", path=table))
    assert codes(capsys, home) & {"immutable", "lock-not-writable"}


@as_root
def test_a_log_to_which_lines_can_only_be_added_is_no_fault(home, capsys, until_the_end):
    log = store.audit_path(store.Home(home))
    log.parent.mkdir(exist_ok=True)
    log.touch()
    until_the_end.enter_context(fixed("+a", path=log))
    assert codes(capsys, home) == set()


@as_root
@pytest.mark.parametrize("folder", ["snapshots", "landing", ""])
def test_a_file_system_that_is_read_only_is_found(home, capsys, folder, until_the_end):
    place = home / folder
    until_the_end.enter_context(mounted("--bind", place, on=place))
    subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
    assert "read-only-mount" in codes(capsys, home) or not folder
    if not folder:
        assert codes(capsys, home) & {"read-only-mount", "lock-not-writable", "home-not-writable"}


@as_root
@pytest.mark.parametrize("folder", ["landing", "accepted", "submissions", "work", "cache"])
def test_a_folder_on_another_small_file_system_is_found(home, capsys, folder, until_the_end):
    place = home / folder
    aside = place.rename(home.parent / "aside")
    place.mkdir(mode=0o700)
    until_the_end.enter_context(small_file_system(place))
    place.chmod(0o700)
    subprocess.run(["cp", "-a", f"{aside}/.", str(place)], check=True)
    assert codes(capsys, home) == {"other-file-system", "disk-low"}


@as_root
def test_a_full_disk_is_no_matter_of_modes(two_nights, capsys, tmp_path, until_the_end):
    place = tmp_path / "full"
    place.mkdir()
    until_the_end.enter_context(small_file_system(place, size="64m"))
    home = copied(two_nights, place / "home")
    filled = subprocess.run(
        ["dd", "if=/dev/zero", f"of={place / 'filling'}", "bs=4k"], check=False, capture_output=True
    )
    assert filled.returncode != 0
    assert codes(capsys, home) == {"disk-low"}


@as_root
def test_a_link_to_another_file_system_is_found(home, capsys, tmp_path, until_the_end):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    until_the_end.enter_context(small_file_system(elsewhere, size="3g"))
    shutil.copytree(home / "landing", elsewhere / "landing")
    (elsewhere / "landing").chmod(0o700)
    shutil.rmtree(home / "landing")
    (home / "landing").symlink_to(elsewhere / "landing")
    assert codes(capsys, home) == {"other-file-system"}
    type_what_is_advised(advice(capsys, home, "other-file-system"), but="umount")
    assert codes(capsys, home) == set()


def type_what_is_advised(words, but):
    """Type the commands that stand in a remedy, one after the other, without one that is for another case."""
    for command in (c for c in re.findall(r"`(.*?)`", words) if not c.startswith(but)):
        subprocess.run(["sh", "-ec", command], check=True)


@as_root
def test_what_is_advised_brings_a_folder_back_from_another_file_system(home, capsys):
    landing = home / "landing"
    aside = landing.rename(home.parent / "aside")
    landing.mkdir(mode=0o700)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2g,mode=700", "tmpfs", str(landing)], check=True)
    try:
        subprocess.run(["cp", "-a", f"{aside}/.", str(landing)], check=True)
        type_what_is_advised(advice(capsys, home, "other-file-system"), but="rm ")
    finally:
        subprocess.run(["umount", str(landing)], check=False, capture_output=True)
    assert sorted(p.name for p in landing.rglob("*")) == sorted(p.name for p in aside.rglob("*"))
    assert codes(capsys, home) == set()


@as_root
def test_an_inbox_that_others_share_may_lie_elsewhere_but_not_be_full(home, capsys, until_the_end):
    until_the_end.enter_context(small_file_system(home / "inbox", size="2g"))
    assert codes(capsys, home) == set()
    subprocess.run(["mount", "-o", "remount,size=8m,nr_inodes=20", str(home / "inbox")], check=True)
    assert codes(capsys, home) == {"disk-low", "inodes-low"}


@as_root
def test_another_user_s_data_root_is_warned_of_and_his_troubles_are_his(two_nights, capsys, open_to_all):
    """As he sees it himself, a folder that root has made in it cannot be written."""
    home = copied(two_nights, open_to_all / "home")
    subprocess.run(["chown", "-R", f"{OWNER}:{GROUP}", str(home)], check=True)
    warned = [f for f in told(capsys, home)[1] if f["name"] == "home" and f["state"] == "warning"]
    assert "uid 61001" in warned[0]["found"]
    (home / "drafts").mkdir(mode=0o755, exist_ok=True)
    assert codes(capsys, home) == set()
    city = shutil.copytree(WABO, open_to_all / "city")
    for user, place, code in ((OWNER, home, "not-writable"), (STRANGER, home / "inner", "home-not-reachable")):
        shells = Shells(open_to_all / "nowhere")
        try:
            done = shells.run(user, "doctor", "--home", place, "--city", city, "--json", is_only_one=True)
        finally:
            shells.close()
        assert done.err == ""
        assert done.code == 1
        assert code in {f["code"] for f in json.loads(done.out)}


def planted(home, name, text="x"):
    folder = os.fsencode(home / "inbox" / "_city")
    path = os.path.join(folder, name if isinstance(name, bytes) else name.encode())  # noqa: PTH118 - of bytes
    with open(path, "w") as file:  # noqa: PTH123
        file.write(text)
    os.utime(path, (1_328_000_000, 1_328_000_000))


NAMES = {
    "not UTF-8": b"ho-so-\xff\xfe.csv",
    "a line break": "ho\nso.csv",
    "an escape": "ho-so\x1b[31m.csv",
    "a space of no width": "ho-so\u200b.csv",
    "turned": "ho-so-\u202egpj.csv",
    "too long": "h" * 240 + ".csv",
    "long in Vietnamese": "ệ" * 80 + ".csv",
    "a space at its end": "ho-so.csv ",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_name_in_the_inbox_is_found_and_not_printed(home, capsys, name):
    planted(home, NAMES[name])
    assert codes(capsys, home) == {"inbox-name"}
    (command,) = re.findall(r"Find it by `(.*?)`", advice(capsys, home, "inbox-name"))
    printed = subprocess.run(["sh", "-c", command], check=True, capture_output=True).stdout
    assert os.fsencode(NAMES[name]) in printed
    (more,) = re.findall(r"add `(.*?)`", advice(capsys, home, "inbox-name"))
    typed = f"{command} {more}".replace("NEW-NAME", "plain.csv")
    subprocess.run(["sh", "-c", typed], check=True, cwd=home.parent)
    assert (home / "inbox" / "_city" / "plain.csv").is_file()
    assert codes(capsys, home) == set()


def test_a_bad_name_of_a_folder_is_found(home, capsys):
    (home / "inbox" / "_city" / "thang\n1").mkdir()
    assert codes(capsys, home) == {"inbox-name"}


def pipe(home):
    os.mkfifo(home / "inbox" / "_city" / "pipe.csv")


def listener(home):
    with socket.socket(socket.AF_UNIX) as waiting:
        here = os.getcwd()  # noqa: PTH109
        os.chdir(home / "inbox" / "_city")
        try:
            waiting.bind("socket.csv")
        finally:
            os.chdir(here)


LEFT_ALONE = {
    "a link": lambda home: (home / "inbox" / "_city" / "link.csv").symlink_to("a.csv"),
    "a pipe": pipe,
    "a socket": listener,
    "a folder named like a file": lambda home: (home / "inbox" / "_city" / "x.csv").mkdir(),
    "a file in no folder": lambda home: shutil.copy2(home / "inbox" / "_city" / "a.csv", home / "inbox"),
    "a folder of no unit": lambda home: (home / "inbox" / "quan-13").mkdir(),
    "a copy that never ended": lambda home: planted(home, "c.csv.part"),
    "a hidden file": lambda home: planted(home, ".ho-so.csv"),
    "a control file without its file": lambda home: planted(home, "gone.csv.done"),
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_every_night_will_leave_alone_is_found(home, capsys, name):
    LEFT_ALONE[name](home)
    assert codes(capsys, home) == {"inbox-left-alone"}


def test_a_file_whose_time_is_yet_to_come_is_given_the_time_of_now(home, capsys):
    planted(home, "c.csv")
    os.utime(home / "inbox" / "_city" / "c.csv", (4e9, 4e9))
    assert codes(capsys, home) == {"inbox-future"}
    words = advice(capsys, home, "inbox-future")
    (command,) = re.findall(r"Find it by `(.*?)`", words)
    (more,) = re.findall(r"add `(.*?)`", words)
    subprocess.run(["sh", "-c", f"{command} {more}"], check=True)
    assert codes(capsys, home) == set()


def test_what_stands_in_the_place_of_a_folder_goes_and_the_folder_comes_back(home, capsys):
    for name, how in {
        "inbox": f"mkdir -m 700 {home / 'inbox'}",
        "outbox": "next night",
        "runs": "backup",
        "public-trees": "verify --repair",
    }.items():
        if (home / name).exists():
            shutil.rmtree(home / name)
        (home / name).write_text("x")
        assert how in advice(capsys, home, "not-a-folder")
        (home / name).unlink()


def test_what_is_being_copied_and_what_systems_leave_is_no_fault(home, capsys):
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store", "~$ho-so.xlsx"):
        planted(home, name)
    for name in ("d.csv.part", "e.csv"):
        planted(home, name)
        os.utime(home / "inbox" / "_city" / name, (time.time(), time.time()))
    assert codes(capsys, home) == set()


@pytest.mark.parametrize("mode", [0, 0o200])
def test_a_file_that_nobody_may_read_is_found(home, capsys, mode):
    (home / "inbox" / "_city" / "a.csv").chmod(mode)
    assert codes(capsys, home) == {"inbox-unreadable"}
    assert {"`chmod u+r`", "`chown`"} <= set(re.findall("`[^`]*`", advice(capsys, home, "inbox-unreadable")))


def test_many_faults_of_the_inbox_are_counted(home, capsys):
    for number in range(30):
        (home / "inbox" / "_city" / f"{number}.csv").symlink_to("a.csv")
    found = [f for f in told(capsys, home)[1] if f["name"] == "inbox"]
    assert len(found) == 21
    assert found[-1]["found"].startswith("10 more")


def test_while_a_night_is_running_nothing_is_tried(home, capsys):
    with store.one_writer(store.Home(home)):
        assert codes(capsys, home) == set()
        kept_of(home).unlink()
        assert codes(capsys, home) == {"rows-missing"}


def test_a_night_after_doctor_is_as_without_it(home, capsys):
    """What it tries leaves nothing that a night would meet."""
    codes(capsys, home)
    deliver(home, "c.csv", row(9))
    assert run(capsys, "nightly", *at(home), "--date", "2012-02-01", "--direct", "--workers", 1)[0] == 0
    assert codes(capsys, home) == set()


def test_while_an_edition_is_under_way_nothing_is_tried(home, capsys):
    """What is tried beside a public tree in the making would be taken for a tree."""
    (home / "editions").mkdir(exist_ok=True)
    with store.one_editor(store.Home(home)):
        states = {f["name"]: f["state"] for f in told(capsys, home)[1]}
    assert states["lock"] == "warning"
    assert "folders" not in states


def test_a_file_that_doctor_left_when_it_was_killed_stops_no_night(home, capsys):
    left = [home / "snapshots" / name for name in (".staging-doctor.part", ".doctor-tried.part")]
    for path in left:
        path.write_bytes(b"motcua")
    deliver(home, "c.csv", row(9))
    assert run(capsys, "nightly", *at(home), "--date", "2012-02-01", "--direct", "--workers", 1)[0] == 0
    assert codes(capsys, home) == set()
    assert not any(path.exists() for path in left)
