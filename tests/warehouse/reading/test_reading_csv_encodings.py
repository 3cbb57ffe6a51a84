"""Encodings of one byte a letter: what is read, and what is found out although nearly every byte is a letter in it."""

import codecs
import unicodedata

import pytest
from reading_cases import ROWS, csv_source, delimited, expected_rows, read, refusal, source

LETTERS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def put(folder, data):
    path = folder / "a.csv"
    path.write_bytes(data)
    return path


def test_every_small_letter_of_vietnamese_is_in_tcvn3():
    letters = [unicodedata.normalize("NFC", letter + tone) for letter in LETTERS for tone in TONES] + ["đ"]
    decoded = [codecs.decode(bytes([b]), "tcvn3") for b in range(0xA0, 0x100)]
    assert set(letters) - set("aeiouy") <= set(decoded)
    assert len(set(decoded)) == 96
    assert codecs.decode(b"C\xcap gi\xcay ph\xd0p x\xa9y d\xf9ng", "tcvn3") == "Cấp giấy phép xây dựng"
    assert codecs.decode(b"\xae\xad\xeang Nguy\xd4n \xa7\xd7nh Chi\xd3u", "tcvn3") == "đường Nguyễn Đình Chiểu"
    with pytest.raises(UnicodeDecodeError):
        codecs.decode(b"a\x93", "tcvn3")


SENTENCE = "ỦY BAN NHÂN DÂN quận Phú Nhuận: đường Nguyễn Đình Chiểu; Mỹ, kỹ sư, kỵ, ẵm, Ỵ Ỷ Ẵ Ỡ – “trích lục” 100×2"


def test_vni_has_every_letter_of_vietnamese():
    small = [unicodedata.normalize("NFC", letter + tone) for letter in LETTERS for tone in TONES] + ["đ"]
    every = "".join(small) + "".join(small).upper()
    assert codecs.decode(codecs.encode(every, "vni"), "vni") == every
    assert codecs.decode("UÛY BAN NHAÂN DAÂN quaän Phuù Nhuaän, ñöôøng".encode("cp1252"), "vni") == (
        "ỦY BAN NHÂN DÂN quận Phú Nhuận, đường"
    )
    assert codecs.decode("UÛy ban NHaân daân".encode("cp1252"), "vni") == "Ủy ban NHân dân"
    assert codecs.decode("Aùnh".encode("cp1252"), "vni") == "Ánh"  # the mark of a small letter after a capital


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_vietnamese_is_read_whatever_blocks_it_comes_in(encoding, size):
    text = SENTENCE if encoding == "vni" else "quận Phú Nhuận: đường Nguyễn Đình Chiểu; kỹ sư, kỵ, ẵm"
    data = codecs.encode(text, encoding)
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces = [decoder.decode(data[i : i + size]) for i in range(0, len(data), size)]
    assert "".join(pieces) + decoder.decode(b"", final=True) == text


@pytest.mark.parametrize("data", [b"Jos\xe9", b"\xf9a", b"a\xf9\xf9", b"i\xf9", b"u\xe2", b"a\x81", b"e\xea", b"a\xdf"])
def test_a_mark_that_no_vowel_bears_is_not_of_vni(data):
    with pytest.raises(UnicodeDecodeError) as fault:
        codecs.decode(b"a\xf8 " + data, "vni")
    at = fault.value.start
    assert fault.value.object[at] >= 0x80 and at >= 3
    assert codecs.decode(b"a\xf8 " + data, "vni", "replace").count("\ufffd") == 1


PLAIN = {
    "columns": {
        "ma": {"column": "petition_code"},
        "loai": {"column": "kind"},
        "ngay": {"column": "received_at", "formats": ["%d/%m/%Y"], "precision": "day"},
    },
    "unit_header": "don_vi",
    "ignored": ["stt"],
    "personal": ["nguoi_gui"],
}
ASCII = ("ma", "loai", "ngay", "don_vi", "stt", "nguoi_gui")
VIETNAMESE = delimited([(*row[:5], "x") for row in ROWS], headers=ASCII)
TCVN3 = VIETNAMESE.encode("tcvn3")


