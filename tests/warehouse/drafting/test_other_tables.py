"""Drafts of tables other than dossiers, whose columns are called as the dossiers' columns that mean the same."""

import polars as pl
import pytest
from test_headers import CITY, TRUTH, placed

from schemas.source_format import CsvFormat
from warehouse.drafting.guess import guess
from warehouse.reading.outcome import Peek

PETITIONS = CITY.declared_tables["petitions"]
SAME = {
    "dossier_code": "petition_code",
    "received_at": "received_at",
    "current_due_at": "due_at",
    "completed_at": "resolved_at",
    "returned_at": "resolved_at",
    "U": "U",
}
ROWS = 12


def guessed(**columns):
    frame = pl.DataFrame({name: pl.Series(texts, dtype=pl.String) for name, texts in columns.items()})
    return guess(frame, Peek(CsvFormat(kind="csv"), tuple(frame.columns), frame.height), PETITIONS, CITY)


def pairs(draft):
    return {m.header: m.column.name for m in draft.mapped}


@pytest.mark.long
@pytest.mark.parametrize("name", TRUTH)
def test_no_column_of_a_petition_is_placed_wrongly(name):
    right = {h: {"-", "P", *(SAME.get(column, "-") for column in truth)} for h, truth in TRUTH[name].items()}
    assert {h: place for h, place in placed(name, PETITIONS.name).items() if place not in right[h]} == {}


def test_the_columns_of_service_requests_are_those_of_petitions():
    assert {h: c for h, c in placed("boston311.csv", PETITIONS.name).items() if c not in ("-", "P")} == {
        "case_enquiry_id": "petition_code",
        "open_dt": "received_at",
        "sla_target_dt": "due_at",
        "closed_dt": "resolved_at",
        "department": "U",
    }


def test_petitions_have_names_of_their_own():
    days = {month: [f"{i + 1:02d}/{month}/2023 08:30" for i in range(ROWS)] for month in ("03", "04", "05")}
    draft = guessed(
        **{
            "Mã phản ánh": [f"PA-{i}" for i in range(ROWS)],
            "Loại": ["Phản ánh", "Kiến nghị", "Khiếu nại"] * 4,
            "Ngày phản ánh": days["03"],
            "Hạn phản hồi": days["05"],
            "Ngày trả lời": days["04"],
            "Nội dung phản ánh": [f"Câu bịa số {i}" for i in range(ROWS)],
            "Người phản ánh": [f"Nguyễn Văn Thử {chr(65 + i)}" for i in range(ROWS)],
        }
    )
    assert pairs(draft) == {
        "Mã phản ánh": "petition_code",
        "Loại": "kind",
        "Ngày phản ánh": "received_at",
        "Hạn phản hồi": "due_at",
        "Ngày trả lời": "resolved_at",
    }
    assert [*draft.personal] == ["Nội dung phản ánh", "Người phản ánh"]


def test_an_end_before_reception_is_in_doubt_there_too():
    later, earlier = ([f"{i + 1:02d}/{month}/2023" for i in range(ROWS)] for month in ("04", "03"))
    draft = guessed(Received=later, Due=earlier, Closed=earlier)
    assert pairs(draft) == {"Received": "received_at"}
    assert {d.header: d.columns for d in draft.doubts} == {"Due": ("due_at",), "Closed": ("resolved_at",)}
