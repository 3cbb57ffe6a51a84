"""The split of a submission by the rules: all reasons, repeats, counts, and the gate's edge."""

from datetime import date, datetime

import polars as pl
import pytest

from schemas.city import load_city
from schemas.column import FOREIGN_UNIT, MEMBER, RAGGED, ROW, UNREADABLE
from schemas.rules import violation, with_check_columns
from schemas.table import load_tables
from warehouse import check
from warehouse.parts import Parts

HCMC = load_city()
DOSSIERS = HCMC.tables["dossiers"]
GOOD = {
    "unit_id": "quan-12",
    "dossier_code": "H29-230201-0001",
    "channel": "direct",
    "status": "in_handling",
    "received_at": datetime(2023, 2, 1, 8, 30),
    "current_due_at": datetime(2023, 2, 8, 17),
    "supplement_request_count": 0,
}


def frame(*rows):
    """Conformed rows of dossiers, numbered from 2, each with its own code unless it says otherwise."""
    flags = {UNREADABLE + c.name: False for c in DOSSIERS.columns} | {RAGGED: False}
    blank = dict.fromkeys(DOSSIERS.polars_schema) | flags | GOOD
    full = [
        {MEMBER: None, ROW: i} | blank | {"dossier_code": f"H29-230201-{i:04d}"} | row
        for i, row in enumerate(rows, start=2)
    ]
    schema = {MEMBER: pl.String, ROW: pl.Int64} | dict(DOSSIERS.polars_schema) | dict.fromkeys(flags, pl.Boolean)
    extra = {k: pl.Boolean for row in rows for k in row if k not in schema}
    blanks = dict.fromkeys(extra, False)
    return pl.DataFrame([blanks | row for row in full], schema=schema | extra)


def texts(rows):
    """Texts of a file that rows are made of, each another than those of the other rows."""
    return rows.select(MEMBER, ROW, pl.col(ROW).cast(pl.String).alias("Số"))


def checked(*rows, day_columns=frozenset()):
    rows = frame(*rows)
    result = check.check(rows, texts(rows), DOSSIERS, day_columns)
    assert result.accepted.height + result.rejected.height + result.duplicate == rows.height
    assert result.accepted.columns == [*DOSSIERS.polars_schema.names(), MEMBER, ROW]
    return result


def reasons(result):
    """Row number -> the rules it broke."""
    return by_row(result.rejected)


def by_row(found):
    return {row: sorted(rules) for _, row, rules in found.iter_rows()}


def test_good_rows_are_accepted():
    result = checked({}, {})
    assert (result.accepted.height, reasons(result), result.duplicate, by_row(result.warned)) == (2, {}, 0, {})
    assert all(c.unexpected == 0 for c in result.counts)


def test_a_row_is_rejected_with_all_its_reasons():
    bad = {
        UNREADABLE + "fee_due": True,
        FOREIGN_UNIT: True,
        "completed_at": datetime(2023, 1, 31),
        "supplement_request_count": -1,
        "received_at": datetime(2023, 2, 1),
        "status": "returned",
    }
    result = checked({}, bad, {"channel": None})
    assert reasons(result) == {
        3: [
            "completed-before-received",
            "fee-due-unreadable",
            "returned-without-date",
            "supplement-request-count-negative",
            "unit-foreign",
        ],
        4: ["channel-missing"],
    }


def test_reasons_are_what_each_rule_says_by_itself():
    """The list of reasons against each rule's own expression, asked row by row."""
    rows = frame(
        {"received_at": datetime(2009, 1, 1)},
        {"received_at": None, "returned_at": datetime(2050, 1, 1)},
        {"fee_due": -1, "digitised_component_count": -1},
        {"refused_at": datetime(2022, 1, 1)},
        {"dossier_code": None},
    )
    result = check.check(rows, texts(rows), DOSSIERS, frozenset())
    marked = with_check_columns(rows.lazy(), DOSSIERS).collect()
    for index, number in enumerate(rows.get_column(ROW)):
        own = marked.slice(index, 1)
        rejecting = [r for r in DOSSIERS.rules if r.severity == "reject"]
        broken = [r.id for r in rejecting if own.select(violation(r).alias("v")).item()]
        assert reasons(result).get(number, []) == sorted(broken)


