"""Disclosure control of a publication: which of its counts are hidden, so that no small one can be worked out."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

import polars as pl

from schemas.errors import DeclarationError
from schemas.table import Table, load_tables
from warehouse.disclosure.counted import Counted, Earlier, counted, keys_apart, members
from warehouse.disclosure.counts import REST, Key, Slots, stocks, sums_of, terms_of
from warehouse.disclosure.hiding import hide
from warehouse.disclosure.rates import with_rates
from warehouse.disclosure.solved import solved
from warehouse.disclosure.solver.figures import Figure, Known
from warehouse.disclosure.what_scores_tell import what_scores_tell
from warehouse.disclosure.withheld import withheld
from warehouse.ranking.draft import Draft
from warehouse.ranking.record import Disclosure
from warehouse.recall import Recall, anew

# What hiding a count costs, by where it stands: what people look at first is hidden last.
_COSTS = {
    "trends": 1.0,
    "signals": 2.0,
    "formula_counts": 2.0,
    "form_ii06a": 3.0,
    "ranking_changes": 4.0,
    "benchmarks": 6.0,
    "rankings": 8.0,
}
# Tables that state no count: what would tell one goes where it goes.
_FOLLOWING = ("case_mix", "completeness", "monthly", "ranking_bands", "ranking_pairs")
_DENOMINATOR = 3  # times as much: with the denominator known, a range can be given for a hidden rate


def protect(
    tables: Mapping[str, pl.DataFrame],
    draft: Draft,
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
        threshold: counts from 1 to below it are small.
        earlier: the edition published before.
        recall: may know what was hidden for the same counts before.
    """
    refuse_unprotected(load_tables()[name] for name in tables)
    apart = withheld(tables["formula_counts"], sums_of(tables), threshold)
    of_counts = counted(tables, draft, earlier, apart)
    alike = of_counts.alike
    ids = {key: count_id for count_id, keys in alike.items() for key in keys}
    figures = [_figure(count_id, keys, of_counts) for count_id, keys in alike.items()]
    shown_before = list(_shown_before(draft, earlier, of_counts))
    names = {name for terms in (*of_counts.terms.values(), *(known.terms for known in shown_before)) for name in terms}
    of_stocks = stocks(sums_of(tables)) | (stocks(sums_of(earlier.tables)) if earlier else frozenset())
    free = {name for name in names if _may_be_negative(name, of_stocks)}
    known = [*what_scores_tell(draft, of_counts), *_stocks(names, of_stocks, of_counts.slots), *shown_before]
    before = [] if earlier is None else _suppressed(earlier.tables)
    result = solved(recall, figures, threshold, known, frozenset(ids[key] for key in before if key in ids), free)
    is_small = {key: count_id in result.primary for count_id in result.hidden for key in alike.get(count_id, ())}
    hidden = {key: small for key, small in is_small.items() if small or key.part != REST}
    hidden |= dict.fromkeys(keys_apart(apart, draft), False)
    groups = {group.id: [rule.code for rule in group.rules] for group in draft.method.all_groups}
    summary = Disclosure(
        threshold=threshold,
        small=len(result.primary),
        complementary=len(result.complementary),
        weakly_protected=len(result.unprotected),
    )
    return with_rates({**hide(tables, hidden, groups), "suppressions": _listed(hidden, threshold)}), summary


def refuse_unprotected(published: Iterable[Table]) -> None:
    """Raise `DeclarationError` where one of the published tables is about people and nothing here hides its counts."""
    known = (*_COSTS, *_FOLLOWING)
    if unknown := [table.name for table in published if table.about == "people" and table.name not in known]:
        raise DeclarationError(
            f"{', '.join(unknown)}: published and about people, but disclosure control does not know its counts; add "
            'them to it (docs/disclosure.md), or write about = "work" if no count of people\'s business stands there'
        )


def _figure(count_id: Hashable, keys: Sequence[Key], counted: Counted) -> Figure:
    published = [key for key in keys if key.part != REST]
    cost = sum(_COSTS[key.table_name] * (_DENOMINATOR if key.part == "n" else 1) for key in published)
    is_published = bool(published)
    return Figure(count_id, counted.terms[keys[0]], counted.values[keys[0]], True, max(cost, 1.0), is_published)


def _may_be_negative(name: Hashable, of_stocks: Collection[str]) -> bool:
    """Say whether a base count is the change of a stock over some days, which may fall."""
    return isinstance(name, tuple) and name[1] in of_stocks and name[2] != "before"


def _stocks(names: Iterable[Hashable], of_stocks: Collection[str], slots: Slots) -> Iterator[Known]:
    """Yield that no stock of these base counts is ever below zero, at the end of each slot."""
    of_stock: dict[tuple[str, str, str], None] = {}
    for name in names:
        if isinstance(name, tuple) and len(name) == 4 and name[1] in of_stocks:
            of_stock[name[0], name[1], name[3]] = None
    for unit, measure, edition in sorted(of_stock):
        begins = ["before", *slots.begins[:-1]]
        for end in range(2, len(begins) + 1):
            yield Known({(unit, measure, slot, edition): 1 for slot in begins[:end]}, 0, float("inf"))


def _shown_before(draft: Draft, earlier: Earlier | None, counted: Counted) -> Iterator[Known]:
    """Yield what the edition before showed: its counts, of the same base counts where a unit's data are unchanged."""
    if earlier is None:
        return
    sums = sums_of(earlier.tables)
    ranges: list[tuple[Key, float, float]] = [(key, value, value) for key, value in earlier.stated(draft).items()]
    for row in earlier.tables["suppressions"].drop_nulls("least").iter_rows(named=True):
        key = Key(*(row[field] for field in Key._fields))
        if key.part != "reported":
            ranges.append((key, row["least"], row["most"]))
    for key, low, high in ranges:
        terms = terms_of(key, sums, counted.slots, members(earlier.tables, key), earlier.changed)
        yield Known({name: float(sign) for name, sign in terms.items()}, low, high)


def _suppressed(tables: Mapping[str, pl.DataFrame]) -> list[Key]:
    fields = list(Key._fields)
    return [Key(*row) for row in tables["suppressions"].select(fields).iter_rows()]


def _listed(hidden: Mapping[Key, bool], threshold: int) -> pl.DataFrame:
    """Return the table `suppressions`; of a small count it says that it lies in 1..threshold - 1."""
    rows = [
        (*key, "small" if small else "complementary", 1 if small else None, threshold - 1 if small else None)
        for key, small in sorted(hidden.items())
    ]
    return pl.DataFrame(rows, schema=load_tables()["suppressions"].polars_schema, orient="row")
