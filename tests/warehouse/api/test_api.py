"""`import motcua`: a data root or a snapshot that is opened gives what its tables hold and what the commands show."""

import doctest
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import motcua
import polars as pl
import pyarrow.dataset as ds
import pytest
from nights import DAY, WABO, deliver, dossier, home_at, run, table
from setuptools.config.expand import find_packages
from wabo_cases import HEADER

from schemas.city import load_city
from schemas.register import CITY
from schemas.table import load_tables
from warehouse.api.reference import markdown

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "api.md"
AT = " 09:00:00+01:00"
CASES = 40  # of each unit
IN_TIME = {"General": 38, "Experts": 26, "Customer contact": 10}
RATES = {unit.lower().replace(" ", "-"): in_time / CASES for unit, in_time in IN_TIME.items()}
RANKINGS = sorted(name for name in load_tables() if name.startswith("ranking"))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with `data/`, after a ranked night on the dossiers of three units, and the city's folder `wabo`."""
    folder = tmp_path_factory.mktemp("place")
    shutil.copytree(WABO, folder / "wabo")
    lines = []
    for unit, in_time in IN_TIME.items():
        for n in range(CASES):
            end = f"2023-02-{1 + n % 20 if n < in_time else 27:02}{AT}"
            lines.append(f"case-{len(lines)},Internet,2023-02-24{AT},{unit},{end},,,,2023-02-01{AT},3,x\n")
    home = home_at(folder / "data")
    deliver(home, CITY, "cases.csv", HEADER + "".join(lines))
    run(home, load_city(folder / "wabo"), is_ranked=True)
    return folder


@pytest.fixture
def snapshot(place):
    return motcua.open(place / "data", city=place / "wabo")


def test_a_data_root_and_its_snapshot_are_the_same(place, snapshot):
    assert snapshot == motcua.open(str(snapshot.folder), city=str(place / "wabo"))
    assert snapshot.folder == (place / "data" / "current").resolve()
    assert (snapshot.id, snapshot.business_date) == (snapshot.folder.name, DAY)
    assert (snapshot.city, snapshot.is_synthetic) == ("wabo", False)
    with pytest.raises(FrozenInstanceError):
        snapshot.id = "other"


def test_what_was_opened_stays_what_it_is_when_a_night_ends(tmp_path):
    home = home_at(tmp_path / "data")
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(n) for n in range(3)])
    run(home)
    opened = motcua.open(home.root)
    deliver(home, "quan-12", "HoSo_202303012000.csv", [dossier(n) for n in range(9)])
    run(home, on=date(2023, 3, 2))
    assert opened.table("dossiers").collect().height == 3
    assert motcua.open(home.root).table("dossiers").collect().height == 9
    # The city that comes with motcua is found by its id; nothing was reported for a year of long ago.
    silent = opened.indicator("on_time_over_resolved", "1999")
    assert silent["status"].unique().to_list() == ["NOT_REPORTED"]
    assert silent.select("value", "x", "n", "ci_low").null_count().row(0) == (silent.height,) * 4
    assert silent["unit_id"].is_sorted()


def test_every_table_is_there_with_its_rows_and_its_labels(place, snapshot):
    listed = snapshot.tables()
    assert listed.height > 15
    for name, rows, columns, path in listed.select("name", "rows", "columns", "path").iter_rows():
        frame = snapshot.table(name)
        assert isinstance(frame, pl.LazyFrame)
        assert frame.collect().equals(table(snapshot.folder, name))
        assert (frame.collect().height, len(frame.collect_schema())) == (rows, columns)
        assert pl.scan_parquet(path, hive_partitioning=False).collect().height == rows
        labels = snapshot.columns(name)
        assert labels["name"].to_list() == frame.collect_schema().names()
        in_file = {
            f.name: f.metadata[b"label_vi"].decode() for f in ds.dataset(snapshot.folder / name).schema if f.metadata
        }
        assert dict(labels.select("name", "label_vi").iter_rows()).items() >= in_file.items()


