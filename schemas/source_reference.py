"""Every key that a source can declare, in Markdown, from the models that read it: `make docs` writes it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel

from schemas.data_files import vietnamese
from schemas.dictionary import grid
from schemas.source import Source
from schemas.source_format import CsvFormat, Encoding, HtmlFormat, JsonFormat, Numbers, XlsxFormat
from schemas.source_parts import ExportedAt, Field_
from schemas.time_directives import COMPOSED, DIRECTIVES, SPECIAL
from schemas.time_format import time_format

SECTIONS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("The source", Source),
    ("`[format]`, kind csv", CsvFormat),
    ("`[format]`, kind xlsx or workbook", XlsxFormat),
    ("`[format]`, kind html", HtmlFormat),
    ("`[format]`, kind json or ndjson", JsonFormat),
    ("`[numbers]`", Numbers),
    ("`[exported_at]`", ExportedAt),
    ("`[columns]`, one header", Field_),
)
_BARE = re.compile("[A-Za-z0-9_-]+")  # a key of TOML that needs no quotation marks
_INTRODUCTION = """\
# What a source can declare

Generated from `schemas/source.py`, `source_parts.py` and `source_format.py` by `make docs`; do not edit.
How to write a source, step by step: [add a district's format](add-a-format.md).

A key that does not exist, a value of another type and a format of times that cannot be read end with exit code 3,
at `motcua doctor` and before a night begins. *must be declared*: there is no default; an empty cell: nothing is set."""
_KINDS = {
    "string": "text",
    "boolean": "`true`, `false`",
    "integer": "whole number",
    "null": "",
    "object": "section",
    "array": "list of texts",
    "date": "date, such as 2023-01-31",
}
_SPECIAL_NAMES = {
    "excel": "days since 1900, as Excel counts; a cell with a date as well",
    "excel-1904": "days since 1904, as some workbooks count; a cell with a date as well",
    "unix": "seconds since 1970 in UTC",
    "unix-ms": "milliseconds since 1970 in UTC",
    "dotnet": "JSON of .NET",
}
_WHOLE_FORMATS = (
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %I:%M:%S %p",
    "%H:%M %d-%m-%y",
    "%Y%m%d%H%M%S",
    "%Y-%m-%dT%H:%M:%S%.f%#z",
)
_HALF_DAYS = ", ".join((*vietnamese("forenoon"), *vietnamese("afternoon")))
_TIMES = """\
## Formats of times

A text is read by the first of `formats` that describes it; a text that none describes is rejected with its row.
Days, months and hours may lack the zero in front, but not where digits follow each other without a mark between.
The examples are 3 February 2001, 4:05:06.789."""
_REMARKS = f"""\
- `%H` and `%k` are hours from 0 to 23; `%I` and `%l` are hours from 1 to 12 and need `%p`: AM, PM, {_HALF_DAYS}.
- `%e`, `%k` and `%l` may have a space in front; `%b` and `%B` are English names of months; `%y` is of this century.
- `%.f` reads up to nine decimals of a second, or none.
- `%z`, `%:z` and `%#z` read Z, +07, +0700 and +07:00; the time is converted into `zone`, or the city's zone."""
_ENCODINGS = {
    "utf-8": "Unicode, with or without its mark at the start",
    "utf-16": 'Unicode of Windows ("Unicode text"); the file begins with its mark',
    "cp1252": "Windows, Western letters",
    "cp1258": "Windows, Vietnamese letters",
    "tcvn3": "TCVN3 (ABC), the encoding of fonts such as .VnTime",
    "vni": "VNI for Windows, the encoding of fonts such as VNI-Times",
}


def markdown() -> str:
    """Return the reference as Markdown that ends in a newline."""
    keys = [block for title, model in SECTIONS for block in (f"## {title}", _keys(model))]
    encodings = (
        "## Encodings",
        grid(("`encoding`", "what it is"), ((f"`{name}`", _ENCODINGS[name]) for name in get_args(Encoding))),
    )
    return "\n\n".join([_INTRODUCTION, *keys, _TIMES, *_times(), *encodings]) + "\n"


def _keys(model: type[BaseModel]) -> str:
    schema = model.model_json_schema()
    rows = (
        (
            f"`{key}`",
            _kind(key_schema),
            _default(key_schema, key in schema.get("required", ())),
            key_schema.get("description", ""),
            f"`{key} = {_as_toml(model.model_fields[key].examples[0])}`",  # type: ignore[index]  # a test sees to it
        )
        for key, key_schema in sorted(schema["properties"].items(), key=lambda entry: entry[0] != "kind")
    )
    return grid(("key", "what is written", "default", "meaning", "example"), rows)


def _kind(schema: Mapping[str, Any]) -> str:
    """Say what a key takes, from its JSON schema."""
    if "enum" in schema or "const" in schema:
        return ", ".join(_toml(value) for value in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " or ".join(filter(None, map(_kind, schema["anyOf"])))
    if inner := schema.get("additionalProperties"):
        return "section of headers" if "$ref" in inner else "section: text = text"
    return _KINDS[schema.get("format") or schema.get("type", "object")] + "".join(_bounds(schema))


def _bounds(schema: Mapping[str, Any]) -> Iterator[str]:
    if "minimum" in schema:
        yield f", {schema['minimum']} or more"
    if "maxLength" in schema:
        yield f", {schema['maxLength']} characters at most"
    if "pattern" in schema:
        yield f" of the form `{schema['pattern']}`"


def _default(schema: Mapping[str, Any], is_required: bool) -> str:
    if is_required:
        return "*must be declared*"
    default = schema.get("default")
    return "" if default is None or isinstance(default, dict) else _toml(default)


def _as_toml(value: object) -> str:
    """Return an example as TOML writes it."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_name(key)} = {_as_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _name(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _toml(value: object) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _times() -> Iterable[str]:
    yield grid(("format", "reads"), ((f"`{form}`", _example(form)) for form in _WHOLE_FORMATS))
    yield "In place of such a format, a name of its own:"
    yield grid(("name", "what it is", "reads"), ((f'`"{n}"`', _SPECIAL_NAMES[n], _example(n)) for n in SPECIAL))
    yield "The directives, and no others:"
    yield grid(
        ("directive", "stands for", "reads"),
        (
            (f"`{d}`", stands_for.replace("_", " "), f"`{example}`")
            for d, (stands_for, _, example) in DIRECTIVES.items()
        ),
    )
    composed_formats = "; ".join(f"`{short}` is `{written_out}`" for short, written_out in COMPOSED.items())
    yield f"- {composed_formats}.\n{_REMARKS}"


def _example(format_text: str) -> str:
    return f"`{time_format(format_text).example}`"


if __name__ == "__main__":
    print(markdown(), end="")
