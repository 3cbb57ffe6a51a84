"""The records of a CSV file counted from its bytes alone, without the parser that reads it later.

A parser that pads short rows or loses a quote would otherwise be its own witness. Each block is reduced to its
delimiters, line ends and quotation marks; whatever stands between quotation marks is taken out; what remains must be
the same few bytes once per record. That costs a tenth of the parsing.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import SubmissionRejected

_BLOCK = 1 << 20
_QUOTED = re.compile(rb'"[^"]*"')


@dataclass(frozen=True)
class Shape:
    """`records` without the blank ones; `blank`: numbers of the records that are blank lines or delimiters alone.

    Records are numbered from the line of the first one; a line break within quotation marks does not count.
    """

    records: int
    blank: tuple[int, ...]


def csv_shape(path: Path, start: int, first: int, delimiter: str, fields: int) -> Shape:
    """Return the shape of the records from byte `start` of a UTF-8 file, the first of which is on line `first`.

    Raises `SubmissionRejected`: `ragged-row` for a record without exactly `fields` fields, `truncated` for a file that
    breaks off in its last record.
    """
    total, irregular, suspect, ends_open, final_newline = _scan(path, start, first, delimiter.encode(), fields)
    if ends_open:
        raise _open_quote(final_newline)
    blank = _blank_records(path, start, first, delimiter.encode()) if suspect else ()
    known = set(blank)
    if wrong := [(number, found) for number, found in irregular if number not in known]:
        number, found = wrong[0]
        if number == first + total - 1 and not final_newline:
            raise _broken_off(number, found, fields)
        raise _ragged(number, found, fields, len(wrong))
    return Shape(total - len(blank), blank)


def _scan(
    path: Path, start: int, first: int, delimiter: bytes, fields: int
) -> tuple[int, list[tuple[int, int]], bool, bool, bool]:
    """Return number of records, irregular ones (number, fields), blank suspected, quote left open, final newline."""
    others = bytes(b for b in range(256) if b not in delimiter + b'\n"')
    regular = delimiter * (fields - 1) + b"\n"
    empty = b"\n" + regular[:-1]  # how a record of delimiters alone begins
    total, irregular, suspect = 0, list[tuple[int, int]](), False
    skeleton, tail = b"", b"\n"
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(_BLOCK):
            suspect = suspect or empty in block or empty in tail + block[: len(empty)]
            tail = (tail + block)[-len(empty) :] if len(block) < len(empty) else block[-len(empty) :]
            skeleton += block.translate(None, others)
            whole, skeleton = _complete(skeleton)
            total = _tally(whole, regular, first, total, irregular)
    final_newline, ends_open = tail.endswith(b"\n"), b'"' in skeleton
    if not final_newline and not ends_open:
        total = _tally(skeleton + b"\n", regular, first, total, irregular)
    suspect = suspect or any(found == 1 for _, found in irregular)
    return total, irregular, suspect, ends_open, final_newline


def _complete(skeleton: bytes) -> tuple[bytes, bytes]:
    """Split a skeleton, quoted parts taken out, after its last whole record; an open quote stays in the second half."""
    bare = _QUOTED.sub(b"", skeleton) if b'"' in skeleton else skeleton
    open_quote = bare.find(b'"')
    end = bare.rfind(b"\n", 0, open_quote if open_quote >= 0 else len(bare)) + 1
    return bare[:end], bare[end:]


def _tally(whole: bytes, regular: bytes, first: int, total: int, irregular: list[tuple[int, int]]) -> int:
    """Add the records of `whole` to `total`, noting those that are not `regular`; return the new total."""
    count = whole.count(b"\n")
    if whole != regular * count:
        lines = whole.split(b"\n")[:-1]
        irregular += [
            (first + total + i, len(line) + 1) for i, line in enumerate(lines) if len(line) + 1 != len(regular)
        ]
    return total + count


def _blank_records(path: Path, start: int, first: int, delimiter: bytes) -> tuple[int, ...]:
    blank, number, is_open = list[int](), first, False
    with path.open("rb") as file:
        file.seek(start)
        for line in file:
            if not is_open and not line.strip(delimiter + b" \t\r\n"):
                blank.append(number)
            is_open ^= bool(line.count(b'"') & 1)
            number += not is_open
    return tuple(blank)


def _ragged(number: int, found: int, fields: int, count: int) -> SubmissionRejected:
    return SubmissionRejected(
        "ragged-row",
        f"Dòng {number} có {found} trường, dòng tiêu đề có {fields} (tất cả {count} dòng như vậy). "
        "Có thể một ô chứa dấu phân cách mà không đặt trong dấu ngoặc kép; hãy xuất lại.",
        f"Line {number} has {found} fields, the header has {fields} ({count} such lines in all). "
        "A cell may hold the delimiter without quotation marks; export the file again.",
    )


def _broken_off(number: int, found: int, fields: int) -> SubmissionRejected:
    return SubmissionRejected(
        "truncated",
        f"Tệp bị cắt ngang: dòng cuối ({number}) chỉ có {found} trong {fields} trường và không xuống dòng. "
        "Hãy chép hoặc xuất lại tệp.",
        f"The file breaks off: its last line ({number}) has {found} of {fields} fields and no line end. "
        "Copy or export it again.",
    )


def _open_quote(final_newline: bool) -> SubmissionRejected:
    return SubmissionRejected(
        "unreadable" if final_newline else "truncated",
        "Một dấu ngoặc kép được mở mà không đóng đến hết tệp; tệp bị cắt ngang hoặc xuất sai. Hãy xuất lại.",
        "A quotation mark is opened and never closed; the file was cut off or exported wrongly. Export it again.",
    )