def test_an_indicator_is_what_the_table_of_rankings_holds(snapshot):
    codes = snapshot.indicators()["code"].to_list()
    kept = table(snapshot.folder, "rankings").filter(peer_group="all", period="2023")
    ranked = [code for code in codes if code in kept["measure"].unique()]
    assert "on_time_over_resolved" in ranked
    for code in ranked:
        own = snapshot.indicator(code, "2023")
        columns = [c for c in own.columns if c in kept.columns]
        same = kept.filter(measure=code).sort("unit_id").select(columns)
        assert len(columns) >= 10
        assert own.select(columns).equals(same)
    feb = snapshot.indicator("on_time_over_resolved", "2023-02")
    assert dict(feb.select("unit_id", "value").iter_rows()) == RATES
    assert feb.select((pl.col("ci_low") < pl.col("value")) & (pl.col("value") < pl.col("ci_high"))).to_series().all()
    assert feb["as_of"].unique().to_list() == [date(2023, 2, 28)]
    assert snapshot.indicator("on_time_over_resolved", "2023")["as_of"].unique().to_list() == [DAY]


def test_a_ranking_is_the_tables_that_the_night_left(snapshot):
    tables = snapshot.ranking("2023")
    assert sorted(tables) == RANKINGS
    for name, frame in tables.items():
        assert frame.equals(table(snapshot.folder, name).filter(period="2023")), name
    assert tables["rankings"].filter(measure="score", peer_group="all")["rank"].to_list() == [1, 2, 3]
    assert snapshot.ranking("2023", "timeliness")["rankings"].equals(tables["rankings"])


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda s: s.table("dosiers"), ValueError, "no table 'dosiers'; nearest: dossiers"),
        (lambda s: s.columns("benchmarks"), ValueError, "no table 'benchmarks'"),  # declared, and in no snapshot
        (lambda s: s.indicator("on_time_over_resolve", "2023"), ValueError, "nearest: on_time_over_resolved"),
        (lambda s: s.indicator("on_time_over_resolved", "2023-13"), ValueError, "not a period: '2023-13'"),
        (lambda s: s.indicator("on_time_over_resolved", "2024"), ValueError, "2024 has not begun on 1 March 2023"),
        (lambda s: s.indicator("on_time_over_resolved", "2023", "x"), motcua.DeclarationError, "methods: timeliness"),
        (lambda s: s.ranking("2023", "x"), motcua.DeclarationError, "methods: timeliness"),
        (lambda s: s.ranking("2024"), ValueError, "2024 has not begun on 1 March 2023"),
    ],
)
def test_a_wrong_request_is_answered_with_what_there_is(snapshot, ask, error, said):
    with pytest.raises(error, match=re.escape(said)):
        ask(snapshot)


def test_a_city_that_is_not_the_snapshots_is_refused_where_declarations_are_needed(place):
    without = motcua.open(place / "data")
    assert without.table("dossiers").collect().height == CASES * len(RATES)
    with pytest.raises(ValueError, match=r"the city 'wabo'.*name their folder"):
        without.indicator("on_time_over_resolved", "2023")
    other = motcua.open(place / "data", city=ROOT / "schemas" / "cities" / "hcmc")
    with pytest.raises(ValueError, match=r"of the city 'wabo', .* declares the city 'hcmc'"):
        other.ranking("2023")


def test_a_path_that_leads_nowhere_is_said(tmp_path, place):
    (tmp_path / "file").touch()
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "current").symlink_to("snapshots/none")
    for path, error, said in (
        (tmp_path / "none", FileNotFoundError, "there is no such folder"),
        (tmp_path / "file", NotADirectoryError, "this is a file"),
        (tmp_path, FileNotFoundError, "neither a data root with tables"),
        (home_at(tmp_path / "new").root, FileNotFoundError, "`motcua nightly` makes the first"),
        (tmp_path / "gone", FileNotFoundError, "the snapshot that it leads to is not there"),
        (place / "data" / "snapshots", FileNotFoundError, "neither"),
    ):
        with pytest.raises(error, match=said):
            motcua.open(path)


