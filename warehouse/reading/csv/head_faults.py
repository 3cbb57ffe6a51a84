"""Why the header of a CSV file is refused, and which key of the declaration would cure it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.source import Source
from schemas.source_format import CsvFormat, delimiter_name
from schemas.words.message import message
from schemas.words.text import header_key
from warehouse.reading.outcome import Refused

DELIMITERS = (",", ";", "\t", "|")
_COMMENT_MARKS = ("#", "//", "--", "%", "!")


@dataclass(frozen=True)
class FurtherDown:
    """Where the headers stand that were expected further up: in line `line`, with `lines_above` above them."""

    line: int
    lines_above: int


@dataclass(frozen=True)
class WrongHead:
    """A header that is not that of the source: its cells, the row in which it stands, and the line that it begins with.

    `following` are some lines below it; `further_down` is where the source's headers are, None where nothing is like
    them.
    """

    headers: Sequence[str]
    row: int
    line: str
    following: Sequence[str]
    further_down: FurtherDown | None


def refuse_headers(head: WrongHead, source: Source, file_format: CsvFormat) -> None:
    """Raise `Refused` where it can be said why a header is not that of the source."""
    declared_keys = {header_key(h) for h in source.headers}
    if not any(header_key(h) in declared_keys for h in head.headers):
        if len(source.kept_headers) > 1:
            _refuse_other_delimiter(file_format.delimiter.join(head.headers), source, file_format, head.row)
        if mark := next((m for m in _COMMENT_MARKS if head.line.startswith(m)), None):
            raise _comment(mark, head.further_down, head.row)
        if head.further_down:
            raise _further_down(head.further_down, head.row)
    _refuse_merged(head, source, file_format)


def other_separator(hint: str, source: Source, file_format: CsvFormat) -> Refused:
    """Return the refusal of a file whose first line names another delimiter than the declared one."""
    words = message(
        "csv.separator-hint",
        hint=hint,
        actual=delimiter_name(hint),
        source=source.id,
        declared=delimiter_name(file_format.delimiter),
    )
    return Refused("wrong-delimiter", words, 0.5)


def header_empty(row: int) -> Refused:
    """Return the refusal of a file with an empty line where its header should be."""
    return Refused("missing-header", message("csv.header-empty", line=row))


def header_open(row: int) -> Refused:
    """Return the refusal of a header with a quotation mark that is not closed, or closed within a text."""
    return Refused("unreadable", message("csv.header-open", line=row))


def other_header(line: int) -> Refused:
    """Return the refusal of a file with headers in another order further down: its columns change their meaning."""
    return Refused("unknown-header", message("csv.other-header", line=line), 0.95)


def unnamed_columns(columns: Sequence[int], row: int) -> Refused:
    """Return the refusal of columns (from 0) that hold values but have no header in row `row`."""
    numbers = [str(i + 1) for i in columns]
    return Refused("unknown-header", message("csv.unnamed-columns", columns=numbers, line=row), 0.95)


def head_unreadable() -> Refused:
    """Return the refusal of a file whose lines do not end as lines do."""
    return Refused("unreadable", message("csv.no-header-line"))


def _refuse_other_delimiter(header: str, source: Source, file_format: CsvFormat, row: int) -> None:
    declared_keys = {header_key(h) for h in source.headers}
    for delimiter in DELIMITERS:
        fields = _cells(header, delimiter)
        if delimiter == file_format.delimiter or len(fields) < 2:
            continue
        fitting = sum(1 for f in fields if header_key(f) in declared_keys)
        if not fitting and file_format.delimiter in header:  # the declared delimiter separates something
            continue
        words = message(
            "csv.other-delimiter",
            line=row,
            actual=delimiter_name(delimiter),
            source=source.id,
            declared=delimiter_name(file_format.delimiter),
        )
        raise Refused("wrong-delimiter", words, 0.98 * fitting / len(fields))


def _comment(mark: str, further_down: FurtherDown | None, row: int) -> Refused:
    actual = message("csv.headers-at", line=further_down.line) if further_down else ""
    words = message("csv.header-is-comment", line=row, mark=mark, actual=actual)
    return Refused("unknown-header", words, 0.5 if further_down else 0.2)


def _further_down(actual: FurtherDown, row: int) -> Refused:
    words = message("csv.header-further-down", line=row, actual=actual.line, title_rows=actual.lines_above)
    return Refused("unknown-header", words, 0.5)


def _refuse_merged(head: WrongHead, source: Source, file_format: CsvFormat) -> None:
    """Refuse a header that runs on into a record; its unknown texts are not headers and may be a person's."""
    count = len(head.headers)
    cells_below = len(_cells(head.following[0], file_format.delimiter)) if head.following else 0
    if count <= max(len(source.headers), cells_below) + 1 or (cells_below and count <= cells_below):
        return
    declared_keys = {header_key(h) for h in source.headers}
    if all(header_key(h) in declared_keys for h in head.headers):
        return
    raise Refused("unknown-header", message("csv.header-runs-on", line=head.row, cells=count, below=cells_below), 0.5)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.replace("\r", " ").replace("\n", " ")], delimiter=delimiter), [])
    except csv.Error:  # a cell longer than any header
        return []
