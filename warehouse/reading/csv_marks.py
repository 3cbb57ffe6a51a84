"""Quotation marks that leave in doubt where records end: what is refused, and what is only told."""

import re
from collections.abc import Collection, Sequence

from schemas.delivery import FileWarning
from schemas.errors import SubmissionRejected

_SHOWN = 20  # lines named in a warning


def holds_records(cells: Sequence[str], width: int, delimiter: str, kept: Collection[int]) -> bool:
    """Whether a record of several lines looks like several records that a pair of quotation marks has merged.

    A mark that opens in cell c of one record and closes in cell c of a later one leaves as many cells as the header
    has; a line of the merged cell then holds the remaining delimiters of the first record, the last line those of
    c cells, and lines between those of whole records. With marks in different cells the number of cells is another.
    Cells that are kept are looked at more strictly, since a person may stand in them.
    """
    if len(cells) != width:
        return True
    tight = re.compile(rf"{re.escape(delimiter)}(?! |\r?\Z)")  # in prose a space follows
    for c, cell in enumerate(cells):
        *before, last = cell.split("\n")
        if not before:
            continue
        most = max(line.count(delimiter) for line in before)
        if most >= width - 1 or (c + most >= width - 1 and last.count(delimiter) >= c):
            return True
        if c in kept and any(len(tight.findall(line)) >= 2 for line in (*before[1:], last)):
            return True
    return False


def may_close(stray: Sequence[str]) -> bool:
    """Whether the first of the stray marks of a record stands where a mark closes a cell: at the end of its cell."""
    return bool(stray) and stray[0].rstrip().endswith('"')


def may_span(stray: Sequence[str]) -> bool:
    """Whether stray marks of one record may be a quotation that spans cells: one within a text, a later one at an end.

    So `a"Huế, ấp 3"` is left over where the delimiter before a quoted cell is lost, and the cells after it shift.
    """
    opened = next((i for i, cell in enumerate(stray) if not cell.rstrip().endswith('"')), len(stray))
    return any(cell.rstrip().endswith('"') for cell in stray[opened:])


def spanning(line: int) -> SubmissionRejected:
    """Return the refusal of a record with a quotation that may span several cells."""
    return SubmissionRejected(
        "doubtful-quotation-mark",
        f"Dòng {line}: một dấu ngoặc kép ở giữa ô và một dấu khác ở cuối ô sau: không rõ các ô tách nhau ở đâu. "
        "Sửa dòng này hoặc xuất lại tệp. Không nhận dòng nào.",
        f"Line {line}: a quotation mark stands within a cell and another at the end of a later one: where cells end is "
        "in doubt. Correct the line or export the file again. Nothing was accepted.",
    )


def merged(line: int, lines: int) -> SubmissionRejected:
    """Return the refusal of a file in which a quoted cell seems to hold whole records."""
    return SubmissionRejected(
        "doubtful-quotation-mark",
        f"Dòng {line}: dấu ngoặc kép mở ở đây và đóng ở dòng {line + lines - 1}; giữa hai dấu có vẻ là nhiều dòng "
        'dữ liệu. Nếu " chỉ là ký tự (ví dụ "như trên"), hãy viết chữ thay cho nó hoặc xuất lại tệp với mọi ô đặt '
        "trong dấu ngoặc kép. Không nhận dòng nào.",
        f"Line {line}: a quotation mark opens here and closes in line {line + lines - 1}, and between them there seem "
        'to be whole rows. Where the " is only a sign (such as "as above"), write words instead, or export the file '
        "again with every cell in quotation marks. Nothing was accepted.",
    )


