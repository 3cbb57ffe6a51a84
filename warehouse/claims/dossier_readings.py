"""What a figure may be over the counts of dossiers: its readings as `schemas/data/claim_dossiers.toml` lists them."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import TypeAlias

from schemas.data_files import data_file
from schemas.printed import Interval
from schemas.strict import Declaration
from schemas.terms import SomeTerms
from schemas.words.message import Declared
from warehouse.claims.holdings import Holding


class CountReading(Declaration):
    """A count of dossiers that a figure may stand for: the sum of `terms`, or anything from there to that of `up_to`.

    `of` says which dossiers, `due` by which due date they are on time or late, `undated` what becomes of those that
    have none.
    """

    of: str
    due: str = ""
    undated: str = ""
    terms: SomeTerms
    up_to: SomeTerms | None = None


class RateReading(Declaration):
    """A rate that a figure may stand for: the dossiers `of` a kind over those that it is reckoned `over`."""

    of: str
    over: str
    due: str = ""
    undated: str = ""
    numerator: SomeTerms
    denominator: SomeTerms


DossierReading: TypeAlias = CountReading | RateReading


class Scopes(Declaration):
    """How texts say that a figure is of the unit `alone`; the levels of which units have none below them."""

    alone: tuple[str, ...]
    without_wards: tuple[str, ...]


class _Label(Declaration):
    vi: str
    en: str


class _Declared(Declaration):
    counts: Mapping[str, tuple[CountReading, ...]]
    rates: Mapping[str, tuple[RateReading, ...]]
    same_wholes: Mapping[str, str]
    scopes: Scopes
    labels: Mapping[str, _Label]


@cache
def _declared() -> _Declared:
    return _Declared.model_validate(data_file("claim_dossiers"))


def scopes() -> Scopes:
    """Return what is said of scopes."""
    return _declared().scopes


def label_of(name: str) -> Declared:
    """Return what people call a part of a reading."""
    label = _declared().labels[name]
    return Declared(label.vi, label.en)


def count_readings(name: str) -> Iterator[tuple[DossierReading, int]]:
    """Yield each reading of a count, with the number of respects in which it departs from the usual one, the first."""
    readings = _declared().counts.get(name, ())
    for reading in readings:
        yield reading, _departures(readings[0], reading)


def rate_readings(name: str, over: str) -> Iterator[tuple[DossierReading, int]]:
    """Yield each reading of a rate, with the number of respects in which it departs from the usual one.

    The usual one is the first over what the sentence divides by (`over`); where it names nothing, the first of all.
    Where nothing is divided by what it names, every reading departs from it.
    """
    readings = _declared().rates.get(name, ())
    whole_name = _declared().same_wholes.get(over, over)
    usual = next((rate for rate in readings if rate.over == whole_name), None)
    for reading in readings:
        yield reading, _departures(usual or readings[0], reading) + (reading.over != (whole_name or readings[0].over))


def _departures(usual: DossierReading, reading: DossierReading) -> int:
    value_pairs = [(getattr(usual, name), getattr(reading, name)) for name in ("of", "due", "undated")]
    return sum(a != b for a, b in value_pairs if a and b)


def code_of(reading: DossierReading) -> str:
    """Return a name of a reading for programs: "on_time / resolved; due current; undated on_time"."""
    over = f" / {reading.over}" if isinstance(reading, RateReading) else ""
    due = f"; due {reading.due}" if reading.due else ""
    return f"{reading.of}{over}{due}" + (f"; undated {reading.undated}" if reading.undated else "")


def value_of(reading: DossierReading, holding: Holding) -> tuple[Fraction | None, Interval] | None:
    """Return what a reading gives over what is held, None where it cannot be told, and between what it surely lies.

    Every count of dossiers may be off by as many rows as were rejected. Nothing where there is nothing to divide by.
    """
    unsure = holding.unsure
    if isinstance(reading, CountReading):
        ends = sorted((holding.sum_of(reading.terms), holding.sum_of(reading.up_to or reading.terms)))
        value = Fraction(ends[0]) if ends[0] == ends[1] else None
        return value, Interval(Fraction(max(0, ends[0] - unsure)), Fraction(ends[1] + unsure))
    part, whole = holding.sum_of(reading.numerator), holding.sum_of(reading.denominator)
    if whole <= 0 and not unsure:
        return None
    if whole <= unsure:  # of so few, any part may be the rows that were rejected
        value = Fraction(part, whole) if whole > 0 else None
        return value, Interval(Fraction(0), Fraction(max(1, part + unsure)))
    interval = Interval(Fraction(max(0, part - unsure), whole + unsure), Fraction(part + unsure, whole - unsure))
    return Fraction(part, whole), interval
