"""The outbox of a night: a workbook for each unit, about its own rows, files and standing, and nobody else's."""

from datetime import date, timedelta

import polars as pl
import pytest
from nights import (
    DAY,
    PERSON,
    appears,
    deliver,
    dossier,
    hcmc,
    home_at,
    is_shape,
    names_at,
    outcomes,
    run,
    run_to_outbox,
    table,
)
from openpyxl import load_workbook

from warehouse import store
from warehouse.outbox.tables import deliveries_of, rejections_of, warnings_of
from warehouse.outbox.write import write_outbox
from warehouse.ranking.rank_period import rank_period
from warehouse.ranking.request import ranking_of
from warehouse.run import Run
from warehouse.store.outbox import NIGHTS_KEPT, put_out

IDENTITY, PHONE, MAIL = "079123456789", "(+84) 912345678", "mau@example.org"
PLANTED = (PERSON, IDENTITY, PHONE, MAIL, "079000000000", "0900000000")
NAME, SILENT = "HoSo_202303011200.csv", "quan-4"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A night in which one unit sent personal data in the wrong columns, another shared a code, a third sent nothing
    that could be read, and the others nothing at all."""
    home = home_at(tmp_path_factory.mktemp("outbox"))
    bad = [
        dossier(900, Ngày_tiếp_nhận=PERSON),
        dossier(901, Ngày_hẹn_trả=IDENTITY),
        dossier(902) | {"Số lần bổ sung": PHONE},
        dossier(903) | {"Trạng thái": MAIL},
        dossier(904, Ngày_tiếp_nhận="31/09/2022 08:00:00"),
        dossier(905) | {"Phí, lệ phí": "-5000"},
    ]
    deliver(home, "quan-12", NAME, [*(dossier(i) for i in range(60)), *bad])
    deliver(home, "quan-12", "=cmd|calc!A0 HoSo.csv", [dossier(i) for i in range(60, 70)])
    # The same codes as in quan-12, and a file that is in the wrong folder.
    deliver(home, "quan-1", NAME, [dossier(i, unit="Quận 1") for i in range(35)])
    deliver(home, "quan-3", NAME, [dossier(i, unit="Quận 1") for i in range(100, 140)])
    deliver(home, "quan-5", NAME, "Không;phải;tiêu;đề\n1;2;3;4\n")
    # Three that are late by the first due date, and not by the one that they were moved to.
    moved = {"Ngày hẹn trả lần đầu": "08/02/2023 17:00:00", "Ngày hẹn trả": "15/02/2023 17:00:00"}
    moved |= {"Ngày xử lý xong": "09/02/2023 10:00:00", "Ngày trả kết quả": "09/02/2023 10:00:00"}
    late = [dossier(i, unit="Quận Gò Vấp") | (moved if i < 203 else {}) for i in range(200, 240)]
    deliver(home, "go-vap", "HoSo_202303011300.csv", late)
    run_to_outbox(home)
    return home


def workbook(home, unit, day=DAY):
    return load_workbook(home.outbox / unit / f"ket-qua-{day}.xlsx")


def rows(home, unit, sheet):
    """The rows of a sheet's table as dictionaries."""
    page = workbook(home, unit)[sheet]
    (about,) = page.tables.values()
    head, *body = [[cell.value for cell in line] for line in page[about.ref]]
    return [dict(zip(head, line, strict=True)) for line in body]


def text(home, unit):
    """All texts of a unit's workbook."""
    pages = workbook(home, unit)
    return "\n".join(str(c.value) for page in pages for line in page.iter_rows() for c in line if c.value is not None)


def test_every_unit_that_delivers_or_should_has_a_workbook(home):
    expected = {u.unit_id for u in hcmc().register.units if u.valid_on(DAY) and u.cadence != "none"}
    assert {p.name for p in home.outbox.iterdir()} == expected
    assert len(expected) == 22
    assert {p.name for folder in home.outbox.iterdir() for p in folder.iterdir()} == {f"ket-qua-{DAY}.xlsx"}


def test_no_personal_value_reaches_a_workbook(home):
    assert not appears(home, *PLANTED)
    masked = [r for r in rows(home, "quan-12", "2 Dòng bị loại") if is_shape(r["Giá trị đã ghi"])]
    assert {r["Cột trong tệp"] for r in masked} == {"Ngày tiếp nhận", "Ngày hẹn trả", "Số lần bổ sung", "Trạng thái"}


