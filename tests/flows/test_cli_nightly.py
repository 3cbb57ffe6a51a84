import json
import shutil
from datetime import date

import pytest
from cli_cases import DAY, PERSON, WABO, at, deliver, night, put, row, run, take_in

from flows.cli.nightly import run_once, show_report
from flows.settings import Night, Place, open_run
from warehouse import store


@pytest.mark.long
def test_a_night_and_the_same_night_again(tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1), row(2), row(3, "Experts"))
    code, first = night(capsys, tmp_path)
    assert code == 0
    assert {(o["unit_id"], o["status"], o["accepted"]) for o in first["outcomes"]} == {
        ("general", "accepted", 2),
        ("experts", "accepted", 1),
    }
    assert [t["current"] for t in first["ledger"] if t["table_name"] == "dossiers"] == [3]
    code, second = night(capsys, tmp_path)
    assert code == 0
    assert [o["status"] for o in second["outcomes"]] == ["already_loaded"]
    assert second["snapshot"] == first["snapshot"]
    assert sorted(p.name for p in (tmp_path / "runs").iterdir()) == [f"{DAY}-1.json", f"{DAY}-2.json"]
    assert json.loads((tmp_path / "runs" / f"{DAY}-1.json").read_text())["outcomes"] == first["outcomes"]


@pytest.mark.long
def test_a_person_reads_what_to_do(tmp_path, capsys):
    deliver(tmp_path, "good.csv", row(1))
    deliver(tmp_path, "bad.csv", "1,2,3,4", header="a,b,c,d")
    code, out, _ = run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct")
    assert code == 1
    assert "unrecognised-" in out
    assert "Không nhận ra tiêu đề" in out
    assert "headers" in out
    assert str((tmp_path / "current").resolve()) in out
    assert "site/index.html" in out


@pytest.mark.long
def test_no_person_is_shown_or_kept(tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1), row(2, channel="Pigeon"))
    code, out, err = run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct")
    assert code == 0
    assert PERSON not in out + err
    holding = {p.relative_to(tmp_path).parts[0] for p in tmp_path.rglob("*") if p.is_file() and _holds_person(p)}
    assert holding == {"inbox", "landing"}


def _holds_person(path):
    return PERSON.encode() in path.read_bytes()


@pytest.mark.long
def test_a_file_that_just_changed_waits(tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1)).touch()
    _, report = night(capsys, tmp_path)
    assert [(o["status"], o["reason"]) for o in report["outcomes"]] == [("left_alone", "still-copying")]
    _, report = night(capsys, tmp_path, "--settle", "0")
    assert [o["status"] for o in report["outcomes"]] == ["accepted"]


@pytest.mark.long
def test_the_last_words_of_a_night_are_of_the_files_that_wait(tmp_path, capsys):
    file = deliver(tmp_path, "a.csv", row(1))
    file.touch()
    _, out, _ = run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct", "--workers", 1)
    last = " ".join(out.split()[-60:])
    assert "1 file waits" in last and "after 30 seconds" in last and "<file name>.done" in last
    put(file.with_name("a.csv.done"), "")
    _, out, _ = run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct", "--workers", 1)
    assert "waits" not in out


@pytest.mark.long
def test_another_run_holds_the_data_root(tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1))
    with store.one_writer(store.Home(tmp_path)):
        code, _, err = run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct")
    assert code == 4
    assert "Một lần chạy khác" in err
    assert "Another run" in err
    assert not (tmp_path / "current").exists()
    assert night(capsys, tmp_path)[0] == 0


def test_the_first_night_of_an_empty_data_root(tmp_path, capsys):
    code, report = night(capsys, tmp_path / "new")
    assert (code, report["outcomes"]) == (0, [])
    assert (tmp_path / "new" / "inbox").is_dir()
    put(tmp_path / "file", "")
    code, _, err = run(capsys, "nightly", *at(tmp_path / "file"), "--direct")
    assert code == 2
    assert "data root is a folder" in err


def test_an_inbox_that_has_gone_is_noticed(tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1))
    take_in(tmp_path)
    (tmp_path / "inbox").rename(tmp_path / "unmounted")
    code, _, err = run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct")
    assert code == 5
    assert "inbox" in err


@pytest.mark.parametrize("tokens", [["nightly", "--dat", "x"], ["nightly", "--date", "31/12/2022"], ["nihgtly"]])
def test_wrong_usage(capsys, tokens):
    code, _, err = run(capsys, *tokens)
    assert code == 2
    assert err


def test_a_wrong_declaration_stops_before_anything_is_done(tmp_path, capsys):
    city = tmp_path / "city"
    for path in WABO.rglob("*.*"):
        if path.is_file():
            put(city / path.relative_to(WABO), path.read_text(encoding="utf-8"))
    put(city / "city.toml", (city / "city.toml").read_text().replace("zone =", "zones ="))
    code, _, err = run(capsys, "nightly", "--home", tmp_path / "home", "--city", city, "--direct")
    assert code == 3
    assert "zones" in err
    assert "did you mean zone" in err
    assert not (tmp_path / "home").exists()
    assert run(capsys, "nightly", "--home", tmp_path, "--city", tmp_path / "nowhere")[0] == 3


@pytest.mark.long
def test_a_language_that_is_not_whole_stops_before_anything_is_done(tmp_path, capsys):
    city = shutil.copytree(WABO, tmp_path / "city")
    put(city / "words" / "km" / "findings.ftl", "nobody = គ្មានអង្គភាព។")
    file = put(tmp_path / "ho-so.csv", "x")
    for tokens in (["nightly", "--home", tmp_path / "home", "--direct"], ["doctor"], ["check", file]):
        code, _, err = run(capsys, *tokens, "--city", city)
        assert code == 3, tokens
        assert "words/km: " in err
        assert "about.ftl: there is no message title" in err
    assert not (tmp_path / "home").exists()


def test_a_damaged_manifest_is_named_with_what_to_type_and_not_quoted(tmp_path, capsys):
    deliver(tmp_path, "a.csv", row(1))
    take_in(tmp_path)
    manifest = (tmp_path / "current").resolve() / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text('{"Nguyễn Văn Mẫu')
    code, _, err = run(capsys, "nightly", *at(tmp_path), "--date", DAY, "--direct")
    assert code == 5
    assert str(manifest) in err
    assert "motcua verify --repair" in err
    assert "Mẫu" not in err


@pytest.mark.long
def test_silent_units_do_not_hide_a_rejected_file(tmp_path, capsys):
    put(tmp_path / "inbox" / "quan-12" / "bad.csv", "a,b\n1,2\n")
    asked = open_run(Place(tmp_path), date(2026, 1, 6))
    report = run_once(asked, Night(workers=1), direct=True, has_draft=False)  # of 168 units it would take its time
    capsys.readouterr()
    show_report(report)
    out = capsys.readouterr().out
    assert report.needs_attention
    assert "unrecognised-" in out
    assert len(out.splitlines()) < 38
    assert "(168): " in out
    assert "phuong-sai-gon" in out


@pytest.mark.parametrize(("option", "value"), [("--workers", 0), ("--settle", -1), ("--seconds-per-file", 0)])
def test_limits_that_allow_nothing_are_refused(tmp_path, capsys, option, value):
    code, _, err = run(capsys, "nightly", *at(tmp_path), "--direct", option, value)
    assert code == 2
    assert option in err
    assert not list(tmp_path.iterdir())
