"""The headers of a file against those of a source: every one known, none twice, none missing."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

from schemas.source import Source
from schemas.words.message import Message, Value, message
from schemas.words.text import header_key, nearest
from warehouse.reading.outcome import Refused, first_of

_SHOWN = 8  # headers named in one message
_LONGEST = 80  # a longer text is no header
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Zl", "Zp", "Zs")  # in NFC a mark of its own (Mn) joins no letter


def place(headers: Sequence[str], source: Source, must: Collection[str], row: int) -> dict[str, int]:
    """Return the position in `headers` of each wanted header that is there, under its declared name.

    Empty headers are left to the caller. Raises `Refused` with `duplicate-header`, `unknown-header` or
    `missing-header`.

    Args:
        headers: the headers of the file.
        source: what the file is meant to be.
        must: the headers that may not be missing, but for those that the source lets a file lack.
        row: where the headers stand; 0: they are keys of records.
    """
    declared_headers = {header_key(h): h for h in source.headers}
    keys = [header_key(h) for h in headers]
    missing_headers = [h for h in must if header_key(h) not in keys and h not in source.may_be_absent]
    unknown_positions = [i for i, key in enumerate(keys) if key and key not in declared_headers]
    filled_count = sum(1 for key in keys if key)
    closeness = 0.99 * (filled_count - len(unknown_positions)) / max(1, filled_count + len(missing_headers))
    if doubled_keys := [key for key, n in Counter(key for key in keys if key in declared_headers).items() if n > 1]:
        names = quoted_names([declared_headers[key] for key in doubled_keys])
        raise Refused("duplicate-header", message("headers.twice", place=_place_of(row), names=names), closeness)
    if unknown_positions:
        # Without a header row, the first data row stands here, persons and all: quote only what looks like headers.
        # A mark in a header shows that it may run on into a record.
        if row == 0 or (closeness >= 0.3 and not any('"' in headers[i] for i in unknown_positions)):
            words = _unknown([headers[i] for i in unknown_positions], missing_headers, source, row)
        else:
            words = _not_recognised(unknown_positions, source, row)
        raise Refused("unknown-header", words, closeness)
    if missing_headers:
        words = message("headers.missing", place=_place_of(row), names=quoted_names(missing_headers), source=source.id)
        raise Refused("missing-header", words, closeness)
    position = {key: i for i, key in enumerate(keys)}
    return {h: position[header_key(h)] for h in source.kept_headers if header_key(h) in position}


def quoted_names(names: Sequence[str]) -> Value:
    """Return the names in quotation marks, the first few of them."""
    return first_of([f'"{name}"' for name in names], _SHOWN)


def _visible(name: str) -> str:
    """Return `name` with each character that cannot be seen, or passes for a space, replaced by its code point."""
    return "".join(
        f"<U+{ord(c):04X}>" if c != " " and unicodedata.category(c) in _UNSEEN else c
        for c in unicodedata.normalize("NFC", name)
    )


def _place_of(row: int) -> Message:
    return message("headers.in-row", row=row) if row else message("headers.in-records")


def _not_recognised(columns: Sequence[int], source: Source, row: int) -> Message:
    return message(
        "headers.not-recognised",
        place=_place_of(row),
        columns=[str(i + 1) for i in columns[:_SHOWN]],
        expected=quoted_names(source.kept_headers),
    )


def _unknown(unknown_headers: Sequence[str], missing_headers: Sequence[str], source: Source, row: int) -> Message:
    names = [_visible(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…") for name in unknown_headers]
    pairs = _resembling(names, [*missing_headers] or [*source.headers])
    return message(
        "headers.unknown",
        place=_place_of(row),
        names=quoted_names(names),
        nearest=message("headers.nearest", pairs="; ".join(pairs)) if pairs else "",
        missing=message("headers.also-missing", names=quoted_names(missing_headers)) if missing_headers else "",
        source=source.id,
    )


def _resembling(names: Sequence[str], candidates: list[str]) -> list[str]:
    """Return the names that resemble some of the candidates, each with the nearest ones."""
    matches = [(name, nearest(name, candidates, limit=2)) for name in names[:_SHOWN]]
    return [" ~ ".join((f'"{name}"', ", ".join(f'"{match}"' for match in near))) for name, near in matches if near]


def required_headers(source: Source) -> tuple[str, ...]:
    """Return the headers that no file of the source can do without: the unit's, and those of required columns."""
    table = source.target
    needed_columns = {c.name for c in table.columns if c.required and c.default is None and not c.default_from}
    unit_headers = (source.unit_header,) if source.unit_header else ()
    return tuple(
        dict.fromkeys((*unit_headers, *(h for h, field in source.columns.items() if field.column in needed_columns)))
    )
