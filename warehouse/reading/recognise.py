"""Which of a unit's sources a file is, by its bytes and headers (never by its name), and reading it as that source."""

from collections.abc import Sequence
from pathlib import Path

from schemas.errors import SubmissionRejected
from schemas.source import CsvFormat, Source
from warehouse.reading.csv_text import read_csv
from warehouse.reading.outcome import ReadOutcome, Refused


def read_delivery(path: Path, sources: Sequence[Source], out: Path) -> ReadOutcome:
    """Read `path` as the first of `sources` that it fits, into the Arrow IPC file `out` (uncompressed).

    Columns: `_row` (Int64, the row number a person sees), then one String column per mapped header and the header that
    names the unit, called as the source declares them; ignored and personal headers are never written. Intermediate
    text goes to `out` with the suffix `.text` and is removed. Raises `SubmissionRejected`; when several sources were
    tried, with the refusal of the one nearest to the file.
    """
    if path.stat().st_size == 0:
        raise SubmissionRejected(
            "empty-file", "Tệp rỗng (0 byte). Hãy xuất lại.", "The file is empty (0 bytes). Export it again."
        )
    refusals = list[tuple[float, SubmissionRejected]]()
    for source in sources:
        try:
            return _read_as(source, path, out)
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


def _read_as(source: Source, path: Path, out: Path) -> ReadOutcome:
    form = source.format
    if isinstance(form, CsvFormat):
        return read_csv(path, source, form, out)
    raise NotImplementedError
