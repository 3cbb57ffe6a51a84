"""Completeness beside each rank: four figures from what was sent, none of which tells a count."""

from datetime import date, datetime
from types import SimpleNamespace

import polars as pl
import pytest
from publication_cases import frame

from schemas.table import load_tables
from warehouse.disclosure.counts import Key
from warehouse.disclosure.hiding import hide
from warehouse.publication.completeness import completeness
from warehouse.publication.publication import published_tables
from warehouse.ranking.evidence.periods import parse_period

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)
SIGNALS = [
    {"unit_id": "a", "indicator": "without_due_share", "x": 30, "n": 400, "value": 0.075, "status": "OK"},
    {"unit_id": "a", "indicator": "moved_due_share", "x": 1, "n": 2, "value": 0.5, "status": "OK"},
]


def filed(item, counted, reported, to=LAST, is_reported=True):
    own = {"unit_id": "a", "item": item, "period_from": FIRST, "period_to": to, "counted": counted}
    return own | {"reported": reported, "is_reported": is_reported, "is_suppressed": False}


FORM = [
    filed("resolved_total", 380, 390, date(2023, 11, 30)),
    filed("resolved_total", 400, 402),
    filed("received_total", 500, 900),
]
SENT = [{"unit_id": "a", "table_name": "dossiers", "rows_in": 200, "rejected": 3}]
SENT += [{"unit_id": "a", "table_name": "petitions", "rows_in": 10, "rejected": 10}]


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Unit a sent 39 of 40 numbers of a day, b 8 of 9 and c only codes without a number."""
    folder = tmp_path_factory.mktemp("snapshot")
    codes = [("a", f"12.H29-230601-{i:04}") for i in range(1, 41) if i != 7]
    codes += [("b", f"13.H29-230601-{i:04}") for i in range(2, 10)] + [("c", f"case-{i}") for i in range(10, 60, 2)]
    schema = load_tables()["dossiers"].stored_schema
    received = {"received_at": datetime(2023, 6, 1, 9)}
    rows = [{"unit_id": unit, "dossier_code": code, **received} for unit, code in codes]
    (folder / "dossiers").mkdir()
    whole = pl.DataFrame([[row.get(c) for c in schema] for row in rows], schema=schema, orient="row")
    whole.write_parquet(folder / "dossiers" / "part.parquet")
    units = [SimpleNamespace(unit_id=unit) for unit in "abc"]
    draft = SimpleNamespace(period=parse_period("2023"), units=units, signals=frame("signals", SIGNALS))
    return completeness(folder, draft, frame("form_ii06a", FORM), frame("deliveries", SENT), 9)


def test_each_figure_stands_beside_its_unit(table):
    row = table.row(0, named=True)
    assert (row["without_due_share"], row["rejected_share"], row["has_form"]) == (0.075, 0.015, True)
    assert (row["form_from"], row["form_to"], row["form_difference"]) == (FIRST, LAST, 2)


def test_missing_codes_are_told_roughly_and_not_of_a_few(table):
    shares = dict(table.select("unit_id", "code_gap_share").iter_rows())
    assert shares == {"a": 0.03, "b": None, "c": None}, "1 of 40 rounded up; 8 codes are few; no numbers of a day"


def test_a_unit_that_sent_nothing_has_a_row_that_says_so(table):
    row = table.row(2, named=True)
    assert [row[name] for name in ("without_due_share", "form_difference", "rejected_share")] == [None] * 3
    assert (row["has_form"], row["is_suppressed"]) == (False, False)


@pytest.mark.parametrize(
    ("key", "column"),
    [
        (Key("signals", "a", "without_due_share", FIRST, LAST, "x"), "without_due_share"),
        (Key("form_ii06a", "a", "resolved_total", FIRST, LAST, "value"), "form_difference"),
    ],
)
def test_what_would_tell_a_hidden_count_goes_where_it_goes(table, key, column):
    others = {name: frame(name, []) for name in published_tables()}
    protected = hide({**others, "completeness": table}, {key: False}, {})["completeness"]
    row, before = protected.row(0, named=True), table.row(0, named=True)
    assert row == before | {column: None, "is_suppressed": True}
    assert protected.filter(pl.col("unit_id") != "a").equals(table.filter(pl.col("unit_id") != "a"))


def test_another_count_takes_nothing_away(table):
    others = {name: frame(name, []) for name in published_tables()}
    key = Key("signals", "a", "moved_due_share", FIRST, LAST, "x")
    assert hide({**others, "completeness": table}, {key: False}, {})["completeness"].equals(table)
