"""The working calendar: weekends, public holidays from the `holidays` package, and the days a city swaps each year."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl
from pydantic import Field

from schemas.errors import DeclarationError
from schemas.hashing import short_hash
from schemas.strict import Declaration

if TYPE_CHECKING:
    import numpy as np


class CalendarDeclaration(Declaration):
    """`calendar.toml`: the country of the public holidays, and what the city decided otherwise.

    `days_off` are extra days without work, `working_days` are weekend days or holidays on which work is made up.
    `decided_through` is the last year of which every such decision stands here, also where a year has none.
    """

    country: str = "VN"
    subdivision: str | None = None
    days_off: dict[date, str] = Field(default_factory=dict)
    working_days: dict[date, str] = Field(default_factory=dict)
    decided_through: int | None = None


class Calendar:
    """Working-day arithmetic over one declared calendar; days outside `first`..`last` are an error."""

    def __init__(
        self, declaration: CalendarDeclaration, first: date = date(2000, 1, 1), last: date = date(2040, 12, 31)
    ) -> None:
        self.first, self.last = first, last
        self._declaration = declaration
        self._made_up = frozenset(declaration.working_days)

    @cached_property
    def _names(self) -> dict[date, str]:
        """What each day is called on which offices do not work; to know them takes longer than to load all the rest."""
        off = (
            _public_holidays(self._declaration, range(self.first.year, self.last.year + 1)) | self._declaration.days_off
        )
        return {day: name for day, name in off.items() if day not in self._made_up}

    def check(self) -> None:
        """Raise `DeclarationError` where nobody knows the public holidays of the declared country or subdivision."""
        _ = self._names

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of the whole calendar: what was computed with another one is out of date."""
        return short_hash([self.first, self.last, sorted(self._names.items()), sorted(self._made_up)])

    def is_working(self, day: date) -> bool:
        """Say whether offices work on `day`."""
        return day in self._made_up or (day.weekday() < 5 and day not in self._names)

    @cached_property
    def _working_day_counts(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """Number of working days from `first` up to and including each day."""
        import numpy as np

        days = (self.last - self.first).days + 1
        flags = [self.is_working(self.first + timedelta(days=i)) for i in range(days)]
        return np.cumsum(np.asarray(flags, dtype=np.int64))

    def add_working_days(self, start: date, count: int) -> date:
        """Return the first day by which `count` working days (>= 0) have passed after `start`."""
        import numpy as np

        if count == 0:
            return start
        target_count = self._working_day_counts[self._index(start)] + count
        index = int(np.searchsorted(self._working_day_counts, target_count))
        if index >= len(self._working_day_counts):
            raise ValueError(f"{count} working days after {start} lies outside the calendar")
        return self.first + timedelta(days=index)

    def add_working_days_expr(self, start: pl.Expr, count: pl.Expr) -> pl.Expr:
        """Return `add_working_days` for expressions; null where either is null or the day lies outside the calendar."""
        target_count = self._days_passed(start) + count
        inside = pl.when(target_count < len(self._day_by_count)).then(target_count.clip(0))
        return pl.when(count == 0).then(start.cast(pl.Date)).otherwise(pl.lit(self._day_by_count).gather(inside))

    @cached_property
    def _day_by_count(self) -> pl.Series:
        """The first day by which 0, 1, 2 … working days have passed since the calendar began."""
        import numpy as np

        numbers = np.searchsorted(self._working_day_counts, np.arange(self._working_day_counts[-1] + 1))
        return pl.Series(np.datetime64(self.first) + numbers, dtype=pl.Date)

    def _days_passed(self, day: pl.Expr) -> pl.Expr:
        """Return how many working days of the calendar have passed by a day."""
        # In whole numbers: differences of dates are durations, which cost several times as much.
        index = day.cast(pl.Date).to_physical() - (self.first - date(1970, 1, 1)).days
        inside = pl.when(index.is_between(0, len(self._working_day_counts) - 1)).then(index)
        return pl.lit(pl.Series(self._working_day_counts)).gather(inside)

    def _index(self, day: date) -> int:
        if not self.first <= day <= self.last:
            raise ValueError(f"{day} lies outside the calendar ({self.first} to {self.last})")
        return (day - self.first).days


def days_made_up(country: str, year: int) -> set[date]:
    """Return the weekend days of a year on which a country is known to have made up work; of most none is known."""
    import holidays

    try:
        holiday_calendar = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return set()
    return {day for day in holiday_calendar.weekend_workdays if day.year == year}


def _public_holidays(declaration: CalendarDeclaration, years: range) -> dict[date, str]:
    """Return day -> name in the country's own language: without one, the locale of the host would translate them."""
    import holidays

    try:
        language = holidays.country_holidays(declaration.country, subdiv=declaration.subdivision).default_language
    except NotImplementedError:
        countries = ", ".join(holidays.list_supported_countries())
        raise DeclarationError(
            f"calendar.toml: no public holidays are known of country {declaration.country!r}, subdivision "
            f"{declaration.subdivision!r}; countries: {countries}"
        ) from None
    public = holidays.country_holidays(
        declaration.country, subdiv=declaration.subdivision, years=years, language=language
    )
    return {day: str(name) for day, name in public.items()}


def working_days(calendar: Calendar, days: Sequence[date]) -> list[date]:
    """Return those of `days` on which offices work."""
    return [day for day in days if calendar.is_working(day)]
