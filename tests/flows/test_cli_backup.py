import json
import shutil
import tarfile
from pathlib import Path

import pytest
from cli_cases import DAY, WABO, at, deliver, put, row, run, run_json, take_in

from tests.warehouse.nights import run as take_in_hcmc
from warehouse import store

pytestmark = pytest.mark.long

PACKED = Path(__file__).parents[1] / "fixtures" / "0.1.0" / "data-root.tar.xz"


@pytest.fixture(scope="module")
def first_night(tmp_path_factory):
    home = tmp_path_factory.mktemp("first")
    deliver(home, "a.csv", row(1), row(2), row(3, "Experts"))
    take_in(home)
    return home


def test_from_backup_to_the_next_night(first_night, tmp_path, capsys):
    code, written = run_json(capsys, "backup", tmp_path, *at(first_night))
    assert code == 0
    assert (written["city"], written["business_date"], written["has_landing"]) == ("wabo", DAY, False)
    assert Path(written["backup"]).parent == tmp_path
    code, restored = run_json(capsys, "restore", written["backup"], *at(tmp_path / "home"))
    assert (code, restored["is_same"], restored["public_refused"]) == (0, True, "")
    assert restored["snapshot"] == written["snapshot"]
    deliver(tmp_path / "home", "b.csv", row(4))
    code, report = run_json(capsys, "nightly", *at(tmp_path / "home"), "--date", "2012-02-01", "--direct")
    assert [o["status"] for o in report["outcomes"] if o["file_name"]] == ["accepted"]
    assert report["ledger"][0]["current"] == 4


def test_people_are_told_what_was_made(first_night, tmp_path, capsys):
    code, out, _ = run(capsys, "backup", tmp_path / "a.tar", "--with-landing", *at(first_night))
    assert code == 0
    assert "personal data may be kept" in out
    code, out, _ = run(capsys, "restore", tmp_path / "a.tar", *at(tmp_path / "home"))
    assert code == 0
    assert "đến từng byte" in out
    assert "motcua doctor" in out


def test_refusals_say_what_to_do_and_have_a_code(first_night, tmp_path, capsys):
    code, _, err = run(capsys, "backup", first_night / "x.tar", *at(first_night))
    assert (code, "outside of" in err) == (2, True)
    code, _, err = run(capsys, "backup", tmp_path / "x.tar", *at(tmp_path / "nowhere"))
    assert (code, "--home" in err) == (2, True)
    assert not (tmp_path / "nowhere").exists()
    run(capsys, "backup", tmp_path / "a.tar", *at(first_night))
    code, _, err = run(capsys, "backup", tmp_path / "a.tar", *at(first_night))
    assert (code, "replaces none" in err) == (2, True)
    code, _, err = run(capsys, "restore", tmp_path / "a.tar", *at(first_night))
    assert (code, "an empty folder" in err) == (2, True)
    whole = (tmp_path / "a.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(whole[: len(whole) // 2])
    code, _, err = run(capsys, "restore", tmp_path / "cut.tar", *at(tmp_path / "home"))
    assert (code, "another backup" in err) == (1, True)
    code, _, err = run(capsys, "restore", tmp_path / "not-there.tar", *at(tmp_path / "home"))
    assert (code, "there is no such file" in err) == (2, True)
    assert not (tmp_path / "home").exists()
    with store.one_writer(store.Home(first_night)):
        assert run(capsys, "backup", tmp_path / "b.tar", *at(first_night))[0] == 4


def test_tables_of_other_declarations_are_told(first_night, tmp_path, capsys):
    run(capsys, "backup", tmp_path / "a.tar", *at(first_night))
    city = shutil.copytree(WABO, tmp_path / "city")
    text = (city / "city.toml").read_text(encoding="utf-8")
    put(city / "city.toml", text.replace('name_en = "', 'name_en = "New '))
    place = ("--home", tmp_path / "home", "--city", city)
    code, restored = run_json(capsys, "restore", tmp_path / "a.tar", *place)
    assert (code, restored["is_same"], restored["has_same_rules"]) == (0, False, False)
    assert restored["other_declarations"] == ["city.toml"]


def test_what_version_0_1_0_left_is_backed_up_and_restored(tmp_path, capsys):
    with tarfile.open(PACKED) as packed:
        packed.extractall(tmp_path / "old", filter="tar")
    code, written = run_json(capsys, "backup", tmp_path / "a.tar", "--with-landing", "--home", tmp_path / "old")
    assert code == 0
    code, restored = run_json(capsys, "restore", tmp_path / "a.tar", "--home", tmp_path / "new")
    assert (code, restored["has_same_rules"]) == (0, False)
    assert restored["backup"]["snapshot"] == written["snapshot"] == (tmp_path / "old" / "current").resolve().name
    old, new = (store.Home(tmp_path / name) for name in ("old", "new"))
    shutil.rmtree(old.inbox)
    old.inbox.mkdir()
    reports = [take_in_hcmc(home) for home in (old, new)]
    assert [o.is_read_again for o in reports[1].outcomes if o.file_name] == [True] * 4
    contents = [
        {k: v["sha256"] for k, v in json.loads((r.snapshot / "manifest.json").read_bytes())["files"].items()}
        for r in reports
    ]
    assert reports[0].snapshot.name == reports[1].snapshot.name
    assert contents[0] == contents[1]
