"""The golden city: what the pipeline holds and counts after all nights is what was planted, to the row."""

import json
import shutil
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import polars as pl
import pytest
from nights import run

from flows.demo import STAGES, Stage, Truth, write_deliveries
from flows.demo.dossier_histories import dossier_histories
from flows.demo.plan import FULL_SIZE, HABITS, SUPPLEMENT_REASON, SUPPLEMENTED_AT, SUPPLEMENTED_UNIT
from flows.demo.versions import as_exported, state
from schemas.city import load_city
from schemas.table import load_tables
from warehouse import store
from warehouse.counting.facts import dossier_facts
from warehouse.editions.content import Content, new_record
from warehouse.editions.differences import differences
from warehouse.editions.record import Record
from warehouse.night.report import Report
from warehouse.publication.case_mix import case_mix
from warehouse.ranking.evidence.case_mix import count_case_mix
from warehouse.ranking.evidence.periods import parse_period
from warehouse.ranking.nightly_tables import ranking_record, ranking_tables
from warehouse.ranking.rank_period import rank_period
from warehouse.ranking.trust.case_mix import like_with_like, rank_sets
from warehouse.run import Limits

pytestmark = pytest.mark.long

DOSSIERS = 6_000
# What the truth calls a measure -> the measures of the counts that make it up, each with its sign.
FLOWS = {
    "received": {"received": 1},
    "received_online": {"received_online": 1},
    "received_supplemented": {"received_supplemented": 1},
    "received_supplemented_twice": {"received_supplemented_again": 1},
    "received_digitised": {"received_digitised": 1},
    "received_reused": {"received_reused": 1},
    "received_due_moved": {"received_due_moved": 1},
    "received_fee": {"received_fee_due": 1},
    "received_fee_paid_online": {"received_fee_paid_online": 1},
    "received_on_time_first": {"received_on_time_first": 1},
    "finished": {"resolved": 1},
    "finished_with_due": {"resolved": 1, "resolved_without_due_first": -1},
    "finished_electronic": {"resolved_electronic": 1},
    "on_time_first": {"resolved": 1, "resolved_without_due_first": -1, "resolved_late_first": -1},
    "late_first": {"resolved_late_first": 1},
    "late_current": {"resolved_late": 1},
    "late_apologised": {"resolved_late_apologised": 1},
    "late_apologised_timely": {"resolved_late_apologised_timely": 1},
    "answers": {"answers": 1},
    "satisfied": {"answers_satisfied": 1},
    "petitions": {"petitions_received": 1},
    "petitions_resolved": {"petitions_resolved": 1},
    "petitions_on_time": {"petitions_on_time": 1},
}
STOCKS = {"open": "open", "overdue_current": "open_overdue"}


@dataclass(frozen=True)
class Demo:
    home: store.Home
    truth: Truth
    reports: tuple[Report, ...]

    def table(self, name: str) -> pl.DataFrame:
        snapshot = store.current_snapshot(self.home)
        assert snapshot is not None
        return store.scan_table(snapshot, load_tables()[name]).collect()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    truth = write_deliveries(folder / "deliveries", dossiers=DOSSIERS)
    home, city, reports = store.Home(folder / "data"), load_city(), []
    for stage in STAGES:
        shutil.copytree(folder / "deliveries" / stage.name, home.inbox, dirs_exist_ok=True)
        day = stage.business_date
        # Rankings take their time: those of the last night.
        reports.append(run(home, city, day, Limits(), is_ranked=stage == STAGES[-1]))
    return Demo(home, truth, tuple(reports))


@pytest.mark.parametrize("name", [t.name for t in load_tables().values() if t.is_sent])
def test_the_tables_hold_what_was_planted_to_the_row(demo: Demo, name: str) -> None:
    table = load_tables()[name]
    planted = demo.truth.tables[name].select(table.polars_schema.names()).sort(table.key)
    held = demo.table(name).select(table.polars_schema.names()).sort(table.key)
    assert held.height > 0
    assert held.equals(planted)


