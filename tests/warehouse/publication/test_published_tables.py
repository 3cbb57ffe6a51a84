"""The tables that a publication is made of, against counts by hand."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from in_force import INDICATORS
from nights import WABO, deliver, home_at, run, table
from scipy.stats import betabinom
from wabo_cases import HEADER, month_of_cases

from schemas.city import load_city
from schemas.disclosure import DisclosurePolicy, policy_of
from schemas.measure import Measure
from schemas.register import CITY
from schemas.table import load_tables
from schemas.terms import terms_text
from warehouse import store
from warehouse.publication import draft_tables, period_tables, snapshot_tables
from warehouse.publication.formula_counts import formula_counts
from warehouse.publication.monthly import monthly
from warehouse.publication.publication import published_tables
from warehouse.ranking.rank_period import rank_period

UNITS = {"General": 40, "Experts": 30, "Customer contact": 25}


def cases(year, month, late):
    """The dossiers of one month, of which each unit ends the first `late` after they were due."""
    return month_of_cases(UNITS, year, month, dict.fromkeys(UNITS, late))


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """The snapshot of a night that brought February 2022, May 2022 and February 2023, and its draft of 2023."""
    home = home_at(tmp_path_factory.mktemp("home"))
    for year, month, late in ((2022, 2, 12), (2022, 5, 0), (2023, 2, 15)):
        deliver(home, CITY, f"cases_{year}_{month}.csv", cases(year, month, late))
    deliver(
        home, CITY, "broken.csv", HEADER + cases(2023, 1, 0).splitlines()[1].replace("2023-01-01", "2023-01-91") + "\n"
    )
    report = run(home, load_city(WABO), date(2023, 3, 1), is_ranked=True)
    return report.snapshot, rank_period(load_city(WABO), report.snapshot, "2023", "timeliness")


def test_every_published_table_is_declared_as_published_and_in_no_snapshot(night):
    snapshot, _ = night
    own = {name for name, t in load_tables().items() if t.scope == "published"}
    assert own - set(published_tables()) == {"editions"}  # made when an edition is published, and not with it
    assert not own & {path.name for path in snapshot.iterdir()}
    assert not any(load_tables()[name].is_sent for name in published_tables())


def test_trends_are_counted_quarter_by_quarter_and_end_with_the_period(night):
    found = period_tables.trends(*night).filter(unit_id="general", indicator="on_time_over_resolved")
    assert found.get_column("quarter").to_list() == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1"]
    nothing = (None, None, None)
    assert found.select("x", "n", "excluded").rows() == [(28, 40, 0), (40, 40, 0), nothing, nothing, (25, 40, 0)]
    assert found.get_column("status").to_list() == ["OK", "OK", "NOT_REPORTED", "NOT_REPORTED", "OK"]
    assert found.get_column("last_day").max() == date(2023, 3, 1)  # the day of the tables, not the end of the quarter


def test_months_are_set_against_those_before_them(night):
    """Of 2023 up to 1 March: the months since April 2022, after a year in which 28 of 40 were on time, in February.

    Forty of forty in May are better than that; 25 of 40 in February are worse than the 68 of 80 of both.
    """
    strict = policy_of([], "public", "monthly")
    found = monthly(*night, strict, 10).filter(unit_id="general")
    assert found["month"].to_list() == [f"2022-{m:02}" for m in range(4, 13)] + ["2023-01", "2023-02", "2023-03"]
    assert found["last_day"].max() == date(2023, 3, 1)
    judged = found.drop_nulls("against_past")
    assert judged.select("month", "against_past").rows() == [("2022-05", 2), ("2023-02", -1)]
    law = betabinom(40, 68.5, 12.5)
    assert 0.001 < law.cdf(25) - law.pmf(25) / 2 < 0.025
    assert found.filter(month="2022-07").select("status", "against_past").rows() == [("NOT_REPORTED", None)]
    # With 13 as the threshold the 12 late of the year before are a small count: that year is not used.
    without = monthly(*night, strict, 13).filter(unit_id="general").drop_nulls("against_past")
    assert without.select("month", "against_past").rows() == [("2023-02", -2)]
    assert monthly(*night, strict, 16).filter(unit_id="general")["status"].unique().to_list() == [
        "SUPPRESSED"
    ]  # 15 late
    few = strict.model_copy(update={"office": "few_people"})  # of a month in which few are concerned nothing is said
    assert monthly(*night, few, 16).filter(unit_id="general", status="OK").height == 2
    assert monthly(*night, few, 41).filter(unit_id="general", status="OK").height == 0


def test_trends_list_no_quarter_in_which_a_unit_did_not_exist_throughout(night, tmp_path):
    snapshot, draft = night
    born = [u.model_copy(update={"valid_from": date(2022, 4, 2)}) if u.unit_id == "experts" else u for u in draft.units]
    later = type(draft)(**{**vars(draft), "units": tuple(born)})
    found = period_tables.trends(snapshot, later).filter(unit_id="experts").get_column("quarter").unique().sort()
    assert found.to_list() == ["2022-Q3", "2022-Q4", "2023-Q1"]


def test_the_counts_of_the_formulas_give_numerator_denominator_and_what_is_left_out(night):
    snapshot, draft = night
    counts = formula_counts(snapshot, draft)
    value = {(unit, item): n for unit, item, n in counts.select("unit_id", "item", "value").iter_rows()}
    assert value["experts", "resolved"] == 30
    assert value["experts", "resolved_late_first"] == 15
    cells = pl.concat([draft.ranking.cells.select(draft.signals.columns), draft.signals]).filter(status="OK")
    assert set(cells["unit_id"]) == {"general", "experts", "customer-contact"}
    for cell in cells.iter_rows(named=True):
        one = draft.method.indicators[cell["indicator"]]
        parts = {"x": one.numerator, "n": one.denominator, "excluded": one.excluded}
        for part, terms in parts.items():
            summed = sum(t.sign * value[cell["unit_id"], terms_text([replace(t, sign=1)])] for t in terms)
            assert summed == cell[part], (one.code, part)
    assert counts.filter("is_suppressed").is_empty()


def test_the_form_holds_its_identities_and_the_period_of_the_ranking(night):
    found = period_tables.form(*night).filter(unit_id="experts")
    values = dict(found.select("item", "counted").iter_rows())
    assert values["received_total"] == values["resolved_total"] + values["open_total"] == 30
    assert (values["resolved_late"], values["received_online"]) == (15, 30)
    assert found.get_column("item").to_list() == list(load_tables()["form_ii06a"].column("item").codes)
    assert found.select("period_from", "period_to").unique().rows() == [(date(2023, 1, 1), date(2023, 3, 1))]
    assert not found.get_column("is_reported").any()


def test_deliveries_account_for_every_row_of_the_ledger(night):
    snapshot, draft = night
    ids = [u.unit_id for u in draft.units]
    found, ledger = (
        snapshot_tables.deliveries(snapshot, ids),
        table(snapshot, "ledger").filter(pl.col("unit_id").is_in(ids)),
    )
    counts = ("rows_in", "accepted", "rejected", "duplicate")
    assert found.select(counts).sum().row(0) == ledger.select(counts).sum().row(0)
    assert (found["rows_in"] == found["accepted"] + found["rejected"] + found["duplicate"]).all()
    general = found.row(by_predicate=pl.col("unit_id") == "general", named=True)
    assert (general["submissions"], general["refused"], general["accepted"]) == (4, 1, 120)


def test_rejected_rows_are_counted_by_rule(night):
    snapshot, draft = night
    found = snapshot_tables.rejection_counts(snapshot, [u.unit_id for u in draft.units])
    assert set(found.get_column("unit_id")) == {"general"}
    assert found.get_column("rows").max() == 1
    assert found.get_column("message_vi").null_count() == 0


def test_benchmarks_sum_the_ranked_units(night):
    _, draft = night
    row = draft_tables.benchmarks(draft).row(by_predicate=pl.col("indicator") == "on_time_over_resolved", named=True)
    assert (row["x"], row["n"], row["excluded"]) == (95 - 45, 95, 0)
    assert (row["units"], row["hidden"]) == (3, 0)


def test_indicators_say_how_each_is_counted_and_which_are_signals(night):
    _, draft = night
    found = draft_tables.indicators(draft.method, POLICY)
    assert found.get_column("position").to_list() == list(range(1, found.height + 1))
    first = found.row(0, named=True)
    assert first["numerator"] == "resolved - resolved_late_first"
    assert (first["role"], first["size"]) == ("score", 100.0)
    assert (first["is_about_people"], first["concerns_people"], first["is_protected"]) == (False, True, False)
    signals = [code for code, one in INDICATORS.items() if one.role == "integrity"]
    assert found.filter(role="integrity").get_column("indicator").to_list() == signals


POLICY = DisclosurePolicy(audience="public", office="exact", people="small_counts", legal_basis="–")
ROOMS = Measure(name="rooms", table="offices", about="office", day="day", vi="phòng", en="rooms")
VISITS = ROOMS.model_copy(update={"name": "visits", "about": "people"})


def test_an_indicator_is_of_people_if_one_of_its_counts_is():
    of_people = [code for code, one in INDICATORS.items() if one.subject == "people"]
    assert of_people == ["satisfaction", "satisfaction_766"]
    of_nobody = [code for code, one in INDICATORS.items() if one.subject is None]
    procedures = ["procedures_online_share", "payment_integration_share", "publication_on_time"]
    assert of_nobody == [*procedures, "publication_within_limit", "publication_complete", "training_per_official"]
    visits_per_room = INDICATORS["training_per_official"].model_copy(update={"counted": (ROOMS, VISITS)})
    assert visits_per_room.subject == "people"
    assert visits_per_room.model_copy(update={"counted": (ROOMS,)}).subject is None
    dossiers = ROOMS.model_copy(update={"concerns_people": True})
    assert visits_per_room.model_copy(update={"counted": (ROOMS, dossiers)}).subject == "office"


def test_the_eligible_and_their_reasons_are_told(night):
    _, draft = night
    found = draft_tables.eligibility(draft)
    assert found.get_column("unit_id").to_list() == sorted(u.unit_id for u in draft.units)
    assert store.scan_table(night[0], load_tables()["units"]).collect().height == draft_tables.units(draft).height
