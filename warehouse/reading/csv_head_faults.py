"""Why the header of a CSV file is refused, and which key of the declaration would cure it."""

import csv
from collections.abc import Sequence

from schemas.source import Source
from schemas.source_format import CsvFormat
from schemas.words.text import header_key
from warehouse.reading.outcome import Refused

DELIMITERS = (",", ";", "\t", "|")
_COMMENT_MARKS = ("#", "//", "--", "%", "!")


def refuse_headers(
    headers: list[str],
    line: str,
    following: Sequence[str],
    ahead: tuple[int, int] | None,
    source: Source,
    form: CsvFormat,
    row: int,
) -> None:
    """Raise `Refused` where it can be said why the headers in row `row` are not those of the source.

    `line` is where the header begins, `following` some lines below it, `ahead` the row in which the headers were found
    further down and the number of rows above it.
    """
    known = {header_key(h) for h in source.headers}
    if not any(header_key(h) in known for h in headers):
        if len(source.kept_headers) > 1:
            _refuse_other_delimiter(form.delimiter.join(headers), source, form, row)
        if mark := next((m for m in _COMMENT_MARKS if line.startswith(m)), None):
            raise _comment(mark, ahead, row)
        if ahead:
            raise _further_down(ahead, row)
    _refuse_merged(headers, following, source, form, row)


def other_separator(hint: str, source: Source, form: CsvFormat) -> Refused:
    """Return the refusal of a file whose first line names another delimiter than the declared one."""
    return Refused(
        "wrong-delimiter",
        f"Dòng 1 (sep={hint}) cho biết các cột phân cách bằng {_shown(hint)}, nguồn {source.id} khai báo "
        f"{_shown(form.delimiter)}. Xuất lại với đúng dấu phân cách, hoặc sửa khóa format.delimiter.",
        f"Line 1 (sep={hint}) says that the columns are separated by {_shown(hint)}, source {source.id} declares "
        f"{_shown(form.delimiter)}. Export with the declared delimiter, or correct the key format.delimiter.",
        0.5,
    )


def header_empty(row: int) -> Refused:
    """Return the refusal of a file with an empty line where its header should be."""
    return Refused(
        "missing-header",
        f"Dòng {row} phải là dòng tiêu đề nhưng để trống. Kiểm tra số dòng tựa đề phía trên (khóa format.title_rows).",
        f"Line {row} should be the header but is empty. Check the number of title lines above it "
        "(key format.title_rows).",
    )


def header_open(row: int) -> Refused:
    """Return the refusal of a header with a quotation mark that is not closed, or closed within a text."""
    return Refused(
        "unreadable",
        f"Dòng tiêu đề ({row}): một dấu ngoặc kép được mở ở đầu ô mà không đóng ở cuối ô. Sửa lại hoặc xuất lại tệp.",
        f"The header (line {row}): a quotation mark opens a cell and is not closed at its end. "
        "Correct it or export the file again.",
    )


def other_header(line: int) -> Refused:
    """Return the refusal of a file with headers in another order further down: its columns change their meaning."""
    return Refused(
        "unknown-header",
        f"Dòng {line} lại là một dòng tiêu đề, nhưng khác thứ tự hoặc khác cột so với tiêu đề của tệp: có vẻ hai bản "
        "kết xuất được nối với nhau. Hãy gửi mỗi bản thành một tệp. Không nhận dòng nào.",
        f"Line {line} is a header again, but with its columns in another order, or others, than the file's header: two "
        "exports seem to be joined. Send each as a file of its own. Nothing was accepted.",
        0.95,
    )


def unnamed_columns(columns: Sequence[int], row: int) -> Refused:
    """Return the refusal of columns (from 0) that hold values but have no header in row `row`."""
    named = ", ".join(str(i + 1) for i in columns)
    return Refused(
        "unknown-header",
        f"Cột {named} có dữ liệu nhưng không có tiêu đề ở dòng {row}. Đặt tên hoặc xóa cột.",
        f"Column {named} holds values but has no header in line {row}. Name or remove it.",
        0.95,
    )


