"""Rankings as they leave the house: the same bytes whatever the machine and the way the data came, and whole."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from nights import WABO, copy_city, deliver, home_at, run
from wabo_cases import HEADER

from flows.cli import main
from schemas.city import load_city
from schemas.register import CITY
from schemas.table import load_tables
from warehouse import store
from warehouse.api.snapshot import table_rows
from warehouse.editions.draft_data import as_json
from warehouse.editions.drafts import keep_draft
from warehouse.night.snapshot import commit_snapshot
from warehouse.ranking.assessment import assess, rank_with_draws
from warehouse.ranking.evidence import gather
from warehouse.ranking.evidence.figures import read_figures
from warehouse.ranking.evidence.halves import halves
from warehouse.ranking.evidence.periods import previous
from warehouse.ranking.nightly_tables import ranking_tables
from warehouse.ranking.rank_period import rank_period
from warehouse.ranking.request import ranking_of
from warehouse.ranking.tables import output_tables
from warehouse.ranking.trust.changes import changes
from warehouse.ranking.trust.retest import retest
from warehouse.run import Run

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
EVERY = {"General": 9, "Experts": 3, "Customer contact": 2}  # of so many dossiers one is late
DAY = date(2023, 3, 1)
TABLES = sorted(name for name in load_tables() if name.startswith("ranking"))


def cases(year):
    """Forty dossiers of each unit, received on 1 February and due on the 24th; fewer of them late in the later year."""
    at, lines = " 09:00:00+01:00", []
    for unit, every in EVERY.items():
        for n in range(40):
            is_late = n % (every + year - 2022) == 0
            end = f"{year}-02-{27 if is_late else 1 + n % 20:02}{at}"
            case = f"case-{year}-{len(lines)},Internet,{year}-02-24{at},{unit},{end},,,,{year}-02-01{at},3,x\n"
            lines.append(case)
    return HEADER + "".join(lines)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home after one night that brought the files of two years."""
    home = home_at(tmp_path_factory.mktemp("home"))
    for year in (2022, 2023):
        deliver(home, CITY, f"cases_{year}.csv", cases(year))
    run(home, load_city(WABO), DAY, is_ranked=True)
    return home


def ranking_bytes(home):
    """The files of the ranking tables in the current snapshot."""
    folder = store.current_snapshot(home)
    return {name: (folder / name / "part-0.parquet").read_bytes() for name in TABLES}


def drafted(home):
    """The draft of the running year from the home's current snapshot."""
    return rank_period(load_city(WABO), store.current_snapshot(home), "2023", "timeliness")


def test_the_tables_of_the_snapshot_are_those_of_a_draft_from_it(home):
    snapshot, declared = store.current_snapshot(home), load_tables()
    for name, frame in ranking_tables(drafted(home)).items():
        kept = store.scan_table(snapshot, declared[name]).filter(period="2023").collect()
        assert kept.equals(frame), name
        # Its method has no bands, of one indicator alone there is little to vary, and nobody is left out.
        if name not in ("ranking_bands", "ranking_left_out", "ranking_reporting"):
            assert kept.height > 0, name
    listed = {row["name"]: row["rows"] for row in table_rows(snapshot, declared)}
    assert set(TABLES) <= set(listed)
    assert listed["rankings"] == store.scan_table(snapshot, declared["rankings"]).collect().height


def test_the_files_may_arrive_in_any_order_and_on_several_nights(home, tmp_path):
    late = home_at(tmp_path)
    deliver(late, CITY, "cases_2023.csv", cases(2023))
    run(late, load_city(WABO), DAY - timedelta(days=1), is_ranked=True)
    assert ranking_bytes(late) != ranking_bytes(home)
    deliver(late, CITY, "cases_2022.csv", cases(2022))
    run(late, load_city(WABO), DAY, is_ranked=True)
    assert ranking_bytes(late) == ranking_bytes(home)


