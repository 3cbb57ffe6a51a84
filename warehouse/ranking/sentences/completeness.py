"""What shows whether a unit sent all there was: each figure with what it can and cannot mean."""

from collections.abc import Mapping
from typing import NamedTuple

from schemas.words.message import Message, message
from warehouse.rows import Row

# From these shares on a figure is worth a look; what every unit has some of only from twice the median of the units on.
COMMON = ("without_due_share", "rejected_share")
LIMITS = {"without_due_share": 0.05, "code_gap_share": 0.01, "rejected_share": 0.01}


class Shared(NamedTuple):
    """What a share was counted from: `x` of `n`."""

    x: int
    n: int


class Point(NamedTuple):
    """One figure of the table `completeness`, by its column: what it says, and whether it is a warning.

    `counts` is what a share was counted from, None where that is not published or the figure is no share.
    """

    column: str
    words: Message
    is_warning: bool
    counts: Shared | None


def points(row: Row, medians: Mapping[str, float], counts: Mapping[str, Shared]) -> tuple[Point, ...]:
    """Return what a row of the table `completeness` says, in a fixed order; a figure that is hidden is called so.

    Args:
        row: of the table.
        medians: those of all units, by column of `COMMON`: what is usual there is no reason to look at one of them.
        counts: what the shares of the unit were counted from, by column; without those that are not published.
    """
    limits = LIMITS | {column: max(LIMITS[column], 2 * medians[column]) for column in COMMON}
    return tuple(
        Point(column, sentence(row, counts.get(column)), _is_warning(row, column, limits), counts.get(column))
        for column, sentence in (
            ("without_due_share", _without_due),
            ("code_gap_share", _codes),
            ("form_difference", _form),
            ("rejected_share", _rejected),
        )
    )


def _is_warning(row: Row, column: str, limits: Mapping[str, float]) -> bool:
    if column == "form_difference":
        return bool(row[column])
    return row[column] is not None and row[column] >= limits[column]


def _without_due(row: Row, counts: Shared | None) -> Message:
    if row["without_due_share"] is None:
        return message("completeness.hidden" if row["is_suppressed"] else "completeness.without-due-none")
    return message("completeness.without-due", share=_share(row["without_due_share"], counts))


def _share(share: float, counts: Shared | None) -> Message:
    """Return a share with what it was counted from."""
    if counts is None:
        return message("completeness.share", share=share)
    return message("completeness.share-of", share=share, x=counts.x, n=counts.n)


def _codes(row: Row, _: Shared | None) -> Message:
    if row["code_gap_share"] is None:
        return message("completeness.codes-unknown")
    if not row["code_gap_share"]:
        return message("completeness.codes-whole")
    return message("completeness.codes-missing", share=row["code_gap_share"])


def _form(row: Row, _: Shared | None) -> Message:
    if not row["has_form"]:
        return message("completeness.form-none")
    days = {"first": row["form_from"], "last": row["form_to"]}
    if row["form_difference"] is None:
        return message("completeness.hidden")
    if not row["form_difference"]:
        return message("completeness.form-same", **days)
    way = "more" if row["form_difference"] > 0 else "fewer"
    return message(f"completeness.form-{way}", count=abs(row["form_difference"]), **days)


def _rejected(row: Row, counts: Shared | None) -> Message:
    if row["rejected_share"] is None:
        return message("completeness.rows-none")
    return message("completeness.rejected", share=_share(row["rejected_share"], counts))
