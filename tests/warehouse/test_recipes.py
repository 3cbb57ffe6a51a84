"""The recipes of docs/recipes.md, run as they stand there against a real night, compared with what is known of it."""

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import duckdb
import frictionless
import polars as pl
import pyarrow as pa
import pytest
from nights import WABO, deliver, home_at, run_ranked, table
from wabo_cases import HEADER

from schemas.city import load_city
from schemas.register import CITY
from schemas.table import load_tables
from warehouse import store

ROOT = Path(__file__).parents[2]
SNAPSHOT, EDITION = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8").split('<a id="a-published-edition">')
AT = " 09:00:00+01:00"
LATE = {"general": ("General", 12), "experts": ("Experts", 60), "customer-contact": ("Customer contact", 120)}
CASES = 200  # of each unit
RATES = {unit: 1 - late / CASES for unit, (_, late) in LATE.items()}
R_PACKAGES = 'quit(status = !all(sapply(c("arrow", "dplyr"), requireNamespace, quietly = TRUE)))'


def has_r():
    """Whether R is there with what the recipes load."""
    if shutil.which("Rscript") is None:
        return False
    return subprocess.run(["Rscript", "-e", R_PACKAGES], check=False, capture_output=True).returncode == 0


needs_r = pytest.mark.skipif(not has_r(), reason="Rscript with the packages arrow and dplyr is not on this machine")


