"""Another cell of a unit that is hidden as a whole, where the unit's score would tell a small count to the number.

With one cell more that nobody knows, the score says what both earn together, and of neither what it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from schemas.indicator import Indicator
from schemas.terms import Term, terms_text
from warehouse.disclosure.counts import Key
from warehouse.disclosure.publication_counts import Earlier
from warehouse.disclosure.solver.figures import protection_level
from warehouse.disclosure.view import Cell, View
from warehouse.disclosure.what_scores_tell import scored_cells
from warehouse.disclosure.whole_numbers import fewest_values_left, hidden_cells, hidden_whole
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.form_ii06a import FORM_TERMS
from warehouse.ranking.row_ids import ALL


def covering_cells(draft: Draft, view: View, earlier: Earlier | None) -> frozenset[Cell]:
    """Return the cells that are hidden as a whole, so that no score tells a small count in whole numbers.

    Of a unit those that weigh least, but a quarter as much as the one that they cover, and follow from nothing else:
    one after the other, until enough values of the count agree with the score. Where there are none, the score may have
    to go (`telling_scores`).

    Args:
        draft: the ranking.
        view: what a reader sees of the counts.
        earlier: the edition published before: what it showed covers nothing.
    """
    lone_codes = {code for code, indicator in draft.method.indicators.items() if _stands_alone(indicator, draft)}
    rows, least_values = dict(scored_cells(draft)), protection_level(view.threshold) + 1
    known_cells = _shown_before(earlier) | {(key.unit_id, key.item) for key in view.hidden}
    covers: set[Cell] = set()
    for cells in hidden_cells(draft, view):
        for cell in [candidate for candidate in cells if candidate.points_by_part]:
            possible_covers = [
                row for row in rows[cell.cell[0]] if row["indicator"] in lone_codes and row["weight"] * 400 >= cell.most
            ]
            for row in sorted(possible_covers, key=lambda row: (row["weight"], row["indicator"])):
                cover = hidden_whole(row, draft)
                # One cell of few cases may leave as few numbers as there were; two of them leave many.
                if cover.cell not in known_cells | covers and fewest_values_left(cell, cells) < least_values:
                    cells.append(cover)
                    covers.add(cover.cell)
    return frozenset(covers)


def _shown_before(earlier: Earlier | None) -> frozenset[Cell]:
    if earlier is None:
        return frozenset()
    rows = earlier.tables["rankings"].filter(
        (pl.col("peer_group") == ALL) & pl.col("x").is_not_null() & ~pl.col("unit_id").is_in(list(earlier.changed))
    )
    return frozenset(rows.select("unit_id", "measure").iter_rows())


def keys_of(tables: Mapping[str, pl.DataFrame], draft: Draft, covering: Iterable[Cell]) -> Iterator[Key]:
    """Yield the keys of every numerator that a publication states of cells that are hidden as a whole."""
    days, previous_days = (draft.period.first, draft.period.last), (draft.previous.first, draft.previous.last)
    for unit, code in covering:
        yield Key("rankings", unit, code, *days, "x")
        yield Key("ranking_changes", unit, code, *previous_days, "x")
        for first, last in _quarters(tables["trends"], unit, code):
            yield Key("trends", unit, code, first, last, "x")
        for item in sorted(_own_terms(draft.method.indicators[code], draft)):
            yield Key("formula_counts", unit, item, *days, "value")


def _quarters(trends: pl.DataFrame, unit: str, code: str) -> Iterator[tuple[date, ...]]:
    yield from trends.filter(unit_id=unit, indicator=code).select("first_day", "last_day").iter_rows()


def _stands_alone(indicator: Indicator, draft: Draft) -> bool:
    """Say whether what an indicator counts follows from nothing else that is published."""
    form_measures = {term.measure for terms in FORM_TERMS.values() for term in terms}
    numerator = {term.measure for term in indicator.numerator}
    return bool(_own_terms(indicator, draft)) and not numerator & form_measures and indicator.case_mix is None


def _own_terms(indicator: Indicator, draft: Draft) -> set[str]:
    """Return the counts of formulas that only this indicator's numerator names."""
    times_named = Counter(
        item for other in draft.method.indicators.values() for item in _items((*other.numerator, *other.denominator))
    )
    return {item for item in _items(indicator.numerator) if times_named[item] == 1}


def _items(terms: Iterable[Term]) -> set[str]:
    return {terms_text([replace(term, sign=1)]) for term in terms}
