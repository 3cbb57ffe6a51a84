"""Alerts about units that sent nothing, each after its own deadline."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from schemas.calendar import Calendar
from schemas.city import City
from schemas.submission import Submission
from warehouse.night.arrival.arrive import silent_units
from warehouse.watch.alert import Alert, alert
from warehouse.watch.outcomes import named_unit


def missing_alerts(
    city: City, day: date, active: Collection[Submission], grace: Mapping[str, int], typed: Mapping[str, str]
) -> Iterator[Alert]:
    """Yield the units that are silent although their cadence, and the working days granted beyond it, have passed.

    Args:
        city: the city.
        day: the business date of the last night.
        active: the submissions that count.
        grace: unit_id -> working days that a unit may be late before somebody is told; none for those not named.
        typed: see `alert`.
    """
    asked_on = {days: working_day_before(city.calendar, day, days) for days in {0, *grace.values()}}
    silent = {days: silent_units(city, on, active) for days, on in asked_on.items()}
    for unit_id, why in silent[0].items():
        days = grace.get(unit_id, 0)
        if why == "missing" and silent[days].get(unit_id) == "missing":
            yield alert("unit-missing", unit_id, typed, unit=named_unit(city.register, unit_id), day=day, grace=days)


def working_day_before(calendar: Calendar, day: date, count: int) -> date:
    """Return the day that lies `count` (>= 0) working days before a day; the day itself where that is none."""
    while count > 0:
        count -= calendar.is_working(day)
        day -= timedelta(days=1)
    return day
