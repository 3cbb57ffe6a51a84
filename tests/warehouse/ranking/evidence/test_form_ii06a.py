from datetime import date, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import MEASURES

from schemas.calendar import Calendar, CalendarDeclaration
from schemas.city import load_city
from schemas.table import load_tables
from warehouse.counting.count import count
from warehouse.ranking.evidence.form_ii06a import FORM, form_ii06a
from warehouse.ranking.evidence.periods import parse_period

CALENDAR = Calendar(CalendarDeclaration(), date(2021, 1, 1), date(2024, 12, 31))
RULES = load_city().time_rules
START = datetime(2022, 1, 20, 9)
MOMENTS = st.integers(0, 140 * 24).map(lambda hours: START + timedelta(hours=hours))
ROWS = st.builds(
    lambda received, due, end, **others: {
        "received_at": received,
        "current_due_at": due if due is None else max(due, received),
        "completed_at": end if end is None else max(end, received),
        **others,
    },
    MOMENTS,
    st.none() | MOMENTS,
    st.none() | MOMENTS,
    status=st.sampled_from(["in_handling", "supplement_asked", "handled", "not_received", "stopped"]),
    is_compared_by_day=st.booleans(),
    channel=st.sampled_from(["direct", "online", "post"]),
    unit_id=st.sampled_from(["quan-1", "quan-12"]),
)


def counts(rows):
    schema = load_tables()["dossiers"].polars_schema
    filled = [dict.fromkeys(schema) | {"dossier_code": str(i)} | row for i, row in enumerate(rows)]
    return count({"dossiers": pl.DataFrame(filled, schema=schema).lazy()}, MEASURES.values(), CALENDAR, RULES)


def form(rows, period):
    return form_ii06a(counts(rows), ["quan-12", "quan-1"], parse_period(period))


def test_its_columns_are_those_of_the_units_own_reports():
    assert set(FORM) - {"resolved_without_due"} == set(load_tables()["unit_reports"].polars_schema) - {"field"} - {
        c for c in load_tables()["unit_reports"].polars_schema if c.startswith("_")
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=30))
def test_identities(rows):
    found = counts(rows).collect().lazy()
    before, after = (form_ii06a(found, ["quan-1", "quan-12"], parse_period(f"2022-RQ{i}")) for i in (1, 2))
    for one in (before, after):
        assert (one["received_total"] == one["resolved_total"] + one["open_total"]).all()
        assert (one["open_in_time"] >= 0).all() and (one["open_overdue"] >= 0).all()
        assert (one["resolved_on_time"] >= one["resolved_without_due"]).all()
    assert after["carried_over"].to_list() == before["open_total"].to_list()


def test_each_dossier_has_its_column():
    base = {"unit_id": "quan-12", "status": "handled", "channel": "online", "received_at": datetime(2022, 2, 1, 9)}
    due = base | {"current_due_at": datetime(2022, 2, 10, 12)}
    rows = [
        due | {"completed_at": datetime(2022, 2, 9, 9)},
        due | {"completed_at": datetime(2022, 2, 10, 9)},
        due | {"completed_at": datetime(2022, 2, 10, 15), "channel": "post"},
        base | {"completed_at": datetime(2022, 2, 20, 9)},
        due,
        due | {"status": "supplement_asked"},
        due | {"received_at": datetime(2022, 1, 5), "completed_at": datetime(2022, 3, 1)},
    ]
    sent, silent = form(rows, "2022-02").sort("unit_id", descending=True).rows(named=True)
    assert {k: v for k, v in sent.items() if not k.startswith(("unit", "period"))} == {
        "received_total": 7,
        "received_online": 5,
        "received_direct": 1,
        "carried_over": 1,
        "resolved_total": 4,
        "resolved_before_due": 1,
        "resolved_on_time": 2,
        "resolved_late": 1,
        "open_total": 3,
        "open_in_time": 1,
        "open_overdue": 2,
        "resolved_without_due": 1,
    }
    assert (sent["period_from"], sent["period_to"]) == (date(2022, 2, 1), date(2022, 2, 28))
    assert silent["received_total"] == 0


def test_a_dossier_of_which_nobody_recorded_the_channel_was_received_and_stands_in_no_column_of_channels():
    base = {"unit_id": "quan-12", "status": "in_handling", "received_at": datetime(2022, 2, 1, 9)}
    rows = [base | {"channel": channel} for channel in ("online", "direct", "post", "not_recorded", "not_recorded")]
    (sent,) = form(rows, "2022-02").filter(unit_id="quan-12").rows(named=True)
    assert (sent["received_total"], sent["received_online"], sent["received_direct"]) == (5, 1, 2)
