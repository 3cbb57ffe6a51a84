from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_force import MEASURES

from schemas.calendar import Calendar, CalendarDeclaration
from schemas.city import load_city
from schemas.facts import FACTS, countable
from schemas.table import load_tables
from schemas.time_rules import NO_RULES, StatusRule, SupplementRule, TimeRules, WorkingDaysRule
from warehouse.counting import count as counting
from warehouse.counting import facts
from warehouse.counting.count import add_up
from warehouse.counting.facts import time_limits

COUNTS = load_tables()["measures"].polars_schema

CALENDAR = Calendar(CalendarDeclaration(), date(2021, 1, 1), date(2024, 12, 31))
RULES = load_city().time_rules
MONDAY = datetime(2022, 6, 6, 9)
DEFAULTS = {"unit_id": "quan-12", "channel": "direct", "status": "in_handling", "received_at": MONDAY}


def count(tables, rules, limits=None):
    return counting.count(tables, MEASURES.values(), CALENDAR, rules, limits)


def table(name, *rows):
    """Return rows of a declared table, unnamed columns null."""
    schema = load_tables()[name].polars_schema
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema).lazy()


def dossiers(*rows):
    return table("dossiers", *({"dossier_code": str(i)} | DEFAULTS | row for i, row in enumerate(rows)))


def due(at):
    return {"first_due_at": at, "current_due_at": at}


def counted(limits=None, rules=RULES, **tables):
    frame = count(tables, rules, limits).collect()
    return {(m, d): n for m, d, n in frame.group_by("measure", "day").agg(pl.col("n").sum()).iter_rows()}


def totals(limits=None, rules=RULES, **tables):
    frame = count(tables, rules, limits).collect()
    return dict(frame.group_by("measure").agg(pl.col("n").sum()).iter_rows())


def stock(counts, measure, day):
    return sum(n for (m, d), n in counts.items() if m == measure and d <= day)


def test_nothing_counts_as_nothing():
    assert count({}, RULES).collect().schema == COUNTS
    assert count({"dossiers": dossiers()}, RULES).collect().is_empty()
    assert count({"claims": pl.LazyFrame({"claim_id": ["a"]})}, RULES).collect().is_empty()


def test_each_measure_says_whom_it_is_about():
    """The office works on dossiers and petitions; who answers or complains is a person."""
    people = {m.name for m in MEASURES.values() if m.about == "people"}
    assert people == {"answers", "answers_satisfied", "answers_best", "petitions_complaints"}
    assert {m.table for m in MEASURES.values() if m.concerns_people} == {"dossiers", "petitions", "satisfaction"}


def test_late_by_the_instant_or_by_the_day():
    row = {"completed_at": MONDAY + timedelta(hours=6)} | due(MONDAY + timedelta(hours=5))
    assert totals(dossiers=dossiers(row))["resolved_late"] == 1
    by_day = totals(dossiers=dossiers(row | {"is_compared_by_day": True}))
    assert "resolved_late" not in by_day
    assert by_day["resolved_on_due_day"] == 1


def test_ended_at_the_due_second_is_on_time_and_a_signal():
    found = totals(dossiers=dossiers({"completed_at": MONDAY} | due(MONDAY)))
    assert found["resolved_on_due_day"] == found["resolved_at_due_second"] == found["resolved_by_instant"] == 1


def test_the_end_is_the_first_of_completed_returned_refused():
    when = [MONDAY + timedelta(days=i) for i in (1, 2, 3)]
    names = ("completed_at", "returned_at", "refused_at")
    for i in range(3):
        found = counted(dossiers=dossiers(dict(zip(names[i:], when[i:], strict=True))))
        assert found["resolved", when[i].date()] == 1


def test_a_moved_due_date_is_late_against_the_first_only():
    row = {
        "first_due_at": MONDAY + timedelta(days=2),
        "current_due_at": MONDAY + timedelta(days=9),
        "completed_at": MONDAY + timedelta(days=5),
        "due_revision_count": 1,
        "apology_date": date(2022, 6, 7),
    }
    found = totals(dossiers=dossiers(row))
    assert found["resolved_late_first"] == found["resolved_before_due"] == found["received_due_moved"] == 1
    assert found["resolved_late_apologised"] == found["resolved_late_apologised_timely"] == 1
    assert "resolved_late" not in found
    too_late = totals(dossiers=dossiers(row | {"apology_date": date(2022, 6, 8)}))
    assert too_late["resolved_late_apologised"] == 1
    assert "resolved_late_apologised_timely" not in too_late


