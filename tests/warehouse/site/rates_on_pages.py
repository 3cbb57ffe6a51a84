"""What stands on a page beside each percentage: whether a rate of an indicator or signal has its counts with it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from warehouse.publication.publication import Publication
from warehouse.site.words import Words

PERCENT = re.compile(r"\d[\d.,]*\s?%")
COUNTS = re.compile(r"(?:[\d.,]+|\[c\]) / (?:[\d.,]+|\[c\])")
_KEYS = {  # columns whose percentages are no rates of cases
    "indicators.interval": "the limits of a rate whose counts stand in the row",
    "case_mix.column_interval": "limits of a ratio",
    "case_mix.column_rate": "what a rate would be with the cases of the city: a calculation, beside the counted one",
    "units.quantiles_lowest": "a place among the units, whose number stands in the row",
    "units.quantiles_lower": "the same",
    "units.quantiles_median": "the same",
    "units.quantiles_upper": "the same",
    "units.quantiles_highest": "the same",
    "ranking.band": "the probability of a band",
    "ranking.bars": "shares of the points, drawn",
    "units.bars": "the same",
    "ranking.reason": "limits of the method",
    "data_quality.units_most": "what a rule says",
    "units.rule": "what a rule says",
    "units.advice": "what a rule says",
    "data_quality.rules_rule": "what a rule says",
    "data_quality.rules_advice": "what a rule says",
    "claims_shown.result": "a sentence that names the figures that were divided",
    "claims_shown.computed": "the same, of the sentence beside it",
    "completeness.column_code_gap_share": "rounded up, and its counts are withheld, as it says",
}
# Headings that stand for numerator and denominator where a row has columns for them.
_COLUMNS = (
    ("indicators.x", "indicators.n"),
    ("data_quality.rejected", "data_quality.ledger_in"),
    ("data_quality.ledger_rows", "data_quality.ledger_rows"),
    ("units.formula_figures", "units.formula_figures"),
)
_ALONE = ("indicators.overall",)  # columns of other units than the counts of their row
_PAGES = ("method.html", "what-if.html", "about.html")  # shares of weights, and an example


class Cell(NamedTuple):
    """A cell of a table: its heading, its text, and the titles of what is hidden in it."""

    heading: str
    text: str
    titles: tuple[str, ...]


class Table(NamedTuple):
    caption: str
    rows: list[list[Cell]]


class _Tables(HTMLParser):
    """The tables of a page, cells under their headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self._heads: list[str] = []
        self._row: list[tuple[str, int, list[str]]] = []
        self._caption, self._place = "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "table":
            self.tables.append(Table("", []))
            self._heads, self._caption = [], ""
        elif tag == "caption":
            self._place = "caption"
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th"):
            self._row.append(("", int(given.get("colspan") or 1), []))
            self._place = "cell"
        elif tag == "small" and self._place == "cell":
            self.handle_data(" ")
        elif tag == "abbr" and self._place == "cell":
            self._row[-1][2].append(given.get("title") or "")

    def handle_endtag(self, tag):
        if tag == "caption":
            self.tables[-1] = self.tables[-1]._replace(caption=self._caption)
        if tag in ("caption", "td", "th"):
            self._place = ""
        elif tag == "tr":
            wide = [(" ".join(text.split()), tuple(titles)) for text, span, titles in self._row for _ in range(span)]
            if not self._heads:
                self._heads = [text for text, _ in wide]
            else:
                heads = [*self._heads, *[""] * (len(wide) - len(self._heads))]
                self.tables[-1].rows.append([Cell(h, *cell) for h, cell in zip(heads, wide, strict=False)])

    def handle_data(self, data):
        if self._place == "caption":
            self._caption += data
        elif self._place == "cell":
            text, span, titles = self._row[-1]
            self._row[-1] = (text + data, span, titles)


def tables(html: str) -> list[Table]:
    """Return the tables of a page."""
    return _Tables(html).tables


