"""From rows in doubt to the warnings that name them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from schemas.column import MEMBER, ROW, TYPED
from schemas.delivery import NAMED, FileWarning


class Doubt(NamedTuple):
    """What is said about rows of one column: the code, what was seen, and what to do, in Vietnamese and English."""

    code: str
    message_vi: str
    message_en: str
    advice_vi: str
    advice_en: str


def held(text: pl.DataFrame, header: str) -> pl.Expr:
    """Whether the file itself holds a number or a date in a cell, not a text."""
    return pl.col(TYPED + header).fill_null(False) if TYPED + header in text.columns else pl.lit(False)


def warnings_at(rows: pl.DataFrame, header: str, doubt: Doubt) -> Iterator[FileWarning]:
    """Yield one warning for each member that has `rows` (`_member`, `_row`) in doubt; none where there are none."""
    for (member,), there in rows.select(MEMBER, ROW).group_by(MEMBER, maintain_order=True):
        yield FileWarning(
            code=doubt.code,
            message_vi=f"Cột {header!r}: {doubt.message_vi}",
            message_en=f"Column {header!r}: {doubt.message_en}",
            advice_vi=doubt.advice_vi,
            advice_en=doubt.advice_en,
            member=None if member is None else str(member),
            header=header,
            rows=tuple(there.get_column(ROW).head(NAMED)),
            row_count=there.height,
        )


def code_points(texts: Iterable[str], pattern: str) -> str:
    """Return the characters of `texts` that `pattern` finds, by their numbers: "U+200B, U+2011"; empty if none."""
    found = pl.Series(list(texts), dtype=pl.String).str.extract_all(pattern).list.join("").str.join("").item()
    points = [f"U+{ord(c):04X}" for c in sorted(set(found))]
    return ", ".join(points[:NAMED]) + (", …" if len(points) > NAMED else "")
