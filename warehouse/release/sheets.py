"""Workbooks by the rules of the Government Analysis Function for accessible spreadsheets: one table a sheet, no tricks.

Texts are written as texts, never as formulas; the date of creation is fixed, so that equal data give equal bytes.
Source: Government Analysis Function, Releasing statistics in spreadsheets.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter

from schemas.spreadsheet import FORMULA

MOST_ROWS = 1_048_576 - 32  # of a sheet, less what stands above the table
_LONGEST = 32_767  # letters that a cell holds; those beyond the first 65 536 of Unicode count as two
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML does not have
# A text that begins so becomes a formula when somebody edits its cell.
_FORMULA = re.compile(FORMULA)
_CREATED = datetime(2000, 1, 1)
_WIDEST = 60


class Share(float):
    """A share of 1 that a cell shows as a percentage, never rounded up to 100% nor down to 0%."""


@dataclass(frozen=True)
class Sheet:
    """One table: `name` of the sheet, `title` and `notes` above, `header` and `rows` of texts, numbers, dates or None.

    None becomes an empty cell. Of more rows than a sheet holds, the last are left out, and a note says so. With
    `filtered`, its headings offer to choose rows, for people who work through them. `formats` gives number formats to
    columns by their headings.
    """

    name: str
    title: str
    notes: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    filtered: bool = False
    formats: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """A line of prose that stands out."""

    text: str


class Workbook:
    """A workbook in the making, and the formats that its sheets share."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        """Set the formats."""
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.heading = book.add_format({"bold": True, "font_size": 12})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        self.whole = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.broken = book.add_format({"num_format": "#,##0.0000", "valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        self.minute = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"})
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.shares = {d: book.add_format({"num_format": f"0.{d * '0'}%", "valign": "top"}) for d in (2, 4, 6, 8)}


@contextmanager
def workbook(title: str, author: str, out: io.BytesIO) -> Iterator[Workbook]:
    """Write a workbook with these properties into `out`; its sheets are added within."""
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": author, "created": _CREATED, "comments": ""})
    book.set_custom_property("Language", "vi, en")  # of the fields of its own for this, XlsxWriter knows none
    yield Workbook(book)
    book.close()


def add_text(book: Workbook, name: str, title: str, lines: Sequence[str | Heading]) -> None:
    """Add a sheet of prose in one column: a cover, or notes.

    Args:
        book: the workbook.
        name: the name of the sheet.
        title: its first line.
        lines: what follows.
    """
    sheet = book.book.add_worksheet(name)
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, clean(title), book.title)
    for row, line in enumerate(lines, start=1):
        if isinstance(line, Heading):
            sheet.write_string(row, 0, clean(line.text), book.heading)
        else:
            sheet.write_string(row, 0, clean(line), book.wrap)


def add_contents(
    book: Workbook, name: str, title: str, header: Sequence[str], entries: Sequence[tuple[str, str]]
) -> None:
    """Add the list of sheets: name of each with a link to it, and what it holds.

    Args:
        book: the workbook.
        name: the name of the sheet.
        title: its first line.
        header: headings of the two columns.
        entries: name of a sheet, and what it holds.
    """
    sheet = book.book.add_worksheet(name)
    sheet.write_string(0, 0, clean(title), book.title)
    for column, text in enumerate(header):
        sheet.write_string(1, column, clean(text), book.head)
    for row, (target, content) in enumerate(entries, start=2):
        sheet.write_url(row, 0, f"internal:'{target}'!A1", string=target)
        sheet.write_string(row, 1, clean(content), book.wrap)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)


def add_table(book: Workbook, table: Sheet, cut_note: str = "") -> None:
    """Add a sheet with one table; `cut_note` is the note where rows had to be left out."""
    sheet = book.book.add_worksheet(table.name)
    rows = table.rows[:MOST_ROWS]
    notes = [*table.notes, *([cut_note] if len(rows) < len(table.rows) else [])]
    sheet.write_string(0, 0, clean(table.title), book.title)
    for place, note in enumerate(notes, start=1):
        sheet.write_string(place, 0, clean(note))
    top = len(notes) + 1
    formats = {
        text: book.book.add_format({"num_format": kind, "valign": "top"}) for text, kind in table.formats.items()
    }
    styles = [formats.get(text) for text in table.header]
    for place, row in enumerate(rows, start=top + 1):
        for column, value in enumerate(row):
            _write(book, sheet, place, column, value, styles[column])
    columns = [{"header": text, "header_format": book.head} for text in _distinct(table.header)]
    last = top + max(len(rows), 1)
    name = re.sub(r"\W", "_", f"t_{table.name}")
    sheet.add_table(
        top,
        0,
        last,
        len(columns) - 1,
        {"columns": columns, "name": name, "autofilter": table.filtered, "style": "Table Style Light 1"},
    )
    sheet.freeze_panes(top + 1, 1)
    _for_printing(sheet, top)
    for column, text in enumerate(table.header):
        longest = max([_length(row[column]) for row in rows[:500]] + [len(text) // 2 + 4])
        sheet.set_column(column, column, min(max(longest + 2, 9), _WIDEST))


def clean(text: str) -> str:
    """Return a text that a cell can hold: without control characters, and cut to what fits."""
    cell_text = _FORBIDDEN.sub("\ufffd", text[:_LONGEST])
    if 2 * len(cell_text) <= _LONGEST:
        return cell_text
    return cell_text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")


def _for_printing(sheet: Any, top: int) -> None:  # noqa: ANN401
    """Set A4 across, all columns on a page, the headings on each."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # codes of digits are meant to be texts


def _length(value: object) -> int:
    """Return about how many letters a cell shows."""
    return 0 if value is None else 10 if isinstance(value, float) else len(str(value))


def _write(book: Workbook, sheet: Any, row: int, column: int, value: object, style: Any) -> None:  # noqa: ANN401
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, style or book.whole)
    elif isinstance(value, Share):
        sheet.write_number(row, column, value, book.shares[_digits(value)])
    elif isinstance(value, float):
        sheet.write_number(row, column, value, style or book.broken)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, book.minute)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), book.day)
    elif value is not None:
        text = clean(str(value))
        sheet.write_string(row, column, text, book.quoted if _FORMULA.match(text) else book.wrap)


def _digits(share: float) -> int:
    """Return how many decimals of the percentage are shown: 2, and more where they would say 0% or 100% wrongly."""
    if not 0 < share < 1:
        return 2
    return next((digits for digits in (2, 4, 6) if 0 < round(share, digits + 2) < 1), 8)


def _distinct(header: Sequence[str]) -> list[str]:
    """Return the headings of a table, which must differ without regard to case."""
    uses: dict[str, int] = {}
    headings = []
    for text in header:
        times = uses[text.casefold()] = uses.get(text.casefold(), 0) + 1
        headings.append(clean(text) if times == 1 else f"{clean(text)} ({times})")
    return headings
