"""Running again: nothing is done twice, corrections supersede, and what is taken back or read anew counts once."""

from datetime import date, timedelta
from itertools import permutations

import polars as pl
import pytest
from nights import (
    DAY,
    check_ledger,
    copy_city,
    deliver,
    dossier,
    hcmc,
    home_at,
    outcomes,
    run,
    run_whole,
    table,
    table_bytes,
)

from schemas.city import load_city
from warehouse import store
from warehouse.night.ingest.gx_verdicts import confirm_gate

pytestmark = pytest.mark.long

NEXT_DAY = date(2023, 3, 2)
UTF8 = "sources/dossiers-csv-utf8.toml"
REPLACE = {UTF8: [('table = "dossiers"\n', 'table = "dossiers"\nwrite = "replace"\n')]}
DUE = "Ngày_hẹn_trả"


def tree(home):
    """Every path below the home but `work`, and for files and links what would betray a write."""
    states = {}
    for path in sorted(home.root.rglob("*")):
        if path.relative_to(home.root).parts[0] not in ("work", "inbox"):
            seen = path.lstat()
            is_folder = path.is_dir() and not path.is_symlink()
            states[str(path)] = seen.st_ino if is_folder else (seen.st_ino, seen.st_mtime_ns, seen.st_size)
    return states


def codes(home):
    """The last digits of the codes in the current snapshot."""
    return [code[-4:] for code in table(home, "dossiers").get_column("dossier_code")]


def due_days(home):
    """Day of the current and of the first due date, and revisions, of the only dossier."""
    (row,) = table(home, "dossiers").iter_rows(named=True)
    return row["current_due_at"].day, row["first_due_at"].day, row["due_revision_count"]


def submission_of(home, file_name):
    (found,) = [s for s in store.load_submissions(home).values() if s.file_name == file_name]
    return found


def two_units(home):
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(i) for i in range(3)])
    deliver(home, "quan-1", "HoSo_202302282000.csv", [dossier(i, "Quận 1", Kênh_nộp="Fax") for i in range(1, 3)])
    deliver(home, "quan-1", "HoSo_202302282100.csv", [dossier(0, "Quận 1"), dossier(9, "Quận 1", Kênh_nộp="Fax")])
    deliver(home, "quan-3", "unknown.csv", "a,b\n1,2\n")


def test_a_second_run_writes_nothing(tmp_path):
    home = home_at(tmp_path)
    two_units(home)
    first = run(home)
    before = tree(home)
    second = run(home)
    assert tree(home) == before
    assert second.snapshot == first.snapshot
    assert {o.status for o in outcomes(second)} == {"already_loaded"}
    assert len(outcomes(second)) == len(outcomes(first)) == 4


def test_a_corrected_file_supersedes(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1, **{DUE: "08/02/2023 17:00:00"})])
    run(home)
    deliver(home, "quan-12", "HoSo_202303012000.csv", [dossier(1, **{DUE: "10/02/2023 17:00:00"})])
    run(home, on=NEXT_DAY)
    assert due_days(home) == (10, 8, 1)
    ledger = table(home, "ledger").sort("current").select("accepted", "superseded", "current").rows()
    assert ledger == [(1, 1, 0), (1, 0, 1)]
    check_ledger(home)


def test_a_late_file_does_not_overwrite_a_newer_export(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202303012000.csv", [dossier(1, **{DUE: "10/02/2023 17:00:00"})])
    run(home)
    assert due_days(home) == (10, 10, 0)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1, **{DUE: "08/02/2023 17:00:00"})])
    run(home, on=NEXT_DAY)
    assert due_days(home) == (10, 8, 1)


def test_a_declared_time_of_export_outranks_a_time_of_the_file(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo.csv", [dossier(1, **{DUE: "10/02/2023 17:00:00"})])
    deliver(home, "quan-12", "HoSo_202302102000.csv", [dossier(1, **{DUE: "08/02/2023 17:00:00"})])
    run(home)
    assert due_days(home)[0] == 8
    weak = table(home, "warnings").filter(pl.col("code") == "weak-export-date").get_column("subject").to_list()
    assert weak == [submission_of(home, "HoSo.csv").alias]


def test_a_dossier_that_moves_to_another_month_stands_once(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1), dossier(2)])
    run(home)
    moved = dossier(1, Ngày_tiếp_nhận="31/01/2023 16:00:00")
    deliver(home, "quan-12", "HoSo_202303012000.csv", [moved])
    report = run(home, on=NEXT_DAY)
    assert codes(home) == ["0001", "0002"]
    assert sorted(p.parent.name for p in (report.snapshot / "dossiers").rglob("*.parquet")) == [
        "received_month=2023-01",
        "received_month=2023-02",
    ]
    check_ledger(home)


