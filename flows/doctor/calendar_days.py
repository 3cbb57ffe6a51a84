"""Whether the city's calendar knows the days off and the days made up of the year that tonight belongs to."""

from collections.abc import Iterator
from datetime import date, timedelta

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault, named_first
from schemas.calendar import CalendarDeclaration, days_made_up
from schemas.strict import load
from schemas.words.message import message

_ITEM = message("doctor.item-calendar")
_DUE_WITHIN = timedelta(days=90)  # what comes in tonight is due within so many days, and their calendar counts


def calendar(checkup: Checkup) -> Iterator[Finding]:
    """Yield whether the calendar reaches as far as it is needed."""
    path = checkup.city.folder / "calendar.toml"
    if not path.exists():
        words = message("doctor.no-calendar", country=CalendarDeclaration().country)
        yield Finding(_ITEM, "warning", words, message("doctor.declare-calendar"))
        return
    yield reach_of(load(CalendarDeclaration, path), str(path), checkup.today, checkup.city.calendar.last)


def reach_of(declaration: CalendarDeclaration, file: str, today: date, last: date) -> Finding:
    """Return how far a calendar reaches.

    Its decisions reach to the year that it names, else to the last of its days, and everywhere where it swaps no days:
    the public holidays of every country come from the package `holidays`. Days that this package knows to be made up
    must stand in it, also those on which the city's offices were closed all the same.

    Args:
        declaration: the calendar.
        file: where it stands.
        today: the date in the city.
        last: the last day that can be computed with.
    """
    soon = today + _DUE_WITHIN
    if last < soon:
        return fault(_ITEM, "calendar-too-short", last=last, day=soon)
    year = today.year
    swap_years = [day.year for day in (*declaration.days_off, *declaration.working_days)]
    reaches = declaration.decided_through or max(swap_years, default=None)
    absent_days = sorted(
        days_made_up(declaration.country, year) - declaration.working_days.keys() - declaration.days_off.keys()
    )
    if reaches is not None and reaches < year:
        return fault(_ITEM, "calendar-out-of-date", file=file, last=str(reaches), year=str(year))
    if absent_days:
        days = named_first([day.isoformat() for day in absent_days])
        return fault(_ITEM, "calendar-lacks-days", file=file, days=days, country=declaration.country)
    if reaches is not None and reaches < soon.year:
        words = message("doctor.calendar-ends", last=str(reaches), year=str(soon.year))
        return Finding(_ITEM, "warning", words, message("doctor.calendar-ends.advice", file=file, year=str(soon.year)))
    return Finding(_ITEM, "ok", message("doctor.calendar-reaches", year=str(year)))
