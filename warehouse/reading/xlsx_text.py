"""A sheet of a workbook to an all-text Arrow file."""

from itertools import pairwise
from pathlib import Path

import fastexcel
import polars as pl

from schemas.column import MEMBER, ROW
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import XlsxFormat
from schemas.text import clean, header_key
from warehouse.reading.headers import place
from warehouse.reading.outcome import ReadOutcome, Refused, check_records, refuse_without_records
from warehouse.reading.xlsx_xml import Merged, SheetFacts, rows_of_blank_texts, sheet_facts

_MOST_CELLS = 100_000_000  # the library allocates every cell between the first and the last one


def read_xlsx(path: Path, source: Source, form: XlsxFormat, out: Path) -> ReadOutcome:
    """Write the records of a workbook's sheet to the Arrow file `out`; return their number.

    `_row` is the row of the sheet. Real dates arrive as "2023-02-01 00:00:00", numbers with a decimal point and
    without trailing zeros, cells with an error as null. Raises `SubmissionRejected`.
    """
    facts = sheet_facts(path, form.sheet)
    refuse_sparse(facts)
    frame = load_sheet(path, facts)
    headers = sheet_headers(frame, facts, form)
    row = form.title_rows + form.header_rows
    positions = place(headers, source, source.kept_headers, row)
    body = frame.slice(row).with_row_index(ROW, offset=row + 1).with_columns(pl.col(ROW).cast(pl.Int64))
    cells = [pl.col(name) for name in frame.columns]
    held = body.filter(pl.any_horizontal(cell.str.strip_chars() != "" for cell in cells))
    _refuse_unnamed(held, headers, row)
    _check_rows(path, facts, held, row)
    records = held.filter(~_is_total(cells, form.totals)) if form.totals else held
    refuse_without_records(records.height)
    kept = [pl.col(frame.columns[i]).alias(header) for header, i in positions.items()]
    records.select(pl.lit(facts.name).alias(MEMBER), ROW, *kept).write_ipc(out, compression="uncompressed")
    return ReadOutcome(source.id, records.height)


def refuse_sparse(facts: SheetFacts) -> None:
    """Refuse a sheet without a value, and one that would take gigabytes to lay out."""
    if not facts.rows:
        raise Refused(
            "empty-file",
            f'Trang tính "{facts.name}" trống. Xuất lại tệp.',
            f'The sheet "{facts.name}" is empty. Export it again.',
            0.1,
        )
    rows, columns = max(facts.rows), facts.last_column - facts.first_column + 1
    if rows * columns > _MOST_CELLS:
        raise SubmissionRejected(
            "limits",
            f"Trang tính trải đến dòng {rows}, {columns} cột: có ô nằm rất xa bảng. Xóa các ô thừa rồi lưu lại.",
            f"The sheet reaches to row {rows} over {columns} columns: a cell lies far outside the table. "
            "Delete the stray cells and save again.",
        )


def load_sheet(path: Path, facts: SheetFacts, rows: int | None = None) -> pl.DataFrame:
    """Return the cells of a sheet (its first `rows`) as text, from row 1 and from the first used column."""
    try:
        book = fastexcel.read_excel(path)
        sheet = book.load_sheet(facts.name, header_row=None, skip_rows=0, n_rows=rows, dtypes="string")
        frame: pl.DataFrame = sheet.to_polars()
    except fastexcel.FastExcelError:  # its text may quote cells
        raise SubmissionRejected(
            "unreadable",
            "Không đọc được trang tính. Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi gửi lại.",
            "The sheet cannot be read. Open it in Excel or LibreOffice, save it as .xlsx and send it again.",
        ) from None
    return frame


def sheet_headers(frame: pl.DataFrame, facts: SheetFacts, form: XlsxFormat) -> list[str]:
    """Return the header of each column: the texts of its header rows joined with " / ", merged cells filled."""
    grid = [[clean(cell or "") for cell in row] for row in frame.slice(form.title_rows, form.header_rows).rows()]
    if facts.merged:
        for area in facts.merged:
            _fill(grid, area, form.title_rows + 1, facts.first_column)
    else:
        _fill_right(grid)
    headers = []
    for column in range(frame.width):
        parts = [row[column] for row in grid if row[column]]
        headers.append(" / ".join(part for i, part in enumerate(parts) if i == 0 or part != parts[i - 1]))
    return headers


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


def _refuse_unnamed(held: pl.DataFrame, headers: list[str], row: int) -> None:
    """Refuse columns that have values but no header; empty columns are harmless."""
    unnamed = [i for i, header in enumerate(headers) if not header]
    used = [i for i in unnamed if (held.to_series(i + 1).str.strip_chars() != "").any()]
    if used:
        columns = ", ".join(str(i + 1) for i in used)
        raise Refused(
            "unknown-header",
            f"Cột thứ {columns} của bảng có dữ liệu nhưng không có tiêu đề (dòng {row}). Đặt tên hoặc xóa cột.",
            f"Column {columns} of the table holds values but has no header (row {row}). Name or remove it.",
            0.95,
        )


def _is_total(cells: list[pl.Expr], totals: tuple[str, ...]) -> pl.Expr:
    """Say whether one of the cells starts with one of the texts, compared as headers are."""
    keys = [header_key(text) for text in totals]
    return pl.any_horizontal(
        cell.str.normalize("NFC").str.strip_chars_start().str.to_lowercase().str.starts_with(key).fill_null(False)
        for cell in cells
        for key in keys
    )


def _check_rows(path: Path, facts: SheetFacts, held: pl.DataFrame, header_row: int) -> None:
    """Compare the rows that the library found with those that the XML holds."""
    expected, found = {row for row in facts.rows if row > header_row}, set(held[ROW].to_list())
    if missing := expected - found:
        expected -= rows_of_blank_texts(path, facts, missing)
    if expected != found:
        check_records(len(expected), len(expected & found))
