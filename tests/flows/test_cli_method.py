import os
import shutil
import subprocess
import sys

import pytest
from cli_cases import WABO, run, run_json
from in_force import INDICATORS, method_of

from schemas.city import DEFAULT_CITY


@pytest.mark.parametrize("method", ["qd766", "council-survey"])
def test_a_method_is_explained_without_any_data(capsys, tmp_path, monkeypatch, method):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "method", "explain", method, "--city", DEFAULT_CITY)
    declared = method_of(method)
    assert (code, err) == (0, "")
    assert out.startswith(f"# {declared.name_vi}\n\n*{declared.name_en}*\n")
    assert declared.fingerprint in out
    assert "`điểm = 20 × min(1, tỷ lệ / " in out
    assert not list(tmp_path.iterdir())


def test_a_method_is_explained_in_english(capsys):
    code, out, err = run(capsys, "method", "explain", "qd766", "--lang", "en", "--city", DEFAULT_CITY)
    declared = method_of("qd766")
    assert (code, err) == (0, "")
    assert out.startswith(f"# {declared.name_en}\n\n*{declared.name_vi}*\n")
    assert "`points = 20 × min(1, ratio / 100%)`" in out


def test_the_method_of_another_city(capsys):
    code, out, _ = run(capsys, "method", "explain", "timeliness", "--city", WABO)
    assert code == 0
    assert "`điểm = 100 × min(1, tỷ lệ / 100%)`" in out


def test_the_whole_method_for_programs(capsys):
    code, told = run_json(capsys, "method", "explain", "qd766", "--city", DEFAULT_CITY)
    declared = method_of("qd766")
    assert code == 0
    assert told.pop("fingerprint") == declared.fingerprint
    assert type(declared).model_validate(told).with_indicators(INDICATORS) == declared
    assert told["groups"][1]["indicators"][0]["normalisation"]["from"] is None


@pytest.mark.parametrize("tokens", [[], ["qd767"], ["../methods/qd766"], [""]])
def test_an_unknown_method_or_none_lists_those_there_are(capsys, tokens):
    code, out, err = run(capsys, "method", "explain", *tokens, "--city", DEFAULT_CITY)
    assert (code, out) == (2, "")
    assert err.count("council-survey, qd766") == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("max_points = 100", "max_points = 99", "sum to 99"),
        ("on_time_over_resolved", "on_time_over_resolve", "did you mean on_time_over_resolved"),
    ],
)
def test_a_wrong_declaration_is_told_with_its_fault(capsys, tmp_path, old, new, told):
    city = shutil.copytree(WABO, tmp_path / "city")
    path = city / "methods" / "timeliness.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    code, out, err = run(capsys, "method", "explain", "timeliness", "--city", city)
    assert (code, out) == (3, "")
    assert told in err


def test_a_reader_that_has_seen_enough_is_no_fault():
    command = [sys.executable, "-m", "flows.cli", "method", "explain", "qd766"]
    read, write = os.pipe()
    os.close(read)
    found = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (found.returncode, found.stderr) == (0, "")
