"""The rankings of a snapshot: made every night, the same for the same evidence, and never older than their method."""

from datetime import timedelta

import polars as pl
import pytest
from nights import DAY, WABO, copy_city, deliver, home_at, run, table
from wabo_cases import HEADER

from schemas.errors import DeclarationError
from schemas.register import CITY
from schemas.table import load_tables
from warehouse import store

pytestmark = pytest.mark.long

UNITS = {"General": 40, "Experts": 26, "Customer contact": 10}  # dossiers of 40 that end in time
TABLES = sorted(t for t in load_tables() if t.startswith("ranking"))


def cases(order=1):
    rows = []
    for unit, punctual in UNITS.items():
        for n in range(40):
            end = "2023-02-10" if n < punctual else "2023-03-01"
            at = " 09:00:00+01:00"
            rows.append(f"case-{len(rows)},Internet,2023-02-20{at},{unit},{end}{at},,General,,2023-02-07{at},1,x\n")
    return HEADER + "".join(rows[::order])


@pytest.fixture
def night(tmp_path):
    city = copy_city(tmp_path / "city", {}, WABO)

    def make(name="home", order=1, on=DAY, of=city):
        home = home_at(tmp_path / name)
        deliver(home, CITY, "cases.csv", cases(order))
        return home, run(home, of, on=on, is_ranked=True)

    return make


def ranking_bytes(home):
    folder = store.current_snapshot(home)
    return {name: (folder / name / "part-0.parquet").read_bytes() for name in TABLES}


def test_every_night_leaves_the_rankings_of_the_running_period_and_the_one_before(night):
    home, report = night()
    rankings = table(home, "rankings")
    assert rankings["period"].unique().sort().to_list() == ["2022", "2023"]
    score = rankings.filter((pl.col("measure") == "score") & (pl.col("peer_group") == "all"), period="2023")
    ranks = dict(score.select("unit_id", "rank").iter_rows())
    assert ranks == {"general": 1, "experts": 2, "customer-contact": 3}
    assert (score["as_of"] == DAY).all()
    assert score["rank_lo"].null_count() == 0
    manifest = store.read_manifest(report.snapshot)
    records = {r["period"]: r for r in manifest["rankings"]}
    assert set(records) == {"2022", "2023"}
    assert records["2023"]["method_version"] == score["method_version"][0]
    assert {"seed", "draws", "libraries", "method_sha256", "indicators_version", "software"} <= set(records["2023"])
    assert str(home.root) not in str(manifest["rankings"])


def test_the_same_dossiers_in_another_order_give_the_same_bytes(night):
    first, _ = night("one")
    second, _ = night("two", order=-1)
    assert ranking_bytes(first) == ranking_bytes(second)


def as_of(home):
    return table(home, "rankings").filter(pl.col("period") == "2023")["as_of"].unique().to_list()


def test_a_night_without_news_keeps_the_snapshot_and_a_new_year_makes_another(night):
    home, report = night()
    assert night()[1].snapshot == report.snapshot
    after = night(on=DAY.replace(year=DAY.year + 1))[1].snapshot
    assert after != report.snapshot
    assert table(home, "rankings")["period"].unique().sort().to_list() == ["2023", "2024"]


def test_a_night_dated_back_holds_nothing_back(night):
    """The rankings are as of the night's date, also where nobody sent anything since a night of another date."""
    home, report = night()
    back = DAY - timedelta(days=20)
    assert night(on=back)[1].snapshot != report.snapshot
    assert as_of(home) == [back]
    assert night()[1].snapshot == report.snapshot
    assert as_of(home) == [DAY]
    night(on=DAY + timedelta(days=3))
    assert as_of(home) == [DAY + timedelta(days=3)]


def test_another_method_makes_another_snapshot(night, tmp_path):
    _, report = night()
    stricter = copy_city(tmp_path / "stricter", {"methods/timeliness.toml": [("min_n = 10", "min_n = 39")]}, WABO)
    changed = night(of=stricter)[1].snapshot
    assert changed != report.snapshot
    commented = copy_city(tmp_path / "said", {"methods/timeliness.toml": [("min_n = 10", "min_n = 39 # more")]}, WABO)
    assert night(of=commented)[1].snapshot == changed


def test_a_wrong_method_stops_the_night_before_it_begins(night, tmp_path):
    wrong = copy_city(tmp_path / "wrong", {"methods/timeliness.toml": [("on_time_over_resolved", "on_time")]}, WABO)
    home = home_at(tmp_path / "home")
    with pytest.raises(DeclarationError, match="no such indicator"):
        night(of=wrong)
    assert not home.landing.exists() or not list(home.landing.iterdir())
    assert store.current_snapshot(home) is None
