"""Claims held against dossiers: in which reading they give what is printed, and when that none does may be said."""

from datetime import date, datetime
from math import floor

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.city import load_city
from schemas.measure import DAYS
from schemas.printed import read_printed
from schemas.words.message import message
from warehouse.claims.claim import Claim, Verdict
from warehouse.claims.dossier_readings import CountReading, count_readings, rate_readings
from warehouse.claims.dossier_verdicts import with_dossiers
from warehouse.claims.dossiers import figures_of, windows_of
from warehouse.claims.holdings import SENT, Held, held_days, holding

CITY = load_city()
YEAR = (date(2022, 1, 1), date(2022, 12, 31))
BEGIN, EXPORTED = date(2021, 12, 1), datetime(2023, 1, 5, 9)
# Of Quận 12, in 2022: 1000 received beside 24 carried over, 1001 resolved.
COUNTS = {
    "received": 1000,
    "resolved": 1001,
    "resolved_late": 13,
    "resolved_late_first": 41,
    "resolved_late_766": 60,
    "resolved_without_due": 101,
    "resolved_without_due_first": 101,
    "received_online": 317,
}


def counted(counts=COUNTS, unit="quan-12", months=range(1, 13)):
    """The table `measures`: what was received is spread over `months`, the rest stands on one day."""
    first, *others = months
    share, rest = divmod(counts["received"], len(months))
    rows = [(unit, date(2022, month, 3), "received", share) for month in others]
    rows += [(unit, date(2022, first, 3), "received", share + rest), (unit, date(2021, 12, 20), "received", 5)]
    rows += [(unit, date(2021, 12, 6), "open", 24)]
    rows += [(unit, date(2022, 6, 15), name, n) for name, n in counts.items() if name != "received"]
    return pl.LazyFrame(rows, ["unit_id", "day", "measure", "n"], orient="row")


def sent(rejected=0, begin=BEGIN, exported=EXPORTED, unit="quan-12"):
    schema = {"unit_id": pl.String, "is_active": pl.Boolean, "exported_at": pl.Datetime, "window_from": pl.Date}
    rows = [(unit, True, exported, begin, date(2022, 12, 31), rejected)]
    return pl.DataFrame(rows, schema | {"window_to": pl.Date, "rejected": pl.Int64}, orient="row").select(SENT)


HELD = Held(counted(), sent())


def claim(measure, printed, scope="alone", unit="Quận 12", over="", window=YEAR):
    return Claim("a", "t", unit, "", window, measure, printed, read_printed(printed, "vi"), over, scope)


def judged(of, held=HELD, by_text="not_testable"):
    text = Verdict("a", by_text, (), None, message("claims.not-judged"))
    return with_dossiers(of, text, figures_of([of], CITY, held).get("a", ()))


@pytest.mark.parametrize(
    ("measure", "printed", "over", "reading", "departures"),
    [
        ("dossiers_received", "1.000", "", "received", 0),
        ("dossiers_received", "trên 1.000", "", "received", 0),
        ("dossiers_received", "1.024", "", "received_and_carried_over", 1),
        ("dossiers_late", "13", "", "late; due current", 0),
        ("dossiers_late", "41", "", "late; due first", 1),
        ("dossiers_on_time", "988", "", "on_time; due current; undated on_time", 0),
        ("dossiers_on_time", "887", "", "on_time; due current; undated out", 1),
        # 988 of 1001 are 98,7013 %, 887 of 900 are 98,5556 %, 960 of 1001 are 95,9041 %, 988 of 1000 are 98,8 %.
        ("on_time_rate", "98,70%", "", "on_time / resolved; due current; undated on_time; half-up", 0),
        ("on_time_rate", "98,56%", "", "on_time / dated; due current; undated out; half-up", 2),
        ("on_time_rate", "98,55%", "", "on_time / dated; due current; undated out; cut", 3),
        ("on_time_rate", "95,90%", "", "on_time / resolved; due first; undated on_time; half-up", 1),
        ("on_time_rate", "98,80%", "", "on_time / received; due current; undated on_time; half-up", 1),
        (
            "on_time_rate",
            "98,80%",
            "on_time_over_received",
            "on_time / received; due current; undated on_time; half-up",
            0,
        ),
        ("on_time_rate", "98,80%", "received_new", "on_time / received; due current; undated on_time; half-up", 0),
        (
            "on_time_rate",
            "98,70%",
            "on_time_over_volume",
            "on_time / resolved; due current; undated on_time; half-up",
            1,
        ),
        ("late_rate", "1,30%", "", "late / resolved; due current; undated on_time; half-up", 0),
        ("late_rate", "1,29%", "", "late / resolved; due current; undated on_time; cut", 1),
        ("online_rate", "31,7%", "", "received_online / received; half-up", 0),
    ],
)
def test_the_reading_that_gives_what_is_printed_is_named(measure, printed, over, reading, departures):
    verdict = judged(claim(measure, printed, over=over))
    assert verdict.verdict == ("reconciles_only_if" if departures else "reconciles")
    assert (verdict.readings[0].code, verdict.readings[0].departures) == (f"dossiers: {reading}", departures)
    assert verdict.tested_against == "dossiers"
    assert len(verdict.readings) <= 3


