"""One byte of a file changed anywhere: every physical record is accounted for, and no person passes the landing copy.

The marks of persons (canaries) stand in the personal columns of every row. A quotation mark, a delimiter or a line end
is put in, taken out or put in place of another byte; what the night's own ingest makes of the file is compared with a
count of its records that shares nothing with the readers.
"""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from nights import DAY, csv_text, dossier, everything_written, hcmc, home_at

from warehouse import inbox
from warehouse.night.arrival.arrive import Arrival
from warehouse.night.ingest.ingest import ingest
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run

pytestmark = pytest.mark.long

NAME, IDENTITY, PHONE = "Bịa Thị Canari", "079999000111", "0909090909"
ROWS = [
    dossier(
        n,
        Chủ_hồ_sơ=f"{NAME} {n}",
        Số_giấy_tờ=IDENTITY,
        Điện_thoại=PHONE,
        Tên_TTHC="Đăng ký kinh doanh" if n % 2 else "Cấp đổi, cấp lại",
        Ghi_chú="" if n % 3 else "đã hẹn lại,\nchờ bổ sung",
        Trích_yếu=f"Hồ sơ của {NAME}" if n % 2 else f"Hồ sơ của {NAME}, có ủy quyền",
    )
    for n in range(6)
]
SOUND = csv_text(ROWS).encode()
MARKS = [b'"', b",", b"\n", b"\r\n", b'""']


def records(data, delimiter=b","):
    """The physical records of a CSV text, letter by letter: a mark opens a cell only where the cell begins."""
    count, in_quotes, at_start, pending = 0, False, True, False
    for byte in (data[i : i + 1] for i in range(len(data))):
        if pending:  # a mark within quotation marks: doubled, or the end of the quotation
            pending, in_quotes = False, byte == b'"'
            if in_quotes:
                continue
        if in_quotes:
            pending = byte == b'"'
        elif byte == b"\n":
            count, at_start = count + 1, True
        elif byte == b'"' and at_start:
            in_quotes, at_start = True, False
        else:
            at_start = byte == delimiter
    return count + (not data.endswith(b"\n") or in_quotes)


def taken_in(folder, data):
    """What the night's own ingest makes of a file: the home, and its submissions."""
    home = home_at(folder)
    home.work.mkdir(exist_ok=True)
    path = home.inbox / "quan-12" / "HoSo_202302282000.csv"
    path.parent.mkdir()
    path.write_bytes(data)
    [delivery] = inbox.scan(home.inbox, hcmc().register, int(datetime(2100, 1, 1).timestamp() * 1e9)).deliveries
    landed = inbox.land(delivery, home.landing)
    return home, ingest(Run(home, hcmc(), DAY), Arrival(delivery, landed), read_delivery)


def faults(folder, data):
    """What is wrong with what the ingest made of a file: records lost or invented, a person's mark, a crash."""
    home, submissions = taken_in(folder, data)
    found = [f"failed: {s.message_en}" for s in submissions if s.status == "failed"]
    if submissions[0].status == "rejected" and not submissions[0].rows_in:
        found += [] if submissions[0].reason and submissions[0].message_en else ["refused without a reason"]
    else:
        rows = sum(s.accepted + s.rejected + s.duplicate for s in submissions)
        layout = sum(rows.rows for s in submissions for rows in s.layout)
        if rows + layout != records(data):
            found.append(f"{rows} rows and {layout} of layout, but {records(data)} records")
    written = [content for _, content in everything_written(home)]
    told = "".join(f"{s.message_vi}{s.message_en}{s.file_warnings}{s.row_warnings}" for s in submissions).encode()
    for mark in (NAME, IDENTITY, PHONE):
        if any(mark.encode() in content for content in [*written, told]):
            found.append(f"{mark} passed the landing copy")
    return found


def changed(place, taken, put):
    return SOUND[:place] + put + SOUND[place + taken :]


def test_the_sound_file_is_taken_in_whole(tmp_path):
    assert faults(tmp_path, SOUND) == []
    assert records(SOUND) == 1 + len(ROWS)
    _, [submission] = taken_in(tmp_path / "again", SOUND)
    assert (submission.status, submission.accepted) == ("accepted", len(ROWS))


@hypothesis_settings(max_examples=80, deadline=None)
@given(place=st.integers(0, len(SOUND) - 1), taken=st.integers(0, 1), put=st.sampled_from([b"", *MARKS]))
def test_one_byte_changed_loses_no_record_and_tells_of_no_person(tmp_path_factory, place, taken, put):
    assert faults(tmp_path_factory.mktemp("corrupted"), changed(place, taken, put)) == []


EDITS = {"opened": '"{}', "closed": '{}"', "a mark alone": '"', "both": '"{}"'}
EDIT = st.tuples(
    st.integers(0, len(ROWS) - 1),
    st.sampled_from(["Mã TTHC", "Tên TTHC", "Lĩnh vực", "Chủ hồ sơ", "Trích yếu", "Ghi chú"]),
    st.sampled_from(list(EDITS)),
)


@hypothesis_settings(max_examples=100, deadline=None)
@example(edits=[(1, "Tên TTHC", "opened"), (4, "Tên TTHC", "closed")])
@example(edits=[(1, "Lĩnh vực", "a mark alone"), (3, "Lĩnh vực", "a mark alone")])
@example(edits=[(0, "Chủ hồ sơ", "opened"), (2, "Chủ hồ sơ", "closed")])
@given(edits=st.lists(EDIT, max_size=4))
def test_marks_around_cells_lose_no_record_and_tell_of_no_person(tmp_path_factory, edits):
    """Ditto marks, and quotations that are opened in one record and closed in another."""
    rows = [row | {"Tên TTHC": "Đăng ký kinh doanh", "Trích yếu": f"Hồ sơ của {NAME}", "Ghi chú": ""} for row in ROWS]
    for row, header, edit in edits:
        rows[row] = rows[row] | {header: EDITS[edit].format(rows[row][header])}
    data = "".join(",".join(cells) + "\n" for cells in [[f'"{h}"' for h in rows[0]], *(row.values() for row in rows)])
    assert faults(tmp_path_factory.mktemp("marks"), data.encode()) == []


@pytest.mark.slow
@pytest.mark.parametrize("put", [b"", *MARKS])
@pytest.mark.parametrize("taken", [0, 1])
def test_every_byte_changed(tmp_path_factory, taken, put):
    folder = tmp_path_factory.mktemp("every")
    wrong = {
        place: found
        for place in range(len(SOUND))
        if (found := faults(folder / str(place), changed(place, taken, put)))
    }
    assert wrong == {}
