"""The rows of one submission are checked, and it is kept with what was found of them."""

from collections.abc import Sequence
from datetime import date
from functools import reduce

import polars as pl

from schemas.column import MEMBER, PLACE, ROW
from schemas.delivery import Repeat
from schemas.rule import Rule
from schemas.rules import RuleCounts
from schemas.source import Source
from schemas.submission import Counted, SubmissionRecord
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.message import Message, message
from warehouse import check, conform, store
from warehouse.night.ingest.row_warnings import row_warnings
from warehouse.run import Run

_NAMED_REPEATS = 10
_NAMED_RULES = 3  # how many broken rules the message about a rejected submission names


def check_and_keep(
    run: Run, draft: SubmissionRecord, frame: pl.DataFrame, text: pl.DataFrame, source: Source, table: Table
) -> SubmissionRecord:
    """Check the rows of a submission, keep those that are accepted with the reasons of the others, and return it.

    Args:
        run: the run that takes it in.
        draft: what is known of it before its rows are.
        frame: its rows in the columns of the table.
        text: the same rows as they are written.
        source: how the file is written.
        table: what the rows enter.
    """
    checked = check.check(frame, text, table, source.day_columns)
    reasons = _reasons(run, checked, text, source, table)
    counts = tuple(
        Counted(rule=c.rule, rows=c.rows, missing=c.missing, unexpected=c.unexpected) for c in checked.counts
    )
    common = {"rows_in": frame.height, "counts": counts}
    if broken := check.outside(table, checked.counts):
        message_vi, message_en = said(_turned_back(broken, source, table))
        refused = {"status": "rejected", "reason": "gate", "message_vi": message_vi, "message_en": message_en}
        submission = draft.model_copy(update=common | refused | {"rejected": frame.height})
        return store.keep(run.home, submission, table, checked.accepted, reasons)
    rows = conform.claim_units(checked.accepted, run.city.register)
    rows = rows.rename({MEMBER: "source_member", ROW: "source_row"})
    rows = rows.with_columns(submission_id=pl.lit(draft.submission_id))
    submission = draft.model_copy(
        update=common
        | {
            "status": "accepted_with_rejections" if checked.rejected.height else "accepted",
            "accepted": rows.height,
            "rejected": checked.rejected.height,
            "duplicate": checked.duplicate,
            "repeats": _first_repeats(checked),
            "warned": checked.warned.height,
            "row_warnings": (*draft.row_warnings, *row_warnings(checked, source, table)),
            "replaces": source.write == "replace",
            "window": _window(rows, table),
        }
    )
    return store.keep(run.home, submission, table, rows.sort(table.key, maintain_order=True), reasons)


def _reasons(run: Run, checked: check.Checked, text: pl.DataFrame, source: Source, table: Table) -> pl.DataFrame:
    if not checked.rejected.height:
        return pl.DataFrame()
    return check.rejections(checked, text, source, table, run.city.register)


def _first_repeats(checked: check.Checked) -> tuple[Repeat, ...]:
    first = checked.repeats.sort(PLACE).head(_NAMED_REPEATS)
    return tuple(Repeat(member=m, row=r, of_member=om, of_row=o) for m, r, om, o in first.iter_rows())


def _turned_back(broken: Sequence[tuple[Rule, RuleCounts]], source: Source, table: Table) -> Message:
    """Return why a whole submission is turned back: the first rules that it does not meet, and by how many rows."""
    reasons = [
        message(
            "rules.broken-by",
            wrong=check.explained(rule, source, table).message,
            unexpected=counted.unexpected,
            rows=counted.rows,
        )
        for rule, counted in broken[:_NAMED_RULES]
    ]
    return reduce(lambda first, second: message("rules.broken-both", first=first, second=second), reasons)


def _window(rows: pl.DataFrame, table: Table) -> tuple[date, date] | None:
    if not rows.height:
        return None
    if not table.partition_by:
        return (date.min, date.max)
    days = rows.get_column(table.partition_by).cast(pl.Date)
    return (days.min(), days.max())  # type: ignore[return-value]  # a column of dates
