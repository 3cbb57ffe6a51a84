"""Which rows of a CSV file are no records: blank ones, repeated headers, totals and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.source import Source
from schemas.words.text import header_key
from warehouse.reading.layout import begins_total, key_header

_END = "\x1a"
_TELLING = 2  # headers that show a row to be a header


@dataclass(frozen=True)
class Layout:
    """What rows are compared with: the header, the texts with which totals begin, and where the key stands.

    `all_headers`: every header of the source and of the file, as `header_key` compares them.
    """

    header: tuple[str, ...]
    all_headers: frozenset[str]
    totals: tuple[str, ...]
    key: int | None


def layout_of(headers: Sequence[str], positions: dict[str, int], source: Source, totals: Sequence[str]) -> Layout:
    """Return what the rows of a file are compared with.

    Args:
        headers: the header of the file as it stands there.
        positions: header that is kept -> its place in the row.
        source: what the file is meant to be.
        totals: the texts with which totals and signatures begin.
    """
    key = key_header(source)
    key_position = None if key is None else positions.get(key)
    all_headers = frozenset(header_key(h) for h in (*headers, *source.headers) if h.strip())
    return Layout(_filled_keys(headers), all_headers, tuple(header_key(t) for t in totals if t.strip()), key_position)


def is_blank(cells: Sequence[str]) -> bool:
    """Say whether no cell holds anything but white space; the mark by which DOS ended files is nothing, too."""
    return not any(cells) or not any(cell.strip() for cell in cells) or (len(cells) == 1 and cells[0].strip() == _END)


def is_header(cells: Sequence[str], layout: Layout) -> bool:
    """Say whether the cells are the header again, as at the top of each page of a print."""
    return _begins_as_header(cells, layout) and _filled_keys(cells) == layout.header


def is_other_header(cells: Sequence[str], layout: Layout) -> bool:
    """Say whether the cells are headers of the source, but in another order than those above, or others of them."""
    if not _begins_as_header(cells, layout):
        return False
    headers = sum(1 for cell in cells if cell.strip() and header_key(cell) in layout.all_headers)
    return headers >= _TELLING and 2 * headers > sum(1 for cell in cells if cell.strip())


def is_total(cells: Sequence[str], layout: Layout) -> bool:
    """Say whether a row is a total or a signature: its first filled cell begins so, and it has no key of its own."""
    if not layout.totals:
        return False
    first = next(i for i, cell in enumerate(cells) if cell.strip())
    key = layout.key
    if key is not None and key != first and key < len(cells) and cells[key].strip():
        return False
    return begins_total(header_key(cells[first]), layout.totals)


def _begins_as_header(cells: Sequence[str], layout: Layout) -> bool:
    first = next((cell for cell in cells if cell.strip()), "")
    return header_key(first) in layout.all_headers


def _filled_keys(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells as headers are compared, without the empty ones at the end."""
    texts = [header_key(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
