"""A row of the table `warnings`, and how rows of a file are named in it."""

from collections.abc import Collection, Mapping

from schemas.delivery import FileWarning
from schemas.submission import Submission

Row = Mapping[str, object]


def warning_row(warning: FileWarning, unit_id: str, table: str, subject: str) -> dict[str, object]:
    """Return a row of the table `warnings`; what names a submission is for the caller to add.

    Args:
        warning: what is said, and of which rows.
        unit_id: the unit that should look at it.
        table: the name of the table whose rows are concerned.
        subject: what the warning is about: a file, the code of a dossier, a period.
    """
    return {
        "code": warning.code,
        "unit_id": unit_id,
        "table_name": table,
        "subject": subject,
        "row_count": warning.row_count,
        "message_vi": warning.message_vi,
        "message_en": warning.message_en,
        "advice_vi": warning.advice_vi,
        "advice_en": warning.advice_en,
    }


def file_row(warning: FileWarning, unit_id: str, submission: Submission) -> dict[str, object]:
    """Return the row of a warning for a unit about the file of a submission."""
    return warning_row(warning, unit_id, submission.table, submission.alias) | {
        "submission_id": submission.submission_id,
        "file_name": submission.alias,
        "source_member": warning.member,
        "source_rows": first_rows(warning.rows, warning.row_count),
        "header": warning.header,
    }


def first_rows(rows: Collection[int], count: int) -> str | None:
    """Return the rows as people read them, "2, 5, 9 …" where there are more of them, or None where there are none."""
    return ", ".join(map(str, rows)) + " …" * (count > len(rows)) if rows else None
