"""Files of two units that hold the same dossiers in other bytes: saved anew, in another encoding, or in part."""

from collections.abc import Iterable

import polars as pl

from schemas.submission import Submission
from warehouse.night.accounts.warning_rows import Row, about_file

SAME_ROWS = "same-rows-in-two-folders"
WRONG_FOLDER = (
    "Giữ tệp ở đúng một đơn vị; báo thành phố rút (motcua retract) lần nộp ở đơn vị kia.",
    "Keep the file with the one unit it belongs to; ask the city to retract (motcua retract) the other submission.",
)


def same_rows(shared: pl.DataFrame, counted: Iterable[Submission]) -> list[Row]:
    """Return rows of the table `warnings`: two for each pair of files that share at least half of the smaller one.

    `shared` has `subject`, `unit_id` and `submission_id` of every dossier that stands under several units. Equal files
    are left to the comparison of bytes.
    """
    submissions = {s.submission_id: s for s in counted}
    rows = list[Row]()
    for first, second, count in _pairs(shared).iter_rows():
        one, other = submissions.get(first), submissions.get(second)
        if one is None or other is None or one.folder == other.folder or one.file_sha256 == other.file_sha256:
            continue
        if 2 * count >= min(one.accepted, other.accepted):
            rows += [_warning(one, other, count), _warning(other, one, count)]
    return rows


def _pairs(shared: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of submissions and how many dossiers they share."""
    files = shared.select("subject", "submission_id").drop_nulls()
    both = files.join(files, on="subject", suffix="_other").filter(
        pl.col("submission_id") < pl.col("submission_id_other")
    )
    return both.group_by("submission_id", "submission_id_other").len().sort("submission_id", "submission_id_other")


def _warning(s: Submission, other: Submission, count: int) -> Row:
    message = (
        f"{count} hồ sơ của tệp {s.file_name} cũng có trong tệp của {other.folder} (khác byte)."
        " Các dòng có thể bị tính hai lần.",
        f"{count} dossiers of the file {s.file_name} also stand in a file of {other.folder}, whose bytes are others. "
        "Its rows may count twice.",
    )
    return about_file(SAME_ROWS, s.unit_id, s, count, message, WRONG_FOLDER)
