"""Workbooks that are no .xlsx: all that is judged in one is judged in each, and nothing is lost in silence."""

import shutil
import unicodedata
from pathlib import Path

import polars as pl
import pytest
from binary_cells import Computed, Dated, Error, Masked, Page
from open_documents import ods
from reading_cases import HEADERS, PERSON, read, read_whole, refusal, source
from xls_bytes import ole, xls
from xlsb_bytes import xlsb

BOOK = source({"kind": "workbook"})
BOOKS = Path(__file__).parent / "books"
EXCEL = {"formats": ["%d/%m/%Y", "%Y-%m-%d %H:%M:%S"], "precision": "day"}
CELLS = Page(
    "Hồ sơ",
    [
        list(HEADERS),
        ["PA-1", "Phản ánh", Dated(44927.5), "Quận 12", 1.0, PERSON],
        [Masked(123), True, "02/02/2023", "Quận 12", 2.5, PERSON],
        [Computed("PA-3"), Error("#N/A"), Dated(44928), "Q.12", Computed(7), PERSON],
        ["PA-4", Computed(Error("#DIV/0!")), None, None, 4.0, PERSON],
    ],
    hidden_rows=(3,),
    hidden_columns=(1,),
    merged=((3, 4, 3, 3),),
)
MORE = Page("Ẩn", [list(HEADERS), ["PA-9"]], is_hidden=True)
LOADED = [
    (2, "PA-1", "Phản ánh", "2023-01-01 12:00:00", "Quận 12"),
    (3, "000123", "true", "02/02/2023", "Quận 12"),
    (4, "PA-3", "#N/A", "2023-01-02 00:00:00", "Q.12"),
    (5, "PA-4", "#DIV/0!", None, "Q.12"),
]
WARNED = {"error-cells", "hidden-rows", "hidden-columns", "codes-by-format", "merged-cells", "sheets-not-read"}


def plain(page):
    """The page with the letters that every encoding has, as in a workbook of before 1997."""

    def bare(cell):
        if isinstance(cell, Computed):
            return Computed(bare(cell.result))
        letters = cell.replace("Đ", "D").replace("đ", "d") if isinstance(cell, str) else ""
        return unicodedata.normalize("NFD", letters).encode("ascii", "ignore").decode() or cell

    rows = [page.rows[0], *([bare(cell) for cell in row] for row in page.rows[1:])]
    headers = [bare(cell) for cell in rows[0]]
    return Page(
        bare(page.name), [headers, *rows[1:]], page.hidden_rows, page.hidden_columns, page.merged, page.is_hidden
    )


@pytest.mark.parametrize("make", [xls, xlsb])
def test_every_kind_of_cell_is_read_and_judged_as_in_an_xlsx(tmp_path, make):
    (tmp_path / "HoSo.xlsx").write_bytes(make(CELLS, MORE))  # whatever it is called
    outcome, frame = read_whole(tmp_path / "HoSo.xlsx", BOOK)
    assert frame.select(pl.exclude("_member", "^typed:.*$")).rows() == LOADED
    assert frame.get_column("_member").unique().to_list() == ["Hồ sơ"]
    assert frame.get_column("typed:Ngày nhận").to_list() == [True, False, True, False]
    assert frame.get_column("typed:Loại").to_list() == [False, True, False, False]
    assert {warning.code for warning in outcome.warnings} == WARNED
    assert [(rows.rule, rows.rows) for rows in outcome.layout] == [("header", 1)]


def test_a_workbook_of_before_1997(tmp_path):
    (tmp_path / "a.xls").write_bytes(xls(plain(CELLS), plain(MORE), is_old=True))
    columns = {
        "Ma": {"column": "petition_code"},
        "Loai": {"column": "kind"},
        "Ngay nhan": {"column": "received_at"} | EXCEL,
    }
    declared = source(
        {"kind": "workbook"}, unit_header="Don vi", columns=columns, personal=["Nguoi gui"], ignored=["STT"]
    )
    outcome, frame = read(tmp_path / "a.xls", declared)
    assert frame.rows()[1] == (3, "000123", "true", "02/02/2023", "Quan 12")
    assert {warning.code for warning in outcome.warnings} == WARNED


@pytest.mark.parametrize("make", [xls, xlsb])
def test_the_date_system_of_a_workbook(tmp_path, make):
    (tmp_path / "a").write_bytes(make(CELLS, from_1904=True))
    _, frame = read(tmp_path / "a", BOOK)
    assert frame.get_column("Ngày nhận").to_list()[0] == "2027-01-02 12:00:00"
    (tmp_path / "out.arrow").unlink()
    bare = Page("HS", [list(HEADERS), ["PA-1", "x", 44927.0, "Quận 12"]])
    (tmp_path / "a").write_bytes(make(bare, from_1904=True))
    days = {"Mã": {"column": "petition_code"}, "Loại": {"column": "kind"}}
    days["Ngày nhận"] = {"column": "received_at", "formats": ["excel"], "precision": "day"}
    assert refusal(tmp_path / "a", source({"kind": "workbook"}, columns=days)).code == "date-system"


@pytest.mark.parametrize("name", ["office.xls", "office.ods"])
def test_workbooks_that_an_office_program_wrote(tmp_path, name):
    shutil.copy(BOOKS / name, tmp_path / "a")
    outcome, frame = read_whole(tmp_path / "a", source({"kind": "workbook", "title_rows": 2}))
    texts = {row: cells for row, *cells in frame.select(pl.exclude("_member", "^typed:.*$")).iter_rows()}
    assert texts[4] == ["PA-001", "Phản ánh", "2023-02-01 08:30:00", "Quận 12"]
    assert texts[5] == ["000123", "Kiến nghị", "02/02/2023", "Q.12"]
    assert [texts[7][3], texts[8][1], texts[10][0]] == ["Quận 12", "#N/A", "PA-007"]
    assert outcome.records == 7
    assert {warning.code for warning in outcome.warnings} == WARNED


