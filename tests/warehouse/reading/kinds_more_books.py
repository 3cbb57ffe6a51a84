"""Further smallest files of kinds of workbooks, JSON answers and zips that offices send (see `kinds_of_files`)."""

import io
import json
import tarfile
import zipfile
from typing import Any

import xlsxwriter
from kinds_of_files import COLUMNS, HEADER, RETURNED, Kind, delimited, items, packed, record, sheet, times, workbook

_CODE = "H29-230105-{:04d}".format
_LOADED = {_CODE(2): {"returned_at": RETURNED}}
_EXCEL = times(formats=["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S"], precision="instant")
_XLSX = {"format": {"kind": "xlsx"}, "columns": _EXCEL}
_JSON = {"format": {"kind": "json", "records": "/items"}}


def _with_masks(*rows: Any) -> bytes:
    """A sheet in which (number, format) in the first column is a number so shown."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER)
        for i, ((value, number_format), *cells) in enumerate(rows, start=1):
            page.write_number(i, 0, value, book.add_format({"num_format": number_format}))
            page.write_row(i, 1, cells)
    return out.getvalue()


def _edited(book: bytes, old: str, new: str) -> bytes:
    """A workbook of which the XML of the first sheet is edited by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old.encode(), new.encode()) if name.endswith("sheet1.xml") else data)
    return out.getvalue()


def _tar(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("a.csv")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def true(page: Any, i: int, j: int) -> None:
    """A cell that holds true."""
    page.write_boolean(i, j, True)


MORE_BOOKS = (
    Kind(
        "codes-shown-by-a-format",
        "a.xlsx",
        _with_masks(((123, "000000"), *record(1)[1:]), ((123, '"HS-"0000'), *record(1)[1:])),
        "accepted",
        (2, 2, 0),
        {"000123": {"returned_at": RETURNED}, "HS-0123": {"returned_at": RETURNED}},
        frozenset({"codes-by-format"}),
        declared=_XLSX,
    ),
    Kind(
        "true-for-a-code",
        "a.xlsx",
        sheet((true, *record(1)[1:]), record(2), record(3)),
        "accepted_with_rejections",
        (3, 2, 1),
        _LOADED,
        declared=_XLSX,
    ),
    Kind(
        "sheet-that-goes-on",
        "a.xlsx",
        workbook({"1": [HEADER, record(1)], "2": [("Tên", "Số"), ("a", "b")], "3": [record(2), record(3)]}),
        "accepted",
        (1, 1, 0),
        {},
        frozenset({"sheets-not-read"}),
        ('"3"',),
        declared=_XLSX,
    ),
    Kind(
        "header-far-down",
        "a.xlsx",
        workbook({"1": [HEADER, record(1)], "2": [("x",), *[("",)] * 40, HEADER, record(2)]}),
        "accepted",
        (1, 1, 0),
        {},
        frozenset({"sheets-not-read"}),
        declared=_XLSX,
    ),
    Kind(
        "two-cells-in-one-place",
        "a.xlsx",
        _edited(sheet(record(1), record(2)), '<c r="B2"', '<c r="A2"'),
        "rejected",
        declared=_XLSX,
    ),
    Kind(
        "newer-error",
        "a.xlsx",
        _edited(
            sheet(record(1, Phí=lambda page, i, j: page.write_number(i, j, 77)), record(2)),
            '<c r="G2"><v>77</v>',
            '<c r="G2" t="e"><v>#SPILL!</v>',
        ),
        "rejected",
        says=("#SPILL!", "(G)"),
        declared=_XLSX,
    ),
    Kind(
        "error-beside-records",
        "a.json",
        items({}, {}, error={"code": 500}),
        "rejected",
        says=("/error",),
        declared=_JSON,
    ),
    Kind("error-and-nothing", "a.json", items(status="error"), "rejected", declared=_JSON | {"may_be_empty": True}),
    Kind(
        "total-of-a-search",
        "a.json",
        json.dumps(
            {"hits": {"total": {"value": 10_000, "relation": "gte"}, "hits": json.loads(items({}, {}))["items"]}}
        ).encode(),
        "rejected",
        says=("10.000",),
        declared={"format": {"kind": "json", "records": "/hits/hits"}},
    ),
    Kind(
        "page-that-is-full",
        "a.json",
        items({}, {}, limit=2, count=2, offset=0),
        "accepted",
        (2, 2, 0),
        _LOADED,
        frozenset({"page-full"}),
        ("/limit",),
        declared=_JSON,
    ),
    Kind(
        "list-beside-the-records",
        "a.json",
        items({}, {}, more_items=json.loads(items({}))["items"]),
        "accepted",
        (2, 2, 0),
        _LOADED,
        frozenset({"lists-not-read"}),
        ("/more_items",),
        declared=_JSON,
    ),
    Kind(
        "warning-beside-the-records",
        "a.json",
        items({}, {}, warning="only the first ones"),
        "accepted",
        (2, 2, 0),
        _LOADED,
        frozenset({"answer-warns"}),
        declared=_JSON,
    ),
    Kind(
        "true-for-a-code-in-json",
        "a.json",
        items({HEADER[0]: True}, {}, {}),
        "accepted_with_rejections",
        (3, 2, 1),
        declared=_JSON,
    ),
    Kind("tar", "a.tar", _tar(delimited(record(1))), "rejected", says=(".tar",)),
    Kind(
        "name-of-a-member-that-is-no-utf-8",
        "a.zip",
        packed(**{"hồ__csv": delimited(record(1))}).replace("hồ.csv".encode(), b"h\xff\xfe\xfd.csv"),
        "rejected",
        says=("UTF-8",),
        declared={"format": {"kind": "csv", "member": "*.csv"}, "columns": COLUMNS},
    ),
)
