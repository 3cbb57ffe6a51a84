"""Completeness beside each rank: the figures of the ranking page, and the sentences of a unit's own page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from statistics import median
from typing import Any

from warehouse.publication.publication import Publication
from warehouse.ranking.sentences.completeness import COMMON, LIMITS, Point, points
from warehouse.rows import Row
from warehouse.site.words import Words

COLUMNS = ("without_due_share", "code_gap_share", "form_difference", "rejected_share")


@lru_cache(4)
def _points_by_unit(p: Publication) -> Mapping[str, tuple[Row, tuple[Point, ...]]]:
    """Return the rows of the table `completeness`, and what they say, by unit."""
    table = p.tables["completeness"]
    shares = {column: table.get_column(column).drop_nulls().to_list() for column in COMMON}
    medians = {column: median(of_units) if of_units else 0.0 for column, of_units in shares.items()}
    return {row["unit_id"]: (row, points(row, medians)) for row in table.iter_rows(named=True)}


def means(words: Words) -> str:
    """Return what the figures mean, and from where on they are worth a look."""
    return words.say("completeness.means", due=LIMITS["without_due_share"], limit=LIMITS["rejected_share"])


def warnings(p: Publication, unit: str) -> int:
    """Return how many figures of a unit are worth a look."""
    return sum(point.is_warning for _, of_unit in _of(p, unit) for point in of_unit)


def line(p: Publication, words: Words, unit: str) -> Sequence[tuple[str | None, bool]]:
    """Return the figures of a unit as they are shown, in the order of `COLUMNS`, and which are worth a look.

    One that is not published is None.
    """
    return [(_shown(words, row, point.column), point.is_warning) for row, of_unit in _of(p, unit) for point in of_unit]


def sentences(p: Publication, words: Words, unit: str) -> Sequence[tuple[str, bool]]:
    """Return what each figure of a unit says, and whether it is worth a look."""
    return [(words.text(point.words), point.is_warning) for _, of_unit in _of(p, unit) for point in of_unit]


def _of(p: Publication, unit: str) -> list[tuple[Row, tuple[Point, ...]]]:
    """Return the row of a unit and what it says; nothing where it has none."""
    by_unit = _points_by_unit(p)
    return [by_unit[unit]] if unit in by_unit else []


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
