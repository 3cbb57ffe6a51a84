"""A look at JSON of unknown source: where its records are, and the flattened names of what they hold."""

import json
from collections.abc import Iterator, Sequence

from schemas.source_format import JsonFormat
from warehouse.reading.json.columns import name_of
from warehouse.reading.outcome import Peek

_RECORDS = 200  # records looked at for names
_FEWEST = 2  # objects by id that look like records


def peek_json(data: bytes) -> list[Peek]:
    """Return the readings of JSON or NDJSON bytes: one for each list of records in it, the longest first."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return _lines(text)
    places = list(_places("", document))
    columns = [(place, names) for place, value in places if (names := _names(value))]
    readings = [peek for place, value in places for peek in _readings(place, value, columns)]
    return sorted(readings, key=lambda peek: -peek.sample_rows) or _lines(text)


def _lines(text: str) -> list[Peek]:
    records = []
    for line in text.splitlines()[:_RECORDS]:
        try:
            records.append(json.loads(line or "null"))
        except (json.JSONDecodeError, RecursionError):
            break
    objects = [record for record in records if isinstance(record, dict)]
    return [_peek(JsonFormat(kind="ndjson"), objects)] if objects else []


def _readings(place: str, value: object, columns: Sequence[tuple[str, list[str]]]) -> Iterator[Peek]:
    """Yield how a value is a list of records: of objects, of arrays beside names of columns, or of objects by id."""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        yield _peek(JsonFormat(kind="json", records=place), value)
    elif isinstance(value, list) and value and all(isinstance(item, list) for item in value):
        width = max(map(len, value))
        for pointer, names in columns:
            if len(names) == width and pointer != place:
                records = [dict(zip(names, item, strict=False)) for item in value]
                yield _peek(JsonFormat(kind="json", records=place, columns=pointer), records)
    elif isinstance(value, dict) and _is_by_id(value):
        key = next(name for name in ("id", "key", "_key") if not any(name in record for record in value.values()))
        records = [{key: name, **record} for name, record in value.items()]
        yield _peek(JsonFormat(kind="json", records=place, key=key), records)


def _is_by_id(value: dict[str, object]) -> bool:
    """Say whether an object holds records by their ids: two or more objects of much the same keys."""
    records = [record for record in value.values() if isinstance(record, dict)]
    if len(records) < len(value) or len(records) < _FEWEST:
        return False
    keys = [frozenset(record) for record in records]
    return 2 * len(frozenset.intersection(*keys)) > max(map(len, keys))


def _names(value: object) -> list[str]:
    """Return the names of columns that a value lists, as `json_columns` reads them; none where it is no such list."""
    if not isinstance(value, list) or not all(isinstance(item, str | dict) for item in value):
        return []
    names = [name_of(item) for item in value]
    return names if all(names) and len(set(names)) == len(names) else []


def _peek(file_format: JsonFormat, records: list[dict[str, object]]) -> Peek:
    fields = (field for record in records[:_RECORDS] for field in record.items())
    names = dict.fromkeys(name for key, value in fields for name, _ in _flat(key, value))
    return Peek(file_format, tuple(names), len(records))


def _places(pointer: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield pointer and value of all that a pointer can reach, through objects and through texts that are JSON."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            value = json.loads(value)
        except (json.JSONDecodeError, RecursionError):
            return
    yield pointer, value
    if isinstance(value, dict) and not _is_by_id(value):
        for key, inner in value.items():
            yield from _places(f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", inner)


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
