"""Completeness beside each rank: the figures of the ranking page, and the sentences of a unit's own page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from warehouse.publication.publication import Publication
from warehouse.ranking.sentences.completeness import LIMITS, points
from warehouse.rows import Row
from warehouse.site.words import Words

COLUMNS = ("without_due_share", "code_gap_share", "form_difference", "rejected_share")


@lru_cache(4)
def rows_by_unit(p: Publication) -> Mapping[str, Row]:
    """Return the rows of the table `completeness` by unit."""
    return {row["unit_id"]: row for row in p.tables["completeness"].iter_rows(named=True)}


def means(words: Words) -> str:
    """Return what the figures mean, and from where on they are worth a look."""
    return words.say("completeness.means", due=LIMITS["without_due_share"], limit=LIMITS["rejected_share"])


def warnings(p: Publication, unit: str) -> int:
    """Return how many figures of a unit are worth a look."""
    row = rows_by_unit(p).get(unit)
    return 0 if row is None else sum(point.is_warning for point in points(row))


def line(p: Publication, words: Words, unit: str) -> Sequence[tuple[str | None, bool]]:
    """Return the figures of a unit as they are shown, in the order of `COLUMNS`, and which are worth a look.

    One that is not published is None.
    """
    row = rows_by_unit(p).get(unit)
    if row is None:
        return []
    return [(_shown(words, row, point.column), point.is_warning) for point in points(row)]


def sentences(p: Publication, words: Words, unit: str) -> Sequence[tuple[str, bool]]:
    """Return what each figure of a unit says, and whether it is worth a look."""
    row = rows_by_unit(p).get(unit)
    return [] if row is None else [(words.text(point.words), point.is_warning) for point in points(row)]


def _shown(words: Words, row: Mapping[str, Any], column: str) -> str | None:
    value = row[column]
    if column == "form_difference":
        if not row["has_form"]:
            return words.say("completeness.no_form")
        return words.signed(value, 0) if value else None if value is None else words.number(value)
    if column == "code_gap_share":
        return words.say("completeness.unknown") if value is None else words.percent(value, 1)
    if value is None and row["is_suppressed"] and column == "without_due_share":
        return None
    return words.percent(value)
