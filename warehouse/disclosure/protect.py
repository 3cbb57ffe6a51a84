"""Disclosure control of a publication: which of its counts are hidden, so that no small one can be worked out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from schemas.disclosure import DisclosurePolicy
from schemas.errors import DeclarationError
from schemas.table import Table, load_tables
from warehouse.disclosure.account import account
from warehouse.disclosure.counts import CITY, REST, Key, sums_of
from warehouse.disclosure.cover import covering_cells, keys_of
from warehouse.disclosure.hiding import hide
from warehouse.disclosure.publication_counts import Earlier, PublicationCounts, counts_of_publication, withheld_keys
from warehouse.disclosure.question import COSTS, Question, question_of
from warehouse.disclosure.rules import Rules, rules_of
from warehouse.disclosure.solved import solved
from warehouse.disclosure.solver.figures import Suppression
from warehouse.disclosure.telling_scores import telling_scores
from warehouse.disclosure.totals import totals_of_shown
from warehouse.disclosure.view import View, rows_sent
from warehouse.disclosure.withheld import withheld
from warehouse.ranking.draft import Draft
from warehouse.ranking.record import Disclosure
from warehouse.recall import Recall, anew

# Tables that state no count, or none that the policy of the table hides: what would tell one is not in them.
_FOLLOWING = ("case_mix", "claim_verdicts", "completeness", "monthly", "ranking_bands", "ranking_pairs")


def protect(
    tables: Mapping[str, pl.DataFrame],
    draft: Draft,
    policies: Iterable[DisclosurePolicy],
    threshold: int,
    earlier: Earlier | None = None,
    recall: Recall = anew,
) -> tuple[dict[str, pl.DataFrame], Disclosure]:
    """Return the tables without small counts and without what would disclose them, and with `suppressions`.

    What the edition before did not show of unchanged data, this one does not show either. What is beside the tables is
    for who approves; a count is protected weakly where nothing that is left to hide would help.

    Args:
        tables: the tables of the publication, by name, with exact counts.
        draft: the ranking that they are of.
        policies: of the city: which counts are published whatever they are.
        threshold: counts from 1 to below it are small.
        earlier: the edition published before.
        recall: may know what was hidden for the same counts before.
    """
    refuse_unprotected(load_tables()[name] for name in tables)
    rules = rules_of(policies, tables, threshold)
    withheld_cells = withheld(tables["formula_counts"], sums_of(tables), rules)
    counts = _without_totals(counts_of_publication(tables, draft, earlier, withheld_cells), rules)
    question = question_of(counts, tables, draft, rules, earlier)
    suppression = solved(recall, question, threshold)
    is_small = _keys_hidden(counts, suppression, question)
    view = View(counts.values, is_small, rows_sent(tables["deliveries"], draft), threshold)
    covering = covering_cells(draft, view, earlier)
    hidden = {key: small for key, small in is_small.items() if small or key.part != REST}
    hidden |= dict.fromkeys([*withheld_keys(withheld_cells, draft), *keys_of(tables, draft, covering)], False)
    groups = {group.id: [rule.code for rule in group.rules] for group in draft.method.all_groups}
    unscored = telling_scores(draft, view, covering, rules)
    protected = {**hide(tables, hidden, groups, unscored), "suppressions": _suppressions(hidden, threshold)}
    protected["benchmarks"] = totals_of_shown(protected)
    summary = Disclosure(
        threshold=threshold,
        small=len(suppression.primary),
        complementary=len(suppression.complementary),
        weakly_protected=len(suppression.unprotected),
        covering=len(covering),
        by_table=account(counts, hidden, rules),
    )
    return protected, summary


def _keys_hidden(counts: PublicationCounts, suppression: Suppression, question: Question) -> dict[Key, bool]:
    """Return the keys of all counts that are not shown, and of each whether it is small itself."""
    unseen = suppression.hidden - question.always_shown
    ids_and_keys = ((count_id, key) for count_id, keys in counts.alike.items() if count_id in unseen for key in keys)
    return {key: count_id in suppression.primary for count_id, key in ids_and_keys}


def refuse_unprotected(published: Iterable[Table]) -> None:
    """Raise `DeclarationError` where one of the published tables is about people and nothing here hides its counts."""
    known = (*COSTS, *_FOLLOWING)
    if unknown := [table.name for table in published if table.about == "people" and table.name not in known]:
        raise DeclarationError(
            f"{', '.join(unknown)}: published and about people, but disclosure control does not know its counts; add "
            'them to it (docs/disclosure.md), or write about = "office" if no count of people\'s business stands there'
        )


def _without_totals(counts: PublicationCounts, rules: Rules) -> PublicationCounts:
    """Return the counts without the city's totals of items of which a unit's count is small: they are not published."""
    small_items = {key.item for key in counts.values if key.unit_id != CITY and rules.is_small(key, counts.values)}
    published_values = {
        k: v for k, v in counts.values.items() if not (k.table_name == "benchmarks" and k.item in small_items)
    }
    return replace(counts, values=published_values)


def _suppressions(hidden: Mapping[Key, bool], threshold: int) -> pl.DataFrame:
    """Return the table `suppressions`; of a small count it says that it lies in 1..threshold - 1."""
    rows = [
        (*key, "small" if small else "complementary", 1 if small else None, threshold - 1 if small else None)
        for key, small in sorted(hidden.items())
    ]
    return pl.DataFrame(rows, schema=load_tables()["suppressions"].polars_schema, orient="row")
