"""What makes a row of any kind of file a total or a signature: how it begins, and that it has no key."""

import re
from collections.abc import Sequence

from schemas.source import Source

_WORD_FOLLOWS = re.compile(r"\w|\s+[^\W\d_]")


def key_header(source: Source) -> str | None:
    """Return the header of the last column of the table's key, None where no header is mapped to it."""
    name = source.target.key[-1]
    return next((header for header, field in source.columns.items() if field.column == name), None)


def begins_total(text: str, totals: Sequence[str]) -> bool:
    """Say whether `text` begins with one of `totals` and goes on with no other word: "Sum: 5", not "Sum of fees".

    All are compared as headers are (`schemas.words.text.header_key`).
    """
    return any(
        text.startswith(total) and not (total[-1].isalnum() and _WORD_FOLLOWS.match(text[len(total) :]))
        for total in totals
    )