def test_warnings_reject_nothing():
    result = checked({"dossier_code": "A-1"}, {"dossier_code": "H29-230202-0001"}, {})
    assert result.accepted.height == 3
    assert by_row(result.warned) == {2: ["dossier-code-shape"], 3: ["code-date-differs"]}


def test_the_coarser_precision_decides():
    row = {"received_at": datetime(2023, 2, 1, 1, 6), "completed_at": datetime(2023, 2, 1)}
    assert reasons(checked(row)) == {2: ["completed-before-received"]}
    assert reasons(checked(row, day_columns=frozenset({"completed_at"}))) == {}
    assert reasons(checked(row, day_columns=frozenset({"received_at"}))) == {}


def test_repeats_are_duplicates_and_differing_rows_are_in_conflict():
    code = {"dossier_code": "H29-230201-9999"}
    assert (checked(code, code, code).duplicate, checked(code, code, code).accepted.height) == (2, 1)
    other = code | {"channel": "online"}
    result = checked(code, other, {})
    assert (reasons(result), result.duplicate) == ({2: ["key-conflict"], 3: ["key-conflict"]}, 0)
    result = checked(code, code, other)
    assert (reasons(result), result.duplicate) == ({2: ["key-conflict"], 4: ["key-conflict"]}, 1)


def test_a_repeat_of_a_bad_row_is_a_duplicate_too():
    bad = {"dossier_code": "H29-230201-9999", "channel": None}
    result = checked(bad, bad)
    assert (reasons(result), result.duplicate) == ({2: ["channel-missing"]}, 1)


def test_rows_without_a_code_are_not_in_conflict():
    result = checked({"dossier_code": None}, {"dossier_code": None, "channel": "online"})
    assert reasons(result) == {2: ["dossier-code-missing"], 3: ["dossier-code-missing"]}


def test_counts_are_of_the_rows_without_repeats():
    code = {"dossier_code": "H29-230201-9999", "fee_due": -5}
    by_rule = {c.rule: c for c in checked(code, code, {"fee_due": None}, {"fee_due": 1}).counts}
    assert set(by_rule) == {r.id for r in DOSSIERS.rules}
    fee = by_rule["fee-due-negative"]
    assert (fee.rows, fee.missing, fee.unexpected) == (3, 1, 1)


@pytest.mark.parametrize(("bad", "good", "is_outside"), [(1, 1, False), (2, 1, True), (1, 0, True), (0, 1, False)])
def test_the_gate_is_met_at_its_very_edge(bad, good, is_outside):
    """`mostly` is one half: as many bad rows as good ones pass, one more does not."""
    result = checked(*[{UNREADABLE + "fee_due": True}] * bad, *[{}] * good)
    outside = [rule.id for rule, _ in check.outside(DOSSIERS, result.counts)]
    assert outside == (["fee-due-unreadable"] if is_outside else [])


def test_no_rows_at_all():
    result = checked()
    assert (result.accepted.height, result.rejected.height, result.duplicate) == (0, 0, 0)
    assert not check.outside(DOSSIERS, result.counts)


def test_rules_of_several_columns_hold_identities_of_the_form():
    table = HCMC.tables["unit_reports"]
    names = [c.name for c in table.columns if c.type == "integer"]
    balanced = dict.fromkeys(names, 0) | {
        "unit_id": "quan-12",
        "period_from": date(2023, 1, 1),
        "period_to": date(2023, 3, 31),
        "field": "Đất đai",
        "received_total": 10,
        "received_online": 4,
        "received_direct": 3,
        "carried_over": 3,
        "resolved_total": 7,
        "resolved_before_due": 2,
        "resolved_on_time": 4,
        "resolved_late": 1,
        "open_total": 3,
        "open_in_time": 2,
        "open_overdue": 1,
    }
    unbalanced = balanced | {"field": "Hộ tịch", "resolved_total": 8}
    flags = {MEMBER: "Sheet1", RAGGED: False} | {UNREADABLE + c.name: False for c in table.columns}
    rows = pl.DataFrame([{ROW: 2} | balanced | flags, {ROW: 3} | unbalanced | flags])
    result = check.check(rows, texts(rows), table, frozenset())
    assert result.accepted.get_column("field").to_list() == ["Đất đai"]
    assert set(reasons(result)) == {3}


