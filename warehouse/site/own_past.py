"""Months of a unit against its own past, for its page: a mark for each month of the leading indicators."""

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup
from warehouse.site.values import HIDDEN
from warehouse.site.words import Words

_MARKS = {2: "▲▲", 1: "▲", 0: "•", -1: "▼", -2: "▼▼"}
_WORDS = {
    2: "own_past.rare-better",
    1: "own_past.unusual-better",
    0: "own_past.as-before",
    -1: "own_past.unusual-worse",
    -2: "own_past.rare-worse",
}


def own_past(p: Publication, words: Words, unit: str) -> Mapping[str, Any] | None:
    """Return the `months` that are shown and for each indicator its name and `marks`; None where nothing is known.

    A mark is text, what it means, and the class that colours it ("better", "worse" or "").
    """
    table = p.tables["monthly"].filter(unit_id=unit).sort("first_day")
    if table.get_column("against_past").is_null().all():
        return None
    months = [words.period(month) for month in table.get_column("month").unique(maintain_order=True)]
    indicators = [row for row in lookup.indicator_rows(p, "score") if row["indicator"] in set(table["indicator"])]
    lines = [_line(words, row, table.filter(indicator=row["indicator"]).to_dicts()) for row in indicators]
    return {"months": months, "lines": lines}


def _line(words: Words, indicator: Row, rows: Sequence[Row]) -> Mapping[str, Any]:
    return {"name": words.name(indicator), "marks": [_mark(words, row) for row in rows]}


def _mark(words: Words, row: Row) -> tuple[str, str, str]:
    change_class = row["against_past"]
    if row["status"] == "SUPPRESSED":
        return HIDDEN, words.say("base.suppressed"), ""
    if change_class is None:
        return "–", words.say("own_past.unknown"), ""
    return (
        _MARKS[change_class],
        words.say(_WORDS[change_class]),
        "better" if change_class > 0 else "worse" if change_class < 0 else "",
    )
