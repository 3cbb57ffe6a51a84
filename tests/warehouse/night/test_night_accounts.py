"""The accounts of a snapshot follow from the submissions alone, whatever was taken over from the snapshot before."""

import hashlib
import shutil
from datetime import timedelta

import polars as pl
import pytest
from nights import DATA_TABLES, DAY, copy_city, csv_text, deliver, dossier, hcmc, home_at, run, table

from warehouse import store
from warehouse.counting import count

pytestmark = pytest.mark.long

ACCOUNTS = ("ledger", "submissions", "rejections", "layout_rows", "warnings", "units")
FORMS = "sources/unit-reports-xlsx-2017.toml"
# Forms as CSV.
CHANGES = {
    FORMS: [
        ('units = ["quan-4", "nha-be", "can-gio", "cu-chi"]', 'units = ["quan-1", "quan-12"]'),
        (
            'kind = "xlsx"\ntitle_rows = 2\nheader_rows = 2\ntotals = ["Tổng cộng"]',
            'kind = "csv"\nencoding = "utf-8"\ndelimiter = ","\ntotals = ["Tổng cộng"]',
        ),
    ],
}
READ_AGAIN = {FORMS: [*CHANGES[FORMS], ('label_en = "Results form of', 'label_en = "The results form of')]}


def form(received, unit="Quận 12", months=(2, 2)):
    """One row of form II.06a, of dossiers that were all resolved in time."""
    ends = {1: "31/01/2023", 2: "28/02/2023"}
    parts = ("Số hồ sơ nhận giải quyết", "Kết quả giải quyết", "Đang giải quyết")
    return {
        "STT": "1",
        "Đơn vị": unit,
        "Từ ngày": f"01/{months[0]:02}/2023",
        "Đến ngày": ends[months[1]],
        "Lĩnh vực": "Kinh doanh",
        f"{parts[0]} / Tổng số": f"{received}",
        f"{parts[0]} / Số mới tiếp nhận": f"{received}",
        f"{parts[0]} / Số kỳ trước chuyển qua": "0",
        f"{parts[1]} / Đã giải quyết": f"{received}",
        f"{parts[1]} / Đúng thời hạn": f"{received}",
        f"{parts[1]} / Quá thời hạn": "0",
        f"{parts[2]} / Tổng số": "0",
        f"{parts[2]} / Chưa đến hạn": "0",
        f"{parts[2]} / Quá hạn": "0",
    }


def in_january(number):
    began, ended = "03/01/2023 08:30:00", "09/01/2023 09:00:00"
    ends = {"Ngày_xử_lý_xong": ended, "Ngày_trả_kết_quả": ended, "Ngày_hẹn_trả": "10/01/2023 17:00:00"}
    return dossier(number, Ngày_nộp=began, Ngày_tiếp_nhận=began, **ends)


def lent(number, unit="Quận 1", **changes):
    """A dossier of one district under another's name."""
    return dossier(number, unit, **changes)


def first_night(home):
    rows = [dossier(n) for n in range(1, 5)]
    odd = dossier(5) | {"Mã hồ sơ": "HS-5"}
    deliver(home, "quan-12", "HoSo_202302282000.csv", [*rows, odd, dossier(6, Kênh_nộp="Chim bồ câu")])
    deliver(home, "quan-1", "HoSo.csv", [lent(n) for n in (101, 102)])
    deliver(home, "quan-3", "HoSo_202302282000.csv", csv_text([dossier(201, "Quận 3")]) + "Tổng cộng,1\n")
    deliver(home, "quan-12", "Bieu_202302282000.csv", [form(9), form(0, months=(1, 1))])
    deliver(home, "quan-1", "Bieu_202302282000.csv", [form(2, "Quận 1"), form(0, "Quận 1", months=(1, 1))])


