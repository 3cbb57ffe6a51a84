"""Delimited text to an all-text Arrow file."""

import csv
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schemas.column import MEMBER, ROW
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import CsvFormat
from schemas.text import header_key
from warehouse.reading.csv_shape import csv_shape
from warehouse.reading.encoding import CODECS, check_mark, first_bad_byte, transcode, undecodable
from warehouse.reading.headers import place
from warehouse.reading.outcome import ReadOutcome, Refused, check_records, refuse_without_records, work_file

_LONGEST_LINE = 1 << 20  # no header is longer
_DELIMITERS = (",", ";", "\t", "|")


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
        text = work_file(out, "utf8")
        transcode(path, text, form.encoding)
    try:
        return _read_utf8(text, source, form, head, positions, out)
    finally:
        if text != path:
            text.unlink(missing_ok=True)


def read_head(path: Path, form: CsvFormat) -> Head:
    """Return the header of a CSV file; raise `Refused` where the encoding or the lines are not those declared."""
    check_mark(path, form.encoding)
    try:
        with path.open(encoding=CODECS[form.encoding], newline="\n") as file:
            for _ in range(form.title_rows):
                file.readline(_LONGEST_LINE)
            header = line = file.readline(_LONGEST_LINE)
            lines = 1
            while header.count('"') % 2 and line and len(header) < _LONGEST_LINE:
                header += (line := file.readline(_LONGEST_LINE))
                lines += 1
    except UnicodeDecodeError:
        raise undecodable(path, form.encoding) from None
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
    known = {header_key(h) for h in source.headers}
    if len(source.kept_headers) > 1 and not any(header_key(h) in known for h in head.headers):
        _refuse_other_delimiter(form.delimiter.join(head.headers), source, form, row)
    return place(head.headers, source, source.kept_headers, row)


def _refuse_other_delimiter(header: str, source: Source, form: CsvFormat, row: int) -> None:
    known = {header_key(h) for h in source.headers}
    for other in _DELIMITERS:
        fields = next(csv.reader([header], delimiter=other), [])
        if other == form.delimiter or len(fields) < 2:
            continue
        found = sum(1 for f in fields if header_key(f) in known)
        if not found and form.delimiter in header:  # the declared delimiter separates something
            continue
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
        frame.select(pl.lit(None, pl.String).alias(MEMBER), pl.col(ROW).cast(pl.Int64), *kept).sink_ipc(
            out, compression="uncompressed"
        )
    except pl.exceptions.PolarsError:  # its text quotes cells
        raise _unreadable(path, form.encoding) from None
    check_records(shape.records, pl.scan_ipc(out).select(pl.len()).collect().item())
    return ReadOutcome(source.id, shape.records)


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


def _unreadable(path: Path, encoding: str) -> SubmissionRejected:
    if encoding == "utf-8" and first_bad_byte(path, encoding):
        return undecodable(path, encoding)
    return SubmissionRejected(
        "unreadable",
        "Không đọc được tệp CSV: có dấu ngoặc kép đặt giữa ô mà không được nhân đôi, hoặc ký tự lạ. Hãy xuất lại tệp.",
        "The CSV file cannot be read: a quotation mark stands inside a cell without being doubled, or there are stray "
        "characters. Export the file again.",
    )
