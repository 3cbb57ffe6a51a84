"""Several sheets, hidden ones, hidden rows and columns, and cells merged over several records."""

import pytest
import xlsxwriter
from reading_cases import HEADERS, ROWS, read, read_whole, refusal, source

XLSX = source({"kind": "xlsx"})
ALL = source({"kind": "xlsx", "sheet": "Tháng *"})


def book_of(path, sheets, hidden=()):
    """A workbook of sheets: name -> rows."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for r, cells in enumerate(rows):
                page.write_row(r, 0, cells)
            if name in hidden:
                page.hide()
    return path


def merged(path, *ranges, rows=ROWS, header_merge=None):
    """ROWS below HEADERS, with ranges (first row, first column, last row, last column, value) merged, from 0."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        for r, cells in enumerate(rows, start=1):
            page.write_row(r, 0, cells)
        for top, left, bottom, right, value in ranges:
            page.merge_range(top, left, bottom, right, value)
    return path


def codes(outcome):
    return [(w.code, w.member, w.header, w.rows, w.row_count) for w in outcome.warnings]


def test_sheets_with_the_same_header_that_are_not_read(tmp_path):
    sheets = {
        "Tháng 1": [HEADERS, *ROWS],
        "Tháng 2": [HEADERS, *ROWS[:2]],
        "Tháng 3": [["Tháng 3"], [], HEADERS, ROWS[2]],  # its header stands further down
        "Tháng 4": [HEADERS],
        "Danh mục": [["Mã", "Tên"], ["a", "b"]],
    }
    outcome, _ = read(book_of(tmp_path / "a", sheets, hidden=["Tháng 2"]), XLSX)
    assert outcome.records == 3
    assert codes(outcome) == [
        ("sheets-not-read", "Tháng 2", None, (2,), 2),
        ("sheets-not-read", "Tháng 3", None, (4,), 1),
    ]
    assert 'sheet = "*"' in outcome.warnings[0].advice_en


def test_a_sheet_that_goes_on_without_a_header(tmp_path):
    sheets = {
        "1": [HEADERS, *ROWS[:2]],
        "2": [["PA-007", "Kiến nghị", "09/02/2023", "Quận 12"]] * 3,
        "3": [["Tổng", "5"]],
    }
    outcome, _ = read(book_of(tmp_path / "a", sheets), XLSX)
    assert codes(outcome) == [("sheets-not-read", "2", None, (1,), 3)]
    assert "no header" in outcome.warnings[0].message_en


def test_every_sheet_that_fits_is_read(tmp_path):
    sheets = {"Bìa": [["x"]], "Tháng 1": [HEADERS, *ROWS[:2]], "THÁNG 2": [HEADERS, *ROWS], "Tháng 3": []}
    outcome, frame = read_whole(book_of(tmp_path / "a", sheets), ALL)
    assert frame.select("_member", "_row").rows() == [
        ("Tháng 1", 2),
        ("Tháng 1", 3),
        ("THÁNG 2", 2),
        ("THÁNG 2", 3),
        ("THÁNG 2", 4),
    ]
    assert [(rows.rule, rows.rows, rows.member) for rows in outcome.layout] == [
        ("header", 1, "Tháng 1"),
        ("header", 1, "THÁNG 2"),
    ]
    assert outcome.warnings == ()


def test_flags_of_sheets_of_which_one_has_numbers(tmp_path):
    sheets = {"Tháng 1": [HEADERS, ["A", "x"]], "Tháng 2": [HEADERS, ["B", 5]]}
    _, frame = read_whole(book_of(tmp_path / "a", sheets), ALL)
    assert frame["typed:Loại"].to_list() == [False, True]


def test_a_sheet_that_fits_by_its_name_only_is_refused_by_name(tmp_path):
    refused = refusal(book_of(tmp_path / "a", {"Tháng 1": [HEADERS, *ROWS], "Tháng 2": [["Mã"], ["a"]]}), ALL)
    assert (refused.code, 'The sheet "Tháng 2"' in refused.message_en) == ("missing-header", True)
    assert refusal(book_of(tmp_path / "a", {"Bìa": [HEADERS, *ROWS]}), ALL).code == "unreadable"
    assert refusal(book_of(tmp_path / "a", {"Tháng 1": []}), ALL).code == "empty-file"