def submissions(demo: Demo) -> pl.DataFrame:
    """The table `submissions`, with the names that the files were sent under, which it does not hold."""
    records = store.load_submissions(demo.home).values()
    sent = pl.DataFrame([(s.submission_id, s.file_name) for s in records], ["submission_id", "file_name"], orient="row")
    return demo.table("submissions").drop("file_name").join(sent, on="submission_id")


def test_every_file_is_accounted_for_as_planted(demo: Demo) -> None:
    keys = ["folder", "file_name", "unit_id"]
    said = [*keys, "status", "rows_in", "accepted", "rejected", "duplicate"]
    planted = demo.truth.ledger.filter(pl.col("status") != "already_loaded").select(said).sort(keys)
    found = submissions(demo).join(demo.table("ledger"), on="submission_id").select(said).sort(keys)
    assert found.equals(planted)


def test_every_rejection_carries_every_rule_that_was_broken(demo: Demo) -> None:
    planted = {
        (f["folder"], f["file_name"], f["unit_id"], rule): n
        for f in demo.truth.ledger.filter(pl.col("status") != "already_loaded").iter_rows(named=True)
        for rule, n in json.loads(f["rules"] or "{}").items()
    }
    named = submissions(demo).select("submission_id", "folder", "file_name")
    rejections = demo.table("rejections").join(named, on="submission_id")
    counted = rejections.group_by("folder", "file_name", "unit_id", "rule_id").len()
    assert {(a, b, c, d): n for a, b, c, d, n in counted.iter_rows()} == planted


@pytest.fixture(scope="module")
def counts(demo: Demo) -> pl.DataFrame:
    return demo.table("measures")


@pytest.mark.parametrize("measure", [*FLOWS, *STOCKS])
def test_the_counts_are_those_that_were_planted(demo: Demo, counts: pl.DataFrame, measure: str) -> None:
    for unit, year, n in demo.truth.measures.filter(measure=measure).select("unit_id", "year", "n").iter_rows():
        own = counts.filter((pl.col("unit_id") == unit) & (pl.col("day") <= date(year, 12, 31)))
        if measure in STOCKS:
            found = own.filter(measure=STOCKS[measure]).get_column("n").sum()
        else:
            flows = own.filter(pl.col("day") >= date(year, 1, 1)).select("measure", "n")
            found = sum(n * FLOWS[measure].get(name, 0) for name, n in flows.iter_rows())
        assert found == n, f"{unit} {year}"


HARD = ("internally_inconsistent", "contradicted")


def test_every_claim_is_found_for_what_it_was_planted_as(demo: Demo) -> None:
    """True, rounded, cut, bounded, false and at odds; of units with a month in which nothing came nothing is known."""
    received = demo.truth.tables["dossiers"].filter(pl.col("received_at").dt.year() == 2022)
    months = received.group_by("unit_id").agg(pl.col("received_at").dt.month().n_unique())
    known = {*months.filter(received_at=12).get_column("unit_id"), None}
    judged = demo.table("claim_verdicts").select("claim_id", "unit_id", "verdict")
    assert set(judged.get_column("claim_id")) == set(demo.truth.verdicts)
    planted = {claim: demo.truth.verdicts[claim] for claim, unit, _ in judged.iter_rows() if unit in known}
    assert {claim: verdict for claim, _, verdict in judged.iter_rows() if claim in planted} == planted
    verdicts = load_tables()["claim_verdicts"].column("verdict").codes
    assert set(planted.values()) == set(verdicts), "each kind is among them"


def test_no_claim_is_accused_that_was_not_planted_as_false(demo: Demo) -> None:
    """Nor in the nights in which dossiers of its unit were still to come."""
    false = {claim for claim, verdict in demo.truth.verdicts.items() if verdict in HARD}
    for stage in STAGES:
        [snapshot] = demo.home.snapshots.glob(f"{stage.business_date}-*")
        judged = store.scan_table(snapshot, load_tables()["claim_verdicts"]).collect()
        assert set(judged.filter(pl.col("verdict").is_in(HARD)).get_column("claim_id")) <= false


