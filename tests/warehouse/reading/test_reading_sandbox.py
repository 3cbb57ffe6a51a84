"""The reader in child processes: limits, death, and that the next file is read all the same."""

import os
import zipfile
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest
import xlsxwriter
from reading_cases import HEADERS, PERSON, ROWS, csv_source, delimited, expected_rows, source

from schemas.errors import SubmissionRejected
from warehouse.reading.sandbox import reader

pytestmark = pytest.mark.long

MEMORY = 512 << 20
XLSX, CSV = source({"kind": "xlsx"}), csv_source()


@pytest.fixture(scope="module")
def read():
    with reader(workers=1, seconds=30, memory_bytes=MEMORY) as function:
        yield function


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.csv"
    path.write_text(delimited(ROWS), encoding="utf-8")
    return path


def wide_apart(path):
    """A workbook of some KB whose cells lie so far apart that the library must allocate gigabytes between them."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        page.write(999_999, 80, "x")
    return path


def test_a_file_is_read_and_a_refusal_arrives_whole(read, good, tmp_path):
    assert read(good, [CSV], tmp_path / "out").records == 3
    assert pl.scan_ipc(tmp_path / "out").collect().drop("_member").rows() == expected_rows(2)
    good.write_text(delimited(ROWS, ";"), encoding="utf-8")
    with pytest.raises(SubmissionRejected) as rejected:
        read(good, [CSV], tmp_path / "out")
    assert rejected.value.code == "wrong-delimiter"
    assert "phân cách" in rejected.value.message_vi
    assert "separated" in rejected.value.message_en


def test_a_workbook_that_kills_its_reader_costs_only_itself(good, tmp_path, capfd):
    with reader(workers=1, seconds=30, memory_bytes=MEMORY) as read:  # started while `capfd` listens
        with pytest.raises(SubmissionRejected) as rejected:
            read(wide_apart(tmp_path / "a.xlsx"), [XLSX], tmp_path / "out")
        assert rejected.value.code == "limits"
        assert "512 MB" in rejected.value.message_en
        assert read(good, [CSV], tmp_path / "out").records == 3
    assert "allocation" not in capfd.readouterr().err  # what a dying library prints may hold persons


def test_memory_that_python_asks_for_is_limited_too(read, good, tmp_path):
    heavy = tmp_path / "a.json"
    heavy.write_text("[" + ",".join(['{"Mã":"a"}'] * 3_000_000) + "]")
    with pytest.raises(SubmissionRejected) as rejected:
        read(heavy, [source({"kind": "json"})], tmp_path / "out")
    assert rejected.value.code == "limits"
    assert read(good, [CSV], tmp_path / "out").records == 3


def test_what_a_killed_child_wrote_is_removed(good, tmp_path):
    text = delimited(ROWS * 400_000)
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", text)
    with reader(workers=1, seconds=0.05, memory_bytes=MEMORY) as read:
        with pytest.raises(SubmissionRejected) as rejected:
            read(packed, [csv_source(member="*.csv")], tmp_path / "out")
        assert rejected.value.code == "limits"
        assert "0.05 s" in rejected.value.message_en
    assert {p.name for p in tmp_path.iterdir()} == {"a.zip", "good.csv"}


def test_several_threads_share_the_readers_and_one_file_s_death_is_its_own(good, tmp_path):
    bad = wide_apart(tmp_path / "a.xlsx")
    with reader(workers=2, seconds=30, memory_bytes=MEMORY) as read, ThreadPoolExecutor(4) as threads:

        def attempt(i):
            try:
                return read(bad if i == 3 else good, [XLSX, CSV], tmp_path / f"out-{i}").records
            except SubmissionRejected as rejected:
                return rejected.code

        assert list(threads.map(attempt, range(12))) == [3, 3, 3, "limits", *[3] * 8]


def test_the_environment_is_as_before(good, tmp_path, monkeypatch):
    monkeypatch.delenv("POLARS_MAX_THREADS", raising=False)
    with reader(workers=1, seconds=30, memory_bytes=MEMORY):
        pass
    assert "POLARS_MAX_THREADS" not in os.environ


def test_a_library_s_own_message_never_leaves_the_child(read, tmp_path):
    """A file that vanishes raises something of the system's own: the caller sees the kind of error, no contents."""
    with pytest.raises(SubmissionRejected) as rejected:
        read(tmp_path / f"{PERSON}.csv", [CSV], tmp_path / "out")
    assert rejected.value.code == "unreadable"
    assert PERSON not in str(rejected.value)
