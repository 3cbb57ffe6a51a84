"""Personal data that slips into another column: rejected, never quoted, and found nowhere but in the landing copy."""

import logging
import zipfile

import polars as pl
import pytest
from nights import PERSON, appears, check_ledger, csv_text, deliver, dossier, home_at, is_shape, outcomes, run, table

from schemas.table import load_tables
from warehouse.check.shapes import quoted

IDENTITY, PHONE = "079123456789", "0912345678"


SLIPPED = {
    "a name in a date": ("Ngày tiếp nhận", PERSON),
    "an identity number in a date": ("Ngày hẹn trả", IDENTITY),
    "a telephone number in a date": ("Ngày nộp", PHONE),
    "a grouped telephone number in a date": ("Ngày nộp", "0912.34.5678"),
    "a name in a number": ("Số lần bổ sung", PERSON),
    "a grouped identity number in a number": ("Số thành phần số hóa", "079 123 456 789"),
    "a telephone number with a prefix in a number": ("Phí, lệ phí", "(+84) 912345678"),
    "a name in a code": ("Trạng thái", PERSON),
    "an identity number in a code": ("Kênh nộp", IDENTITY),
    "an address in a code": ("Loại đối tượng", "12/3 Lê Lợi"),
    "a name in yes or no": ("Tái sử dụng", PERSON),
}


@pytest.mark.long
@pytest.mark.parametrize(("header", "value"), SLIPPED.values(), ids=SLIPPED)
def test_what_slipped_into_a_column_is_masked(tmp_path, caplog, header, value):
    caplog.set_level(logging.DEBUG)
    home = home_at(tmp_path)
    rows = [dossier(i) for i in range(4)] + [dossier(4) | {header: value}]
    deliver(home, "quan-12", "HoSo_202302282000.csv", rows)
    report = run(home)
    (outcome,) = outcomes(report)
    assert (outcome.accepted, outcome.rejected) == (4, 1)
    written = table(home, "rejections").filter(pl.col("rule_id").str.ends_with("-unreadable")).get_column("written")
    assert [is_shape(w) for w in written] == [True]
    assert not appears(home, value, PERSON, "079000000000", "0900000000")
    assert value not in caplog.text
    assert value not in str(report.as_json())
    assert any(value.encode() in p.read_bytes() for p in home.landing.rglob("*.csv"))
    check_ledger(home)


GROUPED = ["0912 345 678", "091.234.5678", "091-234-5678", "+84 912 345 678", "079 123 456 789", "012 345 678"]


@pytest.mark.long
@pytest.mark.parametrize("value", [PERSON, IDENTITY, PHONE, "+84912345678", "012345678", "mau@example.org", *GROUPED])
def test_what_slipped_into_the_dossier_code_is_rejected_and_masked(tmp_path, value):
    home = home_at(tmp_path)
    rows = [*(dossier(i) for i in range(4)), dossier(4) | {"Mã hồ sơ": value}]
    deliver(home, "quan-12", "HoSo_202302282000.csv", rows)
    (outcome,) = outcomes(run(home))
    assert (outcome.accepted, outcome.rejected) == (4, 1)
    reasons = table(home, "rejections")
    assert reasons.get_column("rule_id").to_list() == ["dossier-code-personal"]
    assert [is_shape(w) for w in reasons.get_column("written")] == [True]
    assert not appears(home, value)


def test_names_in_place_of_codes_of_dossiers_are_not_quoted(tmp_path):
    """Two rows that share a name as their code are in conflict; the name is masked."""
    home = home_at(tmp_path)
    mixed = [dossier(8) | {"Mã hồ sơ": PERSON}, dossier(9, Ngày_hẹn_trả="") | {"Mã hồ sơ": PERSON}]
    deliver(home, "quan-12", "HoSo_202302282000.csv", [*(dossier(i) for i in range(4)), *mixed])
    run(home)
    reasons = table(home, "rejections").filter(pl.col("rule_id") == "key-conflict")
    assert reasons.height == 2
    assert all(is_shape(written.split(" | ")[-1]) for written in reasons.get_column("written"))
    assert not appears(home, PERSON)


@pytest.mark.parametrize("name", ["HoSo_202302282000.csv", "a.csv"])
def test_a_refused_file_is_not_quoted(tmp_path, caplog, name):
    """Without its header line a person stands where headers are expected."""
    home = home_at(tmp_path)
    body = csv_text([dossier(i) for i in range(3)]).partition("\n")[2]
    deliver(home, "quan-12", name, body)
    report = run(home)
    assert [(o.status, o.reason) for o in outcomes(report)] == [("rejected", "unknown-header")]
    assert not appears(home, PERSON, "079000000000", "0900000000")
    assert PERSON not in caplog.text


def test_a_fault_of_ours_quotes_nothing(tmp_path, caplog):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1)])
    (home.root / "accepted").write_text("a file where a folder should be")
    report = run(home)
    assert [o.status for o in outcomes(report)] == ["failed"]
    assert "FileExistsError" in caplog.text or "NotADirectoryError" in caplog.text
    assert PERSON not in caplog.text
    assert not appears(home, PERSON)


def test_what_is_read_from_a_zip_leaves_no_text_behind(tmp_path):
    home = home_at(tmp_path)
    with zipfile.ZipFile(home.root / "a.zip", "w") as archive:
        archive.writestr("a.csv", f"id;nguoi_nop\n1;{PERSON}\n")
    deliver(home, "cu-chi", "a.zip", (home.root / "a.zip").read_bytes())
    (home.root / "a.zip").unlink()
    run(home)
    assert not appears(home, PERSON)
    assert not list(home.work.iterdir())


QUOTED = {
    "date": ["31/09/2022", "31-09-2022 25:00:00", "2022-02-30T08:00:00+07:00", "20220230", "08/02/20226", "1.2.23"],
    "integer": ["54.500", "99,99%", "-1", "1,5", "12 500", "1.250.000"],
    "code": ["Fax", "11", "tam_hoan", "dang-xu-ly"],
}
MASKED = {
    "date": [PERSON, IDENTITY, PHONE, "0912.34.5678", "38291234", "024123456", "1"],
    "integer": [PERSON, IDENTITY, PHONE, "024 123 456", "079.123.456.789", "123456789"],
    "code": [PERSON, IDENTITY, PHONE, "a@b.vn", "12 Lê Lợi", "123456"],
}
COLUMN_OF = {"date": "received_at", "integer": "fee_due", "code": "status"}


@pytest.mark.parametrize(
    ("kind", "value", "is_quoted"),
    [(k, v, True) for k, values in QUOTED.items() for v in values]
    + [(k, v, False) for k, values in MASKED.items() for v in values],
)
def test_only_the_shape_of_the_columns_type_is_quoted(kind, value, is_quoted):
    frame = pl.DataFrame({"written": [value]})
    seen = frame.select(quoted(pl.col("written"), load_tables()["dossiers"], COLUMN_OF[kind])).item()
    assert seen == value if is_quoted else is_shape(seen)
