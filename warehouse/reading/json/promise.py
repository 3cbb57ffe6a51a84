"""What a JSON answer says about itself beside its records: how many there are, and whether others follow."""

import re
from collections.abc import Iterator

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import JsonFormat
from schemas.words.message import message
from schemas.words.text import bare_key
from warehouse.reading.json.names import names
from warehouse.reading.json.place import Json, Number, steps, value_at

_TOTALS, _ALL_WORDS, _RANGES = names("totals"), names("all_words"), names("ranges")
_NEXT, _MORE, _LAST = names("next"), names("more"), names("last")
_PAGES, _SKIPPED = names("pages"), names("skipped")
_ENVELOPES = names("envelopes")
_WHOLE = re.compile(r"([0-9]{1,18})(?:\.0+)?")
Beside = tuple[str, str, Json]  # pointer, name as it is compared, value


def refuse_part(document: Json, file_format: JsonFormat, source: Source, present: int) -> None:
    """Refuse an answer that promises another number of records than it holds, or says that others follow.

    Raises `SubmissionRejected` with `incomplete-answer`, or `unreadable` where the declared total is no whole number.

    Args:
        document: the answer; None in NDJSON.
        file_format: what the source declares of it.
        source: what it is meant to be.
        present: how many records it holds.
    """
    if file_format.total == "":
        return
    if file_format.total is not None:
        promised = whole_number(value_at(document, file_format.total))
        if promised is None:
            raise _no_total(file_format.total, source)
        if promised != present:
            raise _differs(file_format, source, file_format.total, promised, present)
        return
    for pointer, name, value in beside(document, file_format):
        number = whole_number(value)
        if name in _TOTALS and number not in (None, present):
            raise _differs(file_format, source, pointer, number, present)
        if _is_one_of_several(name, value, number):
            raise _goes_on(file_format, source, pointer, present)


def beside(document: Json, file_format: JsonFormat) -> Iterator[Beside]:
    """Yield pointer, name and value of what stands beside the records, and beside whatever holds them."""
    value, prefix = document, ""
    for step in steps(file_format.records):
        if not isinstance(value, dict):
            return
        for key, inner in value.items():
            if key != step:
                yield from _entries(prefix, key, inner)
        value, prefix = value.get(step), _pointer_to(prefix, step)


def _entries(prefix: str, key: str, value: Json) -> Iterator[Beside]:
    """Yield an entry; in place of an object that is about the answer, such as `meta`, what it holds."""
    name, pointer = _name(key), _pointer_to(prefix, key)
    if name in _ENVELOPES and isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from _entries_of_total(_pointer_to(pointer, inner_key), _name(inner_key), inner)
    elif name in _ENVELOPES and isinstance(value, list):
        for i, link in enumerate(value):  # [{"rel": "next", "href": "..."}]
            relation = (link.get("rel") or link.get("relation")) if isinstance(link, dict) else None
            if isinstance(relation, str):
                yield _pointer_to(pointer, str(i)), _name(relation), link
    else:
        yield from _entries_of_total(pointer, name, value)


def _entries_of_total(pointer: str, name: str, value: Json) -> Iterator[Beside]:
    """Yield an entry; of a total that is an object, as in {"value": 10000, "relation": "gte"}, what it holds."""
    if name in _RANGES and isinstance(value, str) and "/" in value:
        yield pointer, "total", value.rpartition("/")[2]
    if name not in _TOTALS or not isinstance(value, dict):
        yield pointer, name, value
        return
    for inner_key, inner in value.items():
        if _name(inner_key) in ("value", "count"):
            yield _pointer_to(pointer, inner_key), name, inner
        elif _name(inner_key) == "relation":
            yield _pointer_to(pointer, inner_key), "more", inner == "gte"


def is_all(name: str, value: Json, present: int) -> bool:
    """Say whether an entry beside the records says that the `present` ones are all there are."""
    if name in _TOTALS:
        return whole_number(value) == present and any(word in name for word in _ALL_WORDS)
    if name in _LAST:
        return value is True or value == "true"
    return name in _NEXT | _MORE and not says_something(value)


def _is_one_of_several(name: str, value: Json, number: int | None) -> bool:
    if name in _NEXT:
        return says_something(value)
    if name in _MORE:
        return value is True or value == "true"
    if name in _LAST:
        return value is False or value == "false"
    return number is not None and ((name in _PAGES and number > 1) or (name in _SKIPPED and number > 0))


def says_something(value: Json) -> bool:
    """Say whether a value is there: no empty text, list or object, no 0 and no word for nothing."""
    if isinstance(value, dict):
        return any(says_something(inner) for inner in value.values())
    if isinstance(value, str | Number):
        return _text(value).casefold() not in ("", "0", "-1", "null", "none", "false")
    return bool(value)


def whole_number(value: Json) -> int | None:
    """Return the whole number that a value is, as a number or as text; None where it is none."""
    match = _WHOLE.fullmatch(_text(value)) if isinstance(value, str | Number) else None
    return int(match[1]) if match else None


def _text(value: str | Number) -> str:
    return value.decode() if isinstance(value, Number) else value.strip()


def _name(key: str) -> str:
    return bare_key(key).replace(" ", "")


def _pointer_to(prefix: str, key: str) -> str:
    return f"{prefix}/{key.replace('~', '~0').replace('/', '~1')}"


def _differs(
    file_format: JsonFormat, source: Source, pointer: str, promised: int | None, present: int
) -> SubmissionRejected:
    words = message(
        "json.total-differs",
        promised=promised,
        pointer=pointer,
        present=present,
        records=file_format.records or "/",
        source=source.id,
    )
    return SubmissionRejected("incomplete-answer", words)


def _goes_on(file_format: JsonFormat, source: Source, pointer: str, present: int) -> SubmissionRejected:
    words = message(
        "json.pages-follow", present=present, records=file_format.records or "/", pointer=pointer, source=source.id
    )
    return SubmissionRejected("incomplete-answer", words)


def _no_total(pointer: str, source: Source) -> SubmissionRejected:
    return SubmissionRejected("unreadable", message("json.no-total", pointer=pointer, source=source.id))