def test_rows_of_evidence_may_stand_in_any_order(home):
    city, draft = load_city(WABO), drafted(home)
    method = draft.method
    figures = read_figures(store.current_snapshot(home), [draft.period], method.uncertainty.least_clusters)

    def assessed(seed):
        found = []
        for period in (draft.period, previous(draft.period)):
            basis = gather.gather(city, figures, method, period)
            e = basis.evidence
            parts = (e.cells, e.earlier, e.parts)
            mixed = parts if seed is None else [f.sample(fraction=1, shuffle=True, seed=seed) for f in parts]
            found.append((type(e)(e.period, *mixed), basis.unit_ids, basis.unranked))
        now, before = found
        groups = {name: dict(reversed(of.items())) if seed else of for name, of in draft.groupings.items()}
        assessment = assess(now[0], draft.method, now[1], now[2], groups)
        earlier = rank_with_draws(before[0], draft.method, *before[1:])
        moved = changes(earlier, (assessment.ranking, assessment.draws))
        retested = retest(
            assessment.ranking, assessment.rankings, halves(figures, method, now[1], draft.period, now[0].earlier)
        )
        return output_tables(assessment, moved, draft.previous, draft.effects, retested, draft.method, draft.period)

    plain = assessed(None)
    for seed in (1, 2):
        mixed = assessed(seed)
        assert [name for name in plain if not plain[name].equals(mixed[name])] == []


def test_the_draft_that_is_handed_on_is_the_one_ranked_anew(home, tmp_path):
    other = store.Home(shutil.copytree(home.root, tmp_path / "home", symlinks=True))
    shutil.rmtree(other.snapshots)
    other.current.unlink()
    other.snapshots.mkdir()
    one = Run(other, load_city(WABO), DAY)
    snapshot = commit_snapshot(one)
    ((_, period, method), handed_on) = one.ranked.popitem()
    anew = rank_period(one.city, snapshot, period, method, DAY)
    both = [
        {**ranking_tables(d), "form": d.form, "signals": d.signals, "earlier": d.earlier} for d in (handed_on, anew)
    ]
    assert [name for name in both[0] if not both[0][name].equals(both[1][name])] == []
    assert (handed_on.snapshot, handed_on.business_date, handed_on.period) == (snapshot.name, DAY, anew.period)


CHILD = """
import sys
from datetime import date
from pathlib import Path

sys.path[:0] = sys.argv[1:3]
import polars
from nights import WABO, Run, home_at, load_city, store
from warehouse.ranking.nightly_tables import write_rankings

home = home_at(Path(sys.argv[3]))
staging = store.Staging(home, Path(sys.argv[4]).name)
for name in ("measures", "submissions"):
    (staging.folder / name).symlink_to(Path(sys.argv[4]) / name)
write_rankings(Run(home, load_city(WABO), date(2023, 3, 1)), staging)
print(polars.thread_pool_size())
"""


def test_other_peer_groups_make_another_snapshot(home, tmp_path):
    city = copy_city(tmp_path / "city", {}, WABO)
    rows = [f"size,{group},Nhóm,Group,{unit},," for unit, group in (("general", "large"), ("experts", "small"))]
    text = "\n".join(["grouping,peer_group,name_vi,name_en,unit_id,valid_from,valid_to", *rows, ""])
    (city.folder / "peers.csv").write_text(text, encoding="utf-8")
    other = store.Home(shutil.copytree(home.root, tmp_path / "home", symlinks=True))
    before = store.current_snapshot(other)
    assert run(other, load_city(WABO), DAY, is_ranked=True).snapshot == before
    after = run(other, load_city(city.folder), DAY, is_ranked=True).snapshot
    assert after != before
    groups = store.scan_table(after, load_tables()["rankings"]).collect()["peer_group"].unique().sort().to_list()
    assert groups == ["all", "kind:department", "level:department", "size:large", "size:small"]


def test_threads_change_nothing(home, tmp_path):
    snapshot = store.current_snapshot(home)
    other = "1" if pl.thread_pool_size() > 1 else "3"
    names = ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
    arguments = [str(ROOT), str(ROOT / "tests" / "warehouse"), str(tmp_path), str(snapshot)]
    command = [sys.executable, "-c", CHILD, *arguments]
    environment = os.environ | dict.fromkeys(names, other)
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.split() == [other]
    (staged,) = (tmp_path / "snapshots").iterdir()
    assert {name: (staged / name / "part-0.parquet").read_bytes() for name in TABLES} == ranking_bytes(home)


