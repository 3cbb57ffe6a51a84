"""A web page with tables, as many systems send it under the name of an old workbook."""

import codecs
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from schemas.source_format import Encoding, HtmlFormat
from schemas.words.message import message
from warehouse.reading.books.book import Book
from warehouse.reading.books.grid import Grid, book_of_grids
from warehouse.reading.books.html_tables import Page
from warehouse.reading.encodings.encoding import CODECS, check_single_byte, undecodable
from warehouse.reading.outcome import Refused, check_records

_START = 1 << 12  # bytes in which a page names its encoding
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:.-]+)|encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
_MARKS: Mapping[bytes, Encoding] = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LATIN = ("iso8859-1", "ascii", "iso8859-15")  # browsers read these as Windows' letters
_TCVN = ("tcvn", "tcvn3", "x-viet-tcvn", "x-viet-tcvn5712", "vntime")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr[\s/>]", re.IGNORECASE)


def open_html(path: Path, file_format: HtmlFormat) -> Book:
    """Open a page for its tables; tables that hold others are frames around these, and not among them.

    Raises `Refused` where the page has no table with a text, or its encoding is another than it says.
    """
    return book_of_grids(page_grids(path, page_encoding(path, file_format)))


def page_grids(path: Path, encoding: Encoding) -> list[Grid]:
    """Return the tables of a page that hold a text and no other table."""
    text = _decoded(path, encoding)
    if text.lstrip()[:13].casefold() == "mime-version:":
        raise Refused("unreadable", message("html.web-archive"), 0.1)
    page = Page()
    page.feed(text)
    page.close()
    check_records(len(_ROW.findall(_COMMENT.sub("", text))), page.rows)
    grids = [t.grid for t in page.tables if not t.has_table and any(t.grid.rows.values())]
    if not grids:
        raise Refused("unreadable", message("html.no-table"), 0.1)
    return grids


def page_encoding(path: Path, file_format: HtmlFormat) -> Encoding:
    """Return the encoding of a page: by its mark, as declared, as it says itself, or UTF-8 where nothing says it."""
    with path.open("rb") as file:
        start = file.read(_START)
    encoding_of_mark = next((encoding for mark, encoding in _MARKS.items() if start.startswith(mark)), None)
    charset = _CHARSET.search(start)
    name = (charset[1] or charset[2]).decode() if charset else "utf-8"
    encoding = encoding_of_mark or file_format.encoding or _encoding_called(name)
    if encoding is None:
        raise Refused("undeclared-encoding", message("html.other-charset", name=name, known=[*CODECS]), 0.1)
    check_single_byte(path, encoding)
    return encoding


def _encoding_called(name: str) -> Encoding | None:
    """Return the encoding that a page calls `name`; None where it is none of ours."""
    if name.casefold() in _TCVN:
        return "tcvn3"
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    if codec in _LATIN:
        return "cp1252"
    return next((e for e in get_args(Encoding) if codecs.lookup(CODECS[e].removesuffix("-sig")).name == codec), None)


def _decoded(path: Path, encoding: Encoding) -> str:
    try:
        text = path.read_text(encoding=CODECS[encoding])
    except UnicodeDecodeError:
        raise undecodable(path, encoding) from None
    return unicodedata.normalize("NFC", text) if encoding == "cp1258" else text  # it writes tones as letters
