"""Gaps in the sequence of dossier codes: what an office numbered and did not send."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

import polars as pl

from warehouse.ranking.evidence.periods import Period

# Agency, day of reception and number of the day: circular 01/2018/TT-VPCP, article 19.
_CODE = r"^(?<counter>.+)-(?<day>\d{6})-(?<number>\d{3,6})$"
_LONGEST_JUMP = 100  # what follows a longer one is a mistyped number, or numbers that do not begin anew each day
_OWN = 0.9  # from this share of a counter's codes on it is the unit's own: one that units share jumps for each of them
_KNOWN = 0.5  # of a unit's codes that must be in sequence, else nothing is known
_LATE = timedelta(days=31)  # between reception and the day in a code: only so many months are read
CODE_GAPS = pl.Schema({"unit_id": pl.String(), "coded": pl.Int64(), "missing": pl.Int64()})


def code_gaps(dossiers: pl.LazyFrame, units: Collection[str], period: Period) -> pl.DataFrame:
    """Return one row (`CODE_GAPS`) for each of the units whose codes are in sequence, by unit, from one reading.

    `coded` are its different codes of the period's days, `missing` the numbers below the greatest of each day that are
    not there. Nothing is known of units whose codes have another form, are numbered otherwise than day by day, or come
    from a counter that other units use as well. What was numbered after the last dossier of a day, and a jump of more
    than 100, is not seen; a number may be missing because a row was rejected, a receipt cancelled or a number skipped.

    Args:
        dossiers: with unit_id, dossier_code and received_at.
        units: ids.
        period: the days in the codes that are looked at.
    """
    first, last = (datetime.combine(day, time()) for day in (period.first, period.last))
    near = pl.col("received_at").is_between(first - _LATE, last + timedelta(days=1) + _LATE)
    code_rows = (
        dossiers.filter(near).select("unit_id", code=pl.col("dossier_code").str.extract_groups(_CODE)).unnest("code")
    )
    begin, end = (pl.lit(day.strftime("%y%m%d")) for day in (period.first, period.last))
    period_codes = code_rows.filter(pl.col("number").is_null() | pl.col("day").is_between(begin, end))
    numbers = pl.col("number").cast(pl.Int64).unique().sort()
    is_in_sequence = (numbers - numbers.shift(1, fill_value=0) > _LONGEST_JUMP).cum_sum() == 0
    day_counts = period_codes.group_by("unit_id", "counter", "day").agg(
        codes=pl.when(pl.col("number").is_null().any()).then(pl.len()).otherwise(numbers.len()),
        coded=is_in_sequence.sum(),
        made=numbers.filter(is_in_sequence).max(),
    )
    counter_counts = day_counts.collect().with_columns(
        is_own=pl.col("counter").is_not_null() & (_share_of_counter() >= _OWN)
    )
    sequence_counts = pl.when("is_own").then(pl.struct("coded", "made"))
    sums = counter_counts.group_by("unit_id").agg(
        pl.col("codes").sum(),
        coded=sequence_counts.struct.field("coded").sum(),
        made=sequence_counts.struct.field("made").sum(),
    )
    known_units = sums.filter((pl.col("coded") > 0) & (pl.col("coded") >= _KNOWN * pl.col("codes")))
    rows = known_units.filter(pl.col("unit_id").is_in(list(units))).with_columns(
        missing=pl.col("made") - pl.col("coded")
    )
    return rows.select(CODE_GAPS.names()).cast(CODE_GAPS).sort("unit_id")


def _share_of_counter() -> pl.Expr:
    """Return which share of the codes of its counter, over all days, a unit has."""
    codes = pl.col("codes")
    return codes.sum().over("unit_id", "counter") / codes.sum().over("counter")
