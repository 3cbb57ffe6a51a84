"""An export without a record, of each kind: refused with the key that lets it in, accepted where that is declared."""

import json

import pytest
from binary_cells import Page
from kinds_of_files import packed, sheet
from open_documents import ods, page
from reading_cases import HEADERS, delimited, read_whole, refusal, source
from test_reading_xml_2003 import xml_2003
from xls_bytes import xls
from xlsb_bytes import xlsb

CSV = delimited([]).encode()
BOOK, ALONE = {"kind": "workbook"}, Page("HS", [list(HEADERS)])
EMPTY = {
    "csv": ({"kind": "csv"}, CSV),
    "csv-without-a-line-end": ({"kind": "csv"}, CSV.rstrip()),
    "csv-with-a-total": ({"kind": "csv", "totals": ["Tổng cộng"]}, CSV + b"\n" + "Tổng cộng: 0\n".encode()),
    "csv-in-a-zip": ({"kind": "csv", "member": "*.csv"}, packed(a__csv=CSV)),
    "xlsx": ({"kind": "xlsx"}, sheet(header=HEADERS)),
    "xls": (BOOK, xls(ALONE)),
    "xlsb": (BOOK, xlsb(ALONE)),
    "ods": (BOOK, ods()),
    "xml-2003": (BOOK, xml_2003().encode()),
    "html": ({"kind": "html"}, page().encode()),
    "json": ({"kind": "json"}, b" []\n"),
    "json-at-a-pointer": ({"kind": "json", "records": "/data"}, b'{"data": [], "total": 0}'),
    "json-by-id": ({"kind": "json", "records": "/data", "key": "Mã"}, b'{"data": {}}'),
    "json-in-a-text": ({"kind": "json", "records": "/d"}, b'{"d": "[]"}'),
    "json-beside-columns": (
        {"kind": "json", "records": "/rows", "columns": "/fields"},
        json.dumps({"fields": HEADERS, "rows": []}).encode(),
    ),
    "ndjson": ({"kind": "ndjson"}, b"\n"),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_an_export_without_a_record(tmp_path, kind):
    form, data = EMPTY[kind]
    (tmp_path / "a").write_bytes(data)
    refused = refusal(tmp_path / "a", source(form))
    assert refused.code == "header-only"
    assert "may_be_empty = true" in refused.message_en
    assert "may_be_empty = true" in refused.message_vi
    outcome, frame = read_whole(tmp_path / "a", source(form, may_be_empty=True))
    assert (outcome.records, frame.height) == (0, 0)
    assert {"_row", "_member", "Mã"} <= set(frame.columns)


@pytest.mark.parametrize("form", [{"kind": "csv"}, {"kind": "ndjson"}, {"kind": "xlsx"}, {"kind": "html"}])
def test_a_file_of_no_bytes_says_nothing_and_not_that_nothing_arose(tmp_path, form):
    (tmp_path / "a").write_bytes(b"")
    assert refusal(tmp_path / "a", source(form, may_be_empty=True)).code == "empty-file"
