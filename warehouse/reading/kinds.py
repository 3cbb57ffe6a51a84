"""What is said of a file that is of another kind than its source declares."""

from typing import Literal

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import XlsxFormat
from warehouse.reading.outcome import Refused
from warehouse.reading.sniff import Kind

_SAVE = ("Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx", "Open it in Excel or LibreOffice and save it as .xlsx")
_EXPORT = ("Gửi đúng dạng đã khai báo", "Send it in the declared form")
_UNPACK = ("Giải nén rồi gửi tệp bên trong, hoặc nén lại dạng .zip", "Unpack it and send what is in it, or pack a .zip")
_PAGE = (
    "Thường là trang đăng nhập hay báo lỗi: đăng nhập lại rồi xuất lại; nếu là bảng HTML đặt tên .xls thì mở bằng "
    "Excel và lưu dạng .xlsx",
    "Often it is a login or error page: log in and export again; a table in HTML that is called .xls is opened in "
    "Excel and saved as .xlsx",
)

# Kind -> what it is, and what to do, each in both languages.
_KINDS: dict[Kind | Literal["json"], tuple[str, str, tuple[str, str]]] = {
    "text": ("văn bản (như CSV hay JSON)", "text (such as CSV or JSON)", _EXPORT),
    "json": ("JSON", "JSON", _EXPORT),
    "xlsx": ("bảng tính Excel .xlsx", "an Excel workbook (.xlsx)", _EXPORT),
    "zip": ("tệp zip", "a zip", _EXPORT),
    "html": ("trang web (HTML)", "a web page (HTML)", _PAGE),
    "xml-2003": ("bảng tính XML 2003 (SpreadsheetML)", "an XML Spreadsheet 2003 (SpreadsheetML)", _SAVE),
    "xml": ("tệp XML", "an XML file", _EXPORT),
    "xlsb": ("bảng tính nhị phân .xlsb", "a binary workbook (.xlsb)", _SAVE),
    "ods": ("bảng tính OpenDocument .ods", "an OpenDocument file (.ods)", _SAVE),
    "office": ("tài liệu Office khác (Word, PowerPoint)", "another Office document (Word, PowerPoint)", _EXPORT),
    "xls": ("bảng tính Excel cũ .xls", "an old Excel workbook (.xls)", _SAVE),
    "encrypted": (
        "bảng tính có mật khẩu",
        "a workbook with a password",
        ("Bỏ mật khẩu rồi lưu lại dạng .xlsx", "Remove the password and save it as .xlsx"),
    ),
    "ole": ("bảng tính .xls cũ hoặc có mật khẩu", "an old .xls workbook, or one with a password", _SAVE),
    "gz": ("tệp nén gzip (.gz)", "a gzip archive (.gz)", _UNPACK),
    "rar": ("tệp nén .rar", "a .rar archive", _UNPACK),
    "7z": ("tệp nén .7z", "a .7z archive", _UNPACK),
    "tar": ("tệp nén .tar", "a .tar archive", _UNPACK),
    "pdf": ("tệp PDF (nhị phân)", "a PDF (a binary file)", _EXPORT),
    "zeros": (
        "toàn byte 0",
        "nothing but zero bytes",
        ("Việc chép tệp đã hỏng; hãy chép lại", "Copying it failed; copy it again"),
    ),
    "binary": ("tệp nhị phân không đọc được", "of a binary kind that is not read", _EXPORT),
}


def other_kind(source: Source, kind: Kind | Literal["json"], in_zip: bool = False) -> Refused:
    """Return the refusal of a file, or of a member of a zip, that is not of the kind that the source declares."""
    form = source.format
    expected = ".xlsx" if isinstance(form, XlsxFormat) else form.kind.upper()
    if form.member and not in_zip:
        expected += f" trong zip / in a zip (format.member = {form.member})"
    code = "not-a-workbook" if isinstance(form, XlsxFormat) else "unreadable"
    if not in_zip and (kind == "zip" or (form.member and kind in ("text", "json", "xlsx"))):
        code = "archive"
    vi, en, (do_vi, do_en) = _KINDS[kind]
    where_vi, where_en = ("Tệp trong zip", "The file in the zip") if in_zip else ("Tệp", "The file")
    return Refused(
        code,
        f"{where_vi} là {vi}, nguồn {source.id} khai báo {expected} (khóa format). {do_vi}.",
        f"{where_en} is {en}, source {source.id} declares {expected} (key format). {do_en}.",
        -1,
    )


def cannot_draft(kind: Kind) -> SubmissionRejected:
    """Return the refusal of a file of a kind for which no source can be drafted."""
    vi, en, (do_vi, do_en) = _KINDS[kind]
    return SubmissionRejected(
        "unreadable",
        f"Tệp là {vi}; cần CSV, JSON, NDJSON, .xlsx, hoặc zip chứa các tệp đó. {do_vi}.",
        f"The file is {en}; it should be CSV, JSON, NDJSON, .xlsx, or a zip of such files. {do_en}.",
    )
