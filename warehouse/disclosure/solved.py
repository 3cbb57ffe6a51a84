"""What disclosure control found for the same figures before: it takes seconds, and most rankings are made again."""

import json
from collections.abc import Hashable, Iterable, Mapping

from schemas.hashing import short_hash
from warehouse.disclosure.asked import Asked
from warehouse.disclosure.solver.figures import Suppression, in_order
from warehouse.disclosure.solver.suppression import suppress
from warehouse.recall import Recall

_SETS = ("hidden", "primary", "complementary")


def solved(recall: Recall, asked_for: Asked, threshold: int) -> Suppression:
    """Return what `suppress` returns, computed where `recall` does not know it.

    Figures and variables are told apart by their place in order, not by their ids: the days of a running period go on,
    and where they brought nothing new the figures are the same.

    Args:
        recall: may know what was computed for the same figures before.
        asked_for: the figures, and what is known besides.
        threshold: counts from 1 to below it are small.
    """
    if not asked_for.figures:
        return Suppression(frozenset(), frozenset(), frozenset(), {})
    ordered = in_order(asked_for.figures)
    place = {figure.id: index for index, figure in enumerate(ordered)}
    sums = [*(figure.terms for figure in ordered), *(known.terms for known in asked_for.known)]
    names = sorted({repr(name) for terms in sums for name in terms} | set(map(repr, asked_for.free)))
    variable = {name: index for index, name in enumerate(names)}
    asked = [
        threshold,
        [[_listed(f.terms.items(), variable), f.value, f.is_sensitive, f.cost, f.is_published] for f in ordered],
        [[_listed(k.terms.items(), variable), k.low, k.high] for k in asked_for.known],
        sorted(place[figure_id] for figure_id in asked_for.hidden_before),
        sorted(place[figure_id] for figure_id in asked_for.always_shown),
        sorted(variable[repr(name)] for name in asked_for.free),
    ]

    def solve() -> bytes:
        of = asked_for
        suppression = suppress(ordered, threshold, of.known, of.hidden_before, of.always_shown, of.free)
        sets = {name: sorted(place[figure_id] for figure_id in getattr(suppression, name)) for name in _SETS}
        widths = sorted((place[figure_id], width) for figure_id, width in suppression.unprotected.items())
        return json.dumps({**sets, "unprotected": widths}).encode()

    answer = json.loads(recall(short_hash(asked), solve))
    sets = {name: frozenset(ordered[index].id for index in answer[name]) for name in _SETS}
    return Suppression(**sets, unprotected={ordered[index].id: width for index, width in answer["unprotected"]})


def _listed(terms: Iterable[tuple[Hashable, float]], variable: Mapping[str, int]) -> list[list[object]]:
    """Return the terms in the order in which the solver is given them."""
    return [[variable[repr(name)], coefficient] for name, coefficient in terms]
