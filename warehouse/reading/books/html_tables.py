"""The tables of a web page, with the cells that span rows and columns laid out; what is not in a table is left out.

The parser of the standard library forgives what browsers forgive; here a row or a cell ends where the next one begins,
whether or not it is closed.
"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from warehouse.reading.books.facts import Merged
from warehouse.reading.books.grid import Grid, GridCell

_MOST_COLUMNS, _MOST_ROWS = 1000, 65534  # that a cell may span: as browsers do
_PARTS = frozenset(("br", "p", "div", "li"))  # between them words do not run together
_UNSEEN = frozenset(("script", "style", "head", "title", "noscript", "template"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_Attributes = Sequence[tuple[str, str | None]]


class PageTable:
    """A table as far as it is read; `has_table`: another table stands in one of its cells."""

    def __init__(self, name: str) -> None:
        self.grid = Grid(name)
        self.has_table = False
        self.rows = 0
        self._spans = dict[int, int]()  # column -> the last row that a cell above covers
        self._words: list[str] | None = None  # of the cell that is open
        self._across = self._down = 1

    def begin_row(self, is_hidden: bool) -> None:
        """Begin a row; the one before it ends."""
        self.end_row()
        self.rows += 1
        self.grid.rows[self.rows] = []
        if is_hidden:
            self.grid.hidden_rows.add(self.rows)

    def begin_cell(self, across: int, down: int) -> None:
        """Begin a cell; the one before it ends."""
        self.end_cell()
        if not self.rows:
            self.begin_row(False)
        self._words, self._across, self._down = [], across, down

    def add(self, text: str) -> None:
        """Add a text to the cell that is open; what stands between cells is nothing."""
        if self._words is not None:
            self._words.append(text)

    def end_cell(self) -> None:
        """End the cell that is open, if any, and put it into the first free column of its row."""
        if self._words is None:
            return
        row, column = self.rows, self.grid.fields.get(self.rows, 0)
        while self._spans.get(column, 0) >= row:
            column += 1
        text = " ".join("".join(self._words).split())
        self._words = None
        if text:
            self.grid.rows[row].append(GridCell(column, "text", text))
        if self._down > 1:
            self._spans |= dict.fromkeys(range(column, column + self._across), row + self._down - 1)
        if (self._down, self._across) != (1, 1):
            self.grid.merged.append(Merged(row, column, row + self._down - 1, column + self._across - 1))
        self.grid.fields[row] = column + self._across

    def end_row(self) -> None:
        """End the row that is open, if any; cells above that reach into it count as its own."""
        self.end_cell()
        column = self.grid.fields.get(self.rows, 0)
        while self._spans.get(column, 0) >= self.rows > 0:
            column += 1
        self.grid.fields[self.rows] = column


class Page(HTMLParser):
    """The tables of a page in their order; `rows` counts the rows that were begun."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables = list[PageTable]()
        self.rows = 0
        self._open = list[PageTable]()
        self._unseen = ""  # the element whose text nobody sees, while it is open

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        """Take a tag that opens an element."""
        if tag in _UNSEEN and not self._unseen:
            self._unseen = tag
        if tag == "table":
            for outer in self._open[-1:]:
                outer.has_table = True
            self.tables.append(PageTable(f"#{len(self.tables) + 1}"))
            self._open.append(self.tables[-1])
        if tag in ("tr", "td", "th", "table", "body"):
            self._unseen = ""
        if not self._open:
            return
        table = self._open[-1]
        if tag == "tr":
            self.rows += 1
            table.begin_row(bool(_HIDDEN.search(_value(attrs, "style"))))
        elif tag in ("td", "th"):
            table.begin_cell(_span(attrs, "colspan", _MOST_COLUMNS), _span(attrs, "rowspan", _MOST_ROWS))
        elif tag in _PARTS:
            table.add(" ")

    def handle_endtag(self, tag: str) -> None:
        """Take a tag that closes an element."""
        if tag == self._unseen:
            self._unseen = ""
        table = self._open[-1] if self._open else None
        if table is None:
            return
        if tag == "table":
            table.end_row()
            self._open.pop()
        elif tag in ("tr", "td", "th"):
            table.end_cell()
        elif tag in _PARTS:
            table.add(" ")

    def handle_data(self, data: str) -> None:
        """Take a text."""
        if self._open and not self._unseen:
            self._open[-1].add(data)

    def close(self) -> None:
        """End what is still open: a page may break off without its last tags."""
        super().close()
        for table in self._open:
            table.end_row()


def _value(attributes: _Attributes, name: str) -> str:
    return next((value or "" for key, value in attributes if key == name), "")


def _span(attributes: _Attributes, name: str, upper_bound: int) -> int:
    text = _value(attributes, name).strip()
    return min(max(int(text), 1), upper_bound) if text.isdecimal() else 1
