"""Every bad input of which the project speaks, each beside a good district whose rows must all load."""

import io
import json
import os
import zipfile

import polars as pl
import pytest
from nights import check_ledger, csv_text, deliver, dossier, exchanged, home_at, outcomes, run, sent_name, table

from warehouse.run import Limits

pytestmark = pytest.mark.long

ROWS = [dossier(i, "Quận 1") for i in range(10)]
NAME = "HoSo_202302282000.csv"
ZIP_HEADERS = (
    "id;ma_ho_so;ma_thu_tuc;ten_thu_tuc;linh_vuc;kenh;doi_tuong;nguoi_nop;dien_thoai;email;ngay_nop;ngay_nhan;ngay_hen;"
    "ngay_xong;ngay_tra;ngay_tu_choi;trang_thai;so_lan_bo_sung;so_ngay_bo_sung;so_lan_gia_han;ngay_xin_loi;han_moi;"
    "le_phi;tra_phi_qua_mang;thanh_phan_so_hoa;tai_su_dung;ket_qua_dien_tu"
)


def with_header(rows, old, new):
    """The rows as CSV text with the header `old` called `new`."""
    head, _, body = csv_text(rows).partition("\n")
    assert old in head
    return head.replace(old, new, 1) + "\n" + body


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in members.items():
            archive.writestr(name.replace("_", "."), contents)
    return out.getvalue()


@pytest.fixture
def home(tmp_path):
    """A home in which Quận 12 has delivered three good rows."""
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", NAME, [dossier(i) for i in range(3)])
    return home


def night_beside_good(home, **options):
    """Run a night; check that the good district loaded and nothing was lost; return the outcomes of other files."""
    report = run(home, **options)
    return others(home, report)


def others(home, report):
    good = [o for o in outcomes(report) if o.unit_id == "quan-12"]
    assert [(o.status, o.accepted, sent_name(home, o)) for o in good] == [("accepted", 3, NAME)]
    assert table(home, "dossiers").filter(pl.col("unit_id") == "quan-12").height == 3
    check_ledger(home)
    rest = [o for o in outcomes(report) if o.unit_id != "quan-12"]
    records = table(home, "submissions").filter(pl.col("unit_id") != "quan-12")
    taken = {o.file_name for o in rest if o.status not in ("left_alone", "failed")}
    assert set(records.get_column("file_name")) <= taken
    return rest


WHOLE_FILES = {
    "empty": (b"", "empty-file", "0 byte"),
    "header only": (csv_text(ROWS[:1], headers=list(ROWS[0])).partition("\n")[0] + "\n", "header-only", "header"),
    "all rows bad": (
        [dossier(i, "Quận 1", Ngày_tiếp_nhận="hôm qua") for i in range(5)],
        "gate",
        "Received: the value cannot be read",
    ),
    "truncated": (csv_text(ROWS)[:-60], "truncated", "breaks off"),
    "truncated within quotation marks": (
        csv_text([*ROWS, dossier(99, "Quận 1", Ghi_chú='a,"b')])[:-2],
        "truncated",
        "",
    ),
    "wrong delimiter": (csv_text(ROWS, ";"), "wrong-delimiter", '";"'),
    "unknown header": (with_header(ROWS, "Ngày hẹn trả,", "Ngày hẹn lại,"), "unknown-header", "Ngày hẹn lại"),
    "missing header": (
        csv_text([{k: v for k, v in r.items() if k != "Trạng thái"} for r in ROWS]),
        "missing-header",
        "Trạng thái",
    ),
    "duplicate header": (with_header(ROWS, "Ghi chú", "Mã hồ sơ"), "duplicate-header", "Mã hồ sơ"),
    "wrong unit's file": ([dossier(i, "Quận 3") for i in range(5)], "gate", "another unit"),
    "a unit nobody knows": ([dossier(i, "Quận 99") for i in range(5)], "gate", "not in the register"),
    "UTF-16 instead of UTF-8": (csv_text(ROWS).encode("utf-16"), "undeclared-encoding", "UTF-16"),
    "bytes of no declared encoding": (
        csv_text(ROWS).encode("utf-8").replace("ậ".encode(), b"\xe2"),
        "undeclared-encoding",
        "",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "unreadable", ""),
}


