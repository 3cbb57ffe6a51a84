"""JSON and NDJSON records, flattened, to an all-text Arrow file."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import polars as pl

from schemas.column import FIELDS, MEMBER, ROW, TYPED
from schemas.delivery import LayoutRows
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import JsonFormat
from schemas.words.message import Message, Value, message
from schemas.words.text import header_key
from warehouse.reading.encoding import check_mark
from warehouse.reading.headers import place, required_headers
from warehouse.reading.json_answer import answer_doubts, refuse_failure
from warehouse.reading.json_columns import column_names
from warehouse.reading.json_parse import Json, Number, parse_document, parse_lines, place_of, twice
from warehouse.reading.json_promise import refuse_part
from warehouse.reading.outcome import ReadOutcome, Refused, check_records, refuse_without_records

_INDEX = re.compile(r"\.(?:0|-1|\*)(?=\.|$)")
_DROPPED = ""
_BEFORE = 1 << 10  # white space before the first record, at most

Role = Callable[[str], str | None]  # name of a value -> its header, "" if it is known and not kept, None if unknown
Row = dict[str, str | int | None]


class _Table:
    """The rows so far, what stands in them, and which cells hold no text."""

    def __init__(self, source: Source) -> None:
        self.role = _roles(source)
        self.rows = list[Row]()
        self.unknown = dict[str, None]()  # names that the source does not know
        self.typed = dict[str, list[int]]()  # header -> indexes of the rows in which the file holds no text


def read_json(path: Path, source: Source, form: JsonFormat, out: Path) -> ReadOutcome:
    """Write the records of `path` to the Arrow file `out`; return their number.

    `_row` is the number of the record, in NDJSON the line. Numbers keep the text in which they are written, and
    `typed:<header>` says where there are any; true and false become "true" and "false", flagged likewise, and a key
    that a record lacks is null. Raises `SubmissionRejected`.

    Args:
        path: the file as it was sent.
        source: what the file is meant to be.
        form: what the source declares of the JSON.
        out: a file that does not exist yet.
    """
    check_mark(path, "utf-8")
    _refuse_other_text(path)
    blank = list[int]()
    document: Json = None
    names: list[str] = []
    if form.kind == "ndjson":
        records: Iterable[tuple[int, Json]] = parse_lines(path, blank)
    else:
        document, values = parse_document(path, form)
        names = column_names(document, form) if form.columns else []
        records = enumerate(values, start=1)
    table = _Table(source)
    for number, record in records:
        table.rows.append(_row(number, record, names, form, table))
    if table.rows:
        _place(table, names, source)
    refuse_failure(document, form, source)
    refuse_part(document, form, source, len(table.rows))
    if not source.may_be_empty:
        refuse_without_records(len(table.rows))
    frame = _frame(table, source, form)
    check_records(len(table.rows), frame.height)
    frame.write_ipc(out, compression="uncompressed")
    layout = (LayoutRows(rule="blank", rows=len(blank), first_row=blank[0]),) if blank else ()
    warnings = answer_doubts(document, form, source, frame.height)
    return ReadOutcome(source.id, frame.height, layout, warnings)


def _row(number: int, record: Json, names: Sequence[str], form: JsonFormat, table: _Table) -> Row:
    """Return a record as a row; one that has not as many values as there are names of columns is empty."""
    if isinstance(record, list) and names:
        if len(record) != len(names):
            return {ROW: number, FIELDS: len(record)}
        record = dict(zip(names, record, strict=True))
    elif not isinstance(record, dict) or names:
        raise _not_as_declared(number, record, names, form)
    row: Row = {ROW: number}
    role = table.role
    try:
        for key, value in record.items():
            header = role(key)
            if header and type(value) is str and header not in row:  # most values: no call for them
                row[header] = value
            else:
                _flatten(key, value, row, table)
    except _TwiceError as error:
        raise twice(place_of(form.kind, number), str(error)) from None
    return row


def _place(table: _Table, names: Sequence[str], source: Source) -> None:
    """Refuse names that are unknown, and required ones that are missing; names of columns are there without a value."""
    columns = dict.fromkeys(header for name in names if (header := table.role(name)))
    for row in table.rows:
        columns.update(dict.fromkeys(row))
    headers = [header for header in columns if header not in (ROW, FIELDS)]
    place([*headers, *table.unknown], source, required_headers(source), row=0)


def _frame(table: _Table, source: Source, form: JsonFormat) -> pl.DataFrame:
    schema = {ROW: pl.Int64(), **{header: pl.String() for header in source.kept_headers}, FIELDS: pl.Int64()}
    try:
        frame = pl.from_dicts(table.rows, schema=schema) if table.rows else pl.DataFrame(schema=schema)
    except UnicodeEncodeError:
        raise _half_character(table.rows, form) from None
    flags = [pl.int_range(pl.len()).is_in(rows).alias(f"{TYPED}{header}") for header, rows in table.typed.items()]
    ragged = [FIELDS] if frame[FIELDS].null_count() < frame.height else []
    return frame.select(pl.lit(None, pl.String).alias(MEMBER), ROW, *source.kept_headers, *flags, *ragged)


def _roles(source: Source) -> Role:
    wanted = {header_key(h): h for h in source.kept_headers}
    dropped = {header_key(h) for h in (*source.ignored, *source.personal)}
    anywhere = {_INDEX.sub(".[]", key) for key in (*wanted, *dropped)}  # a field of a list's other objects is known too

    @cache
    def role(name: str) -> str | None:
        key = header_key(name)
        if key in wanted:
            return wanted[key]
        is_known = _INDEX.sub(".[]", key) in anywhere or _INDEX.sub("", key) in dropped
        return _DROPPED if is_known else None

    return role


class _TwiceError(Exception):
    """Two values of a record go to one header, which is the text of the error."""


def _flatten(name: str, value: Json, row: Row, table: _Table) -> None:
    """Put `value` and what it holds into `row` under their headers; note names that the source does not know."""
    header = table.role(name)
    if isinstance(value, list):
        _flatten_list(name, value, header, row, table)
    elif header == _DROPPED:
        return
    elif isinstance(value, dict):
        for key, inner in value.items():
            _flatten(f"{name}.{key}", inner, row, table)
    elif header is None:
        if value is not None:
            table.unknown[name] = None
    elif header in row:
        raise _TwiceError(header)
    elif isinstance(value, bool):
        row[header] = "true" if value else "false"
        table.typed.setdefault(header, []).append(len(table.rows))
    elif isinstance(value, Number):
        row[header] = value.decode()
        table.typed.setdefault(header, []).append(len(table.rows))
    else:
        row[header] = value


def _flatten_list(name: str, values: list[Json], header: str | None, row: Row, table: _Table) -> None:
    if table.role(f"{name}.#"):
        _flatten(f"{name}.#", str(len(values)), row, table)
    if header == _DROPPED:
        return
    last = len(values) - 1
    for i, inner in enumerate(values):
        for place_in_list in ["0"] * (i == 0) + ["-1"] * (i == last) or ["*"]:
            _flatten(f"{name}.{place_in_list}", inner, row, table)


def _refuse_other_text(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(_BEFORE).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"[")):
        raise Refused("unreadable", message("json.no-json"), -0.5)


def _not_as_declared(number: int, record: Json, names: Sequence[str], form: JsonFormat) -> SubmissionRejected:
    """Return the refusal of a record that is no object, or no array where columns are named apart."""
    cure: Value = ""
    if isinstance(record, list):
        cure = message("json.declare-json") if form.kind == "ndjson" else message("json.declare-columns")
    words = message(
        "json.record-not-as-declared",
        place=place_of(form.kind, number),
        actual=_kind_of(record),
        expected=message("json.array-expected") if names else message("json.object-expected"),
        cure=cure,
    )
    return SubmissionRejected("unreadable", words)


def _kind_of(value: Json) -> Message:
    if isinstance(value, dict):
        return message("json.an-object")
    if isinstance(value, list):
        return message("json.an-array")
    return message("json.a-value")


def _half_character(rows: Sequence[Mapping[str, str | int | None]], form: JsonFormat) -> SubmissionRejected:
    """Return the refusal of a text with half a character, which JSON can write (\\ud83d) and nothing can store."""

    def is_half(text: str | int | None) -> bool:
        return isinstance(text, str) and any("\ud800" <= c <= "\udfff" for c in text)

    places = ((row[ROW], header) for row in rows for header, text in row.items() if is_half(text))
    number, header = next(places)
    words = message("json.half-character", place=place_of(form.kind, int(number or 0)), header=header)
    return SubmissionRejected("unreadable", words)
