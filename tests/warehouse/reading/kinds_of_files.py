"""How the smallest files of the kinds that offices send are made, and what is said of each.

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
    with xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy hh:mm"} | dict(book or {})) as book_file:
        for name, rows in sheets.items():
            page = book_file.add_worksheet(name)
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


CODE = "H29-230105-{:04d}".format
JSON = {"format": {"kind": "json", "records": "/items"}}
XLSX = {"format": {"kind": "xlsx"}, "columns": times(**_EXCEL_TIME)}
LOADED = {CODE(1): {"returned_at": RETURNED}, CODE(2): {"returned_at": RETURNED}}


def csv_format(**keys: Any) -> dict[str, Any]:
    """What a source declares of a CSV beside the ordinary."""
    return {"format": {"kind": "csv"} | keys}
