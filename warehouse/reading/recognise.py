"""Which of a unit's sources a file is, by its bytes and headers (never by its name), and reading it as that source."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import HtmlFormat, JsonFormat, XlsxFormat
from schemas.words.message import message
from warehouse.reading.archive import nested_zip
from warehouse.reading.books.html_book import open_html
from warehouse.reading.books.kinds_of_books import open_book
from warehouse.reading.books.text import read_book
from warehouse.reading.csv.text import read_csv
from warehouse.reading.json.text import read_json
from warehouse.reading.kinds import kinds_read, other_kind
from warehouse.reading.outcome import ReadOutcome, work_file
from warehouse.reading.packed import read_packed
from warehouse.reading.refusals import Attempt, attempted, nearest_refusal, refusal_by_table
from warehouse.reading.sender import Sender
from warehouse.reading.sniff import Kind, kind_of, looks_like_json


def read_delivery(path: Path, sources: Sequence[Source], out: Path, sender: Sender | None = None) -> ReadOutcome:
    """Read `path` as the first of `sources` that it fits, into the Arrow IPC file `out` (uncompressed).

    Columns: `_member` (String: the sheet, the archive's member, or `member/sheet`; null where there are none), `_row`
    (Int64, the row as a person counts it in an editor or in Excel), then one String column per mapped header and the
    header that names the unit, called as the source declares them; ignored and personal headers are never written.
    Where the file itself holds numbers, dates or true and false, a Boolean column `typed:<header>` says in which cells;
    where records do not fit the header, `_fields` (Int64) is how many fields they have, null for the others, and their
    texts are null. Intermediate text goes to files beside `out` (`written_files`) and is removed. Raises
    `SubmissionRejected`; when several sources were tried, with the refusal of the one nearest to the file.

    Args:
        path: the file.
        sources: those of the unit that sent it.
        out: the file to write.
        sender: the unit; where it is given, a file that resembles another unit's source is refused by its table.
    """
    if path.stat().st_size == 0:
        raise SubmissionRejected("empty-file", message("files.empty"))
    with _openable(path, out) as file:
        return _read_as_first(file, kind_of(file), sources, out, sender)


@contextmanager
def _openable(path: Path, out: Path) -> Iterator[Path]:
    """Give `path`, or a link to it beside `out` where its name is no UTF-8: the libraries cannot open such a name."""
    link = work_file(out, "link")
    try:
        str(path).encode()
    except UnicodeEncodeError:
        link.symlink_to(path.absolute())
        path = link
    try:
        yield path
    finally:
        link.unlink(missing_ok=True)


def _read_as_first(path: Path, kind: Kind, sources: Sequence[Source], out: Path, sender: Sender | None) -> ReadOutcome:
    attempts = list[Attempt]()
    for source in sources:
        try:
            return _read_as(source, path, kind, out)
        except SubmissionRejected as rejected:
            attempts.append(attempted(source, rejected))
            out.unlink(missing_ok=True)
    if sender:
        raise refusal_by_table(path, attempts, sender) from None
    if not attempts:
        raise SubmissionRejected("no-source", message("files.no-source-at-all"))
    raise nearest_refusal(attempts) from None


def _read_as(source: Source, path: Path, kind: Kind, out: Path) -> ReadOutcome:
    if not source.format.member:
        return _read_kind(path, source, kind, out)
    if kind != "zip":
        raise other_kind(source, kind)
    return read_packed(path, source, out, _read_member)


def _read_member(path: Path, source: Source, out: Path) -> ReadOutcome:
    """Read one unpacked member of a zip."""
    kind = kind_of(path)
    if kind == "zip":
        raise nested_zip()
    return _read_kind(path, source, kind, out, in_zip=True)


def _read_kind(path: Path, source: Source, kind: Kind, out: Path, in_zip: bool = False) -> ReadOutcome:
    file_format = source.format
    if kind not in kinds_read(file_format):
        raise other_kind(source, kind, in_zip)
    if isinstance(file_format, XlsxFormat):
        return read_book(open_book(path, kind), source, file_format, out)
    if isinstance(file_format, HtmlFormat):
        return read_book(open_html(path, file_format), source, file_format, out)
    if isinstance(file_format, JsonFormat):
        return read_json(path, source, file_format, out)
    if looks_like_json(path):
        raise other_kind(source, "json", in_zip)
    return read_csv(path, source, file_format, out)
