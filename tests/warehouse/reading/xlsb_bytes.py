"""Binary .xlsb workbooks, byte by byte."""

import io
import struct
import zipfile

from binary_cells import DATE, ERRORS, FORMATS, MASK, SEVEN, Computed, Dated, Error, Masked


def xlsb(*pages, from_1904=False):
    """The bytes of an .xlsb workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        types = (
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
        )
        book.writestr("[Content_Types].xml", types)
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relations = "".join(
            f'<Relationship Id="rId{i}" Type="{base}/worksheet" Target="worksheets/sheet{i}.bin"/>'
            for i in range(1, len(pages) + 1)
        )
        head = (
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        )
        book.writestr(
            "_rels/.rels",
            f'{head}<Relationship Id="r" Type="{base}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        )
        book.writestr("xl/_rels/workbook.bin.rels", f"{head}{relations}</Relationships>")
        sheets = b"".join(
            _wide(156, struct.pack("<II", page.is_hidden, i) + _wide_text(f"rId{i}") + _wide_text(page.name))
            for i, page in enumerate(pages, start=1)
        )
        about = _wide(153, struct.pack("<IIi", from_1904, 0, -1))
        book.writestr("xl/workbook.bin", _wide(131) + about + _wide(143) + sheets + _wide(144) + _wide(132))
        formats = b"".join(_wide(44, struct.pack("<H", n) + _wide_text(f)) for n, f in FORMATS.items())
        styles = b"".join(_wide(47, struct.pack("<HH12x", 0, n)) for n in (0, *FORMATS))
        book.writestr(
            "xl/styles.bin",
            _wide(278)
            + _wide(615, struct.pack("<I", len(FORMATS)))
            + formats
            + _wide(616)
            + _wide(617, struct.pack("<I", 3))
            + styles
            + _wide(618)
            + _wide(279),
        )
        for i, page in enumerate(pages, start=1):
            book.writestr(f"xl/worksheets/sheet{i}.bin", _wide_sheet(page))
    return out.getvalue()


def _wide_sheet(page):
    size = struct.pack("<IIII", 0, len(page.rows) - 1, 0, max(map(len, page.rows)) - 1)
    parts = [_wide(129), _wide(148, size)]
    if page.hidden_columns:
        columns = b"".join(_wide(60, struct.pack("<IIIIH", c, c, 0, 0, 1)) for c in page.hidden_columns)
        parts += [_wide(390), columns, _wide(391)]
    parts.append(_wide(145))
    for i, row in enumerate(page.rows):
        hidden = 0x10 if i + 1 in page.hidden_rows else 0
        parts.append(_wide(0, struct.pack("<IIHBBBI", i, 0, 300, 0, hidden, 0, 0)))
        parts += [_wide_cell(j, cell) for j, cell in enumerate(row) if cell is not None]
    parts.append(_wide(146))
    if page.merged:
        ranges = b"".join(_wide(176, struct.pack("<IIII", *area)) for area in page.merged)
        parts += [_wide(177, struct.pack("<I", len(page.merged))), ranges, _wide(178)]
    return b"".join([*parts, _wide(130)])


def _wide_cell(column, cell):
    place = struct.pack("<II", column, 0)
    if isinstance(cell, Dated):
        return _wide(5, struct.pack("<IId", column, DATE, cell.days))
    if isinstance(cell, Masked):
        return _wide(2, struct.pack("<III", column, MASK, cell.number << 2 | 2))
    if isinstance(cell, Error):
        return _wide(3, place + bytes((ERRORS[cell.text],)))
    if isinstance(cell, Computed):
        formula = struct.pack("<HI", 0, 3) + SEVEN + bytes(4)
        if isinstance(cell.result, str):
            return _wide(8, place + _wide_text(cell.result) + formula)
        if isinstance(cell.result, Error):
            return _wide(11, place + bytes((ERRORS[cell.result.text],)) + formula)
        return _wide(9, place + struct.pack("<d", cell.result) + formula)
    if isinstance(cell, bool):
        return _wide(4, place + bytes((cell,)))
    if isinstance(cell, str):
        return _wide(6, place + _wide_text(cell))
    return _wide(5, place + struct.pack("<d", cell))


def _wide_text(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _wide(number, data=b""):
    """A record: its number and its length in seven bits a byte."""
    return _sevens(number) + _sevens(len(data)) + data


def _sevens(number):
    low, rest = number & 0x7F, number >> 7
    return bytes((low | 0x80,)) + _sevens(rest) if rest else bytes((low,))
