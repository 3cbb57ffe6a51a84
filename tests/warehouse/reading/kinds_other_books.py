"""Workbooks that are no .xlsx, tables of web pages, and JSON of other shapes than a list of objects."""

import json

from binary_cells import Dated, Error, Page
from kinds_of_files import CODE, HEADER, LOADED, RETURNED, XLSX, Kind, record
from open_documents import page, table_rows
from xls_bytes import xls
from xlsb_bytes import xlsb

_BOOK = XLSX | {"format": {"kind": "workbook"}}
_PAGE = {"format": {"kind": "html"}}
_RECORDS = [list(record(1)), list(record(2))]
_BY_ID = {row[0]: dict(zip(HEADER[1:], row[1:], strict=True)) for row in _RECORDS}
_DATED = [*_RECORDS[0][:5], Dated(44933 + 9.5 / 24), *_RECORDS[0][6:]]
_BROKEN = [*_RECORDS[1][:5], Error("#N/A"), *_RECORDS[1][6:]]
_ITEMS = [dict(zip(HEADER, row, strict=True)) for row in _RECORDS]
_PAGE_IN_TEXT = json.dumps({"d": json.dumps({"items": _ITEMS, "total": 120})}).encode()

OTHER_BOOKS = (
    Kind(
        "old-workbook",
        "a.xls",
        xls(Page("HS", [list(HEADER), *_RECORDS])),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared=_BOOK,
    ),
    Kind(
        "binary-workbook-called-xlsx",
        "a.xlsx",
        xlsb(Page("HS", [list(HEADER), _DATED, _BROKEN])),
        "accepted_with_rejections",
        (2, 1, 1),
        {CODE(1): {"returned_at": RETURNED}},
        frozenset({"error-cells"}),
        ("#N/A",),
        declared=_BOOK,
    ),
    Kind(
        "old-workbook-hidden-sheet",
        "a.xls",
        xls(Page("HS", [list(HEADER), _RECORDS[0]]), Page("T2", [list(HEADER), _RECORDS[1]], is_hidden=True)),
        "accepted",
        (1, 1, 0),
        warned=frozenset({"sheets-not-read"}),
        declared=_BOOK,
    ),
    Kind(
        "web-table",
        "a.xls",
        page(*_RECORDS, header=HEADER).encode(),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared=_PAGE,
    ),
    Kind(
        "web-table-with-a-row-too-short",
        "a.xls",
        f"<meta charset=utf-8><table>{table_rows(HEADER, _RECORDS[0], _RECORDS[1][1:])}</table>".encode(),
        "accepted_with_rejections",
        (2, 1, 1),
        {CODE(1): {"returned_at": RETURNED}},
        declared=_PAGE,
    ),
    Kind(
        "web-table-without-a-row",
        "a.xls",
        page(header=HEADER).encode(),
        "accepted",
        declared=_PAGE | {"may_be_empty": True},
    ),
    Kind(
        "login-page",
        "a.xls",
        "<html><body><form>Đăng nhập</form></body></html>".encode(),
        "rejected",
        says=("đăng nhập", "log in"),
        declared=_PAGE,
    ),
    Kind(
        "objects-by-id",
        "a.json",
        json.dumps({"data": _BY_ID}).encode(),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared={"format": {"kind": "json", "records": "/data", "key": "Mã hồ sơ"}},
    ),
    Kind(
        "json-in-a-text",
        "a.json",
        json.dumps({"d": json.dumps(_ITEMS)}).encode(),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared={"format": {"kind": "json", "records": "/d"}},
    ),
    Kind(
        "a-page-of-several-in-a-text",
        "a.json",
        _PAGE_IN_TEXT,
        "rejected",
        says=("120",),
        declared={"format": {"kind": "json", "records": "/d/items"}},
    ),
)
