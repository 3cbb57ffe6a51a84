"""What the cells of a workbook hold by themselves: numbers, dates, errors, formulas without a result."""

from datetime import datetime

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_cases import HEADERS, read_whole, refusal, source
from xlsx_cases import text, with_sheet_xml

from schemas.column import ERROR_TEXTS

XLSX = source({"kind": "xlsx"})
FLAGGED = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def flags(frame):
    """Header -> its flags, of the headers that have any."""
    return {name.removeprefix("typed:"): frame[name].to_list() for name in frame.columns if name.startswith("typed:")}


def test_what_is_no_text_is_flagged(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, HEADERS)
        page.write_row(1, 0, ["PA-1", 66.597])
        page.write_datetime(1, 2, datetime(2023, 2, 1), day)
        page.write_row(2, 0, ["PA-2", "66.597", "01/02/2023"])
        page.write(3, 0, 123)
        page.write(3, 1, True)
    _, frame = read_whole(tmp_path / "a", XLSX)
    assert flags(frame) == {"Mã": [False, False, True], "Loại": [True, False, True], "Ngày nhận": [True, False, False]}
    assert frame["Loại"].to_list() == ["66.597", "66.597", "true"]
    assert frame["Ngày nhận"].to_list() == ["2023-02-01 00:00:00", "01/02/2023", None]


def test_a_sheet_of_texts_has_no_flags(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        page.write_row(1, 0, ["PA-1", "12", "01/02/2023", "Quận 12", 1])  # the number is of a column that is not kept
    _, frame = read_whole(tmp_path / "a", XLSX)
    assert flags(frame) == {}


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("66.59699999999999", "66.597"),
        ("0.995", "0.995"),
        ("1E-05", "0.00001"),
        ("2.9E+10", "29000000000"),
        ("-12.5", "-12.5"),
        ("123456789012345678", "123456789012345678"),
        ("1.23456789012345E+17", "1.23456789012345E+17"),  # the digits that are lost are not invented
    ],
)
def test_numbers_are_plain_and_keep_what_is_stored(tmp_path, stored, read):
    path = with_sheet_xml(tmp_path / "a", row(2, f'<c r="A2"><v>{stored}</v></c>', f'<c r="B2"><v>{stored}</v></c>'))
    _, frame = read_whole(path, XLSX)
    assert (frame["Mã"].to_list(), frame["Loại"].to_list()) == ([read], [read])
    assert flags(frame) == {"Mã": [True], "Loại": [True]}


def test_dates_stored_as_text(tmp_path):
    cells = [text("PA"), "<c/>", '<c t="d"><v>2023-02-01T08:30:00</v></c>', '<c t="d"><v>2023-02-01</v></c>']
    _, frame = read_whole(with_sheet_xml(tmp_path / "a", row(2, *cells)), XLSX)
    assert frame.select("Ngày nhận", "Đơn vị").row(0) == ("2023-02-01 08:30:00", "2023-02-01 00:00:00")
    assert flags(frame) == {"Ngày nhận": [True], "Đơn vị": [True]}


def test_errors_are_never_empty(tmp_path):
    errors = ERROR_TEXTS[:-1]
    rows = [row(i, text("PA"), "<c/>", f'<c t="e"><v>{e}</v></c>') for i, e in enumerate(errors, start=2)]
    rows += [row(9, text("PA"), "<c/>", text("01/02/2023"), "<c/>", '<c t="e"><v>#N/A</v></c>')]
    rows += [row(12, '<c r="B12" t="e"><v>#REF!</v></c>')]  # a row that holds nothing else
    outcome, frame = read_whole(with_sheet_xml(tmp_path / "a", "".join(rows)), XLSX)
    assert frame["Ngày nhận"].to_list() == [*errors, "01/02/2023", None]
    assert frame["Loại"].to_list() == [None] * 8 + ["#REF!"]
    by_header = {w.header: w for w in outcome.warnings}
    assert {w.code for w in outcome.warnings} == {"error-cells"}
    assert by_header.keys() == {"Ngày nhận", "Loại"}  # not the column that is not kept
    assert (by_header["Ngày nhận"].row_count, by_header["Ngày nhận"].rows) == (7, (2, 3, 4, 5, 6))
    assert "#N/A (C2)" in by_header["Ngày nhận"].message_en


def test_formulas_without_a_stored_result(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADERS)
    book.active.append(["PA-1", '="Phản"&"ánh"', "01/02/2023", "Quận 12"])
    book.active["B4"] = "=1+1"  # the last row holds nothing else, and the library does not see it
    book.save(tmp_path / "a")
    outcome, frame = read_whole(tmp_path / "a", XLSX)
    assert frame["_row"].to_list() == [2, 4]
    assert frame["Loại"].to_list() == ["=?", "=?"]
    assert [(w.code, w.header, w.row_count) for w in outcome.warnings] == [("formula-without-result", "Loại", 2)]


