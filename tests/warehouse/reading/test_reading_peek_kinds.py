"""What is drafted for a workbook, a web page or a zip reads that file."""

import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from binary_cells import Page
from open_documents import page, table_rows
from reading_cases import HEADERS, ROWS, read_whole, source
from xls_bytes import xls
from xlsb_bytes import xlsb

from warehouse.reading.peek.headers import peek_headers

BOOKS = Path(__file__).parent / "books"
FILLED = [[cell or None for cell in row] for row in ROWS]


def drafted(path):
    """The likeliest reading of the file, and the rows that a source of its format reads."""
    peek = peek_headers(path)[0]
    _, frame = read_whole(path, source(peek.format.model_dump(mode="json")))
    assert peek.headers == HEADERS
    assert peek.sample_rows == frame.height
    path.with_name("out.arrow").unlink()
    return peek, frame


def months(*names, rows=FILLED):
    return [Page(name, [list(HEADERS), *rows]) for name in names]


@pytest.mark.parametrize("make", [xls, xlsb])
def test_an_old_or_binary_workbook(tmp_path, make):
    (tmp_path / "a").write_bytes(make(*months("Hồ sơ")))
    peek, frame = drafted(tmp_path / "a")
    assert (peek.format.kind, peek.format.sheet, peek.doubts) == ("workbook", "Hồ sơ", ())
    assert frame.get_column("Mã").to_list() == [row[0] for row in ROWS]


@pytest.mark.parametrize("name", ["office.xls", "office.ods"])
def test_workbooks_that_an_office_program_wrote(tmp_path, name):
    shutil.copy(BOOKS / name, tmp_path / "a")
    peek, _ = drafted(tmp_path / "a")
    assert (peek.format.kind, peek.format.title_rows) == ("workbook", 2)


@pytest.mark.parametrize(
    ("names", "pattern"),
    [(("T1", "Sổ 2"), "*"), (("Tháng 1", "Tháng 2", "Ghi chú"), "Tháng *"), (("A", "B", "Ghi chú"), "A")],
)
def test_sheets_with_the_same_header(tmp_path, names, pattern):
    pages = [p for p in months(*names) if p.name != "Ghi chú"]
    notes = [Page(name, [["x", "y"], ["1", "2"]]) for name in names if name == "Ghi chú"]
    (tmp_path / "a").write_bytes(xls(*pages, *notes))
    peek, frame = drafted(tmp_path / "a")
    assert peek.format.sheet == pattern
    assert frame.height == len(ROWS) * (len(pages) if "*" in pattern else 1)
    assert [doubt.key for doubt in peek.doubts] == ["file_guess.several-sheets"] * ("*" in pattern)


def test_an_empty_sheet_beside_them_is_none_of_them(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        for name in ("T1", "T2"):
            sheet = book.add_worksheet(name)
            for i, row in enumerate([HEADERS, *ROWS]):
                sheet.write_row(i, 0, row)
        book.add_worksheet("Sheet3")
    peek, _ = drafted(tmp_path / "a")
    assert (peek.format.kind, peek.format.sheet) == ("xlsx", "*")


def test_a_web_page(tmp_path):
    (tmp_path / "a.xls").write_text(page(*ROWS), encoding="utf-8")
    peek, _ = drafted(tmp_path / "a.xls")
    assert (peek.format.kind, peek.format.table) == ("html", None)


def test_the_longest_of_several_tables_and_all_where_they_are_alike(tmp_path):
    records, title = table_rows(HEADERS, *ROWS), table_rows(("Sở Bịa Đặt", "2023"))
    head = "<html><meta charset=utf-8>"
    (tmp_path / "a").write_text(f"{head}<table>{title}</table><table>{records}</table>", encoding="utf-8")
    assert drafted(tmp_path / "a")[0].format.table == 1
    (tmp_path / "a").write_text(f"{head}<table>{records}</table><table>{records}</table>", encoding="utf-8")
    peek, frame = drafted(tmp_path / "a")
    assert (peek.format.table, frame.height) == ("*", 2 * len(ROWS))
    assert [doubt.key for doubt in peek.doubts] == ["file_guess.several-sheets"]


def test_a_web_page_that_does_not_say_how_its_letters_are_written(tmp_path):
    words = [("PA-1", "Cấp giấy phép xây dựng nhà ở", "01/02/2023", "Phường Bịa Đặt", "1", "Nguyễn Văn Bịa")] * 9
    (tmp_path / "a").write_bytes(page(*words, head="").encode("tcvn3"))
    peek, frame = drafted(tmp_path / "a")
    assert (peek.format.encoding, frame.get_column("Loại")[0]) == ("tcvn3", words[0][1])


def test_members_of_a_zip_of_a_new_kind(tmp_path):
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        for name in ("t1.xls", "t2.xls"):
            archive.writestr(name, page(*ROWS))
    peek = peek_headers(tmp_path / "a")[0]
    assert (peek.format.kind, peek.format.member, peek.format.all_members) == ("html", "*.xls", True)
    assert [doubt.key for doubt in peek.doubts] == ["file_guess.several-members"]
    _, frame = read_whole(tmp_path / "a", source(peek.format.model_dump(mode="json")))
    assert frame.get_column("_member").unique(maintain_order=True).to_list() == ["t1.xls/#1", "t2.xls/#1"]
