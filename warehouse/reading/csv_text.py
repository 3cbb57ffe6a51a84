"""Delimited text to an all-text Arrow file."""

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schemas.errors import SubmissionRejected
from schemas.source import CsvFormat, Source
from schemas.text import header_key
from warehouse.reading.csv_shape import csv_shape
from warehouse.reading.headers import place, wanted_headers
from warehouse.reading.outcome import ROW, ReadOutcome, Refused, check_records, refuse_without_records

_BLOCK = 1 << 20
_LONGEST_LINE = 1 << 20  # no header is longer
_DELIMITERS = (",", ";", "\t", "|")
_CODECS = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "cp1258": "cp1258"}
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Head:
    """The header of a CSV file: its fields, and the line on which the first record stands."""

    headers: list[str]
    first_line: int


def read_csv(path: Path, source: Source, form: CsvFormat, out: Path) -> ReadOutcome:
    """Write the records of `path` to the Arrow file `out`; return their number.

    `_row` is the line of the record as an editor counts it; in a file with line breaks within quotation marks these
    breaks are not counted. Raises `SubmissionRejected`.
    """
    head = read_head(path, form)
    positions = _positions(head, source, form)
    text = path
    if form.encoding != "utf-8":
        text = out.with_suffix(".text")
        _transcode(path, text, form.encoding)
    try:
        return _read_utf8(text, source, form, head, positions, out)
    finally:
        if text != path:
            text.unlink(missing_ok=True)


def read_head(path: Path, form: CsvFormat) -> Head:
    """Return the header of a CSV file; raise `Refused` where the encoding or the lines are not those declared."""
    with path.open("rb") as file:
        mark = file.read(2)
    if (mark in _UTF16_MARKS) != (form.encoding == "utf-16"):
        raise _wrong_mark(form.encoding)
    try:
        with path.open(encoding=_CODECS[form.encoding], newline="\n") as file:
            for _ in range(form.title_rows):
                file.readline(_LONGEST_LINE)
            header = line = file.readline(_LONGEST_LINE)
            lines = 1
            while header.count('"') % 2 and line and len(header) < _LONGEST_LINE:
                header += (line := file.readline(_LONGEST_LINE))
                lines += 1
    except UnicodeDecodeError:
        raise _undecodable(path, form.encoding) from None
    if len(header) >= _LONGEST_LINE or "\r" in header.rstrip("\r\n"):
        raise Refused(
            "unreadable",
            "Không tìm thấy dòng tiêu đề: các dòng không kết thúc bằng ký tự xuống dòng thông thường (LF hoặc CRLF).",
            "There is no header line: the lines do not end with an ordinary line end (LF or CRLF).",
        )
    headers = next(csv.reader(header.splitlines(keepends=True), delimiter=form.delimiter), [])
    return Head(headers, form.title_rows + lines + 1)


def _positions(head: Head, source: Source, form: CsvFormat) -> dict[str, int]:
    row = head.first_line - 1
    if not any(h.strip() for h in head.headers):
        raise Refused(
            "missing-header",
            f"Dòng {row} phải là dòng tiêu đề nhưng để trống. Kiểm tra số dòng tựa đề phía trên.",
            f"Line {row} should be the header but is empty. Check the number of title lines above it.",
        )
    if len(head.headers) == 1 and len(wanted_headers(source)) > 1:
        _refuse_other_delimiter(head.headers[0], source, form, row)
    return place(head.headers, source, wanted_headers(source), row)


def _refuse_other_delimiter(header: str, source: Source, form: CsvFormat, row: int) -> None:
    known = {header_key(h) for h in source.headers}
    for other in _DELIMITERS:
        fields = next(csv.reader([header], delimiter=other), [])
        if other == form.delimiter or len(fields) < 2:
            continue
        found = sum(1 for f in fields if header_key(f) in known)
        raise Refused(
            "wrong-delimiter",
            f"Dòng {row}: các cột phân cách bằng {_shown(other)}, nguồn {source.id} khai báo {_shown(form.delimiter)}. "
            "Xuất lại với đúng dấu phân cách.",
            f"Line {row}: the columns are separated by {_shown(other)}, source {source.id} declares "
            f"{_shown(form.delimiter)}. Export with the declared delimiter.",
            0.98 * found / len(fields),
        )


def _shown(delimiter: str) -> str:
    return "TAB" if delimiter == "\t" else f'"{delimiter}"'


