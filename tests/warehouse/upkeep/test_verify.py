"""Whatever is damaged of what is kept is found, named by its path and a code; a sound home is quiet and left alone."""

import os
import tarfile
import tempfile
from pathlib import Path

import pytest
from edition_cases import SERIES
from nights import DAY, hcmc, home_at
from upkeep_cases import LAST, TOLD_APART, WAYS, damages, flip, office_at, state

from warehouse import store
from warehouse.editions import acts
from warehouse.run import Run
from warehouse.store import Home
from warehouse.upkeep.damage import shown_path
from warehouse.upkeep.verify import verify_home
from warehouse.upkeep.verify_landing import look_at_landing

OLD = Path(__file__).parents[2] / "fixtures" / "0.1.0" / "data-root.tar.xz"
CODES = {
    "accepted": "kept-damaged",
    "rejected": "kept-damaged",
    "submissions": "record-damaged",
    "retractions": "retraction-damaged",
    "snapshots": "snapshot-damaged",
    "landing": "landing-damaged",
    "editions": "edition-damaged",
    "public-trees": "public-damaged",
}


def files_in(home, folder):
    """The files of a folder, each inode once, the largest first: a flip in the middle of a page of data is in it."""
    files = {p.stat().st_ino: p for p in sorted((home.root / folder).rglob("*")) if p.is_file()}
    return sorted(files.values(), key=lambda p: (-p.stat().st_size, p))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("folder", [name for name in TOLD_APART if name not in ("editions", "public-trees")])
def test_a_damaged_file_is_found(home, folder, way):
    victim = files_in(home, folder)[0]
    names = [p for p in home.root.rglob("*") if p.is_file() and p.samefile(victim)]
    way(victim)
    if (folder, way.__name__) == ("landing", "delete"):
        assert damages(home) == []
    else:
        touched = names if way.__name__ in ("truncate", "flip", "empty") else [victim]
        expected = {(CODES[folder], shown_path(home, p)) for p in touched}
        assert expected <= set(damages(home))
        assert {code for code, _ in damages(home)} == {CODES[folder]}


@pytest.mark.long
def test_every_file_is_looked_at(home):
    for folder in ("accepted", "rejected", "submissions", "retractions", "snapshots", "landing"):
        for victim in files_in(home, folder):
            before = victim.read_bytes()
            flip(victim)
            assert shown_path(home, victim) in {path for _, path in damages(home)}
            victim.write_bytes(before)
    assert damages(home) == []


def test_a_manifest_a_link_and_what_does_not_belong_are_found(home):
    current = store.current_snapshot(home)
    manifest = current / store.MANIFEST
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"zone": "Asia/Ho_Chi_Minh"', '"zone": "Asia/Ho_Chi_Ninh"'), encoding="utf-8")
    assert damages(home) == [("manifest-damaged", shown_path(home, manifest))]
    manifest.write_text(text, encoding="utf-8")
    strange = current / "dossiers" / "part-9.parquet"
    strange.write_bytes(next((current / "dossiers").rglob("*.parquet")).read_bytes())
    assert damages(home) == [("snapshot-damaged", shown_path(home, strange))]
    strange.unlink()
    for target in ("snapshots/none", "inbox"):
        home.current.unlink()
        home.current.symlink_to(target)
        assert damages(home) == [("current-damaged", "current")]
    home.current.unlink()
    assert damages(home) == [("current-damaged", "current")]


def test_a_lost_folder_is_found_file_by_file(home):
    rows = {shown_path(home, p) for p in files_in(home, "accepted")}
    (home.root / "accepted").rename(home.root / "elsewhere")
    assert damages(home) == [("kept-damaged", path) for path in sorted(rows)]


@pytest.mark.skipif(os.geteuid() == 0, reason="the owner of the system reads everything")
def test_what_the_system_does_not_let_us_read_is_found(home):
    victim = files_in(home, "accepted")[0]
    victim.chmod(0)
    assert damages(home) == [("kept-damaged", shown_path(home, victim))]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can look as another user")
