import json
import os
import pwd
import shutil
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from cli_cases import DAY, WABO, at, deliver, night, put, row, run, run_json, take_in
from terminals import CTRL_C, CTRL_D, MOTCUA, at_a_terminal

from schemas.table import load_tables
from tests.warehouse.nights import copy_city, dossier, hcmc, home_at
from tests.warehouse.nights import deliver as deliver_to
from tests.warehouse.nights import run as take_in_hcmc
from warehouse import store

pytestmark = pytest.mark.long

LONG_AGO = date(2023, 3, 1)
LATER = ("--date", "2012-02-01")


@pytest.fixture(scope="module")
def first_night(tmp_path_factory):
    home = tmp_path_factory.mktemp("first")
    deliver(home, "a.csv", row(1), row(2), row(3, "Experts"))
    assert not take_in(home).needs_attention
    return home


@pytest.fixture
def home(first_night, tmp_path):
    """A copy of a home after one night, which is run once."""
    return shutil.copytree(first_night, tmp_path, symlinks=True, dirs_exist_ok=True)


def dossiers(home):
    snapshot = store.current_snapshot(store.Home(home))
    return store.scan_table(snapshot, load_tables()["dossiers"]).collect()


def test_before_the_first_night(tmp_path, capsys):
    for command in ("tables", "rank", "rebuild"):
        code, _, err = run(capsys, command, *at(tmp_path))
        assert code == 2
        assert "motcua nightly" in err
    code, report = run_json(capsys, "status", *at(tmp_path))
    assert (code, report["snapshot"], report["last_run"]) == (0, None, None)
    assert not list(tmp_path.iterdir())


def test_the_paths_of_the_tables_can_be_queried(home, capsys):
    code, listed = run_json(capsys, "tables", *at(home))
    assert code == 0
    paths = {t["name"]: (t["path"], t["rows"]) for t in listed["tables"]}
    path, rows = paths["dossiers"]
    assert pl.scan_parquet(path).select(pl.len()).collect().item() == rows == 3
    _, out, _ = run(capsys, "tables", *at(home))
    assert path in out.splitlines()


def test_a_table_is_shown_with_its_columns_and_a_line_for_each_tool(home, capsys):
    code, told = run_json(capsys, "tables", "dossiers", *at(home))
    columns = load_tables()["dossiers"].stored_columns
    assert code == 0
    assert [c["name"] for c in told["table"]["columns"]] == [c.name for c in columns]
    lines = told["queries"]
    reads = {
        "Polars": lambda line: eval(line, {"pl": pl}).collect().height,
        "DuckDB": lambda line: len(duckdb.sql(line)),
        "pandas": lambda line: len(eval(line, {"pd": pd})),
    }
    assert {tool: read(lines[tool]) for tool, read in reads.items()} == dict.fromkeys(reads, told["table"]["rows"])
    _, out, _ = run(capsys, "tables", "dossiers", *at(home))
    assert set(lines.values()) <= set(out.splitlines())
    assert load_tables()["dossiers"].column("received_at").label_vi in out


def test_the_line_for_a_tool_survives_a_quote_in_the_path(home, capsys, tmp_path_factory):
    other = tmp_path_factory.mktemp("home") / "d'été"
    home.rename(other)
    lines = run_json(capsys, "tables", "dossiers", *at(other))[1]["queries"]
    assert eval(lines["Polars"], {"pl": pl}).collect().height == len(duckdb.sql(lines["DuckDB"])) == 3


def test_a_table_that_is_not_there_is_named_with_those_like_it(home, capsys):
    code, _, err = run(capsys, "tables", "dossier", *at(home))
    assert code == 2
    assert "dossiers" in err


def test_status_tells_the_last_night_and_who_sent_what(home, capsys):
    deliver(home, "b.csv", "1,2", header="a,b")
    take_in(home)
    code, report = run_json(capsys, "status", *at(home), "--date", DAY)
    assert code == 1
    assert report["tables"]["dossiers"] == 3
    assert {u["unit_id"]: u["submissions"] for u in report["units"]} == {"experts": 1, "general": 1}
    assert {o["status"] for o in report["last_run"]["outcomes"]} == {"already_loaded", "rejected"}
    _, out, _ = run(capsys, "status", *at(home))
    assert "b.csv" in out
    assert "General" in out