def _read_utf8(
    path: Path, source: Source, form: CsvFormat, head: Head, positions: dict[str, int], out: Path
) -> ReadOutcome:
    fields = len(head.headers)
    start = _line_offset(path, head.first_line - 1)
    shape = csv_shape(path, start, head.first_line, form.delimiter, fields)
    refuse_without_records(shape.records)
    leading = sum(1 for i, number in enumerate(shape.blank) if number == head.first_line + i)
    first = head.first_line + leading
    names = [f"column_{i}" for i in range(fields)]
    frame = pl.scan_csv(
        path,
        has_header=False,
        separator=form.delimiter,
        skip_lines=first - 1,
        schema=dict.fromkeys(names, pl.String()),
        infer_schema=False,
        row_index_name=ROW,
        row_index_offset=first,
    )
    if inner := shape.blank[leading:]:
        frame = frame.filter(~pl.col(ROW).is_in(inner))
    kept = [pl.col(names[i]).alias(header) for header, i in positions.items()]
    if form.encoding == "cp1258":  # it writes tone marks as letters of their own
        kept = [column.str.normalize("NFC") for column in kept]
    try:
        _refuse_unnamed(frame, head, names)
        frame.select(pl.col(ROW).cast(pl.Int64), *kept).sink_ipc(out, compression="uncompressed")
    except pl.exceptions.PolarsError:  # its text quotes cells
        raise _unreadable(path, form.encoding) from None
    check_records(shape.records, pl.scan_ipc(out).select(pl.len()).collect().item())
    return ReadOutcome(source.id, shape.records, form.title_rows + len(shape.blank))


def _refuse_unnamed(frame: pl.LazyFrame, head: Head, names: list[str]) -> None:
    """Refuse columns that have values but no header; a trailing delimiter on every line is harmless."""
    unnamed = [i for i, header in enumerate(head.headers) if not header.strip()]
    if not unnamed:
        return
    used = frame.select(pl.col(names[i]).is_not_null().any() for i in unnamed).collect(engine="streaming").row(0)
    if columns := ", ".join(str(i + 1) for i, is_used in zip(unnamed, used, strict=True) if is_used):
        raise Refused(
            "unknown-header",
            f"Cột {columns} có dữ liệu nhưng không có tiêu đề ở dòng {head.first_line - 1}. Đặt tên hoặc xóa cột.",
            f"Column {columns} holds values but has no header in line {head.first_line - 1}. Name or remove it.",
            0.95,
        )


def _line_offset(path: Path, lines: int) -> int:
    with path.open("rb") as file:
        for _ in range(lines):
            file.readline()
        return file.tell()


def _transcode(path: Path, text: Path, encoding: str) -> None:
    """Write `path` as UTF-8 to `text`, block by block; raise `Refused` at the first byte that does not decode."""
    decoder = codecs.getincrementaldecoder(_CODECS[encoding])()
    with path.open("rb") as read, text.open("wb") as write:
        try:
            while block := read.read(_BLOCK):
                write.write(decoder.decode(block).encode())
            write.write(decoder.decode(b"", final=True).encode())
        except UnicodeError:
            raise _undecodable(path, encoding) from None


def _undecodable(path: Path, encoding: str) -> Refused:
    offset, line = _first_bad_byte(path, encoding) or (0, 1)
    return Refused(
        "undeclared-encoding",
        f"Byte thứ {offset} (dòng {line}) không đọc được theo bảng mã {encoding} đã khai báo. "
        "Lưu lại tệp đúng bảng mã, hoặc đề nghị thành phố khai báo bảng mã khác.",
        f"Byte {offset} (line {line}) is not valid in the declared encoding {encoding}. "
        "Save the file in that encoding, or ask the city to declare another.",
        0.1,
    )


def _first_bad_byte(path: Path, encoding: str) -> tuple[int, int] | None:
    """Return the offset (from 0) and line (from 1) of the first byte that does not decode, or None."""
    decoder = codecs.getincrementaldecoder(_CODECS[encoding])()
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


def _unreadable(path: Path, encoding: str) -> SubmissionRejected:
    if encoding == "utf-8" and _first_bad_byte(path, encoding):
        return _undecodable(path, encoding)
    return SubmissionRejected(
        "unreadable",
        "Không đọc được tệp CSV: có dấu ngoặc kép đặt giữa ô mà không được nhân đôi, hoặc ký tự lạ. Hãy xuất lại tệp.",
        "The CSV file cannot be read: a quotation mark stands inside a cell without being doubled, or there are stray "
        "characters. Export the file again.",
    )


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
