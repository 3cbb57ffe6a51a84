"""JSON and NDJSON records, flattened, to an all-text Arrow file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from schemas.column import FIELDS, MEMBER, ROW, TYPED
from schemas.delivery import LayoutRows
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import JsonFormat
from schemas.words.message import message
from warehouse.reading.encodings.encoding import check_mark
from warehouse.reading.headers import place, required_headers
from warehouse.reading.json.answer import answer_doubts, refuse_failure
from warehouse.reading.json.columns import column_names
from warehouse.reading.json.parse import parse_document, parse_lines
from warehouse.reading.json.place import Json, place_of
from warehouse.reading.json.promise import refuse_part
from warehouse.reading.json.rows import Table, row_of
from warehouse.reading.outcome import ReadOutcome, Refused, check_records, refuse_without_records

_JSON = re.compile(rb'[{[]|"\s*[{[]')  # JSON may be wrapped in a text
_BEFORE = 1 << 10  # white space before the first record, at most


def read_json(path: Path, source: Source, file_format: JsonFormat, out: Path) -> ReadOutcome:
    """Write the records of `path` to the Arrow file `out`; return their number.

    `_row` is the number of the record, in NDJSON the line. Numbers keep the text in which they are written, and
    `typed:<header>` says where there are any; true and false become "true" and "false", flagged likewise, and a key
    that a record lacks is null. Raises `SubmissionRejected`.

    Args:
        path: the file as it was sent.
        source: what the file is meant to be.
        file_format: what the source declares of the JSON.
        out: a file that does not exist yet.
    """
    check_mark(path, "utf-8")
    _refuse_other_text(path, file_format)
    blank = list[int]()
    document: Json = None
    names: list[str] = []
    if file_format.kind == "ndjson":
        records: Iterable[tuple[int, Json]] = parse_lines(path, blank)
    else:
        document, values = parse_document(path, file_format)
        names = column_names(document, file_format) if file_format.columns else []
        records = enumerate(values, start=1)
    table = Table(source)
    for number, record in records:
        table.rows.append(row_of(number, record, names, file_format, table))
    if table.rows:
        _place(table, names, source)
    refuse_failure(document, file_format, source)
    refuse_part(document, file_format, source, len(table.rows))
    if not source.may_be_empty:
        refuse_without_records(len(table.rows))
    frame = _frame(table, source, file_format)
    check_records(len(table.rows), frame.height)
    frame.write_ipc(out, compression="uncompressed")
    layout = (LayoutRows(rule="blank", rows=len(blank), first_row=blank[0]),) if blank else ()
    warnings = answer_doubts(document, file_format, source, frame.height)
    return ReadOutcome(source.id, frame.height, layout, warnings)


def _place(table: Table, names: Sequence[str], source: Source) -> None:
    """Refuse names that are unknown, and required ones that are missing; names of columns are there without a value."""
    columns = dict.fromkeys(header for name in names if (header := table.role(name)))
    for row in table.rows:
        columns.update(dict.fromkeys(row))
    headers = [header for header in columns if header not in (ROW, FIELDS)]
    place([*headers, *table.unknown], source, required_headers(source), row=0)


def _frame(table: Table, source: Source, file_format: JsonFormat) -> pl.DataFrame:
    schema = {ROW: pl.Int64(), **{header: pl.String() for header in source.kept_headers}, FIELDS: pl.Int64()}
    try:
        frame = pl.from_dicts(table.rows, schema=schema) if table.rows else pl.DataFrame(schema=schema)
    except UnicodeEncodeError:
        raise _half_character(table.rows, file_format) from None
    flags = [pl.int_range(pl.len()).is_in(rows).alias(f"{TYPED}{header}") for header, rows in table.typed.items()]
    ragged = [FIELDS] if frame[FIELDS].null_count() < frame.height else []
    return frame.select(pl.lit(None, pl.String).alias(MEMBER), ROW, *source.kept_headers, *flags, *ragged)


def _refuse_other_text(path: Path, file_format: JsonFormat) -> None:
    """Refuse what does not begin as JSON; lines without anything are an NDJSON file without records."""
    with path.open("rb") as file:
        start = file.read(_BEFORE).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not _JSON.match(start) and (start or file_format.kind == "json"):
        raise Refused("unreadable", message("json.no-json"), -0.5)


def _half_character(rows: Sequence[Mapping[str, str | int | None]], file_format: JsonFormat) -> SubmissionRejected:
    """Return the refusal of a text with half a character, which JSON can write (\\ud83d) and nothing can store."""

    def is_half(text: str | int | None) -> bool:
        return isinstance(text, str) and any("\ud800" <= c <= "\udfff" for c in text)

    places = ((row[ROW], header) for row in rows for header, text in row.items() if is_half(text))
    number, header = next(places)
    words = message("json.half-character", place=place_of(file_format.kind, int(number or 0)), header=header)
    return SubmissionRejected("unreadable", words)
