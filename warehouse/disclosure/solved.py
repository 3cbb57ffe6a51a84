"""What disclosure control found for the same figures before: it takes seconds, and most rankings are made again."""

import json
from collections.abc import Hashable, Iterable, Mapping

from schemas.hashing import short_hash
from warehouse.disclosure.question import Question
from warehouse.disclosure.solver.figures import Suppression, in_order
from warehouse.disclosure.solver.suppression import suppress
from warehouse.recall import Recall

_SETS = ("hidden", "primary", "complementary")


def solved(recall: Recall, question: Question, threshold: int) -> Suppression:
    """Return what `suppress` returns, computed where `recall` does not know it.

    Figures and variables are told apart by their place in order, not by their ids: the days of a running period go on,
    and where they brought nothing new the figures are the same.

    Args:
        recall: may know what was computed for the same figures before.
        question: the figures, and what is known besides.
        threshold: counts from 1 to below it are small.
    """
    if not question.figures:
        return Suppression(frozenset(), frozenset(), frozenset(), {})
    figures = in_order(question.figures)
    place = {figure.id: index for index, figure in enumerate(figures)}
    sums = [*(figure.terms for figure in figures), *(known.terms for known in question.known)]
    names = sorted({repr(name) for terms in sums for name in terms} | set(map(repr, question.free)))
    variable = {name: index for index, name in enumerate(names)}
    inputs = [
        threshold,
        [[_indexed_terms(f.terms.items(), variable), f.value, f.is_sensitive, f.cost, f.is_published] for f in figures],
        [[_indexed_terms(k.terms.items(), variable), k.low, k.high] for k in question.known],
        sorted(place[figure_id] for figure_id in question.hidden_before),
        sorted(place[figure_id] for figure_id in question.always_shown),
        sorted(variable[repr(name)] for name in question.free),
    ]

    def solve() -> bytes:
        suppression = suppress(
            figures, threshold, question.known, question.hidden_before, question.always_shown, question.free
        )
        sets = {name: sorted(place[figure_id] for figure_id in getattr(suppression, name)) for name in _SETS}
        widths = sorted((place[figure_id], width) for figure_id, width in suppression.unprotected.items())
        return json.dumps({**sets, "unprotected": widths}).encode()

    answer = json.loads(recall(short_hash(inputs), solve))
    sets = {name: frozenset(figures[index].id for index in answer[name]) for name in _SETS}
    return Suppression(**sets, unprotected={figures[index].id: width for index, width in answer["unprotected"]})


def _indexed_terms(terms: Iterable[tuple[Hashable, float]], variable: Mapping[str, int]) -> list[list[object]]:
    """Return the terms in the order in which the solver is given them."""
    return [[variable[repr(name)], coefficient] for name, coefficient in terms]
