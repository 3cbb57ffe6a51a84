"""The readings of "on time": each by its own formula, what each leaves out, and how they hang together."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import INDICATORS, MEASURES

from schemas.calendar import Calendar, CalendarDeclaration
from schemas.city import load_city
from schemas.table import load_tables
from schemas.terms import terms_text
from schemas.words.formats import percent
from warehouse.counting.count import count
from warehouse.ranking.evidence.cells import evaluate
from warehouse.ranking.evidence.periods import parse_period

YEAR, DAY = parse_period("2022"), date(2022, 6, 6)
READINGS = [code for code in INDICATORS if code.startswith("on_time")]
CALENDAR = Calendar(CalendarDeclaration(), date(2021, 1, 1), date(2024, 12, 31))
MONDAY = datetime(2022, 6, 6, 9)


def cells(counts):
    """The cell of each reading of one unit by its code."""
    chosen = [INDICATORS[code] for code in READINGS]
    rows = evaluate(counts, ["quan-12"], YEAR, chosen, {("quan-12", "dossiers")}, dict.fromkeys(READINGS, 1))
    return {row["indicator"]: row for row in rows.iter_rows(named=True)}


def of_counts(**counts):
    rows = [("quan-12", DAY, measure, n) for measure, n in counts.items()]
    return cells(pl.LazyFrame(rows, schema=load_tables()["measures"].polars_schema, orient="row"))


def of_dossiers(rows):
    schema = load_tables()["dossiers"].polars_schema
    about = {"unit_id": "quan-12", "channel": "direct", "status": "in_handling", "received_at": MONDAY}
    named = [dict.fromkeys(schema) | about | {"dossier_code": str(place)} | row for place, row in enumerate(rows)]
    dossiers = pl.DataFrame(named, schema=schema).lazy()
    return cells(count({"dossiers": dossiers}, MEASURES.values(), CALENDAR, load_city().time_rules))


def xn(cell):
    return cell["x"], cell["n"], cell["excluded"]


def test_the_citys_figure_of_2025():
    """Press figures of the city: 1 604 216 of 1 686 294 resolved before or on time, 95.13 %."""
    found = of_counts(resolved=1_686_294, resolved_late_first=82_078)["on_time_over_resolved"]
    assert xn(found) == (1_604_216, 1_686_294, 0)
    assert percent(found["value"], "vi") == "95,13%"


def test_undated_dossiers_are_on_time_or_left_out_and_the_names_say_which():
    found = of_counts(resolved=100, resolved_late_first=5, resolved_without_due_first=20)
    assert xn(found["on_time_over_resolved"]) == (95, 100, 0)
    assert xn(found["on_time_over_dated"]) == (75, 80, 20)
    assert "tính là đúng hạn" in INDICATORS["on_time_over_resolved"].name_vi
    assert "chỉ tính hồ sơ có ngày hẹn trả" in INDICATORS["on_time_over_dated"].name_vi


def test_each_reading_has_a_name_and_a_denominator_of_its_own():
    names = [INDICATORS[code].name_vi for code in READINGS]
    assert len(READINGS) == len(set(names)) == 6
    for one in INDICATORS.values():
        others = [other for other in INDICATORS.values() if other.denominator_id == one.denominator_id]
        assert {terms_text(other.denominator) for other in others} == {terms_text(one.denominator)}


def test_the_reading_of_what_fell_due_counts_open_ones_as_not_on_time_and_leaves_out_those_that_wait():
    due = {"first_due_at": MONDAY + timedelta(days=2), "current_due_at": MONDAY + timedelta(days=9)}
    on_time, late = {"completed_at": MONDAY + timedelta(days=1)}, {"completed_at": MONDAY + timedelta(days=5)}
    waits, next_year = {"status": "supplement_asked"}, dict.fromkeys(due, datetime(2023, 1, 9, 9))
    rows = [due | on_time, due | on_time, due | late, due, due | waits, next_year | on_time, on_time, {}]
    found = of_dossiers(rows)
    assert xn(found["on_time_over_due"]) == (2, 4, 1)
    assert xn(found["on_time_over_resolved"]) == (4, 5, 0)
    assert xn(found["on_time_over_dated"]) == (3, 4, 1)
    assert xn(found["on_time_over_received"]) == (4, 8, 0)
    assert xn(found["on_time_over_resolved_current"]) == (5, 5, 0)


_DAYS = st.none() | st.integers(0, 30)
_DOSSIERS = st.lists(st.tuples(_DAYS, st.integers(0, 9), _DAYS, st.sampled_from(["in_handling", "withdrawn"])))


@pytest.mark.long
@settings(deadline=None, max_examples=40)
@given(_DOSSIERS)
def test_the_readings_of_the_same_dossiers_add_up(drawn):
    """Dated and undated ones are all; a reading fails the late ones, and the open ones where it says so."""
    rows, late, due_open, waiting = [], 0, 0, 0
    for first, moved, end, status in drawn:
        at = {"first_due_at": first, "current_due_at": None if first is None else first + moved, "completed_at": end}
        rows.append({name: None if d is None else MONDAY + timedelta(days=d) for name, d in at.items()})
        rows[-1]["status"] = status
        late += first is not None and end is not None and end > first
        waits = first is not None and end is None and status == "withdrawn"
        waiting, due_open = waiting + waits, due_open + (first is not None and end is None and not waits)
    found, ended = of_dossiers(rows), [row for row in drawn if row[2] is not None]
    dated = [row for row in ended if row[0] is not None]
    resolved, of_dated, due = (found[f"on_time_over_{name}"] for name in ("resolved", "dated", "due"))
    assert (resolved["n"], of_dated["n"], of_dated["excluded"]) == (len(ended), len(dated), len(ended) - len(dated))
    assert resolved["n"] - resolved["x"] == of_dated["n"] - of_dated["x"] == late
    assert (due["n"], due["excluded"], due["n"] - due["x"]) == (len(dated) + due_open, waiting, late + due_open)
    assert found["on_time_over_received"]["x"] == resolved["x"]
    if dated:
        assert Fraction(resolved["x"], resolved["n"]) >= Fraction(of_dated["x"], of_dated["n"])


@pytest.mark.parametrize("one", INDICATORS.values(), ids=INDICATORS)
def test_what_a_rate_leaves_out_can_be_put_back(one):
    """The denominator and what it leaves out make up the whole, of which nothing is taken away."""
    assert {term.sign for term in one.excluded} <= {1}
    whole = [term for term in one.denominator if term.sign == 1]
    assert len(whole) + len(one.excluded) == len(one.denominator)
    assert whole, "a rate divides by something"
