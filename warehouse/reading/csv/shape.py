"""The records of a CSV file counted from its bytes alone, without the parser that reads it later.

A parser that pads short rows or loses a quotation mark would otherwise be its own witness. By RFC 4180 a mark opens a
cell only where the cell begins, and closes it only where it ends; what stands between is taken out, and what remains
must be the same few bytes once per line. That costs half of what the parsing does.
"""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

_BLOCK = 1 << 17  # the passes over one block find it in the processor's cache


def regular_lines(
    path: Path, start: int, delimiter: str, fields: int, comment: str, at_once: int = _BLOCK
) -> int | None:
    """Return the number of lines from byte `start` of a UTF-8 file if each of them is one record of `fields` fields.

    None where a line is blank or a comment, has other than `fields` fields, a quotation mark that is none by RFC 4180,
    or a carriage return within. The last line may lack its end.

    Args:
        path: the file.
        start: the byte at which the first line begins.
        delimiter: what separates fields.
        fields: how many each line has.
        comment: with what a line begins that is a comment, "" where none is.
        at_once: how many bytes are looked at together.
    """
    mark, total = delimiter.encode(), 0
    all_else = bytes(b for b in range(256) if b not in mark + b"\n")
    stray = re.compile(rb'"(?:(?<![%b\n"]")|(?![%b\r\n"]))' % (re.escape(mark), re.escape(mark)))
    record = mark * (fields - 1) + b"\n"
    empty = b"\n" + record
    for lines in _whole_lines(path, start, at_once):
        returns = b"\r" in lines
        if returns and (empty[:-1] + b"\r\n" in lines or lines.count(b"\r") != lines.count(b"\r\n")):
            return None
        if empty in lines or (comment and b"\n" + comment.encode() in lines):
            return None
        outside = _outside_marks(lines, stray) if b'"' in lines else lines
        if outside is None:
            return None
        reduced = outside.translate(None, all_else)
        count = len(reduced) // fields
        if reduced != b"\n" + record * count:
            return None
        total += count
    return total


def physical_records(path: Path, start: int, delimiter: str) -> int:
    """Return the number of records from byte `start`: its line ends but for those within quoted cells.

    Blank lines count; a cell that is opened and not closed ends with the file.
    """
    quoted_cell = re.compile(rb'"(?<![^%b\n]")[^"]*(?:""[^"]*)*(?:"|\Z)' % re.escape(delimiter.encode()))
    if path.stat().st_size <= start:
        return 0
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        quoted_line_ends = sum(quoted[0].count(b"\n") for quoted in quoted_cell.finditer(data, start))
        unended = data[-1:] != b"\n"
        file.seek(start)
        ends = sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
    return ends - quoted_line_ends + unended


def _whole_lines(path: Path, start: int, at_once: int) -> Iterator[bytes]:
    """Give the file in pieces of complete lines, each with the line end before it; the last line is given its end."""
    begun = [b"\n"]
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(at_once):
            end = block.rfind(b"\n")
            if end < 0:
                begun.append(block)
                continue
            yield b"".join([*begun, block[: end + 1]])
            begun = [block[end:]]
    last = b"".join(begun)
    if last != b"\n":
        yield last + b"\n"


def _outside_marks(lines: bytes, stray: re.Pattern[bytes]) -> bytes | None:
    """Return `lines` with one mark in place of each quoted part; None where a mark is none by RFC 4180, or a line ends
    within a part.

    A doubled mark closes a part and opens the next at once.
    """
    parts = lines.split(b'"')
    outside, inside = b'"'.join(parts[::2]), b"".join(parts[1::2])
    return None if len(parts) % 2 == 0 or b"\n" in inside or stray.search(outside) else outside
