"""Names of columns that a JSON file holds apart from its records, which are arrays of values then."""

from collections import Counter

from schemas.source_format import JsonFormat
from schemas.words.message import message
from schemas.words.text import header_key
from warehouse.reading.headers import quoted_names
from warehouse.reading.json.place import Json, values_at
from warehouse.reading.outcome import Refused

_NAME_KEYS = ("id", "name", "fieldName", "field")  # where an object that describes a column has its name


def column_names(document: Json, file_format: JsonFormat) -> list[str]:
    """Return the names at the declared place, as texts or in objects.

    Raises `Refused`: `unreadable` where there are none, `duplicate-header` where two are one.
    """
    columns = values_at(document, file_format.columns)
    names = [name for column in columns if (name := name_of(column))]
    if not names or len(names) < len(columns):
        words = message("json.no-columns", pointer=file_format.columns, names=_NAME_KEYS)
        raise Refused("unreadable", words, 0.05)
    key_counts = Counter(map(header_key, names))
    if doubled_names := [name for name in names if key_counts[header_key(name)] > 1]:
        words = message("json.column-twice", pointer=file_format.columns, names=quoted_names(doubled_names))
        raise Refused("duplicate-header", words, 0.5)
    return names


def name_of(column: Json) -> str:
    """Return the name of a column: Socrata's `id` is a number, and not it."""
    names = [column] if isinstance(column, str) else []
    if isinstance(column, dict):
        names = [name for key in _NAME_KEYS if isinstance(name := column.get(key), str)]
    return next((name for name in names if name.strip()), "")
