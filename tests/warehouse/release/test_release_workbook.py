"""The workbook of a publication against the rules of the Government Analysis Function, read with another library."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from release_cases import CITY
from small_city import FORMULA, HIDDEN, NAMES

from warehouse.release.workbook import workbook_bytes

DATA = workbook_bytes(CITY)
BOOK = openpyxl.load_workbook(io.BytesIO(DATA))
PROSE = ("Bìa", "Mục lục", "Ghi chú")
TABLES = [sheet for sheet in BOOK if sheet.title not in PROSE]


def rows_of(sheet):
    """The rows of the sheet's table, by its headings."""
    (table,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def sheet_called(start):
    return next(sheet for sheet in TABLES if sheet.title.startswith(start))


def test_cover_contents_and_notes_come_first_and_no_sheet_is_empty():
    assert BOOK.sheetnames[:3] == list(PROSE)
    assert len(TABLES) >= 5
    assert all(sheet.max_row > 1 for sheet in BOOK)
    assert all(len(name) <= 31 for name in BOOK.sheetnames)


def test_the_workbook_says_what_it_is_and_opens_on_its_cover():
    properties = BOOK.properties
    assert "Xếp hạng" in properties.title
    assert properties.creator == CITY.city.name_vi
    assert properties.created == properties.modified == datetime(2000, 1, 1)
    assert BOOK.active.title == "Bìa"
    for sheet in BOOK:
        assert {s.activeCell for s in sheet.sheet_view.selection if s.pane in (None, "bottomRight")} == {"A1"}


def test_the_contents_link_to_every_sheet_after_them():
    links = {c.value: c.hyperlink.location for row in BOOK["Mục lục"]["A3:A40"] for c in row if c.hyperlink}
    assert set(links) == set(BOOK.sheetnames) - {"Bìa", "Mục lục"}
    assert all(location == f"'{name}'!A1" for name, location in links.items())


@pytest.mark.parametrize("sheet", TABLES, ids=lambda s: s.title)
def test_a_sheet_holds_one_marked_table_under_a_title_and_notes(sheet):
    (table,) = sheet.tables.values()
    first, last = table.ref.split(":")
    head = int(re.sub(r"\D", "", first))
    assert (first[:1], last) == ("A", sheet.dimensions.split(":")[1])
    above = [sheet.cell(row, 1).value for row in range(1, head)]
    assert None not in above
    assert any("This worksheet contains one table" in text for text in above)
    assert not sheet.merged_cells.ranges
    assert sheet.freeze_panes == f"B{head + 1}"
    assert all(cell.value not in (None, "") for row in sheet[table.ref] for cell in row)
    headings = [cell.value for cell in sheet[head]]
    assert len(set(headings)) == len(headings)
    assert all(" / " in text for text in headings)


def test_every_sheet_says_that_the_data_are_synthetic():
    for sheet in BOOK:
        top = " ".join(str(sheet.cell(row, 1).value) for row in range(1, 4))
        assert "TỔNG HỢP" in top
        assert "SYNTHETIC" in top


def test_hostile_texts_are_texts_and_no_cell_is_a_formula():
    cells = [cell for sheet in BOOK for row in sheet.iter_rows() for cell in row if cell.value == FORMULA]
    assert cells
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    archive = zipfile.ZipFile(io.BytesIO(DATA))
    for name in archive.namelist():
        assert not re.search(r"<f[ >]", archive.read(name).decode()), name


def test_what_is_missing_has_a_symbol_and_the_notes_explain_each():
    notes = "\n".join(str(row[0].value) for row in BOOK["Ghi chú"].iter_rows())
    assert all(symbol in notes for symbol in ("[c]", "[u]", "[x]", "[z]"))
    values = sheet_called("3 ")
    (hidden,) = (r for r in rows_of(values) if (r["Đơn vị / Reporting unit"], list(r.values())[3]) == HIDDEN)
    assert [v for k, v in hidden.items() if k.startswith(("Tử số", "Giá trị"))] == ["[c]", "[c]"]
    assert hidden["Tình trạng / Status"].startswith("[c] ")
    form = rows_of(sheet_called("6 "))
    reported = {r["Tên đơn vị / Name of the unit"]: r["Đơn vị báo cáo / As the unit reported"] for r in form}
    assert reported[NAMES["quan-vang"]] == "[x]"
    (hidden,) = (r for r in form if r["Theo hồ sơ / By the dossiers"] == "[c]")
    assert hidden["Đơn vị báo cáo / As the unit reported"] == "[c]"  # filed, and as small


def test_shares_are_percentages_that_never_say_100_where_it_is_less():
    sheet = sheet_called("3 ")
    (table,) = sheet.tables.values()
    header, *rows = list(sheet[table.ref])
    place = next(i for i, cell in enumerate(header) if cell.value == "Giá trị / Value")
    formats = {row[place].number_format for row in rows if isinstance(row[place].value, float)}
    assert any(form.endswith("%") for form in formats)
    for row in rows:
        value, form = row[place].value, row[place].number_format
        if form.endswith("%") and 0 < value < 1:
            shown = f"{value * 100:.{len(form) - 3}f}"
            assert float(shown) not in (0, 100)


def test_a_caution_is_text_whatever_it_begins_with():
    method = CITY.method.model_copy(update={"cautions_vi": ("# Lưu ý một",), "cautions_en": ("# First caution",)})
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(replace(CITY, method=method))))
    notes = {cell.value: cell.font.bold for (cell, *_) in book["Ghi chú"].iter_rows()}
    assert notes["# Lưu ý một / # First caution"] is False
    assert notes["Lưu ý / Cautions"] is True


def test_an_indicator_that_is_only_shown_earns_no_points_of_0():
    rows = rows_of(sheet_called("3 "))
    points = {row["Điểm / Points"] for row in rows if "workload_per_official" in row.values()}
    assert points == {"không chấm điểm / not scored"}
    assert all(isinstance(row["Điểm / Points"], float) for row in rows if "online_share" in row.values())


def test_rates_of_a_sheet_have_their_counts():
    sheets = {sheet.title: set(rows_of(sheet)[0]) for sheet in TABLES}
    rates = [title for title, headings in sheets.items() if "Giá trị / Value" in headings and title != "1 Xếp hạng"]
    assert rates == ["3 Giá trị chỉ số", "4 Diễn biến", "7 Dấu hiệu"]
    assert all({"Tử số / Numerator", "Mẫu số / Denominator"} <= sheets[title] for title in rates)
