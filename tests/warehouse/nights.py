"""Whole nights for the tests: a home, the files that units deliver into it, and the run; every person is invented."""

import csv
import hashlib
import io
import os
import shutil
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import polars as pl

from schemas.city import DEFAULT_CITY, load_city
from schemas.table import load_tables
from warehouse import store
from warehouse.night.night import run_night, take_in
from warehouse.night.snapshot import rank_nightly
from warehouse.night.steps import usual_steps
from warehouse.outbox.fill import fill_outbox
from warehouse.outbox.tables import sent_names
from warehouse.ranking.request import ranking_of
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run

DAY = date(2023, 3, 1)  # a Wednesday
PERSON = "Nguyễn Văn Mẫu"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
WABO = Path(__file__).parents[1] / "cities" / "wabo"
DATA_TABLES = [t for t in load_tables().values() if t.is_sent]
_SETTLED = datetime(2023, 2, 28, 22).timestamp()
_SETTLED_FOR = 60 * 10**9  # nanoseconds without a change; the nights of the tests do not wait for them
_ROW = {
    "STT": "1",
    "Mã hồ sơ": "",
    "Mã TTHC": "1.001234",
    "Tên TTHC": "Đăng ký kinh doanh",
    "Lĩnh vực": "Kinh doanh",
    "Kênh nộp": "Trực tiếp",
    "Loại đối tượng": "Công dân",
    "Chủ hồ sơ": PERSON,
    "Số giấy tờ": "079000000000",
    "Điện thoại": "0900000000",
    "Trích yếu": f"Hồ sơ của {PERSON}",
    "Đơn vị xử lý": "",
    "Ngày nộp": "01/02/2023 08:00:00",
    "Ngày tiếp nhận": "01/02/2023 08:30:00",
    "Ngày hẹn trả lần đầu": "",
    "Ngày hẹn trả": "08/02/2023 17:00:00",
    "Ngày xử lý xong": "07/02/2023 10:00:00",
    "Ngày trả kết quả": "08/02/2023 09:00:00",
    "Ngày từ chối": "",
    "Trạng thái": "Đã trả kết quả",
    "Số lần bổ sung": "0",
    "Số ngày chờ bổ sung": "0",
    "Ngày thư xin lỗi": "",
    "Hạn trả mới": "",
    "Phí, lệ phí": "50.000",
    "Thanh toán trực tuyến": "Không",
    "Số thành phần số hóa": "2",
    "Tái sử dụng": "Có",
    "Kết quả điện tử": "Không",
    "Ghi chú": "",
}
_JSON_ROW = {
    "MaHoSo": "",
    "MaTTHC": "1.001234",
    "TenTTHC": "Đăng ký kinh doanh",
    "TenLinhVuc": "Kinh doanh",
    "KenhThucHien": "1",
    "LoaiDoiTuong": "1",
    "ChuHoSo": PERSON,
    "DonViXuLy": "",
    "NgayNopHoSo": "20230201080000",
    "NgayTiepNhan": "20230201083000",
    "NgayHenTra": "20230208170000",
    "NgayKetThucXuLy": "20230207100000",
    "NgayTra": "20230208090000",
    "TrangThaiHoSo": "10",
    "PhiLePhi": "50000",
    "DuocThanhToanTrucTuyen": "0",
    "HoSoCoThanhPhanSoHoa": "2",
    "DuocTaiSuDung": "1",
    "HinhThuc": "0",
}


@cache
def hcmc():
    """The city that ships with the product."""
    return load_city()


def copy_city(folder, changes, original=DEFAULT_CITY):
    """A variant of a city: `changes` maps a file's path within it to pairs (old text, new text); loaded."""
    shutil.copytree(original, folder)
    for name, pairs in changes.items():
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return load_city(folder)


def dossier(number, unit="Quận 12", **changes):
    """One row for the source dossiers-csv-utf8; change "Ngày nộp" as Ngày_nộp="..."."""
    row = _ROW | {"Mã hồ sơ": f"000.00.22.H29-230201-{number:04d}", "Đơn vị xử lý": unit}
    return row | {name.replace("_", " "): value for name, value in changes.items()}


def exchanged(number, unit="Thành phố Thủ Đức", **changes):
    """One record for the sources dossiers-json and dossiers-ndjson."""
    return _JSON_ROW | {"MaHoSo": f"000.00.30.H29-230201-{number:04d}", "DonViXuLy": unit} | changes


def procedure(published):
    """One row for the source procedures-csv, made public on the day `published`."""
    return {
        "STT": "1",
        "Đơn vị": "Quận 12",
        "Mã thủ tục": "1.001234",
        "Số quyết định": "1/QĐ",
        "Tên thủ tục": "Đăng ký kinh doanh",
        "Lĩnh vực": "Kinh doanh",
        "Ngày ký": "01/02/2023",
        "Ngày công bố": "03/02/2023",
        "Ngày có hiệu lực": "05/02/2023",
        "Ngày công khai": published,
        "Đủ bộ phận cấu thành": "Có",
        "Mức độ trực tuyến": "Chưa",
        "Có phí": "Có",
        "Tích hợp thanh toán": "Không",
        "Thời hạn (ngày làm việc)": "5",
    }