def test_the_unit_that_sent_nothing_is_missing_and_unranked_and_not_zero(demo: Demo) -> None:
    [silent] = demo.truth.silent["3-night-two"]
    missing = [o.unit_id for o in demo.reports[-1].outcomes if o.status == "missing"]
    assert missing == [silent]
    snapshot = store.current_snapshot(demo.home)
    assert snapshot is not None
    table = rank_period(load_city(), snapshot, "2023", "council-survey").ranking.table
    row = table.filter(unit_id=silent).row(0, named=True)
    assert (row["rank"], row["eligible"], row["reason"]) == (None, False, "NOT_REPORTED_REQUIRED")
    assert row["score"] > 0
    assert table.get_column("rank").drop_nulls().len() >= 3  # the others of so small a city have too few cases
    before = rank_period(load_city(), snapshot, "2022", "council-survey").ranking.table
    assert before.filter(unit_id=silent).get_column("reason").item() != "NOT_REPORTED_REQUIRED"


def test_a_wrong_units_file_and_a_repeated_one_change_nothing(demo: Demo) -> None:
    last = {(o.unit_id, o.file_name, o.status) for o in demo.reports[-1].outcomes if o.file_name}
    records = store.load_submissions(demo.home).values()
    aliases = {(s.unit_id, s.file_sha256): s.alias for s in records}
    known = set(aliases.values())  # a second file of the same bytes is named by the shape of its name
    planted = demo.truth.ledger.filter(stage="3-night-two")
    for f in planted.filter(status="rejected").iter_rows(named=True):
        sha256 = store.file_hash(demo.home.root.parent / "deliveries" / f["path"])
        assert (f["unit_id"], aliases[f["unit_id"], sha256], "rejected") in last
    assert planted.filter(status="rejected").height >= 2
    repeated = planted.filter(status="already_loaded").get_column("unit_id").to_list()
    assert repeated == [unit for unit, name, status in last if status == "already_loaded" and name not in known]


def test_a_form_differs_from_the_dossiers_only_where_a_row_of_it_was_rejected(demo: Demo) -> None:
    """Form II.06a as units file it was planted from their dossiers: what differs was lost on the way."""
    forms = demo.truth.ledger.filter(pl.col("table") == "unit_reports")
    incomplete = set(forms.filter(pl.col("rejected") > 0).get_column("unit_id"))
    warned = demo.table("warnings").filter(code="own-report-differs")
    assert incomplete
    assert set(warned.get_column("unit_id")) == incomplete


def test_every_table_has_a_file_to_point_a_query_at(demo: Demo) -> None:
    snapshot = store.current_snapshot(demo.home)
    assert snapshot is not None
    assert all(
        list((snapshot / name).rglob("*.parquet")) for name, t in load_tables().items() if t.scope != "published"
    )


def test_no_two_rows_agree_in_the_key_that_their_table_has(demo: Demo) -> None:
    keyed = {name: t.key for name, t in load_tables().items() if t.scope != "published" and t.key}
    assert [n for n, key in keyed.items() if demo.table(n).select(pl.struct(key).is_duplicated().any()).item()] == []


def test_every_code_that_a_table_holds_is_one_that_it_declares(demo: Demo) -> None:
    undeclared = [
        (name, column.name, value)
        for name, table in load_tables().items()
        if table.scope != "published"
        for column in table.columns
        if column.codes
        for value in demo.table(name).get_column(column.name).drop_nulls().unique().to_list()
        if value not in column.codes
    ]
    assert undeclared == []


def test_counts_add_up_and_have_no_key(counts: pl.DataFrame) -> None:
    """One row for each file that was counted: several are of one unit, day and measure, all their columns agree."""
    assert counts.select(pl.struct("unit_id", "day", "measure").is_duplicated().any()).item()
    assert load_tables()["measures"].key == ()


def test_what_one_district_sends_in_the_last_night_is_behind_its_change_and_behind_no_other(demo: Demo) -> None:
    before, after = (_record(demo, stage) for stage in STAGES[-2:])
    changes = differences(before, after)
    [supplement] = {s.submission_id for s in after.submissions} - {s.submission_id for s in before.submissions}
    own = [change for change in changes.units if change.cause == "own"]
    assert [change.unit_id for change in own] == [SUPPLEMENTED_UNIT]
    assert [sent.submission_id for sent in own[0].added] == [supplement]
    assert own[0].added[0].exported_at == SUPPLEMENTED_AT
    assert not own[0].removed
    assert load_city().register.by_id[SUPPLEMENTED_UNIT].name_vi in SUPPLEMENT_REASON


