"""Completing cells that have too little or nothing: with counts of the period before, the city's rate, or a value.

Each is off unless a method asks for it, and a cell says what was done to it: in its `origin`, or in `added`.
"""

from collections.abc import Collection, Mapping
from typing import Literal

import polars as pl

from schemas.indicator import Indicator
from schemas.method import Method
from warehouse.ranking.evidence.cell_values import CELLS, least_cases, rounded_rate, status_of, with_values

_KEYS = ["unit_id", "indicator"]
_COUNTS = ("x", "n", "excluded")
_NOT_MEASURED = ("ci_low", "ci_high", "deff", "deff_df", "added", "added_rate")  # of an imputed cell


def pool_small(
    cells: pl.DataFrame,
    previous: pl.DataFrame,
    indicators: Mapping[str, Indicator],
    codes: Collection[str],
    least: Mapping[str, int],
    interval: str = "wilson",
    level: float = 0.95,
) -> pl.DataFrame:
    """Return `cells` where those that are SMALL_N hold the sums of the counts of both periods, with origin "pooled".

    Only indicators in `codes` are pooled, and only counted cells with counted cells: nothing is pooled twice, nor with
    a contradictory cell or one without cases. Value, interval and status are made anew, as `cells.evaluate` does with
    the same `least`, `interval` and `level`; a cell that is still too small stays SMALL_N. The design effect is that of
    the cell. Order and number of rows are those of `cells`. A stock that stood through both periods counts in both.
    Raises ValueError for a code that is not known, and as `evaluate` does.

    Args:
        cells: of the period.
        previous: cells of the period before.
        indicators: by code.
        codes: the indicators that are pooled.
        least: the least number of cases by indicator.
        interval: the kind of interval.
        level: of confidence.
    """
    if unknown := sorted(set(codes) - set(indicators)):
        raise ValueError(f"no indicator {unknown[0]!r}")
    is_counted = pl.col("origin") == "counted"
    small = cells.filter(is_counted & (pl.col("status") == "SMALL_N") & pl.col("indicator").is_in(list(codes)))
    usable_cells = previous.filter(is_counted & pl.col("status").is_in(["OK", "SMALL_N"])).select(*_KEYS, *_COUNTS)
    both_periods = small.join(usable_cells, on=_KEYS, how="inner", suffix="_before")
    summed = both_periods.with_columns(
        *((pl.col(name) + pl.col(f"{name}_before")).alias(name) for name in _COUNTS), origin=pl.lit("pooled")
    )
    status = [
        status_of(indicators[code], x, n, excluded, least_cases(indicators[code], least))
        for code, x, n, excluded in summed.select("indicator", *_COUNTS).iter_rows()
    ]
    pooled = summed.with_columns(status=pl.Series(status, dtype=pl.String))
    return _replaced(cells, with_values(pooled, indicators, interval, level))


def at_city_rate(method: Method) -> Mapping[str, Collection[str]]:
    """Return by status which scored indicators of a method have what a cell lacks added at the city's rate."""
    scored = [rule for rule in method.rules if rule.computable and rule.size]
    return {
        "SMALL_N": {r.code for r in scored if (r.on_small_n or method.on_small_n) == "city_rate"},
        "NOT_APPLICABLE": {r.code for r in scored if (r.on_not_applicable or method.on_not_applicable) == "city_rate"},
    }


def add_at_city_rate(
    cells: pl.DataFrame,
    previous: pl.DataFrame,
    indicators: Mapping[str, Indicator],
    codes: Mapping[str, Collection[str]],
    least: Mapping[str, int],
) -> pl.DataFrame:
    """Return `cells` where those with too few cases say how many are `added` up to the least number, at `added_rate`.

    `codes` holds by status (SMALL_N, NOT_APPLICABLE) the indicators that this is done to. Counts, value, interval and
    status stay those of the unit's cases: `cells.scored_counts` is what such a cell is scored by. The rate is that of
    all counted cells of the indicator together in the period before, so that no unit moves it by what it does in this
    period; where there were none, in this period; where there are none at all, nothing is added. It is rounded as it is
    told (`cells.rounded_rate`). Order and number of rows are those of `cells`.

    Args:
        cells: of the period.
        previous: cells of the period before.
        indicators: by code.
        codes: the indicators that are completed, by the status of the cells.
        least: the least number of cases by indicator.
    """
    rates = _city_rates(cells) | _city_rates(previous)
    few = cells.filter(pl.col("origin") == "counted", pl.col("status").is_in(list(codes)))
    rows = [
        (unit, code, least_cases(indicators[code], least) - (n or 0), rates[code])
        for unit, code, status, n in few.select(*_KEYS, "status", "n").iter_rows()
        if code in codes[status] and code in rates
    ]
    schema = {name: CELLS[name] for name in (*_KEYS, "added", "added_rate")}
    return _replaced(cells, pl.DataFrame(rows, schema=schema, orient="row"))