def test_a_retraction_brings_the_earlier_version_back(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1, **{DUE: "08/02/2023 17:00:00"})])
    run(home)
    before = table_bytes(home)
    deliver(home, "quan-12", "HoSo_202303012000.csv", [dossier(1, **{DUE: "10/02/2023 17:00:00"}), dossier(2)])
    run(home)
    assert codes(home) == ["0001", "0002"]
    store.keep_retraction(home, submission_of(home, "HoSo_202303012000.csv").submission_id, {"reason": "wrong month"})
    report = run(home, on=NEXT_DAY)
    assert table_bytes(home) == before
    assert {o.status for o in outcomes(report)} == {"already_loaded"}
    active = dict(table(home, "submissions").select("submission_id", "is_active").rows())
    names = ("HoSo_202302282000.csv", "HoSo_202303012000.csv")
    assert [active[submission_of(home, name).submission_id] for name in names] == [True, False]
    check_ledger(home)


@pytest.fixture
def replacing(tmp_path):
    """A city in which Quận 12's files replace the days that they cover."""
    return copy_city(tmp_path / "city", REPLACE)


def test_a_replacing_file_removes_what_it_leaves_out(tmp_path, replacing):
    home = home_at(tmp_path / "home")
    day = "Ngày_tiếp_nhận"
    rows = [dossier(i, **{day: f"0{i}/02/2023 08:30:00"}) for i in (1, 2, 3, 4, 5)]
    deliver(home, "quan-12", "HoSo_202302272000.csv", rows)
    run(home, replacing)
    before = table_bytes(home)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [rows[1], rows[3]])  # covers 2 to 4 February
    run(home, replacing)
    assert codes(home) == ["0001", "0002", "0004", "0005"]
    check_ledger(home)
    store.keep_retraction(home, submission_of(home, "HoSo_202302282000.csv").submission_id, {"reason": "incomplete"})
    run(home, replacing, on=NEXT_DAY)
    assert table_bytes(home) == before


def test_a_replacing_file_with_rejected_rows_removes_nothing(tmp_path, replacing):
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", "HoSo_202302272000.csv", [dossier(i) for i in range(4)])
    rows = [dossier(0), dossier(1), dossier(2, Kênh_nộp="Fax")]
    deliver(home, "quan-12", "HoSo_202302282000.csv", rows)
    run(home, replacing)
    assert codes(home) == ["0000", "0001", "0002", "0003"]


def test_another_units_rows_are_not_replaced(tmp_path, replacing):
    home = home_at(tmp_path / "home")
    deliver(home, "quan-1", "HoSo_202302272000.csv", [dossier(i, "Quận 1") for i in range(3)])
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(0)])
    run(home, replacing)
    assert table(home, "dossiers").height == 4


def test_a_replacing_file_of_a_city_table(tmp_path):
    change = ('table = "claims"\n', 'table = "claims"\nwrite = "replace"\n')
    city = copy_city(tmp_path / "city", {"sources/claims-csv.toml": [change]})
    home = home_at(tmp_path / "home")
    headers = (
        "claim_id,unit_as_written,statistical_code,period_from,period_to,measure,printed,value,bound,"
        "denominator_id,source,provenance\n"
    )
    line = "{},Quận 12,761,2022-01-01,2022-12-31,dossiers_total,54500,54500,exact,,invented,self-reported\n"
    deliver(home, "_city", "claims_202302272000.csv", headers + line.format("a") + line.format("b"))
    deliver(home, "_city", "claims_202302282000.csv", headers + line.format("b") + line.format("c"))
    run(home, city)
    assert table(home, "claims").get_column("claim_id").to_list() == ["b", "c"]


