"""A value of an indicator as text: a share as a percentage, a number for each official as a number."""

from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site.words import Words

HIDDEN = "[c]"  # what stands in the place of a figure that is not published


def value_of(words: Words, indicator: Row, value: float | None) -> str:
    """Return a value of an indicator (a row of `indicators`) as it is shown; nothing where there is none."""
    if value is None:
        return ""
    return words.percent(value) if indicator["kind"] == "proportion" else words.number(value, 1)


def overall_of(p: Publication, words: Words, indicator: Row) -> str:
    """Return the value of all ranked units together; "≈" before one that is made of ranges, its counts being hidden."""
    rows = p.tables["benchmarks"].filter(indicator=indicator["indicator"]).to_dicts()
    if not rows or rows[0]["value"] is None:
        return ""
    if rows[0]["status"] == "SUPPRESSED" and indicator["kind"] == "proportion":
        return f"≈\u00a0{words.percent(rows[0]['value'], 1)}"
    return value_of(words, indicator, rows[0]["value"])