def test_overdue_begins_on_the_due_day_for_instants_and_the_day_after_for_days():
    due_at = datetime(2022, 6, 8, 16)
    open_one = counted(dossiers=dossiers(due(due_at)))
    assert [stock(open_one, "open_overdue", date(2022, 6, d)) for d in (7, 8, 9)] == [0, 1, 1]
    by_day = counted(dossiers=dossiers(due(due_at) | {"is_compared_by_day": True}))
    assert [stock(by_day, "open_overdue", date(2022, 6, d)) for d in (7, 8, 9)] == [0, 0, 1]
    ended = counted(dossiers=dossiers(due(due_at) | {"completed_at": datetime(2022, 6, 10, 9)}))
    assert [stock(ended, "open_overdue", date(2022, 6, d)) for d in (8, 9, 10, 11)] == [1, 1, 0, 0]
    assert [stock(ended, "open", date(2022, 6, d)) for d in (5, 6, 9, 10)] == [0, 1, 1, 0]


def test_late_on_the_due_day_itself_was_never_overdue_at_the_close_of_a_day():
    row = due(datetime(2022, 6, 8, 10)) | {"completed_at": datetime(2022, 6, 8, 15)}
    found = totals(dossiers=dossiers(row))
    assert found["resolved_late"] == 1
    assert "open_overdue" not in {m for m, _ in counted(dossiers=dossiers(row))}


@pytest.mark.parametrize("status", ["supplement_asked", "withdrawn", "stopped"])
def test_an_open_dossier_whose_clock_stands_still_is_never_overdue(status):
    found = totals(dossiers=dossiers(due(MONDAY + timedelta(days=1)) | {"status": status}))
    assert found["open"] == 1
    assert "open_overdue" not in found


def test_several_requests_for_supplement_are_late_by_766_and_only_there():
    row = {"completed_at": MONDAY + timedelta(days=1), "supplement_request_count": 2} | due(MONDAY + timedelta(days=9))
    found = totals(dossiers=dossiers(row, row | {"completed_at": None}))
    assert found["resolved_late_766"] == found["open_late_766"] == 1
    assert found["received_supplemented_again"] == 2
    assert "resolved_late" not in found and found["open_overdue"] == 1  # from the day on which it will be


def test_without_due_date_it_is_neither_on_time_nor_late():
    found = totals(dossiers=dossiers({"completed_at": MONDAY + timedelta(days=40)}, {}))
    assert found["resolved_without_due"] == found["resolved_without_due_first"] == found["resolved_unknown_766"] == 1
    assert found["received_resolved_without_due_first"] == found["open_unknown_766"] == 1
    assert not found.keys() & {"due_first", "due_first_on_time"}
    assert not found.keys() & {"resolved_late", "resolved_on_due_day", "resolved_before_due", "open_overdue"}


def test_what_falls_due_is_counted_on_its_first_due_date_whenever_it_ends():
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    early, late = {"completed_at": MONDAY + timedelta(hours=2)}, {"completed_at": friday}
    moved = {"first_due_at": tuesday, "current_due_at": friday + timedelta(days=9)}
    waits = {"status": "supplement_asked"}
    rows = [due(tuesday) | row for row in (early, late, {}, waits, waits | late)] + [moved | late]
    found = counted(dossiers=dossiers(*rows))
    of_due = {m: n for (m, day), n in found.items() if m.startswith("due_first") and day == tuesday.date()}
    assert of_due == {"due_first": 6, "due_first_on_time": 1, "due_first_waiting": 1}
    assert {day for m, day in found if m.startswith("due_first")} == {tuesday.date()}


