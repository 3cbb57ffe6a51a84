"""Zips: the one member is read within limits; everything else is refused and nothing is left on disk."""

import io
import json
import zipfile

import pytest
from reading_cases import ROWS, csv_source, delimited, expected_rows, read, refusal, source

from warehouse.reading import archive as archive_module

ZIPPED = csv_source(member="*.csv")
GOOD = delimited(ROWS)


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
    ("members", "said"),
    [
        ({}, "holds 0 files"),
        ({"a.csv": GOOD, "b.csv": GOOD}, "holds 2 files"),
        ({"a.csv": GOOD, "doc.pdf": "x"}, "holds 2 files"),
        ({"a.txt": GOOD}, "not called like *.csv"),
        ({"bomb.csv": bytes(64 << 20)}, "unpacks to more than"),
    ],
)
def test_refused_zips(tmp_path, members, said):
    refused = refusal(zipped(tmp_path / "a", members, compresslevel=9), ZIPPED)
    assert (refused.code, said in refused.message_en) == ("archive", True)


def test_a_bomb_that_lies_about_its_size(tmp_path):
    path = zipped(tmp_path / "a", {"bomb.csv": bytes(64 << 20)})
    data = path.read_bytes().replace((64 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(data)
    assert refusal(path, ZIPPED).code in ("archive", "truncated")


def test_the_size_limit_holds_without_a_suspicious_ratio(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_module, "LARGEST_MEMBER", len(GOOD.encode()) - 1)
    assert refusal(zipped(tmp_path / "a", {"a.csv": GOOD}), ZIPPED).code == "archive"


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
