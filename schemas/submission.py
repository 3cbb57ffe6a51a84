"""The record of a submission: who sent which table in which file, what became of it, and where its rows are."""

from datetime import date, datetime
from pathlib import PurePath
from typing import Literal

from pydantic import Field

from schemas.delivery import FileWarning, LayoutRows, Repeat
from schemas.strict import Declaration

Status = Literal["accepted", "accepted_with_rejections", "rejected", "failed"]
Origin = Literal["name", "column", "sidecar", "file_time"]
_TEXTS, _BOOKS = (
    (".csv", ".tsv", ".txt", ".json", ".ndjson"),
    (".xlsx", ".xls", ".xlsb", ".ods", ".html", ".htm", ".xml"),
)
DATA_SUFFIXES = (*_TEXTS, *_BOOKS, ".zip")
UNRECOGNISED = "unrecognised"  # stands for the table of a delivery that no source has recognised


def data_suffix(file_name: str) -> str:
    """Return the ending of a file's name where it says of what kind the file is, else nothing."""
    suffix = PurePath(file_name).suffix.lower()
    return suffix if suffix in DATA_SUFFIXES else ""


class Counted(Declaration):
    """What one rule found in a submission (see `schemas.rules.RuleCounts`)."""

    rule: str
    rows: int
    missing: int
    unexpected: int


class Submission(Declaration):
    """One submission: what it is and what became of it; from these every snapshot follows.

    `submission_id` is made of unit, table, the file's hash, the hash of what it was read with and the time of export
    declared beside the file, so that the same export is known again and a file is read again when its declarations or
    our code have changed. `declarations` is that hash, of declarations and code together; `code` that of the code alone
    (empty: kept by version 0.1.0), `software` and `libraries` name the versions that read it. `folder` is the unit in
    whose inbox folder the file lay, `file_name` the name that it was sent under; `business_date` is the date of the run
    that first saw it. `modified_ns`, `promised_rows` and `promised_at` are what stood beside the bytes: the file's time
    and its control file.
    `limit_seconds` or `limit_bytes` is the limit beyond which reading the file went, where it was refused for that.
    `parts` is the number of submissions that its file yielded; `window` is the span of the rows' partition dates.
    """

    submission_id: str
    folder: str
    unit_id: str
    table: str
    source_id: str | None
    declarations: str
    code: str = ""
    software: str = ""
    libraries: dict[str, str] = Field(default_factory=dict)
    file_name: str
    file_sha256: str
    modified_ns: int | None = None
    promised_rows: int | None = None
    promised_at: datetime | None = None
    limit_seconds: float | None = None
    limit_bytes: int | None = None
    parts: int = 1
    exported_at: datetime
    exported_at_origin: Origin
    business_date: date
    status: Status
    reason: str | None = None
    message_vi: str | None = None
    message_en: str | None = None
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicate: int = 0
    layout_count: int = 0
    warned: int = 0
    replaces: bool = False
    window: tuple[date, date] | None = None

    @property
    def alias(self) -> str:
        """What everybody but its sender reads as the name of its file: "dossiers-3fa92c1b07.csv", by table and SHA-256.

        The name that a file was sent under may be that of a person. It stays with the file: in the inbox, in this
        record, and in the workbook of the unit that sent it.
        """
        return f"{self.table}-{self.file_sha256[:10]}{data_suffix(self.file_name)}"

    @property
    def is_loaded(self) -> bool:
        """Whether rows of it are kept."""
        return self.status in ("accepted", "accepted_with_rejections")

    @property
    def is_beyond_limits(self) -> bool:
        """Whether the file was refused because reading it takes too long or too much memory."""
        return self.limit_seconds is not None or self.limit_bytes is not None

    @property
    def declared_outside(self) -> datetime | None:
        """The time of export, if it was declared outside the file's bytes: the same bytes may be exported twice."""
        return self.exported_at if self.exported_at_origin in ("name", "sidecar") else None

    @property
    def export(self) -> tuple[str, str, datetime | None]:
        """What makes a file the same export, under whatever declarations it is read: folder, bytes, declared time."""
        return (self.folder, self.file_sha256, self.declared_outside)

    @property
    def order(self) -> tuple[bool, datetime, str, str]:
        """What decides between versions of a row: the time of export, then the hashes, never the time of arrival.

        A declared time outranks any taken from the file system: copying an old file again makes its date new.
        """
        return (self.exported_at_origin != "file_time", self.exported_at, self.file_sha256, self.submission_id)


class SubmissionRecord(Submission):
    """A submission with all that is told of it, as it is written once, when its rows are safely kept.

    `layout` and `file_warnings` are about the file as a whole, and stand in the first of its submissions;
    `row_warnings` are about rows of this one; `layout_count` is the number of rows in `layout`; `repeats` are the
    first of the `duplicate` rows. `accepted_sha256` and `rejected_sha256` are the hashes of the two files kept of it,
    empty where there is none; `seal` is the short hash of all the rest (empty, like those: kept by an earlier version).
    """

    layout: tuple[LayoutRows, ...] = ()
    file_warnings: tuple[FileWarning, ...] = ()
    row_warnings: tuple[FileWarning, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    counts: tuple[Counted, ...] = ()
    accepted_sha256: str = ""
    rejected_sha256: str = ""
    seal: str = ""
