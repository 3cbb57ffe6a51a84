"""Files of two units that hold the same dossiers in other bytes: saved anew, in another encoding, or in part."""

from collections.abc import Iterable

import polars as pl

from schemas.delivery import file_warning
from schemas.submission import Submission
from schemas.words.message import message
from warehouse.night.accounts.warning_rows import Row, file_row

SAME_ROWS = "same-rows-in-two-folders"


def same_rows(shared: pl.DataFrame, active: Iterable[Submission]) -> list[Row]:
    """Return rows of the table `warnings`: two for each pair of files that share at least half of the smaller one.

    `shared` has `subject`, `unit_id` and `submission_id` of every dossier that stands under several units. Equal files
    are left to the comparison of bytes.
    """
    submissions = {s.submission_id: s for s in active}
    rows = list[Row]()
    for first_id, second_id, count in _pairs(shared).iter_rows():
        first_file, second_file = submissions.get(first_id), submissions.get(second_id)
        if (
            first_file is None
            or second_file is None
            or first_file.folder == second_file.folder
            or first_file.file_sha256 == second_file.file_sha256
        ):
            continue
        if 2 * count >= min(first_file.accepted, second_file.accepted):
            rows += [_warning(first_file, second_file.folder, count), _warning(second_file, first_file.folder, count)]
    return rows


def _pairs(shared: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of submissions and how many dossiers they share."""
    files = shared.select("subject", "submission_id").drop_nulls()
    file_pairs = files.join(files, on="subject", suffix="_other").filter(
        pl.col("submission_id") < pl.col("submission_id_other")
    )
    return (
        file_pairs.group_by("submission_id", "submission_id_other").len().sort("submission_id", "submission_id_other")
    )


def _warning(submission: Submission, other_folder: str, count: int) -> Row:
    shared = message("submissions.same-rows-in-two-folders", count=count, folder=other_folder)
    return file_row(file_warning(shared, row_count=count), submission.unit_id, submission)
