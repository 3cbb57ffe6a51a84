"""The counting itself: any part of the tables to counts by unit, day and measure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add

import polars as pl

from schemas.calendar import Calendar
from schemas.measure import Measure
from schemas.table import load_tables
from schemas.time_rules import TimeRules
from warehouse.counting import facts
from warehouse.counting.measures import Count, counts_of

SPAN = "span"  # of counts by kind: the place of the days in which a row counts among those that were asked for
Span = tuple[date, date]


def no_counts() -> pl.LazyFrame:
    """Return the table `measures` without any row."""
    return pl.LazyFrame(schema=load_tables()["measures"].polars_schema)


def count(
    tables: Mapping[str, pl.LazyFrame],
    measures: Collection[Measure],
    calendar: Calendar,
    rules: TimeRules,
    limits: pl.LazyFrame | None = None,
) -> pl.LazyFrame:
    """Return unit_id, day, measure, n (the table `measures`): what tables hold, sorted, without zeros.

    Args:
        tables: any of the tables by name, and any part of each: counts of parts add up to counts of the whole
            (`add_up`). Tables of which nothing is counted are passed over.
        measures: what is counted.
        calendar: the working days.
        rules: the rules of time that the city declares.
        limits: the `facts.time_limits` of the whole table of procedures, against which dossiers without due date are
            compared; None: those of `tables["procedures"]`, if that is there.
    """
    if limits is None and "procedures" in tables:
        limits = facts.time_limits(tables["procedures"])
    add_facts: dict[str, Callable[[pl.LazyFrame], pl.LazyFrame]] = {
        "dossiers": lambda frame: facts.dossier_facts(frame, calendar, limits, rules),
        "petitions": lambda frame: facts.petition_facts(frame, calendar, rules),
        "procedures": lambda frame: facts.procedure_facts(frame, calendar, rules),
        "satisfaction": facts.satisfaction_facts,
        "staffing": facts.staffing_facts,
    }
    frames = []
    for name, frame in tables.items():
        if table_counts := counts_of(measures, name):
            frames += _counts_by_day(add_facts[name](frame) if name in add_facts else frame, table_counts)
    return add_up([no_counts(), *frames])


def count_kinds(
    rows: pl.LazyFrame, measures: Collection[Measure], kinds: Collection[str], spans: Sequence[Span]
) -> pl.LazyFrame:
    """Return unit_id, the columns `kinds`, span, measure, n: what rows hold by measures that are flows, in any order.

    Over the days of a span these are the sums of the counts that `count` makes of the same rows, divided by kinds of
    rows. By day as well they would be nearly as many as the rows: that is why they are counted for the days asked for.

    Args:
        rows: of one table, with the facts that the measures name.
        measures: flows of that table.
        kinds: columns of the table.
        spans: first and last days, which do not overlap.
    """
    counts = [count for table in {measure.table for measure in measures} for count in counts_of(measures, table)]
    days = dict.fromkeys(count.day for count in counts)
    return pl.concat(
        _summed(rows, _span(day, spans), [count for count in counts if count.day == day], ["unit_id", *kinds])
        for day in days
    )


def _span(day: str, spans: Sequence[Span]) -> pl.Expr:
    """Return the number of the span in which a day lies, null where in none."""
    places = [pl.when(pl.col(day).is_between(*span)).then(pl.lit(place)) for place, span in enumerate(spans)]
    return pl.coalesce(places).cast(pl.Int64).alias(SPAN)


def add_up(counts: Iterable[pl.LazyFrame]) -> pl.LazyFrame:
    """Return the sum of several frames of counts, sorted, without zeros."""
    return _added_up(pl.concat(counts)).sort("unit_id", "day", "measure")


def add_up_between(counts: pl.LazyFrame, days: Collection[date]) -> pl.LazyFrame:
    """Return counts added up from each of `days` to the next, as of that day, and before the first as of `date.min`.

    From any of the days to the eve of any other, and from the beginning, they have the sums that `counts` have. They
    stand in any order.
    """
    begins = sorted(set(days))
    place = pl.lit(pl.Series(begins, dtype=pl.Date)).search_sorted(pl.col("day"), side="right")
    return _added_up(counts.with_columns(day=pl.lit(pl.Series([date.min, *begins], dtype=pl.Date)).gather(place)))


def _added_up(counts: pl.LazyFrame) -> pl.LazyFrame:
    return counts.group_by("unit_id", "day", "measure").agg(pl.col("n").sum()).filter(pl.col("n") != 0)


def _counts_by_day(frame: pl.LazyFrame, counts: list[Count]) -> list[pl.LazyFrame]:
    """Return one frame of counts for each column of days: one grouping serves all that is counted on that day."""
    days = dict.fromkeys(c.day for c in counts)
    return [_on_day(frame, day, [c for c in counts if c.day == day]) for day in days]


def _on_day(frame: pl.LazyFrame, day: str, counts: list[Count]) -> pl.LazyFrame:
    return _summed(frame, pl.col(day).alias("day"), counts, ["unit_id"])


def _summed(frame: pl.LazyFrame, when: pl.Expr, counts: list[Count], row_columns: list[str]) -> pl.LazyFrame:
    """Return counts that share a column of days, by `row_columns` and `when`, of the rows where that is not null.

    What is counted of a row is computed before grouping: within groups the same expressions cost several times as much.
    """
    row_values = {str(place): _value(c) for place, c in enumerate(counts)}
    names = list(dict.fromkeys(c.name for c in counts))
    sums = [reduce(add, [_sum(place, c) for place, c in enumerate(counts) if c.name == name]) for name in names]
    keys = [*row_columns, when.meta.output_name()]
    counted_rows = frame.filter(when.is_not_null()).select(*row_columns, when, **row_values)
    grouped = counted_rows.group_by(keys).agg(total.alias(name) for name, total in zip(names, sums, strict=True))
    long_counts = grouped.unpivot(names, index=keys, variable_name="measure", value_name="n")
    return long_counts.filter(pl.col("n") != 0)


def _value(counted: Count) -> pl.Expr:
    """Return what a row counts for: whether the condition holds, or its weight where that is a column."""
    if isinstance(counted.weight, int):
        return counted.where
    return pl.when(counted.where).then(counted.weight).otherwise(0).cast(pl.Int64)


def _sum(place: int, counted: Count) -> pl.Expr:
    total = pl.col(str(place)).sum().cast(pl.Int64)
    return total * counted.weight if isinstance(counted.weight, int) else total
