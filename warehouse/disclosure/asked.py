"""What is asked of the solver: the counts that hang together with one that may not be published, and what is known."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from warehouse.disclosure.counted import Counted, Earlier
from warehouse.disclosure.counts import REST, Key, stocks, sums_of
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
class Asked:
    """The figures, what a reader knows besides, what stays hidden or is shown in any case, and what may be negative."""

    figures: tuple[Figure, ...]
    known: tuple[Known, ...]
    hidden_before: frozenset[Hashable]
    always_shown: frozenset[Hashable]
    free: frozenset[Hashable]


def asked_of(
    of_counts: Counted,
    tables: Mapping[str, pl.DataFrame],
    draft: Draft,
    rules: Rules,
    earlier: Earlier | None,
) -> Asked:
    """Return what is asked for the counts of a publication.

    Args:
        of_counts: every count.
        tables: the tables that state them.
        draft: the ranking.
        rules: which rule each count is under.
        earlier: the edition published before.
    """
    public, sensitive = _told_apart(of_counts, rules)
    of_scores = replace(of_counts, values={k: v for k, v in of_counts.values.items() if k not in public})
    of_city = rates_of_the_city(draft, of_counts, sums_of(tables))
    besides = [*what_scores_tell(draft, of_scores), *of_city, *shown_before(draft, earlier, of_counts)]
    before = set(suppressed_before(earlier))
    small = [key for key in sensitive if rules.is_below(of_counts.values[key]) or key in before]
    near = linked(
        [*of_counts.terms.values(), *(known.terms for known in besides)],
        [name for key in small for name in of_counts.terms[key]],
    )
    alike = {
        count_id: keys for count_id, keys in of_counts.alike.items() if not near.isdisjoint(of_counts.terms[count_id])
    }
    of_stocks = stocks(sums_of(tables)) | (stocks(sums_of(earlier.tables)) if earlier else frozenset())
    return Asked(
        tuple(_figure(count_id, keys, of_counts, keys[0] in sensitive) for count_id, keys in alike.items()),
        (
            *(known for known in besides if not near.isdisjoint(known.terms)),
            *stocks_never_negative(near, of_stocks, of_counts.slots),
        ),
        frozenset(c for c, keys in alike.items() if not before.isdisjoint(keys) and keys[0] not in public),
        frozenset(count_id for count_id, keys in alike.items() if keys[0] in public),
        frozenset(name for name in near if may_be_negative(name, of_stocks)),
    )


def _told_apart(of_counts: Counted, rules: Rules) -> tuple[frozenset[Key], frozenset[Key]]:
    """Return the keys that are public in any case, and of all others those that are not published where small."""
    public: set[Key] = set()
    sensitive: set[Key] = set()
    for keys in of_counts.alike.values():
        if rules.is_exact(keys):
            public.update(keys)
        elif any(rules.is_sensitive(key, of_counts.values) for key in keys):
            sensitive.update(keys)
    return frozenset(public), frozenset(sensitive)


def linked(sums: Iterable[Collection[Hashable]], begin: Iterable[Hashable]) -> set[Hashable]:
    """Return the base counts that hang together with those to begin with, through sums that hold several of them."""
    by_name: dict[Hashable, list[Collection[Hashable]]] = defaultdict(list)
    for terms in sums:
        for name in terms:
            by_name[name].append(terms)
    near: set[Hashable] = set()
    waiting = list(begin)
    while waiting:
        name = waiting.pop()
        if name not in near:
            near.add(name)
            waiting += [other for terms in by_name[name] for other in terms if other not in near]
    return near


def _figure(count_id: Hashable, keys: Sequence[Key], of_counts: Counted, is_sensitive: bool) -> Figure:
    published = [key for key in keys if key.part != REST]
    cost = sum(COSTS[key.table_name] * (_DENOMINATOR if key.part == "n" else 1) for key in published)
    terms, value = of_counts.terms[keys[0]], of_counts.values[keys[0]]
    return Figure(count_id, terms, value, is_sensitive, max(cost, 1.0), bool(published))
