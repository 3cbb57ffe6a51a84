"""Which columns of an unknown file hold dates without a time of day."""

import re
from collections.abc import Iterable, Mapping

_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}(?:[ T]00:00(?::00(?:\.0+)?)?)?")


def date_only(columns: Mapping[str, Iterable[object]]) -> frozenset[str]:
    """Return the headers whose values, blank ones aside, are all dates written without a time or at midnight."""
    return frozenset(header for header, values in columns.items() if header and _is_date_only(values))


def _is_date_only(values: Iterable[object]) -> bool:
    texts = [str(value).strip() for value in values if value is not None and str(value).strip()]
    return bool(texts) and all(_DAY.fullmatch(text) for text in texts)