def _city_rates(cells: pl.DataFrame) -> dict[str, float]:
    """Return the rate of all counted cells together, by indicator."""
    counted_cells = cells.filter(pl.col("origin") == "counted", pl.col("status").is_in(["OK", "SMALL_N"]))
    sums = counted_cells.group_by("indicator").agg(pl.col("x", "n").sum())
    return {code: rounded_rate(x, n) for code, x, n in sums.iter_rows() if n}


def impute(
    cells: pl.DataFrame,
    previous: pl.DataFrame,
    kind: Literal["group_median", "last_period"],
    codes: Collection[str],
    groups: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """Return `cells` where those that are NOT_REPORTED or SMALL_N hold a value put in their place, if there is one.

    Only indicators in `codes` are concerned, and no cell that cases were added to. "group_median": the median of the OK
    cells of the units of the same group (`groups`, by unit; a unit without group has none; not given: of all units),
    without counts. "last_period": the OK cell of the unit in the previous period, with its counts. Imputed cells are
    neither medians' nor next period's source. They have status OK, origin "imputed", and neither interval nor design
    effect: nothing was measured. Order and number of rows are those of `cells`. Raises ValueError where the kind is not
    known.

    Args:
        cells: of the period.
        previous: cells of the period before.
        kind: what is put in the place of what is missing.
        codes: the indicators that are concerned.
        groups: unit -> peer group.
    """
    if kind not in ("group_median", "last_period"):
        raise ValueError(f"cells are imputed by group_median or last_period, not by {kind!r}")
    substitutes = _medians(cells, groups) if kind == "group_median" else _source(previous)
    missing_cells = cells.filter(
        pl.col("status").is_in(["NOT_REPORTED", "SMALL_N"])
        & pl.col("indicator").is_in(list(codes))
        & pl.col("added").is_null()
    ).select(*_KEYS, "denominator_id")
    filled_cells = missing_cells.join(substitutes, on=_KEYS, how="inner").with_columns(
        status=pl.lit("OK"),
        origin=pl.lit("imputed"),
        **{name: pl.lit(None, dtype=CELLS[name]) for name in _NOT_MEASURED},
    )
    return _replaced(cells, filled_cells.select(list(CELLS)))


def _source(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the counts and values that were measured and may be scored."""
    measured = (pl.col("status") == "OK") & (pl.col("origin") != "imputed")
    return cells.filter(measured).select(*_KEYS, *_COUNTS, "value", "fail_per_10k")


def _medians(cells: pl.DataFrame, groups: Mapping[str, str] | None) -> pl.DataFrame:
    """Return the medians of the group of each unit, by unit and indicator; counts are null."""
    units = cells.get_column("unit_id").unique().sort().to_list()
    rows = [(unit, "" if groups is None else groups.get(unit)) for unit in units]
    grouped = pl.DataFrame(rows, schema={"unit_id": pl.String, "group": pl.String}, orient="row").drop_nulls()
    medians = (
        _source(cells)
        .join(grouped, on="unit_id")
        .group_by("group", "indicator")
        .agg(pl.median("value", "fail_per_10k"))
    )
    return grouped.join(medians, on="group").with_columns(pl.lit(None, dtype=pl.Int64).alias(c) for c in _COUNTS)


def _replaced(cells: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    return cells.update(rows, on=_KEYS, how="left", include_nulls=True)
