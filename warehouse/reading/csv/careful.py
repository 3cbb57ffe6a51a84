"""CSV text in which something is irregular, record by record, to an all-text Arrow file."""

import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pyarrow as pa

from schemas.column import FIELDS, MEMBER, ROW
from schemas.delivery import FileWarning, LayoutRows
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import CsvFormat
from schemas.words.message import message
from warehouse.reading.csv.head import Head
from warehouse.reading.csv.head_faults import other_header, unnamed_columns
from warehouse.reading.csv.layout import Layout, is_blank, is_header, is_other_header, is_total, layout_of
from warehouse.reading.csv.marks import (
    beside_odd,
    holds_records,
    may_close,
    may_span,
    merged,
    spanning,
    stray_marks,
)
from warehouse.reading.csv.records import Lines, Record, records
from warehouse.reading.csv.shape import physical_records
from warehouse.reading.csv.shifted import shifted_columns
from warehouse.reading.outcome import ReadOutcome, check_records, refuse_without_records

_SAMPLE = 100  # records that show how many fields are usual
_BATCH = 20_000  # records written at once


@dataclass(frozen=True)
class Table:
    """The part of a UTF-8 text below its header: from which byte on, and how many fields its records usually have."""

    text: Path
    start: int
    head: Head
    width: int
    warnings: tuple[FileWarning, ...] = ()


@dataclass
class _Beside:
    """What stands beside the sound records: lines of layout rows by rule, and lines with stray marks."""

    layout: dict[str, list[int]] = field(default_factory=dict)
    stray: list[int] = field(default_factory=list)


def table_below(text: Path, start: int, head: Head, file_format: CsvFormat) -> Table:
    """Return the table below a header.

    Records may have one empty field more than the header, where every row ends with a delimiter, or fewer where the
    header alone does. Raises `SubmissionRejected` where its first records cannot be told apart.

    Args:
        text: the file, in UTF-8.
        start: the byte at which the first record begins.
        head: the header.
        file_format: what the source declares of the text.
    """
    named_width = max(i for i, header in enumerate(head.headers) if header.strip()) + 1
    greatest_width = len(head.headers) + 1
    with _opened(text, start) as file:
        sample = islice(records(Lines(file, head.first_line, file_format.comment), file_format.delimiter), _SAMPLE)
        cells = [r.cells for r in sample if not is_blank(r.cells) and not any(r.cells[greatest_width - 1 :])]
    widths = Counter(map(len, cells))
    usual = max(
        (w for w in widths if named_width <= w <= greatest_width),
        key=lambda w: (widths[w], w == greatest_width - 1),
        default=greatest_width - 1,
    )
    longer = [fields for fields in cells if len(fields) == greatest_width] if usual == greatest_width else []
    return Table(text, start, head, usual, shifted_columns(head.headers, longer) if longer else ())


def read_carefully(table: Table, source: Source, file_format: CsvFormat, out: Path) -> ReadOutcome:
    """Write the records of a table to the Arrow file `out`, those of another width than usual as rows of nulls.

    Raises `SubmissionRejected` where it is in doubt where records end, and where the file breaks off.

    Args:
        table: what is read.
        source: what the file is meant to be.
        file_format: what the source declares of the text.
        out: a file that does not exist yet.
    """
    head, beside = table.head, _Beside()
    layout = layout_of(head.headers, head.positions, source, file_format.totals)
    with _opened(table.text, table.start) as file:
        lines = Lines(file, head.first_line, file_format.comment)
        sound = _sorted(records(lines, file_format.delimiter), table, layout, file_format.delimiter, beside)
        count = _write(sound, head.positions, file_format.encoding == "cp1258", out)
    if lines.comments:
        beside.layout["comment"] = lines.comments
    rows_below = [LayoutRows(rule=rule, rows=len(rows), first_row=rows[0]) for rule, rows in beside.layout.items()]
    check_records(
        physical_records(table.text, table.start, file_format.delimiter), count + sum(rows.rows for rows in rows_below)
    )
    if not source.may_be_empty:
        refuse_without_records(count)
    stray = (stray_marks(beside.stray),) if beside.stray else ()
    return ReadOutcome(source.id, count, joined_layout(head.layout, rows_below), (*table.warnings, *stray))


