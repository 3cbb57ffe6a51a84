"""What somebody should look at in a column of times: nothing of it rejects a row."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from schemas.column import READ, UNREADABLE, Column
from schemas.delivery import FileWarning
from schemas.limits import Limits
from schemas.source import Field_
from schemas.time_format import time_format
from warehouse.conform.frame import Agreement
from warehouse.conform.time_looks import A_DAY, Look, days
from warehouse.conform.warned import Doubt, held, warnings_at

_LAST_MONTH = 12
_SHARE_AT_MIDNIGHT = 0.05  # offices are closed at midnight: more than chance puts there is a day without its hour
_SUFFICIENT = 3  # rows, or months, that show more than chance
_YEARS_APART = 5
_FEW = 0.05  # share of rows that stand apart from the others


def time_doubts(
    both: pl.DataFrame, header: str, field: Field_, agreement: Agreement, look: Look
) -> Iterator[FileWarning]:
    """Yield the warnings about a column of times; `both` holds its texts, and beside them (`READ`) what was read."""
    times, column = READ + field.column, agreement.table.column(field.column)
    if field.precision == "instant" and column.type == "datetime":
        yield from _midnight(both, header, times, look)
        if column.is_event:
            yield from _days_of_another_zone(both, header, times, agreement.zone, look)
    yield from _swapped(both, header, field, column, look)
    yield from _years_apart(both, header, times, agreement.table.limits, look)
    if len({time_format(f).has_offset for f in field.formats}) > 1:
        yield from _without_offset(both, header, field)


def _midnight(both: pl.DataFrame, header: str, times: str, look: Look) -> Iterator[FileWarning]:
    if look.at_midnight and look.at_midnight >= _SHARE_AT_MIDNIGHT * look.dated:
        at_midnight = both.filter(pl.col(times).to_physical() % A_DAY == 0)
        yield from warnings_at(at_midnight, header, _ALL_MIDNIGHT if look.at_midnight == look.dated else _MIDNIGHT)


def _days_of_another_zone(both: pl.DataFrame, header: str, times: str, zone: str, look: Look) -> Iterator[FileWarning]:
    """Midnight of another zone: days that were turned into times of UTC, or from them."""
    if len(look.hours) != 1 or look.dated < _SUFFICIENT:  # most columns show in their first rows that hours differ
        return
    (hour,) = look.hours
    dated = both.filter(pl.col(times).is_not_null())
    first = dated.get_column(times)[0]
    distance = first.replace(tzinfo=ZoneInfo(zone)).utcoffset() // timedelta(microseconds=1) % A_DAY
    if not distance or hour not in (distance, A_DAY - distance):
        return
    if look.is_whole or dated.select((pl.col(times).to_physical() % A_DAY == hour).all()).item():
        yield from warnings_at(dated, header, _OTHER_ZONE)


def _swapped(both: pl.DataFrame, header: str, field: Field_, column: Column, look: Look) -> Iterator[FileWarning]:
    """Day and month exchanged: by Excel in cells, by a program of another country in texts."""
    times, in_cell = READ + field.column, held(both, header)
    early = pl.col(times).is_not_null() & (pl.col(times).dt.day() <= _LAST_MONTH)
    if _would_read_exchanged(both, header, field):
        yield from warnings_at(both.filter(early), header, _EXCHANGED_TEXTS)
        return
    if _are_in_order(look.in_texts):
        return
    in_texts, in_cells = look.in_texts, look.in_cells
    if not look.is_whole:
        read = pl.col(times)
        whole = both.select(texts=days(read, ~in_cell), cells=days(read, in_cell)).row(0)
        in_texts, in_cells = map(frozenset, whole)
    if in_cells and in_texts and all(map(_is_early, in_cells)) and not any(map(_is_early, in_texts)):
        yield from warnings_at(both.filter(in_cell & early), header, _EXCHANGED)
    elif (column.is_event or column.type == "datetime") and _looks_exchanged(in_texts):  # periods begin on a first
        yield from warnings_at(both.filter(~in_cell & early), header, _EXCHANGED_TEXTS)


def _are_in_order(written: Collection[date]) -> bool:
    """Whether nothing can be exchanged, whatever further rows hold: texts with early and late days of one month."""
    return bool({d.month for d in written if _is_early(d)} & {d.month for d in written if not _is_early(d)})


def _would_read_exchanged(both: pl.DataFrame, header: str, field: Field_) -> bool:
    """Whether a text could not be read because its month is above 12, and could if it were the day."""
    if not both.get_column(READ + UNREADABLE + field.column).any():
        return False
    unread = both.filter(READ + UNREADABLE + field.column).get_column(header)
    for declared in map(time_format, field.formats):
        parts = unread.str.extract_groups(declared.shape).struct if declared.parts else None
        if parts and {"day", "month"} <= set(parts.fields):
            month = parts.field("month").cast(pl.Int64, strict=False)
            day = parts.field("day").cast(pl.Int64, strict=False)
            if (month.is_between(_LAST_MONTH + 1, 31) & day.is_between(1, _LAST_MONTH)).any():
                return True
    return False


def _looks_exchanged(written: Collection[date]) -> bool:
    """Whether the days up to 12 are as few as months are, and the months as many as days are.

    Where other days are above 12 and so could not be exchanged, their months are those days' true ones.
    """
    early = {d for d in written if _is_early(d)}
    on, in_months, of_late = (
        {d.day for d in early},
        {d.month for d in early},
        {d.month for d in written if d not in early},
    )
    if of_late:
        return len(early) >= _SUFFICIENT - 1 and on <= of_late and not in_months & of_late
    return len(on) <= _SUFFICIENT - 1 and len(in_months) >= _SUFFICIENT and len(in_months) > len(on)


def _is_early(day: date) -> bool:
    return day.day <= _LAST_MONTH


def _years_apart(both: pl.DataFrame, header: str, times: str, limits: Limits, look: Look) -> Iterator[FileWarning]:
    """A few rows lie years from all others: a typing error as 2032 for 2023. What no city allows is rejected anyway."""
    if look.earliest is None or look.latest is None or look.latest.year - look.earliest.year < _YEARS_APART:
        return
    both = both.filter(pl.col(times).cast(pl.Date).is_between(limits.earliest, limits.latest))
    years = both.select(year=pl.col(times).dt.year()).drop_nulls().group_by("year").len().sort("year")
    gaps = years.with_columns(gap=pl.col("year").diff(), before=pl.col("len").cum_sum().shift(1))
    total = int(years["len"].sum())
    apart = pl.lit(False)
    for year, before in gaps.filter(pl.col("gap") >= _YEARS_APART).select("year", "before").rows():
        from_year = pl.col(times) >= date(year, 1, 1)
        if before <= max(1, _FEW * total) and before <= total - before:
            apart = apart | ~from_year
        elif total - before <= max(1, _FEW * total) and total - before < before:
            apart = apart | from_year
    yield from warnings_at(both.filter(apart), header, _YEARS)


def _without_offset(both: pl.DataFrame, header: str, field: Field_) -> Iterator[FileWarning]:
    """Some times say how far they are from UTC, others do not: those may mean the same zone, or not."""
    with_offset = [time_format(f).shape for f in field.formats if time_format(f).has_offset]
    offset = pl.any_horizontal(pl.col(header).str.contains(shape) for shape in with_offset)
    read = both.filter(pl.col(READ + field.column).is_not_null())
    naive = read.filter(~offset)
    if 0 < naive.height < read.height:
        yield from warnings_at(naive, header, _NO_OFFSET)


_ALL_MIDNIGHT = Doubt(
    "midnight-instants",
    "mọi giá trị đều là 0 giờ, dù nguồn khai báo chính xác đến giờ; hồ sơ trả trong ngày hẹn sẽ bị tính là trễ.",
    "every value is at midnight although the source says that hours count; what ends on its due day would count as "
    "late.",
    'Khai báo precision = "day" cho cột này nếu hệ thống nguồn chỉ ghi ngày.',
    'Declare precision = "day" for this column if the source system keeps days only.',
)
_MIDNIGHT = _ALL_MIDNIGHT._replace(
    message_vi="nhiều giá trị là đúng 0 giờ, dù nguồn khai báo chính xác đến giờ; nếu đó là ngày không ghi giờ thì hồ "
    "sơ trả trong ngày hẹn bị tính là trễ.",
    message_en="many values are exactly at midnight although the source says that hours count; if they are days "
    "without an hour, what ends on its due day counts as late.",
)
_OTHER_ZONE = Doubt(
    "midnight-of-another-zone",
    "mọi giá trị có cùng một giờ, bằng khoảng cách với giờ UTC: có vẻ là ngày không có giờ đã bị đổi múi giờ; ngày có "
    "thể lệch một ngày.",
    "every value has the same hour, which is the distance from UTC: they seem to be days without an hour that were "
    "moved between zones, and may be off by a day.",
    "Xuất lại ngày không đổi múi giờ, hoặc khai báo %#z nếu giờ là UTC.",
    "Export days without moving them between zones, or declare %#z where times are of UTC.",
)
_EXCHANGED = Doubt(
    "swapped-day-month",
    "các ô ngày đều có ngày từ 1 đến 12, các ô chữ đều có ngày sau 12; có thể Excel đã đổi chỗ ngày và tháng.",
    "all cells that hold dates have days 1 to 12, all that hold texts have later ones: Excel of another country may "
    "have exchanged day and month.",
    "Xuất lại, định dạng cột là Văn bản (Text) trước khi mở trong Excel, rồi so lại với formats của cột.",
    "Export again, format the column as Text before opening it in Excel, and compare with the column's formats.",
)
_EXCHANGED_TEXTS = _EXCHANGED._replace(
    message_vi="ngày và tháng có vẻ bị đổi chỗ so với formats đã khai báo; các ngày từ 1 đến 12 có thể đã đọc sai.",
    message_en="day and month seem to be exchanged against the declared formats; days 1 to 12 may have been read "
    "wrongly.",
    advice_vi="So một dòng với hệ thống nguồn; nếu tháng đứng trước ngày, sửa formats của cột, hoặc xuất lại.",
    advice_en="Compare a row with the source system; if the month comes first, correct the column's formats, or export "
    "again.",
)
_YEARS = Doubt(
    "years-apart",
    "có giá trị cách xa các dòng khác nhiều năm; có thể gõ nhầm năm.",
    "some values lie years apart from all other rows; the year may be mistyped.",
    "Kiểm tra năm của các dòng này trong hệ thống nguồn.",
    "Check the year of these rows in the source system.",
)
_NO_OFFSET = Doubt(
    "offset-missing",
    "có giá trị không ghi khoảng cách với giờ UTC, các giá trị khác thì có; chúng được đọc là giờ địa phương.",
    "some values do not say their distance from UTC while others do; they were read as local times.",
    "Xuất lại với cùng một cách viết, hoặc chỉ khai báo một cách viết trong formats của cột.",
    "Export again in one way of writing, or declare only one of them in the column's formats.",
)
