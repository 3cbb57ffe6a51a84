"""What somebody should look at in the values of a file: nothing of it rejects a row."""

from collections.abc import Iterator
from datetime import time

import polars as pl

from schemas.column import UNREADABLE
from schemas.delivery import FileWarning
from schemas.source import Field_
from schemas.source_format import Numbers
from warehouse.conform.frame import Agreement, Texts
from warehouse.conform.keys import key_doubts
from warehouse.conform.numbers import number
from warehouse.conform.texts import text_doubts
from warehouse.conform.warned import Doubt, held, warnings_at

_READ = "read:"  # prefix of the conformed columns, beside the texts that they were read from
_LOOKED_AT_FIRST = 1000
_LAST_MONTH = 12


def doubts(text: pl.DataFrame, frame: pl.DataFrame, agreement: Agreement, texts: Texts) -> tuple[FileWarning, ...]:
    """Return the warnings about the values of a file, in the order of the declared columns.

    `frame` is what `conform` made of `text`, row for row; `texts` is the look at `text`, or at the file that it is a
    part of.
    """
    both = text.hstack(frame.select(pl.all().name.prefix(_READ)))
    return tuple(
        w for header, field in agreement.source.columns.items() for w in _of(header, field, both, agreement, texts)
    )


def _of(header: str, field: Field_, both: pl.DataFrame, agreement: Agreement, texts: Texts) -> Iterator[FileWarning]:
    column = agreement.table.column(field.column)
    if column.normal_form == "code":
        yield from key_doubts(both, header, texts.odd[header], field.empty)
    elif column.type == "string":
        yield from text_doubts(both, header, texts.odd[header], field.empty)
        if header in texts.typed:
            dates = held(both, header) & pl.col(header).str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2} ")
            yield from warnings_at(both.filter(dates), header, _DATES_AMONG)
    elif column.type in ("integer", "number"):
        yield from _number_style(both, header, field, agreement.source.numbers)
    elif column.type in ("date", "datetime"):
        if field.precision == "instant":
            yield from _midnight(both, header, field)
        if header in texts.typed:
            yield from _exchanged(both, header, field)


def _number_style(both: pl.DataFrame, header: str, field: Field_, numbers: Numbers) -> Iterator[FileWarning]:
    """Marks were read as declared in some rows, and in others they contradict the declaration."""
    flag = _READ + UNREADABLE + field.column
    if not both.get_column(flag).any():  # as in nearly every file
        return
    unread = both.filter(pl.col(flag) & ~held(both, header))
    shaped = pl.col(header).str.contains(r"^[+-]?[0-9]+([.,' \u00a0\u202f][0-9]+)+$")
    if not unread.filter(shaped & number(pl.col(header), numbers).is_null()).height:
        return
    read = pl.col(_READ + field.column).is_not_null() & pl.col(header).str.contains(r"[0-9][^0-9][0-9]")
    yield from warnings_at(both.filter(read & ~held(both, header)), header, _NUMBER_STYLE)


def _midnight(both: pl.DataFrame, header: str, field: Field_) -> Iterator[FileWarning]:
    times = both.get_column(_READ + field.column)
    # A column of instants shows that it is one in its first rows.
    for some in (times.head(_LOOKED_AT_FIRST), times):
        if (some.dt.time() != time()).any():
            return
    dated = both.filter(times.is_not_null())
    if dated.height > 1:
        yield from warnings_at(dated, header, _MIDNIGHT)


def _exchanged(both: pl.DataFrame, header: str, field: Field_) -> Iterator[FileWarning]:
    """Excel of another country reads 05/01/2023 as 1 May, and leaves 13/01/2023, which has no such month, a text."""
    day, is_date = pl.col(_READ + field.column).dt.day(), held(both, header)
    dates, written = both.filter(is_date & day.is_not_null()), both.filter(~is_date & day.is_not_null())
    early = dates.select((day <= _LAST_MONTH).all()).item()
    if written.height and early and written.select((day > _LAST_MONTH).all()).item():
        yield from warnings_at(dates, header, _EXCHANGED)


_DATES_AMONG = Doubt(
    "dates-among-texts",
    "có ô là ngày chứ không phải chữ; Excel có thể đã đổi chữ (như 1-5) thành ngày.",
    "some cells hold a date, not a text: Excel may have turned a text (such as 1-5) into a date.",
    "Định dạng cột là Văn bản (Text) trước khi nhập, và lấy lại chữ từ hệ thống nguồn.",
    "Format the column as Text before entering, and take the texts anew from the source system.",
)
_NUMBER_STYLE = Doubt(
    "number-style",
    "dấu chấm, dấu phẩy của một số dòng trái với cách viết số đã khai báo; các số có dấu ở những dòng khác có thể đã "
    "bị đọc sai.",
    "the marks in numbers of some rows contradict the declared way of writing; numbers with marks in other rows may "
    "have been read wrongly.",
    "Xem trong tệp dấu nào là dấu thập phân, rồi sửa numbers (decimal, thousands) của nguồn.",
    "See in the file which mark is the decimal one, and correct numbers (decimal, thousands) of the source.",
)
_MIDNIGHT = Doubt(
    "midnight-instants",
    "mọi giá trị đều là 0 giờ, dù nguồn khai báo chính xác đến giờ; hồ sơ trả trong ngày hẹn sẽ bị tính là trễ.",
    "every value is at midnight although the source says that hours count; what ends on its due day would count as "
    "late.",
    'Khai báo precision = "day" cho cột này nếu hệ thống nguồn chỉ ghi ngày.',
    'Declare precision = "day" for this column if the source system keeps days only.',
)
_EXCHANGED = Doubt(
    "swapped-day-month",
    "các ô ngày đều có ngày từ 1 đến 12, các ô chữ đều có ngày sau 12; có thể Excel đã đổi chỗ ngày và tháng.",
    "all cells that hold dates have days 1 to 12, all that hold texts have later ones: Excel of another country may "
    "have exchanged day and month.",
    "Xuất lại, định dạng cột là Văn bản (Text) trước khi mở trong Excel, rồi so lại với formats của cột.",
    "Export again, format the column as Text before opening it in Excel, and compare with the column's formats.",
)