@pytest.mark.parametrize(("contents", "reason", "word"), WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_a_file_that_is_rejected_whole(home, contents, reason, word):
    deliver(home, "quan-1", "HoSo_202302282100.csv", contents)
    (outcome,) = night_beside_good(home)
    assert (outcome.unit_id, outcome.status, outcome.reason) == ("quan-1", "rejected", reason)
    assert sent_name(home, outcome) == "HoSo_202302282100.csv"
    assert outcome.accepted == 0
    assert outcome.rows_in == outcome.rejected
    assert word in outcome.message_en or word in outcome.message_vi
    assert outcome.message_vi and outcome.message_en
    assert table(home, "dossiers").height == 3


BAD_CELLS = {
    "a share in a count": ({"Số thành phần số hóa": "99,99%"}, "digitised-component-count-unreadable", "99,99%"),
    "a fraction in a count": ({"Số lần bổ sung": "1,5"}, "supplement-request-count-unreadable", "1,5"),
    "a negative fee": ({"Phí, lệ phí": "-50.000"}, "fee-due-negative", "-50.000"),
    "the 31st of September": (
        {"Ngày tiếp nhận": "31/09/2022 08:00:00"},
        "received-at-unreadable",
        "31/09/2022 08:00:00",
    ),
    "year 20226": ({"Ngày hẹn trả": "08/02/20226 17:00:00"}, "current-due-at-", "08/02/20226 17:00:00"),
    "year 23": ({"Ngày nộp": "01/02/23 08:00:00"}, "submitted-at-", "01/02/23 08:00:00"),
    "returned before reception": (
        {"Ngày trả kết quả": "31/01/2023 08:00:00"},
        "returned-before-received",
        "31/01/2023 08:00:00 | 01/02/2023 08:30:00",
    ),
    "completed before reception": (
        {"Ngày xử lý xong": "01/02/2023 08:29:59"},
        "completed-before-received",
        "01/02/2023 08:29:59 | 01/02/2023 08:30:00",
    ),
    "an unknown status": ({"Trạng thái": "Tạm_hoãn"}, "status-unreadable", "Tạm_hoãn"),
    "an unknown channel": ({"Kênh nộp": "Fax"}, "channel-unreadable", "Fax"),
    "no code": ({"Mã hồ sơ": ""}, "dossier-code-missing", ""),
    "no reception": ({"Ngày tiếp nhận": " "}, "received-at-missing", ""),
    "after the unit's end": ({"Ngày tiếp nhận": "01/07/2025 08:00:00"}, "unit-not-in-existence", None),
    "another unit's row": ({"Đơn vị xử lý": "Quận 3"}, "unit-foreign", "Quận 3"),
    "no unit": ({"Đơn vị xử lý": ""}, "unit-unknown", ""),
}


@pytest.mark.parametrize(("changes", "rule", "written"), BAD_CELLS.values(), ids=BAD_CELLS)
def test_a_row_that_is_rejected(home, changes, rule, written):
    deliver(home, "quan-1", NAME, [*ROWS[:4], ROWS[4] | changes, *ROWS[5:]])
    (outcome,) = night_beside_good(home)
    assert (outcome.status, outcome.rows_in, outcome.accepted) == ("accepted_with_rejections", 10, 9)
    reasons = table(home, "rejections").filter(pl.col("rule_id").str.starts_with(rule))
    (reason,) = reasons.iter_rows(named=True)
    assert (reason["source_row"], reason["unit_id"], reason["table_name"]) == (6, "quan-1", "dossiers")
    assert reason["written"] == written
    assert reason["message_vi"] and reason["message_en"]
    kept = table(home, "dossiers").filter(pl.col("unit_id") == "quan-1").get_column("dossier_code")
    assert ROWS[4]["Mã hồ sơ"] not in kept


def test_vietnamese_numbers_are_read_where_they_are_declared(home):
    deliver(home, "quan-1", NAME, [ROWS[0] | {"Phí, lệ phí": "54.500"}])
    assert [o.status for o in night_beside_good(home)] == ["accepted"]
    assert table(home, "dossiers").filter(pl.col("unit_id") == "quan-1").get_column("fee_due").to_list() == [54_500]


def test_vietnamese_numbers_are_refused_where_none_are_declared(home):
    records = [exchanged(i) for i in range(4)] + [exchanged(4, PhiLePhi="54.500")]
    deliver(home, "thu-duc", "hoso_20230228200000.json", json.dumps({"data": {"items": records}}))
    (outcome,) = night_beside_good(home)
    assert (outcome.status, outcome.accepted, outcome.rejected) == ("accepted_with_rejections", 4, 1)
    reasons = table(home, "rejections").select("rule_id", "column_name", "written").rows()
    assert reasons == [("fee-due-unreadable", "fee_due", "54.500")]


def test_repeats_and_conflicts_within_a_file(home):
    conflict = [ROWS[1], ROWS[1] | {"Ngày hẹn trả": "09/02/2023 17:00:00"}]
    deliver(home, "quan-1", NAME, [ROWS[0], ROWS[0], *conflict, *ROWS[2:]])
    (outcome,) = night_beside_good(home)
    assert (outcome.rows_in, outcome.accepted, outcome.rejected, outcome.duplicate) == (12, 9, 2, 1)
    reasons = table(home, "rejections").select("source_row", "rule_id", "written").rows()
    assert [(row, rule) for row, rule, _ in reasons] == [(4, "key-conflict"), (5, "key-conflict")]
    assert all(ROWS[1]["Mã hồ sơ"] in written for _, _, written in reasons)


def test_one_code_in_two_units_is_kept_twice_and_flagged(home):
    deliver(home, "quan-1", NAME, [dossier(0, "Quận 1"), dossier(7, "Quận 1")])
    assert [o.status for o in night_beside_good(home)] == ["accepted"]
    code = dossier(0)["Mã hồ sơ"]
    both = table(home, "dossiers").filter(pl.col("dossier_code") == code).get_column("unit_id").to_list()
    assert sorted(both) == ["quan-1", "quan-12"]
    flagged = table(home, "warnings").filter(pl.col("code") == "shared-code").select("unit_id", "subject").rows()
    assert flagged == [("quan-1", code), ("quan-12", code)]


def test_one_file_under_two_names_is_one_submission(home):
    deliver(home, "quan-1", "HoSo_202302282000.csv", ROWS)
    deliver(home, "quan-1", "HoSo_202302282000 (1).csv", ROWS)
    rest = night_beside_good(home)
    assert sorted(o.status for o in rest) == ["accepted", "already_loaded"]
    assert table(home, "submissions").filter(pl.col("unit_id") == "quan-1").height == 1


ARCHIVES = {
    "zip bomb": (zipped(a_csv=bytes(300 << 20)), "unpacks"),
    "nested zip": (zipped(a_csv=zipped(a_csv="x")), "another zip"),
    "two members": (zipped(a_csv=ZIP_HEADERS, b_csv=ZIP_HEADERS), "2"),
    "no CSV inside": (zipped(a_exe="MZ"), "*.csv"),
}


@pytest.mark.parametrize(("contents", "word"), ARCHIVES.values(), ids=ARCHIVES)
def test_archives_that_are_not_unpacked(home, contents, word):
    deliver(home, "cu-chi", "hoso.zip", contents)
    (outcome,) = night_beside_good(home)
    assert (outcome.status, outcome.reason, outcome.rows_in) == ("rejected", "archive", 0)
    assert word in outcome.message_en
    assert not list(home.work.iterdir())


def test_a_workbook_that_kills_its_reader_costs_only_itself(home):
    """A sheet whose only cells lie at its two ends; a small memory limit stands for a small machine."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>y</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{main}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{main}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{main}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    deliver(home, "nha-be", "So theo doi_202302282000.xlsx", out.getvalue())
    (outcome,) = others(home, run(home, limits=Limits(workers=1, seconds=60, memory_bytes=512 << 20)))
    assert (outcome.unit_id, outcome.status) == ("nha-be", "rejected")
    assert outcome.reason in ("limits", "sparse-sheet", "too-large")
    assert not list(home.work.iterdir())


def test_what_is_no_file_is_left_alone(home, tmp_path):
    (tmp_path / "secret.csv").write_text(csv_text(ROWS))
    folder = home.inbox / "quan-1"
    folder.mkdir()
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (home.inbox / "quan-3").symlink_to(tmp_path)
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    deliver(home, "quan-1", "copying.csv.tmp", ROWS)
    deliver(home, "quan-1", ".~lock.HoSo.csv", ROWS)
    deliver(home, "quan-1", "lonely.done", b"")
    deliver(home, "Quận nào đó", "HoSo.csv", ROWS)
    (home.inbox / "stray.csv").write_text(csv_text(ROWS))
    left = {(o.file_name, o.reason) for o in night_beside_good(home)}
    assert left == {
        ("aaaa.csv", "link"),
        ("aaaa-d", "link"),
        ("aaaaaa.csv", "folder-named-like-file"),
        ("aaaa.csv", "not-a-file"),
        ("aaaaaaa.aaa.aaa", "temporary-name"),
        (".~aaaa.AaAa.csv", "temporary-name"),
        ("aaaaaa.aaaa", "control-without-file"),
        ("Aaaa aaa aa", "unknown-unit-folder"),
        ("aaaaa.csv", "outside-unit-folder"),
    }


CONTROLS = {
    "an empty marker promises nothing": (b"", "accepted", ""),
    "the right number of rows": (b"rows=10", "accepted", ""),
    "another number of rows": (b"rows=11", "rejected", "11"),
    "another hash": (b"sha256=" + b"0" * 64, "rejected", "000000"),
    "nonsense": (b"rows: ten", "rejected", "control file"),
}


@pytest.mark.parametrize(("control", "status", "word"), CONTROLS.values(), ids=CONTROLS)
def test_a_control_file_is_honoured(home, control, status, word):
    path = deliver(home, "quan-1", NAME, ROWS)
    path.with_name(NAME + ".done").write_bytes(control)
    (outcome,) = night_beside_good(home)
    assert (outcome.status, outcome.accepted) == (status, 10 if status == "accepted" else 0)
    assert word in outcome.message_en


@pytest.mark.parametrize("wrong", [b"rows=11", b"sha256=" + b"0" * 64, b"rows: ten"])
def test_a_corrected_control_file_lets_the_file_in(home, wrong):
    path = deliver(home, "quan-1", NAME, ROWS)
    marker = path.with_name(NAME + ".done")
    marker.write_bytes(wrong)
    assert [o.status for o in night_beside_good(home)] == ["rejected"]
    marker.write_bytes(b"rows=10")
    report = run(home)
    assert [(o.status, o.accepted) for o in outcomes(report) if o.unit_id == "quan-1"] == [("accepted", 10)]
    assert table(home, "dossiers").height == 13
    check_ledger(home)


def test_a_sidecar_may_give_the_time_of_export_with_its_offset(home):
    lines = "\n".join(json.dumps(exchanged(i, "Quận 8")) for i in range(2)) + "\n"
    path = deliver(home, "quan-8", "hoso.ndjson", lines)
    path.with_name("hoso.ndjson.done").write_text('{"exported_at": "2023-02-28T13:00:00Z"}')
    assert [o.status for o in night_beside_good(home)] == ["accepted"]
    records = table(home, "submissions").filter(pl.col("unit_id") == "quan-8")
    exported = records.select(pl.col("exported_at").dt.to_string("%F %H:%M"), "exported_at_origin").row(0)
    assert exported == ("2023-02-28 20:00", "sidecar")
