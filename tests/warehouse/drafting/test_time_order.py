"""What the order of times says of columns that are called alike: appointments and ends, filing and reception."""

import random
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.city import load_city
from schemas.source_format import CsvFormat
from warehouse.drafting.evidence import PLACED, Evidence
from warehouse.drafting.guess import guess
from warehouse.drafting.order import unplanned
from warehouse.drafting.vocabulary import planned_phrases
from warehouse.reading.outcome import Peek

CITY = load_city()
DOSSIERS = CITY.declared_tables["dossiers"]
ROWS = 24
FIRST = date(2023, 3, 1)


def days(*after):
    """Return a day for each row: as many days after the row's own as its number among `after`, "" for None."""
    number = [after[i % len(after)] for i in range(ROWS)]
    return ["" if n is None else f"{FIRST + timedelta(days=i + n):%d/%m/%Y}" for i, n in enumerate(number)]


RECEIVED, DUE = days(0), days(10, 15)


def guessed(columns):
    frame = pl.DataFrame({name: pl.Series(texts, dtype=pl.String) for name, texts in columns.items()})
    return guess(frame, Peek(CsvFormat(kind="csv"), tuple(frame.columns), frame.height), DOSSIERS, CITY)


def pairs(draft):
    return {m.header: m.column.name for m in draft.mapped}


def doubts(draft):
    return {d.header: d.columns for d in draft.doubts}


def test_an_end_in_every_row_of_a_file_without_a_due_date_may_be_the_due_date():
    draft = guessed({"Ngày tiếp nhận": RECEIVED, "Ngày trả kết quả": DUE})
    assert pairs(draft) == {"Ngày tiếp nhận": "received_at"}
    assert doubts(draft)["Ngày trả kết quả"] == ("returned_at", "current_due_at")


def test_an_end_that_is_another_header_s_due_date_is_in_doubt():
    draft = guessed({"Ngày tiếp nhận": RECEIVED, "Ngày hẹn trả": DUE, "Ngày trả kết quả": DUE})
    assert pairs(draft) == {"Ngày tiếp nhận": "received_at", "Ngày hẹn trả": "current_due_at"}


def test_an_end_of_rows_that_have_not_ended_is_in_doubt_and_the_other_one_is_placed():
    columns = {"Ngày tiếp nhận": RECEIVED, "Ngày hẹn trả": DUE, "Ngày trả": days(9), "Trả thực tế": days(11, None)}
    assert pairs(guessed(columns)) == {
        "Ngày tiếp nhận": "received_at",
        "Ngày hẹn trả": "current_due_at",
        "Trả thực tế": "returned_at",
    }


@pytest.mark.parametrize(
    "columns",
    [
        {"Ngày trả kết quả": days(9, None)},
        {"Ngày hẹn trả": DUE, "Ngày trả kết quả": days(9)},
        {"Closed": DUE},
    ],
)
def test_an_end_that_has_come_is_placed(columns):
    ends = {"Ngày trả kết quả", "Closed"} & {*columns}
    draft = guessed({"Ngày tiếp nhận": RECEIVED, **columns})
    assert {h: c for h, c in pairs(draft).items() if h in ends} == dict.fromkeys(ends, "returned_at")


@given(
    phrase=st.sampled_from(sorted(planned_phrases())),
    ends=st.sets(st.sampled_from(["completed_at", "returned_at"]), min_size=1),
    name=st.floats(0.7, 1),
    after=st.lists(st.integers(0, 40), min_size=1, max_size=5),
)
def test_no_appointment_can_be_placed_as_an_end_whatever_it_is_called(phrase, ends, name, after):
    header = " ".join(phrase)
    times = {
        h: pl.Series(texts).str.to_datetime("%d/%m/%Y") for h, texts in (("start", RECEIVED), (header, days(*after)))
    }
    scores = {("start", "received_at"): Evidence(1, 1), **{(header, end): Evidence(name, name) for end in ends}}
    changed = unplanned(["start", header], DOSSIERS, scores, times.__getitem__)
    assert all(changed[header, end].score < PLACED for end in ends)
    assert changed[header, "current_due_at"].score < PLACED


def test_what_is_filed_after_reception_is_in_doubt():
    before = guessed({"submissionDate": days(-1, 0), "receivedDate": RECEIVED})
    assert pairs(before) == {"submissionDate": "submitted_at", "receivedDate": "received_at"}
    after = guessed({"submissionDate": days(3, 5, None), "receivedDate": RECEIVED})
    assert pairs(after) == {"receivedDate": "received_at"}
    assert doubts(after) == {"submissionDate": ("submitted_at",)}


def test_of_a_reception_that_is_not_sure_and_a_sure_end_before_it_the_reception_is_in_doubt():
    draft = guessed({"Added date": days(20), "Due date": RECEIVED})
    assert (pairs(draft), doubts(draft)) == ({"Due date": "current_due_at"}, {"Added date": ("received_at",)})


def test_a_reception_that_is_not_sure_is_the_earliest():
    draft = guessed({"Opened": days(5), "Registered": RECEIVED})
    assert (pairs(draft), {*doubts(draft)}) == ({}, {"Opened", "Registered"})
    assert pairs(guessed({"Received": days(5), "Registered": RECEIVED})) == {"Received": "received_at"}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_tells_nothing(seed):
    order = random.Random(seed).sample(range(ROWS), ROWS)
    columns = {"code": [f"HS-{i}" for i in range(ROWS)], "receivedDate": RECEIVED, "returnDate": days(9, None)}
    shuffled = {header: [texts[i] for i in order] for header, texts in columns.items()}
    assert pairs(guessed(shuffled)) == pairs(guessed(columns))


def test_codes_that_not_every_row_has_are_a_question():
    codes = [f"B25-{100 + i:06}" if i % 3 else "" for i in range(ROWS)]
    draft = guessed({"Permit Number": codes, "Application Date": RECEIVED})
    assert "Permit Number" not in pairs(draft)
    assert doubts(draft)["Permit Number"] == ("dossier_code",)


def test_channels_below_a_header_of_kinds_are_a_question():
    channels = [("Trực tiếp", "Trực tuyến", "Bưu chính")[i % 3] for i in range(ROWS)]
    draft = guessed({"Mã hồ sơ": [f"HS-{i:05}" for i in range(ROWS)], "Loại hồ sơ": channels})
    assert "Loại hồ sơ" not in pairs(draft)
