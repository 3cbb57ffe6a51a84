"""A look at delimited text of unknown source: by which character it is cut, where its header is, what stands around."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from schemas.errors import SubmissionRejected
from schemas.source_format import CsvFormat, delimiter_name
from schemas.words.message import Message, message
from schemas.words.text import clean, header_key
from warehouse.reading.encodings.guess_encoding import EncodingGuess
from warehouse.reading.layout import begins_total
from warehouse.reading.outcome import Peek
from warehouse.reading.peek.text_cuts import Cut, Row, cuts, rows_of

_WORDS = tomllib.loads((Path(__file__).parents[1] / "data" / "text_layout.toml").read_text(encoding="utf-8"))
_HINT = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # Excel's, in the first line
_ROWS = 200  # rows looked at for the header
_LAST = 30  # rows looked at for what stands below the records
_NEAR = 0.9  # of the best way to cut the lines: another one that comes into question
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}([ T].*)?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")  # a header of many a table


def peek_text(lines: Sequence[str], last: Sequence[str], guess: EncodingGuess) -> list[Peek]:
    """Return the plausible readings of a delimited text, the likeliest first.

    Raises `SubmissionRejected` where it has no header.

    Args:
        lines: the first lines of the text, with their ends.
        last: its last lines; none where the first ones are all.
        guess: its encoding.
    """
    hint = _HINT.fullmatch(lines[0]) if lines else None
    all_cuts = cuts(lines[1:] if hint else lines, hint[1] if hint else "")
    tables = [(cut, table) for cut in all_cuts if (table := _table(cut))]
    if not tables:
        return []
    if columns := _without_header(tables[0][1]):
        raise SubmissionRejected("missing-header", message("file_guess.no-header", columns=[str(c) for c in columns]))
    readings = [_peek(cut, table, last, guess) for cut, table in tables]
    if len(tables) > 1 and tables[1][0].score > _NEAR * tables[0][0].score:
        doubt = message("file_guess.delimiter", delimiters=[delimiter_name(cut.delimiter) for cut, _ in tables[:2]])
        readings[0] = replace(readings[0], doubts=(*readings[0].doubts, doubt))
    return readings


@dataclass(frozen=True)
class _Table:
    """A text as a table: its header, the rows below, the lines above, and the mark of its comments."""

    header: Row
    rows: Sequence[Row]
    title_rows: int
    comment: str


def _table(cut: Cut) -> _Table | None:
    """Take the first row that is as wide as most and mostly filled for the header."""
    comment = _comment(cut)
    rows = [row for row in cut.rows if not (comment and row.cells and row.cells[0].startswith(comment))]
    wide_rows = (i for i, row in enumerate(rows) if len(row.cells) == cut.width and 2 * row.filled >= max(cut.width, 3))
    position = next(wide_rows, None)
    if position is None:
        return None
    if position and _is_header_of_other_width(rows[position - 1], cut.width):
        position -= 1
    header = rows[position]
    rows_above = [row for row in cut.rows if row.line < header.line]
    comments = len(rows_above) - position
    return _Table(header, rows[position + 1 :], (rows_above[-1].line if rows_above else 0) - comments, comment)


def _is_header_of_other_width(row: Row, width: int) -> bool:
    """Say whether a row above the first one of the usual width is its header: records may end with a delimiter."""
    names = [cell for cell in row.cells if cell.strip()]
    return (
        abs(len(row.cells) - width) == 1
        and len(names) >= max(width - 1, 2)
        and not any(re.search(r"\d", n) for n in names)
    )


def _comment(cut: Cut) -> str:
    """Return the mark with which some lines begin, none of which is as wide as a record."""
    for mark in _WORDS["comments"]:
        widths = [len(row.cells) for row in cut.rows if row.cells and row.cells[0].startswith(mark)]
        if widths and max(widths) < max(cut.width - 1, 2):
            return str(mark)
    return ""


def _peek(cut: Cut, table: _Table, last: Sequence[str], guess: EncodingGuess) -> Peek:
    width = len(table.header.cells)
    records = [row.cells for row in table.rows if len(row.cells) == width and row.filled]
    headers = tuple(clean(h) for h in table.header.cells)
    records = [cells for cells in records if [*map(clean, cells)] != [*headers]]  # a header may be repeated
    totals, doubts = _footers(list(rows_of(last, cut.delimiter)) if last else table.rows, width)
    form = {
        "kind": "csv",
        "encoding": guess.encoding,
        "delimiter": cut.delimiter,
        "title_rows": table.title_rows,
        "comment": table.comment,
        "totals": totals,
    }
    return Peek(CsvFormat.model_validate(form), headers, len(records), (*guess.doubts, *doubts))


def _footers(rows: Sequence[Row], width: int) -> tuple[tuple[str, ...], list[Message]]:
    """Return how the rows below the last record begin that are known words, and the doubt about all others."""
    rows_below = list[Row]()
    for row in reversed(rows[-_LAST:]):
        if row.filled and not _is_footer(row, width):
            break
        rows_below.append(row)
    firsts = [clean(next(cell for cell in row.cells if cell.strip())) for row in reversed(rows_below) if row.filled]
    known_beginnings = {text: _known_beginning(text) for text in firsts}
    totals = tuple(dict.fromkeys(beginning for beginning in known_beginnings.values() if beginning))
    unknown_count = sum(1 for text in firsts if not known_beginnings[text])
    return totals, [message("file_guess.footers", rows=unknown_count)] if unknown_count else []


def _is_footer(row: Row, width: int) -> bool:
    """Say whether a row is none of the records: narrower, or with next to nothing in it, or a total."""
    first = next(cell for cell in row.cells if cell.strip())
    return len(row.cells) < width - 1 or (width > 3 and row.filled == 1) or bool(_known_beginning(clean(first)))


def _known_beginning(text: str) -> str:
    """Return the beginning of a text, as it is written there, that is a known word for a total or a signature."""
    key = header_key(text)
    fitting = [word for word in _WORDS["footers"] if begins_total(key, (word,))]
    return text[: len(max(fitting, key=len))] if fitting else ""


def _without_header(table: _Table) -> list[int]:
    """Return the columns (from 1) whose header is a number or a date as nearly all cells below it are."""
    columns = list[int]()
    for i, name in enumerate(table.header.cells):
        cells_below = [row.cells[i].strip() for row in table.rows if i < len(row.cells) and row.cells[i].strip()]
        for shape in (_DATE, _NUMBER):
            alike = sum(1 for text in cells_below if shape.fullmatch(text))
            if (
                shape.fullmatch(name.strip())
                and not _YEAR.fullmatch(name.strip())
                and cells_below
                and alike >= _NEAR * len(cells_below)
            ):
                columns.append(i + 1)
                break
    return columns
