"""Columns that may have been shifted by delimiters within cells, where every record has one field too many.

A delimiter at the end of each line looks the same as one within a cell of each line whose last cell is empty.
"""

import re
from collections.abc import Sequence

from schemas.delivery import FileWarning, file_warning
from schemas.errors import SubmissionRejected
from schemas.words.message import message

_FIRST_DIGITS = re.compile(r"[+-]?[0-9]{1,3}([.,\s]?[0-9]{3})*")
_LAST_DIGITS = re.compile(r"[0-9]{1,3}")
_IN_PROSE = re.compile(r" \S")  # in prose a space follows a comma


def shifted_columns(headers: Sequence[str], records: Sequence[Sequence[str]]) -> tuple[FileWarning, ...]:
    """Return a warning where two columns side by side look like a number that the delimiter has split in every record.

    `records` have one field more than `headers`, and it is empty. Raises `SubmissionRejected` where a cell of each of
    them begins like the second half of a text.
    """
    for i, header in enumerate(headers[:-1]):
        first, second = ([cells[j] for cells in records] for j in (i, i + 1))
        if all(map(_IN_PROSE.match, second)) and not all(map(_IN_PROSE.match, first)):
            raise _split_text(header)
        if all(map(_FIRST_DIGITS.fullmatch, first)) and all(map(_LAST_DIGITS.fullmatch, second)):
            return (_split_number(header),)
    return ()


def _split_text(header: str) -> SubmissionRejected:
    return SubmissionRejected("unquoted-delimiter", message("csv.split-texts", header=header))


def _split_number(header: str) -> FileWarning:
    return file_warning(message("csv.shifted-columns", header=header), header=header)
