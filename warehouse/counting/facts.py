"""What a row says about time: when a dossier or petition ended, whether in time, and when it became overdue.

Each function adds columns to a table, those of `schemas.facts`, so that the conditions of measures are short. A column
of days is null where the thing did not happen. "By day" comparisons look at the date, the others at the instant; a time
limit counted in working days replaces a missing due date and is always compared by the day. Statuses and limits are
judged by the city's rules of time, each row by those of its own day (`schemas.time_rules`).
"""

from collections.abc import Iterable

import polars as pl

from schemas.calendar import Calendar
from schemas.time_rules import StatusRule, TimeRules, WorkingDaysRule, value_in_force

_RECEIVED = pl.col("received_at").dt.date()


def time_limits(procedures: pl.LazyFrame) -> pl.LazyFrame:
    """Return unit_id, procedure_code, limit: the longest time limit in working days that any decision gives.

    decision 766 measures a dossier without due date against the procedure's maximum.
    """
    limit = pl.col("limit_working_days").max().alias("limit")
    return procedures.group_by("unit_id", "procedure_code").agg(limit).filter(pl.col("limit").is_not_null())


def dossier_facts(
    dossiers: pl.LazyFrame, calendar: Calendar, limits: pl.LazyFrame | None, rules: TimeRules
) -> pl.LazyFrame:
    """Return dossiers with `received_day`, `end_day`, `overdue_day` and the judgements on their timeliness.

    - `is_accepted` is false for those newly filed or not received: they are not counted as dossiers of the unit.
    - End: completed, else returned, else refused; a refusal is a result. A dossier whose status says that it is closed
      (`is_closed`) but which has no such time stays open: nobody can say on which day it ended.
    - `is_waiting`: open, and the clock stands still: decision 766 takes the request for supplement as the end, and the
      table has no time of it.
    - `is_over_supplemented`: more was asked for more often than the rules allow.
    - `late_first` and `late_current` (ended after the first or current due date; null: not ended, or nothing to
      compare), `late_766` (over-supplemented, else `late_current`: decision 766, rule 2.1).
    - `overdue_day`: the first day at whose end the dossier is open and overdue against its current due date, whether
      or not it ended later; null where that cannot be, and of one that is waiting: it is never overdue while it waits.
    - `in_progress_day`: the day from which work on it is in progress, that of reception. One whose status says that it
      is closed, without a time, is in progress only from its `overdue_day`: leaving out when it ended neither adds to
      what is open in time nor hides that it is overdue.
    - `late_day_766`: the day from which decision 766 holds it late: that of reception where it is over-supplemented,
      else `overdue_day`.

    Args:
        dossiers: the table, or a part of it.
        calendar: the working days.
        limits: unit_id, procedure_code, limit in working days (`time_limits`); None: dossiers without due date are
            compared with nothing.
        rules: the city's rules of time.
    """
    timed = _with_end_and_status(_with_limit_days(dossiers, calendar, limits), rules)
    too_many = value_in_force(
        rules.supplements, _RECEIVED, lambda rule: pl.col("supplements") > rule.most, pl.Boolean()
    )
    judged_dossiers = timed.with_columns(
        is_over_supplemented=too_many.fill_null(False),
        first_due_day=pl.coalesce(pl.col("first_due_at").dt.date(), "limit_day"),
        current_due_day=pl.coalesce(pl.col("current_due_at").dt.date(), "limit_day"),
        late_first=_late("first_due_at"),
        late_current=_late("current_due_at"),
    )
    return _with_days_in_progress(judged_dossiers)


def petition_facts(petitions: pl.LazyFrame, calendar: Calendar, rules: TimeRules) -> pl.LazyFrame:
    """Return petitions with `received_day`, `end_day`, `late` and `overdue_day`, as for dossiers.

    Where the city says no limit for petitions without due date, its rules for the table ask for due dates.
    """
    timed = petitions.with_columns(
        received_day=_RECEIVED,
        end=pl.col("resolved_at"),
        end_day=pl.col("resolved_at").dt.date(),
        **_limit_days(calendar, "received_at", _working_days(rules.petitions, _RECEIVED)),
        by_day=pl.col("is_compared_by_day").fill_null(False),
    )
    return timed.with_columns(late=_late("due_at"), overdue_day=_while_open(_overdue_day("due_at")))


def procedure_facts(procedures: pl.LazyFrame, calendar: Calendar, rules: TimeRules) -> pl.LazyFrame:
    """Return procedures with `due_day` (effective, else announced), `complete_day`, `limit_day` and `beyond_day`.

    Where the city says no limit from the decision to its publication, nothing is measured against it.
    """
    due_day = pl.coalesce("effective_date", "announced_date")
    return procedures.with_columns(
        due_day=due_day,
        complete_day=pl.max_horizontal(due_day, "published_date"),
        **_limit_days(calendar, "decided_date", _working_days(rules.publication, pl.col("decided_date"))),
    )


