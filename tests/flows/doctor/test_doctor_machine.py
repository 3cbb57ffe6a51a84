"""What `motcua doctor` finds of the machine and the declarations: packages, the calendar, keys."""

import shutil
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from cli_cases import WABO, run
from doctor_cases import codes, told

from flows.doctor.calendar_days import reach_of
from schemas.calendar import CalendarDeclaration
from schemas.city import DEFAULT_CITY
from schemas.strict import load
from warehouse import store

pytestmark = pytest.mark.long

LAST = date(2040, 12, 31)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Says that packages are installed in some version: what pip writes of them, where Python looks first."""
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), *sys.path])

    def say(name, number, *lines):
        folder = tmp_path / "site" / f"{name.replace('-', '_')}-{number}.dist-info"
        folder.mkdir(parents=True)
        metadata = [f"Name: {name}", f"Version: {number}", *lines]
        (folder / "METADATA").write_text("\n".join(["Metadata-Version: 2.1", *metadata, ""]))

    return say


@pytest.mark.parametrize(
    ("package", "number"),
    [
        ("fastapi", "0.160.0"),  # Prefect's server would not start
        ("sqlalchemy", "2.1.3"),  # it would never begin a night, and not say so
        ("prefect", "3.9.0"),
        ("great-expectations", "1.25.0"),
        ("polars", "1.9.0"),
        ("pydantic", "3.0.0"),
    ],
)
def test_a_package_in_a_wrong_version_is_found(home, capsys, installed, package, number):
    installed(package, number)
    assert codes(capsys, home) == {"wrong-pins"}
    (wrong,) = [f for f in told(capsys, home)[1] if f["code"]]
    assert f"{package} {number} is installed" in wrong["found"]


def motcua_asking(installed, *requirements):
    installed("motcua", version("motcua"), "Requires-Python: >=3.11", *(f"Requires-Dist: {r}" for r in requirements))


def test_what_is_not_installed_is_found(home, capsys, installed):
    motcua_asking(installed, "polars>=2", "a-package-of-nobody>=1")
    assert codes(capsys, home) == {"package-missing"}


def test_what_an_extra_asks_for_is_looked_at_where_it_is_installed(home, capsys, installed):
    motcua_asking(installed, 'fsspec<1; extra == "fetch"', 'of-nobody; extra == "fetch"', 'pytest<1; extra == "dev"')
    (wrong,) = [f for f in told(capsys, home)[1] if f["code"]]
    assert (wrong["code"], wrong["found"].partition(" ")[0]) == ("wrong-pins", "fsspec")


def test_another_python_than_asked_for_is_found(home, capsys, installed):
    installed("motcua", version("motcua"), "Requires-Python: >=4")
    assert codes(capsys, home) == {"wrong-pins"}


def calendar(text, tmp_path):
    path = tmp_path / "calendar.toml"
    path.write_text(text, encoding="utf-8")
    return load(CalendarDeclaration, path)


SWAPPED = 'country = "VN"\n[working_days]\n2025-04-26 = "x"\n'
IN_2026 = '2026-08-22 = "x"\n'
CLOSED_IN_2026 = '[days_off]\n2026-08-22 = "x"\n'


@pytest.mark.parametrize(
    ("text", "on", "found"),
    [
        (SWAPPED, date(2025, 6, 1), ""),
        (SWAPPED, date(2026, 1, 1), "calendar-out-of-date"),
        ('country = "VN"\n[days_off]\n2025-05-02 = "x"\n', date(2026, 3, 1), "calendar-out-of-date"),
        (f"decided_through = 2025\n{SWAPPED}{IN_2026}", date(2026, 3, 1), "calendar-out-of-date"),
        (f"decided_through = 2026\n{SWAPPED}{IN_2026}", date(2026, 11, 30), ""),
        (f"decided_through = 2026\n{SWAPPED}", date(2026, 11, 30), "calendar-lacks-days"),
        ('country = "VN"\n[working_days]\n', date(2026, 11, 30), "calendar-lacks-days"),
        (f"decided_through = 2026\n{SWAPPED}{CLOSED_IN_2026}", date(2026, 11, 30), ""),
        ('country = "NL"\n', date(2026, 11, 30), ""),
        ('country = "NL"\n', date(2040, 12, 1), "calendar-too-short"),
        (f"decided_through = 2041\n{SWAPPED}", date(2041, 1, 5), "calendar-too-short"),
    ],
)
def test_a_calendar_that_does_not_reach_tonight_is_found(tmp_path, text, on, found):
    assert reach_of(calendar(text, tmp_path), "calendar.toml", on, LAST).code == found


def test_the_coming_year_is_warned_of_until_its_days_are_decided(tmp_path):
    declared = calendar(f"decided_through = 2026\n{SWAPPED}{IN_2026}", tmp_path)
    states = [reach_of(declared, "x", day, LAST).state for day in (date(2026, 9, 1), date(2026, 11, 1))]
    assert states == ["ok", "warning"]


def test_a_city_whose_calendar_is_out_of_date_is_found(tmp_path, capsys):
    city = shutil.copytree(DEFAULT_CITY, tmp_path / "city")
    assert codes(capsys, tmp_path / "home", city) == set()
    (city / "calendar.toml").write_text('country = "VN"\n[working_days]\n2023-05-06 = "x"\n', encoding="utf-8")
    assert codes(capsys, tmp_path / "home", city) == {"calendar-out-of-date"}


def test_keys_that_others_may_read_are_found(home, capsys, tmp_path, monkeypatch):
    profiles = tmp_path / "prefect" / "profiles.toml"
    profiles.parent.mkdir()
    profiles.write_text("")
    profiles.chmod(0o644)
    monkeypatch.setenv("PREFECT_HOME", str(profiles.parent))
    assert codes(capsys, home) == {"keys-open"}
    assert [f["state"] for f in told(capsys, home)[1] if f["code"]] == ["error"]
    profiles.chmod(0o600)
    assert codes(capsys, home) == set()


def test_a_home_that_cannot_be_is_found(capsys, tmp_path):
    (tmp_path / "file").write_text("")
    assert codes(capsys, tmp_path / "file" / "home") == {"home-not-writable"}
    assert codes(capsys, tmp_path / "file") == {"home-not-writable"}


@pytest.mark.parametrize(
    ("file", "text"),
    [("retention.toml", "landing_dayz = 30\n"), ("city.toml", "[roles\n"), ("notices.toml", "x = 1\n")],
)
def test_every_declaration_is_looked_at_and_a_wrong_one_told_to_programs_too(home, capsys, tmp_path, file, text):
    city = shutil.copytree(WABO, tmp_path / "city")
    (city / file).write_text(text, encoding="utf-8")
    code, found = told(capsys, home, city=city)
    assert (code, [f["code"] for f in found]) == (3, ["declaration-wrong"])
    assert file in found[0]["found"]
    assert run(capsys, "doctor", "--home", home, "--city", city)[0] == 3


def test_nothing_is_left_where_nothing_is(capsys, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert codes(capsys, empty) == set()
    for more in ([], ["--repair"]):
        assert run(capsys, "verify", *more, "--home", empty, "--city", WABO)[0] == 0
    assert list(empty.iterdir()) == []


def test_a_home_that_is_yet_to_be_made_is_no_fault(capsys, tmp_path):
    assert codes(capsys, tmp_path / "new") == set()
    assert not list(tmp_path.iterdir())
    (tmp_path / "new").mkdir()
    assert codes(capsys, tmp_path / "new", DEFAULT_CITY) == set()
    store.open_inbox(store.Home(tmp_path / "new"))
    assert codes(capsys, tmp_path / "new", Path(WABO)) == set()
