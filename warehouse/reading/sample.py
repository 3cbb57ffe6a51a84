"""The first texts of a file that nobody has declared, for the draft of its source.

Unlike the night's reading it takes what is there: records that do not fit, merged cells and errors are no reason to
show nothing of a file for which no source can be written otherwise.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from schemas.register import CITY
from schemas.source import Source
from schemas.source_format import CsvFormat, Format, HtmlFormat, JsonFormat, SheetFormat
from schemas.source_parts import Field_
from schemas.table import Table
from warehouse.reading.archive import chosen_members, opened_zip, unpacked
from warehouse.reading.books.book import chosen_sheets
from warehouse.reading.books.header import sheet_headers
from warehouse.reading.books.html_book import open_html
from warehouse.reading.books.kinds_of_books import open_book
from warehouse.reading.encodings.encoding import CODECS
from warehouse.reading.outcome import Peek, written_text
from warehouse.reading.sandbox import Read
from warehouse.reading.sniff import kind_of

ROWS = 20_000  # records looked at
_MOST = 64 << 20  # bytes of a text, or of a member of a zip, looked at


def sample_texts(file: Path, peek: Peek, table: Table, read: Read) -> pl.DataFrame:
    """Return the first cells of `file` as texts, one String column a header; they hold persons and must not be kept.

    Args:
        file: the file.
        peek: its headers and its format.
        table: the table that it feeds.
        read: what reads it, within limits.
    """
    headers = list(dict.fromkeys(h for h in peek.headers if h.strip()))
    file_format = peek.format
    with TemporaryDirectory(prefix="motcua-draft-") as name:
        folder = Path(name)
        if isinstance(file_format, JsonFormat):
            frame = _as_the_night(_beginning(file, file_format, folder), peek, table, read, folder)
        else:
            member = _first_member(file, file_format, folder)
            if isinstance(file_format, CsvFormat):
                frame = _delimited(member, file_format, peek.headers)
            else:
                frame = _sheet(member, file_format)
    absent = [pl.lit(None, pl.String).alias(h) for h in headers if h not in frame.columns]
    return frame.with_columns(absent).select(headers)


def _first_member(file: Path, file_format: Format, folder: Path) -> Path:
    """Return the file, or the first bytes of the first member of a zip."""
    if not file_format.member:
        return file
    with opened_zip(file) as archive:
        member = chosen_members(archive, file_format, file.stat().st_size)[0]
        with unpacked(archive, member, folder / "member", _MOST):
            return (folder / "member").rename(folder / "first")


def _delimited(file: Path, file_format: CsvFormat, headers: Sequence[str]) -> pl.DataFrame:
    """Return the records below the header that have as many cells as it; all, cut or filled up, where none has."""
    with file.open("rb") as opened:
        data = opened.read(_MOST)
    codec = CODECS.get(file_format.encoding, file_format.encoding)
    text = io.StringIO(data.decode(codec, errors="replace"), newline="")
    for _ in range(file_format.title_rows):
        text.readline()
    lines = (line for line in text if not (file_format.comment and line.startswith(file_format.comment)))
    reader = csv.reader(_without_zeros(lines), delimiter=file_format.delimiter)
    next(reader, None)
    width = len(headers)
    records = [record for record in islice(_sound(reader), ROWS) if any(record)]
    fitting = [record for record in records if len(record) == width] or [
        [*record[:width], *[""] * (width - len(record))] for record in records
    ]
    cells = zip(*fitting, strict=True) if fitting else ([] for _ in headers)
    return _under_headers(headers, cells)


def _without_zeros(lines: Iterator[str]) -> Iterator[str]:
    return (line.replace("\0", "") for line in lines)


def _sound(records: Iterator[list[str]]) -> Iterator[list[str]]:
    """Give the records up to the first that cannot be read."""
    try:
        yield from records
    except csv.Error:
        return


def _sheet(file: Path, file_format: SheetFormat) -> pl.DataFrame:
    book = open_html(file, file_format) if isinstance(file_format, HtmlFormat) else open_book(file, kind_of(file))
    facts = book.sheet_facts(chosen_sheets(book, file_format.which)[0])
    rows_above = file_format.title_rows + file_format.header_rows
    frame = book.texts(facts, rows_above + ROWS)
    return _under_headers(sheet_headers(frame, facts, file_format), frame.slice(rows_above).iter_columns())


def _under_headers(headers: Sequence[str], columns: object) -> pl.DataFrame:
    """Return the columns under their headers; those without one, or with that of another, are left out."""
    series_of_header = dict[str, pl.Series]()
    for header, cells in zip(headers, columns, strict=False):  # type: ignore[call-overload]
        if header.strip() and header not in series_of_header:
            series_of_header[header] = pl.Series(header, cells, dtype=pl.String)
    return pl.DataFrame(series_of_header)


def _beginning(file: Path, file_format: JsonFormat, folder: Path) -> Path:
    """Return the file, or of one object a line only as much as is looked at."""
    if file_format.kind == "json" or file_format.member:
        return file
    lines = folder / "lines"
    with file.open("rb") as input_file, lines.open("wb") as lines_file:
        lines_file.writelines(islice(input_file, ROWS))
    return lines


def _as_the_night(file: Path, peek: Peek, table: Table, read: Read, folder: Path) -> pl.DataFrame:
    """Read a file as the night would, all of it, under a source that asks for nothing."""
    headers = dict.fromkeys(h for h in peek.headers if h.strip())
    anything = next(c.name for c in table.columns if c.name not in table.key)
    # Not validated: a source under construction, of which nothing is known so far.
    source = Source.model_construct(
        id="draft",
        table=table.name,
        label_vi="",
        label_en="",
        units=(CITY,),
        format=peek.format,
        columns={h: Field_(column=anything) for h in headers},
    ).filling(table)
    out = folder / "texts.arrow"
    read(file, [source], out)
    return written_text(out).select(pl.selectors.by_name(*headers, require_all=False)).head(ROWS)
