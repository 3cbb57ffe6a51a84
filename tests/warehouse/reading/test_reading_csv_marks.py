"""Quotation marks: a letter like any other within a cell; where they leave records in doubt, the line is named."""

import pytest
from reading_cases import HEADERS, PERSON, ROWS, csv_source, delimited, read, read_whole, refusal

LINES = delimited(ROWS).splitlines()
HEAD = LINES[0]


def put(folder, *lines):
    path = folder / "a.csv"
    path.write_bytes("".join(line + "\n" for line in lines).encode())
    return path


@pytest.mark.parametrize(
    "marks", [('5" PVC', '8" PVC'), ('5"', '8"'), ('a "b" c', "d"), ('Ông "A', 'Bà B"'), ('5"', "")]
)
def test_marks_within_cells_hide_no_row_and_are_told_with_their_lines(tmp_path, marks):
    first, second = (f"PA-{i},{mark},,,{i},{PERSON}" for i, mark in enumerate(marks))
    outcome, frame = read(put(tmp_path, HEAD, first, *LINES[1:], second), csv_source())
    assert (outcome.records, frame["_row"].to_list()) == (5, [2, 3, 4, 5, 6])
    assert frame["Loại"].to_list()[0] == marks[0]
    (warning,) = outcome.warnings
    assert warning.code == "stray-quotation-mark"
    assert warning.rows == tuple(line for line, mark in zip((2, 6), marks, strict=True) if '"' in mark)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ([f'PA-1,",,,1,{PERSON}', f'PA-2,",,,2,{PERSON}'], "Line 5"),  # as above
        (['PA-1,a,,,1,"', 'PA-2,b,,,2,"'], "Line 5"),
        ([f'PA-1,"a,,,1,{PERSON}', f"PA-2,b,,,2,{PERSON}", f'PA-3,c",,,3,{PERSON}'], "Line 5"),
        ([f'PA-1,"a,,,1,{PERSON}', f'PA-2,b,c",,2,{PERSON}'], "Line 5"),  # another number of cells
        ([f'PA-1,"a" b,,,1,{PERSON}'], "Line 5"),
        (['PA-1,a,,,1,"x', f"PA-2,b,,,2,{PERSON}", 'y"'], "Line 5"),  # a whole record between the lines of a note
        ([f'PA-1,"a,,,1,{PERSON}', "PA-2,b,,,2,x", 'PA-3,"c",,,3,x'], "line 7"),
        ([f'PA-1,"a,,,1,{PERSON}', LINES[1]], "Line 5"),  # never closed
        ([f'PA-1,x"{PERSON}, b",,,2'], "Line 5"),  # the delimiter before a quoted cell is lost
        (["PA-1,a", f'b",,,1,{PERSON}'], "Line 6"),  # the mark that opened a cell of two lines is lost
        (["PA-1,a\rPA-2,b,,,2,x"], "Line 5"),
    ],
)
def test_marks_that_leave_records_in_doubt_are_refused_with_the_line(tmp_path, lines, line):
    refused = refusal(put(tmp_path, *LINES, *lines), csv_source())
    assert line in refused.message_en
    assert refused.code in ("doubtful-quotation-mark", "unreadable")


@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("note", ["Gọi lại, hẹn sau,\nđã báo", "a\n\nb, c, d", '"Xin",\n"sổ"'])
def test_prose_of_several_lines_is_read_in_any_column(tmp_path, column, note):
    cells = ["PA-1", "x", "", "", "7", ""]
    cells[column] = '"' + note.replace('"', '""') + '"'
    outcome, frame = read(put(tmp_path, *LINES, ",".join(cells), LINES[1]), csv_source())
    assert frame["_row"].to_list() == [2, 3, 4, 5, 6 + note.count("\n")]
    assert not outcome.warnings
    if column < 4:
        assert frame.row(3)[1 + column] == note


def test_a_mark_beside_an_unquoted_delimiter_costs_one_row(tmp_path):
    outcome, frame = read_whole(put(tmp_path, *LINES, 'PA-1,a "b, c" d,,,1,x', LINES[1]), csv_source())
    assert (outcome.records, frame["_fields"].to_list()) == (5, [None, None, None, 7, None])


def test_nul_bytes_do_not_disturb_the_count(tmp_path):
    outcome, frame = read(put(tmp_path, *LINES, "PA-1,a\0b,,,1,x", ""), csv_source())
    assert (outcome.records, frame["_row"].to_list(), len(HEADERS)) == (4, [2, 3, 4, 5], 6)