FALSE = [
    ("dossiers_received", "3.000"),
    ("dossiers_received", "300"),
    ("dossiers_late", "3"),
    ("on_time_rate", "99,9%"),
]


@pytest.mark.parametrize(("measure", "printed"), FALSE)
def test_what_no_reading_gives_is_contradicted(measure, printed):
    verdict = judged(claim(measure, printed), by_text="reconciles")
    assert (verdict.verdict, verdict.tested_against) == ("contradicted", "dossiers")


INCOMPLETE = {
    "exports end with the window": Held(counted(), sent(exported=datetime(2022, 12, 31, 20))),
    "exports begin within it": Held(counted(), sent(begin=date(2022, 1, 3))),
    "a month is not there": Held(counted(months=[1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12]), sent()),
    "nothing was sent": Held(counted(), sent(unit="quan-1")),
}


@pytest.mark.parametrize("held", INCOMPLETE.values(), ids=INCOMPLETE)
@pytest.mark.parametrize(("measure", "printed"), FALSE)
def test_where_dossiers_are_not_complete_they_contradict_nothing(measure, printed, held):
    assert judged(claim(measure, printed), held, "reconciles").verdict == "reconciles"


def test_each_rejected_row_leaves_room():
    assert judged(claim("dossiers_late", "3"), Held(counted(), sent(rejected=9))).verdict == "contradicted"
    assert judged(claim("dossiers_late", "3"), Held(counted(), sent(rejected=10))).verdict == "not_testable"
    assert judged(claim("on_time_rate", "99,9%"), Held(counted(), sent(rejected=12))).verdict == "not_testable"


def test_a_unit_may_have_wards_unless_its_figure_is_said_to_be_its_own():
    assert judged(claim("dossiers_received", "3.000", scope="")).verdict == "not_testable"
    assert judged(claim("on_time_rate", "99,9%", scope="")).verdict == "not_testable"
    assert judged(claim("dossiers_received", "300", scope="")).verdict == "contradicted", "with wards it would be more"
    assert judged(claim("dossiers_received", "1.000", scope="")).verdict == "reconciles"


def test_what_dossiers_leave_open_says_so_and_a_text_that_closes_stands():
    of = claim("dossiers_received", "3.000", scope="")
    assert judged(of).why.key == "claims_dossiers.left-open"
    assert judged(of, by_text="reconciles").why.key == "claims.not-judged"


def test_a_bound_is_no_untruth_where_there_is_more_than_was_to_be_expected():
    assert judged(claim("dossiers_received", "trên 600")).verdict == "not_testable"
    assert judged(claim("dossiers_received", "trên 2.000")).verdict == "contradicted"
    assert judged(claim("dossiers_received", "gần 3.000")).verdict == "not_testable"
    assert judged(claim("dossiers_late", "dưới 5")).verdict == "contradicted"


