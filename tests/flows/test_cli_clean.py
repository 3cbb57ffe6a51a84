import os
import shutil

import pytest
from cli_cases import WABO, deliver, put, row, run, run_json, take_in

from warehouse import store

pytestmark = pytest.mark.long

YEAR_AGO_OR_SO = 400 * 86_400


@pytest.fixture(scope="module")
def first_night(tmp_path_factory):
    home = tmp_path_factory.mktemp("first") / "home"
    deliver(home, "a.csv", row(1), row(2))
    take_in(home)
    return home


@pytest.fixture
def place(first_night, tmp_path):
    """A data root whose copies came long ago, and a city with a policy."""
    shutil.copytree(first_night, tmp_path / "home", symlinks=True)
    shutil.copytree(WABO, tmp_path / "city")
    (tmp_path / "city" / "retention.toml").write_text("landing_days = 90\n")
    for path in (tmp_path / "home" / "landing").rglob("*.csv"):
        then = path.stat().st_mtime - YEAR_AGO_OR_SO
        os.utime(path, (then, then))
    return ("--home", tmp_path / "home", "--city", tmp_path / "city")


def test_a_dry_run_tells_and_a_run_removes(place, capsys):
    home = store.Home(place[1])
    code, told = run_json(capsys, "clean", "--dry-run", *place)
    assert (code, told["dry_run"], told["policy"]) == (0, True, {"landing_days": 90})
    assert [thing["kind"] for thing in told["removed"]] == ["inbox", "landing"]
    assert list(home.landing.rglob("*.csv"))
    code, done = run_json(capsys, "clean", *place)
    assert (code, done["removed"], done["bytes"]) == (0, told["removed"], told["bytes"])
    assert not list(home.landing.rglob("*.csv"))
    assert not list(home.inbox.rglob("*.csv"))
    code, out, _ = run(capsys, "clean", *place)
    assert (code, "0 things removed" in out) == (0, True)
    assert run_json(capsys, "clean", *place)[1]["removed"] == []
    assert len(list(home.removals.iterdir())) == 1


def test_what_was_removed_is_no_damage_and_no_alarm(place, capsys):
    run(capsys, "clean", *place)
    assert run(capsys, "verify", *place)[0] == 0
    source = next((place[3] / "sources").glob("*.toml"))
    put(source, source.read_text(encoding="utf-8") + "\n# changed\n")
    for city_file in (place[3] / "sources").glob("*.toml"):
        text = city_file.read_text(encoding="utf-8")
        put(city_file, text.replace('"Internet"', '"internet"', 1))
    assert run_json(capsys, "status", *place)[1]["outdated"] == []


def test_without_a_policy_it_says_so_and_a_wrong_one_stops_it(place, tmp_path, capsys):
    policy = tmp_path / "city" / "retention.toml"
    policy.write_text("landing_days = 30\ninbox_days = 60\n")
    code, _, err = run(capsys, "clean", *place)
    assert (code, "retention.toml" in err) == (3, True)
    policy.unlink()
    code, out, _ = run(capsys, "clean", *place)
    assert (code, "for ever" in out) == (0, True)
    assert list((tmp_path / "home" / "landing").rglob("*.csv"))
    code, _, err = run(capsys, "clean", "--home", tmp_path / "nowhere", "--city", WABO)
    assert code == 2
    assert not (tmp_path / "nowhere").exists()


def test_it_waits_for_nothing(place, capsys):
    with store.one_writer(store.Home(place[1])):
        assert run(capsys, "clean", *place)[0] == 4