def test_the_search_for_personal_values_looks_into_workbooks(home):
    """A guard of the test above: what does stand in a workbook is found there."""
    assert any(path.endswith(".xlsx") for path in appears(home, "31/09/2022 08:00:00"))


def test_rejected_rows_are_those_of_the_table_rejections(home):
    reasons = table(home, "rejections").filter(pl.col("unit_id") == "quan-12")
    shown = rows(home, "quan-12", "2 Dòng bị loại")
    assert len(shown) == reasons.height == 6
    assert {(r["Dòng trong tệp"], r["Mã quy tắc"]) for r in shown} == set(
        reasons.select("source_row", "rule_id").iter_rows()
    )
    (date_row,) = [r for r in shown if r["Giá trị đã ghi"] == "31/09/2022 08:00:00"]
    assert (date_row["Tệp"], date_row["Dòng trong tệp"]) == (NAME, 66)
    assert date_row["Cột trong tệp"] == "Ngày tiếp nhận"  # as in the file, not as in the table
    assert date_row["Column"] == "received_at"
    assert date_row["Lỗi"].startswith("Thời điểm tiếp nhận")
    assert all(r["Cách sửa"] for r in shown)
    assert [r["Dòng trong tệp"] for r in shown] == sorted(r["Dòng trong tệp"] for r in shown)


def test_each_fault_is_counted(home):
    shown = rows(home, "quan-12", "1 Lỗi cần sửa")
    assert sum(r["Số dòng"] for r in shown) == 6
    assert {r["Số tệp"] for r in shown} == {1}


def test_the_ledger_balances_for_every_file(home):
    for unit in ("quan-12", "quan-1", "quan-3", "quan-5"):
        for r in rows(home, unit, "3 Tệp đã gửi"):
            assert r["Bản ghi đã gửi"] == r["Chấp nhận"] + r["Bị loại"] + r["Trùng lặp"]
    assert [(r["Bản ghi đã gửi"], r["Chấp nhận"], r["Bị loại"]) for r in rows(home, "quan-12", "3 Tệp đã gửi")] == [
        (66, 60, 6),
        (10, 10, 0),
    ]


def test_a_file_that_was_refused_is_named_with_its_reason(home):
    (refused,) = rows(home, "quan-5", "3 Tệp đã gửi")
    assert (refused["Kết quả"], refused["Có hiệu lực"]) == ("Không chấp nhận", "không")
    assert refused["Thông báo"] and refused["Message"]
    assert "KHÔNG ĐƯỢC CHẤP NHẬN" in text(home, "quan-5")
    assert "Không có dòng nào bị loại" in text(home, "quan-5")


def test_a_file_in_the_wrong_folder_is_told_row_by_row(home):
    assert {r["Mã quy tắc"] for r in rows(home, "quan-3", "2 Dòng bị loại")} == {"unit-foreign"}
    assert len(rows(home, "quan-3", "2 Dòng bị loại")) == 40


def test_warnings_are_the_units_own_with_advice(home):
    shown = rows(home, "quan-12", "4 Cảnh báo")
    assert {r["Mã cảnh báo"] for r in shown} == {"shared-code", "same-rows-in-two-folders", "weak-export-date"}
    assert all(r["Nên làm gì"] for r in shown)
    assert "Quận 1\n" not in text(home, "quan-12")


def test_a_unit_that_sent_nothing_is_told_so(home):
    said = text(home, SILENT)
    assert "Quận 4 chưa gửi tệp nào." in said
    assert "CHƯA GỬI hồ sơ cho ngày 01/03/2023" in said
    assert "Không có dòng nào bị loại trong các tệp đã gửi." in said
    assert "Không xếp hạng. Lý do: Không gửi hồ sơ nào." in said
    assert "CHƯA GỬI" not in text(home, "quan-12")


def test_no_other_unit_stands_in_a_workbook(home):
    """Neither names nor figures of others: of the ranking a unit reads its own line.

    Quận 3 has sent rows that it calls those of Quận 1, and is told what it wrote there.
    """
    names = {u.unit_id: u.name_vi for u in hcmc().register.units if u.valid_on(DAY)}
    foreign = [r for r in rows(home, "quan-3", "2 Dòng bị loại") if r["Mã quy tắc"] == "unit-foreign"]
    assert {r["Giá trị đã ghi"] for r in foreign} == {"Quận 1"}
    for unit in names:
        said = text(home, unit).splitlines()
        if unit == "quan-3":
            said = [line for line in said if line != "Quận 1"]
        assert not [line for line in said for other in names if other != unit and names[other] in line.split(", ")]