def beside_odd(line: int) -> SubmissionRejected:
    """Return the refusal of a stray mark at the end of a cell that may close a cell of the record before it.

    That is in doubt where this record or the one beside it has more or fewer cells, or the one before has line breaks.
    """
    return SubmissionRejected(
        "doubtful-quotation-mark",
        f"Dòng {line}: một dấu ngoặc kép ở cuối ô mà ô không mở bằng dấu ngoặc kép, và dòng này hoặc dòng liền kề "
        "thừa, thiếu ô hoặc có xuống dòng trong ô: không rõ các dòng kết thúc ở đâu. Sửa các dòng này hoặc xuất lại "
        "tệp. Không nhận dòng nào.",
        f"Line {line}: a quotation mark ends a cell that no mark opens, and this line or the one beside it has more or "
        "fewer cells than the header, or a line break within a cell: where rows end is in doubt. Correct these lines "
        "or export the file again. Nothing was accepted.",
    )


def malformed(line: int, closing: int) -> SubmissionRejected:
    """Return the refusal of a cell that is opened by a mark and closed within a text."""
    return SubmissionRejected(
        "doubtful-quotation-mark",
        f"Dòng {line}: một ô mở bằng dấu ngoặc kép ở đầu ô nhưng dấu tiếp theo (dòng {closing}) không ở cuối ô. "
        "Dấu ngoặc kép bên trong ô phải được nhân đôi; sửa lại hoặc xuất lại tệp. Không nhận dòng nào.",
        f"Line {line}: a cell opens with a quotation mark, but the next mark (line {closing}) is not at the end of a "
        "cell. Quotation marks within a cell must be doubled; correct it or export the file again. "
        "Nothing was accepted.",
    )


def never_closed(line: int, ended: bool) -> SubmissionRejected:
    """Return the refusal of a file in which a mark is opened and not closed; `ended`: its last line has a line end."""
    return SubmissionRejected(
        "unreadable" if ended else "truncated",
        f"Dòng {line}: một dấu ngoặc kép được mở mà không đóng đến hết tệp; tệp bị cắt ngang hoặc xuất sai. "
        "Sửa dòng này hoặc xuất lại tệp.",
        f"Line {line}: a quotation mark is opened and never closed; the file was cut off or exported wrongly. "
        "Correct the line or export the file again.",
    )


def too_long(line: int, most: int) -> SubmissionRejected:
    """Return the refusal of a cell of more than `most` characters."""
    return SubmissionRejected(
        "unreadable",
        f"Dòng {line} có một ô dài hơn {most} ký tự: có thể một dấu ngoặc kép được mở mà không đóng. Sửa dòng này hoặc "
        "xuất lại tệp.",
        f"Line {line} holds a cell of more than {most} characters: a quotation mark may be opened and never closed. "
        "Correct the line or export the file again.",
    )


def lone_return(line: int) -> SubmissionRejected:
    """Return the refusal of a line with a carriage return that ends no line."""
    return SubmissionRejected(
        "unreadable",
        f"Dòng {line} có ký tự xuống dòng kiểu cũ (CR) ở giữa: không rõ dòng kết thúc ở đâu. Hãy xuất lại tệp với "
        "LF hoặc CRLF.",
        f"Line {line} holds an old line end (CR) in its midst: where rows end is in doubt. Export the file again with "
        "LF or CRLF.",
    )


def stray_marks(lines: Sequence[int]) -> FileWarning:
    """Return the warning of quotation marks that were read as letters, on these lines."""
    named = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
    return FileWarning(
        code="stray-quotation-mark",
        message_vi=f"Dấu ngoặc kép đặt giữa ô mà ô không mở bằng dấu ngoặc kép, dòng {named}: được đọc như một ký tự.",
        message_en=f"A quotation mark stands within a cell that no mark opens, line {named}: it was read as a letter.",
        advice_vi="Kiểm tra các dòng này; nên xuất lại với ô đặt trong dấu ngoặc kép và dấu bên trong được nhân đôi.",
        advice_en="Look at these lines; better export such cells in quotation marks, with the marks inside doubled.",
        rows=tuple(lines[:_SHOWN]),
        row_count=len(lines),
    )