def second_night(home):
    """Codes of another district, a dossier of which comes late, and nothing new of the others."""
    deliver(home, "quan-1", "HoSo_202303012000.csv", [lent(1), lent(2), lent(3, Kênh_nộp="?")])
    deliver(home, "quan-3", "HoSo_202303012000.csv", [lent(1, "Quận 3")])
    deliver(home, "quan-12", "HoSo_202303012000.csv", [in_january(7)])


def third_night(home):
    """What was sent is taken back, and a form corrected."""
    taken_back = [s for s in store.load_submissions(home).values() if s.accepted == 2 and "0301" in s.file_name]
    for s in taken_back:
        store.keep_retraction(home, s.submission_id, {"reason": "another district's"})
    assert taken_back
    deliver(home, "quan-12", "Bieu_202303022000.csv", [form(5), form(1, months=(1, 1))])


def fourth_night(home):
    """A dossier goes from one month to another, and a code is shared again."""
    deliver(home, "quan-12", "HoSo_202303032000.csv", [in_january(1), dossier(8)])
    deliver(home, "quan-1", "HoSo_202303032000.csv", [lent(2)])


def fifth_night(_home):
    """Nothing comes; the forms are read again because their source has changed."""


NIGHTS = [first_night, second_night, third_night, fourth_night, fifth_night]


def account_bytes(home):
    folder = store.current_snapshot(home)
    return {name: [hashlib.sha256(p.read_bytes()).hexdigest() for p in (folder / name).iterdir()] for name in ACCOUNTS}


@pytest.fixture(scope="module")
def home_and_nights(tmp_path_factory):
    """The data root after the last night, and for each night: accounts that rest on those of the night before,
    accounts made from nothing, and warnings."""
    root = tmp_path_factory.mktemp("accounts")
    home = home_at(root / "home")
    city, again = (copy_city(root / name, changes) for name, changes in (("city", CHANGES), ("again", READ_AGAIN)))
    seen = []
    for number, happens in enumerate(NIGHTS):
        happens(home)
        day, rules = DAY + timedelta(days=number), again if happens is fifth_night else city
        report = run(home, rules, day)
        anew = store.Home(root / f"anew-{number}")
        shutil.copytree(home.root, anew.root, symlinks=True, ignore=lambda *_: {"snapshots", "current", "cache"})
        run(anew, rules, day)
        seen.append((report, account_bytes(home), account_bytes(anew), table(home, "warnings")))
    return home, seen


@pytest.fixture(scope="module")
def nights(home_and_nights):
    return home_and_nights[1]


def test_accounts_made_from_what_came_are_those_made_from_nothing(nights):
    for _, kept_up, anew, _ in nights:
        assert kept_up == anew


def test_the_nights_have_what_is_taken_over_what_appears_and_what_ends(nights):
    """Otherwise the comparison would say nothing."""
    counts = [dict(warnings.group_by("code").len().iter_rows()) for *_, warnings in nights]
    assert [night.get("shared-code", 0) for night in counts] == [0, 5, 2, 4, 4]
    assert [night.get("own-report-differs", 0) for night in counts] == [1, 3, 0, 2, 2]
    assert all(night["dossier-code-shape"] and night["weak-export-date"] for night in counts)
    statuses = [{o.status for o in report.outcomes if o.file_name} for report, *_ in nights]
    assert "accepted" in statuses[-1]  # read again


def test_the_counts_of_all_files_are_those_of_the_tables(home_and_nights):
    home, _ = home_and_nights
    counted = {t.name: table(home, t.name).lazy() for t in DATA_TABLES}
    whole = count.count(counted, hcmc().measures.values(), hcmc().calendar, hcmc().time_rules).collect()
    files = list((store.current_snapshot(home) / "measures").glob("dossiers-received_month-2023-02-*"))
    assert len(files) == 3  # of one district each
    counts = table(home, "measures").group_by("unit_id", "day", "measure").agg(pl.col("n").sum())
    assert counts.sort("unit_id", "day", "measure").equals(whole)