def test_without_due_date_the_longest_limit_of_the_procedure_decides():
    about = {"unit_id": "quan-12", "procedure_code": "1.001", "announced_date": date(2022, 1, 3)}
    procedures = table(
        "procedures",
        about | {"decision_number": "1", "limit_working_days": 2},
        about | {"decision_number": "2", "limit_working_days": 3},
    )
    row = {"procedure_code": "1.001"}
    friday, thursday, monday = datetime(2022, 6, 10, 9), datetime(2022, 6, 9, 9), datetime(2022, 6, 13, 8)
    rows = [row | {"completed_at": friday}, row | {"completed_at": thursday}, row | {"returned_at": monday}]
    found = totals(time_limits(procedures), dossiers=dossiers(*rows))
    assert (found["resolved_on_due_day"], found["resolved_late"]) == (1, 2)
    assert totals(dossiers=dossiers(*rows), procedures=procedures)["resolved_late"] == 2
    waited = [r | {"supplement_days": 1} for r in rows]
    found = totals(time_limits(procedures), dossiers=dossiers(*waited))
    assert (found["resolved_on_due_day"], found["resolved_before_due"], found["resolved_late"]) == (1, 1, 1)
    weekend = totals(time_limits(procedures), dossiers=dossiers(waited[0] | {"completed_at": datetime(2022, 6, 12)}))
    assert weekend["resolved_on_due_day"] == 1  # Saturday and Sunday are no working days of the unit
    late = counted(time_limits(procedures), dossiers=dossiers(row))
    assert [stock(late, "open_overdue", d.date()) for d in (thursday, friday)] == [0, 1]


def test_filed_but_not_accepted_is_no_dossier_of_the_unit():
    found = totals(dossiers=dossiers({"status": "not_received", "refused_at": MONDAY}, {"status": "newly_filed"}))
    assert found == {"not_received": 1, "newly_filed": 1}


def test_a_dossier_without_status_is_one_that_was_taken_in():
    found = totals(dossiers=dossiers({"status": None} | due(MONDAY + timedelta(days=1))))
    assert found["received"] == found["open"] == found["open_overdue"] == 1


def test_closed_without_any_end_time_stays_open_and_is_shown():
    found = totals(dossiers=dossiers({"status": "handled"} | due(MONDAY + timedelta(days=1))))
    assert found["open"] == found["open_overdue"] == found["received_closed_undated"] == 1
    assert "resolved" not in found


@pytest.mark.parametrize("status", ["handled", "stopped"])
def test_closed_without_any_end_time_is_in_progress_only_where_it_is_overdue(status):
    friday = MONDAY + timedelta(days=4)
    found = counted(dossiers=dossiers({"status": status} | due(friday), {"status": status}, due(friday)))
    shown = [stock(found, "open_in_progress", day.date()) for day in (MONDAY, friday)]
    assert shown == ([1, 2] if status == "handled" else [1, 1])  # while the clock stands still it is never overdue
    assert stock(found, "open", MONDAY.date()) == 3
    ended = {"status": "handled", "completed_at": friday} | due(MONDAY + timedelta(days=9))
    assert [n for (m, _), n in sorted(counted(dossiers=dossiers(ended)).items()) if m == "open_in_progress"] == [1, -1]


def test_what_the_export_does_not_say_is_counted_apart():
    rows = [{"fee_due": 5000}, {"fee_due": 5000, "is_paid_online": True}, {"fee_due": 0, "is_paid_online": False}]
    found = totals(dossiers=dossiers(*rows, {"digitised_component_count": 0, "is_reused": False}))
    assert (found["received_fee_due"], found["received_fee_paid_online"], found["received_fee_payment_unknown"]) == (
        2,
        1,
        1,
    )
    assert (found["received_digitisation_unknown"], found["received_reuse_unknown"]) == (3, 3)


def test_petitions_without_due_date_have_the_working_days_of_the_city():
    one = {"unit_id": "quan-12", "kind": "feedback", "received_at": MONDAY}
    rows = [
        one | {"petition_code": "a", "resolved_at": datetime(2022, 6, 27, 17)},
        one | {"petition_code": "b", "resolved_at": datetime(2022, 6, 28, 8)},
        one | {"petition_code": "c", "kind": "complaint"},
    ]
    found = counted(petitions=table("petitions", *rows))
    assert found["petitions_on_time", date(2022, 6, 27)] == 1
    assert found["petitions_resolved", date(2022, 6, 28)] == 1
    assert ("petitions_on_time", date(2022, 6, 28)) not in found
    assert found["petitions_complaints", MONDAY.date()] == 1
    assert [stock(found, "petitions_overdue", date(2022, 6, d)) for d in (27, 28)] == [0, 1]


