import os
import sys
import tempfile
from pathlib import Path

import pytest
from cli_cases import PERSON, WABO, csv_of, put, row, run, run_json
from nights import csv_text, dossier

pytestmark = pytest.mark.long

CITY = ("--city", WABO)


def test_a_good_file(tmp_path, capsys):
    file = put(tmp_path / "a.csv", csv_of(row(1), row(2, "Experts")))
    code, report = run_json(capsys, "check", file, *CITY)
    assert code == 0
    assert [(s["unit_id"], s["source_id"], s["accepted"]) for s in report["submissions"]] == [
        ("experts", "wabo", 1),
        ("general", "wabo", 1),
    ]


def test_broken_rows_are_shown_with_what_to_do(tmp_path, capsys):
    bad = (row(9, channel=PERSON), row(10, start="2011-13-45"))
    file = put(tmp_path / "a.csv", csv_of(*(row(i) for i in range(5)), *bad))
    code, report = run_json(capsys, "check", file, *CITY)
    (submission,) = report["submissions"]
    assert (code, submission["status"]) == (0, "accepted_with_rejections")
    assert (submission["rows_in"], submission["accepted"], submission["rejected"]) == (7, 5, 2)
    rules = {r["rule"]: r for r in submission["rules"]}
    assert rules["channel-unreadable"]["examples"] == [
        {
            "source_member": None,
            "source_row": 7,
            "column_name": "channel",
            "written": "Aaaaaa Aaa Aaaaa Aa",
            "header": "channel",
        }
    ]
    assert rules["received-at-unreadable"]["rows"] == 1
    code, out, _ = run(capsys, "check", file, *CITY)
    assert code == 0
    assert "dòng 7 / row 7: channel = 'Aaaaaa" in out  # the shape of a name
    assert "dòng 8 / row 8: startdate = '2011-13-45" in out  # as the file calls it, not received_at
    assert "Sửa giá trị trong hệ thống nguồn" in out
    assert "Correct the value" in out
    assert PERSON not in out


def test_a_file_that_would_be_rejected_whole(tmp_path, capsys):
    file = put(tmp_path / "a.csv", csv_of(row(1), header="x" + csv_of().split("\n")[0]))
    code, report = run_json(capsys, "check", file, *CITY)
    assert code == 1
    assert [(s["status"], s["reason"]) for s in report["submissions"]] == [("rejected", "unknown-header")]


def test_nothing_is_stored(tmp_path, capsys, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.chdir(tmp_path)
    file = put(tmp_path / "a.csv", csv_of(row(1), row(2, channel="?")))
    before = file.stat().st_mtime_ns
    run(capsys, "check", file, *CITY)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "scratch"]
    assert list(scratch.iterdir()) == []
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(("name", "told"), [("none.csv", "no such file"), (".", "folder"), ("link.csv", "link")])
def test_what_is_no_file(tmp_path, capsys, name, told):
    (tmp_path / "link.csv").symlink_to(put(tmp_path / "a.csv", csv_of(row(1))))
    code, _, err = run(capsys, "check", tmp_path / name, *CITY)
    assert code == 2
    assert told in err


def test_the_unit_is_taken_from_its_name_or_asked_for(tmp_path, capsys):
    file = put(tmp_path / "HoSo_202312282000.csv", "Mã hồ sơ,Kênh\n1,2\n")
    code, report = run_json(capsys, "check", file, "--unit", "Q.12", "--date", "2023-12-29")
    assert code == 1
    assert [(s["unit_id"], s["reason"]) for s in report["submissions"]] == [("quan-12", "unknown-header")]
    code, _, err = run(capsys, "check", file, "--unit", "Quận Gò Vấpp")
    assert code == 2
    assert "Gò Vấp" in err


