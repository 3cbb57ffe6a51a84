"""What the dossiers of a data root give for claims: in every reading, over the units and days that a claim may mean."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from schemas.city import City
from schemas.printed import Interval, Printed
from schemas.register import Unit
from schemas.words.message import Message, Value, message
from schemas.words.text import name_key
from warehouse.claims.claim import ByDossiers, Claim, Figures
from warehouse.claims.dossier_readings import (
    DossierReading,
    RateReading,
    code_of,
    count_readings,
    label_of,
    rate_readings,
    scopes,
    value_of,
)
from warehouse.claims.entities import WHOLE, entities_of
from warehouse.claims.holdings import Held, Holding, Window, held_days, holding
from warehouse.claims.vocabulary import Rate, measure_of, whole_named

_UNBOUNDED = Fraction(10**12)  # more dossiers than there are: nothing bounds a count from above


@dataclass(frozen=True)
class _Scope:
    """Units whose dossiers a claim may be of. `is_all`: they are all that the claim may mean; `departures` of it."""

    name: str
    units: tuple[Unit, ...]
    is_all: bool
    departures: int


class _Days(NamedTuple):
    """Days that a claim may mean: its own, or those of the reporting period of that name."""

    name: str
    window: Window
    departures: int


def windows_of(claims: Collection[Claim]) -> frozenset[Window]:
    """Return all days that claims may mean: the counts that `figures_of` is given must be told apart by them."""
    return frozenset(days.window for claim in claims for days in _days_of(claim))


def figures_of(claims: Sequence[Claim], city: City, held: Held) -> Figures:
    """Return what complete dossiers give in every reading of each claim that they can tell of.

    A claim is left out where dossiers tell nothing of its measure, where it states no days, or where exports of its
    unit do not cover them. Where a claim may also be of dossiers that the data root does not hold (a district's with
    its wards', a whole city's with its departments'), one of its figures says only between what it would lie.

    Args:
        claims: the claims, of any number of texts.
        city: whose register and names tell whose figure a claim is.
        held: the counts of the days of `windows_of`, and what was sent.
    """
    figures: dict[str, Sequence[ByDossiers]] = {}
    held_in = cache(lambda window: held_days(held, window))

    @cache
    def holding_in(units: tuple[Unit, ...], window: Window) -> Holding:
        return holding(held_in(window), units)

    for claim in claims:
        readings, scopes_of_claim = tuple(_readings_of(claim)), _scopes_of(claim, city)
        if not readings or not _is_comparable(claim):
            continue
        claimed_days = next(iter(_days_of(claim)), None)
        if (
            claimed_days is None
            or not scopes_of_claim
            or not holding_in(scopes_of_claim[0].units, claimed_days.window).is_complete
        ):
            continue
        figures[claim.claim_id] = [
            figure
            for days in _days_of(claim)
            for scope in scopes_of_claim
            for reading, departures in readings
            if (figure := _figure(reading, departures, scope, days, holding_in(scope.units, days.window))) is not None
        ]
    return figures


def _is_comparable(claim: Claim) -> bool:
    """Say whether what is printed is one number, a share where a rate is claimed and none where a count is."""
    is_rate = isinstance(measure_of(claim.measure), Rate)
    return isinstance(claim.printed, Printed) and claim.printed.second is None and claim.printed.is_percent == is_rate


def _readings_of(claim: Claim) -> Iterator[tuple[DossierReading, int]]:
    measure = measure_of(claim.measure)
    if isinstance(measure, Rate):
        yield from rate_readings(measure.name, whole_named(claim.denominator_id))
    elif measure is not None:
        yield from count_readings(measure.name)


def _figure(
    reading: DossierReading, departures: int, scope: _Scope, days: _Days, unit_holding: Holding
) -> ByDossiers | None:
    if (value_and_interval := value_of(reading, unit_holding)) is None:
        return None
    value, interval = value_and_interval
    if not (scope.is_all and unit_holding.is_complete):
        value = None
        interval = (
            Interval(Fraction(0), Fraction(1))
            if isinstance(reading, RateReading)
            else interval._replace(high=_UNBOUNDED)
        )
    code = code_of(reading) + "".join(f"; {name}" for name in (scope.name, days.name) if name)
    departures += scope.departures + days.departures
    return ByDossiers(code, departures, value, interval, _words(reading, scope, days))


def _words(reading: DossierReading, scope: _Scope, days: _Days) -> Message:
    words = message("claims_dossiers.count", of=label_of(reading.of))
    if isinstance(reading, RateReading):
        words = message("claims_dossiers.rate", of=label_of(reading.of), over=label_of(reading.over))
    qualifiers: list[Value] = [label_of(f"due_{reading.due}")] if reading.due else []
    qualifiers += [label_of(f"undated_{reading.undated}")] if reading.undated else []
    qualifiers += [message(f"claims_dossiers.scope-{scope.name}")] if scope.name else []
    qualifiers += (
        [message(f"claims_dossiers.{days.name}", first=days.window[0], last=days.window[1])] if days.name else []
    )
    return message("claims_dossiers.reading", words=words, said=qualifiers) if qualifiers else words


def _days_of(claim: Claim) -> Iterator[_Days]:
    """Yield the days that a claim states, and those of the reporting quarter or year that may be meant by them."""
    if claim.window is None:
        return
    first, last = claim.window
    yield _Days("", (first, last), 0)
    following = last + timedelta(days=1)
    months = 12 * (following.year - first.year) + following.month - first.month
    if first.day == following.day == 1 and months in (3, 12):  # circular 01/2020: from the 15th of the month before
        begin = (first - timedelta(days=1)).replace(day=15)
        yield _Days("reporting-period", (begin, last.replace(day=14)), 1)


def _scopes_of(claim: Claim, city: City) -> tuple[_Scope, ...]:
    """Return whose dossiers a claim may be of, the likeliest first; none where that is nobody of the register."""
    if claim.window is None:
        return ()
    first, last = claim.window
    units = [unit for unit in city.register.units if unit.valid_from <= last and first <= unit.valid_to]
    unit = city.register.resolve(claim.unit_as_written, first) or city.register.resolve(claim.unit_as_written)
    if unit is not None:
        return _unit_scopes(unit, units, name_key(claim.scope))
    [entity] = entities_of([claim])
    if entity.place and entity.place not in _names_of(city):
        return ()
    if entity.level == WHOLE:
        return (_Scope("with-others", tuple(units), False, 0),)
    level_units = tuple(unit for unit in units if unit.level == entity.level)
    return (_Scope("", level_units, True, 0),) if level_units else ()


def _unit_scopes(unit: Unit, units: Collection[Unit], scope_key: str) -> tuple[_Scope, ...]:
    """Return the scopes of a unit's figure: the unit alone, with the units of the register that go with it, and with
    wards whose dossiers nobody holds, unless the text says that it is alone, or the unit can have none.
    """
    alone = _Scope("", (unit,), True, 0)
    if scope_key in {name_key(words) for words in scopes().alone}:
        return (alone,)
    related_units = tuple(u for u in units if u == unit or u.unit_id in unit.successors or unit.unit_id in u.successors)
    with_related = (_Scope("with-successors", related_units, True, 1),) if len(related_units) > 1 else ()
    with_others = () if unit.level in scopes().without_wards else (_Scope("with-others", (unit,), False, 1),)
    return (alone, *with_related, *with_others)


def _names_of(city: City) -> Mapping[str, None]:
    """Return the names of the city as those of places are compared."""
    name_claims = [
        Claim("", "", name, "", None, "", "", message("")) for name in (city.about.name_vi, city.about.name_en)
    ]
    return dict.fromkeys(entity.place for entity in entities_of(name_claims))
