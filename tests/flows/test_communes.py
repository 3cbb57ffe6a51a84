"""The city after 1 July 2025, end to end: one commune delivers its own file, the others come in one of the whole city.

The night is a real one, by the command, with the shipped sources and method; the register holds fewer communes.
"""

import csv
import json
import os
import shutil
from datetime import date
from pathlib import Path

import commune_files as made
import polars as pl
import pytest
from cli_cases import run, run_json

from flows.cli import main
from schemas.city import DEFAULT_CITY
from schemas.table import load_tables
from warehouse import store

pytestmark = pytest.mark.long

FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)
OWN = "phuong-sai-gon"
OTHERS = ("phuong-tan-dinh", "phuong-ben-thanh", "phuong-cau-ong-lanh", "xa-can-gio", "dac-khu-con-dao")
SENDING, SILENT = (OWN, *OTHERS), ("phuong-thu-duc", "xa-cu-chi")
DAYS = 170  # so that all that was received has ended by the export
PERIOD = "2025-07-01..2025-12-31"


def small_city(folder):
    """The shipped city with eight of its communes."""
    shutil.copytree(DEFAULT_CITY, folder)
    for name in ("units.csv", "peers.csv"):
        path = folder / name
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        at, is_register = header.index("unit_id"), name == "units.csv"
        level = header.index("level") if is_register else None
        kept = [r for r in rows if r[at] in (*SENDING, *SILENT, "") or (is_register and r[level] == "district")]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *kept])
    return folder


def put(home, folder, name, text):
    path = home / "inbox" / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_767_000_000, 1_767_000_000))


def deliver(home):
    put(home, OWN, "HoSo_202512312000.csv", made.csv_of(made.dossiers(OWN, FIRST, DAYS, 1)))
    rows = [row for late, unit in enumerate(OTHERS) for row in made.dossiers(unit, FIRST, DAYS, late)]
    put(home, "_city", "HoSo toan thanh pho_202512312000.csv", made.csv_of(rows))
    put(home, "_city", "HaiLong_202512312000.ndjson", made.answers(SENDING, FIRST, 100))
    put(home, "_city", "PAKN_202512312000.csv", made.petitions(SENDING, FIRST, 40))
    for unit in SENDING:
        put(home, unit, "ThuTuc_202512312000.csv", made.procedures(unit, date(2025, 8, 1)))
        put(home, unit, "TapHuan_202512312000.csv", made.training(unit, FIRST, LAST, 60))
        put(home, unit, "BienChe_202512312000.csv", made.staffing(unit, FIRST, LAST))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("communes")
    city, home = small_city(folder / "city"), folder / "data"
    deliver(home)
    at = ["--home", str(home), "--city", str(city)]
    assert main(["nightly", "--direct", "--workers", "1", "--date", str(LAST), *at]) == 0
    return at


def home_of(place):
    return store.Home(Path(place[1]))


def table(place, name):
    return store.scan_table(store.current_snapshot(home_of(place)), load_tables()[name]).collect()


def test_each_commune_has_its_rows_whichever_way_they_came(place):
    dossiers, submissions = table(place, "dossiers"), table(place, "submissions")
    counts = dict(dossiers.group_by("unit_id").len().iter_rows())
    assert counts == dict.fromkeys(SENDING, len(made.dossiers(OWN, FIRST, DAYS, 1)))
    sent = submissions.filter(table_name="dossiers").select("unit_id", "folder", "status").rows()
    assert sorted(sent) == sorted((u, u if u == OWN else "_city", "accepted") for u in SENDING)
    assert table(place, "rejections").height == 0


def test_communes_are_ranked_over_the_days_since_they_exist(place):
    rankings = table(place, "rankings").filter(measure="score", peer_group="all")
    ranks = dict(rankings.filter(period=PERIOD).select("unit_id", "rank").iter_rows())
    assert {u for u, rank in ranks.items() if rank is not None} == set(SENDING)
    assert set(ranks) == {*SENDING, *SILENT}
    assert ranks["phuong-tan-dinh"] == 1  # nothing late
    assert ranks["dac-khu-con-dao"] == 6  # four of ten
    silent = rankings.filter(pl.col("unit_id").is_in(SILENT), period=PERIOD)
    assert set(silent["reason"]) == {"NOT_REPORTED_REQUIRED"}
    assert set(rankings.filter(period="2025")["as_of"]) == {date(2025, 6, 30)}
    assert table(place, "ranking_changes").filter(period=PERIOD).height == 0


def test_rank_takes_the_running_period_and_tells_why_others_have_none(place, capsys):
    code, ranking = run_json(capsys, "rank", *place)
    assert code == 0
    text = json.dumps(ranking)
    assert PERIOD in text
    assert all(unit in text for unit in (*SENDING, *SILENT))


def test_the_communes_have_pages_with_their_names(place):
    latest = home_of(place).drafts / f"latest-{PERIOD.replace('..', '-to-')}-council-survey"
    site = latest / "site" / "vi"
    ranking = (site / "index.html").read_text(encoding="utf-8")
    for unit in (*SENDING, *SILENT):
        page = (site / "units" / f"{unit}.html").read_text(encoding="utf-8")
        assert made.name_of(unit) in page
        assert made.name_of(unit) in ranking
    assert not (site / "units" / "quan-12.html").exists()
    assert not any(made.APPLICANT in path.read_text(encoding="utf-8") for path in site.rglob("*.html"))


def test_status_and_doctor_find_every_unit_provided_for(place, capsys):
    code, report = run_json(capsys, "status", *place)
    assert (code, report["business_date"]) == (0, str(LAST))
    assert report["missing"] == []  # an export of the whole city speaks for every unit
    found = {f["name"]: f for f in run_json(capsys, "doctor", *place)[1]}
    assert found["sources of dossiers"]["found"] == "every one of the 8 units in force has a source for dossiers"


@pytest.mark.parametrize("absent", [(), ("Mã TTHC", "Ngày nộp", "Phí, lệ phí", "Thanh toán trực tuyến")])
def test_a_commune_checks_its_file_before_it_sends_it(tmp_path, capsys, absent):
    rows = [{h: v for h, v in row.items() if h not in absent} for row in made.dossiers(OWN, FIRST, 20, 1)]
    file = tmp_path / "HoSo.csv"
    file.write_text(made.csv_of(rows), encoding="utf-8")
    code, out, _ = run(capsys, "check", file, "--unit", "Phường Sài Gòn", "--date", LAST)
    assert code == 0, out
    assert "dossiers-commune-csv · accepted" in out


def test_a_file_without_its_due_dates_is_refused_and_the_column_is_named(tmp_path, capsys):
    rows = [{h: v for h, v in r.items() if h != "Ngày hẹn trả"} for r in made.dossiers(OWN, FIRST, 20, 1)]
    file = tmp_path / "HoSo.csv"
    file.write_text(made.csv_of(rows), encoding="utf-8")
    code, out, _ = run(capsys, "check", file, "--unit", "Phường Sài Gòn", "--date", LAST)
    assert code == 1
    assert "Ngày hẹn trả" in out
