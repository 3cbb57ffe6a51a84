"""A look at JSON of unknown source: where its records are, and the flattened names of what they hold."""

import json
from collections.abc import Iterator

from schemas.source_format import JsonFormat
from warehouse.reading.outcome import Peek
from warehouse.reading.peek_dates import date_only

_RECORDS = 200  # records looked at for names


def peek_json(data: bytes) -> list[Peek]:
    """Return the readings of JSON or NDJSON bytes: one for each array of objects in it, the longest first."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return _lines(text)
    arrays = sorted(_arrays("", document), key=lambda array: -len(array[1]))
    readings = [_peek(JsonFormat(kind="json", records=pointer), records) for pointer, records in arrays]
    return readings or _lines(text)


def _lines(text: str) -> list[Peek]:
    records = []
    for line in text.splitlines()[:_RECORDS]:
        try:
            records.append(json.loads(line or "null"))
        except (json.JSONDecodeError, RecursionError):
            break
    objects = [record for record in records if isinstance(record, dict)]
    return [_peek(JsonFormat(kind="ndjson"), objects)] if objects else []


def _peek(file_format: JsonFormat, records: list[dict[str, object]]) -> Peek:
    columns = dict[str, list[object]]()
    for record in records[:_RECORDS]:
        for key, value in record.items():
            for name, leaf in _flat(key, value):
                columns.setdefault(name, []).append(leaf)
    return Peek(file_format, tuple(columns), len(records), date_only(columns))


def _arrays(pointer: str, value: object) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield every array of objects that a pointer can reach through objects."""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        yield pointer, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _arrays(f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", inner)


def _flat(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield flattened names below `name` and their values, of a list its length and the fields of its first object."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner)
    elif isinstance(value, list):
        yield f"{name}.#", len(value)
        if value:
            yield from _flat(f"{name}.0", value[0])
    else:
        yield name, value
