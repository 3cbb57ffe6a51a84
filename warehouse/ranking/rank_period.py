"""Drafts from the tables of a snapshot: which units are compared, and on what evidence."""

from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from schemas.city import City
from schemas.groupings import groupings, peer_groups
from schemas.method import Method, load_method
from warehouse import store
from warehouse.ranking.assessment import assess, rank_with_draws
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.figures import Figures, read_figures
from warehouse.ranking.evidence.form_ii06a import form_ii06a
from warehouse.ranking.evidence.gather import gather
from warehouse.ranking.evidence.halves import halves
from warehouse.ranking.evidence.periods import Period, parse_period
from warehouse.ranking.evidence.unbroken import period_before
from warehouse.ranking.trust.changes import changes
from warehouse.ranking.trust.retest import retest


def rank_period(
    city: City, snapshot: Path, period_text: str, method_name: str, business_date: date | None = None
) -> Draft:
    """Rank the units of a period by a method, from a snapshot, as of the business date (default: the snapshot's).

    Raises `ValueError` where the period cannot be read and `DeclarationError` where there is no such method. Units that
    did not exist throughout, or whose exports do not reach the end of the period, are in the table without a rank.

    Args:
        city: what is declared.
        snapshot: the folder of the snapshot.
        period_text: the period as it is written, "2022-Q1".
        method_name: the id of a method of the city.
        business_date: the day up to which is counted.
    """
    manifest = store.read_manifest(snapshot)
    day = business_date or date.fromisoformat(manifest["business_date"])
    period = parse_period(period_text).until(day)
    method = load_method(city.method_path(method_name), city.indicators)
    period_before_of = partial(period_before, city.register.units)
    figures = read_figures(snapshot, [period], method.uncertainty.least_clusters, period_before_of)
    return rank_figures(city, figures, period, method, snapshot.name, day, bool(manifest["synthetic"]))


def rank_figures(
    city: City, figures: Figures, period: Period, method: Method, snapshot: str, business_date: date, synthetic: bool
) -> Draft:
    """Rank the units of a period by the figures of `snapshot`, which were read for this period; see `rank_period`.

    Args:
        city: what is declared.
        figures: counts of the snapshot, read.
        period: the period to rank.
        method: the method to rank by.
        snapshot: the name of the snapshot.
        business_date: the day up to which is counted.
        synthetic: whether the data are invented.
    """
    basis = gather(city, figures, method, period)
    previous_basis = gather(city, figures, method, period_before(city.register.units, period))
    groups = {g: peer_groups(city, g, basis.units, period.first, period.last) for g in groupings(city)}
    assessment = assess(basis.evidence, method, basis.unit_ids, basis.unranked, groups)
    earlier_ranking = rank_with_draws(previous_basis.evidence, method, previous_basis.unit_ids, previous_basis.unranked)
    cells = basis.evidence.cells
    return Draft(
        assessment,
        changes(earlier_ranking, (assessment.ranking, assessment.draws)),
        earlier_ranking[0].cells,
        previous_basis.period,
        basis.effects,
        groups,
        cells.filter(pl.col("indicator").is_in([c for c, i in method.indicators.items() if i.role == "integrity"])),
        form_ii06a(figures.sums, basis.unit_ids, period),
        retest(
            assessment.ranking,
            assessment.rankings,
            halves(figures, method, basis.unit_ids, period, basis.evidence.earlier),
        ),
        method,
        period,
        basis.units,
        snapshot,
        business_date,
        synthetic,
    )
