"""A look at a file of unknown source: in which formats it may be meant, and which headers it would have in each.

For the draft of a new source; guesses only, for a person to check. No cell values are returned.
"""

import codecs
import io
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from schemas.errors import SubmissionRejected
from schemas.source_format import CsvFormat, HtmlFormat
from schemas.words.message import message
from warehouse.reading.archive import chosen_members, nested_zip, opened_zip, unpacked
from warehouse.reading.books.html_book import open_html
from warehouse.reading.books.kinds_of_books import open_book
from warehouse.reading.encodings.encoding import CODECS
from warehouse.reading.encodings.guess_encoding import guess_encoding
from warehouse.reading.kinds import WORKBOOKS, cannot_draft
from warehouse.reading.outcome import Peek
from warehouse.reading.peek.json import peek_json
from warehouse.reading.peek.text import peek_text
from warehouse.reading.peek.workbook import peek_page, peek_workbook
from warehouse.reading.sniff import Kind, kind_of

_MOST = 64 << 20  # bytes read; JSON must be whole to be understood
_SAMPLE, _END = 1 << 18, 1 << 17  # bytes of a delimited text looked at, from its beginning and before its end
_ROWS = 200  # lines looked at for the header, and for what stands below the records
_UTF16_ORDER = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


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
        return peek_workbook(open_book(path, kind), "xlsx" if kind == "xlsx" else "workbook")
    if kind == "html":
        return _page(path)
    if kind != "text":
        raise cannot_draft(kind)
    with path.open("rb") as file:
        return _text(file.read(_MOST))


def _page(path: Path) -> list[Peek]:
    """Return the readings of a web page; its encoding is guessed where the page does not say it, or not rightly."""
    as_it_says = HtmlFormat(kind="html")
    try:
        return peek_page(open_html(path, as_it_says), as_it_says)
    except SubmissionRejected as refused:
        if refused.code != "undeclared-encoding":
            raise
    with path.open("rb") as file:
        guess = guess_encoding(file.read(_MOST))
    page_format = HtmlFormat(kind="html", encoding=guess.encoding)
    readings = peek_page(open_html(path, page_format), page_format)
    return [replace(peek, doubts=(*peek.doubts, *guess.doubts)) for peek in readings]


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
    doubts = (message("file_guess.several-members", count=len(members)),) if len(members) > 1 else ()
    return [
        replace(peek, format=peek.format.model_copy(update=packed), doubts=(*peek.doubts, *doubts)) for peek in readings
    ]


def _text(data: bytes) -> list[Peek]:
    guess = guess_encoding(data)
    text = _decoded(data[:_SAMPLE], guess.encoding).removeprefix("\ufeff")
    if text.lstrip().startswith(("{", "[", '"{', '"[')):
        return peek_json(data)
    if len(data) <= _SAMPLE:
        return peek_text(_lines(text), (), guess)
    # A line that is cut in two is left out at either end.
    last = _decoded(data[-_END:], guess.encoding.replace("utf-16", _UTF16_ORDER.get(data[:2], "utf-16")))
    return peek_text(_lines(text)[:-1][:_ROWS], _lines(last)[1:][-_ROWS:], guess)


def _decoded(data: bytes, encoding: str) -> str:
    """Return a text; what does not decode is marked, and a letter cut in half at the end left out."""
    return codecs.getincrementaldecoder(CODECS.get(encoding, encoding))("replace").decode(data)


def _lines(text: str) -> list[str]:
    """Return the lines of a text as readers count them, with their ends."""
    return list(io.StringIO(text, newline="\n"))
