"""Sheets that a source does not read although they hold rows under its own header."""

from collections.abc import Collection

import fastexcel

from schemas.delivery import FileWarning
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import XlsxFormat
from schemas.text import header_key
from warehouse.reading.headers import required_headers
from warehouse.reading.xlsx_book import Book, Sheet
from warehouse.reading.xlsx_cells import load_sheet, refuse_sparse
from warehouse.reading.xlsx_header import sheet_headers
from warehouse.reading.xlsx_xml import SheetFacts, sheet_facts

_FURTHER_DOWN = 20  # rows below the declared header in which another sheet's header may stand


def unread_sheets(
    book: Book, cells: fastexcel.ExcelReader, read: Collection[Sheet], source: Source, form: XlsxFormat
) -> list[FileWarning]:
    """Return a warning for each sheet beside those `read` that has rows under a header with the required columns."""
    found = list[FileWarning]()
    for sheet in book.sheets:
        if sheet not in read and (rows := _rows_that_fit(cells, sheet_facts(book, sheet), source, form)):
            found.append(_warning(sheet, len(rows), rows[0], is_default=form.sheet == 0))
    return found


def _rows_that_fit(cells: fastexcel.ExcelReader, facts: SheetFacts, source: Source, form: XlsxFormat) -> list[int]:
    """Return the rows below the first header of the sheet that has what the source cannot do without."""
    wanted = {header_key(h) for h in required_headers(source) or source.kept_headers}
    top = form.title_rows + form.header_rows + _FURTHER_DOWN
    try:
        refuse_sparse(facts)
        frame = load_sheet(cells, facts, top)
    except SubmissionRejected:
        return []
    for titles in range(top):
        headers = sheet_headers(frame, facts, form.model_copy(update={"title_rows": titles}))
        if wanted <= {header_key(h) for h in headers}:
            return sorted(row for row in facts.rows if row > titles + form.header_rows)
    return []


def _warning(sheet: Sheet, rows: int, first: int, is_default: bool) -> FileWarning:
    hidden_vi, hidden_en = (" (đang ẩn)", " (hidden)") if sheet.is_hidden else ("", "")
    chosen = " (0: trang đầu)" if is_default else "", " (0: the first one)" if is_default else ""
    return FileWarning(
        code="sheets-not-read",
        message_vi=f'Trang tính "{sheet.name}"{hidden_vi} có cùng tiêu đề và {rows} dòng nhưng không được đọc.',
        message_en=f'The sheet "{sheet.name}"{hidden_en} has the same header and {rows} rows, and was not read.',
        advice_vi=f'Nếu các dòng đó cũng phải nộp: khai báo khóa sheet của nguồn{chosen[0]} là sheet = "*" để đọc mọi '
        "trang; nếu không, xóa trang đó rồi gửi lại.",
        advice_en=f'If its rows are meant too, declare the key sheet of the source{chosen[1]} as sheet = "*", which '
        "reads every sheet; if not, delete the sheet and send the file again.",
        member=sheet.name,
        rows=(first,),
        row_count=rows,
    )
