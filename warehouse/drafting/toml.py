"""A guess written as the TOML of a source, with a comment wherever a person must look."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from schemas.column import Column
from schemas.strict import TODO
from schemas.table import Table
from schemas.words.catalogue import bilingual, said
from schemas.words.message import Message, message
from schemas.words.text import bare_key
from warehouse.drafting.assign import Doubt
from warehouse.drafting.draft import ALL_UNITS, Guess, MappedHeader

_STAMP = re.compile(r"(?<!\d)(20\d{12}|20\d{10}|20\d{6})(?!\d)")
_STAMP_FORMATS = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


def id_from(text: str, table: Table) -> str:
    """Return the id of a source that says the most of `text`."""
    name = re.sub(r"[^a-z0-9]+", "-", bare_key(text)).strip("-")
    return name if name[:1].isalpha() else f"{table.name}-{name}".strip("-").replace("_", "-")


def as_toml(guess: Guess, file: Path, source_id: str = "") -> str:
    """Return the draft as TOML; it is a source as soon as nothing is left to do (the comments say TODO).

    The id is the name of the file that the draft will be; where that is not known it is made from `file`, the export.
    """
    drafted = id_from(f"{guess.table.name} {_STAMP.sub('', file.stem)}", guess.table)
    lines = [
        *(f"# {line}" for line in said(message("source_draft.head"))),
        f"id = {toml_text(source_id)}" if source_id else f"id = {toml_text(drafted)}  # {_todo('id')}",
        f"table = {toml_text(guess.table.name)}",
        _label("label_vi", guess.labels[0], guess.table.label_vi),
        _label("label_en", guess.labels[1], guess.table.label_en),
        f"units = {_units(guess)}",
    ]
    if guess.unit_header:
        lines.append(f"unit_header = {toml_text(guess.unit_header)}  # {_joined_reasons(guess.unit_reasons)}")
    doubts = {doubt.header: _doubt(doubt) for doubt in guess.doubts}
    is_open = not guess.are_persons_told
    lines += _list("ignored", {h: doubts.get(h, "") for h in guess.ignored}, is_open)
    lines += _list("personal", {h: bilingual(reason) for h, reason in guess.personal.items()}, is_open)
    lines += ["", "[format]", *_format(guess), *_numbers(guess), *_exported_at(file), "", "[columns]"]
    lines += [_missing_column(column) for column in guess.unmapped]
    lines += [_inline(m, guess) for m in guess.mapped if not m.values]
    for mapped in guess.mapped:
        if mapped.values:
            lines += _coded(mapped)
    if guess.constants:
        lines += ["", "[constants]", *(f"{name} = {toml_text(text)}" for name, text in guess.constants.items())]
    return "\n".join(lines) + "\n"


def _label(key: str, label: str, otherwise: str) -> str:
    return f"{key} = {toml_text(label)}" if label else f"{key} = {toml_text(otherwise)}  # TODO"


def _units(guess: Guess) -> str:
    if not guess.units:
        return f"[]  # {_todo('units')}"
    return toml_text(ALL_UNITS) if ALL_UNITS in guess.units else f"[{', '.join(map(toml_text, guess.units))}]"


def toml_text(value: str) -> str:
    """Return a text as a basic string of TOML: JSON's, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _todo(key: str) -> str:
    return f"{TODO}: {bilingual(message(f'source_draft.{key}'))}"


def _joined_reasons(reasons: Iterable[Message]) -> str:
    return "; ".join(map(bilingual, reasons))


def _doubt(doubt: Doubt) -> str:
    return f"{TODO}: {' / '.join(doubt.columns)}? {bilingual(doubt.why)}"


def _list(key: str, reasons: Mapping[str, str], is_open: bool) -> list[str]:
    if not reasons:
        return []
    entries = [f"  {toml_text(header)},{f'  # {reason}' if reason else ''}" for header, reason in reasons.items()]
    return [f"{key} = [" + (f"  # {_todo(key)}" if is_open else ""), *entries, "]"]


def _format(guess: Guess) -> list[str]:
    format_values = guess.peek.format.model_dump(exclude_defaults=True, mode="json") | {"kind": guess.peek.format.kind}
    lines = [f"# {TODO}: {bilingual(doubt)}" for doubt in guess.peek.doubts]
    for key, value in format_values.items():
        toml_value = toml_text(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        lines.append(f"{key} = {toml_value}")
    return lines


def _numbers(guess: Guess) -> list[str]:
    """Return the section of how numbers are written, none where nothing is other than usual or in doubt."""
    number_values = guess.style.numbers.model_dump(exclude_defaults=True, mode="json")
    if not number_values and not guess.style.doubts:
        return []
    keys = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in number_values.items()]
    return ["", "[numbers]", *(f"# {TODO}: {bilingual(doubt)}" for doubt in guess.style.doubts), *keys]


def _exported_at(file: Path) -> list[str]:
    if not (stamp := _STAMP.search(file.stem)):
        return [f"# {_todo('no-export-time')}: [exported_at]"]
    digits = len(stamp[1])
    pattern = f"(?<!\\d)(\\d{{{digits}}})(?!\\d)"
    return ["", "[exported_at]", f"name_pattern = '{pattern}'", f'format = "{_STAMP_FORMATS[digits]}"']


def _missing_column(column: Column) -> str:
    """Say that a required column was not found, and how a code is declared that the file leaves unsaid."""
    todo = f"# {_todo('missing')}: {column.name} ({column.label_vi})"
    if not column.codes:
        return todo
    return f"{todo}; {bilingual(message('source_draft.constant', column=column.name, codes=[*column.codes]))}"


def _inline(mapped: MappedHeader, guess: Guess) -> str:
    keys, remarks = [f"column = {toml_text(mapped.column.name)}"], _reasons(mapped)
    style = (
        mapped.time_style if mapped.time_style.formats else guess.usual_style
    )  # an empty column is probably written as the others are
    if mapped.column.is_time:
        keys.append(f"formats = [{', '.join(map(toml_text, style.formats))}]")
        if not mapped.time_style.formats:
            remarks.append(_todo("no-date"))
        remarks += [f"{TODO}: {bilingual(doubt)}" for doubt in style.doubts]
    if mapped.column.type == "datetime":
        keys.append(f"precision = {toml_text(style.precision)}")
        if style.precision == "day" and style.has_hours:
            remarks.append(_todo("by-day"))
    return f"{toml_text(mapped.header)} = {{ {', '.join(keys)} }}  # {'; '.join(remarks)}"


def _reasons(mapped: MappedHeader) -> list[str]:
    return [_joined_reasons(mapped.reasons), *([_doubt(mapped.doubt)] if mapped.doubt else [])]


def _coded(mapped: MappedHeader) -> list[str]:
    """Write a coded column as a table of its own, a line for each text that the file holds."""
    lines = [
        "",
        f"[columns.{toml_text(mapped.header)}]",
        f"column = {toml_text(mapped.column.name)}  # {'; '.join(_reasons(mapped))}",
    ]
    lines.append(
        f"[columns.{toml_text(mapped.header)}.values]" + ("" if mapped.is_answered else f"  # {_todo('values')}")
    )
    lines += [f"{toml_text(text)} = {toml_text(code)}" for text, code in mapped.values.items() if code]
    return lines + [f"# {toml_text(text)} =   {_todo('code')}" for text, code in mapped.values.items() if not code]
