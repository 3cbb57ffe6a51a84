"""All counts that a publication states or implies, and those that the edition before stated."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import polars as pl

from warehouse.disclosure.counts import (
    CITY,
    REST,
    Key,
    Slots,
    Terms,
    concerning_people,
    stated_counts,
    sums_of,
    terms_of,
)
from warehouse.disclosure.reported import reported
from warehouse.ranking.draft import Draft
from warehouse.ranking.row_ids import ALL


@dataclass(frozen=True)
class Earlier:
    """The tables of the edition before, as published, and the units whose data have changed since."""

    tables: Mapping[str, pl.DataFrame]
    changed: frozenset[str]

    def stated_counts(self, draft: Draft) -> dict[Key, int]:
        """Return the counts that it states, of its own days: the same period may not have been over then."""
        as_of = self.tables["rankings"].get_column("as_of").max()
        last = as_of if isinstance(as_of, date) else draft.period.last
        return stated_counts(self.tables, draft.period.first, last)


@dataclass(frozen=True)
class PublicationCounts:
    """Every count that a publication states or implies, by key: its value, and the base counts that it sums."""

    values: Mapping[Key, int]
    terms: Mapping[Key, Terms]
    slots: Slots

    @property
    def alike(self) -> Mapping[Key, list[Key]]:
        """The keys of each count by its id: those with the same terms are one count, in whatever tables they stand."""
        keys_by_terms: dict[Hashable, list[Key]] = defaultdict(list)
        for key in sorted(self.values):
            keys_by_terms[frozenset(self.terms[key].items())].append(key)
        return {keys[0]: keys for keys in keys_by_terms.values()}


def counts_of_publication(
    tables: Mapping[str, pl.DataFrame],
    draft: Draft,
    earlier: Earlier | None,
    withheld_cells: Collection[tuple[str, str]],
) -> PublicationCounts:
    """Return what is stated, without the counts of formulas that are withheld (`withheld_cells`): nothing states them.

    Args:
        tables: the tables of the publication, by name, with exact counts.
        draft: the ranking that they are of.
        earlier: the edition published before.
        withheld_cells: unit and item of the counts of formulas that are withheld.
    """
    first_day, last_day, sums = draft.period.first, draft.period.last, sums_of(tables)
    formula_keys = set(withheld_keys(withheld_cells, draft))
    values = {key: n for key, n in stated_counts(tables, first_day, last_day).items() if key not in formula_keys}
    values |= _counts_of_changes(tables, draft)
    reported_counts = {key: (value, terms) for key, value, terms in reported(tables["form_ii06a"])}
    earlier_keys = [] if earlier is None else list(earlier.stated_counts(draft))
    # What is known of a period tells more of it than its counts: its days are told apart in any case.
    period_keys = [
        Key("rankings", CITY, "", period.first, period.last, "") for period in (draft.previous, draft.period)
    ]
    slots = Slots.of([*values, *earlier_keys, *period_keys])
    terms = {key: terms_of(key, sums, slots, members(tables, key)) for key in values}
    pooled = tables["rankings"].filter((pl.col("peer_group") == ALL) & (pl.col("origin") == "pooled"))
    for unit, code in pooled.select("unit_id", "measure").iter_rows():
        for key in (k for k in values if (k.table_name, k.unit_id, k.item) == ("rankings", unit, code)):
            previous_key = key._replace(first_day=draft.previous.first, last_day=draft.previous.last)
            terms[key] |= terms_of(previous_key, sums, slots, ())
    return PublicationCounts(
        values | {key: value for key, (value, _) in reported_counts.items()},
        terms | {key: sums for key, (_, sums) in reported_counts.items()},
        slots,
    )


def _counts_of_changes(tables: Mapping[str, pl.DataFrame], draft: Draft) -> dict[Key, int]:
    """Return the counts of the period before that stand beside changes of rates."""
    changes = tables["ranking_changes"].filter(pl.col("measure").is_in(concerning_people(tables)))
    cells = draft.earlier.join(
        changes.select("unit_id", indicator="measure"), on=["unit_id", "indicator"], how="semi"
    ).filter(pl.col("x").is_not_null())
    key = partial(Key, "ranking_changes", first_day=draft.previous.first, last_day=draft.previous.last)
    counts: dict[Key, int] = {}
    for unit, code, x, n, excluded in cells.select("unit_id", "indicator", "x", "n", "excluded").iter_rows():
        parts = {"x": x, "n": n, REST: n - x, "excluded": excluded}
        counts |= {key(unit, code, part=part): value for part, value in parts.items()}
    return counts


def members(tables: Mapping[str, pl.DataFrame], key: Key) -> list[str]:
    """Return the units that a total of the city sums: those that can be ranked and have counts.

    Where any of these are hidden, an edition states the total of the others; earlier ones stated that of all, or none.
    """
    if key.unit_id != CITY:
        return []
    is_of_shown = tables["benchmarks"].filter(pl.col("indicator") == key.item, pl.col("hidden") > 0).height > 0
    counted_as = ["OK", "SMALL_N"] if is_of_shown else ["OK", "SMALL_N", "SUPPRESSED"]
    rows_of_all = tables["rankings"].filter(
        (pl.col("peer_group") == ALL) & (pl.col("measure") == key.item) & pl.col("eligible")
    )
    return rows_of_all.filter(pl.col("status").is_in(counted_as)).get_column("unit_id").to_list()


def withheld_keys(withheld_cells: Collection[tuple[str, str]], draft: Draft) -> list[Key]:
    """Return the keys of counts of formulas that are withheld, by unit and item."""
    days = (draft.period.first, draft.period.last)
    return [Key("formula_counts", unit, item, *days, "value") for unit, item in sorted(withheld_cells)]
