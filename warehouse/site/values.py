"""A value of an indicator as text: a share as a percentage, a number for each official as a number."""

from warehouse.rows import Row
from warehouse.site.words import Words

HIDDEN = "[c]"  # what stands in the place of a figure that is not published


def value_of(words: Words, indicator: Row, value: float | None) -> str:
    """Return a value of an indicator (a row of `indicators`) as it is shown; nothing where there is none."""
    if value is None:
        return ""
    return words.percent(value) if indicator["kind"] == "proportion" else words.number(value, 1)
