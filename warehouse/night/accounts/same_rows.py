"""Files of two units that hold the same dossiers in other bytes: saved anew, in another encoding, or in part."""

from collections.abc import Iterable

import polars as pl

from schemas.delivery import file_warning
from schemas.submission import Submission
from schemas.words.message import message
from warehouse.night.accounts.warning_rows import Row, file_row

SAME_ROWS = "same-rows-in-two-folders"


def same_rows(shared: pl.DataFrame, counted: Iterable[Submission]) -> list[Row]:
    """Return rows of the table `warnings`: two for each pair of files that share at least half of the smaller one.

    `shared` has `subject`, `unit_id` and `submission_id` of every dossier that stands under several units. Equal files
    are left to the comparison of bytes.
    """
    submissions = {s.submission_id: s for s in counted}
    rows = list[Row]()
    for first, second, count in _pairs(shared).iter_rows():
        a, b = submissions.get(first), submissions.get(second)
        if a is None or b is None or a.folder == b.folder or a.file_sha256 == b.file_sha256:
            continue
        if 2 * count >= min(a.accepted, b.accepted):
            rows += [_warning(a, b.folder, count), _warning(b, a.folder, count)]
    return rows


def _pairs(shared: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of submissions and how many dossiers they share."""
    files = shared.select("subject", "submission_id").drop_nulls()
    both = files.join(files, on="subject", suffix="_other").filter(
        pl.col("submission_id") < pl.col("submission_id_other")
    )
    return both.group_by("submission_id", "submission_id_other").len().sort("submission_id", "submission_id_other")


def _warning(s: Submission, other_folder: str, count: int) -> Row:
    shared = message("submissions.same-rows-in-two-folders", count=count, folder=other_folder)
    return file_row(file_warning(shared, row_count=count), s.unit_id, s)
