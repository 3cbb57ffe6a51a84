"""JSON of other shapes than a list of objects: objects by id, JSON in a text, arrays beside the names of columns."""

import json

import pytest
from pydantic import ValidationError
from reading_cases import HEADERS, KEPT, PERSON, ROWS, expected_rows, read, refusal, source

from schemas.source_format import JsonFormat
from warehouse.reading.peek.headers import peek_headers

COLUMNS = (
    {"column": "petition_code"},
    {"column": "kind"},
    {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
)
BY_ID = {row[0]: dict(zip(HEADERS[1:], row[1:], strict=True)) for row in ROWS}
FILLED = [tuple("" if cell is None else cell for cell in row) for row in expected_rows(1)]


def put(folder, value):
    path = folder / "a.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def test_records_of_an_object_by_id(tmp_path):
    declared = source({"kind": "json", "records": "/data", "key": "Mã"})
    _, frame = read(put(tmp_path, {"data": BY_ID, "total": 3}), declared)
    assert frame.select("_row", *KEPT).rows() == FILLED


def test_an_id_that_the_record_contradicts_or_repeats(tmp_path):
    declared = source({"kind": "json", "key": "Mã"})
    same = {name: record | {"Mã": name} for name, record in BY_ID.items()}
    _, frame = read(put(tmp_path, same), declared)
    assert frame.get_column("Mã").to_list() == [row[0] for row in ROWS]
    (tmp_path / "out.arrow").unlink()
    refused = refusal(put(tmp_path, same | {"PA-001": same["PA-001"] | {"Mã": "PA-9"}}), declared)
    assert (refused.code, "Record 1" in refused.message_en) == ("duplicate-header", True)
    twice = json.dumps(BY_ID)[:-1] + ', "PA-001": {}}'
    assert refusal(put(tmp_path, twice), declared).code == "duplicate-header"


def test_what_stands_among_the_records_and_is_none_is_not_left_out(tmp_path):
    declared = source({"kind": "json", "key": "Mã"})
    assert refusal(put(tmp_path, BY_ID | {"total": 3}), declared).code == "unreadable"
    assert "format.key" in refusal(put(tmp_path, BY_ID), source({"kind": "json"})).message_en
    assert "format.key" in refusal(put(tmp_path, [BY_ID]), declared).message_vi


RECORDS = [dict(zip(HEADERS, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ({"d": json.dumps(RECORDS)}, "/d"),
        ({"d": json.dumps({"items": RECORDS, "total": 3})}, "/d/items"),
        (json.dumps(json.dumps(RECORDS)), ""),
        (" " + json.dumps(json.dumps({"data": {"items": json.dumps(RECORDS)}})) + "\n", "/data/items"),
    ],
    ids=range(4),
)
def test_json_in_a_text(tmp_path, document, pointer):
    path = put(tmp_path, document)
    _, frame = read(path, source({"kind": "json", "records": pointer}))
    assert frame.select("_row", *KEPT).rows() == FILLED
    peek = peek_headers(path)[0]
    assert (peek.format.records, peek.headers, peek.sample_rows) == (pointer, HEADERS, 3)


def test_what_json_in_a_text_says_of_itself_counts(tmp_path):
    declared = source({"kind": "json", "records": "/d/items"})
    page = {"d": json.dumps({"items": RECORDS, "total": 120})}
    assert refusal(put(tmp_path, page), declared).code == "incomplete-answer"
    failed = {"d": json.dumps({"items": RECORDS, "error": "timed out"})}
    assert refusal(put(tmp_path, failed), declared).code == "failed-answer"
    doubled = {"d": '{"items": [{"Mã": "1", "Mã": "2"}]}'}
    assert refusal(put(tmp_path, doubled), declared).code == "duplicate-header"
    assert refusal(put(tmp_path, {"d": "[{"}), source({"kind": "json", "records": "/d"})).code == "unreadable"


CKAN = {
    "success": True,
    "result": {
        "fields": [{"id": "_id", "type": "int"}, *({"id": name, "type": "text"} for name in HEADERS)],
        "records": [[number, *row] for number, row in enumerate(ROWS, start=1)],
        "total": 3,
    },
}
SOCRATA = {
    "meta": {
        "view": {
            "id": "abcd-1234",
            "columns": [
                {"id": -1, "name": "sid", "fieldName": ":sid", "dataTypeName": "meta_data"},
                *({"id": i, "name": name, "fieldName": f"f_{i}"} for i, name in enumerate(HEADERS)),
                {"id": 99, "name": "Vị trí", "fieldName": "location", "dataTypeName": "location"},
            ],
        }
    },
    "data": [[f"row-{i}", *row, [None, "10.7", "106.6", None, False]] for i, row in enumerate(ROWS)],
}
OF_CKAN = {"kind": "json", "records": "/result/records", "columns": "/result/fields"}
OF_SOCRATA = {"kind": "json", "records": "/data", "columns": "/meta/view/columns/*/name"}


@pytest.mark.parametrize(("document", "form"), [(CKAN, OF_CKAN), (SOCRATA, OF_SOCRATA)], ids=["ckan", "socrata"])
def test_rows_beside_their_columns_as_open_data_portals_write_them(tmp_path, document, form):
    path = put(tmp_path, document)
    declared = source(form, ignored=["STT", "_id", "sid", "Vị trí"])
    _, frame = read(path, declared)
    assert frame.select("_row", *KEPT).rows() == FILLED
    drafted = [peek for peek in peek_headers(path) if peek.format.columns]
    assert drafted[0].format.columns == form["columns"].removesuffix("/*/name")
    assert set(HEADERS) <= set(drafted[0].headers)
    assert drafted[0].sample_rows == 3


def test_a_pointer_that_names_something_else_than_each_column(tmp_path):
    path = put(tmp_path, SOCRATA)
    form = {**OF_SOCRATA, "columns": "/meta/view/columns/*/description"}
    assert refusal(path, source(form, ignored=["STT"])).code == "unreadable"
    fields = [f"f_{i}" for i in range(len(HEADERS))]
    form = {**OF_SOCRATA, "columns": "/meta/view/columns/*/fieldName"}
    columns = dict(zip(fields, COLUMNS, strict=False))
    declared = source(
        form, unit_header="", columns=columns, personal=["f_5"], ignored=[*fields[3:5], ":sid", "location"]
    )
    _, frame = read(path, declared)
    assert frame.get_column("f_0").to_list() == [row[0] for row in ROWS]


def test_a_draft_of_objects_by_id_reads_them(tmp_path):
    path = put(tmp_path, {"data": BY_ID})
    (peek,) = peek_headers(path)
    assert (peek.format.records, peek.format.key, peek.headers) == ("/data", "id", ("id", *HEADERS[1:]))
    declared = source(peek.format.model_dump(), columns=dict(zip(peek.headers, COLUMNS, strict=False)))
    _, frame = read(path, declared)
    assert frame.get_column("id").to_list() == [row[0] for row in ROWS]
    assert PERSON not in str(frame)


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "ndjson", "key": "id"},
        {"kind": "ndjson", "columns": "/a"},
        {"kind": "json", "key": "id", "columns": "/a"},
    ],
)
def test_declarations_that_contradict_themselves(form):
    with pytest.raises(ValidationError):
        JsonFormat.model_validate(form)
