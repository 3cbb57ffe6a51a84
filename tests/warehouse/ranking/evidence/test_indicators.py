from collections import Counter
from datetime import date

import polars as pl
import pytest
from in_force import INDICATORS

from schemas.indicator import Part
from schemas.table import load_tables
from schemas.terms import Term, negated
from warehouse.ranking.evidence.cells import evaluate
from warehouse.ranking.evidence.periods import parse_period

COUNTS = load_tables()["measures"].polars_schema

YEAR = parse_period("2022")
IN, BEFORE, AFTER = date(2022, 6, 6), date(2021, 12, 31), date(2023, 1, 1)
ALL = ("dossiers", "petitions", "satisfaction", "procedures", "training", "staffing")


def counts(*rows):
    return pl.LazyFrame([("quan-12", day, measure, n) for day, measure, n in rows], schema=COUNTS, orient="row")


def cell(code, *rows, tables=ALL, period=YEAR, min_cases=None):
    chosen = [INDICATORS[code]]
    found = evaluate(counts(*rows), ["quan-12"], period, chosen, {("quan-12", t) for t in tables}, min_cases)
    assert found.height == 1
    return found.row(0, named=True)


def xn(found):
    return found["x"], found["n"], found["excluded"], found["status"]


def test_an_indicator_names_the_tables_of_its_measures_each_once():
    assert INDICATORS["satisfaction_766"].tables == ("dossiers", "petitions")
    assert INDICATORS["training_per_official"].tables == ("training", "staffing")
    for one in INDICATORS.values():
        assert [measure.name for measure in one.counted] == list(dict.fromkeys(term.measure for term in one.terms))


def summed(*terms):
    total = Counter()
    for term in terms:
        total[term.measure, term.at] += term.sign
    return {name: times for name, times in total.items() if times}


def minus(terms):
    return [Term(t.measure, t.at, -t.sign) for t in terms]


@pytest.mark.parametrize("one", INDICATORS.values(), ids=INDICATORS)
def test_failures_are_what_the_numerator_leaves_and_parts_add_up_to_them(one):
    left = [*one.denominator, *minus(one.numerator)]
    failures = summed(*(left if one.direction == 1 else one.numerator))
    assert summed(*one.whole.events) == failures
    assert summed(*one.whole.cases) == summed(*one.denominator)
    assert {m for part in (one.whole, *one.parts) for m in part.measures} <= one.measures
    if one.parts:
        assert one.kind == "proportion"
        assert summed(*(term for part in one.parts for term in part.events)) == failures
        assert len(set(one.parts)) == len(one.parts)


def test_what_feeds_two_indicators_is_one_part():
    def shared(a, b):
        return set(INDICATORS[a].parts) & set(INDICATORS[b].parts)

    (late,) = shared("on_time_766", "satisfaction_766")
    assert summed(*late.events) == {("resolved_late_766", "flow"): 1}
    assert summed(*late.cases) == {("resolved", "flow"): 1, ("resolved_unknown_766", "flow"): -1}
    (unanswered,) = shared("petitions_on_time", "petitions_satisfied_766")
    assert (unanswered,) == INDICATORS["petitions_on_time"].parts
    assert Part(events="a", cases="b") == Part(events="a", cases="b") != Part(events="a", cases="a")


def test_what_of_a_part_can_be_counted_by_week_leaves_its_stocks_out():
    flow, stock, both = (Term("a"),), (Term("b", "end"),), (Term("a"), Term("b", "end"))
    parts = [
        Part(events=e, cases=c) for e, c in ((flow, flow), (both, flow), (flow, both), (flow, stock), (stock, flow))
    ]
    assert [part.by_week for part in parts] == [*[Part(events=flow, cases=flow)] * 3, None, None]
    assert negated(*negated(*both)) == both


def test_only_the_days_of_the_period_count():
    rows = [(d, m, 50) for d in (BEFORE, IN, AFTER) for m in ("received", "received_online")]
    assert xn(cell("online_share", *rows)) == (50, 50, 0, "OK")


def test_the_seed_of_quan_12():
    found = cell("on_time_over_resolved", (IN, "resolved", 54500), (IN, "resolved_late_first", 18))
    assert xn(found) == (54482, 54500, 0, "OK")
    assert found["value"] == pytest.approx(0.99967, abs=5e-6)
    assert found["ci_low"] < found["value"] < found["ci_high"]
    assert found["denominator_id"] == "resolved"