def test_a_file_name_that_looks_like_a_formula_is_a_text(home):
    page = workbook(home, "quan-12")["3 Tệp đã gửi"]
    (cell,) = [c for line in page.iter_rows() for c in line if c.value == "=cmd|calc!A0 HoSo.csv"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_indicators_and_rank_are_those_of_the_draft(home):
    draft = rank_period(hcmc(), store.current_snapshot(home), "2023", "council-survey", DAY)
    cells = draft.ranking.cells.filter(pl.col("unit_id") == "quan-12")
    shown = rows(home, "quan-12", "6 Chỉ số")
    assert [(r["Tử số"], r["Mẫu số"]) for r in shown] == list(cells.select("x", "n").iter_rows())
    assert [r["Điểm"] for r in shown] == pytest.approx(cells.get_column("points").to_list(), nan_ok=True)
    (about,) = draft.ranking.table.filter(pl.col("unit_id") == "quan-12").iter_rows(named=True)
    place = {r["Nội dung"]: r["Kết quả"] for r in rows(home, "quan-12", "5 Xếp hạng")}
    assert about["reason_vi"] in place["Hạng"] if about["rank"] is None else str(about["rank"]) in place["Hạng"]


def test_the_same_night_again_changes_no_byte_and_no_file(home):
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino, p.read_bytes()) for p in home.outbox.rglob("*.xlsx")}
    ranking = ranking_of(Run(home, hcmc(), DAY), store.current_snapshot(home))
    late = [u.unit_id for u in ranking.draft.units if u.unit_id not in ("quan-12", "quan-1", "go-vap")]
    assert len(write_outbox(ranking.run, ranking.snapshot, ranking.draft, late)) == len(before)
    assert {p: (p.stat().st_mtime_ns, p.stat().st_ino, p.read_bytes()) for p in home.outbox.rglob("*.xlsx")} == before


def test_a_folder_keeps_the_last_nights_and_what_others_put_there(tmp_path):
    home = home_at(tmp_path)
    note = home.outbox / "quan-12" / "ghi-chu.xlsx"
    note.parent.mkdir(parents=True)
    note.write_bytes(b"a note of somebody")
    days = [date(2023, 1, 1) + timedelta(n) for n in range(NIGHTS_KEPT + 3)]
    for day in days:
        put_out(home, "quan-12", day, b"x")
    assert {p.name for p in note.parent.iterdir()} == {"ghi-chu.xlsx"} | {
        f"ket-qua-{day}.xlsx" for day in days[-NIGHTS_KEPT:]
    }
    old = put_out(home, "quan-12", date(2022, 1, 1), b"an old night that is run again")
    assert old.read_bytes() == b"an old night that is run again"


def test_rows_of_a_file_taken_back_or_read_again_want_no_correcting(tmp_path):
    """Only the reading that counts is told; the list of files still shows all of them."""
    home = home_at(tmp_path)
    rows_sent = [*(dossier(i) for i in range(20)), dossier(20, Ngày_tiếp_nhận="31/09/2022")]
    deliver(home, "quan-12", NAME, rows_sent)
    report = run(home)
    (kept,) = [o.submission_id for o in outcomes(report)]
    assert rejections_of(hcmc(), store.current_snapshot(home), names_at(home)).height == 1
    store.keep_retraction(home, kept, {"reason": "thử"})
    run(home)
    snapshot = store.current_snapshot(home)
    assert rejections_of(hcmc(), snapshot, names_at(home)).is_empty()
    deliveries = deliveries_of(hcmc(), snapshot, names_at(home)).filter(pl.col("unit_id") == "quan-12")
    assert deliveries.get_column("active_vi").to_list() == ["không"]


def test_tables_of_an_empty_city_have_their_columns(tmp_path):
    home = home_at(tmp_path)
    snapshot = run(home).snapshot
    for of_units in (deliveries_of, rejections_of, warnings_of):
        frame = of_units(hcmc(), snapshot, names_at(home))
        assert frame.is_empty()
        assert "unit_id" in frame.columns


def test_figures_that_differ_and_are_both_right_are_joined_by_a_sentence(home):
    said = [row["Kết quả"] for row in rows(home, "go-vap", "5 Xếp hạng") if "không trái nhau" in row["Nội dung"]]
    assert any("3 không đúng hạn trong 40. Biểu II.06a tính từ hồ sơ" in sentence for sentence in said)
    assert any("0 không đúng hạn trong 40. Hai số cùng đúng: số thứ nhất so với" in sentence for sentence in said)
