"""Rules of time: limits in working days, and what statuses and requests for supplement mean, by some law for some days.

A dossier or petition is under the rules of the day on which it was received, the publication of a procedure under those
of the day of its decision. A legal document applies to what happens while it is in force (law 80/2015/QH13 on legal
documents, article 156.1), and a time limit begins with reception, when the due date is promised (decree 61/2018/ND-CP,
article 17). So each keeps its rules for as long as it lives: no later rule changes a count.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

import polars as pl
from pydantic import Field, model_validator

from schemas.strict import Declaration

Days = tuple[tuple[date, date], ...]  # spans of days, first and last
_SAID_CALL = re.compile(r"\bsaid\((\w+), (\w+)\)")  # in the SQL of a check column: the rule says something of that day


class TimeRule(Declaration):
    """One row of a rule: by which law it holds, and on which days; both ends belong to it, an unsaid one is open."""

    legal_basis: str = Field(min_length=1, description="write the document and its article, as people cite it")
    valid_from: date = date.min
    valid_to: date = date.max

    @model_validator(mode="after")
    def _in_order(self) -> "TimeRule":
        if self.valid_to < self.valid_from:
            raise ValueError(f"valid_to {self.valid_to} is before valid_from {self.valid_from}")
        return self


class StatusRule(TimeRule):
    """Statuses of a dossier."""

    statuses: tuple[str, ...] = Field(min_length=1)


class SupplementRule(TimeRule):
    """How many requests for supplement a dossier may have at most."""

    most: int = Field(ge=0)


class WorkingDaysRule(TimeRule):
    """A limit in working days."""

    working_days: int = Field(ge=1)


class TimeRules(Declaration):
    """`time_rules.toml`: for each rule its rows, of which no two hold on the same day.

    What no row says is not judged. `not_accepted`: statuses of what was filed and never taken into handling.
    `closed`: statuses that promise an end time. `clock_stopped`: statuses in which the unit's clock stands still.
    `supplements`: a dossier with more requests counts as late. `petitions`: until the answer to a petition that has no
    due date. `publication`: from a decision to the publication of its procedure.
    """

    not_accepted: tuple[StatusRule, ...] = ()
    closed: tuple[StatusRule, ...] = ()
    clock_stopped: tuple[StatusRule, ...] = ()
    supplements: tuple[SupplementRule, ...] = ()
    petitions: tuple[WorkingDaysRule, ...] = ()
    publication: tuple[WorkingDaysRule, ...] = ()

    @model_validator(mode="after")
    def _one_at_a_time(self) -> "TimeRules":
        for name, days in self.days_said.items():
            for (_, last), (first, _) in pairwise(sorted(days)):
                if first <= last:
                    day = f" on {first}" if first > date.min else ""
                    raise ValueError(f"{name}: two rows hold{day}; end one (valid_to) before the other begins")
        return self

    @property
    def statuses(self) -> tuple[str, ...]:
        """Every status that a rule names, once."""
        rows = (*self.not_accepted, *self.closed, *self.clock_stopped)
        return tuple(dict.fromkeys(status for row in rows for status in row.statuses))

    @property
    def days_said(self) -> Mapping[str, Days]:
        """The days of which each rule says something."""
        return {name: tuple((row.valid_from, row.valid_to) for row in getattr(self, name)) for name in RULES}


RULES: tuple[str, ...] = tuple(TimeRules.model_fields)
NO_RULES = TimeRules()
Row = TypeVar("Row", bound=TimeRule)


def value_in_force(rows: Iterable[Row], day: pl.Expr, value: Callable[[Row], pl.Expr], kind: pl.DataType) -> pl.Expr:
    """Return the value of the row that holds on a day; null where none does.

    Args:
        rows: those of one rule, of which no two hold on the same day.
        day: dates.
        value: gives what a row says.
        kind: the type of the values.
    """
    expression: pl.Expr = pl.lit(None, dtype=kind)
    for row in rows:
        bounds = [day >= row.valid_from] if row.valid_from > date.min else []
        bounds += [day <= row.valid_to] if row.valid_to < date.max else []
        expression = pl.when(pl.all_horizontal(bounds)).then(value(row)).otherwise(expression) if bounds else value(row)
    return expression


def is_every_day(days: Days) -> bool:
    """Say whether spans that do not overlap leave no day out."""
    sorted_days = sorted(days)
    gapless = all(later[0] == earlier[1] + timedelta(days=1) for earlier, later in pairwise(sorted_days))
    return bool(sorted_days) and (sorted_days[0][0], sorted_days[-1][1]) == (date.min, date.max) and gapless


def rules_in(sql: str) -> set[str]:
    """Return the rules of which a check column asks whether they say something: "said(petitions, received_at)"."""
    return {match[1] for match in _SAID_CALL.finditer(sql)}


def sql_with_days(sql: str, days_said: Mapping[str, Days]) -> str:
    """Return the SQL of a check column with the days of the rules in the place of `said(rule, column)`."""

    def condition(match: re.Match[str]) -> str:
        rule, column = match.groups()
        return f"({' OR '.join(_within(column, span) for span in days_said.get(rule, ())) or 'FALSE'})"

    return _SAID_CALL.sub(condition, sql)


def _within(column: str, span: tuple[date, date]) -> str:
    first, last = span
    bounds = [f"CAST({column} AS DATE) >= DATE '{first}'"] if first > date.min else []
    bounds += [f"CAST({column} AS DATE) <= DATE '{last}'"] if last < date.max else []
    return " AND ".join(bounds) or "TRUE"
