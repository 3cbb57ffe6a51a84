"""Codes that a workbook holds as numbers and shows as something else: 123 under the number format 000000 is 000123."""

import re
from collections.abc import Mapping

import polars as pl

from schemas.column import ROW, TYPED
from schemas.delivery import NAMED, FileWarning, file_warning
from schemas.source import Source
from schemas.words.message import message
from warehouse.reading.books.book import Book, Mask
from warehouse.reading.books.facts import SheetFacts

_WHOLE = r"^[0-9]{1,15}(\.0+)?$"
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|(0)|([-/ ():+])|\[[^\]]*\]')


def code_headers(source: Source) -> set[str]:
    """Return the headers of columns that hold codes."""
    table = source.target
    return {h for h, field in source.columns.items() if table.column(field.column).normal_form == "code"}


def shown_codes(
    records: pl.DataFrame, book: Book, facts: SheetFacts, columns: Mapping[str, int]
) -> tuple[pl.DataFrame, list[FileWarning]]:
    """Return `records` with codes as their number formats show them, as texts; and a warning for each such column.

    Formats of zeros and fixed letters alone are followed. May cost a further look at the sheet.

    Args:
        records: with `_row`, the texts of `columns`, and their flags `typed:<header>`.
        book: the workbook.
        facts: of the sheet.
        columns: those that may hold codes as numbers: header -> column of the sheet, from 0.
    """
    masks = book.masks(facts, set(columns.values())) if columns else {}
    if not masks:
        return records, []
    warnings = list[FileWarning]()
    for header, column in columns.items():
        rows = {row: mask for (row, place), mask in masks.items() if place == column}
        is_number = pl.col(TYPED + header) & pl.col(header).str.contains(_WHOLE) & pl.col(ROW).is_in(list(rows))
        numbers = records.filter(is_number).select(ROW, header).rows()
        if numbers:
            texts = {row: _masked(rows[row], number.split(".")[0]) for row, number in numbers}
            masked_text = pl.col(ROW).replace_strict(
                list(texts), list(texts.values()), default=None, return_dtype=pl.String
            )
            records = records.with_columns(
                pl.coalesce(masked_text, header).alias(header), (pl.col(TYPED + header) & masked_text.is_null())
            )
            warnings.append(_warning(facts, header, list(texts)))
    return records, warnings


def mask_of(number_format: str) -> Mask | None:
    """Return the places of a number format, "" for a digit; None where it is not of zeros and fixed letters alone."""
    places, position = list[str](), 0
    positive = number_format.split(";", maxsplit=1)[0]
    while position < len(positive):
        token = _TOKEN.match(positive, position)
        if token is None:
            return None
        position = token.end()
        if token[3]:
            places.append("")
        elif letters := token[1] or token[2] or token[4]:
            places.append(letters)
    return tuple(places) if "" in places and len(places) > 1 else None


def _masked(mask: Mask, digits: str) -> str:
    """Return the digits as the mask shows them; the first place takes those for which it has no other."""
    places = mask.count("")
    digits = digits.zfill(places)
    texts = iter([digits[: len(digits) - places + 1], *digits[len(digits) - places + 1 :]])
    return "".join(letters or next(texts) for letters in mask)


def _warning(facts: SheetFacts, header: str, rows: list[int]) -> FileWarning:
    return file_warning(
        message("workbook.codes-by-format", header=header, count=len(rows)),
        member=facts.sheet.name,
        header=header,
        rows=tuple(rows[:NAMED]),
        row_count=len(rows),
    )
