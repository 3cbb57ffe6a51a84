"""What to do about printed text that can be read as two numbers, or as another value than the file states."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

import polars as pl

from schemas.column import Column
from schemas.printed import Printed, read_printed
from schemas.table import Table
from schemas.words.message import Declared, Message, Value, message
from warehouse.check.shapes import quoted, shape_of

_TOLD = 10  # texts of which more is said


class PrintedHeaders(NamedTuple):
    """Under which headers of a file a printed text, its locale and what is stated beside it stand.

    `locale` and `stated` are empty where the file has no such column. `column` is the column of what is stated.
    """

    printed: str
    locale: str
    stated: str
    column: Column
    table: Table

    @property
    def key(self) -> pl.Expr:
        """All that decides what is said of a row, as one text."""
        headers = [header for header in (self.printed, self.locale, self.stated) if header]
        return pl.concat_str([pl.col(header).fill_null("").str.strip_chars() for header in headers], separator="\x1f")


def printed_headers(column: Column, table: Table, headers: Mapping[str, str]) -> PrintedHeaders:
    """Return the headers that go with a column of printed text, or with one that is read from such a column."""
    printed = table.column(column.read_from) if column.read_from else column
    stated = headers[column.name] if column.read_from else ""
    return PrintedHeaders(headers[printed.name], headers.get(printed.locale_in, ""), stated, column, table)


def printed_readings(rows: pl.DataFrame, of: PrintedHeaders) -> Mapping[str, Message]:
    """Return for the first texts of `rows` (by `PrintedHeaders.key`) what they say, without quoting their words."""
    shown = quoted(pl.col(of.stated), of.table, of.column.name) if of.stated else pl.lit("")
    texts = rows.select(
        key=of.key,
        printed=pl.col(of.printed).fill_null("").str.strip_chars(),
        locale=pl.col(of.locale).str.strip_chars() if of.locale else pl.lit(None, pl.String),
        stated=shown,
    )
    first = texts.unique("key", maintain_order=True).head(_TOLD)
    return {key: _told(printed, locale, stated, of) for key, printed, locale, stated in first.iter_rows()}


def _told(printed: str, locale: str | None, stated: str, of: PrintedHeaders) -> Message:
    read = read_printed(printed, locale)
    if isinstance(read, Message):
        masked = Message(read.key, {**read.values, "text": shape_of(printed)})
        return message("rules.printed-says-no-number", why=masked) if of.stated else masked
    return message("rules.printed-says", said=_said(read, of.column), stated=stated)


def _said(read: Printed, column: Column) -> Value:
    if column.codes:
        return Declared(*column.codes[read.bound])
    return Decimal(read.value.numerator) / Decimal(read.value.denominator)
