"""A data root is backed up, lost, and restored: to the byte, whatever becomes of the backup and of the machine."""

import io
import shutil
import subprocess
import tarfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lived_cases import NOW, THIRD, cases, files_of, lived_in, modes_of, night
from nights import deliver

from schemas.backup import ABOUT, SUMS, BackupRefused
from schemas.register import CITY
from warehouse import store
from warehouse.night.rebuild import read_all_again
from warehouse.store import Home
from warehouse.upkeep.archive import check_archive
from warehouse.upkeep.backup import back_up
from warehouse.upkeep.contents import items_of, room_needed
from warehouse.upkeep.restore import restore
from warehouse.upkeep.unpack import unpack

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return lived_in(tmp_path_factory.mktemp("lived"))


@pytest.fixture(scope="module")
def backup(lived, tmp_path_factory):
    """A backup with its landing copies."""
    return back_up(lived.home, lived.city, tmp_path_factory.mktemp("backups") / "a.tar", NOW, has_landing=True).path


def restored_in(lived, backup, root):
    run = replace(lived, home=Home(root))
    return run, restore(run, backup, "may-chu", NOW)


def test_a_lost_data_root_comes_back_to_the_byte(lived, backup, tmp_path):
    run, restored = restored_in(lived, backup, tmp_path / "new" / "home")
    assert (restored.is_same, restored.has_same_rules, restored.refused) == (True, True, None)
    assert restored.snapshot == store.current_snapshot(lived.home).name
    then, now = files_of(lived.home.root), files_of(run.home.root)
    of_inbox = {name for name in then if name.startswith("inbox/")}
    unpinned = {n for n in then if n.startswith("snapshots/") and n not in now}
    assert {n: data for n, data in then.items() if n not in of_inbox | unpinned} == now
    kept = {path.name for path in run.home.snapshots.iterdir()}
    (edition,) = (e for e in lived.home.editions.rglob("edition.json"))
    assert kept == {restored.snapshot, store.read_json(edition)["snapshot"]}
    assert run.home.inbox.is_dir()
    assert not list(run.home.inbox.iterdir())
    assert store.indexed_hashes(run.home) == [entry.hash for entry in store.read_audit(lived.home)]
    assert store.public_number(run.home) == store.public_number(lived.home)
    before, after = modes_of(lived.home.root), modes_of(run.home.root)
    assert {n: m for n, m in after.items() if before[n] != m} == {}


def test_the_next_night_is_the_same_on_both_sides(lived, backup, tmp_path):
    original = Home(shutil.copytree(lived.home.root, tmp_path / "original", symlinks=True))
    run, _ = restored_in(lived, backup, tmp_path / "restored")
    for home in (original, run.home):
        deliver(home, CITY, "d.csv", cases(20, 70))
    reports = [night(home, lived.city, THIRD) for home in (original, run.home)]
    assert [o.status for o in reports[1].outcomes if o.file_name] == ["accepted"]
    assert files_of(reports[0].snapshot) == files_of(reports[1].snapshot)
    drafts = [report.draft.parents[1] for report in reports]
    assert drafts[0].name == drafts[1].name
    assert files_of(drafts[0]) == files_of(drafts[1])
    again = night(run.home, lived.city, THIRD)
    assert again.snapshot == reports[1].snapshot


def test_with_its_landing_copies_every_file_can_be_read_again(lived, backup, tmp_path):
    run, _ = restored_in(lived, backup, tmp_path / "home")
    store.empty_work(run.home)
    read = read_all_again(run)
    assert (read.files, read.differing, read.without_bytes) == (3, (), ())
    assert {path.stat().st_mode & 0o777 for path in run.home.landing.rglob("*.csv")} == {0o600}


def test_without_being_asked_no_personal_data_goes_with_it(lived, tmp_path):
    written = back_up(lived.home, lived.city, tmp_path, NOW)
    assert (written.path.name, written.path.stat().st_mode & 0o777) == ("motcua-wabo-20230304T050000Z.tar", 0o600)
    names = set(check_archive(written.path).sums)
    assert {name.partition("/")[0] for name in names} == {
        *("accepted", "rejected", "submissions", "retractions", "runs", "editions", "snapshots", "city", ABOUT)
    }
    run, restored = restored_in(lived, written.path, tmp_path / "home")
    assert restored.is_same
    assert not run.home.landing.exists()