def _record(demo: Demo, stage: Stage) -> Record:
    """Return the record that an edition of the year before has, as of the night of a stage."""
    city, [snapshot] = load_city(), demo.home.snapshots.glob(f"{stage.business_date}-*")
    draft = rank_period(city, snapshot, "2022", "council-survey", stage.business_date)
    content = Content({}, ranking_record(city, draft), ranking_tables(draft)["rankings"])
    return new_record(demo.home, city, 1, content, "")


def test_cases_by_kind_are_those_of_the_counts(demo: Demo, counts: pl.DataFrame) -> None:
    """The same conditions on the same rows: what is divided by kinds sums to what was counted by days."""
    snapshot = store.current_snapshot(demo.home)
    assert snapshot is not None
    draft = rank_period(load_city(), snapshot, "2022", "council-survey")
    like = case_mix(load_city(), snapshot, draft)
    assert set(like.get_column("indicator")) == {"on_time_over_resolved", "online_share"}
    cells = draft.ranking.cells.select("unit_id", "indicator", "x", "n")
    crude = like.join(cells, on=["unit_id", "indicator"]).select("crude", plain=1 - pl.col("x") / pl.col("n"))
    assert crude.height == like.height >= 10
    assert crude.get_column("crude").to_list() == pytest.approx(crude.get_column("plain").to_list(), abs=1e-12)
    parts = (like.get_column("mix") + like.get_column("performance")).to_list()
    assert parts == pytest.approx((like.get_column("crude") - like.get_column("city")).to_list(), abs=1e-12)


def test_the_standardised_ranking_tells_the_planted_good_districts_from_those_with_an_easy_mix(demo: Demo) -> None:
    """At full size, from the histories alone: 6 000 dossiers hold too few late ones."""
    planted = json.loads((demo.truth.folder / "truth" / "truth.json").read_text(encoding="utf-8"))["case_mix"]
    good = [unit for unit, of in planted.items() if of["mix"] == "hard"]
    easy = [unit for unit, of in planted.items() if of["mix"] == "easy"]
    assert max(planted[unit]["late"] for unit in good) < min(planted[unit]["late"] for unit in easy)
    units, one = sorted(planted), load_city().indicators["on_time_over_resolved"]
    assert one.case_mix is not None
    kinds = count_case_mix([_full_size(demo)], units, [parse_period("2022"), parse_period("2023")], [one])[one.code]
    alike = np.ones(len(units))  # independent cases
    like = like_with_like(kinds, one.case_mix, range(len(units)), 0.95, alike)
    place = {unit: i for i, unit in enumerate(units)}
    crude, ratio = ({unit: float(column[place[unit]]) for unit in units} for column in (like.crude, like.rates.ratio))
    assert min(crude[unit] for unit in good) > max(crude[unit] for unit in easy), "the mix turns them around"
    assert max(ratio[unit] for unit in good) < min(ratio[unit] for unit in easy), "like with like they are told"
    beats = rank_sets(like, range(len(units)), 0.95, alike, np.full(len(units), np.inf)).simultaneous.beats
    assert beats[place["binh-thanh"], place["binh-chanh"]]
    mix, work = like.from_city.total_mix, like.from_city.total_performance
    assert min(mix[place[unit]] for unit in good) > 0 > max(mix[place[unit]] for unit in easy)
    assert all(work[place[unit]] < mix[place[unit]] for unit in good), "what they are behind by is their mix"


def _full_size(demo: Demo) -> pl.LazyFrame:
    """Return dossiers as one good source would tell them at the end of 2023, with their facts."""
    city = load_city()
    source, upto = city.sources["dossiers-csv-utf8"], datetime(2023, 12, 29, 18)
    codes = {unit: city.register.by_id[unit].code for unit in HABITS}
    histories = dossier_histories(demo.truth.seed, FULL_SIZE, city.calendar, dict.fromkeys(HABITS, "second"), codes)
    dossiers = as_exported(state(histories, upto), source, load_tables()["dossiers"])
    return dossier_facts(dossiers.lazy(), city.calendar, None, city.time_rules)