def test_status_names_the_files_that_were_left_alone_and_nothing_else_does(home, capsys):
    put(home / "inbox" / "_city" / "Trần Văn Mẫu.csv.tmp", "")
    put(home / "inbox" / "Phòng Lạ" / "ho-so.csv", "")
    take_in(home)
    _, out, _ = run(capsys, "status", *at(home))
    left_alone = out.partition("Left alone")[2]
    assert "Trần Văn Mẫu.csv.tmp" in left_alone
    assert "Phòng Lạ" in left_alone
    assert "Cần người xem" not in out  # as the exit code of the night says
    assert run(capsys, "status", *at(home))[0] == 0
    assert "Mẫu" not in run(capsys, "status", "--json", *at(home))[1]
    shutil.rmtree(home / "inbox")
    gone = run(capsys, "status", *at(home))[1]
    assert "Aaaa Aaa Aaa.aaa.aaa" in gone


def test_of_many_names_of_one_shape_the_first_are_told(home, capsys):
    for letter in "abcde":
        put(home / "inbox" / "_city" / f"{letter}.csv.tmp", "")
    take_in(home)
    _, out, _ = run(capsys, "status", *at(home))
    assert out.count("a.csv.tmp, b.csv.tmp, c.csv.tmp, …") == 5


def test_status_goes_by_the_day_of_the_tables_and_says_so(home, capsys):
    _, report = run_json(capsys, "status", *at(home))
    assert report["business_date"] == DAY
    assert "31/01/2012" in run(capsys, "status", *at(home))[1]
    assert run_json(capsys, "status", *at(home), *LATER)[1]["business_date"] == LATER[1]


def test_status_of_a_district_s_time_does_not_ask_for_the_communes_of_today(tmp_path, capsys):
    home = home_at(tmp_path / "data")
    deliver_to(home, "quan-12", "HoSo_202303012000.csv", [dossier(1)])
    take_in_hcmc(home, on=LONG_AGO)
    missing = run_json(capsys, "status", "--home", home.root)[1]["missing"]
    districts = {unit.unit_id for unit in hcmc().register.units if unit.valid_on(LONG_AGO)}
    assert set(missing) == districts - {"quan-12"}


def test_a_home_that_is_not_there_is_no_empty_city(tmp_path, capsys):
    code, out, err = run(capsys, "status", "--home", tmp_path / "dta")
    assert (code, out) == (2, "")
    assert "MOTCUA_HOME" in err
    assert not (tmp_path / "dta").exists()


def test_status_names_the_units_that_did_not_send(tmp_path, capsys):
    code, report = run_json(capsys, "status", "--home", tmp_path, "--date", "2023-12-29")
    assert code == 1
    assert "quan-12" in report["missing"]


def general(home):
    records = store.load_submissions(store.Home(home)).values()
    return next(s.submission_id for s in records if s.unit_id == "general")


def test_retract_and_retract_again(home, capsys):
    submission = general(home)
    code, _, err = run(capsys, "retract", submission, "--reason", "sai tệp", *at(home), *LATER)
    assert (code, "sẽ ra khỏi mọi bảng" in err, "will leave every table" in err, "--yes" in err) == (2, *[True] * 3)
    assert set(dossiers(home)["unit_id"]) == {"experts", "general"}
    assert store.load_retractions(store.Home(home)) == {}
    code, told = run_json(capsys, "retract", submission, "--reason", "sai tệp", "--yes", *at(home), *LATER)
    assert (code, told["was_retracted"], told["retraction"]["reason"]) == (0, False, "sai tệp")
    assert dossiers(home).get_column("unit_id").to_list() == ["experts"]
    code, out, _ = run(capsys, "retract", submission, "--reason", "khác", "--yes", *at(home), *LATER)
    assert code == 0
    assert "Đã được rút từ trước" in out
    assert "sai tệp" in out
    assert store.load_retractions(store.Home(home))[submission]["reason"] == "sai tệp"
    assert take_in(home).outcomes[0].status == "already_loaded"
    assert dossiers(home).height == 1