def test_a_person_can_open_it_without_motcua(backup, tmp_path):
    subprocess.run(["tar", "-xf", backup, "-C", tmp_path], check=True)
    checked = subprocess.run(["sha256sum", "--quiet", "-c", SUMS], cwd=tmp_path, check=False, capture_output=True)
    assert (checked.returncode, checked.stderr) == (0, b"")
    listed = (tmp_path / SUMS).read_text(encoding="utf-8").splitlines()
    assert len(listed) + 1 == sum(path.is_file() for path in tmp_path.rglob("*"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_backup_cut_off_or_changed_is_refused_or_is_whole(backup, tmp_path_factory, data):
    whole = backup.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    damaged = whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
    path = tmp_path_factory.mktemp("damaged") / "a.tar"
    path.write_bytes(damaged)
    try:
        checked = check_archive(path)
    except BackupRefused as refused:
        assert refused.code in ("cut-off", "changed", "unreadable", "hostile", "other-format")
    else:  # what differs is no content: fill between files, or a time
        assert checked.sums == check_archive(backup).sums


HOSTILE = {
    "absolute": ("/etc/motcua-was-here", tarfile.REGTYPE, ""),
    "above": ("submissions/../../x", tarfile.REGTYPE, ""),
    "link": ("submissions/x.json", tarfile.SYMTYPE, "/etc/passwd"),
    "link of a folder": ("landing", tarfile.SYMTYPE, "/etc"),
    "hard link to elsewhere": ("snapshots/x", tarfile.LNKTYPE, "/etc/passwd"),
    "hard link of a record": ("submissions/x.json", tarfile.LNKTYPE, ABOUT),
    "device": ("submissions/x", tarfile.CHRTYPE, ""),
    "pipe": ("submissions/x", tarfile.FIFOTYPE, ""),
    "another folder": ("prefect/x", tarfile.REGTYPE, ""),
    "hidden": ("submissions/.x", tarfile.REGTYPE, ""),
    "a control character": ("submissions/\x1b[2J", tarfile.REGTYPE, ""),
    "a name too long": (f"submissions/{'x' * 300}", tarfile.REGTYPE, ""),
    "twice": (ABOUT, tarfile.REGTYPE, ""),
}


@pytest.mark.parametrize(("name", "kind", "to"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_backup_is_refused_and_nothing_is_written(lived, backup, tmp_path, name, kind, to):
    hostile = tmp_path / "a.tar"
    with tarfile.open(backup) as source, tarfile.open(hostile, "w") as archive:
        for member in source:
            if member.name == SUMS:
                put(archive, name, kind, to)
            archive.addfile(member, source.extractfile(member) if member.isreg() else None)
    with pytest.raises(BackupRefused) as refused:
        restored_in(lived, hostile, tmp_path / "home")
    assert refused.value.code == "hostile"
    assert not (tmp_path / "home").exists()


def put(archive, name, kind, to):
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, to, 2 if kind == tarfile.REGTYPE else 0
    archive.addfile(info, io.BytesIO(b"{}"))


LINK_OUT = ("snapshots/x", tarfile.LNKTYPE, "/etc/passwd")
LINK_UNSEEN = ("snapshots/x", tarfile.LNKTYPE, "snapshots/never")
MORE = ("submissions/x.json", tarfile.REGTYPE, "")


@pytest.mark.parametrize("more", [LINK_OUT, LINK_UNSEEN, MORE, None], ids=["out", "unseen", "more", "less"])
def test_another_backup_in_the_place_of_the_one_that_was_checked_is_refused(backup, tmp_path, more):
    checked, exchanged = check_archive(backup), tmp_path / "a.tar"
    with tarfile.open(backup) as source, tarfile.open(exchanged, "w") as archive:
        if more:
            put(archive, *more)
        for member in source if more else list(source)[:-2]:
            archive.addfile(member, source.extractfile(member) if member.isreg() else None)
    with pytest.raises(BackupRefused):
        unpack(exchanged, checked, tmp_path / "out")
    assert not (tmp_path / "out" / "snapshots" / "x").exists()


def test_what_is_not_a_backup_is_refused(lived, backup, tmp_path):
    packed = tmp_path / "a.tar.gz"
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(backup, "a.tar")
    for path, contents in ((tmp_path / "text.tar", b"no tar file at all" * 100), (tmp_path / "empty.tar", b"")):
        path.write_bytes(contents)
    for path in (packed, tmp_path / "text.tar", tmp_path / "empty.tar"):
        with pytest.raises(BackupRefused, match=r"tar|SHA256SUMS"):
            restored_in(lived, path, tmp_path / "home")
    with pytest.raises(BackupRefused) as refused:
        restored_in(replace(lived, city=replace(lived.city, about=other(lived))), backup, tmp_path / "home")
    assert refused.value.code == "other-city"
    assert not (tmp_path / "home").exists()


def other(lived):
    return lived.city.about.model_copy(update={"id": "another"})


def test_a_folder_that_holds_something_is_left_as_it_is(lived, backup, tmp_path):
    (tmp_path / "home" / "submissions").mkdir(parents=True)
    with pytest.raises(BackupRefused) as refused:
        restored_in(lived, backup, tmp_path / "home")
    assert refused.value.code == "not-empty"
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["submissions"]


def test_an_empty_file_system_has_a_folder_of_its_own(lived, backup, tmp_path):
    (tmp_path / "home" / "lost+found").mkdir(parents=True)
    _, restored = restored_in(lived, backup, tmp_path / "home")
    assert restored.is_same


def test_a_backup_replaces_nothing_and_does_not_lie_in_what_it_backs_up(lived, tmp_path):
    (tmp_path / "there.tar").write_text("mine")
    (tmp_path / "way-in").symlink_to(lived.home.root)
    wanted = {
        "is-there": tmp_path / "there.tar",
        "inside": tmp_path / "way-in",
        "no-folder": tmp_path / "not-there" / "a.tar",
    }
    for code, target in wanted.items():
        with pytest.raises(BackupRefused) as refused:
            back_up(lived.home, lived.city, target, NOW)
        assert refused.value.code == code
    with pytest.raises(BackupRefused) as refused:  # where no disk is mounted, no file takes the place of its folder
        back_up(lived.home, lived.city, tmp_path / "not-mounted", NOW)
    assert refused.value.code == "no-folder"
    with pytest.raises(BackupRefused) as refused:
        back_up(lived.home, lived.city, lived.home.root / "landing" / "a.tar", NOW)
    assert refused.value.code == "inside"
    with pytest.raises(BackupRefused) as refused:
        back_up(Home(tmp_path / "nowhere"), lived.city, tmp_path, NOW)
    assert refused.value.code == "nothing-there"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["there.tar", "way-in"]


@pytest.mark.parametrize("lock", [store.one_writer, store.one_editor])
def test_nothing_is_backed_up_while_something_is_under_way(lived, tmp_path, lock):
    with lock(lived.home), pytest.raises(BlockingIOError):
        back_up(lived.home, lived.city, tmp_path, NOW)
    assert not list(tmp_path.iterdir())


def test_who_has_looked_and_told_does_not_hinder_a_restore(lived, tmp_path):
    """`motcua notify` is run hourly, also while a new data root is empty."""
    told = with_ledger(copied(lived.home, tmp_path / "old"), "then\n")
    archive = back_up(told, lived.city, tmp_path / "a.tar", NOW).path
    root = tmp_path / "new"
    with_ledger(Home(root), "meanwhile\n")
    run, restored = restored_in(lived, archive, root)
    assert restored.is_same
    assert (run.home.notices / "ledger.jsonl").read_text() == "then\n"
    assert (run.home.damaged / "notices" / "ledger.jsonl").read_text() == "meanwhile\n"


def test_what_others_write_meanwhile_is_whole_and_reserved_room_is_left_out(lived, tmp_path):
    home = with_ledger(copied(lived.home, tmp_path / "home"), "told\n")
    (home.notices / "reserve").write_bytes(bytes(65_536))
    (report, *_) = sorted(home.runs.glob("*.json"))
    added_to = []

    def add_to_report(*_):  # as a night does when it has told people, without the lock
        if not added_to:
            added_to.append(report.read_text())
            store.write_text(report, added_to[0] + " " * 1000)

    archive = back_up(home, lived.city, tmp_path / "a.tar", NOW, advance=add_to_report).path
    run, _ = restored_in(lived, archive, tmp_path / "new")
    assert (run.home.runs / report.name).read_text() == added_to[0] + " " * 1000
    assert [path.name for path in run.home.notices.iterdir()] == ["ledger.jsonl"]


def test_what_snapshots_share_needs_room_once(lived, tmp_path):
    names = sorted(path.name for path in lived.home.snapshots.iterdir())
    items = items_of(lived.home, lived.city, names, has_landing=False)
    of_inode = {(item.state.st_dev, item.state.st_ino): item.state.st_size for item in items}
    assert len(of_inode) < len(items)
    assert room_needed(items) == sum(of_inode.values()) + 2048 * len(items)


def copied(home, root):
    return Home(shutil.copytree(home.root, root, symlinks=True))


def with_ledger(home, text):
    home.notices.mkdir(parents=True)
    (home.notices / "ledger.jsonl").write_text(text)
    return home