def joined_layout(above: Iterable[LayoutRows], below: Iterable[LayoutRows]) -> tuple[LayoutRows, ...]:
    """Return the layout rows of a file, one entry a rule."""
    rules = dict[str, LayoutRows]()
    for rows in (*above, *below):
        earlier = rules.get(rows.rule)
        rules[rows.rule] = earlier.model_copy(update={"rows": earlier.rows + rows.rows}) if earlier else rows
    return tuple(rules.values())


def _opened(text: Path, start: int) -> io.TextIOWrapper:
    file = text.open("rb")
    file.seek(start)
    return io.TextIOWrapper(file, encoding="utf-8", newline="\n")


def _sorted(
    every: Iterable[Record], table: Table, layout: Layout, delimiter: str, beside: _Beside
) -> Iterator[tuple[Record, bool]]:
    """Give the records that are no layout, each with whether it fits the header."""
    head = table.head
    kept_cells, before_closes = frozenset(head.positions.values()), False
    before_odd = head.first_line - head.layout[-1].first_row > 1  # a header of several lines
    for record in every:
        if rule := _layout_rule(record, table.width, layout, delimiter, kept_cells):
            beside.layout.setdefault(rule, []).append(record.line)
            continue
        fits = _fits(record.cells, table)
        closes = may_close(record.stray)
        if (closes and (before_odd or not fits)) or (before_closes and not fits):
            raise beside_odd(record.line)
        if fits and may_span(record.stray):
            raise spanning(record.line)
        if not fits and not record.ended:
            raise _broken_off(record.line, len(record.cells), table.width)
        if record.stray:
            beside.stray.append(record.line)
        before_closes, before_odd = closes, not fits or record.lines > 1
        yield record, fits


def _layout_rule(record: Record, width: int, layout: Layout, delimiter: str, kept_cells: frozenset[int]) -> str:
    """Return the rule by which a row is no record, "" if it is one; refuse one that seems to hold several."""
    if is_blank(record.cells):
        return "blank"
    if is_header(record.cells, layout):
        return "repeated-header"
    if is_other_header(record.cells, layout):
        raise other_header(record.line)
    if record.lines > 1 and (
        record.fewest_delimiters >= width - 1 or holds_records(record.cells, width, delimiter, kept_cells)
    ):
        raise merged(record.line, record.lines)
    return "total" if is_total(record.cells, layout) else ""


def _fits(cells: list[str], table: Table) -> bool:
    headers = table.head.headers
    if len(cells) != table.width or any(cell.strip() for cell in cells[len(headers) :]):
        return False
    columns_in_use = [i for i, header in enumerate(headers[: table.width]) if not header.strip() and cells[i].strip()]
    if columns_in_use:
        raise unnamed_columns(columns_in_use, table.head.first_line - 1)
    return True


def _write(judged_records: Iterator[tuple[Record, bool]], positions: dict[str, int], compose: bool, out: Path) -> int:
    """Write the kept cells of each record that fits, nulls for the others; return the number of records."""
    texts = [pa.field(header, pa.large_string()) for header in positions]
    schema = pa.schema([(MEMBER, pa.large_string()), (ROW, pa.int64()), *texts, (FIELDS, pa.int64())])
    count = 0
    with pa.OSFile(str(out), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        while batch := list(islice(judged_records, _BATCH)):
            columns = [[_text(r.cells[i], compose) if fits else None for r, fits in batch] for i in positions.values()]
            fields = [None if fits else len(r.cells) for r, fits in batch]
            numbers = [r.line for r, _ in batch]
            arrays = [[None] * len(batch), numbers, *columns, fields]
            writer.write_batch(
                pa.record_batch([pa.array(a, f.type) for a, f in zip(arrays, schema, strict=True)], schema=schema)
            )
            count += len(batch)
    return count


def _text(cell: str, compose: bool) -> str | None:
    return (unicodedata.normalize("NFC", cell) if compose else cell) or None


def _broken_off(line: int, present: int, expected: int) -> SubmissionRejected:
    return SubmissionRejected("truncated", message("csv.breaks-off", line=line, present=present, expected=expected))