def satisfaction_facts(answers: pl.LazyFrame) -> pl.LazyFrame:
    """Return survey answers with `answered_day`."""
    return answers.with_columns(answered_day=pl.col("answered_at").dt.date())


def staffing_facts(staffing: pl.LazyFrame) -> pl.LazyFrame:
    """Return one row for each day that a staffing row covers (`day`): a level is averaged over days, never summed."""
    days = pl.date_ranges("period_from", "period_to").alias("day")
    return staffing.with_columns(days).explode("day", empty_as_null=True)


def _with_limit_days(dossiers: pl.LazyFrame, calendar: Calendar, limits: pl.LazyFrame | None) -> pl.LazyFrame:
    """Return dossiers with the days of their limit, as `_limit_days` gives them."""
    if limits is None:
        nothing = pl.lit(None, dtype=pl.Date)
        return dossiers.with_columns(limit_day=nothing, beyond_day=nothing)
    limit = pl.col("limit") + pl.col("supplement_days").fill_null(0)
    limited = dossiers.join(limits, on=["unit_id", "procedure_code"], how="left")
    return limited.with_columns(**_limit_days(calendar, "received_at", limit)).drop("limit")


def _with_end_and_status(dossiers: pl.LazyFrame, rules: TimeRules) -> pl.LazyFrame:
    """Return dossiers with when they ended, and what their status says by the rules of their day."""
    ended = pl.coalesce("completed_at", "returned_at", "refused_at")
    return dossiers.with_columns(
        is_accepted=~_stands_in(rules.not_accepted),  # no status said: it was taken in
        is_closed=_stands_in(rules.closed),
        is_waiting=ended.is_null() & _stands_in(rules.clock_stopped),
        received_day=_RECEIVED,
        end=ended,
        end_day=ended.dt.date(),
        supplements=pl.col("supplement_request_count").fill_null(0),
        by_day=pl.col("is_compared_by_day").fill_null(False),
    )


def _with_days_in_progress(judged_dossiers: pl.LazyFrame) -> pl.LazyFrame:
    """Return judged dossiers with the days from which they are overdue, in progress, and late by decision 766."""
    overdue = pl.when(~pl.col("is_waiting")).then(_overdue_day("current_due_at"))
    return judged_dossiers.with_columns(
        late_766=pl.when(pl.col("end").is_not_null()).then(pl.col("is_over_supplemented") | pl.col("late_current")),
        overdue_day=_while_open(overdue),
    ).with_columns(
        in_progress_day=pl.when(pl.col("is_closed") & pl.col("end").is_null())
        .then("overdue_day")
        .otherwise("received_day"),
        late_day_766=pl.when("is_over_supplemented").then("received_day").otherwise("overdue_day"),
    )


def _stands_in(rules: Iterable[StatusRule]) -> pl.Expr:
    """Say whether a dossier has one of the statuses that the rule of its day names; never null."""
    return value_in_force(rules, _RECEIVED, lambda rule: pl.col("status").is_in(rule.statuses), pl.Boolean()).fill_null(
        False
    )


def _working_days(rules: Iterable[WorkingDaysRule], day: pl.Expr) -> pl.Expr:
    return value_in_force(rules, day, lambda rule: pl.lit(rule.working_days, pl.Int64), pl.Int64())


def _limit_days(calendar: Calendar, start: str, limit: pl.Expr) -> dict[str, pl.Expr]:
    """Return `limit_day`, by which `limit` working days have passed, and `beyond_day`, by which one more has."""
    day = pl.col(start).cast(pl.Date)
    return {
        "limit_day": calendar.add_working_days_expr(day, limit),
        "beyond_day": calendar.add_working_days_expr(day, limit + 1),
    }


def _late(due_column: str) -> pl.Expr:
    """Say whether `end` lies after the due time, or beyond the limit of working days where there is no due time."""
    is_later_day = pl.col("end_day") > pl.col(due_column).dt.date()
    timed = pl.when("by_day").then(is_later_day).otherwise(pl.col("end") > pl.col(due_column))
    return pl.when(pl.col(due_column).is_null()).then(pl.col("end_day") >= pl.col("beyond_day")).otherwise(timed)


def _overdue_day(due_column: str) -> pl.Expr:
    """Return the first day at whose end the due time has passed: its own day for an instant, else the day after."""
    due_day = pl.col(due_column).dt.date()
    timed = pl.when("by_day").then(due_day + pl.duration(days=1)).otherwise(due_day)
    return pl.when(pl.col(due_column).is_null()).then(pl.col("beyond_day")).otherwise(timed)


def _while_open(day: pl.Expr) -> pl.Expr:
    """Return `day`, not before reception, and null where the thing had ended by the close of that day."""
    first_day = pl.when(day.is_not_null()).then(pl.max_horizontal(day, "received_day"))
    return pl.when(pl.col("end_day").is_null() | (pl.col("end_day") > first_day)).then(first_day)
