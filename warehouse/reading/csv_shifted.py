"""Columns that may have been shifted by delimiters within cells, where every record has one field too many.

A delimiter at the end of each line looks the same as one within a cell of each line whose last cell is empty.
"""

import re
from collections.abc import Sequence

from schemas.delivery import FileWarning
from schemas.errors import SubmissionRejected

_WHOLE = re.compile(r"[+-]?[0-9]{1,3}([.,\s]?[0-9]{3})*")
_REST = re.compile(r"[0-9]{1,3}")
_IN_PROSE = re.compile(r" \S")  # in prose a space follows a comma


def shifted_columns(headers: Sequence[str], records: Sequence[Sequence[str]]) -> tuple[FileWarning, ...]:
    """Return a warning where two columns side by side look like a number that the delimiter has split in every record.

    `records` have one field more than `headers`, and it is empty. Raises `SubmissionRejected` where a cell of each of
    them begins like the second half of a text.
    """
    for i, header in enumerate(headers[:-1]):
        left, right = ([cells[j] for cells in records] for j in (i, i + 1))
        if all(map(_IN_PROSE.match, right)) and not all(map(_IN_PROSE.match, left)):
            raise _split_text(header)
        if all(map(_WHOLE.fullmatch, left)) and all(map(_REST.fullmatch, right)):
            return (_split_number(header),)
    return ()


def _split_text(header: str) -> SubmissionRejected:
    return SubmissionRejected(
        "unquoted-delimiter",
        f"Mọi dòng thừa một ô, và ô sau cột {header!r} luôn bắt đầu bằng khoảng trắng: có vẻ chữ của cột này chứa dấu "
        "phân cách mà không đặt trong dấu ngoặc kép, nên các cột sau bị lệch. Hãy xuất lại với ô đặt trong dấu ngoặc "
        "kép, hoặc với dấu phân cách khác (khóa format.delimiter).",
        f"Every line has one cell too many, and the cell after column {header!r} always begins with a space: its texts "
        "seem to hold the delimiter without quotation marks, so that later columns are shifted. Export again with "
        "cells in quotation marks, or with another delimiter (key format.delimiter).",
    )


def _split_number(header: str) -> FileWarning:
    return FileWarning(
        code="shifted-columns",
        message_vi=f"Mọi dòng thừa một ô trống ở cuối, và cột {header!r} cùng cột sau đều là số: nếu số của cột này có "
        "dấu phân cách bên trong thì các cột sau đã bị lệch.",
        message_en=f"Every line has one empty cell too many at its end, and column {header!r} and the next hold digits "
        "alone: if its numbers hold the delimiter, later columns are shifted.",
        advice_vi="Kiểm tra một dòng; nếu bị lệch, xuất lại với số đặt trong dấu ngoặc kép hoặc với dấu phân cách khác "
        "(khóa format.delimiter).",
        advice_en="Look at a line; if it is shifted, export with numbers in quotation marks, or with another delimiter "
        "(key format.delimiter).",
        header=header,
    )
