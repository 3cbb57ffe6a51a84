"""The name of a person in the name of a file: nowhere but with the file, its record and whoever sent it."""

import json
import logging
import os
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nights import (
    PERSON,
    copy_city,
    deliver,
    dossier,
    everything_written,
    home_at,
    run,
    run_to_outbox,
    table,
)
from openpyxl import load_workbook
from test_night_warnings import NO_UNIT_NAMED

from flows.reports import keep_report
from schemas.submission import DATA_SUFFIXES, data_suffix
from warehouse import store
from warehouse.check.shapes import shape_of_name

WORDS = ("Zuyền", "Quỳnhmẫu", "Trầnthử", "079999888777")  # of an invented person; no word of any page of ours
SENT = f"Hồ sơ {' '.join(WORDS)}_202302282000.csv"


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """A night of files that are named by a person, for each way in which a file can fare; and what it logged."""
    folder = tmp_path_factory.mktemp("names")
    city = copy_city(folder / "city", {"sources/dossiers-csv-utf8.toml": NO_UNIT_NAMED})
    home = home_at(folder / "home")
    rows = [*(dossier(i) for i in range(40)), dossier(40, Ngày_tiếp_nhận="31/09/2022 08:00:00")]
    deliver(home, "quan-12", SENT, rows)
    deliver(home, "quan-12", f"{' '.join(WORDS)}.csv", rows[:10])  # named after no time
    deliver(home, "quan-12", f"y {' '.join(WORDS)}_202302282000.csv", rows)
    deliver(home, "quan-1", SENT, rows)  # the same bytes
    deliver(home, "quan-3", SENT, rows[1:])  # the same rows
    deliver(home, "quan-5", SENT, "a,b\n1,2\n")
    deliver(home, "quan-4", SENT, [dossier(i) for i in range(50, 60)])
    deliver(home, "quan-4", f"{SENT}.done", "rows=???\n")
    deliver(home, "quan-4", f"lạc {' '.join(WORDS)}.done", "")
    deliver(home, "quan-7", f"~{SENT}", rows)
    deliver(home, f"Quận {WORDS[0]}", SENT, rows)
    answer = {"don_vi": "Quận 10", "thoi_diem": "2023-02-10T08:00:00", "thiet_bi": "web", "diem": 1, "linh_vuc": ""}
    answers = (json.dumps(answer | {"ma_luot": f"L{i}"}, ensure_ascii=False) + "\n" for i in range(9))
    deliver(home, "_city", SENT.replace(".csv", ".ndjson"), "".join(answers))
    deliver(home, "quan-12", f"HoSo_{WORDS[-1]}.csv", [dossier(i) for i in range(70, 80)])
    (home.inbox / "quan-8").mkdir()
    (home.inbox / "quan-8" / SENT).symlink_to(home.root)
    (home.inbox / SENT).write_bytes(b"a\n")
    os.mkfifo(home.inbox / "quan-8" / f"x{SENT}")
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    logging.getLogger().addHandler(handler)
    home.landing.mkdir()
    refuse_copies(home, rows)
    report = run(home, city)
    keep_report(home, report.business_date, report.as_json())
    again = run(home, city)
    keep_report(home, again.business_date, again.as_json())
    run_to_outbox(home, city)
    logging.getLogger().removeHandler(handler)
    return home, report, again, lines


def refuse_copies(home, rows):
    """Deliver a file that cannot be landed: where its copy would be, a file stands in the way."""
    import hashlib

    path = deliver(home, "quan-10", SENT, rows[:3])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (home.landing / digest[:2]).write_bytes(b"")


def words_in(text):
    return [word for word in WORDS if word in text]


def test_no_word_of_the_name_is_written_but_where_the_file_is(night):
    home, report, again, lines = night
    allowed = {home.submissions, home.cache / "index.sqlite"}
    own = {home.outbox / unit for unit in ("quan-12", "quan-1", "quan-3", "quan-4", "quan-5")}
    found = {path for path, data in everything_written(home) for word in WORDS if word.encode() in data}
    assert {p for p in found if not {p, p.parent} & (allowed | own)} == set()
    assert words_in("\n".join(lines)) == []
    assert len(list(home.runs.iterdir())) == 2
    for seen in (report, again):
        assert words_in(json.dumps(seen.as_json(), ensure_ascii=False)) == []


def test_every_way_to_fare_was_looked_at(night):
    home, report, again, lines = night
    seen = {(o.status, o.reason) for o in report.outcomes if o.file_name}
    left_alone = ("link", "temporary-name", "outside-unit-folder", "unknown-unit-folder", "control-without-file")
    wanted = {("left_alone", reason) for reason in (*left_alone, "not-a-file")}
    assert wanted <= seen
    assert {status for status, _ in seen} >= {"accepted", "accepted_with_rejections", "rejected", "failed"}
    assert ("rejected", "bad-control-file") in seen
    assert "already_loaded" in {o.status for o in again.outcomes}
    codes = set(table(home, "warnings").get_column("code"))
    assert {"same-file-in-two-folders", "same-rows-in-two-folders", "weak-export-date"} <= codes
    assert "export-date-unreadable" in codes
    assert any("FileExistsError" in line or "NotADirectoryError" in line for line in lines)


def test_tables_name_a_file_by_its_bytes(night):
    home, _, _, _ = night
    records = store.load_submissions(home)
    for row in table(home, "submissions").iter_rows(named=True):
        record = records[row["submission_id"]]
        assert (
            row["file_name"]
            == f"{record.table}-{record.file_sha256[:10]}{record.file_name[record.file_name.index('.') :]}"
        )
        assert words_in(record.file_name)


def test_the_unit_that_sent_it_reads_its_name_and_others_do_not(night):
    home, _, _, _ = night
    own = texts(home, "quan-12")
    assert {"3 Tệp đã gửi", "2 Dòng bị loại"} <= {sheet for sheet, cell in own if cell == SENT}
    assert any(cell == f"{' '.join(WORDS)}.csv" for _, cell in own)
    of_city = [cell for _, cell in texts(home, "quan-10") if words_in(cell)]
    assert of_city == []  # the file was the city's, with rows of this unit
    assert any(cell.startswith("satisfaction-") for _, cell in texts(home, "quan-10"))


def texts(home, unit):
    (path,) = (home.outbox / unit).glob("*.xlsx")
    with closing(load_workbook(path)) as book:
        return [(s.title, str(c.value)) for s in book for line in s.iter_rows() for c in line if c.value is not None]


@given(stem=st.text(min_size=1), suffix=st.sampled_from([*DATA_SUFFIXES, ".Nguyễn", ".XLSX", ""]))
@example(stem=PERSON, suffix=".csv")
@example(stem="a", suffix=".aA")
def test_of_a_name_nothing_is_shown_but_its_shape_and_kind(stem, suffix):
    name = stem.replace("/", "_") + suffix
    shape = shape_of_name(name)
    kind = data_suffix(name)
    assert shape.endswith(kind)
    assert kind in ("", *DATA_SUFFIXES)
    assert all(letter in "aAd" for letter in shape.removesuffix(kind) if letter.isalnum() and letter.isascii())
