"""Counts in workbooks: sheets whose headings are those of a declared table, in both languages."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import fastexcel

from schemas.table import Table, load_tables
from warehouse.attack.stated import TABLES

_LEAST = 4  # headings by which a sheet is recognised
_TOP = 12  # rows among which the headings stand


def tables_in(file: bytes) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield name and rows of each sheet that holds a table with counts; nothing of a file that is no workbook."""
    if not zipfile.is_zipfile(io.BytesIO(file)):
        return
    book = fastexcel.read_excel(file)
    for sheet in book.sheet_names:
        frame = book.load_sheet(sheet, header_row=None, dtypes="string").to_polars()
        rows = list(frame.iter_rows())
        for heads_place, heads in enumerate(rows[:_TOP]):
            if (table := _table_of(heads)) is not None:
                names = _columns(table)
                yield table.name, [_row(table, names, heads, cells) for cells in rows[heads_place + 1 :]]
                break


def _table_of(heads: tuple[Any, ...]) -> Table | None:
    """Return the table with most of the headings, None where none has enough."""
    tables = [load_tables()[name] for name in TABLES]
    best_table = max(tables, key=lambda table: sum(head in _columns(table) for head in heads))
    return best_table if sum(head in _columns(best_table) for head in heads) >= _LEAST else None


def _columns(table: Table) -> Mapping[str, str]:
    """Return heading -> column."""
    return {f"{column.label_vi} / {column.label_en}": column.name for column in table.columns}


def _row(table: Table, names: Mapping[str, str], heads: tuple[Any, ...], cells: tuple[Any, ...]) -> Mapping[str, Any]:
    """Return values by column, codes for the words that stand for them, days for texts."""
    row: dict[str, Any] = {}
    for head, cell in zip(heads, cells, strict=True):
        if (name := names.get(head)) is not None and cell is not None:
            column = table.column(name)
            words = {" / ".join(labels): code for code, labels in column.codes.items()}
            row[name] = date.fromisoformat(cell[:10]) if column.type == "date" else words.get(cell, cell)
    return row