def test_every_sheet_of_an_old_workbook(tmp_path):
    (tmp_path / "a").write_bytes(xls(CELLS, MORE))
    outcome, frame = read_whole(tmp_path / "a", source({"kind": "workbook", "sheet": "*"}))
    assert frame.get_column("_member").to_list() == [*4 * ["Hồ sơ"], "Ẩn"]
    assert "hidden-sheet" in {warning.code for warning in outcome.warnings}


def test_a_source_of_xlsx_refuses_other_workbooks_and_names_the_kind_that_reads_them(tmp_path):
    for data, name in ((xls(CELLS), ".xls"), (xlsb(CELLS), ".xlsb"), (ods(), ".ods")):
        (tmp_path / "a").write_bytes(data)
        refused = refusal(tmp_path / "a", source({"kind": "xlsx"}))
        assert refused.code == "not-a-workbook"
        assert name in refused.message_vi
        assert 'kind = "workbook"' in refused.message_en


@pytest.mark.parametrize("make", [xls, xlsb])
def test_a_workbook_with_a_header_alone(tmp_path, make):
    (tmp_path / "a").write_bytes(make(Page("HS", [list(HEADERS)])))
    assert "may_be_empty" in refusal(tmp_path / "a", BOOK).message_en
    outcome, frame = read(tmp_path / "a", source({"kind": "workbook"}, may_be_empty=True))
    assert (outcome.records, frame.height) == (0, 0)


def test_rows_of_white_space_alone_are_no_records(tmp_path):
    blank = [["PA-1", "x"], ["  ", None, " "], ["PA-2", "y", None, "Q.12"]]
    for make in (xls, xlsb):
        (tmp_path / "a").write_bytes(make(Page("HS", [list(HEADERS), *blank])))
        _, frame = read(tmp_path / "a", BOOK)
        assert frame.get_column("Mã").to_list() == ["PA-1", "PA-2"]
        (tmp_path / "out.arrow").unlink()


def test_two_cells_that_claim_one_place_are_refused(tmp_path):
    data = xls(Page("HS", [list(HEADERS), ["PA-1", "x"]]))
    second = bytes.fromhex("04020b0001000100")  # a text in row 2, column B
    assert data.count(second) == 1
    (tmp_path / "a").write_bytes(data.replace(second, bytes.fromhex("04020b0001000000")))
    assert refusal(tmp_path / "a", BOOK).code == "record-count"


def test_a_cell_that_is_cut_short_is_damage(tmp_path):
    record = bytes.fromhex("04020b0001000100")
    data = xls(Page("HS", [list(HEADERS), ["PA-1", "x"]]))
    (tmp_path / "a").write_bytes(data.replace(record, bytes.fromhex("0402030001000100")))
    assert refusal(tmp_path / "a", BOOK).code == "truncated"


@pytest.mark.parametrize("cut", [600, 1500, 3000])
def test_an_old_workbook_that_is_cut_off_is_refused(tmp_path, cut):
    (tmp_path / "a").write_bytes(xls(CELLS, MORE)[:cut])
    assert refusal(tmp_path / "a", BOOK).code in ("truncated", "not-a-workbook")


def test_an_old_workbook_with_a_password_is_called_one(tmp_path):
    begin = bytes.fromhex("0908100000060500000000000000000000000000")
    (tmp_path / "a").write_bytes(ole("Workbook", begin + bytes.fromhex("2f000600010001000100")))
    assert "password" in refusal(tmp_path / "a", BOOK).message_en


def with_chart(data, cells):
    """The workbook with a chart at the end of its last sheet, which keeps `cells` as charts do."""
    begin, end = bytes.fromhex("0908100000062000000000000000000000000000"), bytes.fromhex("0a000000")
    at = data.rindex(end)
    chart = begin + cells + end
    pad = data.rindex(bytes(len(chart)))
    return data[:at] + chart + data[at:pad] + data[pad + len(chart) :]


def test_a_chart_whose_numbers_the_library_takes_for_cells_is_refused(tmp_path):
    plain_book = xls(Page("HS", [list(HEADERS), ["PA-1", "x"], ["PA-2", "y"]]))
    (tmp_path / "a").write_bytes(with_chart(plain_book, b""))
    assert read(tmp_path / "a", BOOK)[0].records == 2
    (tmp_path / "out.arrow").unlink()
    number_in_a2 = bytes.fromhex("03020e000100000000000000000000001c40")
    (tmp_path / "a").write_bytes(with_chart(plain_book, number_in_a2))
    refused = refusal(tmp_path / "a", BOOK)
    assert (refused.code, "chart" in refused.message_en) == ("unreadable", True)


def test_an_old_workbook_whose_stream_is_spelt_otherwise_or_has_no_container(tmp_path):
    data = xls(Page("HS", [list(HEADERS), ["PA-1", "x"]]))
    (tmp_path / "a").write_bytes(data.replace("Workbook".encode("utf-16-le"), "WORKBOOK".encode("utf-16-le")))
    assert read(tmp_path / "a", BOOK)[0].records == 1
    (tmp_path / "out.arrow").unlink()
    (tmp_path / "a").write_bytes(data[data.index(bytes.fromhex("09081000")) :])
    assert refusal(tmp_path / "a", BOOK).code == "not-a-workbook"
