"""What somebody should look at in a column of times: nothing of it rejects a row."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from schemas.column import READ, UNREADABLE, Column
from schemas.delivery import FileWarning
from schemas.limits import Limits
from schemas.source_parts import Field_
from schemas.time_format import time_format
from schemas.words.message import message
from warehouse.conform.frame import Agreement
from warehouse.conform.time_looks import A_DAY, Look, days
from warehouse.conform.warned import is_typed, warnings_at
from warehouse.parts import Parts

_LAST_MONTH = 12
_SHARE_AT_MIDNIGHT = 0.05  # offices are closed at midnight: more than chance puts there is a day without its hour
_SUFFICIENT = 3  # rows, or months, that show more than chance
_YEARS_APART = 5
_FEW = 0.05  # share of rows that stand apart from the others


def time_doubts(rows: Parts, header: str, field: Field_, agreement: Agreement, look: Look) -> Iterator[FileWarning]:
    """Yield the warnings about a column of times.

    Args:
        rows: its texts, and beside them (`READ`) what was read.
        header: of the column, in the file.
        field: what the source declares of it.
        agreement: the declarations under which the file was read.
        look: what a look at the whole column tells.
    """
    times, column = READ + field.column, agreement.table.column(field.column)
    if field.precision == "instant" and column.type == "datetime":
        yield from _midnight(rows, header, times, look, "yes" if agreement.source.filled_by_hand else "no")
        if column.is_event:
            yield from _days_of_another_zone(rows, header, times, agreement.zone, look)
    yield from _swapped(rows, header, field, column, look)
    yield from _years_apart(rows, header, times, agreement.table.limits, look)
    if len({time_format(f).has_offset for f in field.formats}) > 1:
        yield from _without_offset(rows, header, field)


def _midnight(rows: Parts, header: str, times: str, look: Look, hand: str) -> Iterator[FileWarning]:
    if look.at_midnight and look.at_midnight >= _SHARE_AT_MIDNIGHT * look.dated:
        midnight_rows = rows.filter(pl.col(times).to_physical() % A_DAY == 0)
        share = "all" if look.at_midnight == look.dated else "many"
        yield from warnings_at(midnight_rows, header, message("times.midnight-instants", share=share, hand=hand))


def _days_of_another_zone(rows: Parts, header: str, times: str, zone: str, look: Look) -> Iterator[FileWarning]:
    """Midnight of another zone: days that were turned into times of UTC, or from them."""
    if len(look.hours) != 1 or look.dated < _SUFFICIENT:  # most columns show in their first rows that hours differ
        return
    (hour,) = look.hours
    dated_rows = rows.filter(pl.col(times).is_not_null())
    first_time = dated_rows.head(1, pl.col(times)).item()
    distance = first_time.replace(tzinfo=ZoneInfo(zone)).utcoffset() // timedelta(microseconds=1) % A_DAY
    if not distance or hour not in (distance, A_DAY - distance):
        return
    if look.is_whole or dated_rows.all(pl.col(times).to_physical() % A_DAY == hour):
        yield from warnings_at(dated_rows, header, message("times.midnight-of-another-zone"))


def _swapped(rows: Parts, header: str, field: Field_, column: Column, look: Look) -> Iterator[FileWarning]:
    """Day and month exchanged: by Excel in cells, by a program of another country in texts."""
    times, is_in_cell = READ + field.column, is_typed(rows, header)
    is_early = pl.col(times).is_not_null() & (pl.col(times).dt.day() <= _LAST_MONTH)
    if _would_read_exchanged(rows, header, field):
        yield from warnings_at(rows.filter(is_early), header, message("times.swapped-day-month", where="texts"))
        return
    if _are_in_order(look.in_texts):
        return
    in_texts, in_cells = look.in_texts, look.in_cells
    if not look.is_whole:
        read_times = pl.col(times)
        days_of_parts = rows.select(
            days(read_times, ~is_in_cell).alias("texts"), days(read_times, is_in_cell).alias("cells")
        ).rows()
        in_texts, in_cells = (frozenset[date]().union(*part_days) for part_days in zip(*days_of_parts, strict=True))
    if in_cells and in_texts and all(map(_is_early, in_cells)) and not any(map(_is_early, in_texts)):
        yield from warnings_at(
            rows.filter(is_in_cell & is_early), header, message("times.swapped-day-month", where="cells")
        )
    elif (column.is_event or column.type == "datetime") and _looks_exchanged(in_texts):  # periods begin on a first
        yield from warnings_at(
            rows.filter(~is_in_cell & is_early), header, message("times.swapped-day-month", where="texts")
        )


def _are_in_order(text_days: Collection[date]) -> bool:
    """Whether nothing can be exchanged, whatever further rows hold: texts with early and late days of one month."""
    return bool({d.month for d in text_days if _is_early(d)} & {d.month for d in text_days if not _is_early(d)})


def _would_read_exchanged(rows: Parts, header: str, field: Field_) -> bool:
    """Whether a text could not be read because its month is above 12, and could if it were the day."""
    is_unread = pl.col(READ + UNREADABLE + field.column)
    if not rows.any(is_unread):
        return False
    unread_rows = rows.filter(is_unread)
    for day_month_format in (f for f in map(time_format, field.formats) if {"day", "month"} <= f.components):
        groups = pl.col(header).str.extract_groups(day_month_format.shape).struct
        month, day = (groups.field(name).cast(pl.Int64, strict=False) for name in ("month", "day"))
        if unread_rows.any(month.is_between(_LAST_MONTH + 1, 31) & day.is_between(1, _LAST_MONTH)):
            return True
    return False


def _looks_exchanged(text_days: Collection[date]) -> bool:
    """Whether the days up to 12 are as few as months are, and the months as many as days are.

    Where other days are above 12 and so could not be exchanged, their months are those days' true ones.
    """
    early_days = {d for d in text_days if _is_early(d)}
    days_of_month, months, late_months = (
        {d.day for d in early_days},
        {d.month for d in early_days},
        {d.month for d in text_days if d not in early_days},
    )
    if late_months:
        return len(early_days) >= _SUFFICIENT - 1 and days_of_month <= late_months and not months & late_months
    return len(days_of_month) <= _SUFFICIENT - 1 and len(months) >= _SUFFICIENT and len(months) > len(days_of_month)


def _is_early(day: date) -> bool:
    return day.day <= _LAST_MONTH


def _years_apart(rows: Parts, header: str, times: str, limits: Limits, look: Look) -> Iterator[FileWarning]:
    """A few rows lie years from all others: a typing error as 2032 for 2023. What no city allows is rejected anyway."""
    if look.earliest is None or look.latest is None or look.latest.year - look.earliest.year < _YEARS_APART:
        return
    rows = rows.filter(pl.col(times).cast(pl.Date).is_between(limits.earliest, limits.latest))
    year_counts = rows.select(pl.col(times).dt.year().drop_nulls().value_counts().struct.rename_fields(["year", "len"]))
    years = year_counts.unnest(times).group_by("year").agg(pl.col("len").sum()).sort("year")
    gaps = years.with_columns(gap=pl.col("year").diff(), before=pl.col("len").cum_sum().shift(1))
    total = int(years["len"].sum())
    is_apart = pl.lit(False)
    for year, rows_before in gaps.filter(pl.col("gap") >= _YEARS_APART).select("year", "before").rows():
        is_from_year = pl.col(times) >= date(year, 1, 1)
        if rows_before <= max(1, _FEW * total) and rows_before <= total - rows_before:
            is_apart = is_apart | ~is_from_year
        elif total - rows_before <= max(1, _FEW * total) and total - rows_before < rows_before:
            is_apart = is_apart | is_from_year
    yield from warnings_at(rows.filter(is_apart), header, message("times.years-apart"))


def _without_offset(rows: Parts, header: str, field: Field_) -> Iterator[FileWarning]:
    """Some times say how far they are from UTC, others do not: those may mean the same zone, or not."""
    shapes_with_offset = [time_format(f).shape for f in field.formats if time_format(f).has_offset]
    has_offset = pl.any_horizontal(pl.col(header).str.contains(shape) for shape in shapes_with_offset)
    read_rows = rows.filter(pl.col(READ + field.column).is_not_null())
    if 0 < read_rows.count(~has_offset) < read_rows.height():
        yield from warnings_at(read_rows.filter(~has_offset), header, message("times.offset-missing"))
