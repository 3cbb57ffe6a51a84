"""Sources and files for the tests of the reader; every person in them is invented."""

import polars as pl
import pytest

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.strict import parse
from warehouse.reading.recognise import read_delivery

PERSON = "Nguyễn Thị Bịa Đặt"
HEADERS = ("Mã", "Loại", "Ngày nhận", "Đơn vị", "STT", "Người gửi")
ROWS = (
    ("PA-001", "Phản ánh", "01/02/2023", "Quận 12", "1", PERSON),
    ("PA-002", "Kiến nghị", "02/02/2023", "Q.12", "2", PERSON),
    ("00012", "Đề đạt", "", "", "3", PERSON),
)
KEPT = ("Mã", "Loại", "Ngày nhận", "Đơn vị")


def source(form, **changes):
    """A source of petitions in the format `form`."""
    fields = {
        "id": "petitions-test",
        "table": "petitions",
        "label_vi": "Thử",
        "label_en": "Test",
        "format": form,
        "unit_header": "Đơn vị",
        "columns": {
            "Mã": {"column": "petition_code"},
            "Loại": {"column": "kind"},
            "Ngày nhận": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        },
        "ignored": ["STT"],
        "personal": ["Người gửi"],
    }
    return parse(Source, fields | changes, "test")


def csv_source(**form):
    """A CSV source of petitions."""
    return source({"kind": "csv", **form})


def read(path, *sources):
    """Read `path`; return the outcome and the rows written, and check that no person and no other file is left.

    The rows have `_row` and their texts; see `read_whole` for where else they stood and what was no text.
    """
    outcome, frame = read_whole(path, *sources)
    return outcome, frame.select(pl.exclude("_member", "_fields", "^typed:.*$"))


def read_whole(path, *sources):
    """As `read`, with every column that the reader writes."""
    out = path.with_name("out.arrow")
    outcome = read_delivery(path, sources, out)
    frame = pl.scan_ipc(out).collect()
    assert frame.schema["_row"] == pl.Int64()
    kinds = {name: kind for name, kind in frame.schema.items() if name not in ("_row", "_fields")}
    assert all(kind == (pl.Boolean if name.startswith("typed:") else pl.String) for name, kind in kinds.items())
    assert PERSON.encode() not in out.read_bytes()
    assert leftovers(path) == {path.name, "out.arrow"}
    return outcome, frame


def leftovers(path):
    """The names of the files beside `path`."""
    return {p.name for p in path.parent.iterdir()}


def refusal(path, *sources):
    """Read `path`, which must be refused with nothing left behind; return the refusal."""
    before = leftovers(path)
    with pytest.raises(SubmissionRejected) as rejected:
        read_delivery(path, sources, path.with_name("out.arrow"))
    assert leftovers(path) == before
    for message in (rejected.value.message_vi, rejected.value.message_en):
        assert PERSON not in message
    return rejected.value


def delimited(rows, delimiter=",", headers=HEADERS, end="\n"):
    """The text of a CSV file without quotation marks."""
    return "".join(delimiter.join(row) + end for row in (headers, *rows))


def expected_rows(first):
    """What the reader writes for ROWS, the first of which has the number `first`."""
    return [(first + i, *(cell or None for cell in row[:4])) for i, row in enumerate(ROWS)]
