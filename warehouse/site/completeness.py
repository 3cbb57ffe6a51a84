"""Completeness beside each rank: the figures of the ranking page, and the sentences of a unit's own page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from statistics import median
from typing import Any

from warehouse.publication.publication import Publication
from warehouse.ranking.sentences.completeness import COMMON, LIMITS, Point, Shared, points
from warehouse.rows import Row
from warehouse.site.hidden import why_hidden
from warehouse.site.rates import Rate, counts_text
from warehouse.site.words import Words

COLUMNS = ("without_due_share", "code_gap_share", "form_difference", "rejected_share")
_WITHOUT_DUE, _REJECTED, _DOSSIERS = "without_due_share", "rejected_share", "dossiers"


@lru_cache(4)
def _points_by_unit(p: Publication) -> Mapping[str, tuple[Row, tuple[Point, ...]]]:
    """Return the rows of the table `completeness`, and what they say, by unit."""
    table = p.tables["completeness"]
    shares = {column: table.get_column(column).drop_nulls().to_list() for column in COMMON}
    medians = {column: median(unit_shares) if unit_shares else 0.0 for column, unit_shares in shares.items()}
    counts = _counts(p)
    return {
        row["unit_id"]: (row, points(row, medians, counts.get(row["unit_id"], {})))
        for row in table.iter_rows(named=True)
    }


def _counts(p: Publication) -> Mapping[str, Mapping[str, Shared]]:
    """Return by unit and column what the shares were counted from, where that is published."""
    counts: dict[str, dict[str, Shared]] = {}
    signals = p.tables["signals"].filter(indicator=_WITHOUT_DUE).drop_nulls(["x", "n"])
    rows = p.tables["deliveries"].filter(table_name=_DOSSIERS)
    for unit, x, n in signals.select("unit_id", "x", "n").iter_rows():
        counts.setdefault(unit, {})[_WITHOUT_DUE] = Shared(x, n)
    for unit, rejected, rows_in in rows.select("unit_id", "rejected", "rows_in").iter_rows():
        counts.setdefault(unit, {})[_REJECTED] = Shared(rejected, rows_in)
    return counts


# The count that a figure is hidden with: the table and the item of that one.
_HIDDEN_WITH = {_WITHOUT_DUE: ("signals", _WITHOUT_DUE), "form_difference": ("form_ii06a", "resolved_total")}


def means(words: Words) -> str:
    """Return what the figures mean, and from where on they are worth a look."""
    return words.say("completeness.means", due=LIMITS["without_due_share"], limit=LIMITS["rejected_share"])


def warnings(p: Publication, unit: str) -> int:
    """Return how many figures of a unit are worth a look."""
    return sum(point.is_warning for _, unit_points in _row_and_points(p, unit) for point in unit_points)


def line(p: Publication, words: Words, unit: str) -> Sequence[tuple[Rate, bool]]:
    """Return the figures of a unit as they are shown, in the order of `COLUMNS`, and which are worth a look."""
    return [
        (_figure(p, words, row, point), point.is_warning)
        for row, unit_points in _row_and_points(p, unit)
        for point in unit_points
    ]


def _figure(p: Publication, words: Words, row: Row, point: Point) -> Rate:
    figure_text = _figure_text(words, row, point.column)
    if figure_text is None:
        table, item = _HIDDEN_WITH[point.column]
        return Rate(hidden=why_hidden(p, words, table, row["unit_id"], item))
    if point.counts is not None:
        return Rate(figure_text, counts_text(words, point.counts.x, point.counts.n, None, False))
    is_rounded = point.column == "code_gap_share" and row[point.column] is not None
    return Rate(figure_text, words.say("completeness.codes-rounded") if is_rounded else "")


def sentences(p: Publication, words: Words, unit: str) -> Sequence[tuple[str, bool]]:
    """Return what each figure of a unit says, and whether it is worth a look."""
    return [
        (words.text(point.words), point.is_warning)
        for _, unit_points in _row_and_points(p, unit)
        for point in unit_points
    ]


def _row_and_points(p: Publication, unit: str) -> list[tuple[Row, tuple[Point, ...]]]:
    """Return the row of a unit and what it says; nothing where it has none."""
    points_of_unit = _points_by_unit(p)
    return [points_of_unit[unit]] if unit in points_of_unit else []


def _figure_text(words: Words, row: Mapping[str, Any], column: str) -> str | None:
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
