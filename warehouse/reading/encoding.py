"""Encodings: what decodes, what does not and where, and any declared encoding as UTF-8."""

import codecs
from pathlib import Path

from warehouse.reading.outcome import Refused

_BLOCK = 1 << 20
CODECS = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "cp1258": "cp1258"}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def check_mark(path: Path, encoding: str) -> None:
    """Refuse a file with a UTF-16 mark where another encoding is declared, or without one where UTF-16 is."""
    with path.open("rb") as file:
        mark = file.read(2)
    if (mark in _UTF16_MARKS) != (encoding == "utf-16"):
        raise _wrong_mark(encoding)


def transcode(path: Path, text: Path, encoding: str) -> None:
    """Write `path` as UTF-8 to `text`, block by block; raise `Refused` at the first byte that does not decode."""
    decoder = codecs.getincrementaldecoder(CODECS[encoding])()
    with path.open("rb") as read, text.open("wb") as write:
        try:
            while block := read.read(_BLOCK):
                write.write(decoder.decode(block).encode())
            write.write(decoder.decode(b"", final=True).encode())
        except UnicodeError:
            raise undecodable(path, encoding) from None


def undecodable(path: Path, encoding: str) -> Refused:
    """Return the refusal of a file that does not decode, with the place of the first bad byte."""
    offset, line = first_bad_byte(path, encoding) or (0, 1)
    return Refused(
        "undeclared-encoding",
        f"Byte thứ {offset} (dòng {line}) không đọc được theo bảng mã {encoding} đã khai báo. "
        "Lưu lại tệp đúng bảng mã, hoặc đề nghị thành phố khai báo bảng mã khác.",
        f"Byte {offset} (line {line}) is not valid in the declared encoding {encoding}. "
        "Save the file in that encoding, or ask the city to declare another.",
        0.1,
    )


def first_bad_byte(path: Path, encoding: str) -> tuple[int, int] | None:
    """Return the offset (from 0) and line (from 1) of the first byte that does not decode, or None."""
    decoder = codecs.getincrementaldecoder(CODECS[encoding])()
    offset, line = 0, 1
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(encoding.replace("utf-16", "utf-16-le"), "ignore")
                return offset - pending + error.start, line + before.count("\n")
            if not block:
                return None
            offset, line = offset + len(block), line + text.count("\n")


def _wrong_mark(encoding: str) -> Refused:
    if encoding == "utf-16":
        return Refused(
            "undeclared-encoding",
            "Nguồn khai báo UTF-16 nhưng tệp không bắt đầu bằng dấu UTF-16 (byte 0). Lưu lại tệp dạng Unicode.",
            "UTF-16 is declared but the file does not begin with its mark (byte 0). Save it as Unicode text.",
        )
    return Refused(
        "undeclared-encoding",
        f"Tệp là UTF-16 (byte 0) nhưng nguồn khai báo {encoding}. Lưu lại tệp đúng bảng mã.",
        f"The file is UTF-16 (byte 0) but {encoding} is declared. Save it in that encoding.",
    )
