"""Which of a unit's sources a file is, by its bytes and headers (never by its name), and reading it as that source."""

from collections.abc import Sequence
from pathlib import Path

from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import CsvFormat, JsonFormat, XlsxFormat
from warehouse.reading.archive import member_text
from warehouse.reading.csv_text import read_csv
from warehouse.reading.json_text import read_json
from warehouse.reading.outcome import ReadOutcome, Refused, work_file
from warehouse.reading.sniff import Kind, kind_of
from warehouse.reading.xlsx_text import read_xlsx

_KINDS: dict[Kind, tuple[str, str]] = {
    "text": ("văn bản", "text"),
    "xlsx": ("bảng tính Excel", "an Excel workbook"),
    "zip": ("tệp zip", "a zip"),
    "ole": ("bảng tính .xls cũ hoặc có mật khẩu", "an old .xls workbook, or one with a password"),
    "binary": ("tệp nhị phân không đọc được", "of a binary kind that is not read"),
}


def read_delivery(path: Path, sources: Sequence[Source], out: Path) -> ReadOutcome:
    """Read `path` as the first of `sources` that it fits, into the Arrow IPC file `out` (uncompressed).

    Columns: `_member` (String, the sheet or the archive's member; null where the file has no such parts), `_row`
    (Int64, the row as a person counts it in an editor or in Excel), then one String column per mapped header and the
    header that names the unit, called as the source declares them; ignored and personal headers are never written.
    Where the file itself holds numbers or dates, a Boolean column `typed:<header>` says in which cells; where records
    do not fit the header, `_fields` (Int64) is how many fields they have, null for the others, and their texts are
    null. Intermediate text goes to files beside `out` (`written_files`) and is removed. Raises `SubmissionRejected`; when several sources
    were tried, with the refusal of the one nearest to the file.
    """
    if path.stat().st_size == 0:
        raise SubmissionRejected(
            "empty-file", "Tệp rỗng (0 byte). Hãy xuất lại.", "The file is empty (0 bytes). Export it again."
        )
    kind = kind_of(path)
    refusals = list[tuple[float, SubmissionRejected]]()
    for source in sources:
        try:
            return _read_as(source, path, kind, out)
        except SubmissionRejected as rejected:
            refusals.append((rejected.closeness if isinstance(rejected, Refused) else 1.0, rejected))
            out.unlink(missing_ok=True)
    if not refusals:
        raise SubmissionRejected(
            "no-source",
            "Chưa khai báo nguồn nào cho đơn vị này. Đề nghị thành phố khai báo bằng lệnh: motcua source new.",
            "No source is declared for this unit. Ask the city to declare one with: motcua source new.",
        )
    nearest = max(refusals, key=lambda refusal: refusal[0])[1]
    raise SubmissionRejected(nearest.code, nearest.message_vi, nearest.message_en) from None


def _read_as(source: Source, path: Path, kind: Kind, out: Path) -> ReadOutcome:
    form = source.format
    if isinstance(form, XlsxFormat):
        if kind != "xlsx":
            raise _not_a_workbook(source, kind)
        return read_xlsx(path, source, form, out)
    if form.member:
        if kind != "zip":
            raise _not_declared(source, kind)
        with member_text(path, form.member, work_file(out, "member")) as text:
            return _read_text(text, source, form, out)
    if kind != "text":
        raise _not_declared(source, kind)
    return _read_text(path, source, form, out)


def _read_text(path: Path, source: Source, form: CsvFormat | JsonFormat, out: Path) -> ReadOutcome:
    return read_csv(path, source, form, out) if isinstance(form, CsvFormat) else read_json(path, source, form, out)


def _not_a_workbook(source: Source, kind: Kind) -> Refused:
    hint = (" (.xls cũ hoặc có mật khẩu)", " (an old .xls, or one with a password)") if kind == "ole" else ("", "")
    return Refused(
        "not-a-workbook",
        f"Tệp không phải bảng tính .xlsx{hint[0]} mà nguồn {source.id} khai báo. Lưu lại dạng .xlsx không mật khẩu.",
        f"The file is not the .xlsx workbook{hint[1]} that source {source.id} declares. Save it as .xlsx, no password.",
        -1,
    )


def _not_declared(source: Source, kind: Kind) -> Refused:
    form = source.format
    expected = f"{form.kind.upper()} (zip)" if not isinstance(form, XlsxFormat) and form.member else form.kind.upper()
    vi, en = _KINDS[kind]
    return Refused(
        "archive" if kind == "zip" or (kind == "text" and expected.endswith("(zip)")) else "unreadable",
        f"Tệp là {vi}, nguồn {source.id} khai báo {expected}. Gửi đúng dạng đã khai báo.",
        f"The file is {en}, source {source.id} declares {expected}. Send it in the declared form.",
        -1,
    )
