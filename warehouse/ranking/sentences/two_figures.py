"""Where two true figures of one unit seem to contradict each other: a sentence that says why both are right.

A unit reads "18 not on time" of an indicator and "(10) late: 0" on its own form II.06a. Both count dossiers, by other
due dates, of other dossiers or of other days.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import groupby
from typing import NamedTuple

from schemas.indicator import Indicator
from schemas.words.message import Declared, Message, message
from warehouse.rows import Row


class Counting(NamedTuple):
    """How a figure counts what is not on time: each is a key of its words.

    `due`: held against which due date; `basis`: of which dossiers; `undated`: what becomes of those without a due date;
    `letters`: whether a timely letter of apology makes a late one count no more; `source`: who counted.
    """

    due: str
    basis: str
    undated: str = "undated-on_time"
    letters: str = "letters-counted"
    source: str = "source-dossiers"


# The indicators of time, by their code: what the same terms say in formulas.
_INDICATORS: Mapping[str, Counting] = {
    "on_time_over_resolved": Counting("due-first", "basis-resolved"),
    "on_time_over_dated": Counting("due-first", "basis-resolved", "undated-left_out"),
    "on_time_over_due": Counting("due-first", "basis-due", "undated-left_out"),
    "on_time_over_received": Counting("due-first", "basis-received"),
    "on_time_over_resolved_current": Counting("due-current", "basis-resolved"),
    "on_time_766": Counting("due-766", "basis-handled", "undated-left_out"),
    "late_without_timely_apology": Counting("due-first", "basis-resolved", letters="letters-taken_away"),
    "overdue_open_share": Counting("due-current", "basis-in_progress"),
}
# Columns of form II.06a: what is not on time, and of how many.
_FORM = {
    ("resolved_late", "resolved_total"): Counting("due-current", "basis-resolved"),
    ("open_overdue", "open_total"): Counting("due-current", "basis-open"),
}
# Who fills the form in: what it is called, and by whom it is counted.
_SOURCES = {"dossiers": ("form-dossiers", "source-dossiers"), "unit": ("form-unit", "source-unit")}
_OF_THE_PERIOD = ("counted", None)
_OPEN = frozenset({"basis-in_progress", "basis-open"})  # of what is not finished other figures say other things


class Reading(NamedTuple):
    """One figure of a unit: what it is called, how many of `n` are not on time, how that was counted, of which days."""

    name: Message | Declared
    late: int
    n: int
    counting: Counting
    days: tuple[date, date]

    @property
    def is_form(self) -> bool:
        """Whether it stands on form II.06a."""
        return isinstance(self.name, Message)


class Joined(NamedTuple):
    """What joins two readings; `is_form`: the second of them stands on form II.06a."""

    words: Message
    is_form: bool


def of_indicator(indicator: Indicator, cell: Row, days: tuple[date, date]) -> list[Reading]:
    """Return how an indicator counts what is not on time; nothing where it does not, or that is not published.

    Args:
        indicator: what it counts.
        cell: a row with its `x`, `n` and `origin`; what was imputed, or pooled with the period before, is passed over.
        days: of the period.
    """
    counting = _INDICATORS.get(indicator.code)
    if counting is None or cell["x"] is None or not cell["n"] or cell["origin"] not in _OF_THE_PERIOD:
        return []
    late = cell["x"] if indicator.direction == -1 else cell["n"] - cell["x"]
    return [Reading(Declared(indicator.name_vi, indicator.name_en), late, cell["n"], counting, days)]


def of_form(items: Mapping[str, int | None], days: tuple[date, date], source: str = "dossiers") -> list[Reading]:
    """Return what form II.06a counts as not on time.

    Args:
        items: its columns.
        days: that it is of.
        source: "dossiers", or "unit" where the unit filed it.
    """
    form, counter = _SOURCES[source]
    name = message(f"two_figures.{form}", first=days[0], last=days[1])
    pairs = [(items.get(late), items.get(n), counting) for (late, n), counting in _FORM.items()]
    return [
        Reading(name, late, n, counting._replace(source=counter), days)
        for late, n, counting in pairs
        if late is not None and n is not None
    ]


def joined(readings: Iterable[Reading]) -> list[Joined]:
    """Return what joins the first reading with each other one that differs from it; what is open stands apart."""
    ordered = sorted(readings, key=_is_open)
    return [
        Joined(_both(first, other, why), other.is_form)
        for first, *later_readings in (list(group) for _, group in groupby(ordered, key=_is_open))
        for other in later_readings
        if (first.late, first.n) != (other.late, other.n) and (why := _reasons(first, other))
    ]


def _is_open(reading: Reading) -> bool:
    return reading.counting.basis in _OPEN


def _both(one: Reading, other: Reading, why: Sequence[Message]) -> Message:
    counts = {"late": one.late, "n": one.n, "other_late": other.late, "other_n": other.n}
    return message("two_figures.joined", one=one.name, other=other.name, **counts, why=reduce(_then, why))


def _reasons(one: Reading, other: Reading) -> list[Message]:
    """Return in what the two count otherwise."""
    reasons = [
        message(f"two_figures.{field}", one=_words(of_one), other=_words(of_other))
        for field, of_one, of_other in zip(Counting._fields, one.counting, other.counting, strict=True)
        if of_one != of_other
    ]
    if one.days != other.days:
        days = {"first": one.days[0], "last": one.days[1], "other_first": other.days[0], "other_last": other.days[1]}
        reasons.append(message("two_figures.days", **days))
    return reasons


def _then(sentence: Message, following: Message) -> Message:
    return message("two_figures.then", sentence=sentence, following=following)


def _words(key: str) -> Message:
    return message(f"two_figures.{key}")


def of_score(change: Row) -> list[Message]:
    """Return why the rank moved as it did, where it and the score seem to say different things; else nothing.

    `change` is the unit's row of `ranking_changes`, of the score.
    """
    score_before, now, rank_before, rank = (change[name] for name in ("before", "value", "rank_before", "rank"))
    if None in (score_before, now, rank_before, rank) or rank == rank_before:
        return []
    figures = {"before": score_before, "now": now, "rank_before": rank_before, "rank": rank}
    if (now - score_before) * (rank - rank_before) > 0:
        return [message("two_figures.rank-against-score", **figures)]
    is_by_chance = change["is_rank_changed"] is False  # None: nothing is known of it
    return [message("two_figures.rank-by-chance", **figures)] if is_by_chance else []


def of_unranked(score: float | None, ranked: Iterable[float]) -> list[Message]:
    """Return why a unit has no rank although its score is above that of units that have one; else nothing."""
    units_below = sum(score > ranked_score for ranked_score in ranked) if score is not None else 0
    return [message("two_figures.unranked", score=score, count=units_below)] if units_below else []
