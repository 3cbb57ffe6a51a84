"""Where something stands in JSON: along a pointer, in a text that is JSON itself, and how the place is called."""

from collections.abc import Callable, Sequence

from schemas.errors import SubmissionRejected
from schemas.source_format import JsonFormat
from schemas.words.message import Message, message
from schemas.words.shown import cut

Number = bytes  # a number, as it is written: exact, quick to make, and never taken for a text
Json = dict[str, "Json"] | list["Json"] | str | Number | bool | None

EACH = "*"  # the step of a pointer that leads to each value of an array


def steps(pointer: str) -> list[str]:
    """Return the keys that a JSON pointer names, outermost first."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def value_at(document: Json, pointer: str) -> Json:
    """Return the value to which a JSON pointer leads through objects; None where it leads nowhere."""
    value = document
    for key in steps(pointer):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def values_at(document: Json, pointer: str) -> list[Json]:
    """Return the values to which a pointer leads in which `*` stands for each value of an array, or an array's own."""
    if EACH not in steps(pointer):
        value = value_at(document, pointer)
        return value if isinstance(value, list) else []
    outer_pointer, _, inner_pointer = pointer.partition(f"/{EACH}")
    return [value_at(inner, inner_pointer) for inner in values_at(document, outer_pointer)]


def records_at(document: Json, file_format: JsonFormat) -> list[Json] | None:
    """Return the records of a document; None where the declared place holds none.

    Records of an object by id are given their ids; what is no object there stays as it is.
    """
    value = value_at(document, file_format.records)
    if not file_format.key:
        return value if isinstance(value, list) else None
    if not isinstance(value, dict):
        return None
    return [_with_id(file_format.key, name, record, i) for i, (name, record) in enumerate(value.items(), start=1)]


def unwrapped(document: Json, keys: Sequence[str], parse: Callable[[str], Json]) -> Json:
    """Return the document in which each text on the way along `keys` that is JSON is replaced by what it says.

    A text that is none stays, as does one in an array.
    """
    if isinstance(document, str) and document.lstrip()[:1] in ("{", "["):
        try:
            document = parse(document)
        except (ValueError, RecursionError):
            return document
    if keys and isinstance(document, dict) and keys[0] in document:
        document[keys[0]] = unwrapped(document[keys[0]], keys[1:], parse)
    return document


def place_of(kind: str, number: int | None) -> Message:
    """Return how a record is called in messages: in NDJSON by its line."""
    if number is None:
        return message("json.outside")
    return message("json.line", number=number) if kind == "ndjson" else message("json.record", number=number)


def twice(place: Message, key: str) -> SubmissionRejected:
    """Return the refusal of a key that stands twice in one object."""
    return SubmissionRejected("duplicate-header", message("json.key-twice", place=place, name=cut(key)))


def _with_id(key: str, name: str, record: Json, number: int) -> Json:
    """Return a record with its id; one that has the key itself must say the same there."""
    if not isinstance(record, dict):
        return record
    record_id = record.get(key)
    if record_id not in (None, name, name.encode()):
        raise twice(place_of("json", number), key)
    record[key] = name
    return record
