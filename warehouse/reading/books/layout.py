"""Rows of a sheet that hold something and are no records: titles, the header and where it is repeated, totals."""

from collections.abc import Collection, Sequence

import polars as pl

from schemas.column import ROW
from schemas.delivery import LayoutRows
from schemas.source_format import SheetFormat
from schemas.words.text import header_key
from warehouse.reading.books.facts import SheetFacts
from warehouse.reading.layout import begins_total

# Look alike, and are written for each other: `schemas.words.text` takes them for the same letters, too.
_ETH, _D_WITH_STROKE = ["\u00f0", "\u00d0"], ["\u0111", "\u0110"]


def layout_rows(
    facts: SheetFacts, file_format: SheetFormat, rows_below: Sequence[tuple[str, Collection[int]]]
) -> tuple[LayoutRows, ...]:
    """Return the account of a sheet's rows that are no records: above the records, and `rows_below` by their rules."""
    header_row = file_format.title_rows + file_format.header_rows
    title = [row for row in facts.rows if row <= file_format.title_rows]
    header = [row for row in facts.rows if file_format.title_rows < row <= header_row]
    rules = [("title", title), ("header", header), *rows_below]
    return tuple(LayoutRows(rule=r, rows=len(n), first_row=min(n), member=facts.sheet.name) for r, n in rules if n)


def total_rows(filled_rows: pl.DataFrame, columns: Sequence[str], totals: Sequence[str], key: str | None) -> set[int]:
    """Return the rows that are totals or signatures.

    Such a row's first filled cell begins so (`begins_total`), and its key is empty or is that very cell.

    Args:
        filled_rows: the rows of the sheet that hold something, with `_row`.
        columns: the columns of `filled_rows` in the order of the sheet.
        totals: the texts with which totals and signatures begin.
        key: the column that holds the last column of the table's key, None where there is none.
    """
    keys = [header_key(text) for text in totals if text.strip()]
    if not keys:
        return set()
    filled_cells = [pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)) for name in columns]
    first_cell = pl.coalesce(filled_cells)
    folded_text = first_cell.str.normalize("NFC").str.replace_many(_ETH, _D_WITH_STROKE).str.to_lowercase()
    # Few rows begin so: only those are looked at word by word.
    texts = "|".join(pl.escape_regex(text).replace(" ", r"\s+") for text in keys)
    begins = folded_text.str.contains(rf"^\s*(?:{texts})")
    if key is not None:
        begins &= (pl.col(key).str.strip_chars() == "").fill_null(True) | (pl.col(key) == first_cell)
    rows = filled_rows.filter(begins.fill_null(False)).select(ROW, first_cell.alias("first"))
    return {row for row, text in rows.iter_rows() if begins_total(header_key(text), keys)}


def repeated_header_rows(
    filled_rows: pl.DataFrame, columns: Sequence[str], header: Sequence[Sequence[str | None]]
) -> set[int]:
    """Return those of `filled_rows` whose cells all equal those of a row of the header, as on each page of a print."""
    repeated_rows = set[int]()
    for row in header:
        header_keys = [header_key(cell or "") for cell in row]
        position = next((i for i, key in enumerate(header_keys) if key), None)
        if position is None:
            continue
        alike = filled_rows.filter(pl.col(columns[position]) == row[position])
        for number, *cells in alike.select(ROW, *columns).iter_rows():
            if [header_key(cell or "") for cell in cells] == header_keys:
                repeated_rows.add(number)
    return repeated_rows
