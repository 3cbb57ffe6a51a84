"""A total is the same row in a CSV and in a workbook."""

import pytest
from kinds_of_files import XLSX, Kind, delimited, record, sheet
from test_kinds_of_files import declared

from warehouse.reading.recognise import read_delivery

TOTALS = ["Tổng cộng", "Cộng"]
BEGINNINGS = {"Cộng": True, "CỘNG:": True, "Cộng 5 hồ sơ": True, "Tổng  cộng": True, "Cộng5": False, "Cộng đồng": False}


@pytest.mark.parametrize(("text", "is_total"), BEGINNINGS.items())
def test_a_row_without_a_key_that_begins_so(tmp_path, text, is_total):
    rows = (record(1), ("", text, *record(2)[2:]))
    csv = Kind("csv", "a.csv", delimited(*rows), "", declared={"format": {"kind": "csv", "totals": TOTALS}})
    book = Kind("book", "a.xlsx", sheet(*rows), "", declared=XLSX | {"format": {"kind": "xlsx", "totals": TOTALS}})
    for kind in (csv, book):
        path = tmp_path / kind.name
        path.write_bytes(kind.contents)
        outcome = read_delivery(path, [declared(kind)], tmp_path / "out")
        taken = {rows.rule: rows.rows for rows in outcome.layout}
        expected = (1, {"header": 1, "total": 1}) if is_total else (2, {"header": 1})
        assert (outcome.records, taken) == expected, kind.id