def test_a_written_value_that_cannot_be_read_is_not_missing():
    result = checked({"channel": None, UNREADABLE + "channel": True}, {"channel": None})
    assert reasons(result) == {2: ["channel-unreadable"], 3: ["channel-missing"]}


def test_rows_that_could_not_be_read_are_not_taken_for_repeats():
    """31/09 and 32/09 are both null once they have been read: they may have differed."""
    bad = {"dossier_code": "H29-230201-9999", UNREADABLE + "completed_at": True}
    result = checked(bad, bad)
    assert (result.duplicate, set(reasons(result))) == (0, {2, 3})


def test_rows_that_could_not_be_read_are_repeats_where_their_texts_are_the_same():
    bad = {"dossier_code": "H29-230201-9999", UNREADABLE + "completed_at": True}
    rows = frame(bad, bad, {}, bad)
    same = texts(rows).with_columns(Số=pl.Series(["31/09/2023", "31/09/2023", "x", "32/09/2023"]))
    result = check.check(rows, same, DOSSIERS, frozenset())
    assert (result.duplicate, set(reasons(result))) == (1, {2, 5})
    assert result.repeats.rows() == [(None, 3, None, 2)]


def test_a_repeat_names_the_row_that_it_repeats():
    first = {"dossier_code": "H29-230201-9999"}
    assert checked(first, {}, first, first).repeats.rows() == [(None, 4, None, 2), (None, 5, None, 2)]
    assert checked({}, {}).repeats.rows() == []


def after_export(rows):
    """The rows, with the flags of what lies after an export of the end of February."""
    (flagged,) = check.with_after_export(Parts([rows]), DOSSIERS, date(2023, 2, 28)).frames
    return flagged


@pytest.mark.parametrize(
    ("returned", "is_after"),
    [
        (datetime(2023, 2, 28, 18), False),
        (datetime(2023, 3, 1, 23, 59, 59), False),  # the last second of the day after
        (datetime(2023, 3, 2), True),
        (datetime(2040, 12, 31, 12), True),
        (datetime(2041, 1, 1), False),  # a year that the city does not know: another rule's business, and one reason
        (None, False),
    ],
)
def test_what_came_about_after_the_day_after_the_export_is_rejected(returned, is_after):
    rows = after_export(frame({"returned_at": returned}))
    result = check.check(rows, texts(rows), DOSSIERS, frozenset())
    assert [rule for rule in reasons(result).get(2, []) if "after-export" in rule] == [
        "returned-at-after-export"
    ] * is_after


def test_every_event_and_no_due_date_is_judged_by_the_export():
    later = datetime(2023, 6, 1)
    events = [c.name for c in DOSSIERS.columns if c.type in ("date", "datetime") and "due" not in c.name]
    dates = {c.name: later for c in DOSSIERS.columns if c.type == "datetime"}
    rows = frame(dates | {"apology_date": later.date(), "apology_new_due_date": later.date()})
    result = check.check(after_export(rows), texts(rows), DOSSIERS, frozenset())
    expected = sorted(name.replace("_", "-") + "-after-export" for name in events)
    assert [rule for rule in reasons(result)[2] if rule.endswith("-after-export")] == expected
    assert len(expected) == 6


def test_another_city_judges_by_its_own_limits():
    """A permit of 2009 with a code in small letters, in a city that says nothing and in one of Viet Nam."""
    permit = {"dossier_code": "case-4711", "received_at": datetime(2009, 5, 4), "current_due_at": datetime(2009, 7, 1)}
    unsaid = load_tables()["dossiers"]
    found = check.check(frame(permit), texts(frame(permit)), unsaid, frozenset())
    assert (found.accepted.height, reasons(found), by_row(found.warned)) == (1, {}, {})
    assert reasons(checked(permit)) == {2: ["current-due-at-out-of-range", "received-at-out-of-range"]}
