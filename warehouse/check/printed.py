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

_MOST_TEXTS = 10  # texts of which more is said


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
    text_column = table.column(column.read_from) if column.read_from else column
    stated_header = headers[column.name] if column.read_from else ""
    return PrintedHeaders(
        headers[text_column.name], headers.get(text_column.locale_in, ""), stated_header, column, table
    )


def printed_readings(rows: pl.DataFrame, headers: PrintedHeaders) -> Mapping[str, Message]:
    """Return for the first texts of `rows` (by `PrintedHeaders.key`) what they say, without quoting their words."""
    stated_text = quoted(pl.col(headers.stated), headers.table, headers.column.name) if headers.stated else pl.lit("")
    texts = rows.select(
        key=headers.key,
        printed=pl.col(headers.printed).fill_null("").str.strip_chars(),
        locale=pl.col(headers.locale).str.strip_chars() if headers.locale else pl.lit(None, pl.String),
        stated=stated_text,
    )
    first_texts = texts.unique("key", maintain_order=True).head(_MOST_TEXTS)
    return {
        key: _reading_words(printed, locale, stated, headers)
        for key, printed, locale, stated in first_texts.iter_rows()
    }


def _reading_words(printed: str, locale: str | None, stated: str, headers: PrintedHeaders) -> Message:
    reading = read_printed(printed, locale)
    if isinstance(reading, Message):
        masked = Message(reading.key, {**reading.values, "text": shape_of(printed)})
        return message("rules.printed-says-no-number", why=masked) if headers.stated else masked
    return message("rules.printed-says", said=_stated_by(reading, headers.column), stated=stated)


def _stated_by(reading: Printed, column: Column) -> Value:
    if column.codes:
        return Declared(*column.codes[reading.bound])
    return Decimal(reading.value.numerator) / Decimal(reading.value.denominator)
