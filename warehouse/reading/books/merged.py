"""Cells merged over several records: the value that people see beside each of them holds for each of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

import polars as pl

from schemas.column import ROW, TYPED
from schemas.delivery import NAMED, FileWarning, file_warning
from schemas.words.message import Value, message
from warehouse.reading.books.facts import Merged, SheetFacts
from warehouse.reading.books.shape import column_letters
from warehouse.reading.outcome import first_of


def fill_merged(
    records: pl.DataFrame, facts: SheetFacts, columns: Mapping[str, int], header_row: int
) -> tuple[pl.DataFrame, list[FileWarning]]:
    """Fill merged cells down over the records that they cover; return the records and the warnings of it.

    What is merged over several columns counts for the first one only: it is not known whether it is meant for the
    others.

    Args:
        records: with `_row`, the texts of `columns`, and their flags `typed:<header>`.
        facts: of the sheet.
        columns: the columns that are read: header -> column of the sheet, from 0.
        header_row: the last row of the header.
    """
    areas = [area for area in facts.merged if area.top > header_row and _covered_headers(area, columns)]
    if not areas:
        return records, []
    rows = records.get_column(ROW).to_list()
    kinds = dict(zip(facts.rows, facts.kinds, strict=True))
    down, across = dict[str, list[Merged]](), list[Merged]()
    for area in areas:
        count = bisect_right(rows, area.bottom) - bisect_left(rows, area.top)
        if not count or area.top not in kinds or area.left not in facts.shapes[kinds[area.top]].present:
            continue
        owner = next((header for header, column in columns.items() if column == area.left), None)
        if any(header != owner for header in _covered_headers(area, columns)):
            across.append(area)
        if owner is not None and count > 1:
            down.setdefault(owner, []).append(area)
    for header, header_areas in down.items():
        records = _fill_column(records, rows, header, header_areas)
    warnings = [_down(facts, header, header_areas, rows) for header, header_areas in down.items()]
    return records, [*warnings, *([_across(facts, across)] if across else [])]


def _covered_headers(area: Merged, columns: Mapping[str, int]) -> list[str]:
    return [header for header, column in columns.items() if area.left <= column <= area.right]


def _fill_column(records: pl.DataFrame, rows: list[int], header: str, areas: list[Merged]) -> pl.DataFrame:
    """Fill the empty cells of one column below the first cell of each range, with its flag."""
    texts = records.get_column(header).to_list()
    for name in {header, TYPED + header}.intersection(records.columns):
        cells = records.get_column(name).to_list()
        for area in areas:
            first = bisect_left(rows, area.top)
            for i in range(first + 1, bisect_right(rows, area.bottom)):
                if not (texts[i] or "").strip():
                    cells[i] = cells[first]
        records = records.with_columns(pl.Series(name, cells, dtype=records.schema[name]))
    return records


def _range(area: Merged) -> str:
    return f"{column_letters(area.left)}{area.top}:{column_letters(area.right)}{area.bottom}"


def _ranges(areas: list[Merged]) -> Value:
    return first_of([*map(_range, areas)])


def _down(facts: SheetFacts, header: str, areas: list[Merged], rows: list[int]) -> FileWarning:
    covered_rows = [r for a in areas for r in rows[bisect_left(rows, a.top) : bisect_right(rows, a.bottom)]]
    return file_warning(
        message("workbook.merged-down", header=header, ranges=_ranges(areas)),
        code="merged-cells",
        member=facts.sheet.name,
        header=header,
        rows=tuple(covered_rows[:NAMED]),
        row_count=len(covered_rows),
    )


def _across(facts: SheetFacts, areas: list[Merged]) -> FileWarning:
    rows = sorted({area.top for area in areas})
    return file_warning(
        message("workbook.merged-across", ranges=_ranges(areas)),
        code="merged-cells",
        member=facts.sheet.name,
        rows=tuple(rows[:NAMED]),
        row_count=len(rows),
    )