def test_what_is_at_odds_with_itself_stays_so_unless_the_dossiers_give_it():
    assert (
        judged(claim("on_time_rate", "61,50%"), by_text="internally_inconsistent").verdict == "internally_inconsistent"
    )
    assert judged(claim("on_time_rate", "98,70%"), by_text="internally_inconsistent").verdict == "reconciles"


def test_a_whole_city_has_departments_that_send_nothing():
    held = Held(pl.concat(counted(unit=u.unit_id) for u in CITY.register.units), sent())
    assert judged(claim("dossiers_received", "1", unit="TP.HCM", scope=""), held).verdict == "not_testable"
    assert judged(claim("dossiers_received", "1", unit="Đà Lạt", scope=""), held).verdict == "not_testable"


def test_the_days_may_be_those_of_the_reporting_year():
    verdict = judged(claim("dossiers_received", "1.005"))
    assert (verdict.verdict, verdict.readings[0].code) == (
        "reconciles_only_if",
        "dossiers: received; reporting-period",
    )


def test_what_is_no_number_of_dossiers_is_left_alone():
    for of in (
        claim("dossiers_received", "31,5%"),
        claim("on_time_rate", "1.000"),
        claim("dossiers_on_time", "18/510.307"),
        claim("satisfaction_rate", "1,00%"),
        claim("dossiers_late", "3", window=None),
        claim("dossiers_late", "cơ bản không có"),
    ):
        assert figures_of([of], CITY, HELD) == {}


def readings():
    """Every reading that is declared, with a measure of claims that it is of."""
    for name in ("received", "online", "resolved", "in_time", "late", "overdue", "open", "open_overdue", "handled"):
        yield from ((f"dossiers_{name}", reading) for reading, _ in count_readings(name))
    for name in ("on_time", "late", "resolved", "online"):
        yield from ((f"{name}_rate", reading) for reading, _ in rate_readings(name, ""))


def test_readings_ask_for_measures_that_the_city_counts():
    def terms(reading):
        parts = (
            (reading.terms, reading.up_to or ())
            if isinstance(reading, CountReading)
            else (reading.numerator, reading.denominator)
        )
        return [term.measure for part in parts for term in part]

    asked = {name for _, reading in readings() for name in terms(reading)}
    assert asked <= set(CITY.measures) | {name + DAYS for name in CITY.measures}
    assert len(asked) > 15


NONE_FELL_DUE = next(r for r in readings() if not isinstance(r[1], CountReading) and r[1].over == "due")


@example(NONE_FELL_DUE, "half-up", 0, {}, [1, 3])
@given(
    st.sampled_from([r for r in readings() if not isinstance(r[1], CountReading)]),
    st.sampled_from(["cut", "half-up"]),
    st.integers(0, 3),
    st.fixed_dictionaries({name: st.integers(0, 60) for name in COUNTS if name not in ("received", "resolved")}),
    st.lists(st.integers(-3, 3), min_size=2, max_size=2),
)
def test_what_some_reading_gives_is_never_contradicted(of, rounding, decimals, counts, off):
    """Also where the printed figure rests on a few dossiers more or less than the rows that were not rejected."""
    measure, reading = of
    held = Held(counted({**COUNTS, **counts}), sent(rejected=3))
    held_of_unit = holding(held_days(held, YEAR), [CITY.register.by_id["quan-12"]])
    part, whole = held_of_unit.sum_of(reading.numerator) + off[0], held_of_unit.sum_of(reading.denominator) + off[1]
    if not 0 <= part <= whole or whole == 0:
        return
    scale = 100 * 10**decimals
    units = (2 * part * scale + whole) // (2 * whole) if rounding == "half-up" else floor(part * scale // whole)
    printed = f"{units // 10**decimals},{units % 10**decimals:0{decimals}}%" if decimals else f"{units}%"
    assert judged(claim(measure, printed), held).verdict != "contradicted"


def test_counts_are_told_apart_by_all_days_that_a_claim_may_mean():
    assert windows_of([claim("dossiers_late", "3")]) == {YEAR, (date(2021, 12, 15), date(2022, 12, 14))}
    assert windows_of([claim("dossiers_late", "3", window=None)]) == frozenset()
