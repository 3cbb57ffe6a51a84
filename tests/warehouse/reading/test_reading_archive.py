"""Zips: the one member is read within limits; everything else is refused and nothing is left on disk."""

import io
import json
import zipfile

import pytest
import xlsxwriter
from reading_cases import (
    HEADERS,
    KEPT,
    PERSON,
    ROWS,
    csv_source,
    delimited,
    expected_rows,
    leftovers,
    read,
    read_whole,
    refusal,
    source,
)

from warehouse.reading.archive import opened_zip, unpacked
from warehouse.reading.outcome import Refused

ZIPPED = csv_source(member="*.csv")
EVERY = csv_source(member="*.csv", all_members=True)
GOOD = delimited(ROWS)
SYSTEM = {
    ".DS_Store": "x",
    "a/desktop.ini": "x",
    "a/THUMBS.DB": "x",
    "__MACOSX/a/._b.csv": "x",
    "a/._b.csv": "x",
    "a/": "",
}


def zipped(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_the_member_is_read_whatever_the_file_is_called(tmp_path):
    path = zipped(tmp_path / "a.csv", {"__MACOSX/._x.csv": "", "xuất/Hồ sơ.CSV": GOOD})
    outcome, frame = read(path, ZIPPED)
    assert frame.rows() == expected_rows(2)
    assert outcome.records == 3


def test_a_member_in_another_encoding_and_a_json_member(tmp_path):
    path = zipped(tmp_path / "a", {"x.csv": delimited(ROWS, "\t").encode("utf-16")})
    _, frame = read(path, csv_source(member="*.csv", encoding="utf-16", delimiter="\t"))
    assert frame.rows() == expected_rows(2)
    (tmp_path / "out.arrow").unlink()
    record = {"Mã": "a", "Loại": "b", "Ngày nhận": "c", "Đơn vị": "d"}
    path = zipped(tmp_path / "a", {"x.json": json.dumps([record])})
    _, frame = read(path, source({"kind": "json", "member": "*.json"}))
    assert frame.height == 1


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({}, "holds 0 files"),
        ({"a.csv": GOOD, "b.csv": GOOD}, 'holds 2 files: "a.csv", "b.csv"'),
        ({"a.csv": GOOD, "b.csv": GOOD}, "format.all_members"),
        ({"a.csv": GOOD, "doc.pdf": "x"}, 'not called like *.csv: "doc.pdf"'),
        ({"a.txt": GOOD}, 'not called like *.csv: "a.txt"'),
        ({"Thumbs.db": GOOD, "__MACOSX/a.csv": GOOD}, "holds 0 files"),
        ({"a.csv": GOOD, "data/": "x"}, '"data/"'),
        ({"a.csv": GOOD, f"{'x' * 300}\n.txt": "x"}, f'"{"x" * 80}…"'),
        ({"a.csv": GOOD} | {f"{i}.txt": "x" for i in range(9)}, '"4.txt" (+4)'),
        ({"bomb.csv": bytes(64 << 20)}, "unpacks to more than"),
    ],
)
def test_refused_zips(tmp_path, members, words):
    refused = refusal(zipped(tmp_path / "a", members, compresslevel=9), ZIPPED)
    assert (refused.code, words in refused.message_en) == ("archive", True)


