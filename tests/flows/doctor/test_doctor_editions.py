"""What `motcua doctor` finds of editions, their log, its index and what is public; and that its remedies mend it."""

import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest
from cli_cases import run, run_json
from doctor_cases import advice, as_root, change, codes, copied, cut, seen_by, sound_home, told
from edition_cases import ROLES, SERIES, Office, sent, snapshot_of
from real_users import STRANGER

from flows.doctor.checkup import Checkup
from flows.doctor.editions import editions
from flows.editions import system_user
from flows.settings import now_utc
from schemas.city import load_city
from warehouse import store

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A place with a home after nights, in which an edition is public, and its city."""
    root = tmp_path_factory.mktemp("published")
    home = sound_home(root / "sound")
    office = Office(root, ROLES.replace('"dung"', f'"dung", "{system_user()}"'))
    snapshot = (home / "current").resolve().name
    snapshot_of(office.home, snapshot, [sent("a1", "general", 10)])
    office.published(snapshot=snapshot)
    for name in ("editions", "public-trees"):
        shutil.copytree(office.home.root / name, home / name, symlinks=True)
    shutil.copy(office.home.control, home)
    (home / "public").symlink_to(office.home.public.readlink())
    home.chmod(0o711)
    return home, office.city.folder


@pytest.fixture
def place(published, tmp_path):
    """A copy of that home, and the city."""
    return copied(published[0], tmp_path / "home"), published[1]


def log_of(home):
    return store.audit_path(store.Home(home))


def without_last_entries(home):
    """An index from which the last entries are gone, as a crash, or a copy of earlier, leaves it."""
    with closing(sqlite3.connect(home / "control.sqlite")) as database, database:
        database.executescript("DROP TRIGGER audit_is_not_cut; DELETE FROM audit WHERE number > 2;")


def log_without_last(home):
    lines = log_of(home).read_text("utf-8").splitlines(keepends=True)
    log_of(home).write_text("".join(lines[:-1]), "utf-8")


def another_public(home, leads):
    (home / "public").unlink()
    (home / "public").symlink_to(leads)


def public_is_a_folder(home):
    (home / "public").unlink()
    (home / "public").mkdir()


def log_cut_and_index_gone(home):
    log_without_last(home)
    (home / "control.sqlite").unlink()


COMMANDS = {
    "index-behind-log": ("edition", "release"),
    "index-unreadable": ("verify", "--repair"),
    "public-wrong": ("verify", "--repair"),
}
BY_COMMAND = {
    "the index lacks entries": (without_last_entries, "index-behind-log"),
    "the index is gone": (lambda home: (home / "control.sqlite").unlink(), "index-behind-log"),
    "public is gone": (lambda home: (home / "public").unlink(), "public-wrong"),
    "public leads nowhere": (lambda home: another_public(home, "public-trees/9"), "public-wrong"),
    "public leads elsewhere": (lambda home: another_public(home, "landing"), "public-wrong"),
    "the public tree is gone": (lambda home: shutil.rmtree(home / "public-trees"), "public-wrong"),
    "public is a folder": (public_is_a_folder, "public-wrong"),
    "the index is no database": (lambda home: (home / "control.sqlite").write_text("x" * 200), "index-unreadable"),
}
FAULTS = BY_COMMAND | {
    "an entry is changed": (lambda home: change(log_of(home), '"actor":"an"', '"actor":"bo"'), "log-broken"),
    "a line is no entry": (lambda home: change(log_of(home), "{", "("), "log-broken"),
    "the log is cut": (log_without_last, "log-broken"),
    "the log is cut and its index gone": (log_cut_and_index_gone, "log-broken"),
    "the log is empty": (lambda home: cut(log_of(home), 0), "log-missing"),
    "the log is gone": (lambda home: log_of(home).unlink(), "log-missing"),
    "the log is a folder": (lambda home: (log_of(home).unlink(), log_of(home).mkdir()), "log-broken"),
    "a page of an edition is gone": (
        lambda home: (home / "editions" / SERIES / "v1" / "content" / "vi" / "index.html").unlink(),
        "edition-damaged",
    ),
    "the list of its files is changed": (
        lambda home: change(home / "editions" / SERIES / "v1" / "SHA256SUMS", "a", "b"),
        "edition-damaged",
    ),
    "the snapshot of an edition is gone": (
        lambda home: shutil.rmtree((home / "current").resolve()),
        "edition-snapshot-missing",
    ),
    "an edition is gone": (lambda home: shutil.rmtree(home / "editions" / SERIES), "edition-damaged"),
}


def test_a_published_edition_is_no_fault(place, capsys):
    assert codes(capsys, *place) == set()


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_damaged_is_found(place, capsys, name):
    plant, code = FAULTS[name]
    plant(place[0])
    found = codes(capsys, *place)
    assert code in found
    if code in ("log-broken", "log-missing"):  # what is public and what is kept is not measured by such a log
        assert found <= {"log-broken", "log-missing"}


@pytest.mark.parametrize("name", BY_COMMAND)
def test_the_command_that_is_advised_mends_it(place, capsys, name):
    home, city = place
    plant, code = BY_COMMAND[name]
    plant(home)
    command = COMMANDS[code]
    assert f"motcua {' '.join(command)} --home {home} --city {city}" in advice(capsys, home, code, city)
    run(capsys, *command, "--home", home, "--city", city)
    assert codes(capsys, *place) == set()


@pytest.mark.parametrize("evidence", ["edition.json", "the public tree"])
def test_a_publication_is_not_taken_back_because_its_entry_was_cut_off(place, capsys, evidence):
    home, city = place
    log_cut_and_index_gone(home)
    record = home / "editions" / SERIES / "v1" / "edition.json"
    if evidence == "edition.json":
        shutil.rmtree(home / "public-trees")
    else:
        record.unlink()
    before = (record.exists() and record.read_bytes(), (home / "public").readlink())
    code, told_of = run_json(capsys, "verify", "--repair", "--home", home, "--city", city)
    assert (code, [d["code"] for d in told_of["damages"]]) == (1, ["log-damaged"])
    assert run(capsys, "edition", "release", "--home", home, "--city", city)[0] == 1
    assert len(run_json(capsys, "edition", "verify", "--home", home, "--city", city)[1]["faults"]) == 1
    assert (record.exists() and record.read_bytes(), (home / "public").readlink()) == before
    assert codes(capsys, home, city) == {"log-broken"}


def test_a_log_that_was_cut_is_all_that_is_said_of_it(place, capsys):
    home, city = place
    log_without_last(home)
    code, told_of = run_json(capsys, "edition", "verify", "--home", home, "--city", city)
    assert (code, len(told_of["faults"])) == (1, 1)
    code, told_of = run_json(capsys, "verify", "--repair", "--home", home, "--city", city)
    of_editions = [d for d in told_of["damages"] if d["code"].split("-")[0] in ("log", "edition", "public", "index")]
    assert [d["code"] for d in of_editions] == ["log-damaged"]
    assert (home / "public").is_dir()


@as_root
@pytest.mark.parametrize("name", ["editions", "editions/audit.jsonl", f"editions/{SERIES}", "control.sqlite"])
def test_what_somebody_may_not_read_is_no_damage(published, open_to_all, name):
    home = copied(published[0], open_to_all / "home")
    subprocess.run(["chmod", "-R", "a+rX", str(home)], check=True)
    at = Checkup(store.Home(home), load_city(published[1]), now_utc().date(), now_utc())
    assert {finding.code for finding in editions(at)} == {""}
    (home / name).chmod(0o700)
    with seen_by(STRANGER):
        findings = list(editions(at))
    assert {finding.code for finding in findings} - {""} == {"home-not-reachable"}
    assert name in findings[-1].as_json()["found"]


def test_pages_come_from_their_editions_and_from_no_backup(place, capsys):
    home, city = place
    for victim in home.rglob("rankings.csv"):
        victim.unlink()
    told_of = run_json(capsys, "verify", "--repair", "--home", home, "--city", city)[1]["damages"]
    (words,) = {d["advice_en"] for d in told_of if d["code"] == "public-damaged"}
    assert "tar " not in words
    assert "`motcua verify --repair`" in words


def test_an_index_that_is_moved_away_is_made_again(place, capsys):
    home, city = place
    FAULTS["the index is no database"][0](home)
    (home / "control.sqlite").rename(home.parent / "aside")
    run(capsys, "edition", "release", "--home", home, "--city", city)
    assert codes(capsys, *place) == set()


def test_a_witness_that_is_not_there_or_knows_another_log_is_found(place, capsys, tmp_path):
    home, published = place
    city = shutil.copytree(published, tmp_path / "city")
    witness = tmp_path / "witness.txt"
    declared = (city / "city.toml").read_text("utf-8") + f'\n[witness]\nfile = "{witness}"\n'
    (city / "city.toml").write_text(declared, "utf-8")
    assert codes(capsys, home, city) == {"witness-missing"}
    assert not witness.exists()
    code, line, _ = run(capsys, "edition", "witness", "--home", home, "--city", city)
    assert code == 0
    witness.write_text(line, "utf-8")
    assert codes(capsys, home, city) == set()
    number, _, rest = line.strip().partition(" ")
    witness.write_text(f"{number} {rest[:-4]}0000\n", "utf-8")
    assert codes(capsys, home, city) == {"log-broken"}


def test_what_an_office_has_yet_to_decide_is_said_and_no_fault(place, capsys, tmp_path):
    home, published = place
    said = {f["name"]: f for f in told(capsys, home, city=published)[1]}
    assert (said["licence"]["state"], said["licence"]["code"]) == ("warning", "")
    assert "roles" not in said
    city = shutil.copytree(published, tmp_path / "city")
    text = (city / "city.toml").read_text("utf-8").partition("[roles]")[0]
    (city / "city.toml").write_text(text, "utf-8")
    found = told(capsys, home, city=city)[1]
    (roles,) = [f for f in found if f["name"] == "roles"]
    assert (roles["state"], roles["code"]) == ("warning", "")
    assert "nobody may submit" in roles["found"]
    assert "policy bind" in roles["advice_en"]
    assert codes(capsys, home, city) == set()