def test_tables_keep_the_day_of_the_last_night_when_a_submission_leaves_them(home, capsys):
    business_date = store.read_manifest(store.current_snapshot(store.Home(home)))["business_date"]
    missing = run_json(capsys, "status", *at(home))[1]["missing"]
    code, told = run_json(capsys, "retract", general(home), "--reason", "sai tệp", "--yes", *at(home))
    assert (code, Path(told["snapshot"]).name[:10]) == (0, business_date)
    assert run_json(capsys, "status", *at(home))[1]["missing"] == missing
    code, told = run_json(capsys, "retract", general(home), "--reason", "x", "--yes", *at(home), "--date", "2012-02-03")
    assert (code, Path(told["snapshot"]).name[:10]) == (0, "2012-02-03")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_who_stops_at_the_question_has_done_nothing(home, key):
    """Ctrl-C ends the command while it waits, not once a line is typed after it."""
    command = [*MOTCUA, "retract", general(home), "--reason", "x", *map(str, (*at(home), *LATER))]
    code, out, messages = at_a_terminal(command, "leave it: ", [key])
    assert (code, out) == (1, "")
    assert messages.splitlines()[-2:] == ["Chưa làm gì.", "Nothing was done."]
    assert store.load_retractions(store.Home(home)) == {}


def test_who_retracts_is_the_user_of_the_process(home):
    names = dict.fromkeys(("LOGNAME", "USER", "LNAME", "USERNAME"), "nguoi-khac")
    environment = {name: value for name, value in os.environ.items() if name != "HOME"} | names
    command = [sys.executable, "-m", "flows.cli", "retract", general(home), "--reason", "x", "--yes", "--json"]
    done = subprocess.run([*command, *map(str, (*at(home), *LATER))], env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout)["retraction"]["by"] == pwd.getpwuid(os.geteuid()).pw_name


def test_a_crash_between_the_retraction_and_the_tables_is_mended(home, capsys):
    store.keep_retraction(store.Home(home), general(home), {"reason": "x", "retracted_at": "x", "by": "x"})
    assert dossiers(home).height == 3
    assert run(capsys, "retract", general(home), "--reason", "x", "--yes", *at(home), *LATER)[0] == 0
    assert dossiers(home).height == 1


def test_rebuild_says_what_differed_and_mends_it(home, capsys):
    kept = next((home / "accepted" / "dossiers").glob("*.parquet"))
    rows = kept.read_bytes()
    code, told = run_json(capsys, "rebuild", *at(home))
    assert (code, told["differing"], told["read"]) == (0, [], None)
    kept.write_bytes(rows[:-1])
    code, told = run_json(capsys, "rebuild", "--from-landing", *at(home))
    assert (code, [s["submission_id"] for s in told["read"]["differing"]]) == (1, [kept.stem])
    assert kept.read_bytes() == rows
    code, out, _ = run(capsys, "rebuild", "--from-landing", *at(home))
    assert code == 0
    assert "Đã đọc lại 1 tệp." in out
    assert "equal, byte by byte" in out
    with store.one_writer(store.Home(home)):
        assert run(capsys, "rebuild", *at(home))[0] == 4


def test_a_refusal_for_the_limits_can_be_taken_back(home, capsys):
    """The file is beyond the limits of this night, within those of the next ones, and was taken back in between."""
    rows = [row(f"{i:06}") for i in range(300_000)]
    deliver(home, "large.csv", *rows)
    first, second = (night(capsys, home, "--memory-mb-per-file", 20)[1]["outcomes"] for _ in range(2))
    (refused,), (waiting,) = ([o for o in outcomes if o["reason"] == "limits"] for outcomes in (first, second))
    assert waiting["submission_id"] == refused["submission_id"]
    assert "20 MB" in refused["message_en"]  # its reader ended where memory did, and did not wait for its time to end
    code, out, _ = run(capsys, "retract", refused["submission_id"], "--reason", "máy bận", "--yes", *at(home), *LATER)
    assert (code, "đọc lại một lần" in out, "reads it once more" in out) == (0, True, True)


def test_what_cannot_be_retracted(home, capsys):
    wrong = general(home)[:-1] + "?"
    code, _, err = run(capsys, "retract", wrong, "--reason", "x", "--yes", *at(home))
    assert code == 2
    assert general(home) in err
    assert run(capsys, "retract", general(home), *at(home))[0] == 2
    assert run(capsys, "retract", general(home), "--reason", " ", "--yes", *at(home))[0] == 2
    deliver(home, "b.csv", "1,2", header="a,b")
    take_in(home)
    records = store.load_submissions(store.Home(home)).values()
    refused = next(s.submission_id for s in records if s.status == "rejected")
    assert run(capsys, "retract", refused, "--reason", "x", "--yes", *at(home))[0] == 2
    with store.one_writer(store.Home(home)):
        assert run(capsys, "retract", general(home), "--reason", "x", "--yes", *at(home))[0] == 4
    assert dossiers(home).height == 3