def test_a_bomb_that_lies_about_its_size(tmp_path):
    path = zipped(tmp_path / "a", {"bomb.csv": bytes(64 << 20)})
    data = path.read_bytes().replace((64 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(data)
    assert refusal(path, ZIPPED).code in ("archive", "truncated")


def test_the_size_limit_holds_without_a_suspicious_ratio(tmp_path):
    path, text = zipped(tmp_path / "a", {"a.csv": GOOD}), tmp_path / "text"
    with opened_zip(path) as archive:
        (member,) = archive.infolist()
        with unpacked(archive, member, text, member.file_size) as size:
            assert (size, text.read_text()) == (len(GOOD.encode()), GOOD)
        with pytest.raises(Refused, match="unpacks to more than"), unpacked(archive, member, text, size - 1):
            pass
    assert leftovers(path) == {"a"}


def test_nested_encrypted_and_damaged_zips(tmp_path):
    inner = io.BytesIO()
    zipped(inner, {"a.csv": GOOD})
    assert "another zip" in refusal(zipped(tmp_path / "a", {"a.csv": inner.getvalue()}), ZIPPED).message_en
    data = bytearray(zipped(tmp_path / "a", {"a.csv": GOOD}).read_bytes())
    locked = data.copy()
    locked[6] |= 1
    locked[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a").write_bytes(locked)
    assert "encrypted" in refusal(tmp_path / "a", ZIPPED).message_en
    (tmp_path / "a").write_bytes(data[:-30])
    assert refusal(tmp_path / "a", ZIPPED).code == "truncated"
    data[60] ^= 0xFF
    (tmp_path / "a").write_bytes(data)
    assert refusal(tmp_path / "a", ZIPPED).code == "truncated"


def test_a_zip_where_none_is_declared_and_none_where_one_is(tmp_path):
    assert refusal(zipped(tmp_path / "a", {"a.csv": GOOD}), csv_source()).code == "archive"
    (tmp_path / "a").write_text(GOOD)
    assert refusal(tmp_path / "a", ZIPPED).code == "archive"


def test_files_of_the_system_are_no_members(tmp_path):
    _, frame = read(zipped(tmp_path / "a", SYSTEM | {"a/b.csv": GOOD}), ZIPPED)
    assert frame.rows() == expected_rows(2)


def test_every_member_is_read_in_the_order_of_names_and_rows_know_theirs(tmp_path):
    path = zipped(tmp_path / "a", {"b.csv": delimited(ROWS[2:]), "x/a.csv": delimited(ROWS[:2])} | SYSTEM)
    outcome, frame = read_whole(path, EVERY)
    assert frame.select("_member", "_row", "Mã").rows() == [
        ("b.csv", 2, "00012"),
        ("x/a.csv", 2, "PA-001"),
        ("x/a.csv", 3, "PA-002"),
    ]
    assert outcome.records == 3


def test_one_member_is_named_too(tmp_path):
    _, frame = read_whole(zipped(tmp_path / "a", {"b\x1b[2J.csv": GOOD}), ZIPPED)
    assert set(frame["_member"]) == {"b\\x1b[2J.csv"}


def test_what_only_some_members_have_is_merged(tmp_path):
    every = source({"kind": "json", "member": "*", "all_members": True, "records": "/r", "columns": "/f"})
    text, number, ragged = (
        json.dumps({"f": KEPT, "r": [row]}) for row in (["a", "b", "c", "d"], ["a", "b", "c", 5], ["a"])
    )
    outcome, frame = read_whole(zipped(tmp_path / "a", {"1": text, "2": number, "3": ragged}), every)
    assert frame["typed:Đơn vị"].to_list() == [False, True, False]
    assert frame["_fields"].to_list() == [None, None, 1]
    lines = source({"kind": "ndjson", "member": "*", "all_members": True})
    line = json.dumps(dict.fromkeys(KEPT, "x")) + "\n"
    (tmp_path / "out.arrow").unlink()
    outcome, _ = read_whole(zipped(tmp_path / "a", {"1": line, "2": f"{line}\n"}), lines)
    assert [(layout.rule, layout.member, layout.first_row) for layout in outcome.layout] == [("blank", "2", 2)]


def test_a_workbook_in_a_zip(tmp_path):
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet("Sổ")
        for i, row in enumerate([HEADERS, *ROWS]):
            sheet.write_row(i, 0, row)
    path = zipped(tmp_path / "a", {"Hồ sơ.xlsx": book.getvalue()})
    _, frame = read_whole(path, source({"kind": "xlsx", "member": "*.xlsx"}))
    assert frame.select("_row", *KEPT).rows() == expected_rows(2)
    assert set(frame["_member"]) == {"Hồ sơ.xlsx/Sổ"}
    (tmp_path / "out.arrow").unlink()
    assert "workbook (.xlsx)" in refusal(path, csv_source(member="*.xlsx")).message_en


def test_the_member_that_is_refused_is_named_and_nothing_of_the_others_is_kept(tmp_path):
    path = zipped(tmp_path / "a", {"a.csv": GOOD, "b.csv": delimited(ROWS, ";")})
    refused = refusal(path, EVERY)
    assert (refused.code, 'file "b.csv"' in refused.message_en) == ("wrong-delimiter", True)
    twin = zipped(tmp_path / "a", {"a.csv": GOOD, "b.csv": "<html><body>Đăng nhập</body></html>"})
    assert "web page" in refusal(twin, EVERY).message_en


@pytest.mark.parametrize(
    "name",
    ["../../out.csv", "/etc/out.csv", "C:\\out.csv", "a/../../b.csv", f"{'x' * 5000}.csv", "a\nb.csv", "\u202eb.csv"],
)
def test_hostile_names_are_only_names(tmp_path, name):
    """`read` checks that no other file was written beside the zip."""
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    _, frame = read_whole(zipped(folder / "a", {name: GOOD}), ZIPPED)
    assert frame.height == 3
    assert {p.name for p in tmp_path.rglob("*")} == {"deep", "deeper", "a", "out.arrow"}
    stored = frame["_member"][0]
    assert len(stored) <= 256
    assert stored.isprintable()


def test_a_name_that_is_no_utf8_though_the_zip_says_so(tmp_path):
    path = zipped(tmp_path / "a", {"é.csv": GOOD})
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xff\xfe"))
    refused = refusal(path, ZIPPED)
    assert (refused.code, "UTF-8" in refused.message_en) == ("archive", True)


def test_members_that_share_a_name_or_their_bytes(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.writestr("a.csv", GOOD)
        archive.writestr("a.csv", GOOD)
    assert "share a name" in refusal(tmp_path / "a", EVERY).message_en
    path = zipped(tmp_path / "a", {f"{i}.csv": PERSON * 1000 for i in range(9)})
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    while (entry := data.find(b"PK\x01\x02", first)) >= 0:  # every entry claims the bytes of the whole file
        data[entry + 20 : entry + 24] = len(data).to_bytes(4, "little")
        first = entry + 1
    path.write_bytes(data)
    assert refusal(path, EVERY).code == "truncated"
