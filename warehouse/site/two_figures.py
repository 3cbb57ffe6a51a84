"""What joins figures of a unit that seem to contradict each other, for its page."""

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from warehouse.publication.publication import Publication
from warehouse.ranking.row_ids import SCORE
from warehouse.ranking.sentences.two_figures import Reading, joined, of_form, of_indicator, of_score, of_unranked
from warehouse.site import lookup
from warehouse.site.words import Words


class TwoFigures(NamedTuple):
    """Sentences: those between `indicators` or with the score, and those between an indicator and the `form` II.06a."""

    indicators: list[str]
    form: list[str]


def two_figures(p: Publication, words: Words, unit: str) -> TwoFigures:
    """Return what joins the figures of a unit that differ."""
    pairs = joined([*_of_indicators(p, unit), *_of_forms(p, unit)])
    said = [words.text(pair.words) for pair in pairs if not pair.is_form]
    return TwoFigures([*said, *_of_score(p, words, unit)], [words.text(pair.words) for pair in pairs if pair.is_form])


def _of_indicators(p: Publication, unit: str) -> Iterator[Reading]:
    rows = sorted(lookup.indicator_rows(p, "score"), key=lambda row: row["indicator"] != lookup.lead(p))
    for row in rows:
        cell = lookup.cells(p).get((unit, row["indicator"]))
        if cell is not None:
            yield from of_indicator(p.definitions[row["indicator"]], cell, (p.period.first, p.period.last))


def _of_forms(p: Publication, unit: str) -> Iterator[Reading]:
    """Yield each form that the page shows; of one that the unit filed as the dossiers give it, once."""
    of_unit = p.tables["form_ii06a"].filter(~pl.col("is_suppressed"), unit_id=unit)
    for days, rows in of_unit.group_by("period_from", "period_to", maintain_order=True):
        counted, reported = (dict(rows.select("item", column).iter_rows()) for column in ("counted", "reported"))
        first, last = days
        known = of_form(counted, (first, last))
        yield from known
        figures = {(reading.late, reading.n) for reading in known}
        filed = of_form(reported, (first, last), "unit")
        yield from (reading for reading in filed if (reading.late, reading.n) not in figures)


def _of_score(p: Publication, words: Words, unit: str) -> list[str]:
    scores = lookup.measures(p, SCORE)
    change = p.tables["ranking_changes"].filter(unit_id=unit, measure=SCORE).to_dicts()
    sentences = [message for row in change for message in of_score(row)]
    ranked = [row["value"] for row in lookup.placed(scores) if row["value"] is not None]
    unranked = [row["value"] for row in scores if row["unit_id"] == unit and not row["eligible"]]
    sentences += [message for score in unranked for message in of_unranked(score, ranked)]
    return [words.text(message) for message in sentences]
