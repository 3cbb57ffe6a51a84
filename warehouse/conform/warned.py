"""From rows in doubt to the warnings that name them."""

from collections.abc import Iterable, Iterator

import polars as pl

from schemas.column import MEMBER, ROW, TYPED
from schemas.delivery import NAMED, FileWarning, file_warning
from schemas.words.catalogue import said
from schemas.words.message import Message, message
from warehouse.parts import Parts


def is_typed(text: Parts, header: str) -> pl.Expr:
    """Whether the file itself holds a number or a date in a cell, not a text."""
    return pl.col(TYPED + header).fill_null(False) if TYPED + header in text.columns else pl.lit(False)


def warnings_at(rows: Parts, header: str, doubt: Message) -> Iterator[FileWarning]:
    """Yield one warning for each member that has `rows` (`_member`, `_row`) in doubt; none where there are none.

    The name of the message is the warning's code, its attribute `advice` says what to do.
    """
    for member, numbers, count in _by_member(rows):
        warning = file_warning(doubt, member=member, header=header, rows=tuple(numbers[:NAMED]), row_count=count)
        message_vi, message_en = said(message("values.in-column", header=repr(header), doubt=doubt))
        yield warning.model_copy(update={"message_vi": message_vi, "message_en": message_en})


def _by_member(rows: Parts) -> Iterator[tuple[str | None, list[int], int]]:
    """Yield each member that has rows, the first of their numbers, and how many there are."""
    numbers, counts = dict[str | None, list[int]](), dict[str | None, int]()
    for frame in rows.frames:
        rows_by_member = frame.lazy().select(MEMBER, ROW).group_by(MEMBER, maintain_order=True)
        first_numbers = rows_by_member.agg(pl.col(ROW).head(NAMED), pl.len().alias("count")).collect()
        for member, first_of_member, count in first_numbers.iter_rows():
            numbers.setdefault(member, []).extend(first_of_member)
            counts[member] = counts.get(member, 0) + count
    return ((member, numbers[member], count) for member, count in counts.items())


def code_points(texts: Iterable[str], pattern: str) -> str:
    """Return the characters of `texts` that `pattern` finds, by their numbers: "U+200B, U+2011"; empty if none."""
    characters = pl.Series(list(texts), dtype=pl.String).str.extract_all(pattern).list.join("").str.join("").item()
    points = [f"U+{ord(c):04X}" for c in sorted(set(characters))]
    return ", ".join(points[:NAMED]) + (", …" if len(points) > NAMED else "")
