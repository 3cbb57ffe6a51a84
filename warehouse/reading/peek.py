"""A look at a file of unknown source: in which formats it may be meant, and which headers it would have in each.

For the draft of a new source; guesses only, for a person to check. No cell values are returned.
"""

import codecs
import csv
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from schemas.errors import SubmissionRejected
from schemas.source_format import CsvFormat, HtmlFormat, XlsxFormat
from schemas.words.message import message
from schemas.words.text import clean
from warehouse.reading.archive import chosen_members, nested_zip, opened_zip, unpacked
from warehouse.reading.book_kinds import open_book
from warehouse.reading.csv_head_faults import DELIMITERS
from warehouse.reading.encoding import CODECS
from warehouse.reading.guess_encoding import EncodingGuess, guess_encoding
from warehouse.reading.html_book import open_html
from warehouse.reading.kinds import WORKBOOKS, cannot_draft
from warehouse.reading.outcome import Peek
from warehouse.reading.peek_dates import date_only
from warehouse.reading.peek_json import peek_json
from warehouse.reading.peek_workbook import peek_book
from warehouse.reading.sniff import Kind, kind_of

_MOST = 64 << 20  # bytes read; JSON must be whole to be understood
_SAMPLE = 1 << 18  # bytes of a delimited text looked at
_ROWS = 50  # rows looked at for the header


def peek_headers(path: Path) -> list[Peek]:
    """Return the plausible readings of a file, the likeliest first; several for a workbook of several sheets.

    Raises `SubmissionRejected` where no format that is read here comes into question, and says what the file is.
    """
    if not path.stat().st_size:
        raise SubmissionRejected("empty-file", message("files.empty"))
    kind = kind_of(path)
    readings = _zip(path) if kind == "zip" else _plain(path, kind)
    if not readings:
        raise SubmissionRejected("unreadable", message("files.no-table"))
    return readings


def _plain(path: Path, kind: Kind) -> list[Peek]:
    """Return the readings of a file that is no zip, or of a member of one."""
    if kind in WORKBOOKS:
        name = "xlsx" if kind == "xlsx" else "workbook"
        return peek_book(open_book(path, kind), lambda _, sheet: XlsxFormat(kind=name, sheet=sheet.name))
    if kind == "html":
        page = HtmlFormat(kind="html")
        return peek_book(open_html(path, page), lambda place, _: HtmlFormat(kind="html", table=place))
    if kind != "text":
        raise cannot_draft(kind)
    with path.open("rb") as file:
        return _text(file.read(_MOST))


def _zip(path: Path) -> list[Peek]:
    """Return the readings of the first member; the others of its suffix are taken to be like it."""
    with opened_zip(path) as archive, TemporaryDirectory(prefix="motcua-peek-") as folder:
        members = chosen_members(archive, CsvFormat(kind="csv", member="*", all_members=True), path.stat().st_size)
        suffixes = sorted({PurePosixPath(m.filename).suffix.lower() for m in members})
        if len(suffixes) > 1:
            raise SubmissionRejected("archive", message("zip.several-kinds", suffixes=suffixes))
        text = Path(folder, "member")
        with unpacked(archive, members[0], text, _MOST):
            kind = kind_of(text)
            if kind == "zip":
                raise nested_zip()
            readings = _plain(text, kind)
    packed = {"member": f"*{suffixes[0]}", "all_members": len(members) > 1}
    return [replace(peek, format=peek.format.model_copy(update=packed)) for peek in readings]


def _text(data: bytes) -> list[Peek]:
    guess = guess_encoding(data)
    text = codecs.getincrementaldecoder(CODECS[guess.encoding])("replace").decode(data[:_SAMPLE])
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return peek_json(data)
    lines = text.splitlines(keepends=True)
    readings = [r for d in DELIMITERS if (r := _delimited(lines[:_ROWS], d, guess))]
    return sorted(readings, key=lambda r: -len(r.headers) * (1 + min(r.sample_rows, 2)))


def _delimited(lines: list[str], delimiter: str, guess: EncodingGuess) -> Peek | None:
    """Take the first of the widest rows for the header: title rows above it are narrower."""
    reader = csv.reader(lines, delimiter=delimiter)
    rows = [(row, reader.line_num) for row in reader]
    filled = [sum(1 for cell in row if cell.strip()) for row, _ in rows]
    if max(filled, default=0) < 2:
        return None
    at = filled.index(max(filled))
    header = rows[at][0]
    file_format = {
        "kind": "csv",
        "encoding": guess.encoding,
        "delimiter": delimiter,
        "title_rows": rows[at - 1][1] if at else 0,
    }
    records = [row for row, _ in rows[at + 1 :] if len(row) == len(header)]
    headers = tuple(clean(h) for h in header)
    columns = {h: [row[i] for row in records] for i, h in enumerate(headers)}
    return Peek(CsvFormat.model_validate(file_format), headers, len(records), date_only(columns), guess.doubts)
