"""Codes as a workbook shows them: number formats of zeros and fixed letters."""

import openpyxl
import pytest
from reading_cases import HEADERS, read_whole, source

from warehouse.reading.books.xlsx_masks import mask_of

XLSX = source({"kind": "xlsx"})


@pytest.mark.parametrize(
    ("number_format", "parts"),
    [
        ("000000", ("",) * 6),
        ('"HS-"0000', ("HS-", *("",) * 4)),
        (r"0000\-00", (*("",) * 4, "-", "", "")),
        ("[Red]000;-000", ("",) * 3),
        ("0", None),
        ("General", None),
        ("#,##0", None),
        ("0.00", None),
        ("0%", None),
        ("dd/mm/yyyy", None),
        ("@", None),
    ],
)
def test_which_formats_are_masks(number_format, parts):
    assert mask_of(number_format) == parts


def test_codes_are_read_as_they_are_shown(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(HEADERS)
    shown = [
        (123, "000000"),
        ("000123", "000000"),
        (123, "General"),
        (1234567, '"HS-"0000"/"00'),
        (-5, "000"),
        (1.5, "000"),
    ]
    for row, (value, number_format) in enumerate(shown, start=2):
        page.cell(row, 1, value).number_format = number_format
        page.cell(row, 2, 5).number_format = "000"  # no code
    book.save(tmp_path / "a")
    outcome, frame = read_whole(tmp_path / "a", XLSX)
    assert frame["Mã"].to_list() == ["000123", "000123", "123", "HS-12345/67", "-5", "1.5"]
    assert frame["typed:Mã"].to_list() == [False, False, True, False, True, True]
    assert frame["Loại"].unique().to_list() == ["5"]
    assert [(w.code, w.header, w.rows, w.row_count) for w in outcome.warnings] == [("codes-by-format", "Mã", (2, 5), 2)]
