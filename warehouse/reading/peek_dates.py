"""Whether a column of an unknown file holds dates without a time of day."""

import re
from collections.abc import Iterable

_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}(?:[ T]00:00(?::00(?:\.0+)?)?)?")


def is_date_only(texts: Iterable[str | None]) -> bool:
    """Say whether all texts that are not blank are dates, written without a time or (as cells of Excel) at midnight."""
    written = [text.strip() for text in texts if text and text.strip()]
    return bool(written) and all(_DAY.fullmatch(text) for text in written)
