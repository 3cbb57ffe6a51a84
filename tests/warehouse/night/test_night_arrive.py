"""Who is expected to have sent, and by when."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from nights import WABO, copy_city, deliver, hcmc, home_at, run

from schemas.cadence import expected_until
from schemas.calendar import Calendar, CalendarDeclaration
from schemas.register import CITY, Register, Unit
from schemas.submission import Submission
from schemas.time_rules import NO_RULES
from warehouse.night.arrival.arrive import silent_units
from warehouse.ranking.rank_period import rank_period

CALENDAR = Calendar(
    CalendarDeclaration(days_off={date(2023, 3, 9): "a local feast"}, working_days={date(2023, 3, 11): "made up"})
)
WEDNESDAY = date(2023, 3, 8)


def unit(unit_id="quan-12", cadence="daily", **others):
    about = {"code": "1", "name_vi": unit_id, "name_en": unit_id, "level": "district", "kind": "district"}
    return Unit(unit_id=unit_id, cadence=cadence, **about, **others)


@pytest.mark.parametrize(
    ("cadence", "day", "until"),
    [
        ("daily", WEDNESDAY, WEDNESDAY),
        ("daily", date(2023, 3, 5), date(2023, 3, 3)),  # a Sunday looks back to Friday
        ("daily", date(2023, 3, 9), WEDNESDAY),  # a day off
        ("daily", date(2023, 3, 11), date(2023, 3, 11)),  # a Saturday on which work is made up
        ("daily", date(2023, 1, 24), date(2023, 1, 19)),  # lunar new year
        ("weekly", WEDNESDAY, date(2023, 3, 1)),
        ("monthly", WEDNESDAY, date(2023, 2, 5)),
        ("none", WEDNESDAY, date.min),
    ],
)
def test_expected_by_cadence(cadence, day, until):
    assert expected_until(unit(cadence=cadence), CALENDAR, day) == until


def sent(unit_id, day, **others):
    about = {
        "submission_id": f"{unit_id}{day}",
        "folder": unit_id,
        "unit_id": unit_id,
        "table": "dossiers",
        "source_id": "test",
        "declarations": "d",
        "file_name": "a.csv",
        "file_sha256": "x",
        "exported_at": datetime.combine(day, datetime.min.time()),
        "exported_at_origin": "name",
        "business_date": day,
        "status": "accepted",
    }
    return Submission(**(about | others))


def silent(units, on, *submissions):
    city = replace(hcmc(), register=Register(units), calendar=CALENDAR, sources={}, peers=(), time_rules=NO_RULES)
    return silent_units(city, on, submissions)


def test_a_daily_unit():
    daily = [unit()]
    assert silent(daily, WEDNESDAY) == {"quan-12": "missing"}
    assert silent(daily, WEDNESDAY, sent("quan-12", date(2023, 3, 7))) == {"quan-12": "missing"}
    assert silent(daily, WEDNESDAY, sent("quan-12", WEDNESDAY)) == {}


def test_a_day_off_asks_for_nothing_new():
    friday, sunday = date(2023, 3, 3), date(2023, 3, 5)
    assert silent([unit()], sunday, sent("quan-12", friday)) == {"quan-12": "not_expected"}
    assert silent([unit()], sunday, sent("quan-12", sunday)) == {}
    assert silent([unit()], sunday, sent("quan-12", date(2023, 3, 2))) == {"quan-12": "missing"}


@pytest.mark.parametrize(
    ("cadence", "silence", "status"),
    [("weekly", 7, None), ("weekly", 8, "missing"), ("monthly", 31, None), ("monthly", 32, "missing")],
)
def test_longer_cadences(cadence, silence, status):
    last = date.fromordinal(WEDNESDAY.toordinal() - silence)
    expected = {"quan-12": status} if status else {}
    assert silent([unit(cadence=cadence)], WEDNESDAY, sent("quan-12", last)) == expected


def test_only_loaded_dossiers_of_the_unit_itself_speak_for_it():
    others = [
        sent("quan-12", WEDNESDAY, status="rejected"),
        sent("quan-12", WEDNESDAY, table="staffing"),
        sent("quan-1", WEDNESDAY),
    ]
    assert silent([unit()], WEDNESDAY, *others) == {"quan-12": "missing"}


def test_an_export_of_the_city_speaks_for_every_unit():
    """A unit without a row in it had nothing to report."""
    of_city = sent("quan-1", WEDNESDAY, folder=CITY)
    assert silent([unit()], WEDNESDAY, of_city) == {}
    assert silent([unit()], date(2023, 3, 10), of_city) == {"quan-12": "missing"}


def test_units_that_do_not_exist_or_need_not_send_are_not_named():
    past = unit("past", valid_to=date(2023, 1, 31))
    future = unit("future", valid_from=date(2023, 4, 1))
    assert silent([past, future, unit("free", cadence="none")], WEDNESDAY) == {}


def test_the_citys_units_change_with_the_law():
    before, after = (set(silent_units(hcmc(), day, [])) for day in (date(2025, 6, 30), date(2025, 7, 1)))
    assert (len(before), len(after)) == (22, 168)
    assert not before & after


def test_nor_is_a_unit_without_a_row_in_it_unranked_for_silence(tmp_path):
    """The ranking follows the same rule; before the export, both units are silent."""
    dated = ("[format]", "[exported_at]\nname_pattern = '_([0-9]{8})'\n\n[format]")
    daily = ("units.csv", [(",none", ",daily")])
    city = copy_city(tmp_path / "city", dict([daily, ("sources/wabo.toml", [dated])]), WABO)
    home = home_at(tmp_path / "home")
    header = "case,channel,deadline,department,enddate,enddate_planned,group,responsible,startdate,events,last_event\n"
    row = "case-1,Internet,2023-03-20 09:00:00+01:00,General,,,,,2023-03-07 09:00:00+01:00,1,\n"
    deliver(home, CITY, "cases_20230308.csv", header + row)
    reasons = []
    for day in (WEDNESDAY, date(2023, 3, 9)):
        report = run(home, city, on=day)
        ranking = rank_period(city, report.snapshot, "2023", "timeliness", day).ranking.table
        reasons.append(dict(ranking.select("unit_id", "reason").iter_rows())["experts"])
    assert reasons[0] != "NOT_REPORTED_REQUIRED"
    assert reasons[1] == "NOT_REPORTED_REQUIRED"
