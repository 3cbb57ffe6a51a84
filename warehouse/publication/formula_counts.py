"""The counts that formulas name, unit by unit: with them anybody works out every rate of a publication by hand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from schemas.measure import Measure
from schemas.table import load_tables
from schemas.terms import Term, term_name, terms_text
from schemas.words.catalogue import said
from schemas.words.message import Declared
from warehouse import store
from warehouse.publication.draft_tables import definitions
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.gather import reported_pairs
from warehouse.ranking.evidence.sums import period_sums, total


def formula_counts(folder: Path, draft: Draft) -> pl.DataFrame:
    """Return the table `formula_counts` of the period: of each unit what it reported, in the order of the formulas.

    `folder` is that of the snapshot which the draft was made from.
    """
    tables = load_tables()
    sums = period_sums(store.scan_table(folder, tables["measures"]), draft.period)
    active_submissions = store.scan_table(folder, tables["submissions"]).filter("is_active").collect()
    units = [unit.unit_id for unit in draft.units]
    pairs_reported = reported_pairs(active_submissions, units, draft.period)
    measure_of_term = dict(_terms_and_measures(draft))
    rows = [
        (
            unit,
            terms_text([term]),
            *said(term_name(term, Declared(measure.vi, measure.en))),
            total(unit, [term], sums),
            measure.about == "people",
            measure.concerns_people,
            False,
        )
        for unit in units
        for term, measure in measure_of_term.items()
        if (unit, measure.table) in pairs_reported
    ]
    schema = tables["formula_counts"].polars_schema
    return pl.DataFrame(rows, schema=schema, orient="row")


def _terms_and_measures(draft: Draft) -> Iterator[tuple[Term, Measure]]:
    """Yield what the numerators and denominators of a publication sum, with the measure of each."""
    for indicator in definitions(draft.method).values():
        for term in (*indicator.numerator, *indicator.denominator):
            yield replace(term, sign=1), indicator.measure(term.measure)
