"""Workbooks: merged headers, title and total rows, real dates and numbers, and damaged or hostile files."""

import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter
from reading_cases import HEADERS, KEPT, PERSON, ROWS, expected_rows, read, read_whole, refusal, source

XLSX = source({"kind": "xlsx"})
FORMAL = {
    "kind": "xlsx",
    "sheet": "Số liệu",
    "title_rows": 2,
    "header_rows": 3,
    "totals": ["Tổng cộng"],
}
MERGED = source(
    FORMAL,
    unit_header="Đơn vị",
    ignored=["STT"],
    personal=["Người gửi / Họ tên"],
    columns={
        "Phản ánh / Mã": {"column": "petition_code"},
        "Phản ánh / Loại": {"column": "kind"},
        "Phản ánh / Thời gian / Ngày nhận": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        "Phản ánh / Thời gian / Hạn": {"column": "due_at", "formats": ["%Y-%m-%d %H:%M:%S"], "precision": "day"},
    },
)


def workbook(path, rows, sheet="Sheet1", first_column=0):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell != "":
                    page.write(r, first_column + c, cell)
    return path


def formal(path, first_column=0, totals=("Tổng cộng", "", 2), merged=True):
    """A register as offices keep it: two title rows, a header of three rows, a blank row and a total."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Bìa").write(0, 0, "Không phải trang này")
        page = book.add_worksheet("Số liệu")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        join = page.merge_range if merged else (lambda top, left, _bottom, _right, text: page.write(top, left, text))
        c = first_column
        page.write(0, c, "SỔ THEO DÕI")
        join(2, c, 4, c, "STT")
        join(2, c + 1, 2, c + 4, "Phản ánh")
        join(3, c + 1, 4, c + 1, "Mã")
        join(3, c + 2, 4, c + 2, "Loại")
        join(3, c + 3, 3, c + 4, "Thời gian")
        page.write_row(4, c + 3, ["Ngày nhận", "Hạn"])
        join(2, c + 5, 4, c + 5, "Đơn  vị")
        page.write(2, c + 6, "Người gửi")
        page.write(4, c + 6, "Họ tên")
        for r, (code, number) in ((5, ("0012", 79000000123)), (7, ("PA-2", 12.5))):
            page.write(r, c, r)
            page.write_string(r, c + 1, code)
            page.write(r, c + 2, number)
            page.write(r, c + 3, "01/02/2023")
            page.write_datetime(r, c + 4, datetime(2023, 2, 3), day)
            page.write(r, c + 5, "Quận 12")
            page.write(r, c + 6, PERSON)
        page.write_row(8, c, totals)
    return path


@pytest.mark.parametrize("first_column", [0, 2])
def test_a_merged_header_of_three_rows_with_titles_blank_rows_and_totals(tmp_path, first_column):
    outcome, frame = read(formal(tmp_path / "a.xlsx", first_column), MERGED)
    due = "2023-02-03 00:00:00"
    assert frame.columns == ["_row", *MERGED.columns, "Đơn vị"]
    assert frame.rows() == [
        (6, "0012", "79000000123", "01/02/2023", due, "Quận 12"),
        (8, "PA-2", "12.5", "01/02/2023", due, "Quận 12"),
    ]
    assert outcome.records == 2
    assert layout(outcome) == [("title", 1, 1), ("header", 3, 3), ("total", 1, 9)]


def test_totals_are_compared_as_headers_are(tmp_path):
    outcome, _ = read(formal(tmp_path / "a.xlsx", totals=("", "TỔNG CỘNG (2 phản ánh)")), MERGED)
    assert outcome.records == 2


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "a"])
def test_any_file_name_will_do(tmp_path, name):
    outcome, _ = read(workbook(tmp_path / name, [HEADERS, *ROWS]), XLSX)
    assert outcome.records == 3


@pytest.mark.parametrize(
    ("row", "is_total"),
    [
        (["Tổng cộng"], True),
        (["", "TỔNG  CỘNG: 3"], True),
        (["Tổng cộng (3)"], True),
        (["", "", "Tổng cộng", "", 3], True),
        (["PA-9", "Tổng cộng"], False),  # the key is there
        (["Tổng cộng đồng"], False),
        (["", "Tổng cộng cả phường"], False),
        (["", "3", "Tổng cộng"], False),  # not the first filled cell
    ],
)
def test_a_total_is_known_by_its_row(tmp_path, row, is_total):
    outcome, frame = read(
        workbook(tmp_path / "a", [HEADERS, *ROWS, row]), source({"kind": "xlsx", "totals": ["Tổng cộng"]})
    )
    assert (outcome.records, layout(outcome)[1:]) == ((3, [("total", 1, 5)]) if is_total else (4, []))
    assert frame.height == outcome.records


def test_a_header_repeated_on_each_page(tmp_path):
    rows = [HEADERS, *ROWS, HEADERS, ("Mã", *ROWS[0][1:]), HEADERS]
    outcome, frame = read(workbook(tmp_path / "a", rows), XLSX)
    assert frame.get_column("_row").to_list() == [2, 3, 4, 6]
    assert layout(outcome) == [("header", 1, 1), ("repeated-header", 2, 5)]


def test_a_file_that_may_be_empty(tmp_path):
    outcome, frame = read_whole(workbook(tmp_path / "a", [HEADERS]), source({"kind": "xlsx"}, may_be_empty=True))
    assert (outcome.records, frame.columns) == (0, ["_member", "_row", *KEPT])


def test_a_header_whose_cells_were_never_merged(tmp_path):
    book = source(
        {"kind": "xlsx", "header_rows": 2},
        unit_header="Đơn vị",
        ignored=["STT"],
        personal=[],
        columns={
            "Phản ánh / Mã": {"column": "petition_code"},
            "Phản ánh / Loại": {"column": "kind"},
            "Phản ánh / Ngày": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        },
    )
    rows = [["STT", "Phản ánh", "", "", "Đơn vị"], ["", "Mã", "Loại", "Ngày", ""], [1, "A", "x", "01/02/2023", "Q.12"]]
    _, frame = read(workbook(tmp_path / "a", rows), book)
    assert frame.rows() == [(3, "A", "x", "01/02/2023", "Q.12")]


def test_what_another_program_writes(tmp_path):
    """openpyxl writes inline numbers and no spans; cells of white space alone do not make a record."""
    book = openpyxl.Workbook()
    for row in (HEADERS, *ROWS, ("", "  ")):
        book.active.append([cell or None if cell != "  " else cell for cell in row])
    book.active["A9"] = " "
    book.save(tmp_path / "a.bin")
    outcome, frame = read(tmp_path / "a.bin", XLSX)
    assert frame.columns == ["_row", *KEPT]
    assert frame.rows() == expected_rows(2)
    assert outcome.records == 3
    assert layout(outcome) == [("header", 1, 1)]


def test_white_space_alone_makes_no_row(tmp_path):
    outcome, frame = read(workbook(tmp_path / "a", [HEADERS, *ROWS, ("", "  "), (" ",)]), XLSX)
    assert frame.rows() == expected_rows(2)
    assert layout(outcome) == [("header", 1, 1)]


def test_booleans_and_formulas(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        page.write_row(1, 0, [54500.0, True, 99.57])
        page.write_formula(1, 3, '="Quận "&12', None, "Quận 12")
    _, frame = read(tmp_path / "a", XLSX)
    assert frame.rows() == [(2, "54500", "true", "99.57", "Quận 12")]


def layout(outcome):
    """Rule, number of rows and first row of everything that is no record."""
    return [(rows.rule, rows.rows, rows.first_row) for rows in outcome.layout]


def rows_with(*headers):
    return [headers, *ROWS]


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ([], "empty-file", "empty"),
        ([HEADERS], "header-only", "no rows"),
        (rows_with(*HEADERS[:5], "Ghi chú"), "unknown-header", '"Ghi chú"'),
        (rows_with("Mã số", *HEADERS[1:]), "unknown-header", '"Mã số" ~ "Mã"'),
        (rows_with(*HEADERS[:5], ""), "unknown-header", "Column 6"),
        (rows_with(*HEADERS[:5], "MÃ"), "duplicate-header", '"Mã"'),
        ([row[:3] for row in (HEADERS, *ROWS)], "missing-header", '"Đơn vị"'),
    ],
)
def test_refusals(tmp_path, rows, code, words):
    refused = refusal(workbook(tmp_path / "a", rows), XLSX)
    assert (refused.code, words in refused.message_en) == (code, True)


def test_a_missing_sheet_is_named_with_those_there_are(tmp_path):
    refused = refusal(workbook(tmp_path / "a", [HEADERS, *ROWS]), MERGED)
    assert "Số liệu" in refused.message_vi
    assert "Sheet1" in refused.message_vi


def test_files_that_are_no_workbook(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert refusal(path, XLSX).code == "not-a-workbook"
    assert "password" in refusal(path, XLSX).message_en
    path.write_text("Mã,Loại\n1,2\n")
    assert refusal(path, XLSX).code == "not-a-workbook"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "x")
    assert refusal(path, XLSX).code == "archive"
    workbook(path, [HEADERS, *ROWS])
    assert "Excel workbook" in refusal(path, source({"kind": "csv"})).message_en


def test_a_workbook_cut_off_or_damaged(tmp_path):
    data = workbook(tmp_path / "a", [HEADERS, *ROWS]).read_bytes()
    (tmp_path / "a").write_bytes(data[:-100])
    assert refusal(tmp_path / "a", XLSX).code == "truncated"
    (tmp_path / "a").write_bytes(data[:300] + bytes(200) + data[500:])
    assert refusal(tmp_path / "a", XLSX).code in ("truncated", "unreadable")


def test_rows_that_the_library_loses_are_noticed(tmp_path):
    """Two rows that claim the same number: the library keeps one, the XML has both."""
    path = workbook(tmp_path / "a", [HEADERS, *ROWS])
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = (
        sheet.replace(b'r="A4"', b'r="A3"')
        .replace(b'r="B4"', b'r="B3"')
        .replace(b'r="E4"', b'r="E3"')
        .replace(b'r="F4"', b'r="F3"')
    )
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)
    assert refusal(path, XLSX).code == "record-count"


def test_a_sparse_workbook_is_refused_before_the_library_allocates_it(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        page.write(1048575, 16383, "x")
    assert (tmp_path / "a").stat().st_size < 6000
    refused = refusal(tmp_path / "a", XLSX)
    assert (refused.code, "row 1048576" in refused.message_en) == ("limits", True)
