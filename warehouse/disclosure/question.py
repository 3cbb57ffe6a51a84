"""What is asked of the solver: the counts that hang together with one that may not be published, and what is known."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from warehouse.disclosure.counts import REST, Key, stocks, sums_of
from warehouse.disclosure.publication_counts import Earlier, PublicationCounts
from warehouse.disclosure.readers_know import (
    may_be_negative,
    rates_of_the_city,
    shown_before,
    stocks_never_negative,
    suppressed_before,
)
from warehouse.disclosure.rules import Rules
from warehouse.disclosure.solver.figures import Figure, Known
from warehouse.disclosure.what_scores_tell import what_scores_tell
from warehouse.ranking.draft import Draft

# What hiding a count costs, by where it stands: what people look at first is hidden last.
COSTS = {
    "trends": 1.0,
    "signals": 2.0,
    "formula_counts": 2.0,
    "form_ii06a": 3.0,
    "ranking_changes": 4.0,
    "benchmarks": 6.0,
    "rankings": 8.0,
}
_DENOMINATOR = 3  # times as much: with the denominator known, a range can be given for a hidden rate


@dataclass(frozen=True)
class Question:
    """The figures, what a reader knows besides, what stays hidden or is shown in any case, and what may be negative."""

    figures: tuple[Figure, ...]
    known: tuple[Known, ...]
    hidden_before: frozenset[Hashable]
    always_shown: frozenset[Hashable]
    free: frozenset[Hashable]


def question_of(
    counts: PublicationCounts,
    tables: Mapping[str, pl.DataFrame],
    draft: Draft,
    rules: Rules,
    earlier: Earlier | None,
) -> Question:
    """Return the question for the counts of a publication.

    Args:
        counts: every count.
        tables: the tables that state them.
        draft: the ranking.
        rules: which rule each count is under.
        earlier: the edition published before.
    """
    public, sensitive = _public_and_sensitive(counts, rules)
    hideable_counts = replace(counts, values={k: v for k, v in counts.values.items() if k not in public})
    city_rates = rates_of_the_city(draft, counts, sums_of(tables))
    known_sums = [*what_scores_tell(draft, hideable_counts), *city_rates, *shown_before(draft, earlier, counts)]
    suppressed_keys = set(suppressed_before(earlier))
    small_keys = [key for key in sensitive if rules.is_below(counts.values[key]) or key in suppressed_keys]
    linked_names = linked(
        [*counts.terms.values(), *(known.terms for known in known_sums)],
        [base_count for key in small_keys for base_count in counts.terms[key]],
    )
    alike = {
        count_id: keys for count_id, keys in counts.alike.items() if not linked_names.isdisjoint(counts.terms[count_id])
    }
    stock_measures = stocks(sums_of(tables)) | (stocks(sums_of(earlier.tables)) if earlier else frozenset())
    return Question(
        tuple(_figure(count_id, keys, counts, keys[0] in sensitive) for count_id, keys in alike.items()),
        (
            *(known for known in known_sums if not linked_names.isdisjoint(known.terms)),
            *stocks_never_negative(linked_names, stock_measures, counts.slots),
        ),
        frozenset(
            count_id
            for count_id, keys in alike.items()
            if not suppressed_keys.isdisjoint(keys) and keys[0] not in public
        ),
        frozenset(count_id for count_id, keys in alike.items() if keys[0] in public),
        frozenset(base_count for base_count in linked_names if may_be_negative(base_count, stock_measures)),
    )


def _public_and_sensitive(counts: PublicationCounts, rules: Rules) -> tuple[frozenset[Key], frozenset[Key]]:
    """Return the keys that are public in any case, and of all others those that are not published where small."""
    public: set[Key] = set()
    sensitive: set[Key] = set()
    for keys in counts.alike.values():
        if rules.is_exact(keys):
            public.update(keys)
        elif any(rules.is_sensitive(key, counts.values) for key in keys):
            sensitive.update(keys)
    return frozenset(public), frozenset(sensitive)


def linked(sums: Iterable[Collection[Hashable]], starting_names: Iterable[Hashable]) -> set[Hashable]:
    """Return the base counts that hang together with those to begin with, through sums that hold several of them."""
    sums_by_name: dict[Hashable, list[Collection[Hashable]]] = defaultdict(list)
    for terms in sums:
        for name in terms:
            sums_by_name[name].append(terms)
    reached_names: set[Hashable] = set()
    waiting = list(starting_names)
    while waiting:
        name = waiting.pop()
        if name not in reached_names:
            reached_names.add(name)
            waiting += [
                linked_name for terms in sums_by_name[name] for linked_name in terms if linked_name not in reached_names
            ]
    return reached_names


def _figure(count_id: Hashable, keys: Sequence[Key], counts: PublicationCounts, is_sensitive: bool) -> Figure:
    published = [key for key in keys if key.part != REST]
    cost = sum(COSTS[key.table_name] * (_DENOMINATOR if key.part == "n" else 1) for key in published)
    terms, value = counts.terms[keys[0]], counts.values[keys[0]]
    return Figure(count_id, terms, value, is_sensitive, max(cost, 1.0), bool(published))
