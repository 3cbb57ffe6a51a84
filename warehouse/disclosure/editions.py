"""What an earlier edition showed and what it hid, for the next one to be protected together with it.

A reader keeps what was published. Where a base count did not change, both editions are sums of the same variable, and
what one hides the other may give away; where it changed, the earlier one is another variable, whose small counts still
must not come out through totals that hold both.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

from warehouse.disclosure.solver.figures import Figure, Known


@dataclass(frozen=True)
class Earlier:
    """What an earlier edition adds to the figures, to `known` and to `hidden_before` of the next one."""

    figures: tuple[Figure, ...]
    known: tuple[Known, ...]
    hidden_before: frozenset[Hashable]


def earlier_edition(
    edition: Hashable, figures: Iterable[Figure], hidden: Collection[Hashable], changed: Mapping[Hashable, Hashable]
) -> Earlier:
    """Return what an edition adds to a later one.

    Args:
        edition: its name.
        figures: its figures, which it showed but for those that are hidden.
        hidden: ids of figures.
        changed: each variable that has another value now, and which version of its data the edition had. Editions of
            the same version speak of the same variable; all others are identified with those of the later edition.
    """
    renamed_figures = [
        (f, {_name(variable, changed): coefficient for variable, coefficient in f.terms.items()}) for f in figures
    ]
    shown_ids = {f.id for f, _ in renamed_figures if f.is_published and f.id not in hidden}
    unshown_figures = [
        replace(f, id=(edition, f.id), terms=terms, is_published=False)
        for f, terms in renamed_figures
        if f.id not in shown_ids
    ]
    return Earlier(
        tuple(unshown_figures),
        tuple(Known(terms, f.value, f.value) for f, terms in renamed_figures if f.id in shown_ids),
        frozenset(f.id for f, _ in renamed_figures if f.id in hidden and changed.keys().isdisjoint(f.terms)),
    )


def _name(variable: Hashable, changed: Mapping[Hashable, Hashable]) -> Hashable:
    return (variable, changed[variable]) if variable in changed else variable
