"""What is in force for a data root, as a person sees, decides and checks it from the command line."""

import json
import shutil

import pytest
from cli_cases import WABO, run, run_json
from edition_cases import city_at, sent, snapshot_of

from flows.editions import system_user
from warehouse import store

SELF = system_user()
ME = f'["{SELF}"]'
ROLES = f"\n[roles]\nsubmit = {ME}\nadminister = {ME}\n"


@pytest.fixture
def place(tmp_path):
    """A data root, and a city whose administrator runs the tests."""
    home = store.Home(tmp_path / "home")
    snapshot_of(home, "2012-01-31-aaaa", [sent("a1", "general", 10)])
    city_at(tmp_path / "city", ROLES)
    return home, tmp_path / "city"


def at(place):
    return ("--home", place[0].root, "--city", place[1])


def bind(capsys, place):
    code, binding = run_json(capsys, "policy", "bind", "--yes", *at(place))
    assert code == 0
    return binding


def test_from_nothing_in_force_to_a_change(place, capsys):
    code, out, _ = run(capsys, "policy", "show", *at(place))
    assert code == 1
    assert "motcua policy bind" in out
    code, out, _ = run(capsys, "policy", "bind", "--yes", *at(place))
    assert code == 0
    for told in (SELF, "city.toml [roles]", "methods/timeliness.toml", "thêm", "added"):
        assert told in out
    code, out, _ = run(capsys, "policy", "show", *at(place))
    assert code == 0
    for told in (SELF, store.file_hash(place[1] / "units.csv"), str(place[1])):
        assert told in out
    assert "nothing changes" in run(capsys, "policy", "bind", *at(place))[1]
    (place[1] / "peers.csv").write_text(
        "grouping,peer_group,name_vi,name_en,unit_id,valid_from,valid_to\n", encoding="utf-8"
    )
    shown = run_json(capsys, "policy", "show", *at(place))
    assert (shown[0], shown[1]["differing"], shown[1]["in_force"]["number"]) == (1, ["peers.csv"], 1)
    assert bind(capsys, place)["number"] == 2
    (entry,) = [json.loads(line) for line in store.audit_path(place[0]).read_text("utf-8").splitlines()][1:]
    assert (entry["actor"], entry["action"], entry["details"]["folder"]) == (SELF, "bind", str(place[1]))


def test_without_a_person_to_ask_nothing_is_bound(place, capsys):
    code, _, err = run(capsys, "policy", "bind", *at(place))
    assert (code, "--yes" in err) == (2, True)
    assert not store.audit_path(place[0]).exists()


def test_doctor_says_what_is_not_in_force(place, capsys):
    def found():
        (finding,) = [f for f in run_json(capsys, "doctor", *at(place))[1] if f["name"] == "policy"]
        return finding

    assert found()["found"].startswith("neither roles nor policy")
    bind(capsys, place)
    assert found()["state"] == "ok"
    text = (place[1] / "city.toml").read_text(encoding="utf-8")
    (place[1] / "city.toml").write_text(text.replace("submit =", "approve ="), encoding="utf-8")
    finding = found()
    assert (finding["state"], finding["code"]) == ("warning", "")
    words, command = finding["advice_en"].split("`motcua policy show ", 1)
    assert str(place[1]) not in words  # it is the folder in use that changed
    assert command.startswith(f"--home {place[0].root} --city {place[1]}`")
    assert "city.toml [roles]" in finding["found"]
    assert SELF in finding["advice_vi"]
    path = store.audit_path(place[0])
    path.write_text(path.read_text(encoding="utf-8").replace('"bind"', '"refuse"'), encoding="utf-8")
    (broken,) = [f for f in run_json(capsys, "doctor", *at(place))[1] if f["code"] == "log-broken"]
    assert (broken["name"], broken["state"]) == ("audit log", "error")


def test_a_line_is_printed_for_the_minutes_and_the_log_compared_with_it(place, capsys, tmp_path):
    assert run(capsys, "edition", "witness", *at(place))[0] == 2  # there is no log yet
    bind(capsys, place)
    code, line, _ = run(capsys, "edition", "witness", "--file", tmp_path / "minutes.txt", *at(place))
    assert (code, line.count("\n"), len(line) < 60) == (0, 1, True)
    assert (tmp_path / "minutes.txt").read_text(encoding="utf-8") == line
    for witness in (line.strip(), tmp_path / "minutes.txt"):
        assert run(capsys, "edition", "verify", "--witness", witness, *at(place))[0] == 0
    other = line.strip()[:-1] + ("0" if line.strip()[-1] != "0" else "1")
    code, out, _ = run(capsys, "edition", "verify", "--witness", other, *at(place))
    assert (code, "mục 1 của nhật ký" in out) == (1, True)
    (tmp_path / "minutes.txt").write_text(f"# biên bản\n\n{line}xem lại\n", encoding="utf-8")
    code, _, err = run(capsys, "edition", "verify", "--witness", tmp_path / "minutes.txt", *at(place))
    assert (code, "dòng 4" in err) == (2, True)
    assert run(capsys, "edition", "verify", "--witness", "không có", *at(place))[0] == 2


def test_a_declared_witness_is_compared_without_being_named(place, capsys, tmp_path):
    file = tmp_path / "minutes.txt"
    with (place[1] / "city.toml").open("a", encoding="utf-8") as city:
        city.write(f'\n[witness]\nfile = "{file}"\n')
    bind(capsys, place)
    assert run(capsys, "edition", "verify", *at(place))[0] == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("1 ", "2 ", 1), encoding="utf-8")
    assert run(capsys, "edition", "verify", *at(place))[0] == 1
    file.unlink()
    assert run(capsys, "edition", "verify", *at(place))[0] == 2


def test_reading_goes_on_where_nothing_is_in_force(tmp_path, capsys):
    home, city = tmp_path / "home", shutil.copytree(WABO, tmp_path / "city")
    for command in (("edition", "list"), ("edition", "verify"), ("edition", "release")):
        assert run(capsys, *command, "--home", home, "--city", city)[0] == 0
