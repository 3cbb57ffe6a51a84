"""Rows of a CSV file that are no records: each is counted, with the rule that took it."""

import pytest
from reading_cases import HEADERS, PERSON, ROWS, csv_source, delimited, expected_rows, read, read_whole, refusal, source

from warehouse.reading.layout import begins_total

LINES = delimited(ROWS).splitlines()


def put(folder, lines, end="\r\n"):
    path = folder / "a.csv"
    path.write_bytes("".join(line + end for line in lines).encode())
    return path


def rules(outcome):
    return {rows.rule: (rows.rows, rows.first_row) for rows in outcome.layout}


def test_excels_hint_of_a_separator(tmp_path):
    path = put(tmp_path, ["sep=;", *delimited(ROWS, ";").splitlines()])
    for title_rows in (0, 1):  # 1: a source that was declared for such files counts the hint among its title rows
        outcome, frame = read(path, csv_source(delimiter=";", title_rows=title_rows))
        assert frame.rows() == expected_rows(3)
        assert rules(outcome) == {"separator-hint": (1, 1), "header": (1, 2)}
        (tmp_path / "out.arrow").unlink()
    refused = refusal(path, csv_source())
    assert (refused.code, "sep=;" in refused.message_en) == ("wrong-delimiter", True)


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff\ufeff"])
def test_byte_order_marks(tmp_path, mark):
    quoted = f'{mark}"{HEADERS[0]}"{LINES[0].removeprefix(HEADERS[0])}'
    _, frame = read(put(tmp_path, [quoted, *LINES[1:]]), csv_source())
    assert frame.rows() == expected_rows(2)


def test_comments_and_a_repeated_header(tmp_path):
    path = put(tmp_path, ["# a", LINES[0], LINES[1], '#"', LINES[0], "# c", *LINES[2:]])
    outcome, frame = read(path, csv_source(comment="#"))
    assert frame["_row"].to_list() == [3, 7, 8]
    assert rules(outcome) == {"comment": (3, 1), "header": (1, 2), "repeated-header": (1, 5)}


def test_a_comment_that_is_not_declared_is_named_with_its_keys(tmp_path):
    refused = refusal(put(tmp_path, ["# a", "# b", *LINES]), csv_source())
    assert "line 3" in refused.message_en
    assert "title_rows" in refused.message_en and 'comment = "#"' in refused.message_en


def test_totals_and_signatures(tmp_path):
    person = f"PA-9,Cộng đồng dân cư ấp 3,,,,{PERSON}"
    nameless = f",Cộng đồng dân cư ấp 3,,,,{PERSON}"
    total, footer = "Tổng cộng: 3,,,,5,", "TỔNG CỘNG 3 hồ sơ"
    path = put(tmp_path, [*LINES, person, nameless, ",,,,Cộng,", total, footer, f"Người lập,,,,,{PERSON}"])
    outcome, frame = read(path, csv_source(totals=["Cộng", "Tổng cộng", "Người lập"]))
    assert frame["_row"].to_list() == [2, 3, 4, 5, 6]
    assert rules(outcome) == {"header": (1, 1), "total": (4, 7)}
    (tmp_path / "out.arrow").unlink()
    outcome, frame = read_whole(path, csv_source())
    assert (outcome.records, frame["_fields"].to_list()[-2]) == (9, 1)


@pytest.mark.parametrize(
    ("text", "is_total"),
    [("cộng", True), ("cộng: 5", True), ("cộng 12 hồ sơ", True), ("cộng đồng", False), ("cộngx", False)],
)
def test_where_the_text_of_a_total_ends(text, is_total):
    assert begins_total(text, ("cộng",)) is is_total


def test_a_row_of_another_length_is_one_row_of_nulls(tmp_path):
    outcome, frame = read_whole(put(tmp_path, [*LINES, f"PA-9,a,b,,,1,{PERSON}", "PA-10,x", LINES[1]]), csv_source())
    assert (outcome.records, frame["_row"].to_list()) == (6, [2, 3, 4, 5, 6, 7])
    assert frame["_fields"].to_list() == [None, None, None, 7, 2, None]
    assert frame.row(3)[2:-1] == (None,) * 4


@pytest.mark.parametrize("irregular", [[], [""]], ids=["at-once", "careful"])
def test_a_delimiter_at_the_end_of_every_row_but_the_header(tmp_path, irregular):
    _, frame = read(put(tmp_path, [LINES[0], *(f"{line}," for line in LINES[1:]), *irregular]), csv_source())
    assert frame.rows() == expected_rows(2)
    (tmp_path / "out.arrow").unlink()
    _, frame = read(put(tmp_path, [f"{LINES[0]},", *LINES[1:], *irregular]), csv_source())
    assert frame.rows() == expected_rows(2)


def test_a_value_beyond_the_header_is_a_row_of_another_length(tmp_path):
    lines = [LINES[0], *(f"{line}," for line in LINES[1:]), f"{LINES[1]},x"]
    _, frame = read_whole(put(tmp_path, lines), csv_source())
    assert frame["_fields"].to_list() == [None, None, None, 7]


def test_nothing_arose(tmp_path):
    path = put(tmp_path, [LINES[0], ""])
    assert "may_be_empty" in refusal(path, csv_source()).message_en
    outcome, frame = read(path, source({"kind": "csv"}, may_be_empty=True))
    assert (outcome.records, frame.height, rules(outcome)) == (0, 0, {"header": (1, 1), "blank": (1, 2)})


def test_the_header_further_down_and_a_header_that_runs_on(tmp_path):
    refused = refusal(put(tmp_path, ["BÁO CÁO", "Quý 1", *LINES]), csv_source())
    assert "title_rows = 2" in refused.message_en
    refused = refusal(put(tmp_path, [LINES[0] + LINES[1], *LINES[2:]]), csv_source())  # `refusal` looks for the person
    assert "12" not in refused.message_en.replace("line 1", "")


def test_invisible_characters_in_a_header(tmp_path):
    _, frame = read(put(tmp_path, [LINES[0].replace("Loại", "Lo\u200bại\ufeff"), *LINES[1:]]), csv_source())
    assert frame.rows() == expected_rows(2)
    (tmp_path / "out.arrow").unlink()
    refused = refusal(put(tmp_path, [LINES[0].replace("Loại", "Loại\u202c"), *LINES[1:]]), csv_source())
    assert "<U+202C>" in refused.message_en
