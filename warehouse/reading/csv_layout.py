"""Which rows of a CSV file are no records: blank ones, repeated headers, totals and signatures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.source import Source
from schemas.table import load_tables
from schemas.text import header_key

_LETTER_FOLLOWS = re.compile(r"\w|\s+[^\W\d_]")


@dataclass(frozen=True)
class Layout:
    """What rows are compared with: the header, the texts with which totals begin, and where the key stands."""

    header: tuple[str, ...]
    totals: tuple[str, ...]
    key: int | None


def layout_of(headers: Sequence[str], positions: dict[str, int], source: Source, totals: Sequence[str]) -> Layout:
    """Return what the rows of a file with these headers are compared with."""
    key = key_header(source)
    at = None if key is None else positions.get(key)
    return Layout(_filled(headers), tuple(header_key(t) for t in totals if t.strip()), at)


def key_header(source: Source) -> str | None:
    """Return the header of the last column of the table's key, None where no header is mapped to it."""
    name = load_tables()[source.table].key[-1]
    return next((header for header, field in source.columns.items() if field.column == name), None)


def is_blank(cells: Sequence[str]) -> bool:
    """Whether no cell holds anything but white space."""
    return not any(cells) or not any(cell.strip() for cell in cells)


def is_header(cells: Sequence[str], layout: Layout) -> bool:
    """Whether the cells are the header again, as at the top of each page of a print."""
    return bool(cells) and cells[0].strip() == layout.header[0] and _filled(cells) == layout.header


def is_total(cells: Sequence[str], layout: Layout) -> bool:
    """Whether a row is a total or a signature: its first filled cell begins so, and it has no key of its own."""
    if not layout.totals:
        return False
    first = next(i for i, cell in enumerate(cells) if cell.strip())
    key = layout.key
    if key is not None and key != first and key < len(cells) and cells[key].strip():
        return False
    return begins_total(header_key(cells[first]), layout.totals)


def begins_total(text: str, totals: Sequence[str]) -> bool:
    """Whether `text` begins with one of `totals` and goes on with no other word: "Cộng: 5", not "Cộng đồng dân cư"."""
    return any(
        text.startswith(total) and not (total[-1].isalnum() and _LETTER_FOLLOWS.match(text[len(total) :]))
        for total in totals
    )


def _filled(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells without white space around them, and without the empty ones at the end."""
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
