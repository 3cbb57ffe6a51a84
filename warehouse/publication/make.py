"""From a draft and its snapshot to what leaves the house: its tables, protected, and what is said of them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from schemas.city import City
from schemas.disclosure import policy_of
from schemas.table import load_tables
from schemas.translations import languages_of
from schemas.words.message import Declared
from warehouse.disclosure.hiding import unscored_units
from warehouse.disclosure.protect import protect
from warehouse.disclosure.publication_counts import Earlier
from warehouse.disclosure.rough_values import rough_values
from warehouse.publication import case_mix, draft_tables, monthly, period_tables, snapshot_tables
from warehouse.publication.claim_verdicts import claim_verdicts
from warehouse.publication.completeness import completeness
from warehouse.publication.formula_counts import formula_counts
from warehouse.publication.peer_quantiles import peer_quantiles
from warehouse.publication.publication import Publication, Sentences, Span, published_tables
from warehouse.publication.what_if import what_if
from warehouse.ranking.counted_days import counted_elsewhere
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.explanation.method import sections
from warehouse.ranking.nightly_tables import ranking_record, ranking_tables
from warehouse.ranking.sentences.changes import of_changes
from warehouse.ranking.sentences.choices import of_choices, of_weights
from warehouse.ranking.sentences.elsewhere import of_elsewhere
from warehouse.ranking.sentences.neighbours import typical
from warehouse.ranking.sentences.reliability import of_retest
from warehouse.ranking.sentences.standing import standings
from warehouse.ranking.sentences.words import findings, meanings
from warehouse.recall import Recall, anew


def publication_of(
    city: City,
    snapshot: Path,
    draft: Draft,
    history: Mapping[str, pl.DataFrame] | None = None,
    earlier: Earlier | None = None,
    recall: Recall = anew,
) -> Publication:
    """Return the publication of a draft that was made from `snapshot`.

    `history` holds the tables `editions` and `revisions`, `earlier` is the edition that this one follows: what that one
    did not tell, this one does not tell. `recall` may know what disclosure control found before.

    Args:
        city: what is declared.
        snapshot: the folder that the draft was made from.
        draft: the ranking.
        history: the tables `editions` and `revisions`.
        earlier: the edition that this one follows; None for a first one.
        recall: may know what disclosure control found before.
    """
    made_tables = _tables(city, snapshot, draft)
    made_tables["completeness"] = completeness(
        snapshot, draft, made_tables["form_ii06a"], made_tables["deliveries"], city.about.suppress_below
    )
    full_tables = _with_declared_columns({**made_tables, **(history or {})})
    full_tables["revisions"] = full_tables["revisions"].with_columns(pl.col("score_before", "score_after").round(2))
    about = city.about
    tables, disclosure = protect(full_tables, draft, about.disclosure, about.suppress_below, earlier, recall)
    tables["peer_quantiles"] = peer_quantiles(tables)
    return Publication(
        city.about,
        draft.method,
        _span(draft.period),
        _span(draft.previous),
        draft.business_date,
        draft.snapshot,
        draft.synthetic,
        city.about.suppress_below,
        ranking_record(city, draft).model_copy(update={"disclosure": disclosure}),
        _with_declared_columns(tables),
        _sentences(snapshot, draft),
        draft_tables.definitions(draft.method),
        sections(draft.method),
        what_if(draft.ranking, rough_values(tables), unscored_units(tables)),
        {table.name: Declared(table.label_vi, table.label_en) for table in city.tables.values() if table.is_sent},
        languages_of(city),
        draft.ranking.reasons,
        {(table.name, rule.id): rule for table in city.tables.values() for rule in table.rules},
    )


def _tables(city: City, snapshot: Path, draft: Draft) -> dict[str, pl.DataFrame]:
    ids = [u.unit_id for u in draft.units]
    table_names = ("rankings", "monthly", "claim_verdicts")
    ranks_policy, months_policy, claims_policy = (
        policy_of(city.about.disclosure, "public", name) for name in table_names
    )
    return {
        **ranking_tables(draft),
        "indicators": draft_tables.indicators(draft.method, ranks_policy),
        "eligibility": draft_tables.eligibility(draft),
        "peer_groups": draft_tables.peer_groups(city, draft),
        "signals": draft_tables.signals(draft),
        "benchmarks": draft_tables.benchmarks(draft),
        "units": draft_tables.units(draft),
        "trends": period_tables.trends(snapshot, draft),
        "monthly": monthly.monthly(snapshot, draft, months_policy, city.about.suppress_below),
        "formula_counts": formula_counts(snapshot, draft),
        "form_ii06a": period_tables.form(snapshot, draft),
        "case_mix": case_mix.case_mix(city, snapshot, draft),
        "claim_verdicts": claim_verdicts(snapshot, claims_policy, months_policy),
        "deliveries": snapshot_tables.deliveries(snapshot, ids),
        "rejection_counts": snapshot_tables.rejection_counts(snapshot, ids),
    }


def _with_declared_columns(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return every published table with its declared columns; one that nothing was made for has no rows."""
    table_declarations = load_tables()
    empty_tables = {name: pl.DataFrame(schema=table_declarations[name].polars_schema) for name in published_tables()}
    tables_by_name = {**empty_tables, **tables}
    return {name: tables_by_name[name].select(schema.names()).cast(schema) for name, schema in _schemas().items()}


def _schemas() -> dict[str, pl.Schema]:
    return {name: load_tables()[name].polars_schema for name in published_tables()}


def _sentences(snapshot: Path, draft: Draft) -> Sentences:
    """Return what is said of the ranking; where its period holds nothing to rank by, that is said first."""
    elsewhere = counted_elsewhere(snapshot, draft.method, draft.period, draft.business_date)
    day_findings = () if elsewhere is None else (of_elsewhere(elsewhere),)
    figure_sentences = sentences(draft)
    return replace(figure_sentences, findings=(*day_findings, *figure_sentences.findings))


def sentences(draft: Draft) -> Sentences:
    """Return what the figures of the ranking say."""
    names = {u.unit_id: Declared(u.name_vi, u.name_en) for u in draft.units}
    everybody = standings(draft.assessment.rankings, draft.ranking.table, names)
    robust = draft.assessment.robustness
    return Sentences(
        findings=(*findings(everybody, draft.method), *typical(draft.assessment.pairs)),
        meanings=(*meanings(everybody, draft.method), *of_retest(draft)),
        changes=(of_changes(draft),),
        weights=tuple(of_weights(draft)),
        choices=() if robust is None else tuple(of_choices(robust, names)),
    )


def _span(period: Period) -> Span:
    return Span(period.id, period.kind, period.first, period.last)
