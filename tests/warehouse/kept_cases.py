"""Kept submissions for the tests, made without a night: their rows and what their records say."""

from datetime import date, datetime, timedelta

import polars as pl
from nights import DAY

from schemas.submission import Submission
from schemas.table import load_tables
from warehouse import store

DOSSIERS = load_tables()["dossiers"]
STAFFING = load_tables()["staffing"]


def dossiers_of(unit, versions):
    """Rows of dossiers from (number, days after New Year of the reception, day that it is due)."""
    received = [datetime(2023, 1, 1) + timedelta(days=day) for _, day, _ in versions]
    due = [datetime(2023, 4, due) for _, _, due in versions]
    return {
        "unit_id": [unit] * len(versions),
        "dossier_code": [f"{number}" for number, _, _ in versions],
        "channel": ["direct"] * len(versions),
        "received_at": received,
        "current_due_at": due,
        "first_due_at": due,
        "due_revision_count": [0] * len(versions),
    }


def staffing_of(unit, versions):
    """Rows of staffing from the same numbers: a table of one file, with a key of several columns."""
    years = [date(2020 + number, 1, 1) for number, _, _ in versions]
    ends = [date(2020 + number, 12, 31) for number, _, _ in versions]
    counts = [due for _, _, due in versions]
    return {"unit_id": [unit] * len(years), "period_from": years, "period_to": ends, "official_count": counts}


def keep(home, table, number, sent):
    """Keep a submission's rows, and return it."""
    unit, minute, replaces, versions = sent
    rows = (dossiers_of if table is DOSSIERS else staffing_of)(unit, versions)
    full = {
        c: rows.get(c, [f"s{number}" if c == "submission_id" else None] * len(versions)) for c in table.stored_schema
    }
    days = [r.date() for r in rows["received_at"]] if table is DOSSIERS else [date.min, date.max]
    submission = Submission(
        submission_id=f"s{number}",
        folder=unit,
        unit_id=unit,
        table=table.name,
        source_id="test",
        declarations="d",
        file_name="a.csv",
        file_sha256=f"{number}",
        exported_at=datetime(2023, 3, 1) + timedelta(minutes=minute),
        exported_at_origin="name",
        business_date=DAY,
        status="accepted",
        accepted=len(versions),
        replaces=replaces,
        window=(min(days), max(days)),
    )
    frame = pl.DataFrame(full, schema=table.stored_schema).sort(table.key)
    store.write_parquet(frame, table, home.kept(submission))
    return submission
