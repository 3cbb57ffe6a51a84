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
from warehouse.night.tables.tables import Before, Touched

SAME_FILE = "same-file-in-two-folders"
WEAK_DATE = "weak-export-date"
_BETWEEN = (SAME_FILE, SAME_ROWS, CODE, WEAK_DATE, DIFFERS)  # all others are of one file, and stay while it counts


def snapshot_warnings(
    staging: store.Staging,
    counted: Collection[Submission],
    records: Collection[SubmissionRecord],
    before: Before | None,
    touched: Mapping[str, Touched],
) -> pl.DataFrame:
    """Return the table `warnings`; it follows from the submissions that count (`counted`) and from the staged tables.

    Args:
        staging: the tables of the snapshot as they are staged.
        counted: the submissions that count.
        records: those of them that did not count in the snapshot before; what was said of the others stands in it.
        before: the snapshot before, if there is one.
        touched: what of each table may have changed since.
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
    anew = pl.DataFrame(rows, schema=table.polars_schema)
    frame = pl.concat([anew, *_taken_over(before, {s.submission_id for s in counted}, held)])
    return frame.unique(maintain_order=True).sort(table.key, maintain_order=True)


def _taken_over(before: Before | None, counted: Collection[str], held: pl.DataFrame) -> list[pl.DataFrame]:
    """Return what the snapshot before says of files that count in both, and of the reports that are `held`."""
    if before is None:
        return []
    warnings = store.scan_table(before.folder, load_tables()["warnings"])
    bilingual = pl.Series(sorted(before.active.intersection(counted)), dtype=pl.String)
    of_files = warnings.filter(~pl.col("code").is_in(_BETWEEN), pl.col("submission_id").is_in(bilingual.implode()))
    of_reports = warnings.filter(code=DIFFERS).join(held.lazy(), on=["unit_id", "subject"], how="semi")
    return pl.collect_all([of_files, of_reports])


def _of_files(records: Collection[SubmissionRecord]) -> list[Row]:
    """What reading the files and their rows gave: the sender is told of the file, the unit of its rows."""
    return [
        *(file_row(warning, s.folder, s) for s in records for warning in s.file_warnings),
        *(file_row(warning, s.unit_id, s) for s in records for warning in s.row_warnings),
    ]


def _same_files(counted: Iterable[Submission]) -> list[Row]:
    """The same bytes delivered by two units: one of them has sent the other's file, and its rows count twice."""
    by_hash: dict[str, list[Submission]] = {}
    for s in counted:
        by_hash.setdefault(s.file_sha256, []).append(s)
    several = [group for group in by_hash.values() if len({s.folder for s in group}) > 1]
    return [_same_file(s, sorted({other.folder for other in group} - {s.folder})) for group in several for s in group]


def _same_file(s: Submission, other_folders: list[str]) -> Row:
    same = message("submissions.same-file-in-two-folders", folders=other_folders)
    return file_row(file_warning(same, row_count=s.accepted), s.folder, s)


def weak_export_date(s: Submission) -> tuple[FileWarning, ...]:
    """Return a warning where no time of export is declared, and the file's own stood in for it."""
    if s.exported_at_origin != "file_time":
        return ()
    return (file_warning(message("submissions.weak-export-date"), row_count=s.accepted),)


def _weak_export_dates(counted: Iterable[Submission]) -> list[Row]:
    return [file_row(warning, s.unit_id, s) for s in counted for warning in weak_export_date(s)]