def test_on_time_766_counts_finished_and_open_over_received_and_carried_over():
    rows = [
        (BEFORE, "received", 40),
        (BEFORE, "open", 40),
        (IN, "received", 60),
        (IN, "open", 60 - 70),
        (IN, "resolved", 70),
        (IN, "resolved_late_766", 3),
        (IN, "resolved_unknown_766", 10),
        (BEFORE, "open_late_766", 4),
        (IN, "open_late_766", -2),
        (IN, "open_unknown_766", 1),
    ]
    # 100 handled, 11 cannot be judged; late are 3 that ended and 2 that are still open.
    assert xn(cell("on_time_766", *rows)) == (84, 89, 11, "OK")


def test_stocks_are_taken_at_the_end_of_the_period():
    rows = [
        (BEFORE, "open_in_progress", 40),
        (IN, "open_in_progress", 10),
        (AFTER, "open_in_progress", -30),
        (BEFORE, "open_overdue", 5),
        (AFTER, "open_overdue", 9),
    ]
    assert xn(cell("overdue_open_share", *rows)) == (5, 50, 0, "OK")


def test_late_dossiers_count_twice_in_satisfaction_766_because_the_rule_says_so():
    rows = [(IN, "resolved", 100), (IN, "resolved_late_766", 4), (IN, "petitions_complaints", 2)]
    assert xn(cell("satisfaction_766", *rows)) == (94, 100, 0, "OK")


def test_overdue_petitions_cannot_be_hidden_by_not_answering():
    rows = [(IN, "petitions_resolved", 30), (IN, "petitions_on_time", 29), (BEFORE, "petitions_overdue", 10)]
    assert xn(cell("petitions_on_time", *rows)) == (29, 40, 0, "OK")


def test_rates_divide_by_the_average_number_of_officials():
    days = [(IN, "officials", 21), (IN, "officials_days", 2), (AFTER, "officials", 99), (AFTER, "officials_days", 1)]
    found = cell("training_per_official", (IN, "training_attendances", 44), *days)
    assert xn(found) == (44, 11, 0, "OK")
    assert found["value"] == 4.0
    assert cell("workload_per_official", (IN, "received", 44))["status"] == "NOT_REPORTED"


@pytest.mark.parametrize(
    ("code", "rows", "tables", "status"),
    [
        ("apology_coverage", [], ALL, "NOT_APPLICABLE"),
        ("apology_coverage", [], ("petitions",), "NOT_REPORTED"),
        ("satisfaction_766", [(IN, "resolved", 100)], ("dossiers",), "NOT_REPORTED"),
        ("petitions_on_time", [], ALL, "NOT_APPLICABLE"),
        ("digitised_share", [(IN, "received", 9), (IN, "received_digitisation_unknown", 9)], ALL, "NOT_REPORTED"),
        ("online_share", [(IN, "received", 29), (IN, "received_online", 3)], ALL, "SMALL_N"),
        ("online_share", [(IN, "received", 30), (IN, "received_online", 3)], ALL, "OK"),
        ("online_share", [(IN, "received", 30), (IN, "received_online", 31)], ALL, "INVALID"),
        ("satisfaction_766", [(IN, "resolved", 40), (IN, "petitions_complaints", 41)], ALL, "INVALID"),
    ],
)
def test_statuses(code, rows, tables, status):
    found = cell(code, *rows, tables=tables)
    assert found["status"] == status
    divided = status in ("OK", "SMALL_N")
    assert (found["value"] is not None) == divided == (found["ci_low"] is not None)
    if status == "NOT_REPORTED" and set(tables) != set(ALL):
        assert found["x"] is found["n"] is None  # never 0


def test_the_least_number_of_cases_can_be_lowered_for_one_indicator():
    rows = [(IN, "received", 3), (IN, "received_online", 3)]
    assert cell("online_share", *rows, min_cases={"online_share": 1})["status"] == "OK"
    assert cell("online_share", *rows, min_cases={"satisfaction": 1})["status"] == "SMALL_N"


def test_every_unit_has_every_indicator_whether_it_sent_anything_or_not():
    found = evaluate(
        counts((IN, "received", 40)), ["thu-duc", "quan-12"], YEAR, INDICATORS.values(), [("quan-12", "dossiers")]
    )
    assert found.height == 2 * len(INDICATORS)
    assert found["unit_id"].is_sorted()
    assert set(found.filter(pl.col("unit_id") == "thu-duc")["status"]) == {"NOT_REPORTED"}


def test_periods_that_tile_a_year_sum_to_it():
    rows = [(date(2022, month, 15), m, month) for month in range(1, 13) for m in ("received", "received_online")]
    quarters = [cell("online_share", *rows, period=parse_period(f"2022-Q{i}")) for i in (1, 2, 3, 4)]
    assert sum(q["n"] for q in quarters) == cell("online_share", *rows)["n"] == 78
