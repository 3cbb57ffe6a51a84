"""Where the table of a CSV file begins: what stands above its header, and the header."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from schemas.delivery import LayoutRows
from schemas.source import Source
from schemas.source_format import CsvFormat
from schemas.words.text import header_key
from warehouse.reading.csv.head_faults import (
    FurtherDown,
    WrongHead,
    head_unreadable,
    header_empty,
    header_open,
    other_separator,
    refuse_headers,
)
from warehouse.reading.encodings.encoding import CODECS, check_mark, check_single_byte, undecodable
from warehouse.reading.headers import place
from warehouse.reading.outcome import Refused

_LONGEST_LINE = 1 << 20  # no header is longer
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE | re.DOTALL)  # Excel's hint in the first line
_LONE_CR = re.compile(r"\r(?!\n)")
_AHEAD = 40  # lines looked at for the header where it is not where it should be


@dataclass(frozen=True)
class Head:
    """The header of a CSV file: its fields, where the wanted ones stand, and the line of the first record.

    `layout` are the rows above the first record, the header included.
    """

    headers: list[str]
    positions: dict[str, int]
    first_line: int
    layout: tuple[LayoutRows, ...]


def read_head(path: Path, source: Source, file_format: CsvFormat) -> Head:
    """Return the header of a CSV file; raise `Refused` where encoding, lines or headers are not those declared."""
    check_mark(path, file_format.encoding)
    check_single_byte(path, file_format.encoding)
    try:
        with path.open(encoding=CODECS[file_format.encoding], newline="\n") as file:
            lines = iter(lambda: file.readline(_LONGEST_LINE), "")
            layout_above, line = _above_header(lines, source, file_format)
            row = 1 + sum(rows.rows for rows in layout_above)
            headers, line_count = _fields(line, lines, file_format.delimiter, row)
            head = Head(headers, {}, row + line_count, _with_header(layout_above, row))
            return _head_with_positions(head, line, lines, source, file_format)
    except UnicodeDecodeError:
        raise undecodable(path, file_format.encoding) from None


def _above_header(lines: Iterator[str], source: Source, file_format: CsvFormat) -> tuple[list[LayoutRows], str]:
    """Take the rows above the header; return them and the header's first line."""
    rules_and_rows, titles = list[tuple[str, int]](), file_format.title_rows
    for row, line in enumerate(lines, start=1):
        text = line.lstrip("\ufeff") if row == 1 else line
        if row == 1 and (hint := _SEPARATOR.fullmatch(text)):
            if hint[1] != file_format.delimiter:
                raise other_separator(hint[1], source, file_format)
            rules_and_rows.append(("separator-hint", row))
        elif file_format.comment and text.startswith(file_format.comment):
            rules_and_rows.append(("comment", row))
        elif titles and not (
            rules_and_rows and rules_and_rows[0][0] == "separator-hint" and _names_columns(text, source, file_format)
        ):
            # Where Excel's hint was taken for a title, the declaration counts it among the title rows.
            titles -= 1
            rules_and_rows.append(("title", row))
        else:
            return _layout_by_rule(rules_and_rows), text
    return _layout_by_rule(rules_and_rows), ""


def _layout_by_rule(rules_and_rows: Iterable[tuple[str, int]]) -> list[LayoutRows]:
    rows = dict[str, list[int]]()
    for rule, row in rules_and_rows:
        rows.setdefault(rule, []).append(row)
    return [LayoutRows(rule=rule, rows=len(numbers), first_row=numbers[0]) for rule, numbers in rows.items()]


def _with_header(layout_above: list[LayoutRows], row: int) -> tuple[LayoutRows, ...]:
    return (*layout_above, LayoutRows(rule="header", rows=1, first_row=row))


def _names_columns(line: str, source: Source, file_format: CsvFormat) -> bool:
    """Say whether at least half of the source's mapped headers stand in a line."""
    cells = {header_key(cell) for cell in line.replace('"', "").split(file_format.delimiter)}
    kept_keys = {header_key(h) for h in source.kept_headers}
    return 2 * len(cells & kept_keys) >= max(2, len(kept_keys))


def _fields(line: str, lines: Iterator[str], delimiter: str, row: int) -> tuple[list[str], int]:
    """Return the fields of the header that begins with `line` in row `row`, and how many lines it takes."""
    if len(line) >= _LONGEST_LINE or _LONE_CR.search(line):
        raise head_unreadable()
    reader = csv.reader(chain([line], lines), delimiter=delimiter, strict=True)
    try:
        headers = next(reader, [])
    except csv.Error:
        raise header_open(row) from None
    # It runs on into the records.
    if any(delimiter in further_line for header in headers for further_line in header.split("\n")[1:]):
        raise header_open(row)
    return headers, max(reader.line_num, 1)


def _head_with_positions(head: Head, line: str, lines: Iterator[str], source: Source, file_format: CsvFormat) -> Head:
    """Return the head with the positions of the wanted headers; `line` is where it begins, `lines` what follows."""
    row = head.first_line - 1
    if not any(h.strip() for h in head.headers):
        raise header_empty(row)
    try:
        positions = place(head.headers, source, source.kept_headers, row)
    except Refused as refused:
        following = [text for _, text in zip(range(_AHEAD), lines, strict=False)]
        skipped = next((i for i, text in enumerate(following) if _names_columns(text, source, file_format)), None)
        further_down = None if skipped is None else FurtherDown(head.first_line + skipped, row + skipped)
        refuse_headers(WrongHead(head.headers, row, line, following, further_down), source, file_format)
        raise refused from None
    return Head(head.headers, positions, head.first_line, head.layout)
