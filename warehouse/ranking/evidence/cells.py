"""Cells: the value of each indicator for each unit over a period, with its counts, its interval and its status."""

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from schemas.indicator import Indicator
from warehouse.ranking.evidence.cell_values import COUNTED, least_cases, status_of, with_values
from warehouse.ranking.evidence.effects import Effects, as_columns, effect_of
from warehouse.ranking.evidence.periods import Period
from warehouse.ranking.evidence.sums import Sums, period_sums, total

PARTS = pl.Schema(
    {
        "unit_id": pl.String(),
        "indicator": pl.String(),
        "part": pl.Int64(),
        "events": pl.Int64(),
        "cases": pl.Int64(),
    }
)


def evaluate(
    counts: pl.LazyFrame,
    units: Collection[str],
    period: Period,
    indicators: Iterable[Indicator],
    reported: Collection[tuple[str, str]],
    min_cases: Mapping[str, int] | None = None,
    effects: Effects | None = None,
    interval: str = "wilson",
    level: float = 0.95,
) -> pl.DataFrame:
    """Return one row (`CELLS`) for each unit and indicator, in the order of the units' ids and of the indicators.

    `reported` holds the (unit_id, table) pairs of which the unit sent anything for the period, an empty table included:
    only then does an empty denominator mean that there was nothing to count. `min_cases` overrides `MIN_CASES` by
    indicator. Nothing is divided where the status is NOT_REPORTED, NOT_APPLICABLE or INVALID; INVALID shows counts.

    `effects` are design effects, 1 where none is given: the intervals, of the kind and level asked for ("none": no
    intervals), are those of counts divided by them. Every `origin` is "counted"; `completing` has others.
    Raises ValueError where the interval is of no known kind.

    Args:
        counts: the table `measures`, or rows of it.
        units: ids of the units.
        period: the days to be counted.
        indicators: what is to be divided.
        reported: the pairs of unit and table that something was sent of.
        min_cases: the least number of cases by indicator.
        effects: design effects by indicator and unit.
        interval: the kind of interval.
        level: of confidence.
    """
    sums, least = period_sums(counts, period), min_cases or {}
    indicator_of_code = {indicator.code: indicator for indicator in indicators}
    tables_of_unit: dict[str, set[str]] = {unit: set() for unit in sorted(units)}
    for unit, table in reported:
        tables_of_unit.get(unit, set()).add(table)
    rows = [
        (
            *_cell(unit, indicator, sums, tables, least_cases(indicator, least)),
            indicator.denominator_id,
            "counted",
            *phi,
        )
        for unit, tables in tables_of_unit.items()
        for code, indicator in indicator_of_code.items()
        for phi in [as_columns(effect_of(effects or {}, code, unit))]
    ]
    return with_values(pl.DataFrame(rows, schema=COUNTED, orient="row"), indicator_of_code, interval, level)


def part_counts(
    counts: pl.LazyFrame, units: Collection[str], period: Period, indicators: Iterable[Indicator]
) -> pl.DataFrame:
    """Return one row (`PARTS`) for each unit and part of the indicators that have parts; `part` is its index there.

    The counts are as they are found, contradictory ones (events below 0 or above the cases) and those of units that
    did not report included: whether a cell has a value is for its status to say.

    Args:
        counts: the table `measures`, or rows of it.
        units: ids of the units.
        period: the days to be counted.
        indicators: those whose parts are counted.
    """
    sums = period_sums(counts, period)
    indicators_with_parts = [indicator for indicator in indicators if indicator.parts]
    rows = [
        (unit, indicator.code, index, total(unit, part.events, sums), total(unit, part.cases, sums))
        for unit in sorted(units)
        for indicator in indicators_with_parts
        for index, part in enumerate(indicator.parts)
    ]
    return pl.DataFrame(rows, schema=PARTS, orient="row")


def _cell(unit: str, indicator: Indicator, sums: Sums, sent_tables: set[str], least: int) -> tuple[object, ...]:
    """Return unit, indicator, counts and status of one cell; counts are null where the unit did not report."""
    if not sent_tables.issuperset(indicator.tables):
        return unit, indicator.code, None, None, None, "NOT_REPORTED"
    x, n, excluded = (
        total(unit, terms, sums) for terms in (indicator.numerator, indicator.denominator, indicator.excluded)
    )
    return unit, indicator.code, x, n, excluded, status_of(indicator, x, n, excluded, least)
