"""JSON as services answer it: typed numbers, pages, names of columns apart, and what is words of faults."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_cases import PERSON, read_whole, refusal, source

from schemas.errors import SubmissionRejected
from schemas.source_format import JsonFormat
from schemas.words.formats import number
from warehouse.reading.json.parse import parse_document
from warehouse.reading.json.promise import refuse_part

LINE = {"Mã": "a", "Loại": "b", "Ngày nhận": "c", "Đơn vị": "d"}
ARRAYS = source({"kind": "json", "records": "/records", "columns": "/fields"})
ITEMS = source({"kind": "json", "records": "/data/items"})
NDJSON = source({"kind": "ndjson"})


def put(folder, value):
    path = folder / "a.bin"
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_numbers_are_told_from_texts_cell_by_cell(tmp_path):
    numbers = ["9007199254740993123", "1.2e11", "66.597", "-0", '"66.597"', "null", "true", "NaN"]
    text = "".join(f'{{"Mã": {n}, "Loại": "b", "Ngày nhận": "c", "Đơn vị": "d"}}\n' for n in numbers)
    _, frame = read_whole(put(tmp_path, text), NDJSON)
    assert frame["Mã"].to_list() == [*numbers[:4], "66.597", None, "true", "NaN"]
    assert frame["typed:Mã"].to_list() == [True] * 4 + [False, False, True, False]
    assert [name for name in frame.columns if name.startswith("typed:")] == ["typed:Mã"]


def test_blank_lines_are_layout_and_every_line_is_accounted_for(tmp_path):
    outcome, frame = read_whole(put(tmp_path, "\n" + lines(LINE) + " \n\n" + lines(LINE)), NDJSON)
    assert frame["_row"].to_list() == [2, 5]
    assert [(layout.rule, layout.rows, layout.first_row) for layout in outcome.layout] == [("blank", 3, 1)]
    assert outcome.records + sum(layout.rows for layout in outcome.layout) == 5


@pytest.mark.parametrize(
    "fields",
    [["Mã", "Loại", "Ngày nhận", "Đơn vị"], [{"id": -i, "name": name} for i, name in enumerate(LINE)]],
    ids=["texts", "objects"],
)
def test_columns_apart_from_their_rows(tmp_path, fields):
    rows = [["a", "b", "c", 5], ["a"], [], ["a", "b", "c", None], [*"abcde"]]
    outcome, frame = read_whole(put(tmp_path, {"fields": fields, "records": rows}), ARRAYS)
    assert (outcome.records, frame["_row"].to_list()) == (5, [1, 2, 3, 4, 5])
    assert frame["_fields"].to_list() == [None, 1, 0, None, 5]
    assert frame["Mã"].to_list() == ["a", None, None, "a", None]
    assert frame["Đơn vị"].to_list() == ["5", None, None, None, None]
    assert frame["typed:Đơn vị"].to_list() == [True, False, False, False, False]


def test_a_file_of_ragged_records_alone_is_still_read(tmp_path):
    _, frame = read_whole(put(tmp_path, {"fields": [*LINE], "records": [["a"], ["b"]]}), ARRAYS)
    assert frame["_fields"].to_list() == [1, 1]


@pytest.mark.parametrize(
    ("document", "code", "words"),
    [
        ({"fields": [*LINE, "Ghi chú"], "records": [[*"abcde"]]}, "unknown-header", '"Ghi chú"'),
        ({"fields": ["Mã", "mã"], "records": [["a", "b"]]}, "duplicate-header", '"mã"'),
        ({"fields": ["Mã", {"type": "text"}], "records": [["a", "b"]]}, "unreadable", "/fields"),
        ({"columns": [*LINE], "records": [[*"abcd"]]}, "unreadable", "format.columns"),
        ({"fields": [*LINE], "records": [[*"abcd"], LINE]}, "unreadable", "Record 2 is an object"),
        ({"fields": ["Mã"], "records": [["a"]]}, "missing-header", '"Loại"'),
    ],
    ids=range(6),
)
def test_columns_that_do_not_fit(tmp_path, document, code, words):
    refused = refusal(put(tmp_path, document), ARRAYS)
    assert (refused.code, words in refused.message_en) == (code, True), refused.message_en


def test_arrays_without_columns_say_what_can_be_declared(tmp_path):
    refused = refusal(put(tmp_path, {"data": {"items": [[*"abcd"]]}}), ITEMS)
    assert "is an array" in refused.message_en
    assert "format.columns" in refused.message_en
    assert "mảng" in refused.message_vi
    assert 'format.kind = "json"' in refusal(put(tmp_path, [LINE, LINE]), NDJSON).message_en


@pytest.mark.parametrize(
    ("text", "form", "line"),
    [
        (lines(LINE) + lines(LINE).strip() * 2 + "\n", NDJSON, "Line 2"),
        (lines(LINE).strip() * 2, NDJSON, "Line 1"),
        (json.dumps(LINE, indent=1) + "\n", NDJSON, "Line 1"),
        (lines(LINE) + '{"Mã": "a\nb"}\n', NDJSON, "Line 2"),
        (lines(LINE, LINE), ITEMS, "Line 2"),
    ],
    ids=range(5),
)
def test_objects_in_a_row_and_over_several_lines_are_named_as_that(tmp_path, text, form, line):
    refused = refusal(put(tmp_path, text), form)
    assert refused.message_en.startswith(line)
    assert "one object a line" in refused.message_en
    assert "mỗi dòng một đối tượng" in refused.message_vi
    assert "format.kind" in refused.message_vi


@pytest.mark.parametrize(
    ("text", "form", "place"),
    [
        (lines(LINE) + '{"Mã": "a", "Mã": "b"}\n', NDJSON, "Line 2"),
        (lines(LINE) + '{"Mã": "a", "mã": "b"}\n', NDJSON, "Line 2"),
        (lines(LINE) + '{"Người gửi": {"a": 1, "a": 2}}\n', NDJSON, "Line 2"),
        ('{"data": {"items": [{}, {"Mã": [{"a": 1, "a": 2}]}]}}', ITEMS, "Record 2"),
        ('{"data": {"items": [{}]}, "data": {"items": []}}', ITEMS, "Outside the records"),
    ],
    ids=range(5),
)
def test_a_key_twice_is_named_with_its_record(tmp_path, text, form, place):
    refused = refusal(put(tmp_path, text), form)
    assert (refused.code, refused.message_en.startswith(place)) == ("duplicate-header", True), refused.message_en


def test_half_a_character_is_refused_with_its_place(tmp_path):
    refused = refusal(put(tmp_path, lines(LINE) + '{"Mã": "\\ud83d", "Người gửi": "' + PERSON + '"}\n'), NDJSON)
    assert 'Line 2, key "Mã"' in refused.message_en


def test_an_empty_list_is_accepted_where_it_may_be_empty(tmp_path):
    empty = {"data": {"items": [], "total": 0}}
    assert "may_be_empty" in refusal(put(tmp_path, empty), ITEMS).message_en
    outcome, frame = read_whole(put(tmp_path, empty), ITEMS.model_copy(update={"may_be_empty": True}))
    assert (outcome.records, frame.height) == (0, 0)


def judged(tmp_path, document, pointer, total=None):
    """The message about an answer that is only a part, or None."""
    form = JsonFormat(kind="json", records=pointer, total=total)
    read, records = parse_document(put(tmp_path, document), form)
    try:
        refuse_part(read, form, ITEMS, len(records))
    except SubmissionRejected as refused:
        assert refused.code == "incomplete-answer"
        assert "format.total" in refused.message_vi
        return refused.message_en
    return None


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        ({"total": 120}, "120 records (at /data/total)"),
        ({"TotalCount": "120"}, "/data/TotalCount"),
        ({"Tổng số": 1}, "promises 1 record (at /data/Tổng số)"),
        ({"@odata.count": 120}, "/data/@odata.count"),
        ({"meta": {"pagination": 1, "total_records": 120}}, "/data/meta/total_records"),
        ({"next": "https://x/?page=2"}, "/data/next"),
        ({"@odata.nextLink": "x"}, "/data/@odata.nextLink"),
        ({"links": {"next": {"href": "x"}, "self": "y"}}, "/data/links/next"),
        ({"link": [{"relation": "self", "url": "x"}, {"relation": "next", "url": "y"}]}, "/data/link/1"),
        ({"total": 2, "nextPage": 2}, "/data/nextPage"),
        ({"page": 1, "pages": 40}, "/data/pages"),
        ({"page": 2}, "/data/page"),
        ({"hasMore": True}, "/data/hasMore"),
        ({"last": False}, "/data/last"),
        ({"offset": 100}, "/data/offset"),
        ({"total": 2, "page": 1, "pages": 1, "next": None, "hasMore": False, "last": True, "offset": 0}, None),
        ({"next": "", "previous": "x", "links": {"next": None, "self": "y"}}, None),
        ({"total": "?", "count": 2.5, "took": 17, "limit": 100, "page": {"number": 0}}, None),
        ({"statistics": {"total": 120}}, None),
        ({"total": {"value": 120, "relation": "eq"}}, "120 records (at /data/total/value)"),
        ({"total": {"value": 2, "relation": "gte"}}, "/data/total/relation"),
        ({"total": {"value": 2, "relation": "eq"}}, None),
        ({"Content-Range": "items 0-1/120"}, "120 records (at /data/Content-Range)"),
        ({"range": "0-1/*"}, None),
        ({"partial": True}, "/data/partial"),
        ({"is_complete": False}, "/data/is_complete"),
        ({"cursor": "abc"}, "/data/cursor"),
    ],
    ids=range(27),
)
def test_what_stands_beside_the_records(tmp_path, beside, words):
    message = judged(tmp_path, {"data": {"items": [1, 2], **beside}}, "/data/items")
    assert (message is None) if words is None else (words in message), message
    outer = judged(tmp_path, {"data": {"items": {"items": [1, 2]}, **beside}}, "/data/items/items")
    assert (outer is None) == (words is None)


def test_a_declared_total_is_the_only_one_looked_at(tmp_path):
    answer = {"all": 120, "total": 2, "next": "x", "items": [1, 2]}
    assert "/all" in judged(tmp_path, answer, "/items", "/all")
    assert judged(tmp_path, answer, "/items", "/total") is None
    assert judged(tmp_path, answer, "/items", "") is None
    with pytest.raises(SubmissionRejected, match="no whole number at /nowhere"):
        refuse_part(answer, JsonFormat(kind="json", records="/items", total="/nowhere"), ITEMS, 2)


@given(st.integers(0, 10**12), st.integers(0, 20), st.sampled_from(["total", "recordsTotal", "tong_so", "numFound"]))
def test_a_total_is_believed_only_where_it_is_met(promised, present, name):
    answer = {name: str(promised).encode(), "items": [None] * present}
    form = JsonFormat(kind="json", records="/items")
    if promised == present:
        refuse_part(answer, form, ITEMS, present)
    else:
        with pytest.raises(
            SubmissionRejected, match=rf"promises {number(promised, 'en')} records? .* holds {present} "
        ):
            refuse_part(answer, form, ITEMS, present)


@pytest.mark.parametrize(
    ("beside", "place"),
    [
        ({"error": "timeout"}, "/data/error"),
        ({"errors": [{"message": "x"}]}, "/data/errors"),
        ({"timed_out": True}, "/data/timed_out"),
        ({"success": False}, "/data/success"),
        ({"status": "ERROR"}, "/data/status"),
        ({"status": "Thất bại"}, "/data/status"),
        ({"meta": {"statusCode": 500}}, "/data/meta/statusCode"),
        ({"_shards": {"total": 5, "failed": 2}}, "/data/_shards"),
        ({"error": None, "errors": [], "success": True, "status": "ok", "_shards": {"total": 5, "failed": 0}}, None),
        ({"error": {"code": 0, "message": ""}, "status": 200}, None),
    ],
    ids=range(10),
)
def test_an_answer_that_says_it_failed_is_refused_whatever_it_holds(tmp_path, beside, place):
    may_be_empty = ITEMS.model_copy(update={"may_be_empty": True})
    for records in ([LINE], []):
        path = put(tmp_path, {"data": {"items": records, **beside}})
        if place is None:
            assert read_whole(path, may_be_empty)[0].records == len(records)
        else:
            refused = refusal(path, may_be_empty)
            assert (refused.code, f"At {place} " in refused.message_en) == ("failed-answer", True)


@pytest.mark.parametrize(
    ("beside", "codes"),
    [
        ({"limit": 2}, ["page-full"]),
        ({"pageSize": "2", "count": 2}, ["page-full"]),
        ({"limit": 3}, []),
        ({"limit": 2, "total": 2}, []),
        ({"limit": 2, "hasMore": False}, []),
        ({"limit": 2, "next": None}, []),
        ({"warnings": ["cut off"]}, ["answer-warns"]),
        ({"more": {"items": [LINE, LINE]}}, ["lists-not-read"]),
        ({"kinds": [{"id": 1, "name": "x"}], "names": ["a"]}, []),
    ],
    ids=range(9),
)
def test_what_is_doubtful_beside_the_records(tmp_path, beside, codes):
    outcome, _ = read_whole(put(tmp_path, {"data": {"items": [LINE, LINE], **beside}}), ITEMS)
    assert [warning.code for warning in outcome.warnings] == codes
    assert all(warning.advice_vi and warning.advice_en for warning in outcome.warnings)


def test_what_follows_the_document(tmp_path):
    refused = refusal(put(tmp_path, json.dumps({"data": {"items": [LINE]}}) + "\n<!-- made by x -->"), ITEMS)
    assert (refused.code, refused.message_en[:6]) == ("unreadable", "Line 2")
