from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from schemas.table import load_tables
from warehouse.site import quality_tables as quality

UNITS = ("a", "b", "c")
KINDS = ("dossiers", "petitions")
RULES = ("r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9")
DAYS = (date(2023, 1, 1), date(2023, 6, 30))


def frame(name: str, rows: list[dict]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=load_tables()[name].polars_schema)


def delivery(unit="a", kind="dossiers", accepted=10, rejected=0, duplicate=0, **more):
    counts = {"accepted": accepted, "rejected": rejected, "duplicate": duplicate}
    days = {"first_exported": date(2023, 1, 2), "last_exported": date(2023, 7, 1), "is_date_declared": True}
    own = {"unit_id": unit, "table_name": kind, "submissions": 1, "refused": 0, "rows_in": sum(counts.values())}
    return own | counts | days | more


def rejected(unit="a", kind="dossiers", rule="r1", rows=1, **said):
    texts = {f"{what}_{lang}": f"{what} {rule}" for what in ("message", "advice") for lang in ("vi", "en")}
    return {"unit_id": unit, "table_name": kind, "rule_id": rule, "rows": rows} | texts | said


def filed(item, counted, reported, unit="a", is_reported=True, is_suppressed=False):
    days = {"period_from": DAYS[0], "period_to": DAYS[1]}
    values = {"counted": counted, "reported": reported}
    return (
        {"unit_id": unit, "item": item} | days | values | {"is_reported": is_reported, "is_suppressed": is_suppressed}
    )


CITY = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(KINDS), *[st.integers(0, 500)] * 3),
    min_size=1,
    unique_by=lambda row: row[:2],
)
BROKEN = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(RULES), st.integers(1, 99)), unique_by=lambda row: row[:2]
)


@given(CITY, BROKEN)
def test_the_steps_of_the_ledger_sum_to_the_accepted_rows_whatever_was_rejected_how_often(sent, broken):
    deliveries = frame("deliveries", [delivery(*row) for row in sent])
    rejections = frame("rejection_counts", [rejected(unit, "dossiers", rule, n) for unit, rule, n in broken])
    first, *between, last = quality.ledger(deliveries, rejections)
    assert (first.what, last.what) == ("in", "accepted")
    assert first.rows + sum(step.rows for step in between) == last.rows
    assert sum(1 for step in between if step.what == "rule") == min(len({row[1] for row in broken}), quality.TOP_RULES)


def test_rows_that_break_two_rules_are_added_back_once():
    deliveries = frame("deliveries", [delivery(accepted=90, rejected=6, duplicate=4)])
    rejections = frame("rejection_counts", [rejected(rule="r1", rows=5), rejected(rule="r2", rows=3)])
    steps = [(step.what, step.rows) for step in quality.ledger(deliveries, rejections)]
    assert steps == [("in", 100), ("rule", -5), ("rule", -3), ("overlap", 2), ("duplicate", -4), ("accepted", 90)]


def test_rules_are_summed_over_units_the_most_frequent_first():
    rows = [rejected("a", rule="r1", rows=2), rejected("b", rule="r1", rows=2), rejected("b", rule="r2", rows=3)]
    first, second = quality.rule_totals(frame("rejection_counts", rows))
    assert (first["rule_id"], first["rows"], first["units"]) == ("r1", 4, 2)
    assert (second["rule_id"], second["rows"], second["units"]) == ("r2", 3, 1)
    assert first["advice_en"] == "advice r1"


def test_each_unit_has_its_counts_and_its_most_frequent_rule():
    deliveries = frame("deliveries", [delivery("a"), delivery("a", "petitions", rejected=5), delivery("b")])
    found = quality.by_unit(deliveries, frame("rejection_counts", [rejected(rows=2), rejected(rule="r2", rows=3)]))
    assert (found["a"]["rows_in"], found["a"]["rejected"], found["a"]["most"]["rule_id"]) == (25, 5, "r2")
    assert found["b"]["most"] is None


def test_what_was_never_taken_in_is_a_gap():
    rows = [delivery("a"), delivery("b", last_exported=None, refused=1), delivery("a", "petitions")]
    deliveries = frame("deliveries", rows)
    kinds = quality.kinds(deliveries, ["dossiers", "petitions", "staffing"])
    assert kinds == ["dossiers", "petitions"]
    assert quality.gaps(deliveries, UNITS, kinds) == [
        ("b", "dossiers"),
        ("b", "petitions"),
        ("c", "dossiers"),
        ("c", "petitions"),
    ]


def test_figures_of_the_units_own_form_that_differ_from_the_dossiers():
    form = frame("form_ii06a", [filed("received_total", 500, 510), filed("open_total", 20, 20)])
    (found,) = quality.differences(form)
    assert found == ("a", "received_total", *DAYS, 500, 510)


def test_suppressed_and_missing_figures_are_not_compared():
    rows = [
        filed("received_total", None, 510, is_suppressed=True),
        filed("received_online", 20, None),
        filed("open_total", 3, 4, is_reported=False),
        filed("open_overdue", 3, 4, is_suppressed=True),
    ]
    assert quality.differences(frame("form_ii06a", rows)) == []


def test_the_older_form_counts_results_before_the_due_date_as_on_time():
    before = filed("resolved_before_due", 300, None)
    assert quality.differences(frame("form_ii06a", [before, filed("resolved_on_time", 100, 400)])) == []
    (found,) = quality.differences(frame("form_ii06a", [before, filed("resolved_on_time", 100, 390)]))
    assert (found.counted, found.reported) == (400, 390)
    hidden = filed("resolved_before_due", None, None, is_suppressed=True)
    assert quality.differences(frame("form_ii06a", [hidden, filed("resolved_on_time", 100, 390)])) == []


def test_units_without_a_form_of_their_own_are_named():
    form = frame("form_ii06a", [filed("open_total", 1, 1), filed("open_total", 1, None, "b", is_reported=False)])
    assert quality.silent(form, UNITS) == ["b", "c"]