def test_publication_is_due_when_the_procedure_takes_effect_or_else_when_announced():
    one = {"unit_id": "quan-12", "announced_date": date(2022, 3, 1), "decided_date": date(2022, 3, 1)}
    rows = [
        one | {"procedure_code": "1", "effective_date": date(2022, 3, 15), "published_date": date(2022, 3, 10)},
        one | {"procedure_code": "2", "published_date": date(2022, 3, 2), "is_complete": True, "online_level": "full"},
        one | {"procedure_code": "3", "has_fee": True, "is_payment_integrated": True, "online_level": "none"},
    ]
    procedures = table("procedures", *(r | {"decision_number": "1"} for r in rows))
    found = counted(procedures=procedures)
    assert "procedures_decided" not in {measure for measure, _ in counted(rules=NO_RULES, procedures=procedures)}
    assert (found["procedures", date(2022, 3, 15)], found["procedures", date(2022, 3, 1)]) == (1, 2)
    assert found["procedures_published_on_time", date(2022, 3, 15)] == 1
    assert ("procedures_published_on_time", date(2022, 3, 1)) not in found
    assert found["procedures_complete", date(2022, 3, 2)] == 1
    assert (
        found["procedures_decided", date(2022, 3, 8)],
        found["procedures_published_within_limit", date(2022, 3, 8)],
    ) == (3, 1)
    assert (
        found["procedures_online", date(2022, 3, 1)] == found["procedures_with_fee_integrated", date(2022, 3, 1)] == 1
    )


def test_answers_training_and_officials():
    unit = {"unit_id": "quan-12"}
    answers = table(
        "satisfaction", *(unit | {"answer_code": str(i), "answered_at": MONDAY, "score": i} for i in (3, 4, 5))
    )
    span = {"period_from": date(2022, 6, 1), "period_to": date(2022, 6, 30)}
    training = table("training", unit | span | {"topic": "a", "course_count": 2, "attendance_count": 40})
    staffing = table("staffing", unit | span | {"official_count": 7})
    found = counted(satisfaction=answers, training=training, staffing=staffing)
    assert (found["answers", MONDAY.date()], found["answers_satisfied", MONDAY.date()]) == (3, 2)
    assert (found["training_attendances", date(2022, 6, 30)], found["training_courses", date(2022, 6, 30)]) == (40, 2)
    assert [found["officials", date(2022, 6, d)] for d in (1, 17, 30)] == [7, 7, 7]
    assert sum(n for (m, _), n in found.items() if m == "officials_days") == 30


ROWS = st.fixed_dictionaries(
    {
        "unit_id": st.sampled_from(["quan-1", "quan-12"]),
        "status": st.sampled_from(
            ["in_handling", "supplement_asked", "handled", "returned", "newly_filed", "withdrawn"]
        ),
        "is_compared_by_day": st.booleans(),
        "supplement_request_count": st.sampled_from([None, 0, 1, 2]),
        "channel": st.sampled_from(["direct", "online", "post"]),
        "procedure_code": st.sampled_from([None, "1.001", "1.002"]),
        "received_at": st.integers(0, 60 * 24).map(lambda h: MONDAY + timedelta(hours=h)),
        "first_due_at": st.none() | st.integers(0, 60 * 24).map(lambda h: MONDAY + timedelta(hours=h)),
        "current_due_at": st.none() | st.integers(0, 60 * 24).map(lambda h: MONDAY + timedelta(hours=h)),
        "completed_at": st.none() | st.integers(0, 90 * 24).map(lambda h: MONDAY + timedelta(hours=h)),
    }
)
LIMITS = pl.LazyFrame(
    {"unit_id": ["quan-1"], "procedure_code": ["1.001"], "limit": [5]}, schema_overrides={"limit": pl.Int64}
)


