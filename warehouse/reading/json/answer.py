"""What a JSON answer says of itself beside its records: that it failed, ends with a page, or has further lists."""

from collections.abc import Iterator

from schemas.delivery import FileWarning, file_warning
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import JsonFormat
from schemas.words.message import message
from schemas.words.text import bare_key, header_key
from warehouse.reading.headers import required_headers
from warehouse.reading.json.names import names
from warehouse.reading.json.place import Json, value_at
from warehouse.reading.json.promise import beside, is_all, says_something, whole_number

_FAULTS, _SUCCESS = names("faults"), names("success")
_STATUS, _FAILED = names("status"), names("failed")
_FAILED_CODES = range(400, 600)  # of HTTP
_WARNINGS, _PAGE_SIZES = names("warnings"), names("page_sizes")


def refuse_failure(document: Json, file_format: JsonFormat, source: Source) -> None:
    """Refuse an answer that says of itself that it failed, whatever records it holds: they are not all of them."""
    for pointer, name, value in beside(document, file_format):
        if _is_failure(name, value):
            words = message("json.answer-failed", pointer=pointer, source=source.id)
            raise SubmissionRejected("failed-answer", words)


def answer_doubts(document: Json, file_format: JsonFormat, source: Source, present: int) -> tuple[FileWarning, ...]:
    """Return the warnings about an answer.

    Args:
        document: the answer; None in NDJSON, which has nothing beside its records.
        file_format: what the source declares of it.
        source: what it is meant to be.
        present: how many records were read.
    """
    if document is None:
        return ()
    entries, warnings = list(beside(document, file_format)), list[FileWarning]()
    full = next((p for p, name, v in entries if name in _PAGE_SIZES and whole_number(v) == present), None)
    if file_format.total is None and present and full and not any(is_all(name, v, present) for _, name, v in entries):
        warnings.append(_page_full(full, present))
    warnings += [_warned(pointer) for pointer, name, value in entries if name in _WARNINGS and says_something(value)]
    return (
        *warnings,
        *(_list_not_read(pointer, rows) for pointer, rows in _lists_that_fit(document, file_format, source)),
    )


def _is_failure(name: str, value: Json) -> bool:
    if name in _FAULTS:
        return says_something(value)
    if name in _SUCCESS:
        return value is False or value == "false"
    if name in _STATUS:
        is_failure = isinstance(value, str) and bare_key(value) in _FAILED
        return is_failure or whole_number(value) in _FAILED_CODES
    return name == "shards" and isinstance(value, dict) and says_something(value.get("failed"))


def _lists_that_fit(document: Json, file_format: JsonFormat, source: Source) -> Iterator[tuple[str, int]]:
    """Yield pointer and length of each other list whose first record has every key that the source cannot do without.

    Only what a pointer can lead to is looked at; lists of arrays have no keys.
    """
    needed_keys = {header_key(header) for header in required_headers(source)}
    pending, records = [("", document)], value_at(document, file_format.records)
    while pending and needed_keys and not file_format.columns:
        pointer, value = pending.pop()
        if isinstance(value, dict):
            pending += [(f"{pointer}/{key}", inner) for key, inner in value.items()]
        elif isinstance(value, list) and value is not records and value and isinstance(value[0], dict):
            keys = {header_key(key) for key in value[0]}
            yield from [(pointer, len(value))] if needed_keys <= keys else []


def _page_full(pointer: str, present: int) -> FileWarning:
    return file_warning(message("json.page-full", present=present, pointer=pointer), row_count=present)


def _warned(pointer: str) -> FileWarning:
    return file_warning(message("json.answer-warns", pointer=pointer))


def _list_not_read(pointer: str, rows: int) -> FileWarning:
    return file_warning(message("json.lists-not-read", pointer=pointer, count=rows), row_count=rows)
