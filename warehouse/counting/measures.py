"""What is counted of each table, on which day: the one list of measures.

A measure is additive: the counts of any parts of a table sum to the counts of the whole, and any period is a sum of
days. A flow is counted on the day on which it happens. A stock (open, overdue) is counted as +1 on the day it begins
and -1 on the day it ends, so that its sum over all days up to a day is the stock at the end of that day.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from schemas.table import About


@dataclass(frozen=True)
class Measure:
    """`weight` summed over the rows of `table` where `where` holds, on the day in the column `day` (null: not at all).

    `about`: whether people's business is counted, of which small counts are not published, or the office's own work.
    Several measures may share a name: their counts are added.
    """

    name: str
    table: str
    about: About
    day: str
    where: pl.Expr
    weight: int | pl.Expr = 1


def _stock(name: str, table: str, about: About, begin: str, where: pl.Expr) -> list[Measure]:
    """Count +1 on the day `begin` and -1 on the day of the end, both only where the stock begins at all."""
    begun = where & pl.col(begin).is_not_null()
    return [Measure(name, table, about, begin, begun), Measure(name, table, about, "end_day", begun, -1)]


def _flows(table: str, about: About, day: str, wheres: Mapping[str, pl.Expr]) -> list[Measure]:
    return [Measure(name, table, about, day, where) for name, where in wheres.items()]


_EVERY = pl.col("unit_id").is_not_null()  # a literal true would be summed once a group, not once a row
_ACCEPTED = pl.col("is_accepted")
_MANY = pl.col("is_over_supplemented")


def _dossiers_received() -> list[Measure]:
    """Count dossiers on the day of reception; `_unknown`: the export does not say."""
    digitised, reused = pl.col("digitised_component_count"), pl.col("is_reused")
    paid, fee = pl.col("is_paid_online"), pl.col("fee_due") > 0
    moved = (pl.col("due_revision_count") > 0) | (pl.col("first_due_at") != pl.col("current_due_at"))
    closed_undated = pl.col("is_closed") & pl.col("end").is_null()
    of_accepted = {
        "received": _EVERY,
        "received_online": pl.col("channel") == "online",
        "received_direct": pl.col("channel").is_in(["direct", "post"]),
        "received_channel_unknown": pl.col("channel") == "not_recorded",
        "received_on_time_first": ~pl.col("late_first"),
        "received_without_due": pl.col("first_due_day").is_null(),
        "received_supplemented": pl.col("supplements") > 0,
        "received_supplemented_again": _MANY,
        "received_due_moved": moved,
        "received_digitised": digitised > 0,
        "received_digitisation_unknown": digitised.is_null(),
        "received_reused": reused,
        "received_reuse_unknown": reused.is_null(),
        "received_fee_due": fee,
        "received_fee_paid_online": fee & paid,
        "received_fee_payment_unknown": fee & paid.is_null(),
        "received_closed_undated": closed_undated,
    }
    others = {"not_received": pl.col("status") == "not_received", "newly_filed": pl.col("status") == "newly_filed"}
    wheres = {name: _ACCEPTED & where for name, where in of_accepted.items()} | others
    return _flows("dossiers", "people", "received_day", wheres)


def _dossiers_ended() -> list[Measure]:
    """Count dossiers on the day on which they ended; `_first`: against the first due date, else the current one."""
    late, late_first, electronic = pl.col("late_current"), pl.col("late_first"), pl.col("is_electronic_result")
    apologised = late_first & pl.col("apology_date").is_not_null()
    by_instant = ~pl.col("by_day") & pl.col("first_due_at").is_not_null()
    at_due = (pl.col("end") == pl.col("first_due_at")) | (pl.col("end") == pl.col("current_due_at"))
    of_ended = {
        "resolved": _EVERY,
        "resolved_before_due": ~late & (pl.col("end_day") < pl.col("current_due_day")),
        "resolved_on_due_day": ~late & (pl.col("end_day") >= pl.col("current_due_day")),
        "resolved_late": late,
        "resolved_without_due": late.is_null(),
        "resolved_late_first": late_first,
        "resolved_without_due_first": late_first.is_null(),
        "resolved_late_766": pl.col("late_766"),
        "resolved_unknown_766": pl.col("late_766").is_null(),
        "resolved_apologised": pl.col("apology_date").is_not_null(),
        "resolved_late_apologised": apologised,
        "resolved_late_apologised_timely": apologised & (pl.col("apology_date") < pl.col("first_due_day")),
        "resolved_electronic": electronic,
        "resolved_electronic_unknown": electronic.is_null(),
        "resolved_by_instant": by_instant,
        "resolved_at_due_second": by_instant & at_due,
    }
    return _flows("dossiers", "people", "end_day", {name: _ACCEPTED & where for name, where in of_ended.items()})


def _dossier_stocks() -> list[Measure]:
    """Count dossiers while they are open; QĐ 766 holds one with several requests for supplement late from the start."""
    undated = pl.col("current_due_day").is_null()
    return [
        *_stock("open", "dossiers", "people", "received_day", _ACCEPTED),
        *_stock("open_overdue", "dossiers", "people", "overdue_day", _ACCEPTED),
        *_stock("open_late_766", "dossiers", "people", "overdue_day", _ACCEPTED & ~_MANY),
        *_stock("open_late_766", "dossiers", "people", "received_day", _ACCEPTED & _MANY),
        *_stock("open_unknown_766", "dossiers", "people", "received_day", _ACCEPTED & ~_MANY & undated),
    ]


def _petitions() -> list[Measure]:
    in_time = ~pl.col("late")
    on_reception = {"petitions_received": _EVERY, "petitions_complaints": pl.col("kind") == "complaint"}
    on_end = {
        "petitions_resolved": _EVERY,
        "petitions_on_time": in_time,
        "petitions_on_time_not_repeated": in_time & ~pl.col("is_repeat").fill_null(False),
    }
    return [
        *_flows("petitions", "people", "received_day", on_reception),
        *_flows("petitions", "people", "end_day", on_end),
        *_stock("petitions_overdue", "petitions", "people", "overdue_day", _EVERY),
    ]


def _procedures() -> list[Measure]:
    published, complete, level = pl.col("published_date"), pl.col("is_complete"), pl.col("online_level")
    integrated, fee = pl.col("is_payment_integrated"), pl.col("has_fee")
    on_due_day = {
        "procedures": _EVERY,
        "procedures_published_on_time": published <= pl.col("due_day"),
        "procedures_completeness_unknown": complete.is_null(),
        "procedures_online": level != "none",
        "procedures_online_unknown": level.is_null(),
        "procedures_with_fee": fee,
        "procedures_with_fee_integrated": fee & integrated,
        "procedures_with_fee_unknown": fee & integrated.is_null(),
    }
    within = published < pl.col("beyond_day")
    on_limit_day = {"procedures_decided": _EVERY, "procedures_published_within_limit": within}
    return [
        *_flows("procedures", "work", "due_day", on_due_day),
        *_flows("procedures", "work", "complete_day", {"procedures_complete": complete & published.is_not_null()}),
        *_flows("procedures", "work", "limit_day", on_limit_day),
    ]


def _others() -> list[Measure]:
    score = pl.col("score")
    answers = {"answers": _EVERY, "answers_satisfied": score >= 4, "answers_best": score == 5}
    return [
        *_flows("satisfaction", "people", "answered_day", answers),
        Measure("training_attendances", "training", "work", "period_to", _EVERY, pl.col("attendance_count")),
        Measure("officials", "staffing", "work", "day", _EVERY, pl.col("official_count")),
        Measure("officials_days", "staffing", "work", "day", _EVERY),
    ]


MEASURES: tuple[Measure, ...] = (
    *_dossiers_received(),
    *_dossiers_ended(),
    *_dossier_stocks(),
    *_petitions(),
    *_procedures(),
    *_others(),
)
