"""What a sender should know of a sheet that was read: errors in cells, formulas without a result, what is hidden."""

from collections.abc import Mapping, Sequence

import polars as pl

from schemas.column import ROW, UNRESOLVED_TEXT
from schemas.delivery import NAMED, FileWarning
from schemas.source import Source
from warehouse.reading.outcome import Refused, first_of
from warehouse.reading.xlsx_book import Book
from warehouse.reading.xlsx_cells import KIND, computed, unresolved_texts
from warehouse.reading.xlsx_shape import column_letters
from warehouse.reading.xlsx_xml import SheetFacts

_ZEROS = ("0", "1899-12-30 00:00:00", "1899-12-31 00:00:00", "1904-01-01 00:00:00")  # 0, and 0 shown as a date
_SERIAL = r"^\d{1,6}(\.\d+)?$"


def doubts(records: pl.DataFrame, book: Book, facts: SheetFacts, columns: Mapping[str, int]) -> list[FileWarning]:
    """Return the warnings about `records`, laid out with `_row` and `_kind`; `columns` are header -> sheet column."""
    found = list[FileWarning]()
    for header, column in columns.items():
        if shown := unresolved_texts(facts, column):
            found += _unresolved(records.filter(pl.col(KIND).is_in(list(shown))), facts, header, column, shown)
        if book.asks_to_compute:
            found += _never_computed(records, facts, header, column)
    return [*found, *_hidden(records.get_column(ROW).to_list(), facts, columns)]


def refuse_other_epoch(records: pl.DataFrame, source: Source, book: Book) -> None:
    """Refuse bare numbers of days that the source counts from another day than the workbook does."""
    wrong, right = ("excel", "excel-1904") if book.counts_from_1904 else ("excel-1904", "excel")
    for header, field in source.columns.items():
        if next((f for f in field.formats if f in (wrong, right)), right) == right or header not in records.columns:
            continue
        rows = records.filter(pl.col(header).str.strip_chars().str.contains(_SERIAL)).get_column(ROW)
        if rows.len():
            year = 1904 if book.counts_from_1904 else 1900
            raise Refused(
                "date-system",
                f'Bảng tính đếm ngày từ năm {year}, còn cột "{header}" (từ dòng {rows[0]}) có số ngày mà nguồn '
                f'{source.id} khai báo là "{wrong}": ngày sẽ lệch bốn năm. Định dạng cột là ngày rồi lưu lại, hoặc '
                f'khai báo formats = ["{right}"].',
                f'The workbook counts days from {year}, but the column "{header}" (from row {rows[0]}) holds numbers '
                f'of days that source {source.id} declares as "{wrong}": the dates would be four years off. Format the '
                f'column as dates and save again, or declare formats = ["{right}"].',
                0.98,
            )


def _unresolved(
    records: pl.DataFrame, facts: SheetFacts, header: str, column: int, shown: Mapping[int, str]
) -> list[FileWarning]:
    errors, without = list[tuple[int, str]](), list[tuple[int, str]]()
    for row, kind in records.select(ROW, KIND).iter_rows():
        (without if shown[kind] == UNRESOLVED_TEXT else errors).append((row, shown[kind]))
    letters, found = column_letters(column), list[FileWarning]()
    if errors:
        cells = first_of([f"{text} ({letters}{row})" for row, text in errors])
        found.append(
            FileWarning(
                code="error-cells",
                message_vi=f'Cột "{header}" có {len(errors)} ô báo lỗi: {cells}. Ô lỗi không được coi là ô trống.',
                message_en=f'The column "{header}" has {len(errors)} cells with an error: {cells}. '
                "An error is not taken for an empty cell.",
                advice_vi="Sửa công thức hoặc ghi giá trị đúng rồi gửi lại; nếu lỗi đó có nghĩa là không có gì, "
                'khai báo khóa empty của cột, như empty = ["#N/A"].',
                advice_en="Mend the formula or write the right value and send the file again; if the error stands for "
                'nothing, declare the key empty of the column, such as empty = ["#N/A"].',
                member=facts.sheet.name,
                header=header,
                rows=tuple(row for row, _ in errors[:NAMED]),
                row_count=len(errors),
            )
        )
    if without:
        found.append(_without_result(facts, header, column, [row for row, _ in without]))
    return found


def _never_computed(records: pl.DataFrame, facts: SheetFacts, header: str, column: int) -> list[FileWarning]:
    """Doubt formulas whose results are all 0: programs that cannot compute them write that."""
    if (is_computed := computed(facts, column)) is None:
        return []
    results = records.filter(is_computed).select(ROW, pl.nth(1 + column - facts.first_column).alias(header))
    if results.is_empty() or not results.get_column(header).is_in(_ZEROS).all():
        return []
    return [_without_result(facts, header, column, results.get_column(ROW).to_list())]


def _without_result(facts: SheetFacts, header: str, column: int, rows: list[int]) -> FileWarning:
    cells = first_of([f"{column_letters(column)}{row}" for row in rows])
    return FileWarning(
        code="formula-without-result",
        message_vi=f'Cột "{header}" có {len(rows)} công thức chưa được tính (không có hoặc đều là 0): {cells}.',
        message_en=f'The column "{header}" has {len(rows)} formulas that were never computed (no result is stored, or '
        f"all are 0): {cells}.",
        advice_vi="Mở tệp bằng Excel hoặc LibreOffice để tính lại, lưu rồi gửi lại.",
        advice_en="Open the file in Excel or LibreOffice, which computes them, save it and send it again.",
        member=facts.sheet.name,
        header=header,
        rows=tuple(rows[:NAMED]),
        row_count=len(rows),
    )


def _hidden(rows: Sequence[int], facts: SheetFacts, columns: Mapping[str, int]) -> list[FileWarning]:
    name, found = facts.sheet.name, list[FileWarning]()
    advice_vi = "Hiện lại và kiểm tra; xóa hẳn những gì không muốn gửi rồi gửi lại."
    advice_en = "Show and check them; delete what should not be sent, and send the file again."
    if facts.sheet.is_hidden and rows:
        found.append(
            FileWarning(
                code="hidden-sheet",
                message_vi=f'Trang tính "{name}" đang ẩn; {len(rows)} dòng của nó vẫn được đọc.',
                message_en=f'The sheet "{name}" is hidden; its {len(rows)} rows were read all the same.',
                advice_vi=advice_vi,
                advice_en=f"{advice_en} Another sheet is chosen by the key sheet of the source.",
                member=name,
                row_count=len(rows),
            )
        )
    if hidden := [row for row in rows if row in facts.hidden_rows] if facts.hidden_rows else []:
        found.append(
            FileWarning(
                code="hidden-rows",
                message_vi=f"{len(hidden)} dòng đang ẩn hoặc bị lọc (từ dòng {hidden[0]}) vẫn được đọc.",
                message_en=f"{len(hidden)} rows that are hidden or filtered out (from row {hidden[0]}) were read all "
                "the same.",
                advice_vi=advice_vi,
                advice_en=advice_en,
                member=name,
                rows=tuple(hidden[:NAMED]),
                row_count=len(hidden),
            )
        )
    found += [
        FileWarning(
            code="hidden-columns",
            message_vi=f'Cột "{header}" ({column_letters(column)}) đang ẩn nhưng vẫn được đọc.',
            message_en=f'The column "{header}" ({column_letters(column)}) is hidden, and was read all the same.',
            advice_vi=advice_vi,
            advice_en=advice_en,
            member=name,
            header=header,
            row_count=len(rows),
        )
        for header, column in columns.items()
        if column in facts.hidden_columns and rows
    ]
    return found