def test_what_is_hidden_is_read_and_said(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        book.add_worksheet("Bìa").write(0, 0, "x")
        page = book.add_worksheet("Số liệu")
        page.write_row(0, 0, HEADERS)
        for r, cells in enumerate(ROWS, start=1):
            page.write_row(r, 0, cells)
        page.set_row(2, None, None, {"hidden": True})
        page.set_row(3, 0)
        page.set_row(9, None, None, {"hidden": True})  # holds nothing
        page.set_column(1, 1, None, None, {"hidden": True})
        page.set_column(4, 5, None, None, {"hidden": True})  # columns that are not kept
        page.hide()
    outcome, frame = read_whole(tmp_path / "a", source({"kind": "xlsx", "sheet": "số liệu"}))
    assert frame["_row"].to_list() == [2, 3, 4]
    assert codes(outcome) == [
        ("hidden-sheet", "Số liệu", None, (), 3),
        ("hidden-rows", "Số liệu", None, (3, 4), 2),
        ("hidden-columns", "Số liệu", "Loại", (), 3),
    ]


def test_cells_merged_over_several_records_hold_for_each(tmp_path):
    rows = [("PA-1", "x", "", "Q.12"), ("PA-2", "", "02/02/2023", "Q.12"), ("PA-3", "", "", "Q.12")]
    path = merged(tmp_path / "a", (1, 1, 3, 1, "Phản ánh"), (2, 2, 3, 2, 44927), rows=rows)
    outcome, frame = read_whole(path, XLSX)
    assert frame["Loại"].to_list() == ["Phản ánh"] * 3
    assert frame["Ngày nhận"].to_list() == [None, "44927", "44927"]
    assert frame["typed:Ngày nhận"].to_list() == [False, True, True]
    assert codes(outcome) == [
        ("merged-cells", "Sheet1", "Loại", (2, 3, 4), 3),
        ("merged-cells", "Sheet1", "Ngày nhận", (3, 4), 2),
    ]
    assert "(B2:B4)" in outcome.warnings[0].message_vi


@pytest.mark.parametrize(
    "area",
    [
        (1, 4, 2, 4, "1"),  # in a column that is not kept
        (4, 0, 6, 1, ""),  # holds nothing
        (3, 1, 6, 1, "Đề đạt"),  # only the first row of it is a record
    ],
)
def test_merged_cells_that_hide_nothing(tmp_path, area):
    outcome, frame = read(merged(tmp_path / "a", area), XLSX)
    assert (outcome.records, outcome.warnings) == (3, ())
    assert frame["Loại"].to_list() == ["Phản ánh", "Kiến nghị", "Đề đạt"]


def test_cells_merged_over_several_columns_are_said_and_not_filled(tmp_path):
    rows = [("PA-1",), ("PA-2", "x", "01/02/2023")]
    outcome, frame = read(merged(tmp_path / "a", (1, 1, 1, 2, "Không rõ"), rows=rows), XLSX)
    assert frame.rows() == [(2, "PA-1", "Không rõ", None, None), (3, "PA-2", "x", "01/02/2023", None)]
    assert codes(outcome) == [("merged-cells", "Sheet1", None, (2,), 1)]


def test_merged_cells_of_the_records_do_not_change_how_the_header_is_read(tmp_path):
    """A header of two rows whose cells were never merged is filled to the right, whatever is merged below it."""
    form = source(
        {"kind": "xlsx", "header_rows": 2},
        columns={
            "Phản ánh / Mã": {"column": "petition_code"},
            "Phản ánh / Loại": {"column": "kind"},
            "Ngày": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
        },
        ignored=[],
        personal=[],
    )
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        page = book.add_worksheet()
        rows = [("Phản ánh", "", "Ngày", "Đơn vị"), ("Mã", "Loại"), ("A", "", "1/1", "Q.12"), ("B", "", "1/1", "Q.12")]
        for r, cells in enumerate(rows):
            page.write_row(r, 0, [cell or None for cell in cells])
        page.merge_range(2, 1, 3, 1, "x")
    _, frame = read(tmp_path / "a", form)
    assert frame.rows() == [(3, "A", "x", "1/1", "Q.12"), (4, "B", "x", "1/1", "Q.12")]
