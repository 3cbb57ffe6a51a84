"""What can be made again is healed to the byte, wherever it was damaged; the rest is named, and made no worse."""

import json
import os
import shutil
import stat
from dataclasses import replace

import polars as pl
import pytest
from nights import DAY, hcmc, no_docs, no_rankings
from upkeep_cases import LAST, WAYS, damages, flip, office_at, state

from warehouse import store
from warehouse.night.steps import usual_steps
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run
from warehouse.store.seals import sealed
from warehouse.upkeep.damage import shown_path
from warehouse.upkeep.outcome import Moved
from warehouse.upkeep.repair import repair_home

pytestmark = pytest.mark.long

STEPS = replace(usual_steps(), read=read_delivery, judge=no_docs, rank=no_rankings)
HEALED_FROM_ROWS_AND_BYTES = ("accepted", "rejected", "submissions", "snapshots", "landing")


def repair(home, city=None, on=LAST):
    with store.one_writer(home):
        return repair_home(Run(home, city or hcmc(), on), steps=STEPS)


def left(home, repaired):
    return [(damage.code, shown_path(home, damage.path)) for damage in repaired.left]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("folder", HEALED_FROM_ROWS_AND_BYTES)
def test_every_file_of_a_folder_is_healed_to_the_byte(home, lived, folder, way):
    if (folder, way.__name__) == ("landing", "delete"):
        pytest.skip("a landing copy that is gone is no damage")
    for victim in sorted(p for p in (home.root / folder).rglob("*") if p.is_file()):
        if victim.is_file() and not victim.is_symlink():
            way(victim)
    assert damages(home) != []
    repaired = repair(home)
    assert left(home, repaired) == []
    assert repaired.healed
    assert {k: v for k, v in state(home).items() if not k.endswith("elsewhere")} == state(lived)
    assert repair(home).healed == ()


def test_everything_at_once_is_healed_where_bytes_and_records_are_left(home, lived):
    shutil.rmtree(home.cache, ignore_errors=True)
    for folder in ("accepted", "rejected", "snapshots"):
        shutil.rmtree(home.root / folder)
    for submission_id, record in store.load_records(home).items():
        if record.file_name != "HoSo.json":  # half of its record does not say of which file it is
            WAYS["truncate"](store.record_path(home, submission_id))
    for copy in sorted(p for p in home.landing.rglob("*") if p.is_file()):
        flip(copy)
    home.current.unlink()
    repaired = repair(home)
    assert left(home, repaired) == []
    now, then = state(home), state(lived)
    for folder in ("accepted", "rejected", "submissions", "landing", "retractions"):
        assert {k: v for k, v in now.items() if k.startswith(folder)} == {
            k: v for k, v in then.items() if k.startswith(folder)
        }


@pytest.mark.parametrize("victims", ["cut to nothing", "gone"])
def test_a_record_of_which_nothing_is_left_is_found_by_the_inbox(home, lived, victims):
    shutil.rmtree(home.cache, ignore_errors=True)
    for record in home.submissions.iterdir():
        WAYS["empty" if victims == "cut to nothing" else "delete"](record)
    repaired = repair(home)
    assert left(home, repaired) == []
    assert state(home) == state(lived)


def test_a_record_whose_file_is_gone_stays_where_it_is(home):
    shutil.rmtree(home.landing)
    shutil.rmtree(home.inbox)
    home.inbox.mkdir()
    record = sorted(home.submissions.iterdir())[0]
    WAYS["truncate"](record)
    half = record.read_bytes()
    assert left(home, repair(home)) == [("record-damaged", shown_path(home, record))]
    assert record.read_bytes() == half


def test_half_a_record_is_kept_aside_when_another_takes_its_place(home):
    record = sorted(home.submissions.iterdir())[0]
    WAYS["truncate"](record)
    half = record.read_bytes()
    assert left(home, repair(home)) == []
    assert (home.damaged / "submissions" / record.name).read_bytes() == half
    WAYS["empty"](record)
    assert left(home, repair(home)) == []
    assert (home.damaged / "submissions" / f"{record.name}.2").read_bytes() == b""


def test_what_cannot_be_made_again_is_named_and_left_alone(home):
    shutil.rmtree(home.landing)
    shutil.rmtree(home.inbox)
    home.inbox.mkdir()
    victim = max((home.root / "accepted").rglob("*.parquet"))
    (retraction,) = home.retractions.iterdir()
    flip(victim)
    WAYS["truncate"](retraction)
    before = state(home)
    expected = [("kept-damaged", shown_path(home, victim)), ("retraction-damaged", shown_path(home, retraction))]
    assert left(home, repair(home)) == expected
    assert state(home) == before


