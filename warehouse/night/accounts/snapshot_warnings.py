"""The table `warnings`: what should be looked at within each file, and between the submissions of a snapshot."""

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from schemas.delivery import FileWarning
from schemas.submission import Submission, SubmissionRecord
from schemas.table import load_tables
from schemas.words.languages import Said
from warehouse import store
from warehouse.night.accounts.own_reports import DIFFERS, own_reports
from warehouse.night.accounts.same_rows import SAME_ROWS, WRONG_FOLDER, same_rows
from warehouse.night.accounts.shared_codes import CODE, of_shared_codes, shared_codes
from warehouse.night.accounts.warning_rows import Row, about_file, first_rows
from warehouse.night.tables.tables import Before, Touched

SAME_FILE = "same-file-in-two-folders"
WEAK_DATE = "weak-export-date"
_BETWEEN = (SAME_FILE, SAME_ROWS, CODE, WEAK_DATE, DIFFERS)  # all others are of one file, and stay while it counts
_NAME_EXPORT: Said = (
    "Ghi ngày giờ kết xuất vào tên tệp, như đã thống nhất với thành phố (khóa exported_at của nguồn).",
    "Write date and time of export into the file's name, as agreed with the city (key exported_at of the source).",
)


def snapshot_warnings(
    staging: store.Staging,
    counted: Collection[Submission],
    records: Collection[SubmissionRecord],
    before: Before | None,
    touched: Mapping[str, Touched],
) -> pl.DataFrame:
    """Return the table `warnings`; it follows from the submissions that count (`counted`) and from the staged tables.

    `records` are those of them that did not count in the snapshot before; what was told of the others stands in it.
    """
    table = load_tables()["warnings"]
    shared = shared_codes(staging, before, touched)
    reports, held = own_reports(staging, before)
    rows = [
        *_of_files(records),
        *_same_files(counted),
        *same_rows(shared, counted),
        *of_shared_codes(shared),
        *_weak_export_dates(counted),
        *reports,
    ]
    made = pl.DataFrame(rows, schema=table.polars_schema)
    frame = pl.concat([made, *_taken_over(before, {s.submission_id for s in counted}, held)])
    return frame.unique(maintain_order=True).sort(table.key, maintain_order=True)


def _taken_over(before: Before | None, counted: Collection[str], held: pl.DataFrame) -> list[pl.DataFrame]:
    """Return what the snapshot before told of files that count in both, and of the reports that are `held`."""
    if before is None:
        return []
    warnings = store.scan_table(before.folder, load_tables()["warnings"])
    in_both = pl.Series(sorted(before.active.intersection(counted)), dtype=pl.String)
    of_files = warnings.filter(~pl.col("code").is_in(_BETWEEN), pl.col("submission_id").is_in(in_both.implode()))
    of_reports = warnings.filter(code=DIFFERS).join(held.lazy(), on=["unit_id", "subject"], how="semi")
    return pl.collect_all([of_files, of_reports])


def _of_files(records: Collection[SubmissionRecord]) -> list[Row]:
    """What reading the files and their rows gave: the sender is told of the file, the unit of its rows."""
    return [
        *(_of_file(s, s.folder, warning) for s in records for warning in s.file_warnings),
        *(_of_file(s, s.unit_id, warning) for s in records for warning in s.row_warnings),
    ]


def _of_file(s: Submission, unit_id: str, warning: FileWarning) -> Row:
    messages, advice = (warning.message_vi, warning.message_en), (warning.advice_vi, warning.advice_en)
    return about_file(warning.code, unit_id, s, warning.row_count, messages, advice) | {
        "source_member": warning.member,
        "source_rows": first_rows(warning.rows, warning.row_count),
        "header": warning.header,
    }


def _same_files(counted: Iterable[Submission]) -> list[Row]:
    """The same bytes delivered by two units: one of them has sent the other's file, and its rows count twice."""
    by_hash: dict[str, list[Submission]] = {}
    for s in counted:
        by_hash.setdefault(s.file_sha256, []).append(s)
    several = [group for group in by_hash.values() if len({s.folder for s in group}) > 1]
    return [_same_file(s, sorted({other.folder for other in group} - {s.folder})) for group in several for s in group]


def _same_file(s: Submission, others: list[str]) -> Row:
    message = (
        f"Tệp {s.file_name} giống hệt từng byte với tệp của: {', '.join(others)}. Các dòng có thể bị tính hai lần.",
        f"The file {s.file_name} is equal, byte by byte, to one of: {', '.join(others)}. Its rows may count twice.",
    )
    return about_file(SAME_FILE, s.folder, s, s.accepted, message, WRONG_FOLDER)


def _weak_export_dates(counted: Iterable[Submission]) -> list[Row]:
    message = (
        "Không có thời điểm kết xuất được khai báo; đã dùng giờ của tệp, xếp sau mọi thời điểm khai báo.",
        "No declared time of export; the file's time was used and ranks behind any declared one.",
    )
    weak = [s for s in counted if s.exported_at_origin == "file_time"]
    return [about_file(WEAK_DATE, s.unit_id, s, s.accepted, message, _NAME_EXPORT) for s in weak]