def head_unreadable() -> Refused:
    """Return the refusal of a file whose lines do not end as lines do."""
    return Refused(
        "unreadable",
        "Không tìm thấy dòng tiêu đề: các dòng không kết thúc bằng ký tự xuống dòng thông thường (LF hoặc CRLF).",
        "There is no header line: the lines do not end with an ordinary line end (LF or CRLF).",
    )


def _refuse_other_delimiter(header: str, source: Source, form: CsvFormat, row: int) -> None:
    known = {header_key(h) for h in source.headers}
    for other in DELIMITERS:
        fields = _cells(header, other)
        if other == form.delimiter or len(fields) < 2:
            continue
        found = sum(1 for f in fields if header_key(f) in known)
        if not found and form.delimiter in header:  # the declared delimiter separates something
            continue
        raise Refused(
            "wrong-delimiter",
            f"Dòng {row}: các cột phân cách bằng {_shown(other)}, nguồn {source.id} khai báo {_shown(form.delimiter)}. "
            "Xuất lại với đúng dấu phân cách, hoặc sửa khóa format.delimiter.",
            f"Line {row}: the columns are separated by {_shown(other)}, source {source.id} declares "
            f"{_shown(form.delimiter)}. Export with the declared delimiter, or correct the key format.delimiter.",
            0.98 * found / len(fields),
        )


def _comment(mark: str, ahead: tuple[int, int] | None, row: int) -> Refused:
    vi, en = (
        ("", "") if ahead is None else (f" Các tiêu đề ở dòng {ahead[0]}.", f" The headers are in line {ahead[0]}.")
    )
    return Refused(
        "unknown-header",
        f'Dòng {row} phải là dòng tiêu đề nhưng bắt đầu bằng "{mark}", giống một dòng chú thích.{vi} Bỏ các dòng đó, '
        f'hoặc khai báo format.comment = "{mark}", hoặc số dòng phía trên tiêu đề ở format.title_rows.',
        f'Line {row} should be the header but begins with "{mark}", as a comment does.{en} Remove such lines, or '
        f'declare format.comment = "{mark}", or how many lines stand above the header in format.title_rows.',
        0.5 if ahead else 0.2,
    )


def _further_down(ahead: tuple[int, int], row: int) -> Refused:
    return Refused(
        "unknown-header",
        f"Dòng {row} phải là dòng tiêu đề nhưng các tiêu đề ở dòng {ahead[0]}. Bỏ các dòng phía trên, "
        f"hoặc khai báo format.title_rows = {ahead[1]}.",
        f"Line {row} should be the header but the headers are in line {ahead[0]}. Remove the lines above it, "
        f"or declare format.title_rows = {ahead[1]}.",
        0.5,
    )


def _refuse_merged(headers: list[str], following: Sequence[str], source: Source, form: CsvFormat, row: int) -> None:
    """Refuse a header that runs on into a record; its unknown texts are not headers and may be a person's."""
    below = len(_cells(following[0], form.delimiter)) if following else 0
    if len(headers) <= max(len(source.headers), below) + 1 or (below and len(headers) <= below):
        return
    known = {header_key(h) for h in source.headers}
    if all(header_key(h) in known for h in headers):
        return
    raise Refused(
        "unknown-header",
        f"Dòng tiêu đề ({row}) có {len(headers)} ô nhưng dòng sau có {below}: có thể thiếu dấu xuống dòng sau tiêu đề. "
        "Hãy xuất lại tệp.",
        f"The header (line {row}) has {len(headers)} cells but the line below has {below}: the line end after the "
        "header may be missing. Export the file again.",
        0.5,
    )


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.replace("\r", " ").replace("\n", " ")], delimiter=delimiter), [])
    except csv.Error:  # a cell longer than any header
        return []


def _shown(delimiter: str) -> str:
    return "TAB" if delimiter == "\t" else f'"{delimiter}"'