def kept(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folder_of_draft(root, home):
    snapshot = store.current_snapshot(home)
    return keep_draft(ranking_of(Run(store.Home(root), load_city(WABO), DAY), snapshot)).parents[1]


def test_equal_drafts_give_equal_files_that_name_no_place(home, tmp_path):
    first, second = (kept(folder_of_draft(tmp_path / name, home)) for name in ("one", "other"))
    assert first == second
    release = {"rankings.csv", "rankings.sdmx.csv", "rankings.schema.json", "dcat.json", "datapackage.json"}
    assert {f"site/data/{name}" for name in release} | {"record.json", "ranking.json"} <= set(first)
    assert {f"{name}.parquet" for name in TABLES} <= set(first)
    places = [str(place).encode() for place in (tmp_path, home.root, ROOT)]
    assert [name for name, data in first.items() for place in places if place in data] == []


def test_the_release_files_agree_with_each_other(home, tmp_path):
    folder = folder_of_draft(tmp_path, home) / "site" / "data"
    table = pl.read_parquet(folder / "rankings.parquet")
    rows = pl.read_csv(folder / "rankings.csv", schema_overrides=table.schema)
    order = load_tables()["rankings"].key
    assert rows.sort(order).equals(table.sort(order))
    schema, catalogue, record = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("rankings.schema.json", "dcat.json", "record.json")
    )
    assert [field["name"] for field in schema["fields"]] == table.columns
    named = {part["dcat:downloadURL"]["@id"] for part in catalogue["dcat:distribution"]}
    assert {name for name in named if not (folder / name).is_file()} == set()
    assert record["snapshot"] == catalogue["prov:wasDerivedFrom"]["dct:identifier"]
    assert {record["method_version"]} == set(table["method_version"])
    assert record["method_sha256"] == store.file_hash(load_city(WABO).method_path("timeliness"))


def test_the_json_holds_the_score_among_everybody_or_within_each_group_of_a_grouping(home):
    draft = drafted(home)
    whole = as_json(draft)
    json.dumps(whole, allow_nan=False)
    assert [(r["peer_group"], r["measure"], r["rank"]) for r in whole["rankings"]] == [
        ("all", "score", 1),
        ("all", "score", 2),
        ("all", "score", 3),
    ]
    assert {"rank_lo", "rank_hi", "tier", "letters", "expected_rank"} <= set(whole["rankings"][0])
    parts = ("changes", "weights", "effects", "robustness", "factors", "left_out")
    assert {name: len(whole[name]) for name in parts} == {
        name: ranking_tables(draft)[f"ranking_{name}"].height for name in parts
    }
    grouped = as_json(draft, "kind")
    assert {r["peer_group"] for r in grouped["rankings"]} == {"kind:department"}
    assert {name: value for name, value in grouped.items() if name != "rankings"} == {
        name: value for name, value in whole.items() if name != "rankings"
    }
    with pytest.raises(ValueError, match=r"'size'.*kind"):
        as_json(draft, "size")


def test_a_wrong_nightly_method_ends_the_command_as_other_wrong_declarations_do(tmp_path, capsys):
    city = tmp_path / "city"
    for path in (p for p in WABO.rglob("*") if p.is_file()):
        (city / path.relative_to(WABO)).parent.mkdir(parents=True, exist_ok=True)
        (city / path.relative_to(WABO)).write_bytes(path.read_bytes())
    method = city / "methods" / "timeliness.toml"
    method.write_text(method.read_text(encoding="utf-8").replace("on_time_over_resolved", "on_time_over_all"))
    home = home_at(tmp_path / "home")
    deliver(home, CITY, "cases.csv", cases(2023))
    assert main(["nightly", "--home", str(home.root), "--city", str(city), "--date", "2023-03-01", "--direct"]) == 3
    assert "on_time_over_all: no such indicator" in capsys.readouterr().err
    assert not [path for path in (home.landing, home.submissions, home.snapshots, home.drafts) if path.exists()]
