"""How often a unit sends its dossiers, and what follows from it: by when it should have."""

from datetime import date, timedelta

from schemas.calendar import Calendar
from schemas.register import Unit

_LONGEST_SILENCE = {"weekly": timedelta(days=7), "monthly": timedelta(days=31)}


def expected_until(unit: Unit, calendar: Calendar, day: date) -> date:
    """Return the date of export that a unit must have reached by `day`, by its cadence."""
    if unit.cadence == "daily":
        while not calendar.is_working(day):
            day -= timedelta(days=1)
        return day
    return day - _LONGEST_SILENCE[unit.cadence] if unit.cadence in _LONGEST_SILENCE else date.min
