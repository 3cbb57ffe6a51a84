"""The facts of a row: columns that are computed of a table's rows before they are counted, and are never stored.

A condition of a measure may name them beside the table's own columns. `warehouse.counting.facts` computes them and says
what each means.
"""

from collections.abc import Mapping

import polars as pl

from schemas.table import Table

_DAY, _MOMENT, _TRUE_OR_FALSE, _NUMBER = pl.Date(), pl.Datetime("us"), pl.Boolean(), pl.Int64()

FACTS: Mapping[str, Mapping[str, pl.DataType]] = {
    "dossiers": {
        "is_accepted": _TRUE_OR_FALSE,
        "is_closed": _TRUE_OR_FALSE,
        "is_waiting": _TRUE_OR_FALSE,
        "received_day": _DAY,
        "end": _MOMENT,
        "end_day": _DAY,
        "limit_day": _DAY,
        "beyond_day": _DAY,
        "supplements": _NUMBER,
        "is_over_supplemented": _TRUE_OR_FALSE,
        "by_day": _TRUE_OR_FALSE,
        "first_due_day": _DAY,
        "current_due_day": _DAY,
        "late_first": _TRUE_OR_FALSE,
        "late_current": _TRUE_OR_FALSE,
        "late_766": _TRUE_OR_FALSE,
        "overdue_day": _DAY,
        "in_progress_day": _DAY,
        "late_day_766": _DAY,
    },
    "petitions": {
        "received_day": _DAY,
        "end": _MOMENT,
        "end_day": _DAY,
        "limit_day": _DAY,
        "beyond_day": _DAY,
        "by_day": _TRUE_OR_FALSE,
        "late": _TRUE_OR_FALSE,
        "overdue_day": _DAY,
    },
    "procedures": {"due_day": _DAY, "complete_day": _DAY, "limit_day": _DAY, "beyond_day": _DAY},
    "satisfaction": {"answered_day": _DAY},
    "staffing": {"day": _DAY},
}


def countable(table: Table) -> pl.Schema:
    """Return name and type of each column that a condition on the table's rows may name: its own, then its facts."""
    return pl.Schema({**table.polars_schema, **FACTS.get(table.name, {})})
