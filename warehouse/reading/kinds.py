"""What is said of a file that is of another kind than its source declares."""

from collections.abc import Collection, Mapping
from typing import Literal

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import Format, HtmlFormat, XlsxFormat
from schemas.words.message import Message, Value, message
from warehouse.reading.outcome import Refused
from warehouse.reading.sniff import Kind

AnyKind = Kind | Literal["json"]

WORKBOOKS: tuple[Kind, ...] = ("xlsx", "xls", "xlsb", "ods", "xml-2003")
_TEXT: tuple[Kind, ...] = ("text",)
_PAGE: tuple[Kind, ...] = ("html",)
_READ: tuple[Kind, ...] = ("text", "html", *WORKBOOKS)
_SAVE = message("file_kinds.save-as-xlsx")
_UNPACK = message("file_kinds.unpack")
# Where something else helps than to send the file in the declared form.
_CURES: Mapping[AnyKind, Message] = {
    "html": message("file_kinds.look-at-page"),
    "xml-2003": _SAVE,
    "xlsb": _SAVE,
    "ods": _SAVE,
    "xls": _SAVE,
    "ole": _SAVE,
    "encrypted": message("file_kinds.remove-password"),
    "gz": _UNPACK,
    "rar": _UNPACK,
    "7z": _UNPACK,
    "tar": _UNPACK,
    "zeros": message("file_kinds.copy-again"),
}


def kinds_read(file_format: Format) -> Collection[Kind]:
    """Return the kinds of files that a source of some format reads."""
    if isinstance(file_format, HtmlFormat):
        return _PAGE
    if isinstance(file_format, XlsxFormat):
        return WORKBOOKS if file_format.kind == "workbook" else WORKBOOKS[:1]
    return _TEXT


def other_kind(source: Source, kind: AnyKind, in_zip: bool = False) -> Refused:
    """Return the refusal of a file, or of a member of a zip, that is not of the kind that the source declares."""
    file_format = source.format
    code = "not-a-workbook" if isinstance(file_format, XlsxFormat) else "unreadable"
    if not in_zip and (kind == "zip" or (file_format.member and kind in ("json", *_READ))):
        code = "archive"
    words = message(
        "file_kinds.other-kind",
        whose=message("file_kinds.the-member" if in_zip else "file_kinds.the-file"),
        kind=_name(kind),
        source=source.id,
        expected=_expected(file_format, in_zip),
        cure=_cure(kind, file_format),
    )
    return Refused(code, words, -1)


def cannot_draft(kind: Kind) -> SubmissionRejected:
    """Return the refusal of a file of a kind for which no source can be drafted."""
    return SubmissionRejected("unreadable", message("file_kinds.no-draft", kind=_name(kind), cure=_cure(kind)))


def _expected(file_format: Format, in_zip: bool) -> Value:
    """Return what a source declares its file to be, or the member of a zip that is looked at."""
    kind: Value = file_format.kind.upper()
    if isinstance(file_format, XlsxFormat):
        kind = ".xlsx" if file_format.kind == "xlsx" else message("file_kinds.any-workbook")
    if file_format.member and not in_zip:
        return message("file_kinds.within-zip", kind=kind, member=file_format.member)
    return kind


def _name(kind: AnyKind) -> Message:
    return message(f"file_kinds.is-{kind}")


def _cure(kind: AnyKind, file_format: Format | None = None) -> Message:
    if kind in WORKBOOKS and isinstance(file_format, XlsxFormat):  # declared as xlsx
        return message("file_kinds.declare-workbook")
    return _CURES.get(kind, message("file_kinds.send-as-declared"))