@pytest.mark.long
@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(ROWS, st.integers(0, 2)), max_size=25))
def test_counts_of_parts_add_up_to_the_counts_of_the_whole(rows):
    whole = count({"dossiers": dossiers(*(r for r, _ in rows))}, RULES, LIMITS).collect()
    parts = [count({"dossiers": dossiers(*(r for r, p in rows if p == i))}, RULES, LIMITS) for i in range(3)]
    assert add_up(parts).collect().equals(whole)
    shuffled = count({"dossiers": dossiers(*(r for r, _ in reversed(rows)))}, RULES, LIMITS).collect()
    assert shuffled.equals(whole)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, max_size=25))
def test_stocks_are_what_is_open_at_the_close_of_each_day(rows):
    found = counted(dossiers=dossiers(*rows))
    accepted = [r for r in rows if r["status"] != "newly_filed"]
    for day in [MONDAY.date() + timedelta(days=i) for i in (0, 7, 30, 59, 95)]:
        entered = sum(1 for r in accepted if r["received_at"].date() <= day)
        left = sum(1 for r in accepted if r["completed_at"] and r["completed_at"].date() <= day)
        assert stock(found, "open", day) == entered - left
        late, unknown = stock(found, "open_late_766", day), stock(found, "open_unknown_766", day)
        ordered = all(r["completed_at"] is None or r["completed_at"] >= r["received_at"] for r in accepted)
        if ordered:
            assert 0 <= stock(found, "open_overdue", day) <= entered - left
            assert min(late, unknown) >= 0 and late + unknown <= entered - left


def ruled(valid, not_accepted, clock_stopped, most, working_days):
    """Rules of time for the days in `valid`, which say something of every rule."""
    valid = valid | {"legal_basis": "a law"}
    statuses = {"not_accepted": not_accepted, "closed": ["handled"], "clock_stopped": clock_stopped}
    return TimeRules(
        **{name: (StatusRule(statuses=named, **valid),) for name, named in statuses.items()},
        supplements=(SupplementRule(most=most, **valid),),
        petitions=(WorkingDaysRule(working_days=working_days, **valid),),
        publication=(WorkingDaysRule(working_days=working_days, **valid),),
    )


LAST = date(2022, 6, 20)  # of the first rules; the second begin on the day after
ONE = ({"valid_to": LAST}, ["newly_filed"], ["supplement_asked"], 1, 15)
OTHER = ({"valid_from": LAST + timedelta(days=1)}, ["received"], ["stopped"], 2, 5)
NAMES = ("not_accepted", "closed", "clock_stopped", "supplements", "petitions", "publication")
FROM_JUNE = st.integers(0, 30).map(lambda d: datetime(2022, 6, 6, 9) + timedelta(days=d))
STATUSES = ["newly_filed", "received", "supplement_asked", "stopped", "handled", None]
BY_LAW = {
    "dossiers": st.fixed_dictionaries(
        {
            "received_at": FROM_JUNE,
            "status": st.sampled_from(STATUSES),
            "supplement_request_count": st.integers(0, 3),
            "current_due_at": st.none() | FROM_JUNE,
            "completed_at": st.none() | FROM_JUNE,
        }
    ),
    "petitions": st.fixed_dictionaries({"received_at": FROM_JUNE, "resolved_at": st.none() | FROM_JUNE}),
    "procedures": st.fixed_dictionaries(
        {
            "decided_date": st.none() | FROM_JUNE.map(datetime.date),
            "published_date": st.none() | FROM_JUNE.map(datetime.date),
        }
    ),
}
DAY_OF = {"dossiers": "received_at", "petitions": "received_at", "procedures": "decided_date"}


