"""What kind of file it is, by its first bytes."""

import zipfile
from pathlib import Path
from typing import Literal

from warehouse.reading.archive import truncated_zip

Kind = Literal["text", "xlsx", "zip", "ole", "binary"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .xls, and workbooks with a password
_BINARY = (b"\x1f\x8b", b"%PDF", b"Rar!", b"7z\xbc\xaf", b"SQLite format 3", b"PAR1", b"\x89PNG", b"\xff\xd8\xff")


def kind_of(path: Path) -> Kind:
    """Return the kind of the file; raise `Refused` with `truncated` for a zip without its directory."""
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(_ZIP):
        try:
            with zipfile.ZipFile(path) as archive:
                return "xlsx" if any(name.startswith("xl/workbook") for name in archive.namelist()) else "zip"
        except zipfile.BadZipFile:
            raise truncated_zip() from None
    if start.startswith(_OLE):
        return "ole"
    return "binary" if start.startswith(_BINARY) else "text"