def test_a_changed_declaration_has_the_file_read_again(tmp_path):
    home = home_at(tmp_path / "home")
    fax = dossier(1, Kênh_nộp="Fax")
    deliver(home, "quan-12", "HoSo_202302282000.csv", [fax, dossier(2), dossier(3)])
    run(home)
    assert codes(home) == ["0002", "0003"]
    city = copy_city(tmp_path / "city", {UTF8: [('"Tại quầy" = "direct"', '"Tại quầy" = "direct", "Fax" = "direct"')]})
    report = run(home, city)
    assert [(o.status, o.accepted) for o in outcomes(report)] == [("accepted", 3)]
    assert codes(home) == ["0001", "0002", "0003"]
    readings = table(home, "submissions").sort("status").select("status", "is_active").rows()
    assert readings == [("accepted", True), ("accepted_with_rejections", False)]
    check_ledger(home)
    # And back again: the first reading counts as it did.
    report = run(home, on=NEXT_DAY)
    assert {o.status for o in outcomes(report)} == {"already_loaded"}
    assert codes(home) == ["0002", "0003"]


def test_a_file_that_no_source_fits_any_more_counts_no_longer(tmp_path):
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1)])
    run(home)
    city = copy_city(tmp_path / "city", {UTF8: [('ignored = ["STT", "Ghi chú"]', 'ignored = ["STT"]')]})
    report = run(home, city)
    assert [(o.status, o.reason) for o in outcomes(report)] == [("rejected", "unknown-header")]
    assert codes(home) == []
    check_ledger(home)


def petitions(*units):
    head = (
        "STT,Mã phản ánh,Loại,Tiếp nhận,Hạn trả lời,Trả lời,Phản ánh lại,Đơn vị bị phản ánh,Người gửi,Điện thoại,"
        "Nội dung\n"
    )
    line = "{0},PA-{0},Phản ánh,01/02/2023 08:00:00,08/02/2023 08:00:00,,Không,{1},x,y,z\n"
    return head + "".join(line.format(i, unit) for i, unit in enumerate(units))


def test_rows_that_a_new_spelling_gives_to_a_unit_stand_once(tmp_path):
    home = home_at(tmp_path / "home")
    deliver(home, "_city", "PAKN_202302282000.csv", petitions("Quận 12", "Quận 12", "Quận Mười Hai", "Quận 1"))
    run(home)
    assert table(home, "petitions").height == 3
    city = copy_city(
        tmp_path / "city", {"units.csv": [("UBND Quận 12|", "UBND Quận 12|Quận Mười Hai|"), ("Q.12|Q 12|Q12", "Q12")]}
    )
    run(home, city)
    by_unit = dict(table(home, "petitions").group_by("unit_id").len().iter_rows())
    assert by_unit == {"quan-12": 3, "quan-1": 1}
    check_ledger(home)


def test_rows_that_a_corrected_register_gives_to_another_unit_stand_once(tmp_path):
    """The part that the first reading gave to Quận 3 has no successor: it must not stay beside the new one."""
    mistaken = copy_city(tmp_path / "mistaken", {"units.csv": [("UBND Quận 3|", "UBND Quận 3|Sở chỉ huy|")]})
    corrected = copy_city(tmp_path / "corrected", {"units.csv": [("UBND Quận 5|", "UBND Quận 5|Sở chỉ huy|")]})
    home = home_at(tmp_path / "home")
    deliver(home, "_city", "PAKN_202302282000.csv", petitions("Sở chỉ huy", "Quận 1"))
    run(home, mistaken)
    assert table(home, "petitions").get_column("unit_id").to_list() == ["quan-1", "quan-3"]
    run(home, corrected)
    assert table(home, "petitions").get_column("unit_id").to_list() == ["quan-1", "quan-5"]
    check_ledger(home)


def test_what_was_taken_back_stays_so_when_it_is_read_again(tmp_path):
    home = home_at(tmp_path / "home")
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1)])
    run(home)
    store.keep_retraction(home, submission_of(home, "HoSo_202302282000.csv").submission_id, {"reason": "a test export"})
    run(home)
    assert codes(home) == []
    city = copy_city(tmp_path / "city", {UTF8: [('"Tại quầy" = "direct"', '"Tại quầy" = "direct", "Fax" = "direct"')]})
    run(home, city, on=NEXT_DAY)
    assert codes(home) == []
    check_ledger(home)


def test_a_fault_of_ours_is_tried_again(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1)])
    staffing = "Đơn vị,Từ ngày,Đến ngày,Số công chức,Công chức bộ phận một cửa\nQuận 12,01/01/2023,31/12/2023,90,9\n"
    deliver(home, "quan-12", "BienChe_202302282000.csv", staffing)
    (home.root / "accepted").mkdir()
    obstacle = home.root / "accepted" / "staffing"
    obstacle.write_text("a file where a folder should be")
    report = run(home)
    assert {(o.table, o.status) for o in outcomes(report)} == {("dossiers", "accepted"), ("unrecognised", "failed")}
    assert report.needs_attention
    assert codes(home) == ["0001"]
    assert table(home, "staffing").is_empty()
    obstacle.unlink()
    report = run(home, on=NEXT_DAY)
    assert {(o.table, o.status) for o in outcomes(report)} == {("dossiers", "already_loaded"), ("staffing", "accepted")}
    assert table(home, "staffing").get_column("official_count").to_list() == [90]
    check_ledger(home)


