"""What a reader hands back, and how a file refused under one source is compared with another source's refusal."""

from dataclasses import dataclass

import polars as pl

from schemas.errors import SubmissionRejected

ROW = "_row"  # the row number that a person sees: line of a CSV, row of a sheet, number of a JSON record


@dataclass(frozen=True)
class ReadOutcome:
    """A file read under one source: `records` data rows were written, `layout_rows` blank or total rows were not."""

    source_id: str
    records: int
    layout_rows: int


class Refused(SubmissionRejected):
    """The file is not what one source declares; `closeness` (0 to 1) says how nearly it was."""

    def __init__(self, code: str, message_vi: str, message_en: str, closeness: float = 0.0) -> None:
        super().__init__(code, message_vi, message_en)
        self.closeness = closeness


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
            "Tệp chỉ có dòng tiêu đề, không có dòng dữ liệu nào. Nếu kỳ này không phát sinh hồ sơ thì không cần gửi; "
            "nếu có, hãy xuất lại.",
            "The file has a header but no rows. If nothing arose in the period there is nothing to send; "
            "otherwise export it again.",
        )


def text_or_null(name: str) -> pl.Expr:
    """Return the column with cells of nothing but white space as null."""
    return pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)).alias(name)
