"""Counts that only a formula names, and no figure determines: where one is small, it is withheld with its like.

To protect such a count as others are, a rate that it is part of would have to be hidden. While none of the counts of
its formulas that stand nowhere else is stated, the rate tells their sum alone, as it does where nobody lists them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from schemas.terms import Term, negated, terms_text
from warehouse.disclosure.counts import IDENTITIES, REST, Sums
from warehouse.disclosure.rules import Rules
from warehouse.ranking.evidence.form_ii06a import FORM_TERMS


def withheld(formula_counts: pl.DataFrame, sums: Sums, rules: Rules) -> frozenset[tuple[str, str]]:
    """Return the (unit, item) of the counts that are withheld.

    Args:
        formula_counts: the table, with exact counts.
        sums: what the counts of the publication sum (`sums_of`).
        rules: which rule each count is under.
    """
    items = formula_counts.get_column("item").unique().to_list()
    protected = [item for item in items if rules.rule("formula_counts", item) != "exact"]
    protected_counts = formula_counts.filter(pl.col("item").is_in(protected))
    is_small = pl.col("value").is_between(1, rules.threshold - 1)
    withheld_cells: set[tuple[str, str]] = set()
    for group in undetermined(protected, [*stated_sums(sums), *({item: 1} for item in items if item not in protected)]):
        rows = protected_counts.filter(pl.col("item").is_in(group)).filter(is_small.any().over("unit_id"))
        withheld_cells.update(rows.select("unit_id", "item").iter_rows())
    return frozenset(withheld_cells)


def undetermined(items: Collection[str], sums: Sequence[Mapping[str, int]]) -> Iterator[frozenset[str]]:
    """Yield the items that follow from no sum that is stated, those that share one together.

    Args:
        items: counts of formulas.
        sums: of each sum how often it adds each count.
    """
    names = sorted({item for terms in sums for item in terms})
    matrix = np.array([[terms.get(name, 0) for name in names] for terms in sums])
    rank = np.linalg.matrix_rank(matrix)
    free = {
        name
        for name, row in zip(names, np.eye(len(names)), strict=True)
        if name in items and np.linalg.matrix_rank(np.vstack([matrix, row])) > rank
    }
    while free:
        group = {min(free)}
        while wider := {i for terms in sums if group & terms.keys() for i in terms.keys() & free} - group:
            group |= wider
        free -= group
        yield frozenset(group)


def stated_sums(sums: Sums) -> Iterator[dict[str, int]]:
    """Yield each sum that indicators and form state, or that is nothing: how often it adds each count."""
    indicator_terms = (terms for parts in sums.values() for part, terms in parts.items() if part != REST)
    open_balance = (Term("open", "end"), *negated(Term("open", "start"), Term("received")), Term("resolved"))
    identities = ((Term(name), *negated(*parts)) for name, parts in IDENTITIES.items())
    for terms in (*indicator_terms, *FORM_TERMS.values(), *identities, open_balance):
        yield {_item(term): term.sign for term in terms}


def _item(term: Term) -> str:
    terms: Sequence[Term] = (replace(term, sign=1),)
    return terms_text(terms)
