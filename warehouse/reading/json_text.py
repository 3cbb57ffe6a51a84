"""JSON and NDJSON records, flattened, to an all-text Arrow file."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import polars as pl

from schemas.column import MEMBER, ROW
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import JsonFormat
from schemas.text import header_key
from warehouse.reading.encoding import check_mark, undecodable
from warehouse.reading.headers import place, required_headers
from warehouse.reading.outcome import ReadOutcome, Refused, check_records, refuse_without_records

_INDEX = re.compile(r"\.(?:0|-1|\*)(?=\.|$)")
_DROPPED = ""
_BEFORE = 1 << 10  # white space before the first record, at most

Json = dict[str, "Json"] | list["Json"] | str | bool | None  # numbers keep their text
Role = Callable[[str], str | None]  # name of a value -> its header, "" if it is known and not kept, None if unknown


def read_json(path: Path, source: Source, form: JsonFormat, out: Path) -> ReadOutcome:
    """Write the records of `path` to the Arrow file `out`; return their number.

    `_row` is the number of the record, in NDJSON the line. Numbers keep the text in which they are written, true and
    false become "true" and "false", and a key that a record lacks is null. Raises `SubmissionRejected`.
    """
    check_mark(path, "utf-8")
    _refuse_other_text(path)
    records = _lines(path) if form.kind == "ndjson" else _items(path, form)
    rows, found, unknown = list[dict[str, str | int | None]](), dict[str, None](), dict[str, None]()
    role = _roles(source)
    for number, record in records:
        if not isinstance(record, dict):
            raise _not_an_object(number)
        row: dict[str, str | int | None] = {ROW: number}
        for key, value in record.items():
            _flatten(key, value, role, row, unknown)
        found.update(dict.fromkeys(row))
        rows.append(row)
    found.pop(ROW, None)
    if rows:
        place([*found, *unknown], source, required_headers(source), row=0)
    refuse_without_records(len(rows))
    schema = {ROW: pl.Int64(), **{header: pl.String() for header in source.kept_headers}}
    frame = pl.from_dicts(rows, schema=schema).with_columns(pl.lit(None, pl.String).alias(MEMBER))
    check_records(len(rows), frame.height)
    frame.write_ipc(out, compression="uncompressed")
    return ReadOutcome(source.id, frame.height)


def _roles(source: Source) -> Role:
    wanted = {header_key(h): h for h in source.kept_headers}
    dropped = {header_key(h) for h in (*source.ignored, *source.personal)}
    anywhere = {_INDEX.sub(".[]", key) for key in (*wanted, *dropped)}  # a field of a list's other objects is known too

    @cache
    def role(name: str) -> str | None:
        key = header_key(name)
        if key in wanted:
            return wanted[key]
        known = _INDEX.sub(".[]", key) in anywhere or _INDEX.sub("", key) in dropped
        return _DROPPED if known else None

    return role


def _flatten(name: str, value: Json, role: Role, row: dict[str, str | int | None], unknown: dict[str, None]) -> None:
    """Put `value` and what it holds into `row` under their headers; note names that the source does not know."""
    header = role(name)
    if isinstance(value, list):
        _flatten(f"{name}.#", str(len(value)), role, row, {})
    if header == _DROPPED:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(f"{name}.{key}", inner, role, row, unknown)
    elif isinstance(value, list):
        last = len(value) - 1
        for i, inner in enumerate(value):
            for place_in_list in ["0"] * (i == 0) + ["-1"] * (i == last) or ["*"]:
                _flatten(f"{name}.{place_in_list}", inner, role, row, unknown)
    elif header is None:
        if value is not None:
            unknown[name] = None
    elif header in row:
        raise _twice(header)
    else:
        row[header] = ("true" if value else "false") if isinstance(value, bool) else value


def _lines(path: Path) -> Iterator[tuple[int, Json]]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, _parse(line, number, is_cut=not line.endswith("\n"))
    except UnicodeDecodeError:
        raise undecodable(path, "utf-8") from None


def _items(path: Path, form: JsonFormat) -> Iterator[tuple[int, Json]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise undecodable(path, "utf-8") from None
    value = _parse(text, 1, is_cut=not text.rstrip().endswith(("]", "}")))
    for part in form.records.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise Refused(
            "unreadable",
            f"Không có danh sách bản ghi tại {form.records or '/'} trong tệp JSON. Xuất lại theo cấu trúc đã khai báo.",
            f"There is no array of records at {form.records or '/'} in the JSON file. Export it as declared.",
            0.05,
        )
    yield from enumerate(value, start=1)


def _parse(text: str, line: int, is_cut: bool) -> Json:
    try:
        parsed: Json = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise _not_json(line + error.lineno - 1, error.colno, is_cut) from None
    except RecursionError:
        raise _not_json(line, 1, False) from None
    return parsed


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        raise _twice(next(key for key in found if names.count(key) > 1))
    return found


def _refuse_other_text(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(_BEFORE).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"[")):
        raise Refused(
            "unreadable",
            "Tệp không phải JSON: không bắt đầu bằng { hoặc [. Xuất lại dạng đã khai báo.",
            "The file is not JSON: it does not begin with { or [. Export it in the declared format.",
            -0.5,
        )


def _not_json(line: int, column: int, is_cut: bool) -> Refused:
    if is_cut:
        return Refused(
            "truncated",
            f"Tệp JSON bị cắt ngang ở dòng {line}. Hãy chép hoặc xuất lại tệp.",
            f"The JSON file breaks off in line {line}. Copy or export it again.",
            0.2,
        )
    return Refused(
        "unreadable",
        f"Không phải JSON hợp lệ: dòng {line}, cột {column}. Hãy xuất lại tệp.",
        f"Not valid JSON: line {line}, column {column}. Export the file again.",
        0.02,
    )


def _not_an_object(number: int) -> SubmissionRejected:
    return SubmissionRejected(
        "unreadable",
        f"Bản ghi {number} không phải một đối tượng JSON {{…}}. Xuất lại theo cấu trúc đã khai báo.",
        f"Record {number} is not a JSON object {{…}}. Export it as declared.",
    )


def _twice(key: str) -> SubmissionRejected:
    return SubmissionRejected(
        "duplicate-header",
        f'Khóa "{key}" xuất hiện hai lần trong một bản ghi. Mỗi khóa chỉ được có một lần.',
        f'The key "{key}" occurs twice in one record. Each key may occur once.',
    )
