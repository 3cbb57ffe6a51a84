"""What a data root holds of units in the windows that claims speak of: the sums of counts, and how sure these are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from schemas.register import CITY, Unit
from schemas.terms import Term
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.evidence.sums import Sums, period_sums, total

Window = tuple[date, date]  # first and last day
_LEAST_DAYS = 15  # of a month in which an office that works receives something
_DOSSIERS = "dossiers"


@dataclass(frozen=True)
class Holding:
    """Sums of counts over some units and one window.

    `unsure`: so many rows of these units were rejected, each of which may be a dossier that is missing or is not as it
    was counted: any count of dossiers may be off by as many. `is_complete`: exports reach from before the window to
    after it, and no month of it is without a dossier received.
    """

    sums: Sums
    units: tuple[str, ...]
    unsure: int
    is_complete: bool

    def sum_of(self, terms: Iterable[Term]) -> int:
        """Return the sum of the terms over all units."""
        listed_terms = tuple(terms)
        return sum(total(unit, listed_terms, self.sums) for unit in self.units)


@dataclass(frozen=True)
class Held:
    """What a data root holds: the counts of the windows asked for, and what was sent by whom.

    `counts` is the table `measures`, or what adds up to the same between the days of `boundary_days`. `sent` are the
    submissions of dossiers, all of them, with the columns of `SENT`.
    """

    counts: pl.LazyFrame
    sent: pl.DataFrame


SENT = ("unit_id", "is_active", "exported_at", "window_from", "window_to", "rejected")


def boundary_days(windows: Collection[Window]) -> list[date]:
    """Return the days by which counts must be told apart to look at windows: where they and their months begin."""
    return sorted({day for first, last in windows for day in (*_months(first, last), last + timedelta(days=1))})


def sent_dossiers(submissions: pl.LazyFrame, ledger: pl.LazyFrame) -> pl.DataFrame:
    """Return one row (`SENT`) for each submission of dossiers; of a file that was refused every row is rejected.

    Args:
        submissions: the table of that name.
        ledger: the table of that name, which counts the rows of each submission.
    """
    rejected_rows = ledger.group_by("submission_id").agg(pl.col("rejected").sum())
    dossier_submissions = submissions.filter(pl.col("table_name") == _DOSSIERS)
    with_rejected = dossier_submissions.join(rejected_rows, on="submission_id", how="left").with_columns(
        pl.col("rejected").fill_null(0)
    )
    return with_rejected.select(SENT).collect()


@dataclass(frozen=True)
class HeldDays:
    """What is held of all units in one window: sums of counts, the months with receptions of each, what was sent."""

    window: Window
    sums: Sums
    months: Mapping[str, set[date]]
    sent: pl.DataFrame


def held_days(held: Held, window: Window) -> HeldDays:
    """Return what is held of all units in a window: one look at the counts serves every claim about it."""
    first, last = window
    sums = period_sums(held.counts, Period(f"{first}..{last}", "dates", first, last))
    return HeldDays(window, sums, _months_with_receptions(held.counts, first, last), held.sent)


def holding(days: HeldDays, units: Collection[Unit]) -> Holding:
    """Return what is held of some units in a window."""
    first, last = days.window
    ids = tuple(sorted(unit.unit_id for unit in units))
    meets_window = pl.col("window_from").is_null() | ((pl.col("window_from") <= last) & (pl.col("window_to") >= first))
    unsure = days.sent.filter(pl.col("unit_id").is_in([*ids, CITY]) & meets_window).get_column("rejected").sum()
    is_complete = bool(ids) and all(_is_complete(unit, days.sent, days.months, days.window) for unit in units)
    return Holding(days.sums, ids, int(unsure), is_complete)


def _is_complete(unit: Unit, submissions: pl.DataFrame, months: Mapping[str, set[date]], window: Window) -> bool:
    first, last = window
    if unit.valid_from > first or last > unit.valid_to:
        return False
    unit_submissions = submissions.filter(pl.col("is_active"), unit_id=unit.unit_id)
    begin, end = unit_submissions.select(pl.col("window_from").min(), pl.col("exported_at").max().dt.date()).row(0)
    if begin is None or begin > first or end <= last:
        return False
    return set(_whole_months(first, last)) <= months.get(unit.unit_id, set())


def _months_with_receptions(counts: pl.LazyFrame, first: date, last: date) -> Mapping[str, set[date]]:
    """Return by unit the months, by the first of their days in the window, in which it received dossiers."""
    receptions = counts.filter((pl.col("measure") == "received") & pl.col("day").is_between(first, last))
    month = pl.max_horizontal(pl.col("day").dt.month_start(), pl.lit(first))
    counts_by_month = (
        receptions.group_by("unit_id", month.alias("month")).agg(pl.col("n").sum()).filter(pl.col("n") > 0)
    )
    months: dict[str, set[date]] = {}
    for unit, begin in counts_by_month.select("unit_id", "month").collect().iter_rows():
        months.setdefault(unit, set()).add(begin)
    return months


def _whole_months(first: date, last: date) -> list[date]:
    """Return the beginnings of those months of a window that it holds enough days of."""
    begins = _months(first, last)
    ends = [*(b - timedelta(days=1) for b in begins[1:]), last]
    return [begin for begin, end in zip(begins, ends, strict=True) if (end - begin).days + 1 >= _LEAST_DAYS]


def _months(first: date, last: date) -> list[date]:
    """Return the first day of a window, and the first days of the months that begin in it."""
    begins = [first]
    while (following := (begins[-1].replace(day=1) + timedelta(days=31)).replace(day=1)) <= last:
        begins.append(following)
    return begins
