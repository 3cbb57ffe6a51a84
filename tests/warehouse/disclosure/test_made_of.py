"""What stands on form II.06a and behind a rate is one count: the form's columns make up what indicators divide by."""

from datetime import date, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import MEASURES

from schemas.calendar import Calendar, CalendarDeclaration
from schemas.city import load_city
from schemas.table import load_tables
from schemas.terms import terms_in
from warehouse.counting.count import count
from warehouse.disclosure.counts import IDENTITIES, Key, Slots, made_of, terms_of
from warehouse.disclosure.readers_know import stocks_never_negative

CALENDAR = Calendar(CalendarDeclaration(), date(2021, 1, 1), date(2024, 12, 31))
RULES = load_city().time_rules
START = datetime(2022, 1, 20, 9)
MOMENTS = st.integers(0, 140 * 24).map(lambda hours: START + timedelta(hours=hours))
CHANNELS = list(load_tables()["dossiers"].column("channel").codes)
ROWS = st.builds(
    lambda received, due, end, **others: {"received_at": received, "current_due_at": due, "completed_at": end} | others,
    MOMENTS,
    st.none() | MOMENTS,
    st.none() | MOMENTS,
    status=st.sampled_from(["in_handling", "supplement_asked", "handled", "not_received", "stopped"]),
    is_compared_by_day=st.booleans(),
    channel=st.sampled_from(CHANNELS),
    unit_id=st.just("quan-1"),
)
FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)
YEAR_AND_QUARTER = Slots((FIRST, date(2022, 10, 1), date(2023, 1, 1)))
SUMS = {
    "late_share": {"x": terms_in("resolved_late"), "n": terms_in("resolved")},
    "open_share": {"x": terms_in("open_overdue@end"), "n": terms_in("open@end")},
}


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=30), st.dates(START.date(), date(2022, 7, 1)))
def test_each_dossier_is_received_in_one_way_and_ends_in_one_way_and_is_open_between(rows, day):
    schema = load_tables()["dossiers"].polars_schema
    filled = [dict.fromkeys(schema) | {"dossier_code": str(i)} | row for i, row in enumerate(rows)]
    tables = {"dossiers": pl.DataFrame(filled, schema=schema).lazy()}
    counts = count(tables, MEASURES.values(), CALENDAR, RULES).filter(pl.col("day") <= day).collect()
    sums = dict(counts.group_by("measure").agg(pl.col("n").sum()).iter_rows())
    for measure in (*IDENTITIES, "open"):
        parts = made_of(measure, day)
        assert len(parts) > 1
        assert sums.get(measure, 0) == sum(sign * sums.get(part, 0) for part, sign in parts.items())


def key(table, item, part):
    return Key(table, "a", item, FIRST, LAST, part)


def terms(of):
    return terms_of(of, SUMS, YEAR_AND_QUARTER, ())


def test_the_total_of_the_form_is_the_denominator_of_an_indicator():
    assert terms(key("rankings", "late_share", "n")) == terms(key("form_ii06a", "resolved_total", "value"))
    assert terms(key("formula_counts", "resolved", "value")) == terms(key("form_ii06a", "resolved_total", "value"))


def test_what_was_received_on_the_form_and_did_not_end_is_open():
    received, resolved, is_open = (
        terms(key("form_ii06a", item, "value")) for item in ("received_total", "resolved_total", "open_total")
    )
    left = {name: received.get(name, 0) - resolved.get(name, 0) for name in received.keys() | resolved.keys()}
    assert is_open == left == terms(key("rankings", "open_share", "n"))
    assert is_open["a", "open", "before", ""] == 1


def test_no_stock_is_below_zero_in_the_counts_that_make_it_up():
    known = list(stocks_never_negative([("a", "open", "before", "")], {"open"}, YEAR_AND_QUARTER))
    until_the_end = dict(known[-1].terms)
    assert until_the_end == terms(key("form_ii06a", "open_total", "value"))
    assert {(of.low, of.high) for of in known} == {(0, float("inf"))}
