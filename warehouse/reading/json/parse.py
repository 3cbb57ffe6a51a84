"""JSON and NDJSON text to values, with every fault named by its line or record."""

import json
from collections.abc import Iterator
from pathlib import Path

from schemas.source_format import JsonFormat
from schemas.words.message import message
from warehouse.reading.blocks import BLOCK
from warehouse.reading.encodings.encoding import undecodable
from warehouse.reading.json.place import Json, place_of, records_at, steps, twice, unwrapped
from warehouse.reading.outcome import Refused, check_records


class _Doubled(dict[str, "Json"]):
    """An object in which a key stands twice."""


def parse_lines(path: Path, blank: list[int]) -> Iterator[tuple[int, Json]]:
    """Yield line and value of every line of an NDJSON file; put the numbers of blank lines into `blank`.

    Raises `SubmissionRejected`: `undeclared-encoding`, `truncated`, `unreadable`, `duplicate-header` for a key that
    stands twice, `record-count` where the lines are not as many as the file's bytes say.
    """
    doubled, number, values = list[str](), 0, 0
    decoder = _decoder(doubled)
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    blank.append(number)
                    continue
                value = _decode(decoder, line, number, is_cut=not line.endswith("\n"), kind="ndjson")
                if doubled:
                    raise twice(place_of("ndjson", number), doubled[0])
                values += 1
                yield number, value
    except UnicodeDecodeError:
        raise undecodable(path, "utf-8") from None
    check_records(_count_lines(path), values + len(blank))


def parse_document(path: Path, file_format: JsonFormat) -> tuple[Json, list[Json]]:
    """Return the whole of a JSON file, and the records at the declared place in it.

    A text on the way there that is JSON itself, as some systems wrap it, is parsed and stands in its place. Raises
    `SubmissionRejected`: `undeclared-encoding`, `truncated`, `unreadable`, and `duplicate-header` for a key that stands
    twice in one object, wherever that is.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise undecodable(path, "utf-8") from None
    doubled = list[str]()
    decoder = _decoder(doubled)
    document = _decode(decoder, text, 1, is_cut=not text.rstrip().endswith(("]", "}", '"')), kind="json")
    document = unwrapped(document, steps(file_format.records), decoder.decode)
    records = records_at(document, file_format)
    if doubled:
        number = next((i for i, record in enumerate(records or (), start=1) if _is_doubled(record)), None)
        raise twice(place_of("json", number), doubled[0])
    if records is None:
        words = message("json.no-ids" if file_format.key else "json.no-records", pointer=file_format.records or "/")
        raise Refused("unreadable", words, 0.05)
    return document, records


def _decoder(doubled: list[str]) -> json.JSONDecoder:
    """Return a decoder that keeps numbers as text, and puts keys that stand twice in one object into `doubled`."""

    def as_object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        values = dict(pairs)
        if len(values) == len(pairs):
            return values
        names = [key for key, _ in pairs]
        doubled.append(next(key for key in values if names.count(key) > 1))
        return _Doubled(values)

    # NaN and Infinity are not JSON: they stay words, which no column of numbers takes.
    return json.JSONDecoder(
        object_pairs_hook=as_object, parse_int=str.encode, parse_float=str.encode, parse_constant=str
    )


def _is_doubled(value: Json) -> bool:
    pending = [value]
    while pending:
        value = pending.pop()
        if isinstance(value, _Doubled):
            return True
        if isinstance(value, dict | list):
            pending += value.values() if isinstance(value, dict) else value
    return False


def _decode(decoder: json.JSONDecoder, text: str, line: int, is_cut: bool, kind: str) -> Json:
    try:
        value: Json = decoder.decode(text)
    except json.JSONDecodeError as error:
        raise _not_json(error, text, line, is_cut, kind) from None
    except RecursionError:
        raise _unreadable(line, 1) from None
    return value


def _not_json(error: json.JSONDecodeError, text: str, line: int, is_cut: bool, kind: str) -> Refused:
    """Return the refusal of text that is no JSON: several objects in a row and one over lines are named so."""
    line_of_error = line if kind == "ndjson" else line + error.lineno - 1
    goes_on = text.endswith("\n") and error.pos >= len(text.rstrip())
    follows = error.msg == "Extra data" and text[error.pos] in "{["
    if error.msg == "Extra data" and not follows:
        return Refused("unreadable", message("json.text-follows", line=line_of_error), 0.05)
    if kind == "json" and follows:
        return Refused("unreadable", message("json.value-follows", line=line_of_error), 0.05)
    if kind == "ndjson" and follows:
        return Refused("unreadable", message("json.objects-in-a-line", line=line_of_error), 0.05)
    if kind == "ndjson" and goes_on:
        return Refused("unreadable", message("json.object-over-lines", line=line_of_error), 0.05)
    return _cut_off(line_of_error) if is_cut else _unreadable(line_of_error, error.colno)


def _cut_off(line: int) -> Refused:
    return Refused("truncated", message("json.cut-off", line=line), 0.2)


def _unreadable(line: int, column: int) -> Refused:
    return Refused("unreadable", message("json.invalid", line=line, column=column), 0.02)


def _count_lines(path: Path) -> int:
    """Return how many lines the file's bytes hold, the last one with or without its end."""
    lines, last = 0, b"\n"
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            lines, last = lines + block.count(b"\n"), block[-1:]
    return lines + (last != b"\n")
