"""An .xlsx workbook, opened: its XML beside the library that reads its cells."""

from functools import partial
from pathlib import Path

from warehouse.reading.books.book import Book
from warehouse.reading.books.cells import library_texts
from warehouse.reading.books.xlsx_book import contents_of
from warehouse.reading.books.xlsx_masks import masks_in
from warehouse.reading.books.xlsx_xml import rows_of_blank_texts, sheet_facts, stored_values


def open_xlsx(path: Path) -> Book:
    """Open a workbook; raise `Refused` where the file is damaged."""
    contents = contents_of(path)
    return Book(
        contents.sheets,
        contents.counts_from_1904,
        contents.asks_to_compute,
        partial(sheet_facts, path),
        library_texts(path),
        partial(masks_in, path),
        partial(stored_values, path),
        partial(rows_of_blank_texts, path),
    )
