"""Periods that no change of a city's units crosses: units are compared over days on which they exist.

A change is a day on which more than half of the units of a level are others, as when 168 communes took the place of 22
districts on 1 July 2025. Where fewer are, those alone cannot be compared over a period that crosses the day.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from schemas.register import Unit
from warehouse.ranking.evidence.periods import Period, parse_period, previous, running_period

_A_DAY = timedelta(days=1)


def unbroken_period(units: Collection[Unit], kind: Literal["month", "quarter", "year"], day: date) -> Period:
    """Return the month, quarter or year that `day` lies in, from the last change of its units before the day on.

    It is a named period where no change lies there, else days ("2025-07-01..2025-12-31"). What lies after the day is
    not asked: a period that runs is judged up to the day (`Period.until`).
    """
    named_period, since = parse_period(running_period(kind, day)), in_force_since(units, day)
    return named_period if since <= named_period.first else parse_period(f"{since}..{named_period.last}")


def period_before(units: Collection[Unit], period: Period) -> Period:
    """Return the period that this one is compared with: `previous`, or where a change lies in or after it, the days
    from the change on. Where the period itself begins with the change, the one before holds other units: none of them
    is compared.
    """
    previous_period, since = previous(period), in_force_since(units, period.last)
    if since <= previous_period.first or period.first <= since:
        return previous_period
    return parse_period(f"{since}..{period.first - _A_DAY}")


def in_force_since(units: Collection[Unit], day: date) -> date:
    """Return the first day since which, of each level, more than half of the units of `day` exist."""
    begins = defaultdict[str, list[date]](list)
    for unit in units:
        if unit.valid_on(day):
            begins[unit.level].append(unit.valid_from)
    return max((sorted(days)[len(days) // 2] for days in begins.values()), default=date.min)
