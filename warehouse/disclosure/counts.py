"""Every count that concerns people and that a publication states, and of which base counts each is the sum.

A base count is of a unit, a measure and a slot: the days between two moments at which any published period begins or
ends. Two published counts with the same terms are the same count, in whatever tables they stand; so a measure that the
measures of form II.06a make up stands for these (`made_of`): the form tells it as well.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import polars as pl

from schemas.terms import Term, negated, terms_in, times_added
from warehouse.ranking.evidence.form_ii06a import FORM_TERMS
from warehouse.ranking.row_ids import ALL

Terms = dict[Hashable, int]
Sums = Mapping[str, Mapping[str, tuple[Term, ...]]]  # indicator -> part of a key -> what it sums
CITY = ""  # in a key: the units together
REST = "rest"  # the denominator less the numerator: never stated, but easily worked out
_BEFORE = "before"  # the slot of all days before the first
# What each dossier is counted as just once: how it was received, and how it ended.
IDENTITIES: Mapping[str, tuple[Term, ...]] = {
    "received": tuple(map(Term, ("received_online", "received_direct", "received_channel_unknown"))),
    "resolved": tuple(
        map(Term, ("resolved_before_due", "resolved_on_due_day", "resolved_without_due", "resolved_late"))
    ),
}
# Editions from before measures told the office's work from people called everything of the kind "about people".
CONCERNS_PEOPLE = pl.coalesce("concerns_people", "is_about_people")


class Key(NamedTuple):
    """One published count, as in the table `suppressions`: of a unit (or `CITY`), an item, some days, in a table."""

    table_name: str
    unit_id: str
    item: str
    first_day: date
    last_day: date
    part: str


def stated_counts(tables: Mapping[str, pl.DataFrame], first: date, last: date) -> dict[Key, int]:
    """Return the counts that concern people and that tables of a publication of `first` to `last` state, by key.

    Each indicator has a numerator, a denominator and what it leaves (`REST`). What is suppressed is not among them, nor
    what a unit reports of itself (`reported.py`).
    """
    days = {"first_day": pl.lit(first), "last_day": pl.lit(last)}
    rows_of_all = tables["rankings"].filter(pl.col("peer_group") == ALL)
    frames = {
        "rankings": rows_of_all.rename({"measure": "indicator"}).with_columns(**days),
        "benchmarks": tables["benchmarks"].with_columns(unit_id=pl.lit(CITY), **days),
        "signals": tables["signals"].with_columns(**days),
        "trends": tables["trends"],
    }
    counts: dict[Key, int] = {}
    codes = concerning_people(tables)
    for name, frame in frames.items():
        for row in frame.filter(pl.col("indicator").is_in(codes)).iter_rows(named=True):
            key = Key(name, row["unit_id"], row["indicator"], row["first_day"], row["last_day"], "")
            counts |= {key._replace(part=part): value for part, value in _counts_of(row).items()}
    for row in tables["form_ii06a"].filter(pl.col("counted").is_not_null()).iter_rows(named=True):
        key = Key("form_ii06a", row["unit_id"], row["item"], row["period_from"], row["period_to"], "value")
        counts[key] = row["counted"]
    formula_counts = tables["formula_counts"].filter(CONCERNS_PEOPLE, pl.col("value").is_not_null())
    for unit, item, value in formula_counts.select("unit_id", "item", "value").iter_rows():
        counts[Key("formula_counts", unit, item, first, last, "value")] = value
    return counts


def concerning_people(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """Return the codes of the indicators of a publication whose counts concern people."""
    return tables["indicators"].filter(CONCERNS_PEOPLE).get_column("indicator").to_list()


def sums_of(tables: Mapping[str, pl.DataFrame]) -> Sums:
    """Return what each count of an indicator of a publication sums, as its own table `indicators` says it.

    An indicator may have been declared otherwise when an earlier edition was made, or be declared no more.
    """
    sums: dict[str, Mapping[str, tuple[Term, ...]]] = {}
    for row in tables["indicators"].filter(pl.col("numerator").is_not_null()).iter_rows(named=True):
        numerator, denominator, excluded = (
            terms_in(row[column] or "") for column in ("numerator", "denominator", "excluded")
        )
        # Editions of 0.1.0 wrote the denominator with what it left out, which stood beside it alone.
        is_whole = set(negated(*excluded)) <= set(denominator)
        cases = denominator if is_whole else (*denominator, *negated(*excluded))
        failures = (*cases, *negated(*numerator))
        sums[row["indicator"]] = {"x": numerator, "n": cases, REST: failures, "excluded": excluded}
    return sums


def _counts_of(row: Mapping[str, Any]) -> dict[str, int]:
    """Return the counts in a row, by their part of the key."""
    counts = {part: row[part] for part in ("x", "n", "excluded") if row.get(part) is not None}
    return counts | ({REST: row["n"] - row["x"]} if {"x", "n"} <= counts.keys() else {})


@dataclass(frozen=True)
class Slots:
    """The days that base counts are told apart by: the first day of each slot, and the day after the last one."""

    begins: tuple[date, ...]

    @classmethod
    def of(cls, keys: Iterable[Key]) -> "Slots":
        """Return the slots of which the periods of the keys are made."""
        days = {day for key in keys for day in (key.first_day, key.last_day + timedelta(days=1))}
        return cls(tuple(sorted(days)))

    def within(self, first: date, last: date) -> Iterator[date]:
        """Yield the slots of the days from `first` to `last`."""
        yield from (begin for begin, end in pairwise(self.begins) if first <= begin and end <= last + timedelta(days=1))

    def until(self, last: date) -> Iterator[Hashable]:
        """Yield the slots of all days up to `last`, however long ago."""
        yield _BEFORE
        yield from self.within(date.min, last)

    def of_term(self, term: Term, first: date, last: date) -> Iterator[Hashable]:
        """Yield the slots that a term sums over, for the days from `first` to `last`."""
        if term.at == "flow":
            yield from self.within(first, last)
        else:
            yield from self.until(last if term.at == "end" else first - timedelta(days=1))


def terms_of(
    key: Key,
    sums: Sums,
    slots: Slots,
    units: Collection[str],
    changed: Collection[str] = (),
) -> Terms:
    """Return the base counts that a count sums, each with its sign.

    Args:
        key: the count.
        sums: what the counts of the publication that states it sum (`sums_of`).
        slots: the days that base counts are told apart by.
        units: those that a total of the city sums.
        changed: units whose base counts have names of their own: they are not those of another edition.
    """
    base_counts: Terms = {}
    for unit in units if key.unit_id == CITY else (key.unit_id,):
        edition = "changed" if unit in changed else ""
        for term in _summed(key, sums):
            for slot in slots.of_term(term, key.first_day, key.last_day):
                for measure, sign in made_of(term.measure, slot).items():
                    name = (unit, measure, slot, edition)
                    base_counts[name] = base_counts.get(name, 0) + term.sign * sign
    return {name: sign for name, sign in base_counts.items() if sign}


def made_of(measure: str, slot: Hashable) -> Mapping[str, int]:
    """Return the measures that a measure is the sum of in a slot, with their signs; itself where no others make it up.

    By as many as are received and do not end more are open. What was open before the first slot stands for itself.
    """
    received, resolved = (IDENTITIES[name] for name in ("received", "resolved"))
    terms = (*received, *negated(*resolved)) if measure == "open" and slot != _BEFORE else IDENTITIES.get(measure, ())
    return {name: times for (name, _), times in times_added(*terms).items()} or {measure: 1}


def _summed(key: Key, sums: Sums) -> tuple[Term, ...]:
    if key.table_name == "form_ii06a":
        return FORM_TERMS[key.item]
    return terms_in(key.item) if key.table_name == "formula_counts" else sums[key.item][key.part]


def stocks(sums: Sums) -> frozenset[str]:
    """Return the measures of which a stock is counted: their counts over some days may be below zero."""
    terms_counted = [term for parts in sums.values() for terms in parts.values() for term in terms]
    terms_counted += [term for terms in FORM_TERMS.values() for term in terms]
    return frozenset(term.measure for term in terms_counted if term.at in ("start", "end"))
