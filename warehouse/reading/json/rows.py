"""JSON records as rows: what they hold, flattened, under the headers of a source."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from schemas.column import FIELDS, ROW
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import JsonFormat
from schemas.words.message import Message, Value, message
from schemas.words.text import header_key
from warehouse.reading.json.place import Json, Number, place_of, twice

_INDEX = re.compile(r"\.(?:0|-1|\*)(?=\.|$)")
_DROPPED = ""

Role = Callable[[str], str | None]  # name of a value -> its header, "" if it is known and not kept, None if unknown
Row = dict[str, str | int | None]


class Table:
    """The rows so far, what stands in them, and which cells hold no text."""

    def __init__(self, source: Source) -> None:
        self.role = _roles(source)
        self.rows = list[Row]()
        self.unknown = dict[str, None]()  # names that the source does not know
        self.typed = dict[str, list[int]]()  # header -> indexes of the rows in which the file holds no text


def row_of(number: int, record: Json, names: Sequence[str], file_format: JsonFormat, table: Table) -> Row:
    """Return a record as a row; one that has not as many values as there are names of columns is empty.

    Raises `SubmissionRejected` where the record is of another kind than the source declares, and where two of its
    values go to one header.

    Args:
        number: of the record, in NDJSON its line.
        record: an object, or an array where there are names of columns.
        names: of the columns, where they stand apart from the records.
        file_format: what the source declares of the JSON.
        table: the rows before it, of which the row is not one yet; unknown names and typed cells are noted there.
    """
    if isinstance(record, list) and names:
        if len(record) != len(names):
            return {ROW: number, FIELDS: len(record)}
        record = dict(zip(names, record, strict=True))
    elif not isinstance(record, dict) or names:
        raise _not_as_declared(number, record, names, file_format)
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
        raise twice(place_of(file_format.kind, number), str(error)) from None
    return row


def _roles(source: Source) -> Role:
    kept_headers = {header_key(h): h for h in source.kept_headers}
    dropped_keys = {header_key(h) for h in (*source.ignored, *source.personal)}
    keys_anywhere = {
        _INDEX.sub(".[]", key) for key in (*kept_headers, *dropped_keys)
    }  # a field of a list's other objects is known too

    @cache
    def role(name: str) -> str | None:
        key = header_key(name)
        if key in kept_headers:
            return kept_headers[key]
        is_known = _INDEX.sub(".[]", key) in keys_anywhere or _INDEX.sub("", key) in dropped_keys
        return _DROPPED if is_known else None

    return role


class _TwiceError(Exception):
    """Two values of a record go to one header, which is the text of the error."""


def _flatten(name: str, value: Json, row: Row, table: Table) -> None:
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


def _flatten_list(name: str, values: list[Json], header: str | None, row: Row, table: Table) -> None:
    if table.role(f"{name}.#"):
        _flatten(f"{name}.#", str(len(values)), row, table)
    if header == _DROPPED:
        return
    last = len(values) - 1
    for i, inner in enumerate(values):
        for place_in_list in ["0"] * (i == 0) + ["-1"] * (i == last) or ["*"]:
            _flatten(f"{name}.{place_in_list}", inner, row, table)


def _not_as_declared(number: int, record: Json, names: Sequence[str], file_format: JsonFormat) -> SubmissionRejected:
    """Return the refusal of a record that is no object, or no array where columns are named apart."""
    cure: Value = ""
    if isinstance(record, list):
        cure = message("json.declare-json") if file_format.kind == "ndjson" else message("json.declare-columns")
    words = message(
        "json.record-not-as-declared",
        place=place_of(file_format.kind, number),
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
