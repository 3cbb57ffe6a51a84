"""Periods: what people call a month, a quarter, a year or a reporting quarter, as a first and a last day."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from schemas.words.catalogue import said
from schemas.words.message import Message, message

Kind = Literal["month", "quarter", "year", "reporting_quarter", "reporting_year", "dates"]

_FORMS = message("periods.forms")
_SHARE_OF_YEAR: dict[Kind, Fraction] = {
    "month": Fraction(1, 12),
    "quarter": Fraction(1, 4),
    "reporting_quarter": Fraction(1, 4),
    "year": Fraction(1),
    "reporting_year": Fraction(1),
}

_MONTHS = {kind: int(12 * share) for kind, share in _SHARE_OF_YEAR.items()}


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included. Kind "dates" is any other span than a whole named period."""

    id: str
    kind: Kind
    first: date
    last: date

    @property
    def years(self) -> Fraction:
        """The length in years: exact for whole named periods, days / 365 for others."""
        return _SHARE_OF_YEAR.get(self.kind, Fraction((self.last - self.first).days + 1, 365))

    def until(self, day: date) -> "Period":
        """Return the part of the period up to `day`, under the same id.

        Counts know the days on which open dossiers will become overdue, so a period that is still running is judged up
        to the business date. Raises ValueError where the period has not begun by then.
        """
        if day >= self.last:
            return self
        if day < self.first:
            raise _fault(message("periods.not-begun", id=self.id, day=day))
        return replace(self, kind="dates", last=day)


def parse_period(text: str) -> Period:
    """Return the period that `text` names; raise ValueError with the accepted forms where it names none.

    A reporting quarter runs from the 15th of the month before the quarter to the 14th of its last month, a reporting
    year from 15 December to 14 December (circular 01/2020/TT-VPCP).
    """
    period_text = text.strip()
    try:
        parsed = _parse(period_text)
    except ValueError:
        raise _fault(message("periods.no-date", written=text, forms=_FORMS)) from None
    if parsed is None:
        raise _fault(message("periods.unknown", written=text, forms=_FORMS))
    if parsed.last < parsed.first:
        raise _fault(message("periods.ends-first", written=text, forms=_FORMS))
    return parsed


def running_period(kind: Literal["month", "quarter", "year"], day: date) -> str:
    """Return the period that `day` lies in, as `parse_period` reads it."""
    return {"month": f"{day:%Y-%m}", "quarter": f"{day:%Y}-Q{(day.month + 2) // 3}", "year": f"{day:%Y}"}[kind]


def previous(period: Period) -> Period:
    """Return the period before, of the same kind: what a trend compares with, and small counts are pooled with.

    A named period is preceded by the month, quarter or year before it. One that was cut (`Period.until`) is preceded by
    the same days of that one: of 2023 up to 10 June, by 2022 up to 10 June. A day that its month does not have is the
    last of that month. Days of no named period are preceded by as many days. Raises ValueError before the year 1.
    """
    named_period = _parse(period.id)
    try:
        if named_period is None or named_period.kind == "dates":
            return _days_before(period)
        period_before = parse_period(_named_before(named_period))
    except (OverflowError, ValueError):
        raise _fault(message("periods.nothing-before", id=period.id)) from None
    if period == named_period:
        return period_before
    return period_before.until(_same_day(period.last, -_MONTHS[named_period.kind]))


def half_periods(period: Period) -> tuple[Period, ...]:
    """Return the two halves of a period, the first a day longer if it must be; none of a single day."""
    middle = period.first + timedelta(days=(period.last - period.first).days // 2)
    second_begin = middle + timedelta(days=1)
    if second_begin > period.last:
        return ()
    return tuple(
        Period(f"{first}..{last}", "dates", first, last)
        for first, last in ((period.first, middle), (second_begin, period.last))
    )


def _days_before(period: Period) -> Period:
    last = period.first - timedelta(days=1)
    first = last - (period.last - period.first)
    return Period(f"{first}..{last}", "dates", first, last)


def _named_before(period: Period) -> str:
    """Return the id of the named period before: the year and number of the last month of that one."""
    last = period.first - timedelta(days=1)
    year, quarter = f"{last.year:04}", (last.month + 2) // 3
    return {
        "month": f"{year}-{last.month:02}",
        "quarter": f"{year}-Q{quarter}",
        "year": year,
        "reporting_quarter": f"{year}-RQ{quarter}",
        "reporting_year": f"{year}-RY",
    }[period.kind]


def _same_day(day: date, months: int) -> date:
    """Return the same day of the month that comes `months` after, or the last of that month if it is shorter."""
    first = _months_later(day.replace(day=1), months)
    return min(first + timedelta(days=day.day - 1), _months_later(first, 1) - timedelta(days=1))


def _month(match: re.Match[str]) -> Period:
    return _months(match, "month", int(match[2]), 1)


def _quarter(match: re.Match[str]) -> Period:
    return _months(match, "quarter", 3 * int(match[2]) - 2, 3)


def _year(match: re.Match[str]) -> Period:
    return _months(match, "year", 1, 12)


def _reporting_quarter(match: re.Match[str]) -> Period:
    return _reporting(match, "reporting_quarter", 3 * int(match[2]) - 2, 3)


def _reporting_year(match: re.Match[str]) -> Period:
    return _reporting(match, "reporting_year", 1, 12)


def _dates(match: re.Match[str]) -> Period:
    return Period(match[0], "dates", date.fromisoformat(match[1]), date.fromisoformat(match[2]))


_PATTERNS: Mapping[str, Callable[[re.Match[str]], Period]] = {
    r"(\d{4})-(\d{2})": _month,
    r"(\d{4})-Q([1-4])": _quarter,
    r"(\d{4})": _year,
    r"(\d{4})-RQ([1-4])": _reporting_quarter,
    r"(\d{4})-RY": _reporting_year,
    r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})": _dates,
}


def _parse(text: str) -> Period | None:
    for pattern, build in _PATTERNS.items():
        if match := re.fullmatch(pattern, text, re.ASCII):
            return build(match)
    return None


def _months(match: re.Match[str], kind: Kind, month: int, count: int) -> Period:
    first = date(int(match[1]), month, 1)
    return Period(match[0], kind, first, _months_later(first, count) - timedelta(days=1))


def _reporting(match: re.Match[str], kind: Kind, month: int, count: int) -> Period:
    first = date(int(match[1]), month, 1)
    begin, end = _months_later(first, -1), _months_later(first, count - 1)
    return Period(match[0], kind, begin.replace(day=15), end.replace(day=14))


def _months_later(first: date, months: int) -> date:
    """Return the first day of the month that comes `months` after that of `first`, the first day of a month."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _fault(reason: Message) -> ValueError:
    return ValueError(" / ".join(said(reason)))
