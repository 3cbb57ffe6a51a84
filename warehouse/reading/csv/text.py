"""Delimited text to an all-text Arrow file: at once where every line is a record, else record by record."""

from pathlib import Path

import polars as pl

from schemas.column import MEMBER, ROW
from schemas.source import Source
from schemas.source_format import CsvFormat
from schemas.words.text import clean, header_key
from warehouse.reading.csv.careful import Table, read_carefully, table_below
from warehouse.reading.csv.head import Head, read_head
from warehouse.reading.csv.head_faults import unnamed_columns
from warehouse.reading.csv.shape import regular_lines
from warehouse.reading.encodings.encoding import first_bad_byte, transcode, undecodable
from warehouse.reading.layout import key_header
from warehouse.reading.outcome import ReadOutcome, check_records, work_file


def read_csv(path: Path, source: Source, file_format: CsvFormat, out: Path) -> ReadOutcome:
    """Write the records of `path` to the Arrow file `out`; say how many, and which rows of the file are none.

    `_row` is the line on which a record begins, as an editor counts it. Raises `SubmissionRejected`.

    Args:
        path: the file as it was sent.
        source: what the file is meant to be.
        file_format: what the source declares of the text.
        out: a file that does not exist yet.
    """
    head = read_head(path, source, file_format)
    text = path if file_format.encoding == "utf-8" else work_file(out, "utf8")
    try:
        if text != path:
            transcode(path, text, file_format.encoding)
        table = table_below(text, _line_offset(text, head.first_line - 1), head, file_format)
        return _read_at_once(table, source, file_format, out) or read_carefully(table, source, file_format, out)
    except UnicodeDecodeError:
        raise undecodable(path, file_format.encoding) from None
    finally:
        if text != path:
            text.unlink(missing_ok=True)


def _read_at_once(table: Table, source: Source, file_format: CsvFormat, out: Path) -> ReadOutcome | None:
    """Read a table in which every line is a record of its width; None where something else is found in it."""
    lines = regular_lines(table.text, table.start, file_format.delimiter, table.width, file_format.comment)
    if not lines:
        return None
    head = table.head
    names = [f"column_{i}" for i in range(table.width)]
    frame = pl.scan_csv(
        table.text,
        has_header=False,
        separator=file_format.delimiter,
        skip_lines=head.first_line - 1,
        schema=dict.fromkeys(names, pl.String()),
        infer_schema=False,
        row_index_name=ROW,
        row_index_offset=head.first_line,
    )
    texts = [pl.col(names[i]).alias(header) for header, i in head.positions.items()]
    if file_format.encoding == "cp1258":  # it writes tone marks as letters of their own
        texts = [column.str.normalize("NFC") for column in texts]
    try:
        if _uses_unnamed(frame, head, names):
            return None
        frame.select(pl.lit(None, pl.String).alias(MEMBER), pl.col(ROW).cast(pl.Int64), *texts).sink_ipc(
            out, compression="uncompressed"
        )
    except pl.exceptions.PolarsError:  # its text quotes cells
        if file_format.encoding == "utf-8" and first_bad_byte(table.text, file_format.encoding):
            raise undecodable(table.text, file_format.encoding) from None
        return None
    written_texts = pl.scan_ipc(out)
    check_records(lines, written_texts.select(pl.len()).collect().item())
    if _may_hold_layout(written_texts, head, source, file_format):
        return None
    return ReadOutcome(source.id, lines, head.layout, table.warnings)


def _uses_unnamed(frame: pl.LazyFrame, head: Head, names: list[str]) -> bool:
    """Say whether a column without a header holds values; refuse it where it stands among the header's."""
    unnamed = [i for i in range(len(names)) if i >= len(head.headers) or not head.headers[i].strip()]
    if not unnamed:
        return False
    holds = frame.select((pl.col(names[i]).str.strip_chars() != "").any() for i in unnamed).collect(engine="streaming")
    columns_in_use = [i for i, is_used in zip(unnamed, holds.row(0), strict=True) if is_used]
    if columns_in_header := [i for i in columns_in_use if i < len(head.headers)]:
        raise unnamed_columns(columns_in_header, head.first_line - 1)
    return bool(columns_in_use)


def _may_hold_layout(written_texts: pl.LazyFrame, head: Head, source: Source, file_format: CsvFormat) -> bool:
    """Say whether a row written may be a header again, or a total: then its other cells must be looked at."""
    all_headers = {header_key(h) for h in (*head.headers, *source.headers)}
    checked_header = key_header(source) or next(iter(head.positions))
    texts = written_texts.select(
        pl.col(checked_header).filter(~pl.col(checked_header).str.contains("[0-9]")).unique()
    ).collect()
    if any(header_key(text) in all_headers for text in texts.to_series().drop_nulls()):
        return True
    header, position = next(iter(head.positions.items()))
    suspect = pl.col(header).str.strip_chars().is_in([head.headers[position].strip(), clean(head.headers[position])])
    if file_format.totals:
        key = key_header(source)
        if key is None:
            return True
        text = pl.col(key).str.strip_chars()
        starts = [text.str.to_lowercase().str.starts_with(header_key(total)) for total in file_format.totals]
        suspect = pl.any_horizontal(suspect, text.is_null(), text == "", *starts)
    return bool(written_texts.select(suspect.any()).collect().item())


def _line_offset(path: Path, lines: int) -> int:
    with path.open("rb") as file:
        for _ in range(lines):
            file.readline()
        return file.tell()