def test_rows_that_come_out_otherwise_are_not_put_in_their_place(home):
    """The record says another hash than the file has that can be made: as after an upgrade of what writes Parquet."""
    record = next(r for r in store.load_records(home).values() if r.accepted)
    home.kept(record).write_bytes(b"PAR1 of another version PAR1")
    store.keep_record(home, store.with_hashes(home, record))
    home.kept(record).unlink()
    repaired = repair(home)
    assert [code for code, _ in left(home, repaired)] == ["kept-damaged"]
    assert not home.kept(record).exists()


@pytest.mark.parametrize("stands", ["no link", "a link to nothing", "a link elsewhere", "a file", "a folder"])
def test_current_leads_to_the_newest_snapshot_again(home, stands):
    newest = store.current_snapshot(home)
    home.current.unlink()
    match stands:
        case "a link to nothing":
            home.current.symlink_to("snapshots/none")
        case "a link elsewhere":
            home.current.symlink_to("inbox")
        case "a file":
            home.current.write_text("x", encoding="utf-8")
        case "a folder":
            home.current.mkdir()
    assert damages(home) == [("current-damaged", "current")]
    assert left(home, repair(home)) == []
    assert store.current_snapshot(home) == newest


def test_a_current_that_leads_elsewhere_since_is_told(home):
    """The snapshot of the last night is gone: to heal the link in silence would hide that the night dropped out."""
    newest = store.current_snapshot(home)
    shutil.rmtree(newest)
    before, led = max(home.snapshots.iterdir()), str(home.current.readlink())
    repaired = repair(home)
    assert left(home, repaired) == []
    assert repaired.current == Moved(led, f"snapshots/{before.name}")
    assert repair(home).current is None


def test_a_current_snapshot_that_is_lost_for_good_is_made_again_beside_it(home):
    """Another declaration is in force than then: its files do not come out as they were."""
    snapshot = store.current_snapshot(home)
    for victim in [p for p in snapshot.iterdir() if p.is_file() and p.name != store.MANIFEST]:
        flip(victim)
    city = replace(hcmc(), about=hcmc().about.model_copy(update={"name_en": "Another name"}))
    repaired = repair(home, city)
    made = store.current_snapshot(home)
    assert made != snapshot
    assert repaired.current == Moved(f"snapshots/{snapshot.name}", f"snapshots/{made.name}")
    assert not [path for _, path in left(home, repaired) if path.startswith(shown_path(home, made))]


def test_a_current_snapshot_that_cannot_be_made_again_stays_current(home):
    """Readers have what they had: most of its tables are whole."""
    snapshot = store.current_snapshot(home)
    WAYS["truncate"](snapshot / store.MANIFEST)
    shutil.rmtree(snapshot / "dossiers")

    def failing(*_):
        raise RuntimeError("invented")

    with store.one_writer(home):
        repaired = repair_home(Run(home, hcmc(), LAST), steps=replace(STEPS, rank=failing))
    assert ("manifest-damaged", shown_path(home, snapshot / store.MANIFEST)) in left(home, repaired)
    assert store.current_snapshot(home) == snapshot


def written_otherwise(folder):
    """Have the tables of a snapshot be those of another version of what writes Parquet, as its manifest lists them."""
    manifest = folder / store.MANIFEST
    text = manifest.read_text(encoding="utf-8")
    for path in sorted(folder.rglob("*.parquet")):
        before, rows = store.file_hash(path), pl.read_parquet(path, glob=False, hive_partitioning=False)
        path.unlink()
        rows.write_parquet(path, compression="gzip")
        text = text.replace(before, store.file_hash(path))
    manifest.unlink()
    manifest.write_text(json.dumps(sealed(json.loads(text)), ensure_ascii=False, indent=1), encoding="utf-8")


@pytest.mark.parametrize("is_manifest_there", [True, False])
def test_intact_files_that_do_not_come_out_as_they_were_are_left_to_a_person(home, is_manifest_there):
    for folder in home.snapshots.iterdir():
        written_otherwise(folder)
    assert damages(home) == []
    path = min(home.snapshots.iterdir()) / store.MANIFEST
    WAYS["truncate" if is_manifest_there else "delete"](path)
    before = state(home)
    assert left(home, repair(home)) == [("manifest-damaged", shown_path(home, path))]
    assert state(home) == before


def test_a_damaged_manifest_is_kept_aside_when_another_takes_its_place(home):
    path = min(home.snapshots.iterdir()) / store.MANIFEST
    WAYS["truncate"](path)
    half = path.read_bytes()
    assert left(home, repair(home)) == []
    assert (home.damaged / path.relative_to(home.root)).read_bytes() == half


