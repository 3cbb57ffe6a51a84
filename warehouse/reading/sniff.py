"""What kind of file it is, by its bytes, whatever it is called."""

import codecs
import re
import zipfile
from pathlib import Path
from typing import Literal

from warehouse.reading.archive import opened_zip

Kind = Literal[
    "text",
    "xlsx",
    "zip",
    "html",
    "xml-2003",
    "xml",
    "xlsb",
    "ods",
    "office",
    "xls",
    "encrypted",
    "ole",
    "gz",
    "rar",
    "7z",
    "tar",
    "pdf",
    "zeros",
    "binary",
]

_START = 1 << 13  # bytes looked at
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .xls, and workbooks with a password
_SIGNATURES: dict[bytes, Kind] = {
    b"\x1f\x8b": "gz",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
    b"%PDF": "pdf",
    b"\x09\x08\x10\x00": "ole",  # an old workbook without its container, and those of Excel 2 to 4
    b"\x09\x04\x06\x00": "ole",
    b"\x09\x02\x06\x00": "ole",
    b"\x09\x00\x04\x00": "ole",
    b"SQLite format 3": "binary",
    b"PAR1": "binary",
    b"\x89PNG": "binary",
    b"\xff\xd8\xff": "binary",
    b"\xfd7zXZ": "binary",
    b"BZh": "binary",
}
_TAR_AT = 257  # where the signature of a .tar stands
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_COMMENTS = re.compile(r"(?:\s|\ufeff|<!--.*?-->)*", re.DOTALL)
_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<(?:html|head|body|table|meta|title|style|script|div|form|center|font|br|p)"
    r"[\s/>])|mime-version:",
    re.IGNORECASE,
)
_OLE_STREAMS: dict[str, Kind] = {"EncryptedPackage": "encrypted", "Workbook": "xls", "Book": "xls"}
_OLE_SECTORS = 1 << 13  # bytes of the directory looked at
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*["\[\]{])')


def kind_of(path: Path) -> Kind:
    """Return the kind of the file; raise `Refused` with `truncated` for a zip without its directory."""
    with path.open("rb") as file:
        start = file.read(_START)
        if start.startswith(_OLE):
            file.seek(min(_directory_at(start), path.stat().st_size))
            return _kind_of_ole(start + file.read(_OLE_SECTORS))
    if start.startswith(_ZIP):
        with opened_zip(path) as archive:
            return _kind_of_zip(archive)
    if kind := next((kind for signature, kind in _SIGNATURES.items() if start.startswith(signature)), None):
        return kind
    if start[_TAR_AT:].startswith(b"ustar"):
        return "tar"
    if start and not start.strip(b"\0"):
        return "zeros"
    return _kind_of_text(start)


def looks_like_json(path: Path) -> bool:
    """Say whether a text begins as JSON does and no header of a CSV file would."""
    with path.open("rb") as file:
        return bool(_JSON.match(file.read(_START).removeprefix(codecs.BOM_UTF8)))


def _kind_of_zip(archive: zipfile.ZipFile) -> Kind:
    names = archive.namelist()
    if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
        return "xlsb"
    if any(name.startswith("xl/workbook") for name in names):
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        return "ods"
    return "office" if "[Content_Types].xml" in names and "_rels/.rels" in names else "zip"


def _directory_at(start: bytes) -> int:
    """Return where the directory of an OLE file begins."""
    sector, first = int.from_bytes(start[30:32], "little"), int.from_bytes(start[48:52], "little")
    return (first + 1) << min(sector, 12)


def _kind_of_ole(sectors: bytes) -> Kind:
    names = sectors.lower()
    return next((kind for name, kind in _OLE_STREAMS.items() if name.lower().encode("utf-16-le") in names), "ole")


def _kind_of_text(start: bytes) -> Kind:
    encoding = next((name for mark, name in _MARKS.items() if start.startswith(mark)), "latin-1")
    text = start.decode(encoding, errors="replace")
    text = text[_COMMENTS.match(text).end() :]  # type: ignore[union-attr]  # it also matches nothing
    if "<?mso-application" in text or (text.startswith("<?xml") and "urn:schemas-microsoft-com:office:spread" in text):
        return "xml-2003"
    if _HTML.match(text):
        return "html"
    return "xml" if text.startswith("<?xml") else "text"
