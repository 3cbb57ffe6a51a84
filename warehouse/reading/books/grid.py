"""A sheet whose cells we read ourselves, where no library does: its rows, cell by cell, as facts and as texts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from warehouse.reading.books.book import Book, Mask, Place
from warehouse.reading.books.facts import Merged, Sheet, SheetFacts, facts_of
from warehouse.reading.books.shape import Cell, Kind


class GridCell(NamedTuple):
    """A cell: its column from 0, what it holds, and its text ("" where it is an error or holds nothing)."""

    column: int
    kind: Kind
    text: str
    error: str = ""
    is_formula: bool = False


@dataclass
class Grid:
    """A sheet that is being read: its cells by the number of the row, from 1.

    `fields`: how many cells each row has, the empty ones included, where rows may have too few.
    """

    name: str
    is_hidden: bool = False
    rows: dict[int, list[GridCell]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    masks: dict[Place, Mask] = field(default_factory=dict)
    fields: dict[int, int] = field(default_factory=dict)


def book_of_grids(grids: Sequence[Grid], counts_from_1904: bool = False) -> Book:
    """Return the workbook of these sheets."""
    grid_of = {Sheet(grid.name, grid.is_hidden): grid for grid in grids}

    def masks(facts: SheetFacts, columns: Collection[int]) -> Mapping[Place, Mask]:
        return {place: mask for place, mask in grid_of[facts.sheet].masks.items() if place[1] in columns}

    return Book(
        tuple(grid_of),
        counts_from_1904,
        False,
        lambda sheet: _facts(sheet, grid_of[sheet]),
        lambda facts, rows: _texts(grid_of[facts.sheet], facts, rows),
        masks,
    )


def _facts(sheet: Sheet, grid: Grid) -> SheetFacts:
    rows = (
        (number, number in grid.hidden_rows, [Cell(c.column, c.kind, c.error, c.is_formula) for c in cells])
        for number, cells in sorted(grid.rows.items())
    )
    return facts_of(sheet, rows, grid.merged, grid.hidden_columns, grid.fields)


def _texts(grid: Grid, facts: SheetFacts, rows: int | None) -> pl.DataFrame:
    last = facts.last_row if rows is None else min(rows, facts.last_row)
    columns: list[list[str | None]] = [[None] * last for _ in range(facts.first_column, facts.last_column + 1)]
    for number, cells in grid.rows.items():
        for cell in cells if number <= last else ():
            if cell.text and facts.first_column <= cell.column <= facts.last_column:
                columns[cell.column - facts.first_column][number - 1] = cell.text
    return pl.DataFrame({f"column_{i}": pl.Series(column, dtype=pl.String) for i, column in enumerate(columns)})