@pytest.mark.parametrize(("results", "warned"), [((0, 0), [("formula-without-result", "Loại", 2)]), ((0, 7), [])])
def test_formulas_of_a_program_that_cannot_compute_them(tmp_path, results, warned):
    """XlsxWriter stores 0 for every formula and has Excel compute them when it opens the file."""
    with xlsxwriter.Workbook(tmp_path / "a") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        for r, result in enumerate(results, start=1):
            page.write(r, 0, f"PA-{r}")
            page.write_formula(r, 1, "=LEN(A2)", None, result)
    outcome, _ = read_whole(tmp_path / "a", XLSX)
    assert [(w.code, w.header, w.row_count) for w in outcome.warnings] == warned


def test_a_formula_with_an_empty_result_is_empty(tmp_path):
    cells = [text("PA"), '<c t="str"><f>IF(1,"","")</f><v></v></c>', '<c t="str"><f>A1</f><v>2 x</v></c>']
    outcome, frame = read_whole(with_sheet_xml(tmp_path / "a", row(2, *cells)), XLSX)
    assert (frame["Loại"].item() or "", frame["Ngày nhận"].item()) == ("", "2 x")
    assert (outcome.warnings, flags(frame)) == ((), {})


@pytest.mark.parametrize("date1904", [False, True])
def test_dates_under_either_date_system(tmp_path, date1904):
    with xlsxwriter.Workbook(tmp_path / "a", {"date_1904": date1904}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, HEADERS)
        page.write(1, 0, "PA-1")
        page.write_datetime(1, 2, datetime(2023, 2, 1, 8, 30), day)
    _, frame = read_whole(tmp_path / "a", XLSX)
    assert frame["Ngày nhận"].to_list() == ["2023-02-01 08:30:00"]


def test_bare_numbers_of_days_from_1904_are_refused(tmp_path):
    def declared(*formats):
        columns = {
            "Mã": {"column": "petition_code"},
            "Loại": {"column": "kind"},
            "Ngày nhận": {"column": "received_at", "formats": list(formats), "precision": "day"},
        }
        return source({"kind": "xlsx"}, columns=columns)

    cells = row(2, text("PA"), "<c/>", "<c><v>43496</v></c>")
    path = with_sheet_xml(tmp_path / "a", cells, date1904=True)
    assert refusal(path, declared("%d/%m/%Y", "excel")).code == "date-system"
    assert read_whole(path, declared("%d/%m/%Y"))[0].records == 1
    path = with_sheet_xml(tmp_path / "a", cells)
    assert read_whole(path, declared("%d/%m/%Y", "excel"))[0].records == 1


@pytest.mark.parametrize("prefix", ["", "x"])
def test_xml_with_a_prefix_and_rows_without_numbers(tmp_path, prefix):
    rows = f"<row/><row>{text('PA-1')}<c><v>5</v></c></row><row>{text('PA-2')}<c><v></v></c></row>"
    _, frame = read_whole(with_sheet_xml(tmp_path / "a", rows, prefix=prefix), XLSX)
    assert frame["_row"].to_list() == [3, 4]
    assert (frame["Loại"].to_list(), flags(frame)) == (["5", None], {"Loại": [True, False]})


def test_attributes_in_single_quotation_marks(tmp_path):
    """Else a text of digits would be taken for a number, and a hidden row for one in sight."""
    rows = row(5, text("PA-1"), text("12"), "<c><v>5</v></c>").replace("<row", '<row hidden="1"').replace('"', "'")
    outcome, frame = read_whole(with_sheet_xml(tmp_path / "a", rows), XLSX)
    assert (frame["_row"].to_list(), flags(frame)) == ([5], {"Ngày nhận": [True]})
    assert [(w.code, w.rows) for w in outcome.warnings] == [("hidden-rows", (5,))]


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6),
    st.floats(-1e6, 1e6, width=32),
    st.booleans(),
    st.sampled_from(["1", "a", " "]),
)


@FLAGGED
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_every_row_is_a_record_or_layout_and_flags_say_what_was_written(tmp_path, rows):
    """However cells lie: rows that hold something are all accounted for, and numbers are those that were written."""
    book = openpyxl.Workbook()
    book.active.append(HEADERS)
    for number, cells in enumerate(rows, start=2):
        for column, cell in enumerate(("PA", *cells), start=1):
            book.active.cell(number, column, cell)
    book.save(tmp_path / "a")
    outcome, frame = read_whole(tmp_path / "a", XLSX)
    assert outcome.records + sum(rows.rows for rows in outcome.layout) == len(rows) + 1
    for i, header in enumerate(("Loại", "Ngày nhận", "Đơn vị")):
        written = [cells[i] for cells in rows]
        is_typed = [isinstance(cell, int | float) for cell in written]
        is_number = [typed and not isinstance(cell, bool) for typed, cell in zip(is_typed, written, strict=True)]
        assert flags(frame).get(header, [False] * len(rows)) == is_typed
        numbers = [float(text) for text, flag in zip(frame[header], is_number, strict=True) if flag]
        assert numbers == pytest.approx([c for c, flag in zip(written, is_number, strict=True) if flag], abs=1e-9)
