"""Form II.06a as units file it: what the older form has no column for is no report of 0."""

from datetime import date
from types import SimpleNamespace

import polars as pl
import pytest

from schemas.table import load_tables
from warehouse.publication.period_tables import form
from warehouse.ranking.evidence.periods import parse_period

DAYS = {"unit_id": "quan-a", "period_from": date(2023, 1, 1), "period_to": date(2023, 6, 30)}
FIELDS = {"Đất đai": 300, "Hộ tịch": 100}


def filed(field, on_time, before_due):
    counts = {"received_total": on_time, "carried_over": 0, "resolved_total": on_time, "resolved_on_time": on_time}
    counts |= {"resolved_late": 0, "open_total": 0, "open_in_time": 0, "open_overdue": 0}
    return DAYS | {"field": field, "resolved_before_due": before_due} | counts


def table(folder, name, rows):
    schema = load_tables()[name].polars_schema
    whole = pl.DataFrame([[row.get(c) for c in schema] for row in rows], schema=schema, orient="row")
    (folder / name).mkdir()
    whole.write_parquet(folder / name / "part.parquet")


@pytest.mark.parametrize(("before_due", "told"), [(None, None), (0, 0), (7, 14)])
def test_a_column_that_was_never_filled_is_not_reported(tmp_path, before_due, told):
    table(tmp_path, "unit_reports", [filed(name, count, before_due) for name, count in FIELDS.items()])
    table(tmp_path, "measures", [])
    draft = SimpleNamespace(period=parse_period("2023"), units=[SimpleNamespace(unit_id="quan-a")])
    found = form(tmp_path, draft).filter("is_reported")
    reported = dict(found.select("item", "reported").iter_rows())
    assert reported["resolved_before_due"] == told
    assert reported["resolved_on_time"] == 400
    assert reported["open_overdue"] == 0
