"""Quotation marks that leave in doubt where records end: what is refused, and what is only warned of."""

import re
from collections.abc import Collection, Sequence

from schemas.delivery import FileWarning, file_warning
from schemas.errors import SubmissionRejected
from schemas.words.message import Value, message

_SHOWN = 20  # lines named in a warning


def holds_records(cells: Sequence[str], width: int, delimiter: str, kept_cells: Collection[int]) -> bool:
    """Say whether a record of several lines looks like several records that a pair of quotation marks has merged.

    A mark that opens in cell c of one record and closes in cell c of a later one leaves as many cells as the header
    has; a line of the merged cell then holds the remaining delimiters of the first record, the last line those of
    c cells, and lines between those of whole records. With marks in different cells the number of cells is another.

    Args:
        cells: the cells of the record.
        width: how many cells records usually have.
        delimiter: what separates cells.
        kept_cells: the places of cells that are kept: they are looked at more strictly, since a person may stand in
            them.
    """
    if len(cells) != width:
        return True
    tight = re.compile(rf"{re.escape(delimiter)}(?! |\r?\Z)")  # in prose a space follows
    for c, cell in enumerate(cells):
        *inner_lines, last_line = cell.split("\n")
        if not inner_lines:
            continue
        most_delimiters = max(line.count(delimiter) for line in inner_lines)
        if most_delimiters >= width - 1 or (c + most_delimiters >= width - 1 and last_line.count(delimiter) >= c):
            return True
        if c in kept_cells and any(len(tight.findall(line)) >= 2 for line in (*inner_lines[1:], last_line)):
            return True
    return False


def may_close(stray: Sequence[str]) -> bool:
    """Say whether the first stray mark of a record stands where a mark closes a cell: at the end of its cell."""
    return bool(stray) and stray[0].rstrip().endswith('"')


def may_span(stray: Sequence[str]) -> bool:
    """Say whether stray marks of a record may be a quotation over several cells.

    One stands within a text and a later one at an end. So `a"Hue, hamlet 3"` is left over where the delimiter before a
    quoted cell is lost, and the cells after it shift.
    """
    opened = next((i for i, cell in enumerate(stray) if not cell.rstrip().endswith('"')), len(stray))
    return any(cell.rstrip().endswith('"') for cell in stray[opened:])


def spanning(line: int) -> SubmissionRejected:
    """Return the refusal of a record with a quotation that may span several cells."""
    return SubmissionRejected("doubtful-quotation-mark", message("csv.quotation-spans-cells", line=line))


def merged(line: int, lines: int) -> SubmissionRejected:
    """Return the refusal of a file in which a quoted cell seems to hold whole records."""
    words = message("csv.quotation-merges-rows", line=line, last=line + lines - 1)
    return SubmissionRejected("doubtful-quotation-mark", words)


def beside_odd(line: int) -> SubmissionRejected:
    """Return the refusal of a stray mark at the end of a cell that may close a cell of the record before it.

    That is in doubt where this record or the one beside it has more or fewer cells, or the one before has line breaks.
    """
    return SubmissionRejected("doubtful-quotation-mark", message("csv.quotation-beside-odd-row", line=line))


def malformed(line: int, closing: int) -> SubmissionRejected:
    """Return the refusal of a cell that is opened by a mark and closed within a text."""
    words = message("csv.quotation-closed-within", line=line, closing=closing)
    return SubmissionRejected("doubtful-quotation-mark", words)


def never_closed(line: int, ended: bool) -> SubmissionRejected:
    """Return the refusal of a file in which a mark is opened and not closed; `ended`: its last line has a line end."""
    return SubmissionRejected("unreadable" if ended else "truncated", message("csv.quotation-never-closed", line=line))


def too_long(line: int, most: int) -> SubmissionRejected:
    """Return the refusal of a cell of more than `most` characters."""
    return SubmissionRejected("unreadable", message("csv.cell-too-long", line=line, most=most))


def lone_return(line: int) -> SubmissionRejected:
    """Return the refusal of a line with a carriage return that ends no line."""
    return SubmissionRejected("unreadable", message("csv.lone-return", line=line))


def stray_marks(lines: Sequence[int]) -> FileWarning:
    """Return the warning of quotation marks that were read as letters, on these lines."""
    shown_lines: Value = [*map(str, lines[:_SHOWN]), *(["…"] if len(lines) > _SHOWN else [])]
    return file_warning(
        message("csv.stray-quotation-mark", lines=shown_lines), rows=tuple(lines[:_SHOWN]), row_count=len(lines)
    )
