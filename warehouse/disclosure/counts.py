"""Every count about people that a publication states, and of which base counts each is the sum.

A base count is of a unit, a measure and a slot: the days between two moments at which any published period begins or
ends. Two published counts with the same terms are the same count, in whatever tables they stand.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import polars as pl

from schemas.indicator import Indicator
from schemas.terms import Term, less
from warehouse.ranking.evidence.form_ii06a import FORM_TERMS
from warehouse.ranking.row_ids import ALL

Terms = dict[Hashable, int]
CITY = ""  # in a key: the units together
REST = "rest"  # the denominator less the numerator: never stated, but easily worked out
_BEFORE = "before"  # the slot of all days before the first


class Key(NamedTuple):
    """One published count, as in the table `suppressions`: of a unit (or `CITY`), an item, some days, in a table."""

    table_name: str
    unit_id: str
    item: str
    first_day: date
    last_day: date
    part: str


def stated(
    tables: Mapping[str, pl.DataFrame], indicators: Mapping[str, Indicator], first: date, last: date
) -> dict[Key, int]:
    """Return the counts about people that tables of a publication of the days `first` to `last` state, by key.

    Each indicator has a numerator, a denominator and what it leaves (`REST`). What is suppressed is not among them, nor
    what a unit reports of itself (`reported.py`).
    """
    days = {"first_day": pl.lit(first), "last_day": pl.lit(last)}
    of_all = tables["rankings"].filter(pl.col("peer_group") == ALL)
    frames = {
        "rankings": of_all.rename({"measure": "indicator"}).with_columns(**days),
        "benchmarks": tables["benchmarks"].with_columns(unit_id=pl.lit(CITY), **days),
        "signals": tables["signals"].with_columns(**days),
        "trends": tables["trends"],
    }
    found: dict[Key, int] = {}
    about_people = people(indicators)
    for name, frame in frames.items():
        for row in frame.filter(pl.col("indicator").is_in(about_people)).iter_rows(named=True):
            key = Key(name, row["unit_id"], row["indicator"], row["first_day"], row["last_day"], "")
            found |= {key._replace(part=part): value for part, value in _parts(row).items()}
    for row in tables["form_ii06a"].filter(pl.col("counted").is_not_null()).iter_rows(named=True):
        key = Key("form_ii06a", row["unit_id"], row["item"], row["period_from"], row["period_to"], "value")
        found[key] = row["counted"]
    return found


def people(indicators: Mapping[str, Indicator]) -> tuple[str, ...]:
    """Return the codes of the indicators whose counts are of people's business."""
    return tuple(code for code, one in indicators.items() if one.is_about_people)


def _parts(row: Mapping[str, Any]) -> dict[str, int]:
    parts = {part: row[part] for part in ("x", "n", "excluded") if row.get(part) is not None}
    return parts | ({REST: row["n"] - row["x"]} if {"x", "n"} <= parts.keys() else {})


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
    indicators: Mapping[str, Indicator],
    slots: Slots,
    units: Collection[str],
    changed: Collection[str] = (),
) -> Terms:
    """Return the base counts that a count sums, each with its sign; `units` are those that a total of the city sums.

    The base counts of `changed` units have names of their own: they are not those of another edition.
    """
    found: Terms = {}
    for unit in units if key.unit_id == CITY else (key.unit_id,):
        edition = "changed" if unit in changed else ""
        for term in _sum_of(key, indicators):
            for slot in slots.of_term(term, key.first_day, key.last_day):
                name = (unit, term.measure, slot, edition)
                found[name] = found.get(name, 0) + term.sign
    return {name: sign for name, sign in found.items() if sign}


def stocks(indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """Return the measures of which a stock is counted: their counts over some days may be below zero."""
    used = [t for one in indicators.values() for t in (*one.numerator, *one.denominator, *one.excluded)]
    used += [term for terms in FORM_TERMS.values() for term in terms]
    return frozenset(term.measure for term in used if term.at in ("start", "end"))


def _sum_of(key: Key, indicators: Mapping[str, Indicator]) -> tuple[Term, ...]:
    if key.table_name == "form_ii06a":
        return FORM_TERMS[key.item]
    one = indicators[key.item]
    cases = (*one.denominator, *less(*one.excluded))
    sums = {"x": one.numerator, "n": cases, REST: (*cases, *less(*one.numerator)), "excluded": one.excluded}
    return sums[key.part]