def test_rank(home, capsys):
    code, ranked = run_json(capsys, "rank", "--period", "2011", "--method", "timeliness", *at(home))
    assert code == 0
    assert {r["unit_id"] for r in ranked["ranking"]} == {"general", "experts", "customer-contact"}
    assert all(r["rank"] is None and r["reason"] for r in ranked["ranking"])  # three dossiers rank nobody
    code, out, _ = run(capsys, "rank", "--period", "2011", *at(home))
    assert code == 0
    assert "site/index.html" in out


@pytest.mark.parametrize(
    ("tokens", "told"),
    [
        (["--period", "20x"], "2022-Q1"),
        (["--method", "qd999"], "timeliness"),
        (["--period", "2150"], "2150"),
        (["--period", "2013"], "has not begun"),
    ],
)
def test_rank_by_what_there_is_not(home, capsys, tokens, told):
    code, _, err = run(capsys, "rank", *tokens, *at(home))
    assert code == 2
    assert told in err


def test_doctor(home, capsys):
    code, found = run_json(capsys, "doctor", *at(home))
    assert code == 0
    states = {f["name"]: f["state"] for f in found}
    assert states["home"] == states["lock"] == states["last run"] == "ok"
    put(home / "snapshots" / ".staging-x" / "a", "")
    with store.one_writer(store.Home(home)):
        states = {f["name"]: f["state"] for f in run_json(capsys, "doctor", *at(home))[1]}
        assert states["lock"] == "warning"
    states = {f["name"]: f["state"] for f in run_json(capsys, "doctor", *at(home))[1]}
    assert states["staging"] == "warning"


def sources_of(table, found):
    return next(f for f in found if f["name"] == f"sources of {table}")


def test_doctor_counts_the_units_in_force_that_no_source_speaks_for(tmp_path, capsys):
    found = run_json(capsys, "doctor", "--home", tmp_path)[1]
    shipped = sources_of("dossiers", found)
    assert shipped["state"] == "ok"
    assert shipped["found"] == "every one of the 168 units in force has a source for dossiers"
    assert all(f["state"] == "ok" for f in found if f["name"].startswith("sources of"))
    both, none = 'units = ["level:commune", "_city"]', 'units = ["phuong-sai-gon"]'
    others = {"dossiers-commune-csv": none, "dossiers-commune-xlsx": none}
    changes = {f"sources/{name}.toml": [(both, units)] for name, units in others.items()}
    changes["sources/dossiers-json.toml"] = [(', "level:commune", "_city"]', "]")]
    copy_city(tmp_path / "city", changes)
    warned = sources_of("dossiers", run_json(capsys, "doctor", "--home", tmp_path, "--city", tmp_path / "city")[1])
    assert warned["state"] == "warning"
    assert warned["found"].startswith("167 of 168 units in force without a source for dossiers: ")
    assert "(+159)" in warned["found"]
    assert all("sources" in warned[advice] for advice in ("advice_vi", "advice_en"))


_PETITIONS_ALONE = """
id = "timeliness"
name_vi = "Một chỉ số"
name_en = "One indicator"
legal_basis = "x"
ties = "competition"
min_n = 10
on_not_applicable = "renormalise"
on_not_reported = "renormalise"
on_small_n = "renormalise"
eligibility = { overall = 0.5, each_group = 0.5 }
groups = [{ id = "g", name_vi = "g", name_en = "g", max_points = 100, indicators = [
  { code = "petitions_on_time", max_points = 100 },
] }]
total_points = 100
"""


def test_doctor_asks_a_city_for_the_tables_of_its_method_alone(tmp_path, capsys):
    city = shutil.copytree(WABO, tmp_path / "city")
    put(city / "methods" / "timeliness.toml", _PETITIONS_ALONE)
    found = run_json(capsys, "doctor", "--home", tmp_path / "data", "--city", city)[1]
    assert [f["name"] for f in found if f["name"].startswith("sources of")] == ["sources of petitions"]
    assert sources_of("petitions", found)["found"].startswith("3 of 3 units in force without a source for petitions")
    units = (city / "units.csv").read_text(encoding="utf-8")
    put(city / "units.csv", units.replace(",none\n", ",daily\n", 1))
    found = run_json(capsys, "doctor", "--home", tmp_path / "data", "--city", city)[1]
    assert sources_of("dossiers", found)["found"] == "every one of the 3 units in force has a source for dossiers"


