"""The rankings of a snapshot: the tables of the city's nightly method, and the record that lets them be made again."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import polars as pl
import scipy

import warehouse
from schemas.city import City
from schemas.table import load_tables
from warehouse import store
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.figures import read_figures
from warehouse.ranking.evidence.unbroken import period_before
from warehouse.ranking.nightly_method import nightly_method, nightly_periods
from warehouse.ranking.rank_period import rank_figures
from warehouse.ranking.record import RankingRecord
from warehouse.ranking.tables import output_tables
from warehouse.run import Run


def write_rankings(run: Run, staging: store.Staging) -> list[RankingRecord]:
    """Stage the tables of the running period and of the one before, and return the record of each ranking.

    They rest on the measures and submissions that are staged already. The running period is counted up to the business
    date, which `as_of` says; what is to be shown of it need not be ranked again (`Run.ranked`).
    """
    method, synthetic = nightly_method(run.city), run.home.is_synthetic
    periods = nightly_periods(run)
    period_before_of = partial(period_before, run.city.register.units)
    figures = read_figures(staging.folder, periods, method.uncertainty.least_clusters, period_before_of)
    drafts = [
        rank_figures(run.city, figures, period, method, staging.snapshot_id, run.business_date, synthetic)
        for period in periods
    ]
    run.ranked[staging.snapshot_id, periods[0].id, method.id] = drafts[0]
    tables_of_drafts = [ranking_tables(draft) for draft in drafts]
    for name in tables_of_drafts[0]:
        staging.write(load_tables()[name], store.ONE_FILE, pl.concat(tables[name] for tables in tables_of_drafts))
    return [ranking_record(run.city, draft) for draft in drafts]


def ranking_tables(draft: Draft) -> Mapping[str, pl.DataFrame]:
    """Return the tables that a draft publishes, by their name in `schemas/tables`."""
    return output_tables(
        draft.assessment, draft.changes, draft.previous, draft.effects, draft.retest, draft.method, draft.period
    )


def ranking_record(city: City, draft: Draft) -> RankingRecord:
    """Return the record of a draft; `disclosure` is not known yet."""
    method, robustness = draft.method, draft.assessment.robustness
    return RankingRecord(
        period=draft.period.id,
        first=draft.period.first,
        as_of=draft.period.last,
        previous_period=draft.previous.id,
        method=method.id,
        method_version=method.fingerprint,
        indicators_version=method.indicators_version,
        method_sha256=store.file_hash(city.method_path(method.id)),
        snapshot=draft.snapshot,
        synthetic=draft.synthetic,
        software=f"motcua {warehouse.version()}",
        seed=method.uncertainty.seed,
        draws=method.uncertainty.draws,
        sensitivity_runs=0 if robustness is None else robustness.runs,
        libraries={"numpy": np.__version__, "polars": pl.__version__, "scipy": scipy.__version__},
    )
