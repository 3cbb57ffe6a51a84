"""The first texts of files that the night would refuse: a draft is wanted of them all the more."""

import openpyxl
import polars as pl
import pytest

from schemas.table import load_tables
from warehouse.reading.peek.headers import peek_headers
from warehouse.reading.sample import ROWS, sample_texts

DOSSIERS = load_tables()["dossiers"]


def not_read(*_):
    raise AssertionError("it is sampled without the night's reader")


def sampled(path):
    return sample_texts(path, peek_headers(path)[0], DOSSIERS, not_read)


def workbook(path, rows, merged=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def test_records_that_do_not_fit_are_left_out(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('a;b\n1;2\n3;4\n6\n7;"8\n', encoding="utf-8")
    assert sampled(path)["a"].to_list() == ["1", "3", "7"]


def test_a_delimiter_at_the_end_of_every_record(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2,\n3,4,\n", encoding="utf-8")
    assert sampled(path).rows() == [("1", "2"), ("3", "4")]


def test_a_workbook_with_merged_cells_and_errors(tmp_path):
    rows = [
        ["Mã hồ sơ", "Ngày", None],
        [None, "nhận", "trả"],
        ["A-1", "=1/0", "x"],
        ["A-2", None, "#N/A"],
        [None, 1, 2],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, ["A1:A2", "B1:C1", "A4:A5"])
    texts = sampled(path)
    assert texts.columns == ["Mã hồ sơ", "Ngày / nhận", "Ngày / trả"]
    assert texts["Mã hồ sơ"].to_list()[:2] == ["A-1", "A-2"]


def test_a_column_without_a_header_that_holds_values(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["a", None, "b"], ["1", "x", "2"], ["3", "y", "4"]])
    assert sampled(path).rows() == [("1", "2"), ("3", "4")]


def test_of_a_large_text_only_the_beginning_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "1,2\n" * (ROWS + 5), encoding="utf-8")
    assert sampled(path).height == ROWS


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes("Numéro,État\n1,réglé\n2,réglé\n".encode(encoding))
    assert sampled(path).equals(pl.DataFrame({"Numéro": ["1", "2"], "État": ["réglé", "réglé"]}))
