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
    pairs = joined([*_indicator_readings(p, unit), *_form_readings(p, unit)])
    indicator_texts = [words.text(pair.words) for pair in pairs if not pair.is_form]
    return TwoFigures(
        [*indicator_texts, *_score_texts(p, words, unit)], [words.text(pair.words) for pair in pairs if pair.is_form]
    )


def _indicator_readings(p: Publication, unit: str) -> Iterator[Reading]:
    rows = sorted(lookup.indicator_rows(p, "score"), key=lambda row: row["indicator"] != lookup.lead(p))
    for row in rows:
        cell = lookup.cells(p).get((unit, row["indicator"]))
        if cell is not None:
            yield from of_indicator(p.definitions[row["indicator"]], cell, (p.period.first, p.period.last))


def _form_readings(p: Publication, unit: str) -> Iterator[Reading]:
    """Yield each form that the page shows; of one that the unit filed as the dossiers give it, once."""
    unit_rows = p.tables["form_ii06a"].filter(~pl.col("is_suppressed"), unit_id=unit)
    for days, rows in unit_rows.group_by("period_from", "period_to", maintain_order=True):
        counted_figures, reported_figures = (
            dict(rows.select("item", column).iter_rows()) for column in ("counted", "reported")
        )
        first, last = days
        counted_readings = of_form(counted_figures, (first, last))
        yield from counted_readings
        counted_pairs = {(reading.late, reading.n) for reading in counted_readings}
        filed_readings = of_form(reported_figures, (first, last), "unit")
        yield from (reading for reading in filed_readings if (reading.late, reading.n) not in counted_pairs)


def _score_texts(p: Publication, words: Words, unit: str) -> list[str]:
    scores = lookup.measures(p, SCORE)
    change = p.tables["ranking_changes"].filter(unit_id=unit, measure=SCORE).to_dicts()
    sentences = [message for row in change for message in of_score(row)]
    ranked = [row["value"] for row in lookup.rows_with_place(scores) if row["value"] is not None]
    unranked = [row["value"] for row in scores if row["unit_id"] == unit and not row["eligible"]]
    sentences += [message for score in unranked for message in of_unranked(score, ranked)]
    return [words.text(message) for message in sentences]
