"""Rules of time: each by a law, one at a time, and what is judged where a city says nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree

import polars as pl
import pytest

from schemas.city import DEFAULT_CITY, City, declarations_hash, load_city
from schemas.errors import DeclarationError
from schemas.rules import violation, with_check_columns
from schemas.strict import parse
from schemas.table import Table
from schemas.time_rules import NO_RULES, RULES, TimeRules, is_every_day, sql_with_days

WABO = Path(__file__).parents[1] / "cities" / "wabo"
LAW = {"legal_basis": "a law"}
FROM_2023 = {"working_days": 5, "valid_from": "2023-01-01"} | LAW


def rules(**rows: object) -> TimeRules:
    return parse(TimeRules, rows, "time_rules.toml")


def under(city: City, **rows: object) -> City:
    return replace(city, time_rules=rules(**rows))


def test_the_shipped_city_says_something_of_every_day_and_by_which_law() -> None:
    of_city = load_city().time_rules
    assert [name for name, days in of_city.days_said.items() if not is_every_day(days)] == []
    rows = [row for name in RULES for row in getattr(of_city, name)]
    assert all("Nghị định" in row.legal_basis or "Quyết định" in row.legal_basis for row in rows)
    assert (of_city.petitions[0].working_days, of_city.publication[0].working_days) == (15, 5)
    assert load_city(WABO).time_rules == NO_RULES


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ({"petitions": [{"working_days": 5}]}, "legal_basis: missing; write the document and its article"),
        ({"petitions": [{"working_days": 0} | LAW]}, "greater than or equal to 1"),
        ({"supplements": [{"most": -1} | LAW]}, "greater than or equal to 0"),
        ({"closed": [{"statuses": []} | LAW]}, "at least 1 item"),
        ({"petitions": [FROM_2023 | {"valid_to": "2022-12-31"}]}, "valid_to 2022-12-31 is before valid_from"),
        ({"petitions": [FROM_2023, FROM_2023]}, "petitions: two rows hold on 2023-01-01"),
        ({"petitions": [FROM_2023, {"working_days": 9, "valid_to": "2023-01-01"} | LAW]}, "two rows hold on 2023-01-0"),
        ({"supplements": [{"most": 1} | LAW, {"most": 2} | LAW]}, "supplements: two rows hold; end one"),
        ({"petition": [FROM_2023]}, "unknown key 'petition'; did you mean petitions"),
    ],
)
def test_rules_that_cannot_be_right_are_refused(rows: dict[str, object], fault: str) -> None:
    with pytest.raises(DeclarationError, match=fault):
        rules(**rows)


def test_rows_that_meet_at_a_day_cover_it_once() -> None:
    meeting = rules(petitions=[FROM_2023, {"working_days": 15, "valid_to": "2022-12-31"} | LAW])
    assert is_every_day(meeting.days_said["petitions"])
    apart = rules(petitions=[FROM_2023, {"working_days": 15, "valid_to": "2022-12-30"} | LAW])
    assert not is_every_day(apart.days_said["petitions"])
    assert not is_every_day(apart.days_said["publication"])


def test_a_status_that_no_dossier_has_is_refused_with_the_nearest(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    copytree(DEFAULT_CITY, folder)
    path = folder / "time_rules.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"supplement_asked"', '"suplement_asked"'), encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"a dossier has no status 'suplement_asked'; .*: suppl"):
        load_city(folder)


def missing_due_dates(city: City) -> list[int]:
    """Which of these petitions are rejected for want of a due date: received 2022, on New Year, without a date."""
    table = city.tables["petitions"]
    received = [datetime(2022, 12, 31, 23, 59), datetime(2023, 1, 1), datetime(2023, 1, 1), None]
    due = [None, None, datetime(2023, 2, 1), None]
    rows = pl.LazyFrame(
        {name: [None] * 4 for name in table.polars_schema} | {"received_at": received, "due_at": due},
        schema=table.polars_schema,
    )
    asked = [rule for rule in table.rules if rule.id == "due-at-missing"]
    frame = with_check_columns(rows, table).collect()
    return [i for rule in asked for i, bad in enumerate(frame.select(violation(rule)).to_series()) if bad]


def test_a_petition_needs_a_due_date_on_days_for_which_the_city_declares_no_limit() -> None:
    city = load_city()
    assert missing_due_dates(city) == []
    assert "due-at-missing" not in {rule.id for rule in city.tables["petitions"].rules}
    assert missing_due_dates(under(city, petitions=[FROM_2023])) == [0]
    last = date(2022, 12, 31)
    assert missing_due_dates(under(city, petitions=[FROM_2023 | {"valid_from": last, "valid_to": last}])) == [1]
    assert missing_due_dates(under(city)) == [0, 1, 3]


def test_a_check_column_asks_for_a_rule_by_its_name() -> None:
    day = date(2023, 1, 1)
    said = {"petitions": ((date.min, day), (day + timedelta(days=9), date.max))}
    assert sql_with_days("NOT said(petitions, a)", said) == (
        "NOT (CAST(a AS DATE) <= DATE '2023-01-01' OR CAST(a AS DATE) >= DATE '2023-01-10')"
    )
    assert sql_with_days("said(petitions, a)", {}) == "(FALSE)"
    assert sql_with_days("said(petitions, a)", {"petitions": ((date.min, date.max),)}) == "(TRUE)"
    declared = load_city().tables["petitions"].model_dump(by_alias=True)
    declared["derived"] = [{"name": "needs_due_at", "sql": "said(petition, received_at)"}]
    with pytest.raises(DeclarationError, match="there is no rule of time 'petition'; rules: not_accepted"):
        parse(Table, declared, "petitions.toml")


def test_files_are_read_again_only_where_a_rule_decides_how() -> None:
    city = load_city()
    changed = under(city, **city.time_rules.model_dump() | {"petitions": [FROM_2023]})
    longer = under(city, **city.time_rules.model_dump() | {"petitions": [{"working_days": 20} | LAW]})
    hashes = [
        [declarations_hash(c, c.sources[source]) for c in (city, changed, longer)]
        for source in ("petitions-csv", "dossiers-csv-utf8")
    ]
    assert hashes[0][0] != hashes[0][1] and hashes[0][0] == hashes[0][2], "another number of days changes no rows"
    assert len(set(hashes[1])) == 1