def test_tcvn3_is_read_where_declared_and_found_out_where_cp1258_is(tmp_path):
    path = put(tmp_path, TCVN3)
    _, frame = read(path, source({"kind": "csv", "encoding": "tcvn3"}, **PLAIN))
    assert frame.rows() == expected_rows(2)
    (tmp_path / "out.arrow").unlink()
    lines = TCVN3.splitlines(keepends=True)
    many = lines[0] + b"1,C\xcap gi\xcay ph\xd0p x\xa9y d\xf9ng,,,,\n" * 5
    refused = refusal(put(tmp_path, many), source({"kind": "csv", "encoding": "cp1258"}, **PLAIN))
    assert (refused.code, 'format.encoding = "tcvn3"' in refused.message_en) == ("undeclared-encoding", True)


def test_vni_is_read_where_declared(tmp_path):
    declared = source({"kind": "csv", "encoding": "vni"}, **PLAIN)
    _, frame = read(put(tmp_path, VIETNAMESE.encode("vni")), declared)
    assert frame.rows() == expected_rows(2)
    (tmp_path / "out.arrow").unlink()
    wrong = put(tmp_path, VIETNAMESE.encode("vni") + "9,José,,,,\n".encode("cp1252"))
    assert "line 5" in refusal(wrong, declared).message_en


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "tcvn3", "vni"])
def test_utf8_is_found_out_where_an_encoding_of_one_byte_is_declared(tmp_path, encoding):
    refused = refusal(put(tmp_path, VIETNAMESE.encode()), source({"kind": "csv", "encoding": encoding}, **PLAIN))
    assert (refused.code, 'format.encoding = "utf-8"' in refused.message_en) == ("undeclared-encoding", True)


def test_cp1252(tmp_path):
    text = delimited([("1", "Déclaration préalable", "", "", "", "")], headers=ASCII)
    _, frame = read(put(tmp_path, text.encode("cp1252")), source({"kind": "csv", "encoding": "cp1252"}, **PLAIN))
    assert frame["loai"].to_list() == ["Déclaration préalable"]
    (tmp_path / "out.arrow").unlink()
    wrong = put(tmp_path, text.encode("cp1252") + b"2,\x81,,,,\n")
    refused = refusal(wrong, source({"kind": "csv", "encoding": "cp1252"}, **PLAIN))
    assert "line 3" in refused.message_en and "format.encoding" in refused.message_en


def test_a_wrong_byte_in_a_column_that_is_not_kept(tmp_path):
    data = delimited(ROWS).encode() + b'1,5" x,,,,\xff\n'
    assert "line 5" in refusal(put(tmp_path, data), csv_source()).message_en


def test_a_mark_of_tone_after_a_consonant_is_not_of_cp1258(tmp_path):
    """Italian written in cp1252: its ò is a mark of tone in cp1258."""
    declared = source({"kind": "csv", "encoding": "cp1258"}, **PLAIN)
    rows = [",".join(ASCII), "1,d,01/02/2023,Cu Chi,1,Per\u00f2", ""]
    path = put(tmp_path, "\n".join(rows).encode("cp1252"))
    rejected = refusal(path, declared)
    assert rejected.code == "undeclared-encoding"
    assert "Line 2" in rejected.message_en


def test_what_cannot_be_decoded_leaves_no_text_behind(tmp_path):
    declared = source({"kind": "csv", "encoding": "utf-16"}, **PLAIN)
    rows = [",".join(ASCII), "1,d,01/02/2023,Cu Chi,1,Bia Dat", ""]
    path = put(tmp_path, "\n".join(rows).encode("utf-16") + b"x")
    assert refusal(path, declared).code == "undeclared-encoding"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file() and b"Bia Dat" in p.read_bytes()] == []
