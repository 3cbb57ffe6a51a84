"""Damage that a scheduled `motcua verify` found is told like any other alert, and is over when it is healed."""

import shutil

import pytest
from cli_cases import at, deliver, row, run_json, take_in

from warehouse import store

pytestmark = pytest.mark.long


def codes(capsys, home):
    return [alert["code"] for alert in run_json(capsys, "status", *at(home), "--max-age", "26h")[1]["alerts"]]


def test_damage_is_an_alert_from_the_look_that_finds_it_to_the_one_that_heals_it(tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1), row(2))
    take_in(tmp_path)
    before = codes(capsys, tmp_path)
    (kept,) = store.Home(tmp_path).root.glob("accepted/dossiers/*.parquet")
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-9])
    assert codes(capsys, tmp_path) == before  # nobody has looked yet
    assert run_json(capsys, "verify", *at(tmp_path))[0] == 1
    shutil.rmtree(tmp_path / "cache")  # everything in it is made again
    assert sorted(codes(capsys, tmp_path)) == sorted([*before, "damage-found"])
    assert run_json(capsys, "verify", "--repair", *at(tmp_path))[0] == 0
    assert codes(capsys, tmp_path) == before


def test_what_was_verified_and_cannot_be_read_is_an_alert_of_its_own(tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1))
    take_in(tmp_path)
    before = codes(capsys, tmp_path)
    assert run_json(capsys, "verify", *at(tmp_path))[0] == 0
    (tmp_path / "notices" / "verified.json").write_text("{")
    assert sorted(codes(capsys, tmp_path)) == sorted([*before, "look-failed"])
