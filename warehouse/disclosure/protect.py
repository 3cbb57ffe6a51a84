"""Disclosure control of a publication: which of its counts are hidden, so that no small one can be worked out."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from schemas.errors import DeclarationError
from schemas.method_settings import RELATIVE
from schemas.table import Table, load_tables
from warehouse.disclosure.counts import CITY, REST, Key, Slots, Terms, people, stated, stocks, sums_of, terms_of
from warehouse.disclosure.hiding import hide
from warehouse.disclosure.rates import with_rates
from warehouse.disclosure.reported import reported
from warehouse.disclosure.solved import solved
from warehouse.disclosure.solver.figures import Figure, Known
from warehouse.disclosure.withheld import withheld
from warehouse.ranking.draft import Draft
from warehouse.ranking.evidence.cells import scored_counts
from warehouse.ranking.index.scale import normalised
from warehouse.ranking.record import Disclosure
from warehouse.ranking.row_ids import ALL
from warehouse.recall import Recall, anew
from warehouse.rows import Row

_ROUNDING = 0.005 + 1e-9  # a published score may be so far from the exact one
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


@dataclass(frozen=True)
class Earlier:
    """The tables of the edition before, as published, and the units whose data have changed since."""

    tables: Mapping[str, pl.DataFrame]
    changed: frozenset[str]

    def stated(self, draft: Draft) -> dict[Key, int]:
        """Return the counts that it states, of its own days: the same period may not have been over then."""
        until = self.tables["rankings"].get_column("as_of").max()
        last = until if isinstance(until, date) else draft.period.last
        return stated(self.tables, draft.period.first, last)


@dataclass(frozen=True)
class Counted:
    """Every count that a publication states or implies, by key: its value, and the base counts that it sums."""

    values: Mapping[Key, int]
    terms: Mapping[Key, Terms]
    slots: Slots

    @property
    def alike(self) -> Mapping[Hashable, list[Key]]:
        """The keys of each count by its id: those with the same terms are one count, in whatever tables they stand."""
        by_terms: dict[Hashable, list[Key]] = defaultdict(list)
        for key in sorted(self.values):
            by_terms[frozenset(self.terms[key].items())].append(key)
        return {keys[0]: keys for keys in by_terms.values()}


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
    counted = _counted(tables, draft, earlier, apart)
    alike = counted.alike
    ids = {key: count_id for count_id, keys in alike.items() for key in keys}
    figures = [_figure(count_id, keys, counted) for count_id, keys in alike.items()]
    shown_before = list(_shown_before(draft, earlier, counted))
    names = {name for terms in (*counted.terms.values(), *(known.terms for known in shown_before)) for name in terms}
    of_stocks = stocks(sums_of(tables)) | (stocks(sums_of(earlier.tables)) if earlier else frozenset())
    free = {name for name in names if _may_be_negative(name, of_stocks)}
    known = [*_scores(draft, counted), *_stocks(names, of_stocks, counted.slots), *shown_before]
    before = [] if earlier is None else _suppressed(earlier.tables)
    result = solved(recall, figures, threshold, known, frozenset(ids[key] for key in before if key in ids), free)
    is_small = {key: count_id in result.primary for count_id in result.hidden for key in alike.get(count_id, ())}
    hidden = {key: small for key, small in is_small.items() if small or key.part != REST}
    hidden |= dict.fromkeys(_keys(apart, draft), False)
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


def _keys(apart: Collection[tuple[str, str]], draft: Draft) -> list[Key]:
    days = (draft.period.first, draft.period.last)
    return [Key("formula_counts", unit, item, *days, "value") for unit, item in sorted(apart)]


def _counted(
    tables: Mapping[str, pl.DataFrame],
    draft: Draft,
    earlier: Earlier | None,
    apart: Collection[tuple[str, str]] = (),
) -> Counted:
    """Return what is stated, without the counts of formulas that are kept `apart`: nothing states them."""
    first, last, sums = draft.period.first, draft.period.last, sums_of(tables)
    of_formulas = set(_keys(apart, draft))
    values = {key: n for key, n in stated(tables, first, last).items() if key not in of_formulas}
    values |= _of_changes(tables, draft)
    of_forms = {key: (value, terms) for key, value, terms in reported(tables["form_ii06a"])}
    stated_before = [] if earlier is None else list(earlier.stated(draft))
    slots = Slots.of([*values, *stated_before])
    terms = {key: terms_of(key, sums, slots, _members(tables, key)) for key in values}
    pooled = tables["rankings"].filter((pl.col("peer_group") == ALL) & (pl.col("origin") == "pooled"))
    for unit, code in pooled.select("unit_id", "measure").iter_rows():
        for key in (k for k in values if (k.table_name, k.unit_id, k.item) == ("rankings", unit, code)):
            before = key._replace(first_day=draft.previous.first, last_day=draft.previous.last)
            terms[key] |= terms_of(before, sums, slots, ())
    return Counted(
        values | {key: value for key, (value, _) in of_forms.items()},
        terms | {key: sums for key, (_, sums) in of_forms.items()},
        slots,
    )


def _of_changes(tables: Mapping[str, pl.DataFrame], draft: Draft) -> dict[Key, int]:
    """Return the counts of the period before from which changes of rates follow."""
    changes = tables["ranking_changes"].filter(pl.col("measure").is_in(people(tables)))
    cells = draft.earlier.join(
        changes.select("unit_id", indicator="measure"), on=["unit_id", "indicator"], how="semi"
    ).filter(pl.col("x").is_not_null())
    key = partial(Key, "ranking_changes", first_day=draft.previous.first, last_day=draft.previous.last)
    counts: dict[Key, int] = {}
    for unit, code, x, n in cells.select("unit_id", "indicator", "x", "n").iter_rows():
        counts |= {key(unit, code, part=part): value for part, value in (("x", x), ("n", n), (REST, n - x))}
    return counts


def _members(tables: Mapping[str, pl.DataFrame], key: Key) -> list[str]:
    """Return the units that a total of the city sums: those that can be ranked and have counts."""
    if key.unit_id != CITY:
        return []
    of_all = tables["rankings"].filter(
        (pl.col("peer_group") == ALL) & (pl.col("measure") == key.item) & pl.col("eligible")
    )
    return of_all.filter(pl.col("status").is_in(["OK", "SMALL_N", "SUPPRESSED"])).get_column("unit_id").to_list()


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


def _scores(draft: Draft, counted: Counted) -> Iterator[Known]:
    """Yield what a unit's published score discloses: the points of its counts about people, to the rounding.

    Points at their greatest are taken as known: they disclose nothing below that. Of a unit without a rank the medians
    of others that its score may hold, or the weight that it hands on, are taken as known too.
    """
    scores = dict(draft.ranking.table.select("unit_id", "score").iter_rows())
    adds_up = draft.method.total_points is not None and draft.method.aggregations == {"arithmetic"}
    unranked = set(draft.ranking.reasons) if adds_up else set()
    for (unit,), cells in draft.ranking.cells.filter(pl.col("points").is_not_null()).group_by("unit_id"):
        rows = cells.to_dicts()
        is_sum = scores[unit] is not None and abs(scores[unit] - sum(row["points"] for row in rows)) <= 1e-6
        if scores[unit] is None or not (is_sum or unit in unranked):
            continue  # no sum of points: what it discloses of a single count is not linear
        sums: dict[Hashable, float] = defaultdict(float)
        points = 0.0
        for row in rows:
            for key, worth in _worth(row, draft, counted).items():
                points += worth * counted.values[key]
                for name, sign in counted.terms[key].items():
                    sums[name] += sign * worth
        if sums:
            yield Known(dict(sums), points - _ROUNDING, points + _ROUNDING)


def _worth(row: Row, draft: Draft, counted: Counted) -> dict[Key, float]:
    """Return the points that one more of each count of a cell adds, nothing where they are at an end of the scale.

    A denominator is taken as known; only where cases were added up to the least number, it too decides the points: each
    case of the unit takes the place of one of the city.
    """
    code = str(row["indicator"])
    key = Key("rankings", str(row["unit_id"]), code, draft.period.first, draft.period.last, "x")
    if key not in counted.values or not 0 < row["normalised"] < 100 - 1e-9:
        return {}
    gain = _gain(row, draft)
    if row["added"]:
        return {key: gain, key._replace(part="n"): -gain * float(row["added_rate"])}
    return {key: gain} if draft.method.indicators[code].direction == 1 else {key._replace(part=REST): -gain}


def _gain(row: Row, draft: Draft) -> float:
    """Return the points that one more case of the numerator adds, on the scale of the cell's rule beyond its ends."""
    rule = next(rule for rule in draft.method.rules if rule.code == row["indicator"])
    x, n = scored_counts(row["x"], row["n"], row["added"], row["added_rate"])
    if rule.normalisation.kind in RELATIVE:  # no scale of its own: as if points grew with the cases
        return float(row["points"] / x) if x else 0.0
    values = np.array([x / n, (x + 1) / n], dtype=np.float64)
    here, there = normalised(rule, draft.method.indicators[rule.code], values, draft.period.years, bounded=False)
    return float(rule.size) * float(there - here) / 100


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
        terms = terms_of(key, sums, counted.slots, _members(earlier.tables, key), earlier.changed)
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
