"""The inbox and the landing folder, with real files of every unwelcome kind."""

import hashlib
import os
import socket
import stat
import unicodedata
from datetime import datetime

import pytest

from schemas.errors import SubmissionRejected
from schemas.register import Register, Unit
from warehouse.inbox import LeftAlone, check_hash, check_rows, land, scan
from warehouse.inbox.control import read_control

LATER = 2**62  # every file is settled
CONTENT = b"a,b\n1,2\n"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
REGISTER = Register(
    [
        Unit(unit_id="quan-12", code="761", name_vi="Quận 12", name_en="District 12", level="district", kind="urban"),
        Unit(unit_id="thu-duc", code="769", name_vi="Thủ Đức", name_en="Thu Duc", level="district", kind="city"),
    ]
)


def put(path, data=CONTENT):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def reasons(inbox, settled=LATER):
    return {str(a.path.relative_to(inbox)): a.code for a in scan(inbox, REGISTER, settled).left_alone}


def files_in(folder):
    return [p for p in folder.rglob("*") if p.is_file()]


def test_units_are_resolved_and_deliveries_sorted(tmp_path):
    put(tmp_path / "thu-duc" / "z.csv")
    put(tmp_path / "Quận 12" / "2023" / "b.csv")
    put(tmp_path / unicodedata.normalize("NFD", "quận 12") / "a.csv")
    put(tmp_path / "_city" / "tất cả.json")
    found = scan(tmp_path, REGISTER, LATER)
    assert [d.unit_id for d in found.deliveries] == ["_city", "quan-12", "quan-12", "thu-duc"]
    assert found.left_alone == ()
    assert found == scan(tmp_path, REGISTER, LATER)


def test_what_is_left_alone(tmp_path, monkeypatch):
    inbox, unit = tmp_path / "inbox", tmp_path / "inbox" / "quan-12"
    outside = put(tmp_path / "outside" / "secret.csv")
    temporary = ("~$a.xlsx", ".a.swp", "a.csv.tmp", "a.csv.part", "a.CRDOWNLOAD", "a.filepart", ".hidden")
    for name in temporary:
        put(unit / name)
    (unit / "link.csv").symlink_to(outside)
    (unit / "dangling.csv").symlink_to(tmp_path / "nowhere")
    (unit / "folder").symlink_to(outside.parent)
    (inbox / "thu-duc").symlink_to(outside.parent)
    os.mkfifo(unit / "pipe.csv")
    put(unit / "x.csv" / "inside.csv")
    put(inbox / "Quận 13" / "a.csv")
    put(inbox / "stray.csv")
    monkeypatch.chdir(unit)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("s.csv")
        found = reasons(inbox)
    assert scan(inbox, REGISTER, LATER).deliveries == ()
    assert found == {
        **{f"quan-12/{name}": "temporary-name" for name in temporary},
        "quan-12/link.csv": "link",
        "quan-12/dangling.csv": "link",
        "quan-12/folder": "link",
        "thu-duc": "link",
        "quan-12/pipe.csv": "not-a-file",
        "quan-12/s.csv": "not-a-file",
        "quan-12/x.csv": "folder-named-like-file",
        "Quận 13": "unknown-unit-folder",
        "stray.csv": "outside-unit-folder",
    }


def test_a_file_being_copied_waits_unless_marked_done(tmp_path):
    new, marked, old = (put(tmp_path / "quan-12" / f"{name}.csv") for name in ("new", "marked", "old"))
    put(tmp_path / "quan-12" / "marked.csv.done", b"")
    for path, when in ((new, 2000), (marked, 2000), (old, 1000)):
        os.utime(path, ns=(when, when))
    found = scan(tmp_path, REGISTER, 1000)
    assert [d.path.name for d in found.deliveries] == ["marked.csv", "old.csv"]
    assert reasons(tmp_path, 1000) == {"quan-12/new.csv": "still-copying"}


def test_a_done_file_names_one_file_by_stem_or_none(tmp_path):
    for name in ("a.csv", "b.csv", "b.xlsx"):
        put(tmp_path / "quan-12" / name)
    for name in ("a.done", "b.done"):
        put(tmp_path / "quan-12" / name, b"rows=1")
    found = scan(tmp_path, REGISTER, LATER)
    assert {d.path.name: d.control.rows for d in found.deliveries} == {"a.csv": 1, "b.csv": None, "b.xlsx": None}
    assert reasons(tmp_path) == {"quan-12/b.done": "control-without-file"}


