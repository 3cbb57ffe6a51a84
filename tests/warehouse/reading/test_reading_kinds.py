"""Files that are of another kind than declared are refused as what they are, whatever they are called."""

import gzip
import json
import zipfile

import pytest
from reading_cases import ROWS, csv_source, delimited, expected_rows, read, refusal, source

GOOD = delimited(ROWS)
XLSX, CSV, JSON = source({"kind": "xlsx"}), csv_source(), source({"kind": "json"})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(stream, sector=3):
    """The first bytes of an OLE file, with its directory, of one entry, in sector `sector`."""
    header = OLE + bytes(22) + (9).to_bytes(2, "little") + bytes(16) + sector.to_bytes(4, "little")
    return header.ljust((sector + 1) << 9, b"\0") + stream.encode("utf-16-le").ljust(512, b"\0")


def packed(folder, *names):
    path = folder / "packed"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    data = path.read_bytes()
    path.unlink()
    return data


PAGES = [
    "<!DOCTYPE html><html><body>Đăng nhập</body></html>",
    "\n  <HTML xmlns:x='urn:schemas-microsoft-com:office:excel'><table border=1><tr><th>Mã</th></tr></table></HTML>",
    "<!-- login -->\r\n<!-- v2 --><table><tr><td>Mã</td></tr></table>",
    '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html/>',
    "<meta charset=utf-8><table></table>",
    "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
]


@pytest.mark.parametrize("page", PAGES, ids=range(len(PAGES)))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_web_page_is_called_one(tmp_path, page, encoding):
    (tmp_path / "a.xls").write_bytes(page.encode(encoding))
    for declared in (XLSX, CSV, JSON):
        refused = refusal(tmp_path / "a.xls", declared)
        assert "web page (HTML)" in refused.message_en
        assert "trang web (HTML)" in refused.message_vi


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "SpreadsheetML"),
        (
            lambda _: (
                b'\xef\xbb\xbf<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
            ),
            "2003",
        ),
        (lambda _: b'<?xml version="1.0"?><hoso/>', "XML file"),
        (lambda folder: packed(folder, "[Content_Types].xml", "xl/workbook.bin"), ".xlsb"),
        (lambda folder: packed(folder, "mimetype", "content.xml"), ".ods"),
        (lambda folder: packed(folder, "[Content_Types].xml", "_rels/.rels", "word/document.xml"), "Word"),
        (lambda folder: packed(folder, "a.csv"), "a zip"),
        (lambda _: ole("Workbook"), "old Excel workbook (.xls)"),
        (lambda _: ole("EncryptedPackage", sector=40), "password"),
        (lambda _: OLE + b"\xff" * 600, "old .xls workbook, or one with a password"),
        (lambda _: bytes.fromhex("0904060000001000") + b"x", "old .xls workbook"),
        (lambda _: gzip.compress(GOOD.encode()), "gzip"),
        (lambda _: b"Rar!\x1a\x07\x01", ".rar"),
        (lambda _: b"7z\xbc\xaf\x27\x1c", ".7z"),
        (lambda _: b"%PDF-1.7\n", "PDF"),
        (lambda _: bytes(9000), "zero bytes"),
    ],
    ids=range(16),
)
def test_every_other_kind_is_called_what_it_is(tmp_path, make, words):
    data = make(tmp_path)
    (tmp_path / "a.csv").write_bytes(data)
    for declared in (XLSX, CSV, JSON):
        refused = refusal(tmp_path / "a.csv", declared)
        assert words in refused.message_en
        assert declared.id in refused.message_en


def test_text_of_another_kind(tmp_path):
    (tmp_path / "a").write_text("\n" + json.dumps([{"Mã": "a"}]))
    assert "is JSON" in refusal(tmp_path / "a", CSV).message_en
    assert "text (such as CSV" in refusal(tmp_path / "a", XLSX).message_en


def test_a_table_that_begins_like_a_page_or_like_json_is_still_read(tmp_path):
    for first in ("[Mã]", "{Mã", "<Mã>", "[1] Mã"):
        declared = csv_source().model_copy(
            update={"columns": {first if name == "Mã" else name: field for name, field in CSV.columns.items()}}
        )
        (tmp_path / "a").write_text(GOOD.replace("Mã", first, 1), encoding="utf-8")
        _, frame = read(tmp_path / "a", declared)
        assert frame.rows() == expected_rows(2)
        (tmp_path / "out.arrow").unlink()
