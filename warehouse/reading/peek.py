"""A look at a file of unknown source: in which formats it may be meant, and which headers it would have in each.

For the draft of a new source; guesses only, for a person to check. No cell values are returned.
"""

import codecs
import csv
import zipfile
from pathlib import Path

from schemas.errors import SubmissionRejected
from schemas.source_format import CsvFormat
from schemas.text import clean
from warehouse.reading.outcome import Peek
from warehouse.reading.peek_dates import date_only
from warehouse.reading.peek_json import peek_json
from warehouse.reading.peek_workbook import peek_workbook
from warehouse.reading.sniff import kind_of

_MOST = 64 << 20  # bytes read; JSON must be whole to be understood
_SAMPLE = 1 << 18  # bytes of a delimited text looked at
_ROWS = 50  # rows looked at for the header
_DELIMITERS = (",", ";", "\t", "|")


def peek_headers(path: Path) -> list[Peek]:
    """Return the plausible readings of a file, the likeliest first; several for a workbook of several sheets.

    Raises `SubmissionRejected` with `unreadable` where no format that is read here comes into question.
    """
    kind, found = kind_of(path), list[Peek]()
    if kind == "xlsx":
        found = peek_workbook(path)
    elif kind == "zip":
        found = _zip(path)
    elif kind == "text":
        with path.open("rb") as file:
            found = _text(file.read(_MOST), "")
    if not found:
        raise SubmissionRejected(
            "unreadable",
            "Không nhận ra dạng tệp: cần CSV, JSON, NDJSON, .xlsx, hoặc zip chứa đúng một tệp CSV hay JSON.",
            "The file's format is not recognised: it should be CSV, JSON, NDJSON, .xlsx, or a zip of one CSV or JSON.",
        )
    return found


def _zip(path: Path) -> list[Peek]:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
        if len(members) != 1 or members[0].flag_bits & 1:
            return []
        with archive.open(members[0]) as packed:
            return _text(packed.read(_MOST), f"*{Path(members[0].filename).suffix.lower()}")


def _text(data: bytes, member: str) -> list[Peek]:
    encoding, text = _decoded(data[:_SAMPLE])
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return peek_json(data, member)
    lines = text.splitlines(keepends=True)
    readings = [r for d in _DELIMITERS if (r := _delimited(lines[:_ROWS], d, encoding, member))]
    return sorted(readings, key=lambda r: -len(r.headers) * (1 + min(r.sample_rows, 2)))


def _decoded(sample: bytes) -> tuple[str, str]:
    """Return the likeliest encoding and the sample in it; a letter cut in half at the end is left out."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", codecs.getincrementaldecoder("utf-16")("replace").decode(sample)
    try:
        return "utf-8", codecs.getincrementaldecoder("utf-8-sig")().decode(sample)
    except UnicodeDecodeError:
        return "cp1258", sample.decode("cp1258", errors="replace")


def _delimited(lines: list[str], delimiter: str, encoding: str, member: str) -> Peek | None:
    """Take the first of the widest rows for the header: title rows above it are narrower."""
    reader = csv.reader(lines, delimiter=delimiter)
    rows = [(row, reader.line_num) for row in reader]
    filled = [sum(1 for cell in row if cell.strip()) for row, _ in rows]
    if max(filled, default=0) < 2:
        return None
    at = filled.index(max(filled))
    header = rows[at][0]
    form = {
        "kind": "csv",
        "encoding": encoding,
        "delimiter": delimiter,
        "title_rows": rows[at - 1][1] if at else 0,
        "member": member,
    }
    records = [row for row, _ in rows[at + 1 :] if len(row) == len(header)]
    headers = tuple(clean(h) for h in header)
    columns = {h: [row[i] for row in records] for i, h in enumerate(headers)}
    return Peek(CsvFormat.model_validate(form), headers, len(records), date_only(columns))
