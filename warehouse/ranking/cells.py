"""Cells: the value of each indicator for each unit over a period, with its counts, its interval and its status."""

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from warehouse.ranking.indicators import Indicator, Status, Term
from warehouse.ranking.periods import Period
from warehouse.ranking.statistics.intervals import wilson

MIN_CASES = 30  # a proportion of fewer cases is shown, and not scored
CELLS = pl.Schema(
    {
        "unit_id": pl.String(),
        "indicator": pl.String(),
        "x": pl.Int64(),
        "n": pl.Int64(),
        "excluded": pl.Int64(),
        "value": pl.Float64(),
        "ci_low": pl.Float64(),
        "ci_high": pl.Float64(),
        "status": pl.String(),
        "denominator_id": pl.String(),
    }
)

Sums = Mapping[tuple[str, str], Mapping[str, int]]


def evaluate(
    counts: pl.LazyFrame,
    units: Collection[str],
    period: Period,
    indicators: Iterable[Indicator],
    reported: Collection[tuple[str, str]],
    min_cases: Mapping[str, int] | None = None,
) -> pl.DataFrame:
    """Return one row (`CELLS`) for each unit and indicator, in the order of the units' ids and of the indicators.

    `reported` holds the (unit_id, table) pairs of which the unit sent anything for the period, an empty table included:
    only then does an empty denominator mean that there was nothing to count. `min_cases` overrides `MIN_CASES` by
    indicator. Nothing is divided where the status is NOT_REPORTED, NOT_APPLICABLE or INVALID; INVALID shows counts.
    """
    sums, least, chosen = period_sums(counts, period), min_cases or {}, tuple(indicators)
    sent: dict[str, set[str]] = {unit: set() for unit in sorted(units)}
    for unit, table in reported:
        sent.get(unit, set()).add(table)
    rows = [
        _cell(unit, one, sums, tables, least.get(one.code, _least(one)))
        for unit, tables in sent.items()
        for one in chosen
    ]
    return _with_intervals(pl.DataFrame(rows, schema=_COUNTED, orient="row"))


_COUNTED = {name: kind for name, kind in CELLS.items() if name not in ("value", "ci_low", "ci_high")} | {
    "kind": pl.String()
}


def period_sums(counts: pl.LazyFrame, period: Period) -> Sums:
    """Return (unit_id, measure) -> "flow" within the period, "start" before it, "end" up to its last day."""
    before = pl.col("day") < period.first
    sums = (
        counts.filter(pl.col("day") <= period.last)
        .group_by("unit_id", "measure")
        .agg(pl.col("n").filter(~before).sum().alias("flow"), pl.col("n").filter(before).sum().alias("start"))
        .collect()
    )
    return {(unit, m): {"flow": f, "start": s, "end": s + f} for unit, m, f, s in sums.iter_rows()}


def _least(indicator: Indicator) -> int:
    return MIN_CASES if indicator.kind == "proportion" else 1


def _cell(unit: str, one: Indicator, sums: Sums, sent: set[str], least: int) -> tuple[object, ...]:
    """Return the counts and the status of one cell; counts are null where the unit did not report."""
    if not sent.issuperset(one.tables):
        return unit, one.code, None, None, None, "NOT_REPORTED", one.denominator_id, one.kind
    x, excluded = _total(unit, one.numerator, sums), _total(unit, one.excluded, sums)
    n = _total(unit, one.denominator, sums) - excluded
    return unit, one.code, x, n, excluded, _status(one, x, n, excluded, least), one.denominator_id, one.kind


def _status(one: Indicator, x: int, n: int, excluded: int, least: int) -> Status:
    if n < 0 or x < 0 or (one.kind == "proportion" and x > n):
        return "INVALID"
    if n == 0:
        # Cases there were, but none that says what is asked: the export lacks the column.
        return "NOT_REPORTED" if excluded > 0 else one.without_cases
    return "SMALL_N" if n < least else "OK"


def _total(unit: str, terms: Iterable[Term], sums: Sums) -> int:
    return sum(term.sign * _term(unit, term, sums) for term in terms)


def _term(unit: str, term: Term, sums: Sums) -> int:
    found = sums.get((unit, term.measure), {})
    if term.at != "mean":
        return found.get(term.at, 0)
    days = sums.get((unit, f"{term.measure}_days"), {}).get("flow", 0)
    # Half rounds up: in whole officials, and never fewer than one where any were reported.
    total = found.get("flow", 0)
    return max(1, (2 * total + days) // (2 * days)) if days and total else 0


def _with_intervals(cells: pl.DataFrame) -> pl.DataFrame:
    shown = pl.col("status").is_in(["OK", "SMALL_N"])
    valued = cells.with_columns(value=pl.when(shown).then(pl.col("x") / pl.col("n")))
    bounded = pl.col("value").is_not_null() & (pl.col("kind") == "proportion")
    x, n = (valued.select(pl.when(bounded).then(c).otherwise(0)).to_series().to_numpy() for c in ("x", "n"))
    low, high = wilson(x, n)
    return valued.with_columns(
        ci_low=pl.Series(low, nan_to_null=True), ci_high=pl.Series(high, nan_to_null=True)
    ).select(list(CELLS))
