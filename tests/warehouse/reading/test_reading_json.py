"""JSON and NDJSON: flattening, what is known, what is dropped, and refusals."""

import json

import pytest
from reading_cases import KEPT, PERSON, ROWS, expected_rows, read, refusal, source

NDJSON = source({"kind": "ndjson"})
ITEMS = source({"kind": "json", "records": "/data/it~1ems"})
NESTED = source(
    {"kind": "json"},
    unit_header="",
    ignored=["Hồ sơ.Ghi chú", "Bổ sung.Lý do"],
    personal=["Người", "Bổ sung.Cán bộ"],
    columns={
        "Mã": {"column": "petition_code"},
        "Loại": {"column": "kind"},
        "Hồ sơ.Ngày": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        "Bổ sung.0.Hạn": {"column": "due_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        "Bổ sung.-1.Hạn": {"column": "resolved_at", "formats": ["%d/%m/%Y"], "precision": "day"},
    },
)


def put(folder, value):
    path = folder / "a.bin"
    path.write_bytes(value if isinstance(value, bytes) else value.encode())
    return path


def records(rows=ROWS):
    keys = ("MÃ", *KEPT[1:], "STT", "Người gửi")
    return [dict(zip(keys, (cell or None for cell in row), strict=True)) for row in rows]


def ndjson(items):
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def test_ndjson_rows_keep_their_line(tmp_path):
    outcome, frame = read(put(tmp_path, "\ufeff" + ndjson(records())), NDJSON)
    assert frame.columns[0] == "_row"
    assert frame.select("_row", *KEPT).rows() == expected_rows(1)
    assert outcome.records == 3
    (tmp_path / "out.arrow").unlink()
    _, frame = read(put(tmp_path, "\n" + ndjson(records()).replace("\n", "\r\n\n")), NDJSON)
    assert frame["_row"].to_list() == [2, 4, 6]


def test_a_pointer_leads_to_the_records(tmp_path):
    text = json.dumps({"data": {"it/ems": records(), "total": 3}}, indent=1)
    _, frame = read(put(tmp_path, text), ITEMS)
    assert frame.select("_row", *KEPT).rows() == expected_rows(1)


def test_numbers_keep_their_text_and_booleans_are_words(tmp_path):
    line = '{"Mã": 00, "Loại": true, "Ngày nhận": 1}\n'.replace("00", "12.50")
    text = line + '{"Mã": 123456789012345678901234567890, "Loại": false, "Ngày nhận": 1e3, "Đơn vị": ""}\n'
    _, frame = read(put(tmp_path, text), NDJSON)
    assert frame.select(KEPT).rows() == [
        ("12.50", "true", "1", None),
        ("123456789012345678901234567890", "false", "1e3", ""),
    ]


def test_nested_records_are_flattened_and_persons_dropped_whole(tmp_path):
    fills = [{"Hạn": "1", "Lý do": "x", "Cán bộ": PERSON}, {"Hạn": "2"}, {"Hạn": "3", "Lý do": None}]
    record = {"Mã": "a", "Loại": "b", "Hồ sơ": {"Ngày": "2023", "Ghi chú": [{"x": 1}]}, "Người": {"tên": {"x": PERSON}}}
    several, single = record | {"Bổ sung": fills}, record | {"Bổ sung": fills[:1]}
    none = [record | {"Bổ sung": value} for value in ([], None)]
    _, frame = read(put(tmp_path, json.dumps([several, single, *none], ensure_ascii=False)), NESTED)
    assert frame.columns == ["_row", *NESTED.columns]
    assert [row[3:] for row in frame.rows()] == [
        ("2023", "1", "3"),
        ("2023", "1", "1"),
        ("2023", None, None),
        ("2023", None, None),
    ]


def test_the_length_of_a_list(tmp_path):
    counted = source(
        {"kind": "ndjson"},
        unit_header="",
        personal=["Bổ sung"],
        columns={
            "Mã": {"column": "petition_code"},
            "Bổ sung.#": {"column": "kind"},
            "Ngày": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        },
    )
    lines = [{"Mã": "a", "Ngày": "1", "Bổ sung": [PERSON] * n} for n in (0, 1, 5)]
    _, frame = read(put(tmp_path, ndjson(lines)), counted)
    assert frame["Bổ sung.#"].to_list() == ["0", "1", "5"]


LINE = {"Mã": "a", "Loại": "b", "Ngày nhận": "c", "Đơn vị": "d"}


def test_a_key_may_be_absent_unless_its_column_is_required(tmp_path):
    optional = source(
        {"kind": "ndjson"},
        columns={
            **source({"kind": "ndjson"}).model_dump()["columns"],
            "Hạn": {"column": "due_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        },
    )
    _, frame = read(put(tmp_path, ndjson([LINE, {"Mã": "x"}])), optional)
    assert frame["Hạn"].to_list() == [None, None]
    assert frame["Loại"].to_list() == ["b", None]
    (tmp_path / "out.arrow").unlink()
    refused = refusal(put(tmp_path, ndjson([{k: v for k, v in LINE.items() if k != "Loại"}])), optional)
    assert (refused.code, '"Loại"' in refused.message_en) == ("missing-header", True)


@pytest.mark.parametrize(
    ("form", "text", "code", "words"),
    [
        (NDJSON, "", "empty-file", "0 bytes"),
        (NDJSON, ndjson([LINE | {"Ghi chú": "x"}]), "unknown-header", '"Ghi chú"'),
        (NDJSON, ndjson([LINE, LINE | {"Mã": {"số": "x"}}]), "unknown-header", '"Mã.số"'),
        (NDJSON, ndjson([LINE | {"Mã": ["x"]}]), "unknown-header", '"Mã.0"'),
        (NDJSON, '{"Mã": "a", "mã": "b"}\n', "duplicate-header", '"Mã"'),
        (NDJSON, '{"Mã": "a", "Mã": "b"}\n', "duplicate-header", '"Mã"'),
        (NDJSON, ndjson([LINE]) + '{"Mã": "b', "truncated", "line 2"),
        (NDJSON, ndjson([LINE]) + '{"Mã": b}\n', "unreadable", "line 2, column 8"),
        (NDJSON, ndjson([LINE]) + '"a"\n', "unreadable", "Line 2 is a single value"),
        (NDJSON, ndjson([LINE]).encode() + b'{"M\xff": 1}\n', "undeclared-encoding", "line 2"),
        (NDJSON, ndjson([LINE]).encode("utf-16"), "undeclared-encoding", "UTF-16"),
        (NDJSON, "Mã,Loại\n", "unreadable", "not JSON"),
        (NDJSON, '{"a":' * 100_000 + "\n", "unreadable", "line 1"),
        (ITEMS, json.dumps({"data": {"it/ems": []}}), "header-only", "no rows"),
        (ITEMS, json.dumps({"data": {"items": [LINE]}}), "unreadable", "/data/it~1ems"),
        (ITEMS, json.dumps({"data": {"it/ems": [LINE]}})[:-20], "truncated", "breaks off"),
        (ITEMS, json.dumps({"data": {"it/ems": [LINE, 5]}}), "unreadable", "Record 2"),
        (
            NESTED,
            json.dumps([{"Mã": "a", "Loại": "b", "Hồ sơ": {"Ngày": "1"}, "Bổ sung": [{}, {"Khác": 1}, {}]}]),
            "unknown-header",
            "Bổ sung.*.Khác",
        ),
    ],
    ids=range(18),
)
def test_refusals(tmp_path, form, text, code, words):
    refused = refusal(put(tmp_path, text), form)
    assert (refused.code, words in refused.message_en) == (code, True), refused.message_en
