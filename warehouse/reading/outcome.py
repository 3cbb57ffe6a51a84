"""What a reader hands back, and how a file refused under one source is compared with another source's refusal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

import polars as pl
import pyarrow as pa

from schemas.delivery import NAMED, FileWarning, LayoutRows
from schemas.errors import SubmissionRejected
from schemas.source_format import Format

Work = Literal["member", "utf8", "part", "link"]


def work_file(out: Path, kind: Work) -> Path:
    """Return the file for a reading's intermediate text: it may hold persons and goes when the reading ends."""
    return out.with_name(f"{out.name}.{kind}")


def written_files(out: Path) -> Collection[Path]:
    """Return every file that a reading into `out` may leave behind when it is interrupted."""
    part = work_file(out, "part")  # what one member of a zip gives is written as the whole is
    return [file for one in (out, part) for file in (one, *(work_file(one, kind) for kind in get_args(Work)))]


@dataclass(frozen=True)
class ReadOutcome:
    """A file read under one source: `records` rows were written, `layout` says which rows of the file were not.

    `records` and the rows of `layout` together are all the rows that an independent count finds in the file.
    """

    source_id: str
    records: int
    layout: tuple[LayoutRows, ...] = ()
    warnings: tuple[FileWarning, ...] = ()


@dataclass(frozen=True)
class Peek:
    """One way to read a file: the format, its headers, and how many records the sample held.

    `date_only` are the headers whose values in the sample are all dates without a time of day.
    """

    format: Format
    headers: tuple[str, ...]
    sample_rows: int
    date_only: frozenset[str] = frozenset()


class Refused(SubmissionRejected):
    """The file is not what one source declares; `closeness` (0 to 1) says how nearly it was."""

    def __init__(self, code: str, message_vi: str, message_en: str, closeness: float = 0.0) -> None:
        super().__init__(code, message_vi, message_en)
        self.closeness = closeness


def first_of(texts: Sequence[str], most: int = NAMED) -> str:
    """Return the first few of some texts, and how many more there are."""
    more = f" (+{len(texts) - most})" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more


def check_records(counted: int, frame_rows: int) -> None:
    """Refuse the submission where the reader's rows differ from the records counted without it."""
    if counted != frame_rows:
        raise SubmissionRejected(
            "record-count",
            f"Tệp có {counted} bản ghi nhưng chương trình đọc được {frame_rows}. Không nhận dòng nào; "
            "hãy kiểm tra dấu ngoặc kép và ký tự lạ, rồi xuất lại tệp.",
            f"The file holds {counted} records but the reader found {frame_rows}. Nothing was accepted; "
            "check quotation marks and stray characters, and export the file again.",
        )


def refuse_without_records(records: int) -> None:
    """Refuse a file that has a header and nothing below it."""
    if records == 0:
        raise SubmissionRejected(
            "header-only",
            "Tệp chỉ có tiêu đề (hoặc danh sách rỗng), không có dòng dữ liệu nào. Nếu kỳ này có "
            "phát sinh, hãy xuất lại; nếu tệp như vậy nghĩa là không phát sinh, đề nghị khai báo may_be_empty = true.",
            "The file has a header (or an empty list) and no rows. If something arose in the period, export it again; "
            "if such a file means that nothing did, have the source declare may_be_empty = true.",
        )


def written_text(out: Path) -> pl.DataFrame:
    """Return the text frame that the reader wrote to `out`, mapped rather than copied; the file may be removed."""
    with pa.memory_map(str(out)) as file:
        frame = pl.from_arrow(pa.ipc.open_file(file).read_all())
    return cast(pl.DataFrame, frame)
