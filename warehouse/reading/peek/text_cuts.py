"""How a text comes to columns: the rows that each delimiter makes of its lines, and which makes the best ones."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from schemas.source_format import CsvFormat

# Those of the second group stand in texts as well: they count where the first cut nothing, and cut every line alike.
_USUAL, _RARE = (",", ";", "\t", "|"), ("^", "~", "\x01", "\x1f", ":", " ")


@dataclass(frozen=True)
class Row:
    """A row of a text: its cells, and the line (from 1) that it ends with."""

    cells: Sequence[str]
    line: int

    @property
    def filled(self) -> int:
        """How many of its cells hold something."""
        return sum(1 for cell in self.cells if cell.strip())


@dataclass(frozen=True)
class Cut:
    """The rows that a delimiter makes of a text, the usual number of their cells, and how many rows have so many."""

    delimiter: str
    rows: Sequence[Row]
    width: int
    alike: int

    @property
    def score(self) -> float:
        """More for more columns, and for more rows that are alike."""
        filled = sum(1 for row in self.rows if row.filled)
        return self.width * self.alike / max(filled, 1) if self.width > 1 else 0


def cuts(lines: Sequence[str], hinted: str) -> list[Cut]:
    """Return the ways in which lines come to several columns, the best first; rare delimiters where no usual one does.

    `hinted`: the only delimiter in question; empty where the file names none.
    """
    several = [cut for d in ((hinted,) if hinted else _USUAL) if _can_be_declared(d) and (cut := _cut(lines, d)).score]
    if not several and not hinted:
        rare = [_cut(lines, d) for d in _RARE if _can_be_declared(d)]
        several = [cut for cut in rare if cut.score and 1 < cut.alike == sum(1 for row in cut.rows if row.filled)]
    return sorted(several, key=lambda cut: -cut.score)


def _can_be_declared(delimiter: str) -> bool:
    try:
        CsvFormat(kind="csv", delimiter=delimiter)
    except ValidationError:
        return False
    return True


def _cut(lines: Sequence[str], delimiter: str) -> Cut:
    rows = list(rows_of(lines, delimiter))
    widths = Counter(len(row.cells) for row in rows if row.filled)
    width = max(widths, key=lambda w: (widths[w], w), default=0)
    return Cut(delimiter, rows, width, widths[width])


def rows_of(lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    """Give the rows that a delimiter makes of lines, as far as they can be read."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except (StopIteration, csv.Error):  # what cannot be read is found out when all is read
            return
        yield Row(cells, reader.line_num)