def block(part, title, language):
    """The one block of code below a heading."""
    text = re.search(rf"^### {re.escape(title)}\n(.*?)(?=^##|\Z)", part, re.MULTILINE | re.DOTALL)[1]
    (found,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return found


def python(code):
    """What the code defines. The recipes are of the city that comes with motcua, the night is of another."""
    names = {}
    code = code.replace('motcua.open("data")', f"motcua.open('data', city={str(WABO)!r})")
    exec(compile(code, "docs/recipes.md", "exec"), names)
    return names


def views(code):
    """A connection in which the statements have been executed."""
    connection = duckdb.connect()
    connection.execute(code)
    return connection


def in_r(code, tmp_path):
    """The three tables that the code makes."""
    names = ("ranking", "on_time", "rejections")
    saved = [f'write.csv({name}, "{tmp_path}/{name}.csv", row.names = FALSE)' for name in names]
    subprocess.run(["Rscript", "-e", "\n".join([code, *saved])], check=True)
    return [pl.read_csv(tmp_path / f"{name}.csv", null_values="NA") for name in names]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with `data/`: a night on the dossiers of three units, some late, and two that are not accepted."""
    lines = []
    for department, late in LATE.values():
        for n in range(CASES):
            end = f"2023-02-{27 if n < late else 1 + n % 20:02}{AT}"
            lines.append(f"case-{len(lines)},Internet,2023-02-24{AT},{department},{end},,,,2023-02-01{AT},3,x\n")
    wrong = [f"wrong-{n},Internet,2023-02-24{AT},Experts,2023-01-02{AT},,,,2023-02-01{AT},3,x\n" for n in range(2)]
    folder = tmp_path_factory.mktemp("place")
    home = home_at(folder / "data")
    deliver(home, CITY, "cases.csv", HEADER + "".join([*lines, *wrong]))
    run_ranked(home, load_city(WABO), date(2023, 3, 1))
    return folder


@pytest.fixture
def home(place, monkeypatch):
    """The home of the night; the recipes for a snapshot are run in the folder that holds it."""
    monkeypatch.chdir(place)
    return home_at(place / "data")


@pytest.fixture
def edition(place, monkeypatch):
    """The tables of the site of the night's draft, where the recipes for an edition are run."""
    (site,) = (place / "data" / "drafts").glob("[0-9]*/site")
    monkeypatch.chdir(site)
    return {p.stem: pl.read_parquet(p) for p in (site / "data").glob("*.parquet")}


def scores(rankings):
    """(period, unit, rank) of every score among all units."""
    rows = rankings.filter(peer_group="all", measure="score").select("period", "unit_id", "rank")
    assert rows.get_column("rank").count() > 0
    return set(rows.iter_rows())


def check_snapshot(home, ranking, on_time, rejected):
    """Compare (period, unit, rank), {unit: (month, rate)} and [(unit, table, rule, rows)] with the night."""
    assert ranking == scores(table(home, "rankings"))
    assert on_time == {unit: ("2023-02", pytest.approx(rate)) for unit, rate in RATES.items()}
    assert {(unit, of) for unit, of, _, _ in rejected} == {("experts", "dossiers")}
    assert sum(rows for *_, rows in rejected) == table(home, "rejections").height >= 2


def test_polars_on_a_snapshot(home):
    got = python(block(SNAPSHOT, "Polars", "python"))
    ranking = set(got["ranking"].select("period", "unit_id", "rank").iter_rows())
    on_time = {
        unit: (month, rate)
        for unit, month, rate in got["on_time"].drop_nulls("value").select("unit_id", "period", "value").iter_rows()
    }
    assert got["on_time"].filter(period="2023-01")["status"].to_list() == ["NOT_REPORTED"] * len(LATE)
    check_snapshot(home, ranking, on_time, got["rejections"].rows())


def test_duckdb_on_a_snapshot(home):
    got = views(block(SNAPSHOT, "DuckDB", "sql"))
    ranking = set(got.sql("SELECT period, unit_id, rank FROM ranking").fetchall())
    months = got.sql("SELECT unit_id, month, rate FROM on_time").fetchall()
    on_time = {unit: (f"{month:%Y-%m}", rate) for unit, month, rate in months}
    check_snapshot(home, ranking, on_time, got.sql("FROM rejected").fetchall())


def test_pandas_on_a_snapshot(home):
    got = python(block(SNAPSHOT, "pandas", "python"))
    ranking = set(pl.from_pandas(got["ranking"][["period", "unit_id", "rank"]]).iter_rows())
    on_time = {unit: (str(month), row["rate"]) for (unit, month), row in got["on_time"].iterrows()}
    check_snapshot(home, ranking, on_time, [(*key, rows) for key, rows in got["rejections"].items()])


def test_pyarrow_on_a_snapshot(home):
    got = python(block(SNAPSHOT, "PyArrow", "python"))
    assert isinstance(got["ranking"], pa.Table)
    assert scores(pl.from_arrow(got["ranking"])) == scores(table(home, "rankings"))
    assert got["labels"]["unit_id"] == load_tables()["rankings"].column("unit_id").label_vi


@needs_r
def test_r_on_a_snapshot(home, tmp_path):
    ranking, on_time, rejections = in_r(block(SNAPSHOT, "R", "r"), tmp_path)
    assert scores(ranking.cast({"period": pl.String})) == scores(table(home, "rankings"))
    assert dict(on_time.select("unit_id", "rate").iter_rows()) == pytest.approx(RATES)
    assert rejections.get_column("rows").sum() == table(home, "rejections").height


ORIGIN = "Nguồn gốc, cảnh báo · Origin, warnings"


def alias(home):
    """What the one file that was sent is called in the tables."""
    (name,) = {s.alias for s in store.load_submissions(home).values()}
    return name


def test_the_origin_of_each_row_is_the_line_that_it_stood_in(home):
    got = python(block(SNAPSHOT, ORIGIN, "python"))
    rows = got["origin"].select("dossier_code", "file_name", "source_member", "source_row").rows()
    assert set(rows) == {(f"CASE-{n}", alias(home), None, n + 2) for n in range(len(LATE) * CASES)}
    wrong = set(got["rejected"].select("file_name", "source_row").iter_rows())
    assert wrong == {(alias(home), len(LATE) * CASES + n + 2) for n in range(2)}
    in_sql = views(block(SNAPSHOT, ORIGIN, "sql"))
    of_sql = in_sql.sql("SELECT dossier_code, file_name, source_member, source_row FROM origin").fetchall()
    assert sorted(of_sql) == sorted(rows)


def test_warnings_name_their_file(home):
    got = python(block(SNAPSHOT, ORIGIN, "python"))["warnings"].select("unit_id", "code", "file_name", "row_count")
    assert set(got.iter_rows()) >= {(unit, "weak-export-date", alias(home), CASES) for unit in LATE}
    in_sql = views(block(SNAPSHOT, ORIGIN, "sql")).sql("SELECT unit_id, code, file_name, row_count FROM warned")
    assert set(in_sql.fetchall()) == set(got.iter_rows())


def test_the_flat_file_for_power_bi_has_the_columns_that_its_recipe_names(home):
    flat = pl.read_csv("data/current/flat/2023.csv", try_parse_dates=True)
    text = block(SNAPSHOT, "Excel, Power BI", "powerquery") + block(SNAPSHOT, "Excel, Power BI", "dax")
    named = set(re.findall(r'\{"(\w+)",|\[(\w+)\]', text))
    columns = {a or b for a, b in named}
    assert {"month", "resolved", "resolved_late_first"} <= columns
    assert columns <= set(flat.columns)
    sums = flat.group_by("unit_id").agg(pl.col("resolved", "resolved_late_first").sum())
    assert {unit: 1 - late / cases for unit, cases, late in sums.iter_rows()} == pytest.approx(RATES)


def check_edition(edition, ranking, on_time, rejected):
    """Compare {unit: rank}, [(unit, value)] and {rule: rows} with the tables of the edition."""
    assert ranking == {unit: rank for _, unit, rank in scores(edition["rankings"])}
    trends = edition["trends"].filter(indicator="on_time_over_resolved").select("unit_id", "value")
    assert sorted(on_time, key=str) == sorted(trends.iter_rows(), key=str)
    assert dict(trends.drop_nulls().iter_rows()) == pytest.approx(RATES)
    counts = edition["rejection_counts"].group_by("rule_id").agg(pl.col("rows").sum())
    assert rejected == dict(counts.iter_rows()) != {}


def test_polars_on_an_edition(edition):
    got = python(block(EDITION, "Polars, edition", "python"))
    ranking = dict(got["ranking"].select("unit_id", "rank").iter_rows())
    assert set(got["ranking"]["name_vi"]) == {"General", "Experts", "Customer contact"}
    rows = got["on_time"].select("unit_id", "value").rows()
    check_edition(edition, ranking, rows, dict(got["rejections"].select("rule_id", "rows").iter_rows()))


def test_duckdb_on_an_edition(edition):
    got = views(block(EDITION, "DuckDB, edition", "sql"))
    ranking = dict(got.sql("SELECT unit_id, rank FROM ranking").fetchall())
    rows = got.sql("SELECT unit_id, value FROM on_time").fetchall()
    check_edition(edition, ranking, rows, dict(got.sql("SELECT rule_id, rows FROM rejected").fetchall()))


def test_pandas_on_the_csv_files_of_an_edition(edition):
    got = python(block(EDITION, "pandas, edition", "python"))
    ranking = dict(pl.from_pandas(got["ranking"][["unit_id", "rank"]]).iter_rows())
    on_time = pl.from_pandas(got["on_time"][["unit_id", "value"]])
    check_edition(edition, ranking, on_time.rows(), got["rejections"].to_dict())


@needs_r
def test_r_on_an_edition(edition, tmp_path):
    ranking, on_time, rejections = in_r(block(EDITION, "R, edition", "r"), tmp_path)
    found = dict(ranking.select("unit_id", "rank").iter_rows())
    rows = on_time.select("unit_id", "value").rows()
    check_edition(edition, found, rows, dict(rejections.select("rule_id", "rows").iter_rows()))


def test_the_tables_of_an_edition_are_as_its_package_says(edition):
    package = json.loads(Path("data/datapackage.json").read_text(encoding="utf-8"))
    tables = [r for r in package["resources"] if r["format"] == "csv" and "schema" in r]
    assert len(tables) > len(edition)  # the flat file as well
    report = frictionless.Package({**package, "resources": tables}, basepath="data").validate()
    assert [(task.place, task.errors[0].message) for task in report.tasks if task.errors] == []
    assert report.valid


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not on this machine")
def test_the_check_of_an_edition_passes_and_finds_a_changed_file(edition, tmp_path):
    command = block(EDITION, "Kiểm tra · Check", "sh")
    shutil.copytree("data", tmp_path / "data")
    assert subprocess.run(["sh", "-c", command], cwd=tmp_path / "data", check=False).returncode == 0
    (tmp_path / "data" / "units.csv").write_bytes(b"changed")
    assert subprocess.run(["sh", "-c", command], cwd=tmp_path / "data", check=False, capture_output=True).returncode
