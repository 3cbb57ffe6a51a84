"""Old .xls workbooks (BIFF 5 and 8), byte by byte."""

import struct

from binary_cells import DATE, ERRORS, FORMATS, MASK, SEVEN, Computed, Dated, Error, Masked


def xls(*pages, is_old=False, from_1904=False):
    """The bytes of an .xls workbook, of BIFF 5 where `is_old`."""
    book = _Biff(is_old)
    parts = [book.sheet(page) for page in pages]
    head = book.globals([(page, 0) for page in pages], from_1904)
    starts, at = [], len(head)
    for part in parts:
        starts.append(at)
        at += len(part)
    stream = book.globals(list(zip(pages, starts, strict=True)), from_1904) + b"".join(parts)
    return ole("Book" if is_old else "Workbook", stream)


def ole(name, stream):
    """The bytes of an OLE file of one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    end, free, of_table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    chain = [*range(3, sectors + 2), end]
    table = struct.pack("<128I", *([of_table, end, *chain] + [free] * 128)[:128])
    assert sectors <= 126
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\xff"))
    header[8:76] = struct.pack("<16xHHHHH6x9I", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header[76:80] = struct.pack("<I", 0)
    entries = _entry("Root Entry", 5, end, 0, child=1) + _entry(name, 2, 2, len(stream)) + 2 * _entry("", 0, 0, 0)
    return bytes(header) + table + entries + stream


def _entry(name, kind, start, size, child=0xFFFFFFFF):
    text = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    length = len(text) + 2 if name else 0
    return text.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", length, kind, 1, none, none, child, start, size)


class _Biff:
    def __init__(self, is_old):
        self.is_old = is_old

    def record(self, number, data=b""):
        return struct.pack("<HH", number, len(data)) + data

    def text(self, text, width):
        """A text with its length before it, in `width` bytes."""
        if self.is_old:
            return len(text).to_bytes(width, "little") + text.encode("cp1252")
        return len(text).to_bytes(width, "little") + b"\x01" + text.encode("utf-16-le")

    def globals(self, pages, from_1904):
        begin = self.record(0x809, struct.pack("<HHHH8x", 0x500 if self.is_old else 0x600, 5, 0, 0))
        parts = [begin, self.record(0x42, struct.pack("<H", 1252 if self.is_old else 1200))]
        parts.append(self.record(0x22, struct.pack("<H", from_1904)))
        parts += [
            self.record(0x41E, struct.pack("<H", n) + self.text(f, 1 if self.is_old else 2)) for n, f in FORMATS.items()
        ]
        for number in (0, *FORMATS):
            parts.append(self.record(0xE0, struct.pack("<HH", 0, number).ljust(16 if self.is_old else 20, b"\0")))
        for page, start in pages:
            parts.append(self.record(0x85, struct.pack("<IBB", start, page.is_hidden, 0) + self.text(page.name, 1)))
        return b"".join([*parts, self.record(0x0A)])

    def sheet(self, page):
        begin = self.record(0x809, struct.pack("<HHHH8x", 0x500 if self.is_old else 0x600, 16, 0, 0))
        columns = max(map(len, page.rows))
        size = struct.pack("<HHHHH" if self.is_old else "<IIHHH", 0, len(page.rows), 0, columns, 0)
        parts = [begin, self.record(0x200, size)]
        parts += [self.record(0x7D, struct.pack("<HHHHHH", c, c, 0, 0, 1, 0)) for c in page.hidden_columns]
        for i, row in enumerate(page.rows):
            flags = 0x20 if i + 1 in page.hidden_rows else 0
            parts.append(self.record(0x208, struct.pack("<HHHHHHHH", i, 0, len(row), 255, 0, 0, flags, 0)))
            parts += [self.cell(struct.pack("<HH", i, j), cell) for j, cell in enumerate(row) if cell is not None]
        if page.merged:
            ranges = b"".join(struct.pack("<HHHH", *area) for area in page.merged)
            parts.append(self.record(0xE5, struct.pack("<H", len(page.merged)) + ranges))
        return b"".join([*parts, self.record(0x0A)])

    def cell(self, place, cell):
        if isinstance(cell, Computed):
            return self.formula(place, cell.result)
        if isinstance(cell, Dated):
            return self.record(0x203, place + struct.pack("<Hd", DATE, cell.days))
        if isinstance(cell, Masked):
            return self.record(0x27E, place + struct.pack("<HI", MASK, cell.number << 2 | 2))
        place += struct.pack("<H", 0)
        if isinstance(cell, Error):
            return self.record(0x205, place + bytes((ERRORS[cell.text], 1)))
        if isinstance(cell, bool):
            return self.record(0x205, place + bytes((cell, 0)))
        if isinstance(cell, str):
            return self.record(0x204, place + self.text(cell, 2))
        return self.record(0x203, place + struct.pack("<d", cell))

    def formula(self, place, result):
        after = b""
        if isinstance(result, str):
            value, after = bytes((0, 0, 0, 0, 0, 0, 255, 255)), self.record(0x207, self.text(result, 2))
        elif isinstance(result, Error):
            value = bytes((2, 0, ERRORS[result.text], 0, 0, 0, 255, 255))
        else:
            value = struct.pack("<d", result)
        return self.record(0x6, place + struct.pack("<H", 0) + value + struct.pack("<HIH", 0, 0, 3) + SEVEN) + after