def test_doctor_says_whose_holidays_a_city_without_a_calendar_has(home, tmp_path_factory, capsys):
    states = {f["name"]: f["state"] for f in run_json(capsys, "doctor", *at(home))[1]}
    assert states["calendar"] == "ok"
    city = shutil.copytree(WABO, tmp_path_factory.mktemp("city") / "city")
    (city / "calendar.toml").unlink()
    found = {f["name"]: f for f in run_json(capsys, "doctor", "--home", home, "--city", city)[1]}
    assert found["calendar"]["state"] == "warning"
    assert "holidays of VN" in found["calendar"]["found"]
    assert found["city"]["found"].endswith(", 1 source")


def test_doctor_finds_what_others_can_read_and_its_advice_closes_it(home, capsys):
    """As an earlier version, or somebody's copy, left it."""
    tree = put(home / "public-trees" / "1" / "index.html", "")
    for path in (home, home / "runs", home / "public-trees", tree.parent):
        path.chmod(0o755)
    (home / "inbox").chmod(0o700)
    report = next((home / "runs").glob("*.json"))
    for path in (report, tree):
        path.chmod(0o644)

    def access():
        (finding,) = [f for f in run_json(capsys, "doctor", *at(home))[1] if f["name"] == "access"]
        return finding

    finding = access()
    assert finding["state"] == "warning"
    assert finding["found"] == "2 files and folders are open to other users, first runs"
    command = finding["advice_en"].partition(": ")[2]
    assert command == finding["advice_vi"].partition(": ")[2]
    subprocess.run(["sh", "-e", "-c", command], check=True)
    assert access()["state"] == "ok"
    assert tree.stat().st_mode & 0o777 == 0o644


_UNEVEN = """
id = "uneven"
name_vi = "x"
name_en = "x"
legal_basis = ""
aggregation = "mpi"
[[groups]]
id = "g"
name_vi = "Nhóm"
name_en = "Group"
weight = 1
"""
_Z = 'normalisation = { kind = "zscore", mean = 0.9, sd = 0.1, from = 100, to = 10 }'


def test_doctor_names_the_weights_that_a_method_does_not_use(capsys, tmp_path):
    city = shutil.copytree(WABO, tmp_path / "city")
    codes = {"on_time_over_resolved": 3, "online_share": 1}
    indicators = (f'[[groups.indicators]]\ncode = "{c}"\nweight = {w}\n{_Z}\n' for c, w in codes.items())
    put(city / "methods" / "uneven.toml", _UNEVEN + "".join(indicators))
    _, found = run_json(capsys, "doctor", "--home", tmp_path / "data", "--city", city)
    (warned,) = [f for f in found if f["name"].startswith("method ")]
    assert (warned["name"], warned["state"]) == ("method uneven", "warning")
    assert "within the group Group are not used" in warned["advice_en"]


def test_rows_read_by_an_earlier_version_are_told(capsys, tmp_path):
    """What 0.1.0 kept: nobody has run a night since."""
    packed = Path(__file__).parents[1] / "fixtures" / "0.1.0" / "data-root.tar.xz"
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="tar")
    place = ("--home", tmp_path)
    (reading,) = [f for f in run_json(capsys, "doctor", *place)[1] if f["name"] == "readings"]
    assert (reading["state"], reading["found"][0]) == ("warning", "4")
    report = run_json(capsys, "status", *place, "--date", "2023-03-02")[1]
    assert {s["unit_id"] for s in report["outdated"]} == {"go-vap", "quan-1", "quan-12"}
    assert "HoSo_202302282000.csv" in run(capsys, "status", *place)[1]


def test_doctor_where_the_home_cannot_be(tmp_path, capsys):
    put(tmp_path / "file", "")
    code, found = run_json(capsys, "doctor", *at(tmp_path / "file" / "home"))
    assert code == 1
    assert [f["name"] for f in found if f["state"] == "error"] == ["home"]
    assert not (tmp_path / "home").exists()


def test_the_demonstration_keeps_away_from_other_data(home, capsys):
    code, out, err = run(capsys, "demo", "--home", home)
    assert code == 2
    assert "synthetic" in err
    assert "SYNTHETIC" not in out
    assert dossiers(home).height == 3
