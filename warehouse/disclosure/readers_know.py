"""What a reader knows besides what a publication states: of stocks, of the city's rates, of the edition before."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator

import polars as pl

from warehouse.disclosure.counts import Key, Slots, Sums, made_of, sums_of, terms_of
from warehouse.disclosure.publication_counts import Earlier, PublicationCounts, members
from warehouse.disclosure.solver.figures import Known
from warehouse.ranking.draft import Draft

_RATE = 0.00005 + 1e-9  # a rate that cases are added at may be so far from the exact one


def stocks_never_negative(names: Iterable[Hashable], stock_measures: Collection[str], slots: Slots) -> Iterator[Known]:
    """Yield that no stock of these base counts is ever below zero, at the end of each slot.

    Args:
        names: base counts.
        stock_measures: the measures that are stocks.
        slots: the days that base counts are told apart by.
    """
    stocks_known: dict[tuple[str, str, str], None] = {}
    for name in names:
        if isinstance(name, tuple) and len(name) == 4 and name[1] in stock_measures:
            stocks_known[name[0], name[1], name[3]] = None
    for unit, measure, edition in sorted(stocks_known):
        begins = ["before", *slots.begins[:-1]]
        for end in range(2, len(begins) + 1):
            terms: dict[Hashable, float] = {
                (unit, name, slot, edition): float(sign)
                for slot in begins[:end]
                for name, sign in made_of(measure, slot).items()
            }
            yield Known(terms, 0, float("inf"))


def may_be_negative(name: Hashable, stock_measures: Collection[str]) -> bool:
    """Say whether a base count is the change of a stock over some days, which may fall."""
    return isinstance(name, tuple) and name[1] in stock_measures and name[2] != "before"


def rates_of_the_city(draft: Draft, counts: PublicationCounts, sums: Sums) -> Iterator[Known]:
    """Yield what the rates tell that cells of few cases are completed at: the sum of all units' numerators, roughly.

    They are of the period before, or of this one where nothing was counted then (`completing.add_at_city_rate`).

    Args:
        draft: the ranking.
        counts: the counts of the publication.
        sums: what the counts of its indicators sum.
    """
    completed_cells = draft.ranking.cells.filter(pl.col("added") > 0).unique("indicator").sort("indicator")
    for code, rate in completed_cells.select("indicator", "added_rate").iter_rows():
        earlier_cells, current_cells = _cells_of_rate(draft.earlier, code), _cells_of_rate(draft.ranking.cells, code)
        cells, period = (earlier_cells, draft.previous) if earlier_cells["n"].sum() else (current_cells, draft.period)
        terms: dict[Hashable, float] = defaultdict(float)
        for unit in cells["unit_id"]:
            key = Key("rankings", unit, code, period.first, period.last, "x")
            for part, worth in (("x", 1.0), ("n", -rate)):
                for name, sign in terms_of(key._replace(part=part), sums, counts.slots, ()).items():
                    terms[name] += sign * worth
        cases = int(cells["n"].sum())
        excess = int(cells["x"].sum()) - rate * cases
        yield Known(dict(terms), excess - _RATE * cases, excess + _RATE * cases)


def _cells_of_rate(cells: pl.DataFrame, code: str) -> pl.DataFrame:
    is_counted = (pl.col("origin") == "counted") & pl.col("status").is_in(["OK", "SMALL_N"])
    return cells.filter(is_counted, pl.col("indicator") == code)


def shown_before(draft: Draft, earlier: Earlier | None, counts: PublicationCounts) -> Iterator[Known]:
    """Yield what the edition before showed: its counts, of the same base counts where a unit's data are unchanged."""
    if earlier is None:
        return
    sums = sums_of(earlier.tables)
    ranges: list[tuple[Key, float, float]] = [
        (key, value, value) for key, value in earlier.stated_counts(draft).items()
    ]
    for row in earlier.tables["suppressions"].drop_nulls("least").iter_rows(named=True):
        key = Key(*(row[field] for field in Key._fields))
        if key.part != "reported":
            ranges.append((key, row["least"], row["most"]))
    for key, low, high in ranges:
        terms = terms_of(key, sums, counts.slots, members(earlier.tables, key), earlier.changed)
        yield Known({name: float(sign) for name, sign in terms.items()}, low, high)


def suppressed_before(earlier: Earlier | None) -> list[Key]:
    """Return the keys that the edition before suppressed."""
    if earlier is None:
        return []
    return [Key(*row) for row in earlier.tables["suppressions"].select(list(Key._fields)).iter_rows()]