def test_a_json_file_is_a_sidecar_only_beside_its_file(tmp_path):
    put(tmp_path / "quan-12" / "a.csv")
    put(tmp_path / "quan-12" / "a.csv.json", b'{"rows": 1, "exported_at": "2023-01-31T22:00:00"}')
    put(tmp_path / "quan-12" / "b.json", b"[]")
    a, b = scan(tmp_path, REGISTER, LATER).deliveries
    assert (a.path.name, a.control.rows, a.control.exported_at) == ("a.csv", 1, datetime(2023, 1, 31, 22))
    assert (b.path.name, b.control.rows) == ("b.json", None)


@pytest.mark.parametrize(
    "text",
    [
        "rows",
        "rows=-1",
        "rows=1.5",
        "row=3",
        '{"rows": true}',
        '{"rows":',
        "sha256=abc",
        "exported_at=31/01/2023",
        '{"exported_at": 5}',
        "[" * 70_000,
        '{"a":' * 10_000,
    ],
    ids=range(11),
)
def test_a_malformed_control_file_is_reported_and_never_raises(tmp_path, text):
    put(tmp_path / "quan-12" / "a.csv")
    put(tmp_path / "quan-12" / "a.csv.done", text.encode())
    (delivery,) = scan(tmp_path, REGISTER, LATER).deliveries
    with pytest.raises(SubmissionRejected) as rejected:
        land(delivery, tmp_path / "landing")
    assert rejected.value.code == "bad-control-file"
    assert "a.csv" not in rejected.value.message_vi  # a name may be that of a person


def test_a_control_file_that_is_not_text_or_is_a_link(tmp_path):
    assert read_control(put(tmp_path / "a", b"\xff\xfe\x00")).problem is not None
    (tmp_path / "b").symlink_to(put(tmp_path / "c", b"rows=1"))
    assert read_control(tmp_path / "b").problem is not None
    assert read_control(put(tmp_path / "d", b"")).problem is None


def deliver(tmp_path, control=None):
    put(tmp_path / "inbox" / "quan-12" / "Xuất.CSV")
    if control is not None:
        put(tmp_path / "inbox" / "quan-12" / "Xuất.CSV.done", control)
    (delivery,) = scan(tmp_path / "inbox", REGISTER, LATER).deliveries
    return delivery


def test_landing_keeps_the_bytes_once(tmp_path):
    delivery = deliver(tmp_path)
    landed = land(delivery, tmp_path / "landing")
    assert (landed.sha256, landed.size, landed.file_name) == (DIGEST, len(CONTENT), "Xuất.CSV")
    assert landed.path == tmp_path / "landing" / DIGEST[:2] / f"{DIGEST}.csv"
    assert landed.path.read_bytes() == CONTENT
    assert stat.S_IMODE(landed.path.stat().st_mode) == 0o600
    first = landed.path.stat().st_ino
    assert land(delivery, tmp_path / "landing") == landed
    assert landed.path.stat().st_ino == first
    assert files_in(tmp_path / "landing") == [landed.path]


def test_a_file_that_changed_since_the_scan_is_not_taken(tmp_path):
    delivery = deliver(tmp_path)
    with delivery.path.open("ab") as file:
        file.write(b"3,4\n")
    left = land(delivery, tmp_path / "landing")
    assert isinstance(left, LeftAlone)
    assert left.code == "still-copying"
    assert files_in(tmp_path / "landing") == []


def test_a_file_gone_or_swapped_for_a_link_is_not_taken(tmp_path):
    delivery = deliver(tmp_path)
    copy = put(tmp_path / "elsewhere.csv")
    delivery.path.unlink()
    assert land(delivery, tmp_path / "landing").code == "still-copying"
    delivery.path.symlink_to(copy)
    assert land(delivery, tmp_path / "landing").code == "link"


def test_a_folder_swapped_for_a_link_is_noticed(tmp_path):
    delivery = deliver(tmp_path)
    twin = put(tmp_path / "elsewhere" / delivery.path.name)
    os.utime(twin, ns=(delivery.mtime_ns, delivery.mtime_ns))
    folder = delivery.path.parent
    folder.rename(tmp_path / "moved")
    folder.symlink_to(twin.parent)
    assert land(delivery, tmp_path / "landing").code == "still-copying"


def test_promised_hash_and_rows_are_held_to(tmp_path):
    delivery = deliver(tmp_path, control=f"sha256 = {DIGEST.upper()}\nrows=1\n".encode())
    assert land(delivery, tmp_path / "landing").sha256 == DIGEST
    check_hash(delivery.control, DIGEST)
    check_rows(delivery.control, 1)
    with pytest.raises(SubmissionRejected, match="promises 1 rows but the file holds 2") as rejected:
        check_rows(delivery.control, 2)
    assert rejected.value.code == "control-total"
    with pytest.raises(SubmissionRejected) as rejected:
        check_hash(deliver(tmp_path, control=b"sha256=" + b"0" * 64).control, DIGEST)
    assert rejected.value.code == "control-total"
