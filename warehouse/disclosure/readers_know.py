"""What a reader knows besides what a publication states: no stock is below zero, and what was published before."""

from collections.abc import Collection, Hashable, Iterable, Iterator

from warehouse.disclosure.counted import Counted, Earlier, members
from warehouse.disclosure.counts import Key, Slots, sums_of, terms_of
from warehouse.disclosure.solver.figures import Known
from warehouse.ranking.draft import Draft


def stocks_never_negative(names: Iterable[Hashable], of_stocks: Collection[str], slots: Slots) -> Iterator[Known]:
    """Yield that no stock of these base counts is ever below zero, at the end of each slot.

    Args:
        names: base counts.
        of_stocks: the measures that are stocks.
        slots: the days that base counts are told apart by.
    """
    of_stock: dict[tuple[str, str, str], None] = {}
    for name in names:
        if isinstance(name, tuple) and len(name) == 4 and name[1] in of_stocks:
            of_stock[name[0], name[1], name[3]] = None
    for unit, measure, edition in sorted(of_stock):
        begins = ["before", *slots.begins[:-1]]
        for end in range(2, len(begins) + 1):
            yield Known({(unit, measure, slot, edition): 1 for slot in begins[:end]}, 0, float("inf"))


def may_be_negative(name: Hashable, of_stocks: Collection[str]) -> bool:
    """Say whether a base count is the change of a stock over some days, which may fall."""
    return isinstance(name, tuple) and name[1] in of_stocks and name[2] != "before"


def shown_before(draft: Draft, earlier: Earlier | None, counted: Counted) -> Iterator[Known]:
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


def suppressed_before(earlier: Earlier | None) -> list[Key]:
    """Return the keys that the edition before suppressed."""
    if earlier is None:
        return []
    return [Key(*row) for row in earlier.tables["suppressions"].select(list(Key._fields)).iter_rows()]