def test_a_landing_folder_that_cannot_be_read_is_named():
    with tempfile.TemporaryDirectory() as place:
        home = Home(Path(place))
        home.root.chmod(0o755)
        closed = home.landing / "ab"
        closed.mkdir(parents=True)
        home.landing.chmod(0o755)
        closed.chmod(0o700)
        os.seteuid(61_006)
        try:
            (damage,) = look_at_landing(home)
        finally:
            os.seteuid(0)
    assert (damage.code, damage.path, damage.difference.key) == ("landing-damaged", closed, "verify.unreadable")


def test_a_sound_home_is_quiet_and_left_as_it_is(lived, tmp_path):
    with tarfile.open(OLD) as packed:
        packed.extractall(tmp_path / "old", filter="tar")
    fresh, old = home_at(tmp_path / "fresh"), Home(tmp_path / "old")
    for home in (lived, fresh, old):
        before = {p: p.lstat().st_mtime_ns for p in home.root.rglob("*")}
        assert damages(home) == []
        assert {p: p.lstat().st_mtime_ns for p in home.root.rglob("*")} == before


def test_rows_that_an_earlier_version_kept_are_counted(tmp_path):
    with tarfile.open(OLD) as packed:
        packed.extractall(tmp_path, filter="tar")
    home = Home(tmp_path)
    victim, other = files_in(home, "accepted")[:2]
    victim.write_bytes(other.read_bytes())
    assert damages(home) == [("kept-damaged", shown_path(home, victim))]
    reasons = files_in(home, "rejected")[0]
    WAYS["truncate"](reasons)
    assert ("kept-damaged", shown_path(home, reasons)) in damages(home)


def test_it_tells_how_far_it_is(lived):
    told = []
    looked = verify_home(Run(lived, hcmc(), LAST), progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, looked.size)
    assert told[-1] == (looked.size, looked.size)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert looked.files == len(told) - 1


class TestEditions:
    @pytest.fixture
    def office(self, tmp_path):
        return office_at(tmp_path)

    def found(self, office):
        return damages(office.home, office.city, DAY)

    def test_a_sound_office_is_quiet(self, office):
        before = state(office.home)
        # No night made its snapshot: it has no manifest, and the submissions that its tables name have no records.
        assert {code for code, _ in self.found(office)} == {"current-damaged", "manifest-damaged", "record-damaged"}
        assert state(office.home) == before

    @pytest.mark.long
    @pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
    def test_every_file_of_an_edition_and_of_what_is_public(self, office, way):
        tree = os.path.relpath(office.home.public.resolve(), office.home.root)
        victims = [*files_in(office.home, "editions"), *files_in(office.home, tree)]
        for victim in (v for v in victims if v.name not in ("audit.jsonl", ".lock")):
            bytes_then = victim.read_bytes()
            way(victim)
            code = CODES[victim.relative_to(office.home.root).parts[0]]
            assert code in {code for code, _ in self.found(office)}, victim
            _put_back(victim, bytes_then)

    def test_a_snapshot_that_an_edition_rests_on_is_missed_until_every_such_edition_is_withdrawn(self, office):
        snapshot, aside = office.home.snapshots / "2012-01-31-aaaa", office.home.root / "aside"
        missed = ("edition-snapshot-missing", "snapshots/2012-01-31-aaaa")
        snapshot.rename(aside)
        assert missed in self.found(office)
        aside.rename(snapshot)
        office.published("lần ba", reason="sửa nữa")
        for version in (1, 2, 3):
            acts.withdraw(office.act("dung"), SERIES, version, "invented")
        snapshot.rename(aside)
        assert missed not in self.found(office)

    def test_the_log_and_its_index(self, office):
        log, index = store.audit_path(office.home), office.home.control
        sound = log.read_bytes()
        for broken in (sound[: len(sound) // 2], sound.replace(b'"dung"', b'"dang"', 1), b"x\n" + sound):
            log.write_bytes(broken)
            assert ("log-damaged", "editions/audit.jsonl") in self.found(office)
        log.write_bytes(sound)
        index.write_bytes(b"no database" * 500)
        assert ("index-damaged", "control.sqlite") in self.found(office)
        index.unlink()
        assert ("index-damaged", "control.sqlite") in self.found(office)


def _put_back(victim, data):
    if victim.is_dir():
        (victim / "strange").unlink()
        victim.rmdir()
    victim.unlink(missing_ok=True)
    victim.with_name("elsewhere").unlink(missing_ok=True)
    victim.write_bytes(data)
