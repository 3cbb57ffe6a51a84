"""Counts on pages: rows of tables that lead from a unit to an indicator, or from an indicator to a unit."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from schemas.table import load_tables

_PAGE = re.compile(r"(?:^|/)(units|indicators)/([\w-]+)\.html$")
_LINK = re.compile(r"\.\./(units|indicators)/([\w-]+)\.html$")
_NOTES = ("small", "svg")  # in a cell, beside its value
_FRACTION = re.compile(r"([\d.,]+)\s*/\s*([\d.,]+)")


def rows_in(path: str, html: str) -> Iterator[Mapping[str, str]]:
    """Yield what the rows of a page state of a unit and an indicator: `unit_id`, `measure`, and `x`, `n` as texts."""
    page = _PAGE.search(path)
    if page is None:
        return
    reader = _Tables()
    reader.feed(html)
    headings = _headings()
    for heads, cells, links in reader.rows:
        names = {kind: name for link in links if (match := _LINK.match(link)) for kind, name in [match.groups()]}
        names |= {page[1]: page[2]}
        if len(names) < 2:
            continue
        counts = {
            headings[head]: _digits(cell)
            for head, cell in zip(heads, cells, strict=False)
            if head in headings and _digits(cell)
        }
        for cell in cells:
            if not counts and (fraction := _FRACTION.fullmatch(cell)):
                counts = {"x": _digits(fraction[1]), "n": _digits(fraction[2])}
        yield {"unit_id": names["units"], "measure": names["indicators"], **counts}


def _headings() -> Mapping[str, str]:
    """Return what stands above numerators and denominators -> the column."""
    rankings = load_tables()["rankings"]
    columns_by_name = {name: rankings.column(name) for name in ("x", "n")}
    return {label: name for name, column in columns_by_name.items() for label in (column.label_vi, column.label_en)}


def _digits(cell: str) -> str:
    """Return a number without the marks between thousands, "" where a cell is no whole number."""
    return re.sub(r"[.,\s]", "", cell) if re.fullmatch(r"\d{1,3}(?:[.,\s]\d{3})*|\d+", cell) else ""


class _Tables(HTMLParser):
    """The rows of all tables of a page: the texts of the headings, those of the cells, the links."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[list[str], list[str], list[str]]] = []
        self._heads: list[str] = []
        self._cells: list[str] = []
        self._links: list[str] = []
        self._is_head = self._is_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell; a cell that spans columns fills them all."""
        values = dict(attrs)
        if tag == "table":
            self._heads = []
        elif tag == "tr":
            self._cells, self._links, self._is_head = [], [], False
        elif tag in ("td", "th"):
            self._is_cell, self._is_head = True, values.get("scope") == "col"
            self._cells += [""] * int(values.get("colspan") or 1)
        elif tag == "a" and values.get("href"):
            self._links.append(str(values["href"]))
        elif tag in _NOTES:
            self._is_cell = False

    def handle_endtag(self, tag: str) -> None:
        """End a row: its cells are headings or values."""
        if tag == "tr" and self._is_head:
            self._heads = self._cells
        elif tag in _NOTES:
            self._is_cell = True
        elif tag == "tr":
            self.rows.append((self._heads, self._cells, self._links))

    def handle_data(self, data: str) -> None:
        """Add a text to its cell."""
        if self._is_cell and self._cells:
            self._cells[-1] = f"{self._cells[-1]}{data}".strip()
