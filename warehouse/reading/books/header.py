"""The header of a sheet: the texts of one or more rows, merged cells filled, joined into one name for each column."""

from itertools import pairwise

import polars as pl

from schemas.source_format import SheetFormat
from schemas.words.message import message
from schemas.words.text import clean
from warehouse.reading.books.facts import Merged, SheetFacts
from warehouse.reading.books.shape import column_letters
from warehouse.reading.outcome import Refused


def header_grid(frame: pl.DataFrame, file_format: SheetFormat) -> list[list[str]]:
    """Return the cleaned texts of the header's rows as they stand, "" where a cell is empty."""
    return [
        [clean(cell or "") for cell in row]
        for row in frame.slice(file_format.title_rows, file_format.header_rows).rows()
    ]


def sheet_headers(frame: pl.DataFrame, facts: SheetFacts, file_format: SheetFormat) -> list[str]:
    """Return the header of each column: the texts of its header rows joined with " / ", merged cells filled."""
    grid = header_grid(frame, file_format)
    areas = [area for area in facts.merged if area.top <= file_format.title_rows + file_format.header_rows]
    for area in areas:
        _fill(grid, area, file_format.title_rows + 1, facts.first_column)
    if not areas:
        _fill_right(grid)
    headers = []
    for column in range(frame.width):
        texts = [row[column] for row in grid if row[column]]
        headers.append(" / ".join(text for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]))
    return headers


def refuse_unnamed(filled_rows: pl.DataFrame, headers: list[str], facts: SheetFacts, row: int) -> None:
    """Refuse columns that have values but no header; empty columns are harmless.

    Args:
        filled_rows: the rows of the sheet that hold something, `_row` before its columns.
        headers: of each column, "" where it has none.
        facts: of the sheet.
        row: the last one of the header.
    """
    unnamed = [i for i, header in enumerate(headers) if not header]
    columns_in_use = [i for i in unnamed if (filled_rows.to_series(i + 1).str.strip_chars() != "").any()]
    if columns_in_use:
        words = message(
            "workbook.unnamed-columns",
            columns=[str(i + 1) for i in columns_in_use],
            letters=[column_letters(facts.first_column + i) for i in columns_in_use],
            row=row,
        )
        raise Refused("unknown-header", words, 0.95)


def _fill(grid: list[list[str]], area: Merged, first_row: int, first_column: int) -> None:
    top, bottom = area.top - first_row, min(area.bottom - first_row, len(grid) - 1)
    left, right = area.left - first_column, area.right - first_column
    if not (0 <= top < len(grid) and 0 <= left < len(grid[top])):
        return
    for row in range(top, bottom + 1):
        for column in range(left, min(right, len(grid[row]) - 1) + 1):
            grid[row][column] = grid[top][left]


def _fill_right(grid: list[list[str]]) -> None:
    """Fill the upper header rows of a sheet without merged cells: a name with names below it also covers the blanks."""
    for upper, lower in pairwise(grid):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and upper[column - 1] and lower[column - 1]:
                upper[column] = upper[column - 1]