def bare_rates(p: Publication, words: Words, path: str, html: str) -> Iterator[str]:
    """Yield each percentage in a table of a page that stands without numerator, denominator or what is left out."""
    if path.endswith(_PAGES):
        return
    said = r'<dd id="(?:overall|lowest|highest)">.*?</dd>|<div class="finding"><p>.*?</p>'
    for text in re.findall(said, html) if "indicators/" in path else ():
        if PERCENT.search(text) and not COUNTS.search(text):
            yield f"{path}: {text} (no counts)"
    names = _Names(p, words)
    title = (re.search(r"<h1>(.*?)</h1>", html) or ["", ""])[1]
    for table in tables(html):
        for row in table.rows:
            for cell in row[1:]:  # the first is a name, and an indicator may have a percentage in it
                if PERCENT.search(cell.text) and cell.heading not in names.exempt and not _is_said(cell):
                    about = (row[0].text, cell.heading, table.caption, title)
                    if missing := names.missing(cell, row, about):
                        yield f"{path}: {row[0].text} | {cell.heading}: {cell.text} ({missing})"


def _is_said(cell: Cell) -> bool:
    """Say whether a cell is a sentence over a whole row, that states its own figures."""
    return len(cell.text) > 120


def unexplained(html: str) -> Iterator[str]:
    """Yield each cell of a page in which a figure is hidden and nothing says why."""
    for table in tables(html.partition('<h2 id="symbols">')[0]):  # where symbols are explained
        for row in table.rows:
            why = {title for cell in row for title in cell.titles}
            for cell in row:
                if "[c]" in cell.text and ("" in cell.titles or not why):
                    yield f"{table.caption}: {row[0].text} | {cell.heading}: {cell.text}"


def outside(html: str, words: Words) -> Iterator[str]:
    """Yield each overall rate of a page that does not lie between the lowest and the highest that the page states.

    They stand on the page of an indicator, in the list of indicators and, in two tables, on the page of a unit.
    """
    of_page = {name: _printed(text, words) for name, text in re.findall(r'<dd id="(\w+)">(.*?)</dd>', html)}
    if not _is_between(*(of_page.get(name) for name in ("lowest", "overall", "highest"))):
        yield f"{of_page}"
    low, overall, high = (words.say(f"indicators.{name}") for name in ("lowest", "overall", "highest"))
    group = words.say("units.quantiles_caption", group="").strip()
    everybody = words.say("units.quantiles_caption", group=words.say("units.quantiles_all"))
    shown = tables(html)
    rates = {row[0].text: cell.text for t in shown for row in t.rows for cell in row if cell.heading == overall}
    for table in shown:
        for row in table.rows if table.caption == everybody or not table.caption.startswith(group) else ():
            cells = {cell.heading: cell.text for cell in row}
            if {low, high} <= cells.keys() and row[0].text in rates:
                figures = [_printed(text, words) for text in (cells[low], rates[row[0].text], cells[high])]
                if not _is_between(*figures):
                    yield f"{row[0].text}: {figures}"


def _printed(text: str, words: Words) -> float | None:
    """Return the number that a cell begins with, None where there is none."""
    number = re.match(r"[\d.,]+", text.strip())
    if number is None:
        return None
    whole, broken = (".", ",") if words.lang == "vi" else (",", ".")
    return float(number[0].replace(whole, "").replace(broken, "."))


def _is_between(low: float | None, value: float | None, high: float | None) -> bool:
    if value is None:
        return True
    return low is not None and high is not None and low <= value <= high


class _Names:
    """What headings and indicators are called in one language."""

    def __init__(self, p: Publication, words: Words) -> None:
        level = words.percent(float(p.method.uncertainty.level), 0)
        self.exempt = {words.say(key, level=level) if key.endswith("interval") else words.say(key) for key in _KEYS}
        self.exempt.discard("")
        self.columns = [(words.say(x), words.say(n)) for x, n in _COLUMNS]
        self.alone = {words.say(key) for key in _ALONE}
        self.left_out = words.say("indicators.excluded_count")
        self.mark = words.say("base.counts-left-out", x="", n="", excluded="").split("·")[1].strip()
        rows = p.tables["indicators"].to_dicts()
        self.leaving = [words.name(row) for row in rows if row["excluded"]]

    def missing(self, cell: Cell, row: list[Cell], about: tuple[str, ...]) -> str:
        """Return what is missing beside a percentage, "" where nothing is."""
        filled = {other.heading for other in row if other.text and other.text != "–"}
        in_columns = cell.heading not in self.alone and any({x, n} <= filled for x, n in self.columns)
        if not in_columns and not COUNTS.search(cell.text):
            return "no counts"
        leaves_out = any(name in text for name in self.leaving for text in about)
        is_shown = self.mark in cell.text or (in_columns and self.left_out in filled)
        is_formula = any(heading == other.heading for heading, _ in self.columns[-1:] for other in row)
        return "nothing left out" if leaves_out and not is_shown and not is_formula else ""
