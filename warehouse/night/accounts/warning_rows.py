"""A row of the table `warnings`, and how rows of a file are named in it."""

from collections.abc import Collection, Mapping

from schemas.submission import Submission
from schemas.words.languages import Said

Row = Mapping[str, object]


def warning_row(
    code: str, unit_id: str, table: str, subject: str, count: int, message: Said, advice: Said
) -> dict[str, object]:
    """Return a warning for a unit, about `count` rows of a table; what names a submission is for the caller to add."""
    return {
        "code": code,
        "unit_id": unit_id,
        "table_name": table,
        "subject": subject,
        "row_count": count,
        "message_vi": message[0],
        "message_en": message[1],
        "advice_vi": advice[0],
        "advice_en": advice[1],
    }


def about_file(code: str, unit_id: str, s: Submission, count: int, message: Said, advice: Said) -> dict[str, object]:
    """Return a warning for a unit about the file of a submission."""
    of_file = {"submission_id": s.submission_id, "file_name": s.file_name}
    return warning_row(code, unit_id, s.table, s.file_name, count, message, advice) | of_file


def first_rows(rows: Collection[int], count: int) -> str | None:
    """Return the rows as people read them, "2, 5, 9 …" where there are more of them, or None where there are none."""
    return ", ".join(map(str, rows)) + " …" * (count > len(rows)) if rows else None
