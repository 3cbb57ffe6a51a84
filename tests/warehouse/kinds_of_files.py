"""The smallest file of each kind that offices send, what was declared about it, and what an honest program makes of it.

The persons are invented. Every kind is a unit with a source of its own, so that one night takes all of them in.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter

HEADER = (
    "Mã hồ sơ",
    "Tên thủ tục",
    "Kênh nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày trả kết quả",
    "Phí",
    "Chủ hồ sơ",
    "Ghi chú",
)
PERSON = "Nguyễn Thị Bịa Đặt"
_TIME = {"formats": ["%d/%m/%Y %H:%M"], "precision": "instant"}
_EXCEL_TIME = {"formats": ["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S"], "precision": "instant"}
COLUMNS = {
    "Mã hồ sơ": {"column": "dossier_code"},
    "Tên thủ tục": {"column": "procedure_name"},
    "Kênh nộp": {"column": "channel", "values": {"Trực tiếp": "direct", "Trực tuyến": "online"}},
    "Ngày tiếp nhận": {"column": "received_at"} | _TIME,
    "Ngày hẹn trả": {"column": "current_due_at"} | _TIME,
    "Ngày trả kết quả": {"column": "returned_at"} | _TIME,
    "Phí": {"column": "fee_due"},
}
_TIMES = ("Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả")
RETURNED = datetime(2023, 1, 7, 9, 30)


@dataclass(frozen=True)
class Kind:
    """A file (`contents`, called `name`), what is declared beside the ordinary (`declared`), and what comes of it.

    `counts`: rows in, accepted, rejected. `loaded`: code -> columns and values that its row must have. `warned`: codes
    of warnings that must be there. `says`: words that the sender must be told.
    """

    id: str
    name: str
    contents: bytes
    status: str
    counts: tuple[int, int, int] = (0, 0, 0)
    loaded: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    warned: frozenset[str] = frozenset()
    says: tuple[str, ...] = ()
    declared: Mapping[str, Any] = field(default_factory=dict)


def record(number: int, **changes: str) -> tuple[str, ...]:
    """One record; `changes` by header, blanks as underscores."""
    row = dict(
        zip(
            HEADER,
            (
                f"H29-230105-{number:04d}",
                "Khai sinh",
                "Trực tiếp",
                "05/01/2023 08:30",
                "09/01/2023 17:00",
                "07/01/2023 09:30",
                "8000",
                PERSON,
                "",
            ),
            strict=True,
        )
    )
    return tuple((row | {name.replace("_", " "): value for name, value in changes.items()}).values())


def delimited(*rows: Sequence[str], delimiter: str = ",", header: Sequence[str] = HEADER) -> bytes:
    """The bytes of a delimited text without quotation marks."""
    return "".join(delimiter.join(row) + "\r\n" for row in (header, *rows)).encode()


def sheet(*rows: Sequence[Any], header: Sequence[str] = HEADER, book: Mapping[str, Any] | None = None) -> bytes:
    """The bytes of a workbook of one sheet; dates become cells that hold dates."""
    return workbook({"HS": [header, *rows]}, book)


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], book: Mapping[str, Any] | None = None) -> bytes:
    """The bytes of a workbook: rows of each sheet; a callable cell is called with (sheet, row, column)."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy hh:mm"} | dict(book or {})) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    if callable(cell):
                        cell(page, i, j)
                    elif cell != "":
                        page.write(i, j, cell)
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    """The bytes of a zip; dots of names are written as two underscores."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def items(*changes: Mapping[str, Any], **beside: Any) -> bytes:
    """The bytes of a JSON answer with records that differ from an ordinary one by `changes`."""
    records = [dict(zip(HEADER, record(n), strict=True)) | change for n, change in enumerate(changes, start=1)]
    return json.dumps({"items": records} | beside, ensure_ascii=False).encode()


def times(**like: Any) -> dict[str, Any]:
    """Columns of which the times are declared `like` this."""
    return COLUMNS | {name: {k: v for k, v in COLUMNS[name].items() if k == "column"} | like for name in _TIMES}


def merged(last_row: int) -> Any:
    """A cell that is merged with those below it, to the row `last_row` (from 1)."""
    return lambda page, i, j: page.merge_range(i, j, last_row - 1, j, "09/01/2023 17:00")


def error(text: str) -> Any:
    """A cell whose formula fails."""
    return lambda page, i, j: page.write_formula(i, j, "=1/0", None, text)


def date_cell(text: str) -> Any:
    """A cell that holds a date (as `datetime.fromisoformat` reads it), not a text."""
    return lambda page, i, j: page.write_datetime(i, j, datetime.fromisoformat(text))


def number(value: float) -> Any:
    """A cell that holds a number."""
    return lambda page, i, j: page.write_number(i, j, value)


_CODE = "H29-230105-{:04d}".format
_CSV = {"format": {"kind": "csv"}}
_JSON = {"format": {"kind": "json", "records": "/items"}}
_XLSX = {"format": {"kind": "xlsx"}, "columns": times(**_EXCEL_TIME)}
_LOADED = {_CODE(1): {"returned_at": RETURNED}, _CODE(2): {"returned_at": RETURNED}}


def _format(**keys: Any) -> dict[str, Any]:
    return {"format": {"kind": "csv"} | keys}


CSV_KINDS = (
    Kind("plain", "a.csv", delimited(record(1), record(2)), "accepted", (2, 2, 0), _LOADED),
    Kind(
        "inch-marks",
        "a.csv",
        delimited(record(1, Ghi_chú='ống 5" PVC'), record(2), record(3, Ghi_chú='ống 8" PVC')),
        "accepted",
        (3, 3, 0),
        _LOADED,
        frozenset({"stray-quotation-mark"}),
    ),
    Kind(
        "ditto-marks",
        "a.csv",
        delimited(record(1), record(2, Tên_thủ_tục='"'), record(3, Tên_thủ_tục='"')),
        "rejected",
        says=("dòng 3", "line 3"),
    ),
    Kind(
        "quotation-over-rows",
        "a.csv",
        delimited(record(1, Tên_thủ_tục='"Khai sinh'), record(2), record(3, Tên_thủ_tục='Khai sinh"')),
        "rejected",
        says=("dòng 2", "line 2"),
    ),
    Kind(
        "ragged-row",
        "a.csv",
        delimited(record(1), record(2), record(3, Tên_thủ_tục="Khai sinh, khai tử")),
        "accepted_with_rejections",
        (3, 2, 1),
        _LOADED,
    ),
    Kind("trailing-delimiter", "a.csv", delimited((*record(1), ""), (*record(2), "")), "accepted", (2, 2, 0), _LOADED),
    Kind("separator-hint", "a.csv", b"sep=,\r\n" + delimited(record(1), record(2)), "accepted", (2, 2, 0), _LOADED),
    Kind(
        "comments",
        "a.csv",
        "# kết xuất 05/02/2023\r\n".encode() + delimited(record(1), record(2)),
        "accepted",
        (2, 2, 0),
        _LOADED,
        declared=_format(comment="#"),
    ),
    Kind(
        "comment-undeclared",
        "a.csv",
        "# kết xuất 05/02/2023\r\n".encode() + delimited(record(1)),
        "rejected",
        says=("title_rows", "comment"),
    ),
    Kind(
        "totals-and-signature",
        "a.csv",
        delimited(record(1), record(2), ("Tổng cộng", *7 * ("",), "2")) + "Người lập biểu\r\n".encode(),
        "accepted",
        (2, 2, 0),
        _LOADED,
        declared=_format(totals=["Tổng cộng", "Người lập biểu"]),
    ),
    Kind(
        "applicant-like-a-total",
        "a.csv",
        delimited(record(1, Tên_thủ_tục="Cộng đồng dân cư ấp 3"), record(2)),
        "accepted",
        (2, 2, 0),
        _LOADED,
        declared=_format(totals=["Cộng"]),
    ),
    Kind("header-repeated", "a.csv", delimited(record(1), HEADER, record(2)), "accepted", (2, 2, 0), _LOADED),
    Kind("two-byte-order-marks", "a.csv", b"\xef\xbb\xbf" * 2 + delimited(record(1)), "accepted", (1, 1, 0)),
    Kind("nothing-arose", "a.csv", delimited(), "accepted", declared={"may_be_empty": True}),
    Kind("header-only", "a.csv", delimited(), "rejected", says=("may_be_empty",)),
    Kind(
        "cp1252",
        "a.csv",
        delimited(record(1, Tên_thủ_tục="Déclaration"), header=tuple("ABCDEFGHI"))
        .decode()
        .replace("Trực tiếp", "T")
        .replace(PERSON, "")
        .encode("cp1252"),
        "accepted",
        (1, 1, 0),
        {_CODE(1): {"procedure_name": "Déclaration"}},
        declared={
            "format": {"kind": "csv", "encoding": "cp1252"},
            "columns": dict(zip("ABCDEFG", COLUMNS.values(), strict=True))
            | {"C": {"column": "channel", "values": {"T": "direct"}}},
            "personal": ["H"],
            "ignored": ["I"],
        },
    ),
    Kind(
        "nul",
        "a.csv",
        delimited(record(1, Tên_thủ_tục="Khai sinh\0\0")),
        "accepted",
        (1, 1, 0),
        {_CODE(1): {"procedure_name": "Khai sinh"}},
        frozenset({"control-characters"}),
    ),
    Kind(
        "mojibake",
        "a.csv",
        delimited(record(1, Tên_thủ_tục="CÊp giÊy phĐp x©y dùng")),
        "accepted",
        (1, 1, 0),
        {},
        frozenset({"mojibake"}),
    ),
    Kind(
        "web-page", "a.csv", b"<!DOCTYPE html><html><body>login</body></html>", "rejected", says=("HTML", "trang web")
    ),
)

VALUE_KINDS = (
    Kind(
        "zero-width-in-a-code",
        "a.csv",
        delimited(record(1), (_CODE(1) + "\u200b", *record(1)[1:]), record(2)),
        "accepted",
        (3, 2, 0),
        _LOADED,
        frozenset({"key-normalised"}),
        ("U+200B",),
    ),
    Kind(
        "non-breaking-hyphen-in-a-code",
        "a.csv",
        delimited(record(1), (_CODE(1).replace("-", "\u2011"), *record(1)[1:]), record(2)),
        "accepted",
        (3, 2, 0),
        _LOADED,
        frozenset({"key-normalised"}),
        ("U+2011",),
    ),
    Kind(
        "code-in-scientific-notation",
        "a.csv",
        delimited(record(1), record(2), ("2.9E+10", *record(3)[1:])),
        "accepted_with_rejections",
        (3, 2, 1),
        _LOADED,
    ),
    Kind(
        "decimal-points",
        "a.csv",
        delimited(record(1, Phí="66.597"), record(2), record(3, Phí="210.75")),
        "accepted_with_rejections",
        (3, 2, 1),
        {},
        frozenset({"number-style"}),
    ),
    Kind(
        "currency",
        "a.csv",
        delimited(record(1, Phí="50.000đ"), record(2, Phí="Miễn phí"), record(3, Phí="(1.000 VNĐ)")),
        "accepted_with_rejections",
        (3, 2, 1),
        {_CODE(1): {"fee_due": 50_000}, _CODE(2): {"fee_due": 0}},
        declared={"numbers": {"marks": ["đ", "VNĐ"], "zero": ["Miễn phí"], "negative_in_brackets": True}},
    ),
    Kind(
        "words-for-nothing",
        "a.csv",
        delimited(record(1, Ngày_trả_kết_quả="NULL"), record(2), record(3)),
        "accepted_with_rejections",
        (3, 2, 1),
        {},
        says=("empty", "NULL"),
    ),
    Kind(
        "half-days",
        "a.csv",
        delimited(
            record(
                1,
                Ngày_tiếp_nhận="05/01/2023 08:30:00 SA",
                Ngày_hẹn_trả="09/01/2023 05:00:00 CH",
                Ngày_trả_kết_quả="07/01/2023 09:30:00 AM",
            )
        ),
        "accepted",
        (1, 1, 0),
        {_CODE(1): {"current_due_at": datetime(2023, 1, 9, 17), "returned_at": RETURNED}},
        declared={"columns": times(formats=["%d/%m/%Y %I:%M:%S %p"], precision="instant")},
    ),
    Kind(
        "utc",
        "a.csv",
        delimited(
            record(
                1,
                Ngày_tiếp_nhận="2023-01-05T01:30:00Z",
                Ngày_hẹn_trả="2023-01-09T17:00:00+07:00",
                Ngày_trả_kết_quả="2023-01-07T02:30:00+0000",
            )
        ),
        "accepted",
        (1, 1, 0),
        {_CODE(1): {"current_due_at": datetime(2023, 1, 9, 17), "returned_at": RETURNED}},
        declared={"columns": times(formats=["%Y-%m-%dT%H:%M:%S%z"], precision="instant")},
    ),
    Kind(
        "years-of-two-digits",
        "a.csv",
        delimited(record(1, Ngày_tiếp_nhận="05/01/23 08:30", Ngày_hẹn_trả="09/01/23 17:00")),
        "accepted",
        (1, 1, 0),
        {_CODE(1): {"received_at": datetime(2023, 1, 5, 8, 30), "returned_at": RETURNED}},
        declared={"columns": times(formats=["%d/%m/%Y %H:%M", "%d/%m/%y %H:%M"], precision="instant")},
    ),
    Kind(
        "seconds-since-1970",
        "a.csv",
        delimited(record(1, Ngày_tiếp_nhận="1672882200", Ngày_hẹn_trả="1673258400", Ngày_trả_kết_quả="1673058600")),
        "accepted",
        (1, 1, 0),
        {_CODE(1): {"returned_at": RETURNED}},
        declared={"columns": times(formats=["unix"], precision="instant")},
    ),
    Kind(
        "midnight-of-the-day",
        "a.csv",
        delimited(record(1, Ngày_tiếp_nhận="05/01/2023 24:00"), record(2), record(3)),
        "accepted_with_rejections",
        (3, 2, 1),
        {},
        says=("24:00",),
    ),
    Kind(
        "all-at-midnight",
        "a.csv",
        delimited(*(record(n, Ngày_hẹn_trả="09/01/2023 00:00") for n in (1, 2))),
        "accepted",
        (2, 2, 0),
        {},
        frozenset({"midnight-instants"}),
    ),
    Kind(
        "returned-after-the-export",
        "a.csv",
        delimited(record(1), record(2), record(3, Ngày_trả_kết_quả="07/01/2032 09:30")),
        "accepted_with_rejections",
        (3, 2, 1),
        _LOADED,
    ),
)

WORKBOOK_KINDS = (
    Kind(
        "workbook-of-another-name", "a.xls", sheet(record(1), record(2)), "accepted", (2, 2, 0), _LOADED, declared=_XLSX
    ),
    Kind(
        "error-cells",
        "a.xlsx",
        sheet(record(1), record(2, Ngày_trả_kết_quả=error("#N/A")), record(3)),
        "accepted_with_rejections",
        (3, 2, 1),
        {},
        frozenset({"error-cells"}),
        ("#N/A",),
        declared=_XLSX,
    ),
    Kind(
        "merged-cells",
        "a.xlsx",
        sheet(record(1, Ngày_hẹn_trả=merged(3)), record(2, Ngày_hẹn_trả=""), record(3)),
        "accepted",
        (3, 3, 0),
        {_CODE(2): {"current_due_at": datetime(2023, 1, 9, 17)}},
        frozenset({"merged-cells"}),
        declared=_XLSX,
    ),
    Kind(
        "numbers-in-cells",
        "a.xlsx",
        sheet(record(1, Phí=number(66.597)), record(2, Phí=number(1_250_000)), record(3)),
        "accepted_with_rejections",
        (3, 2, 1),
        {_CODE(2): {"fee_due": 1_250_000}},
        declared=_XLSX,
    ),
    Kind(
        "day-and-month-exchanged",
        "a.xlsx",
        sheet(record(1, Ngày_tiếp_nhận=date_cell("2023-01-05T08:30")), record(2, Ngày_tiếp_nhận="13/01/2022 08:30")),
        "accepted",
        (2, 2, 0),
        {},
        frozenset({"swapped-day-month"}),
        declared=_XLSX,
    ),
    Kind(
        "codes-as-numbers",
        "a.xlsx",
        sheet(("000123", *record(1)[1:]), (number(123), *record(2)[1:])),
        "accepted",
        (2, 2, 0),
        {},
        frozenset({"numbers-among-codes"}),
        declared=_XLSX,
    ),
    Kind(
        "totals-in-a-workbook",
        "a.xlsx",
        sheet(record(1), record(2, Tên_thủ_tục="Cộng đồng dân cư"), ("Tổng cộng", *8 * ("",))),
        "accepted",
        (2, 2, 0),
        _LOADED,
        declared=_XLSX | {"format": {"kind": "xlsx", "totals": ["Tổng cộng", "Cộng"]}},
    ),
    Kind(
        "sheets-not-read",
        "a.xlsx",
        workbook({"T1": [HEADER, record(1)], "T2": [HEADER, record(2)]}),
        "accepted",
        (1, 1, 0),
        {},
        frozenset({"sheets-not-read"}),
        ("T2",),
        declared=_XLSX,
    ),
    Kind(
        "every-sheet",
        "a.xlsx",
        workbook({"T1": [HEADER, record(1)], "T2": [HEADER, record(2)]}),
        "accepted",
        (2, 2, 0),
        {_CODE(2): {"source_member": "T2", "source_row": 2}},
        declared=_XLSX | {"format": {"kind": "xlsx", "sheet": "*"}},
    ),
    Kind(
        "web-table-called-workbook",
        "a.xls",
        b"<html><body><table><tr><td>x</td></tr></table></body></html>",
        "rejected",
        says=("HTML",),
        declared=_XLSX,
    ),
    Kind(
        "workbook-of-2003",
        "a.xls",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "rejected",
        says=("2003",),
        declared=_XLSX,
    ),
)

JSON_KINDS = (
    Kind("a-page-of-several", "a.json", items({}, {}, total=120), "rejected", says=("120", "total"), declared=_JSON),
    Kind(
        "numbers-of-json",
        "a.json",
        items({"Phí": 66.597}, {"Phí": 8000.0}, {}),
        "accepted_with_rejections",
        (3, 2, 1),
        {_CODE(2): {"fee_due": 8000}},
        declared=_JSON,
    ),
    Kind(
        "arrays-beside-columns",
        "a.json",
        json.dumps({"fields": [{"id": h} for h in HEADER], "items": [record(1), record(2)]}).encode(),
        "accepted",
        (2, 2, 0),
        _LOADED,
        declared={"format": {"kind": "json", "records": "/items", "columns": "/fields"}},
    ),
    Kind(
        "objects-on-one-line",
        "a.ndjson",
        b'{"a": 1}{"a": 2}\n',
        "rejected",
        says=("mỗi dòng",),
        declared={"format": {"kind": "ndjson"}},
    ),
)

ARCHIVE_KINDS = (
    Kind(
        "several-members",
        "a.zip",
        packed(T1__csv=delimited(record(1)), T2__csv=delimited(record(2))),
        "accepted",
        (2, 2, 0),
        {_CODE(2): {"source_member": "T2.csv", "source_row": 2}},
        declared=_format(member="*.csv", all_members=True),
    ),
    Kind(
        "members-not-read",
        "a.zip",
        packed(T1__csv=delimited(record(1)), T2__csv=delimited(record(2))),
        "rejected",
        says=("all_members",),
        declared=_format(member="*.csv"),
    ),
    Kind(
        "system-files",
        "a.zip",
        packed(a__csv=delimited(record(1), record(2)), __DS_Store=b"x", desktop__ini=b"x"),
        "accepted",
        (2, 2, 0),
        _LOADED,
        declared=_format(member="*.csv"),
    ),
    Kind(
        "workbook-in-a-zip",
        "a.zip",
        packed(a__xlsx=sheet(record(1), record(2))),
        "accepted",
        (2, 2, 0),
        _LOADED,
        declared=_XLSX | {"format": {"kind": "xlsx", "member": "*.xlsx"}},
    ),
)

from kinds_more_books import MORE_BOOKS  # noqa: E402 - it is made with what stands above
from kinds_more_text import MORE_TEXTS  # noqa: E402 - likewise

KINDS = (*CSV_KINDS, *VALUE_KINDS, *WORKBOOK_KINDS, *JSON_KINDS, *ARCHIVE_KINDS, *MORE_BOOKS, *MORE_TEXTS)