@pytest.fixture
def copy(snapshot, tmp_path):
    """A copy of the snapshot that may be damaged."""
    folder = shutil.copytree(snapshot.folder, tmp_path / "copy")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    return folder


def test_a_snapshot_that_is_not_whole_is_refused(copy):
    assert motcua.open(copy).id != copy.name  # the folder may have another name: a backup, say
    (copy / "rankings" / "part-0.parquet").unlink()
    with pytest.raises(FileNotFoundError, match=r"not whole, 1 of its \d+ files are missing: rankings/part-0.parquet;"):
        motcua.open(copy)


@pytest.mark.parametrize(
    ("manifest", "error", "said"),
    [
        (None, FileNotFoundError, "nor a whole snapshot"),
        ('{"snapshot_id": "2023-', ValueError, "not JSON; the snapshot is damaged"),
        ("[]", ValueError, "the snapshot is damaged"),
        ('{"name": "other"}', ValueError, "lacks snapshot_id"),
    ],
)
def test_an_account_that_cannot_be_read_is_refused(copy, manifest, error, said):
    path = copy / "manifest.json"
    path.unlink() if manifest is None else path.write_text(manifest)
    with pytest.raises(error, match=said):
        motcua.open(copy)


def test_a_table_of_other_columns_is_refused_with_who_made_it(copy):
    path = copy / "submissions" / "part-0.parquet"
    pl.read_parquet(path).drop("software").write_parquet(path)
    opened = motcua.open(copy, city=WABO)
    for ask in (lambda: opened.table("submissions"), lambda: opened.ranking("2023")):
        with pytest.raises(ValueError, match=r"'submissions' .* made by motcua .* \(software\); polars.scan_parquet"):
            ask()
    assert opened.table("dossiers").collect().height == CASES * len(RATES)


def test_the_package_is_installed_under_its_own_name_alone():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {}
    packages = find_packages(fill_package_dir=folders, root_dir=ROOT, **declared["packages"]["find"])
    assert folders == {"motcua": "warehouse/api/motcua"}
    assert {"motcua", "warehouse", "warehouse.api"} <= set(packages)
    assert not [name for name in packages if name.startswith("warehouse.api.")]


@pytest.mark.long
def test_nothing_heavy_is_imported_to_open_and_read(place):
    heavy = ("scipy", "great_expectations", "prefect", "altair", "jinja2", "xlsxwriter")
    look = f"print([name for name in {heavy} if name in sys.modules])"
    read = "import sys, motcua; motcua.open('data').table('dossiers').collect()"
    code = "; ".join([read, look, "motcua.rank_ratios([1, 2], [3, 3])", look])  # the look would find something
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'warehouse' / 'api'}"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n['scipy']\n"


def test_the_reference_is_current_and_names_everything():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == markdown(motcua), "run: make docs"
    methods = [f"Snapshot.{name}" for name in vars(motcua.Snapshot) if not name.startswith("_") and name.islower()]
    public = [f"motcua.{name}" for name in motcua.__all__]
    headings = re.findall(r"^##+ (\S+)$", text, re.MULTILINE)
    fields = {f"Snapshot.{name}" for name in motcua.Snapshot.__dataclass_fields__}
    assert sorted(headings) == sorted([*public, *(set(methods) - fields)])


@pytest.mark.long
def test_the_examples_of_the_reference_are_right(place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    blocks = re.findall(r"```python\n(>>>.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "docs/api.md", None, None)
    results = doctest.DocTestRunner().run(examples)
    assert (results.failed, results.attempted > 15) == (0, True), capsys.readouterr().out