def test_each_unit_that_sends_nothing_is_named(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", f"HoSo_{DAY:%Y%m%d}2000.csv", [dossier(1)])
    missing = {o.unit_id for o in run(home).outcomes if o.status == "missing"}
    districts = {u.unit_id for u in hcmc().register.units if u.valid_on(DAY)}
    assert len(districts) == 22
    assert missing == districts - {"quan-12"}


def test_the_same_bytes_exported_again_later_win_whatever_arrives_first(tmp_path):
    """A state that is sent again after another one had replaced it stands: the same bytes, another export."""
    before, after = [dossier(1, Trạng_thái="Đang xử lý")], [dossier(1, Trạng_thái="Dừng xử lý")]
    sent = [("HoSo_202302102000.csv", before), ("HoSo_202302112000.csv", after), ("HoSo_202302122000.csv", before)]
    found = []
    for number, order in enumerate(permutations(sent)):
        home = home_at(tmp_path / str(number))
        for name, rows in order:
            deliver(home, "quan-12", name, rows)
            run(home)
        check_ledger(home)
        found.append((table(home, "dossiers")["status"].to_list(), table_bytes(home)))
    assert all(one == found[0] for one in found)
    assert found[0][0] == ["in_handling"]


def test_a_time_of_export_that_has_not_come_is_refused_until_it_has(tmp_path):
    home, later = home_at(tmp_path), DAY + timedelta(days=3)
    deliver(home, "quan-12", f"HoSo_{later:%Y%m%d}2000.csv", [dossier(1)])
    assert [(o.status, o.reason) for o in outcomes(run(home))] == [("rejected", "future-export-date")]
    assert [o.status for o in outcomes(run(home, on=later))] == ["accepted"]


def test_a_refused_resending_of_the_same_bytes_takes_nothing_back(tmp_path):
    """The second export is refused for its date; the rows of the first, from the same bytes, stand."""
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302272000.csv", [dossier(1)])
    run(home)
    deliver(home, "quan-12", f"HoSo_{DAY + timedelta(days=9):%Y%m%d}2000.csv", [dossier(1)])
    report = run(home, on=NEXT_DAY)
    assert {o.reason for o in outcomes(report, "rejected")} == {"future-export-date"}
    assert codes(home) == ["0001"]


def test_after_a_night_on_which_nobody_sends_the_draft_says_so(tmp_path):
    """The rows are those of the night before; the draft is of this night, and ranks nobody who is silent."""
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202303012000.csv", [dossier(i) for i in range(40)])
    first = run_whole(home)
    second = run_whole(home, on=NEXT_DAY)
    assert first.snapshot != second.snapshot  # its rankings are as of this night
    assert first.draft != second.draft
    reasons = [
        pl.read_parquet(r.draft.parents[1] / "ranking.parquet").filter(unit_id="quan-12")["reason_en"].item()
        for r in (first, second)
    ]
    assert ["up to 1 March 2023" in reason for reason in reasons] == [False, True]


def test_a_table_without_rows_has_an_empty_file_until_it_has_rows(tmp_path):
    home = home_at(tmp_path)
    first = run(home).snapshot
    assert [p.name for p in (first / "dossiers").rglob("*.parquet")] == ["part-0.parquet"]
    assert pl.read_parquet(first / "measures" / "part-0.parquet").height == 0
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1)])
    files = sorted((run(home).snapshot / "dossiers").rglob("*.parquet"))
    assert [p.parent.name for p in files] == ["received_month=2023-02"]


def test_the_night_stops_where_great_expectations_would_have_let_pass_what_the_gate_turned_back(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(i, Kênh_nộp="?") for i in range(3)])
    run(home)
    (turned_back,) = store.load_records(home).values()
    confirm_gate(load_city(), [turned_back])
    sound = tuple(c.model_copy(update={"unexpected": 0}) for c in turned_back.counts)
    with pytest.raises(RuntimeError, match="rejected by the gate but met by the suite of dossiers"):
        confirm_gate(load_city(), [turned_back.model_copy(update={"counts": sound})])