@pytest.mark.parametrize(("second", "folder"), [("Quận 12", "quan-12"), ("Quận 1", "_city")])
def test_without_a_unit_a_file_is_judged_as_of_the_only_unit_that_it_names(tmp_path, capsys, second, folder):
    rows = [dossier(1), dossier(2, unit=second)]
    file = put(tmp_path / "HoSo_202302282000.csv", csv_text(rows))
    _, report = run_json(capsys, "check", file, "--date", "2023-03-01")
    named = [run_json(capsys, "check", file, "--date", "2023-03-01", "--unit", folder)[1]]
    assert (report["folder"], [report]) == (folder, named)


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems take no such name")
def test_a_file_whose_name_is_no_utf_8(tmp_path, capsys):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/h\xe9.csv"))
    put(file, csv_of(row(1), row(2)))
    code, report = run_json(capsys, "check", file, *CITY)
    assert (code, report["file"].endswith(r"h\xe9.csv")) == (0, True)
    assert sum(s["accepted"] for s in report["submissions"]) == 2
    code, _, said = run(capsys, "check", file.with_name(file.name + "x"), *CITY)
    assert (code, r"h\xe9.csvx" in said) == (2, True)


def test_the_report_as_a_page_to_send_on(tmp_path, capsys):
    file, page = put(tmp_path / "a.csv", csv_of(row(1), row(2, channel=PERSON))), tmp_path / "a.html"
    code, _, err = run(capsys, "check", file, "--html", page, *CITY)
    html = page.read_text(encoding="utf-8")
    assert (code, str(page) in err, "trừ 1 dòng bị loại" in html, PERSON in html) == (0, True, True, False)
    assert str(tmp_path) not in html
    code, _, err = run(capsys, "check", file, "--html", page, *CITY)
    assert (code, "exists" in err, page.read_text(encoding="utf-8") == html) == (2, True, True)


def test_repeats_and_conflicts_name_their_rows(tmp_path, capsys):
    same = row(1), row(2), row(2), row(3), row(3, end="2011-11-02", channel="Desk")
    file, page = put(tmp_path / "a.csv", csv_of(*same, *(row(i) for i in range(4, 9)))), tmp_path / "a.html"
    _, report = run_json(capsys, "check", file, "--html", page, *CITY)
    (submission,) = report["submissions"]
    assert submission["repeats"] == [{"member": None, "row": 4, "of_member": None, "of_row": 3}]
    rules = {r["rule"]: r for r in submission["rules"]}
    (remedy,) = rules["key-conflict"]["remedies"]
    assert remedy["advice_en"] == "Rows 5, 6 share the key and differ in channel, enddate; keep one row for each key."
    assert remedy["rows"] == 2
    _, out, _ = run(capsys, "check", file, *CITY)
    for text in (out, page.read_text(encoding="utf-8")):
        assert "repeat another to the letter" in text
        assert "dòng 4 / row 4" in text


def test_a_unit_that_nobody_knows_is_told_with_the_rows_of_each_text(tmp_path, capsys):
    unknown = [row(i, "Genral") for i in range(20, 23)] + [row(30, "Zzz"), row(31, PERSON)]
    file, page = put(tmp_path / "a.csv", csv_of(row(1), *unknown)), tmp_path / "a.html"
    code, report = run_json(capsys, "check", file, "--html", page, "--unit", "_city", *CITY)
    of_nobody = next(s for s in report["submissions"] if s["unit_id"] == "_city")
    (rule,) = of_nobody["rules"]
    assert (code, rule["rule"], rule["rows"]) == (1, "unit-unknown", 5)
    assert [(r["rows"], "units.csv" in r["advice_en"]) for r in rule["remedies"]] == [(3, True)]
    assert "General" in rule["remedies"][0]["advice_en"]
    assert {e["header"] for e in rule["examples"]} == {"department"}
    for text in (run(capsys, "check", file, "--unit", "_city", *CITY)[1], page.read_text(encoding="utf-8")):
        assert "Genral" in text
        assert "Zzz" not in text and PERSON not in text  # resembles no unit: it may be anybody


def test_a_text_for_nothing_is_told_with_the_line_that_declares_it(tmp_path, capsys):
    odd = row(9).replace("2011-11-01 13:41:31+01:00", "0000-00-00 00:00:00")
    file = put(tmp_path / "a.csv", csv_of(*(row(i) for i in range(5)), odd))
    code, report = run_json(capsys, "check", file, *CITY)
    (rule,) = report["submissions"][0]["rules"]
    assert (code, rule["remedies"][0]["rows"]) == (0, 1)
    assert rule["remedies"][0]["advice_en"].endswith('[columns] "enddate": empty = ["0000-00-00 00:00:00"].')
    assert 'empty = ["0000-00-00' in " ".join(run(capsys, "check", file, *CITY)[1].split())