def csv_text(rows, delimiter=",", headers=None):
    """Rows as CSV text with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, headers or list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def home_at(root):
    """A data root with an empty inbox."""
    home = store.Home(root)
    home.inbox.mkdir(parents=True, exist_ok=True)
    return home


def deliver(home, unit, name, contents):
    """Put a file into a unit's folder: rows, text or bytes; its time lies in the past. Returns its path."""
    if isinstance(contents, list):
        contents = csv_text(contents)
    path = home.inbox / unit / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    os.utime(path, (_SETTLED, _SETTLED))
    return path


def no_docs(_run, _submissions, _name):
    """Nobody judges the night."""


def no_rankings(_run, _staging):
    """Nothing is ranked."""
    return []


def tables_only(in_children=None, is_ranked=False):
    """The steps of a night without what costs seconds and changes none of the data tables: children, Data Docs, ranks.

    Files are read by what the children call, or in children with these limits; other tests run the judgement.
    """
    steps = usual_steps(in_children) if in_children else replace(usual_steps(), read=read_delivery)
    return replace(steps, judge=no_docs, rank=rank_nightly if is_ranked else no_rankings)


def run(home, city=None, on=DAY, limits=None, is_ranked=False):
    """Take in what a night brings (see `tables_only`), without a draft, and return its report.

    Files are read in children if `limits` are given.
    """
    return take_in(*_night(home, city, on), tables_only(limits, is_ranked))


def run_ranked(home, city=None, on=DAY):
    """Run one night with its rankings and its draft, and return its report."""
    return run_night(*_night(home, city, on), tables_only(is_ranked=True))


def run_to_outbox(home, city=None, on=DAY):
    """Run one night with the workbooks for the units, and return its report."""
    report = run(home, city, on)
    fill_outbox(ranking_of(Run(home, city or hcmc(), on), report.snapshot), report.late)
    return report


def run_whole(home, city=None, on=DAY):
    """Run one night with everything that belongs to it and return its report."""
    return run_night(*_night(home, city, on))


def _night(home, city, on):
    return Run(home, city or hcmc(), on), time.time_ns() + _SETTLED_FOR


def outcomes(report, *statuses):
    """The outcomes that concern a file, of the statuses given or of any."""
    return [o for o in report.outcomes if o.file_name and (not statuses or o.status in statuses)]


def sent_name(home, outcome):
    """The name that the file of an outcome was sent under, which no report holds."""
    return store.load_submissions(home)[outcome.submission_id].file_name


def table(snapshot_or_home, name):
    """A table of a snapshot, or of the current one."""
    folder = snapshot_or_home
    if isinstance(folder, store.Home):
        folder = store.current_snapshot(folder)
    return store.scan_table(folder, load_tables()[name]).collect()


def names_at(home):
    """The names under which the files of a home were sent, as the outbox has them."""
    return sent_names(store.load_submissions(home).values())


def is_shape(written):
    """Say whether no letter or digit of a text stands in what is shown of it."""
    return bool(written) and all(c in "aAd" for c in written if c.isalnum())


def table_bytes(home):
    """Path -> hash for every file of the data tables and of the measures in the current snapshot."""
    folder = store.current_snapshot(home)
    names = {t.name for t in DATA_TABLES} | {"measures"}
    files = [p for p in sorted(folder.rglob("*.parquet")) if p.relative_to(folder).parts[0] in names]
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def check_ledger(home):
    """Check that every record balances, in the records and in the ledger, against the rows that stand in the tables."""
    records = store.load_submissions(home)
    ledger = table(home, "ledger")
    assert set(ledger.get_column("submission_id")) == set(records)
    standing = {}
    for t in DATA_TABLES:
        standing |= dict(table(home, t.name).group_by("submission_id").len().iter_rows())
    for row in ledger.iter_rows(named=True):
        assert row["rows_in"] == row["accepted"] + row["rejected"] + row["duplicate"]
        assert row["accepted"] == row["superseded"] + row["current"]
        assert row["current"] == standing.pop(row["submission_id"], 0)
    assert not standing


def everything_written(home):
    """All text below the home except inbox and landing: bytes as they are, those within workbooks and other zip files
    too, and every cell of every Parquet file."""
    for folder in sorted(set(home.root.iterdir()) - {home.inbox, home.landing, home.current}):
        for path in [folder, *sorted(folder.rglob("*"))]:
            if path.is_symlink() or not path.is_file():
                continue
            yield path, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from ((path, archive.read(name)) for name in archive.namelist())
            if path.suffix == ".parquet":
                cells = pl.read_parquet(path, hive_partitioning=False).select(pl.col(pl.String))
                yield path, "\n".join(str(c) for column in cells for c in column).encode()


def appears(home, *words):
    """The files below the home, outside inbox and landing, in which one of the words can be found."""
    found = {path for path, data in everything_written(home) for word in words if word.encode() in data}
    return sorted(str(p) for p in found)