def test_what_does_not_belong_to_a_snapshot_is_moved_out_of_it(home, lived):
    strange = store.current_snapshot(home) / "dossiers" / "part-9.parquet"
    strange.write_bytes(b"x")
    assert left(home, repair(home)) == []
    assert state(home) == state(lived)
    assert (home.damaged / shown_path(home, strange)).read_bytes() == b"x"


def test_one_damaged_file_is_healed_under_all_of_its_names_and_they_stay_one(home):
    victim = next(p for p in sorted(home.snapshots.rglob("*.parquet")) if p.stat().st_nlink > 1)
    names = [p for p in home.snapshots.rglob("*") if p.is_file() and p.samefile(victim)]
    flip(victim)
    assert left(home, repair(home)) == []
    assert len({p.stat().st_ino for p in names}) == 1


def test_a_sound_home_is_left_as_it_is(home):
    before = {p: (p.lstat().st_ino, p.lstat().st_mtime_ns) for p in home.root.rglob("*") if p.name != ".lock"}
    assert repair(home).healed == ()
    after = {p: (p.lstat().st_ino, p.lstat().st_mtime_ns) for p in home.root.rglob("*") if p.name != ".lock"}
    assert after == before


class TestEditions:
    @pytest.fixture
    def office(self, tmp_path):
        return office_at(tmp_path)

    def repaired(self, office):
        found = left(office.home, repair(office.home, office.city, DAY))
        # Its snapshot has no manifest and no records, and nothing to make them from: no night made it.
        of_snapshot = ("manifest-damaged", "current-damaged", "record-damaged")
        return [one for one in found if one[0] not in of_snapshot]

    @pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
    def test_what_is_public_is_made_again_from_the_editions(self, office, way):
        sound = office.tree()
        for victim in sorted(p for p in office.home.public.resolve().rglob("*") if p.is_file()):
            if victim.stat().st_nlink == 1 and victim.is_file() and not victim.is_symlink():
                way(victim)
        assert self.repaired(office) == []
        assert office.tree() == sound

    def test_files_of_an_edition_come_back_from_what_is_public(self, office):
        def of_editions():
            return {k: v for k, v in state(office.home).items() if k.startswith(("editions", "public"))}

        before = of_editions()
        of_edition = sorted((office.home.editions / "2011-timeliness" / "v2").rglob("*.*"))
        for victim in of_edition:
            if victim.name in ("rankings.csv", "rankings.xlsx", "SHA256SUMS", "edition.json"):
                victim.unlink()
        assert self.repaired(office) == []
        assert of_editions() == before

    def test_a_record_that_is_gone_must_come_from_a_backup(self, office):
        (office.home.editions / "2011-timeliness" / "v1" / "record.json").unlink()
        assert self.repaired(office) == [("edition-damaged", "editions/2011-timeliness/v1/record.json")]

    @pytest.mark.parametrize("way", ["truncate", "delete", "empty", "become_folder"])
    def test_the_index_is_made_again_from_the_log(self, office, way):
        WAYS[way](office.home.control)
        for beside in office.home.root.glob("control.sqlite-*"):
            beside.unlink()
        damaged = None if way in ("delete", "become_folder") else office.home.control.read_bytes()
        assert self.repaired(office) == []
        if damaged is not None:  # it may show that the log was cut
            assert (office.home.damaged / "control.sqlite").read_bytes() == damaged
        assert office.publish(office.approve(office.submit(reason="lần nữa"))).state == "published"

    def test_what_is_put_back_is_the_group_s_too_where_the_data_root_is(self, office, tmp_path):
        before = os.umask(0o007)
        try:
            (office.home.editions / "2011-timeliness" / "v2" / "SHA256SUMS").unlink()
            assert self.repaired(office) == []
        finally:
            os.umask(before)
        mode = (office.home.editions / "2011-timeliness" / "v2" / "SHA256SUMS").stat().st_mode
        assert stat.S_IMODE(mode) == 0o440

    def test_an_index_that_is_looked_at_is_left_as_it_is(self, office):
        """Who may only read it can look: nothing is written, also beside it."""
        office.home.control.chmod(0o400)
        before = {path.name: path.stat().st_mtime_ns for path in office.home.root.glob("control.sqlite*")}
        assert ("index-damaged", "control.sqlite") not in damages(office.home, office.city, DAY)
        assert {p.name: p.stat().st_mtime_ns for p in office.home.root.glob("control.sqlite*")} == before

    def test_a_public_link_that_is_lost_is_set_again(self, office):
        sound = office.tree()
        office.home.public.unlink()
        assert self.repaired(office) == []
        assert office.tree() == sound
