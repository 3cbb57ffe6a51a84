"""Guessing the format of an unknown file: what is guessed must read the file."""

import json
import zipfile

import pytest
import xlsxwriter
from reading_cases import HEADERS, PERSON, ROWS, delimited
from test_reading_xlsx import formal, workbook

from schemas.errors import SubmissionRejected
from warehouse.reading.peek.headers import peek_headers


@pytest.mark.parametrize(
    ("delimiter", "encoding", "titles"),
    [(",", "utf-8", 0), (";", "utf-8-sig", 3), ("\t", "utf-16", 1), ("|", "utf-8", 0)],
)
def test_delimited_text(tmp_path, delimiter, encoding, titles):
    text = "TIÊU ĐỀ, có dấu phẩy\n" * titles + delimited(ROWS, delimiter)
    (tmp_path / "a").write_bytes(text.encode(encoding))
    peek = peek_headers(tmp_path / "a")[0]
    assert (peek.headers, peek.sample_rows) == (HEADERS, 3)
    form = peek.format
    assert (form.kind, form.delimiter, form.title_rows) == ("csv", delimiter, titles)
    assert form.encoding == encoding.removesuffix("-sig")
    assert PERSON not in repr(peek)


def test_an_encoding_that_few_letters_tell_is_doubted(tmp_path):
    (tmp_path / "a").write_bytes(b"M\xea,Lo\xe0i\n1,2\n")
    peek = peek_headers(tmp_path / "a")[0]
    assert (peek.format.encoding, peek.headers, len(peek.doubts)) == ("cp1258", ("Mê", "Loài"), 1)


def test_a_register_with_merged_headers_and_a_plain_sheet(tmp_path):
    (peek,) = peek_headers(formal(tmp_path / "a"))
    assert (peek.format.sheet, peek.format.title_rows, peek.format.header_rows) == ("Số liệu", 2, 3)
    assert peek.headers[:4] == ("STT", "Phản ánh / Mã", "Phản ánh / Loại", "Phản ánh / Thời gian / Ngày nhận")
    (peek,) = peek_headers(workbook(tmp_path / "a", [HEADERS, *ROWS]))
    assert (peek.format.title_rows, peek.format.header_rows, peek.headers) == (0, 1, HEADERS)


def test_json_and_ndjson(tmp_path):
    record = {"Mã": "a", "Hồ sơ": {"Ngày": 1}, "Bổ sung": [{"Hạn": 1}]}
    names = ("Mã", "Hồ sơ.Ngày", "Bổ sung.#", "Bổ sung.0.Hạn")
    (tmp_path / "a").write_text(json.dumps({"trang": 1, "data": {"it/ems": [record, record]}}))
    (peek,) = peek_headers(tmp_path / "a")
    assert (peek.format.kind, peek.format.records, peek.headers) == ("json", "/data/it~1ems", names)
    for lines in (1, 3):
        (tmp_path / "a").write_text((json.dumps(record) + "\n") * lines)
        peek = peek_headers(tmp_path / "a")[-1]
        assert peek.format.kind in ("ndjson", "json")
    assert (peek.format.kind, peek.headers, peek.sample_rows) == ("ndjson", names, 3)


def test_a_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.writestr("Xuất.CSV", delimited(ROWS, ";"))
    peek = peek_headers(tmp_path / "a")[0]
    assert (peek.format.member, peek.format.delimiter, peek.headers) == ("*.csv", ";", HEADERS)


def test_a_zip_of_several_files_with_those_of_the_system(tmp_path):
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        for name in ("1.csv", "2.csv", ".DS_Store", "__MACOSX/._1.csv"):
            archive.writestr(name, delimited(ROWS, ";"))
    peek = peek_headers(tmp_path / "a")[0]
    assert (peek.format.member, peek.format.all_members, peek.headers) == ("*.csv", True, HEADERS)


def test_a_workbook_in_a_zip(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("Sổ")
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, HEADERS)
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.write(tmp_path / "a.xlsx", "tháng 1.xlsx")
    (peek,) = peek_headers(tmp_path / "a")
    assert (peek.format.kind, peek.format.member, peek.headers) == ("xlsx", "*.xlsx", HEADERS)


@pytest.mark.parametrize(
    ("names", "word"), [(("1.csv", "liesmich.txt"), ".txt"), (("1.zip",), "another zip")], ids=["kinds", "nested"]
)
def test_zips_of_something_else(tmp_path, names, word):
    with zipfile.ZipFile(tmp_path / "inner", "w") as inner:
        inner.writestr("x.csv", "x")
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        for name in names:
            archive.write(tmp_path / "inner", name)
    with pytest.raises(SubmissionRejected) as refused:
        peek_headers(tmp_path / "a")
    assert word in refused.value.message_en


@pytest.mark.parametrize("data", [b"", b"one word\n", b"%PDF-1.7", b"{", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_cannot_be_guessed(tmp_path, data):
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(SubmissionRejected):
        peek_headers(tmp_path / "a")


def test_a_header_whose_top_row_only_spans_columns_has_a_second_row(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        sheet = book.add_worksheet("Sổ")
        sheet.write_string(0, 0, "Số liệu tổng hợp")
        sheet.merge_range(1, 0, 1, 1, "Hồ sơ")
        sheet.merge_range(1, 2, 1, 3, "Thời gian")
        for row, cells in enumerate([("Mã", "Kênh", "Nhận", "Hẹn"), *[("a", "b", "c", "d")] * 3], start=2):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)
    (peek,) = peek_headers(tmp_path / "a")
    assert (peek.format.title_rows, peek.format.header_rows, peek.sample_rows) == (1, 2, 3)
    assert peek.headers == ("Hồ sơ / Mã", "Hồ sơ / Kênh", "Thời gian / Nhận", "Thời gian / Hẹn")
