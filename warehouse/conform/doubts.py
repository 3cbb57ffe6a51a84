"""What somebody should look at in the values of a file: nothing of it rejects a row."""

from collections.abc import Iterator, Mapping

import polars as pl

from schemas.column import READ, UNREADABLE
from schemas.delivery import FileWarning
from schemas.source import Field_
from schemas.source_format import Numbers
from warehouse.conform.frame import Agreement, Texts
from warehouse.conform.key_doubts import key_doubts
from warehouse.conform.numbers import number
from warehouse.conform.texts import text_doubts
from warehouse.conform.time_doubts import time_doubts
from warehouse.conform.time_looks import Look, looks
from warehouse.conform.warned import Doubt, held, warnings_at


def doubts(text: pl.DataFrame, frame: pl.DataFrame, agreement: Agreement, texts: Texts) -> tuple[FileWarning, ...]:
    """Return the warnings about the values of a file, in the order of the declared columns.

    `frame` is what `conform` made of `text`, row for row; `texts` is the look at `text`, or at the file that it is a
    part of.
    """
    both = text.hstack(frame.select(pl.all().name.prefix(READ)))
    columns = agreement.source.columns
    seen = looks(both, {h: f.column for h, f in columns.items() if agreement.table.column(f.column).is_time})
    of_columns = (w for header, field in columns.items() for w in _of(header, field, both, agreement, texts, seen))
    return (*of_columns, *_like_headers(both, agreement))


def _like_headers(both: pl.DataFrame, agreement: Agreement) -> Iterator[FileWarning]:
    """Rows of which nothing could be read: perhaps the header of another table, with columns in another order."""
    mapped = {f.column: h for h, f in agreement.source.columns.items()}
    read = [c for c in mapped if agreement.table.column(c).type not in ("string", "code")]
    if len(read) < _TELLING or not both.get_column(READ + UNREADABLE + read[0]).any():
        return
    nothing = pl.all_horizontal(pl.col(READ + UNREADABLE + c) for c in read)
    rows = both.filter(nothing)
    if 0 < rows.height < both.height:
        yield from warnings_at(rows, mapped[read[0]], _LIKE_HEADER)


def _of(
    header: str, field: Field_, both: pl.DataFrame, agreement: Agreement, texts: Texts, seen: Mapping[str, Look]
) -> Iterator[FileWarning]:
    column = agreement.table.column(field.column)
    if column.normal_form == "code":
        yield from key_doubts(both, header, texts.odd[header], field.empty, column)
    elif column.type == "string":
        yield from text_doubts(both, header, texts.odd[header], field.empty)
        if header in texts.typed:
            dates = held(both, header) & pl.col(header).str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2} ")
            yield from warnings_at(both.filter(dates), header, _DATES_AMONG)
    elif column.type in ("integer", "number"):
        yield from _number_style(both, header, field, agreement.source.numbers)
        if column.is_money and not agreement.table.limits.money_decimals:
            yield from _odd_amounts(both, header, field)
    elif column.is_time:
        yield from time_doubts(both, header, field, agreement, seen[header])


def _number_style(both: pl.DataFrame, header: str, field: Field_, numbers: Numbers) -> Iterator[FileWarning]:
    """Marks were read as declared in some rows, and in others they contradict the declaration."""
    flag = READ + UNREADABLE + field.column
    if not both.get_column(flag).any():  # as in nearly every file
        return
    unread = both.filter(pl.col(flag) & ~held(both, header))
    shaped = pl.col(header).str.contains(r"^[+-]?[0-9]+([.,' \u00a0\u202f][0-9]+)+$")
    if not unread.filter(shaped & number(pl.col(header), numbers).is_null()).height:
        return
    read = pl.col(READ + field.column).is_not_null() & pl.col(header).str.contains(r"[0-9][^0-9][0-9]")
    yield from warnings_at(both.filter(read & ~held(both, header)), header, _NUMBER_STYLE)


def _odd_amounts(both: pl.DataFrame, header: str, field: Field_) -> Iterator[FileWarning]:
    """All amounts with marks end in small change, which a currency without decimals does not have: 66.597 is 66,597."""
    read = pl.col(READ + field.column)
    for rows in (both.head(_LOOKED_AT_FIRST), both):  # most files show in their first rows that amounts are round
        marked = rows.filter(pl.col(header).str.contains(r"^[0-9]{1,3}[.,][0-9]{3}$") & read.is_not_null())
        if marked.select((read % _SMALL_CHANGE == 0).any()).item():
            return
    if marked.height >= _TELLING:
        yield from warnings_at(marked.filter(~held(marked, header)), header, _ODD_AMOUNTS)


_LOOKED_AT_FIRST = 1000  # rows
_SMALL_CHANGE = 100
_TELLING = 3  # dates and numbers in a row, none of which can be read

_LIKE_HEADER = Doubt(
    "row-like-a-header",
    "có dòng mà không ngày hay số nào đọc được: có thể là tiêu đề của bảng khác, và các dòng dưới có thứ tự cột khác.",
    "in some rows no date and no number can be read: one may be the header of another table, and the rows below it may "
    "have their columns in another order.",
    "Xem các dòng này và các dòng ngay dưới; nếu là hai bảng, gửi mỗi bảng thành một tệp.",
    "Look at these rows and at those below them; where they are two tables, send each as a file of its own.",
)
_ODD_AMOUNTS = Doubt(
    "number-style",
    "mọi số tiền có dấu đều lẻ dưới 100 (như 66.597): dấu có thể là dấu thập phân chứ không phải dấu hàng nghìn.",
    "all amounts with a mark end in small change (as 66.597): the mark may be a decimal one, not one of thousands.",
    "Xem trong tệp dấu nào là dấu thập phân, rồi sửa numbers (decimal, thousands) của nguồn.",
    "See in the file which mark is the decimal one, and correct numbers (decimal, thousands) of the source.",
)
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
