"""Files of two units that hold the same dossiers in other bytes: saved anew, in another encoding, or in part."""

from collections.abc import Iterable

import polars as pl

from schemas.submission import Submission

WRONG_FOLDER = (
    "Giữ tệp ở đúng một đơn vị; báo thành phố rút (motcua retract) lần nộp ở đơn vị kia.",
    "Keep the file with the one unit it belongs to; ask the city to retract (motcua retract) the other submission.",
)


def same_rows(shared: pl.DataFrame, counted: Iterable[Submission]) -> list[dict[str, object]]:
    """Return rows of the table `warnings`: two for each pair of files that share at least half of the smaller one.

    `shared` has `subject`, `unit_id` and `submission_id` of every dossier that stands under several units. Equal files
    are left to the comparison of bytes.
    """
    submissions = {s.submission_id: s for s in counted}
    rows = list[dict[str, object]]()
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


def _warning(s: Submission, other: Submission, count: int) -> dict[str, object]:
    return {
        "code": "same-rows-in-two-folders",
        "unit_id": s.unit_id,
        "table_name": s.table,
        "subject": s.file_name,
        "row_count": count,
        "message_vi": f"{count} hồ sơ của tệp {s.file_name} cũng có trong tệp của {other.folder} (khác byte)."
        " Các dòng có thể bị tính hai lần.",
        "message_en": f"{count} dossiers of the file {s.file_name} also stand in a file of {other.folder}, whose bytes "
        "are others. Its rows may count twice.",
        "advice_vi": WRONG_FOLDER[0],
        "advice_en": WRONG_FOLDER[1],
        "submission_id": s.submission_id,
        "file_name": s.file_name,
    }
