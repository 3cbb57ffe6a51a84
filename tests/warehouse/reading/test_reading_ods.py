"""OpenDocument workbooks: what they repeat, hide, show otherwise and do not compute."""

from open_documents import number, ods, row, text
from reading_cases import ROWS, expected_rows, read, refusal, source

BOOK = source({"kind": "workbook"})
OPEN_ROWS = [row("".join(text(cell) if cell else "<table:table-cell/>" for cell in cells)) for cells in ROWS]


def test_an_open_document(tmp_path):
    (tmp_path / "a").write_bytes(ods(*OPEN_ROWS))
    _, frame = read(tmp_path / "a", BOOK)
    assert frame.rows() == expected_rows(2)


def test_cells_and_rows_that_an_open_document_repeats(tmp_path):
    gap = row("<table:table-cell/>", 'table:number-rows-repeated="3"')
    twice = row(text("PA-9") + text("x", 'table:number-columns-repeated="2"'), 'table:number-rows-repeated="2"')
    end = row("<table:table-cell/>", 'table:number-rows-repeated="1048000"')
    (tmp_path / "a").write_bytes(ods(OPEN_ROWS[0], gap, twice, end))
    _, frame = read(tmp_path / "a", BOOK)
    assert frame.select("_row", "Mã", "Ngày nhận").rows() == [
        (2, "PA-001", "01/02/2023"),
        (6, "PA-9", "x"),
        (7, "PA-9", "x"),
    ]


def test_an_open_document_that_says_a_milliard_of_cells_is_refused(tmp_path):
    bomb = row(text("x", 'table:number-columns-repeated="16000"'), 'table:number-rows-repeated="1000000"')
    (tmp_path / "a").write_bytes(ods(bomb))
    assert refusal(tmp_path / "a", BOOK).code == "limits"


def test_codes_of_an_open_document_are_read_as_they_are_shown(tmp_path):
    cells = number(123, "000123") + text("x") + text("") + text("Quận 12")
    (tmp_path / "a").write_bytes(ods(row(cells), row(cells.replace("000123", "123"))))
    outcome, frame = read(tmp_path / "a", BOOK)
    assert frame.get_column("Mã").to_list() == ["000123", "123"]
    assert [(w.code, w.rows) for w in outcome.warnings] == [("codes-by-format", (2,))]


def test_what_an_open_document_hides_and_does_not_compute(tmp_path):
    style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    filtered = OPEN_ROWS[1].replace("<table:table-row ", '<table:table-row table:visibility="filter" ')
    formula = OPEN_ROWS[2].replace(text("Đề đạt"), '<table:table-cell table:formula="of:=NA()"/>')
    (tmp_path / "a").write_bytes(ods(OPEN_ROWS[0], filtered, formula, table='table:style-name="h"', styles=style))
    outcome, _ = read(tmp_path / "a", BOOK)
    assert {w.code: w.row_count for w in outcome.warnings} == {
        "hidden-sheet": 3,
        "hidden-rows": 1,
        "formula-without-result": 1,
    }


def test_an_open_document_with_a_password_or_cut_off(tmp_path):
    (tmp_path / "a").write_bytes(ods(*OPEN_ROWS, manifest="<manifest:encryption-data/>"))
    assert "password" in refusal(tmp_path / "a", BOOK).message_en
    (tmp_path / "a").write_bytes(ods(row(text("PA-9", 'table:number-columns-repeated="x"'))))
    assert refusal(tmp_path / "a", BOOK).code == "truncated"
    (tmp_path / "a").write_bytes(ods(*OPEN_ROWS)[:-40])
    assert refusal(tmp_path / "a", BOOK).code == "truncated"


def test_a_time_of_day_which_the_library_does_not_give_is_not_lost_in_silence(tmp_path):
    time = text("08:30", 'office:time-value="PT08H30M00S"').replace('"string"', '"time"')
    cells = text("PA-1") + text("x") + time + text("Quận 12")
    (tmp_path / "a").write_bytes(ods(row(cells)))
    refused = refusal(tmp_path / "a", BOOK)
    assert (refused.code, "C2" in refused.message_en) == ("unreadable", True)
    (tmp_path / "a").write_bytes(ods(row(text("PA-1") + text("x") + text("") + text("Quận 12") + time)))
    assert read(tmp_path / "a", BOOK)[0].records == 1  # in a column that nobody needs
