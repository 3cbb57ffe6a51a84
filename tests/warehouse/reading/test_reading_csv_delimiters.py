"""Any sign may stand between two cells of a text, once it is declared."""

import pytest
from pydantic import ValidationError
from reading_cases import HEADERS, PERSON, ROWS, csv_source, delimited, expected_rows, read, read_whole, refusal

from schemas.source_format import CsvFormat


def put(folder, text):
    path = folder / "a.csv"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("delimiter", [*"~^:!#$*&]-\\. ", "\x01", "\x1f", "\t"])
@pytest.mark.parametrize("quoted", [False, True])
def test_any_sign_stands_between_cells(tmp_path, delimiter, quoted):
    rows = [[cell.replace(delimiter, "_") for cell in row] for row in ROWS]
    headers = [header.replace(delimiter, "_") for header in HEADERS]
    if quoted:
        rows = [[f'"{delimiter}{cell}\n""{delimiter}"' for cell in row] for row in rows]
    columns = {
        headers[0]: {"column": "petition_code"},
        headers[1]: {"column": "kind"},
        headers[2]: {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
    }
    personal, unit = [headers[5]], headers[3]
    declared = csv_source(delimiter=delimiter).model_copy()
    declared = type(declared).model_validate(
        declared.model_dump() | {"columns": columns, "personal": personal, "unit_header": unit}
    )
    _, frame = read_whole(put(tmp_path, delimited(rows, delimiter, headers)), declared)
    assert frame.height == len(ROWS)
    codes = [row[0].removeprefix('"').removesuffix('"').replace('""', '"') for row in rows]
    assert frame.get_column(headers[0]).to_list() == codes


@pytest.mark.parametrize("delimiter", ["", ";;", "a", "7", '"', "'", "\n", "\r", "\0", "¦", "ă"])
def test_what_cannot_stand_between_cells(delimiter):
    with pytest.raises(ValidationError, match="cannot stand between cells"):
        CsvFormat(kind="csv", delimiter=delimiter)


def test_the_hint_of_excel_names_any_sign(tmp_path):
    path = put(tmp_path, "sep=~\n" + delimited(ROWS, "~"))
    _, frame = read(path, csv_source(delimiter="~"))
    assert frame.rows() == expected_rows(3)
    (tmp_path / "out.arrow").unlink()
    assert "~" in refusal(path, csv_source()).message_en
    assert "U+0001" in refusal(path, csv_source(delimiter="\x01")).message_en


def test_footers_of_free_text(tmp_path):
    footer = ["Tổng cộng: 3 phản ánh", "", "Ngày 05 tháng 01 năm 2023;Người lập biểu", f";;Người lập biểu;{PERSON}"]
    path = put(tmp_path, delimited(ROWS, ";") + "\n".join(footer) + "\n")
    outcome, frame = read(path, csv_source(delimiter=";", totals=["Tổng cộng", "Ngày", "Người lập biểu"]))
    assert frame.get_column("_row").to_list() == [2, 3, 4]
    assert {rows.rule: rows.rows for rows in outcome.layout} == {"header": 1, "blank": 1, "total": 3}