@pytest.mark.long
@pytest.mark.parametrize("name", BY_LAW)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_where_the_law_changes_each_row_is_under_the_rule_of_its_day(name, data):
    keys = {"dossiers": "dossier_code", "petitions": "petition_code", "procedures": "procedure_code"}
    rows = data.draw(st.lists(BY_LAW[name], max_size=25))
    rows = [{"unit_id": "quan-1", keys[name]: str(i)} | row for i, row in enumerate(rows)]
    one, other = ruled(*ONE), ruled(*OTHER)
    both = TimeRules(**{rule: getattr(other, rule) + getattr(one, rule) for rule in NAMES})

    def is_early(row):
        day = row[DAY_OF[name]]
        return day is None or (day.date() if isinstance(day, datetime) else day) <= LAST

    early, late = ([row for row in rows if is_early(row) == wanted] for wanted in (True, False))
    always = [ruled({}, *rest) for _, *rest in (ONE, OTHER)]  # each as if there had never been another
    parts = [count({name: table(name, *some)}, by) for some, by in zip((early, late), always, strict=True)]
    assert count({name: table(name, *rows)}, both).collect().equals(add_up(parts).collect())


def test_the_day_of_reception_decides_and_not_the_day_on_which_it_ended():
    both = TimeRules(**{rule: getattr(ruled(*ONE), rule) + getattr(ruled(*OTHER), rule) for rule in NAMES})
    twice = {"supplement_request_count": 2, "completed_at": datetime(2022, 6, 30, 9)} | due(datetime(2022, 7, 9, 9))
    received = [{"received_at": datetime(2022, 6, day, 9)} | twice for day in (20, 21)]
    found = totals(rules=both, dossiers=dossiers(*received))
    assert (found["resolved"], found["resolved_late_766"]) == (2, 1), "the second may be asked twice"


def test_of_a_day_that_no_rule_covers_nothing_is_judged():
    gap = ruled({"valid_from": date(2022, 6, 7)}, ["newly_filed"], ["supplement_asked"], 1, 1)
    rows = [
        {"received_at": datetime(2022, 6, day, 9), "completed_at": datetime(2022, 6, 30)} | more
        for day in (6, 7)
        for more in ({"status": "newly_filed"}, {"supplement_request_count": 5} | due(datetime(2022, 7, 9, 9)))
    ]
    found = totals(rules=gap, dossiers=dossiers(*rows))
    assert (found["received"], found["newly_filed"], found["resolved_late_766"]) == (3, 2, 1)
    petitions = table("petitions", *({"unit_id": "a", "received_at": datetime(2022, 6, day, 9)} for day in (6, 7)))
    overdue = {day: n for (m, day), n in counted(rules=gap, petitions=petitions).items() if m == "petitions_overdue"}
    assert overdue == {date(2022, 6, 9): 1}, "only the one of the 7th, when one working day and one more have passed"


def test_the_declared_facts_are_those_that_are_computed():
    """Conditions are checked against what is declared, before a night; they are asked of what is computed."""
    empty = {name: load_tables()[name].polars_schema.to_frame().lazy() for name in FACTS}
    limits = facts.time_limits(empty["procedures"])
    computed = {
        "dossiers": facts.dossier_facts(empty["dossiers"], CALENDAR, limits, RULES),
        "petitions": facts.petition_facts(empty["petitions"], CALENDAR, RULES),
        "procedures": facts.procedure_facts(empty["procedures"], CALENDAR, RULES),
        "satisfaction": facts.satisfaction_facts(empty["satisfaction"]),
        "staffing": facts.staffing_facts(empty["staffing"]),
    }
    schemas = {name: dict(frame.collect_schema()) for name, frame in computed.items()}
    assert schemas == {name: dict(countable(load_tables()[name])) for name in FACTS}


def test_adding_working_days_to_columns_is_adding_them_to_dates():
    days = [date(2022, 4, 28) + timedelta(days=i) for i in range(9)]
    frame = pl.DataFrame([(d, c) for d in [*days, None] for c in (0, 1, 2, 5, None)], schema=["d", "c"], orient="row")
    added = frame.with_columns(pl.col("d").cast(pl.Date)).select(
        CALENDAR.add_working_days_expr(pl.col("d"), pl.col("c"))
    )
    expected = [None if d is None or c is None else CALENDAR.add_working_days(d, c) for d, c in frame.iter_rows()]
    assert added.to_series().to_list() == expected
    outside = pl.DataFrame({"d": [date(2024, 12, 30), date(2020, 1, 1)]})
    assert outside.select(CALENDAR.add_working_days_expr(pl.col("d"), pl.lit(9))).to_series().to_list() == [None, None]
