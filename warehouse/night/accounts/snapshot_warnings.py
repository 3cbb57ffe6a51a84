"""The table `warnings`: what should be looked at within each file, and between the submissions of a snapshot."""

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from schemas.delivery import FileWarning, file_warning
from schemas.submission import Submission, SubmissionRecord
from schemas.table import load_tables
from schemas.words.message import message
from warehouse import store
from warehouse.night.accounts.own_reports import DIFFERS, own_reports
from warehouse.night.accounts.same_rows import SAME_ROWS, same_rows
from warehouse.night.accounts.shared_codes import CODE, of_shared_codes, shared_codes
from warehouse.night.accounts.warning_rows import Row, file_row
from warehouse.night.tables.tables import PreviousSnapshot, Touched

SAME_FILE = "same-file-in-two-folders"
WEAK_DATE = "weak-export-date"
_BETWEEN = (SAME_FILE, SAME_ROWS, CODE, WEAK_DATE, DIFFERS)  # all others are of one file, and stay while it counts


def snapshot_warnings(
    staging: store.Staging,
    active: Collection[Submission],
    records: Collection[SubmissionRecord],
    previous: PreviousSnapshot | None,
    touched: Mapping[str, Touched],
) -> pl.DataFrame:
    """Return the table `warnings`; it follows from the submissions that count (`active`) and from the staged tables.

    Args:
        staging: the tables of the snapshot as they are staged.
        active: the submissions that count.
        records: those of them that did not count in the snapshot before; what was said of the others stands in it.
        previous: the snapshot before, if there is one.
        touched: what of each table may have changed since.
    """
    table = load_tables()["warnings"]
    shared = shared_codes(staging, previous, touched)
    reports, unchanged_reports = own_reports(staging, previous)
    rows = [
        *_rows_of_files(records),
        *_same_files(active),
        *same_rows(shared, active),
        *of_shared_codes(shared),
        *_weak_export_dates(active),
        *reports,
    ]
    anew = pl.DataFrame(rows, schema=table.polars_schema)
    frame = pl.concat([anew, *_taken_over(previous, {s.submission_id for s in active}, unchanged_reports)])
    return frame.unique(maintain_order=True).sort(table.key, maintain_order=True)


def _taken_over(
    previous: PreviousSnapshot | None, active_ids: Collection[str], unchanged_reports: pl.DataFrame
) -> list[pl.DataFrame]:
    """Return what the snapshot before says of files that count in both, and of the `unchanged_reports`."""
    if previous is None:
        return []
    warnings = store.scan_table(previous.folder, load_tables()["warnings"])
    active_in_both = pl.Series(sorted(previous.active.intersection(active_ids)), dtype=pl.String)
    file_warnings = warnings.filter(
        ~pl.col("code").is_in(_BETWEEN), pl.col("submission_id").is_in(active_in_both.implode())
    )
    report_warnings = warnings.filter(code=DIFFERS).join(
        unchanged_reports.lazy(), on=["unit_id", "subject"], how="semi"
    )
    return pl.collect_all([file_warnings, report_warnings])


def _rows_of_files(records: Collection[SubmissionRecord]) -> list[Row]:
    """What reading the files and their rows gave: the sender is told of the file, the unit of its rows."""
    return [
        *(file_row(warning, s.folder, s) for s in records for warning in s.file_warnings),
        *(file_row(warning, s.unit_id, s) for s in records for warning in s.row_warnings),
    ]


def _same_files(active: Iterable[Submission]) -> list[Row]:
    """The same bytes delivered by two units: one of them has sent the other's file, and its rows count twice."""
    submissions_by_hash: dict[str, list[Submission]] = {}
    for submission in active:
        submissions_by_hash.setdefault(submission.file_sha256, []).append(submission)
    several = [group for group in submissions_by_hash.values() if len({submission.folder for submission in group}) > 1]
    return [
        _same_file(submission, sorted({other.folder for other in group} - {submission.folder}))
        for group in several
        for submission in group
    ]


def _same_file(submission: Submission, other_folders: list[str]) -> Row:
    same_file = message("submissions.same-file-in-two-folders", folders=other_folders)
    return file_row(file_warning(same_file, row_count=submission.accepted), submission.folder, submission)


def weak_export_date(submission: Submission) -> tuple[FileWarning, ...]:
    """Return a warning where no time of export is declared, and the file's own stood in for it."""
    if submission.exported_at_origin != "file_time":
        return ()
    return (file_warning(message("submissions.weak-export-date"), row_count=submission.accepted),)


def _weak_export_dates(active: Iterable[Submission]) -> list[Row]:
    return [
        file_row(warning, submission.unit_id, submission)
        for submission in active
        for warning in weak_export_date(submission)
    ]
