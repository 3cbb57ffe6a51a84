"""`motcua verify` as a command: what it prints, its exit code, and what commands say that meet a damaged file."""

import pytest
from cli_cases import at, deliver, row, run, run_json, take_in

from warehouse import store
from warehouse.store import Home


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
