"""The records of a CSV text by RFC 4180, one by one: the careful way, for files in which something is irregular.

A quotation mark opens a cell only where the cell begins; within a cell without marks it is a letter like any other.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from schemas.errors import SubmissionRejected
from warehouse.reading.csv.marks import lone_return, malformed, never_closed, too_long

_LONGEST_CELL = 1 << 24  # characters; a cell that is opened and not closed goes on to here
csv.field_size_limit(_LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the line on which it begins, how many lines it takes, and its cells.

    `stray`: the cells that hold a quotation mark and are not opened by one. `ended`: a line end follows it.
    `fewest_delimiters`: how many stand on the line that has the fewest of them, within quotation marks or not.
    """

    line: int
    lines: int
    cells: list[str]
    stray: tuple[str, ...]
    ended: bool
    fewest_delimiters: int


class Lines(Iterator[str]):
    """The physical lines of a text from line `first` on; comments are left out where a record may begin."""

    def __init__(self, file: IO[str], first: int, comment: str) -> None:
        self._file, self._comment = file, comment
        self.number = first - 1  # of the line given out last
        self.record = list[str]()  # the lines of the record that is being read
        self.comments = list[int]()
        self.at_end = False

    def __next__(self) -> str:
        line = self._next()
        while not self.record and self._comment and line.startswith(self._comment):
            self.comments.append(self.number)
            line = self._next()
        self.record.append(line)
        return line

    def _next(self) -> str:
        line = next(self._file, "")
        if not line:
            self.at_end = True
            raise StopIteration
        self.number += 1
        return line


def records(lines: Lines, delimiter: str) -> Iterator[Record]:
    """Give each record; a blank line is a record without cells.

    Raises `SubmissionRejected` where a cell is opened by a mark and not closed, or closed within a text: from there on
    nobody knows where records end.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    quoted = _quoted(delimiter)
    while True:
        lines.record.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(lines, error) from None
        raw = lines.record[0] if len(lines.record) == 1 else "".join(lines.record)
        stray = _stray(quoted.sub("", raw), delimiter) if '"' in raw else ()
        line = lines.number - len(lines.record) + 1
        fewest = 0 if len(lines.record) == 1 else min(text.count(delimiter) for text in lines.record)
        yield Record(line, len(lines.record), cells, stray, raw.endswith("\n"), fewest)


def _quoted(delimiter: str) -> re.Pattern[str]:
    """What a cell in quotation marks is by RFC 4180."""
    return re.compile(rf'"(?<![^{re.escape(delimiter)}\n]")[^"]*(?:""[^"]*)*"')


def _stray(unquoted: str, delimiter: str) -> tuple[str, ...]:
    return tuple(cell for cell in unquoted.rstrip("\r\n").split(delimiter) if '"' in cell)


def _fault(lines: Lines, error: csv.Error) -> SubmissionRejected:
    first = lines.number - len(lines.record) + 1
    if str(error).startswith("field larger"):
        return too_long(first, _LONGEST_CELL)
    if lines.at_end:
        return never_closed(first, lines.record[-1].endswith("\n"))
    if re.search(r"\r(?!\n)", lines.record[-1]) and '"' not in lines.record[-1]:
        return lone_return(lines.number)
    return malformed(first, lines.number)
