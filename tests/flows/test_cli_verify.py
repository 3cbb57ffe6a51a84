"""`motcua verify` as a command: what it prints, its exit code, and what commands say that meet a damaged file."""

import shutil
from pathlib import Path

import pytest
from cli_cases import WABO, at, deliver, put, row, run, run_json, take_in
from edition_cases import Office

from warehouse import store
from warehouse.store import Home

pytestmark = pytest.mark.long


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    deliver(home, "a.csv", *(row(number) for number in range(20)))
    take_in(home)
    return home


def test_it_finds_heals_and_then_finds_nothing(capsys, home):
    assert run(capsys, "verify", *at(home))[0] == 0
    (record,) = (home / "submissions").glob("*.json")
    (rows,) = (home / "accepted").rglob("*.parquet")
    before = record.read_bytes(), rows.read_bytes()
    record.write_bytes(before[0][:300])
    code, out, _ = run(capsys, "verify", *at(home))
    assert code == 1
    assert record.name in out
    assert "không còn như lúc được ghi" in out
    assert "is not as it was written" in out
    assert "motcua verify --repair" in out
    rows.write_bytes(before[1][:-9])
    code, told = run_json(capsys, "verify", "--repair", *at(home))
    assert (code, told["damages"]) == (0, [])
    assert {damage["code"] for damage in told["healed"]} == {"record-damaged"}
    assert (record.read_bytes(), rows.read_bytes()) == before
    assert run_json(capsys, "verify", *at(home))[1]["damages"] == []


def test_what_must_come_from_a_backup_is_named_with_what_to_type(capsys, home):
    for folder in ("landing", "inbox"):
        for path in (p for p in (home / folder).rglob("*") if p.is_file()):
            path.unlink()
    (rows,) = (home / "accepted").rglob("*.parquet")
    rows.unlink()
    code, told = run_json(capsys, "verify", "--repair", *at(home))
    (damage,) = told["damages"]
    assert (code, damage["code"]) == (1, "kept-damaged")
    place = f"accepted/dossiers/{rows.name}"
    assert f"tar -xpf BACKUP.tar -C {home} {place}" in damage["advice_vi"]
    assert f"tar -xpf BACKUP.tar -C {home} {place}" in damage["advice_en"]


def test_half_a_record_and_half_a_manifest_end_commands_with_their_name(capsys, home):
    (record,) = (home / "submissions").glob("*.json")
    manifest = store.current_snapshot(Home(home)) / store.MANIFEST
    for victim in (record, manifest):
        before = victim.read_bytes()
        victim.write_bytes(before[:200])
        for command in (("status",), ("nightly", "--direct", "--workers", "1")):
            code, _, err = run(capsys, *command, *at(home))
            assert code == 5
            assert victim.name in err.replace("\n", "")
            assert "motcua verify --repair" in " ".join(err.split())
        victim.write_bytes(before)


def test_it_holds_the_lock_to_repair_and_not_to_look(capsys, home):
    with store.one_writer(Home(home)):
        assert run(capsys, "verify", *at(home))[0] == 0
        assert run(capsys, "verify", "--repair", *at(home))[0] == 4
    assert run(capsys, "verify", "--home", home / "none", "--city", at(home)[3])[0] == 2


def witnessed_city(root, witness):
    city = Path(shutil.copytree(WABO, root / "the city"))
    with (city / "city.toml").open("a", encoding="utf-8") as declared:
        declared.write(f'\n[witness]\nfile = "{witness}"\n')
    return city


def test_a_witness_that_is_not_there_yet_or_has_a_person_s_line_stops_nothing(capsys, home, tmp_path):
    witness = tmp_path / "not mounted" / "witness.txt"
    city = witnessed_city(tmp_path, witness)
    assert run_json(capsys, "verify", "--home", home, "--city", city)[1]["damages"] == []  # nothing to witness yet
    office = Office(tmp_path / "office")
    office.published()
    for name in ("editions", "control.sqlite", "public-trees"):
        (office.home.root / name).rename(home / name)
    code, told = run_json(capsys, "verify", "--home", home, "--city", city)
    (damage,) = (d for d in told["damages"] if d["code"] == "witness-damaged")
    assert (code, damage["path"]) == (1, str(witness))
    _, told = run_json(capsys, "verify", "--repair", "--home", home, "--city", city)
    (damage,) = (d for d in told["damages"] if d["code"] == "witness-damaged")
    assert f"'{witness}'" in damage["advice_en"]
    line = run(capsys, "edition", "witness", "--home", home, "--city", city)[1]
    put(witness, f"Seen by the archive, at noon\n{line}")
    assert not [
        d for d in run_json(capsys, "verify", "--home", home, "--city", city)[1]["damages"] if "log" in d["path"]
    ]


def test_what_is_typed_names_the_city_and_reads_a_blank_as_part_of_a_path(capsys, home, tmp_path):
    city = witnessed_city(tmp_path, tmp_path / "witness.txt")
    spaced = home.rename(tmp_path / "a home")
    for path in (p for name in ("landing", "inbox") for p in (spaced / name).rglob("*") if p.is_file()):
        path.unlink()
    (record,) = (spaced / "submissions").glob("*.json")
    record.write_bytes(record.read_bytes()[:200])
    (damage,) = run_json(capsys, "verify", "--home", spaced, "--city", city)[1]["damages"]
    assert f"motcua verify --repair --home '{spaced}' --city '{city}'" in damage["advice_en"]
    (damage,) = run_json(capsys, "verify", "--repair", "--home", spaced, "--city", city)[1]["damages"]
    for advice in (damage["advice_vi"], damage["advice_en"]):
        assert f"tar -xpf BACKUP.tar -C '{spaced}' submissions/{record.name}" in advice
        assert f"'{record}'" in advice


def test_a_repair_waits_for_a_step_of_an_edition_and_changes_nothing(capsys, home):
    (record,) = (home / "submissions").glob("*.json")
    record.write_bytes(record.read_bytes()[:200])
    half = record.read_bytes()
    (home / "editions").mkdir(exist_ok=True)
    with store.one_editor(Home(home)):
        assert run(capsys, "verify", "--repair", *at(home))[0] == 4
    assert record.read_bytes() == half


def test_a_link_that_leads_to_another_snapshot_since_is_told_in_both_languages(capsys, home):
    newest = store.current_snapshot(Home(home))
    deliver(home, "b.csv", row(30))
    take_in(home)
    lost = store.current_snapshot(Home(home))
    shutil.rmtree(lost)
    code, out, _ = run(capsys, "verify", "--repair", *at(home))
    assert code == 0
    assert f"leads to snapshots/{newest.name} now" in out
    assert f"nay dẫn đến snapshots/{newest.name}" in out
    assert lost.name in out
    assert run_json(capsys, "verify", "--repair", *at(home))[1]["current"] is None
