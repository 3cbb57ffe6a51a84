"""The rows of one submission are checked, and it is kept with what was found of them."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from pathlib import Path

import polars as pl

from schemas.column import MEMBER, READ, ROW
from schemas.delivery import Repeat
from schemas.rule import Rule
from schemas.rules import RuleCounts
from schemas.source import Source
from schemas.submission import Counted, SubmissionRecord
from schemas.table import Table
from schemas.words.catalogue import said
from schemas.words.message import Message, message
from warehouse import check, conform, store
from warehouse.night.ingest.divided import groups
from warehouse.night.ingest.gathered import Gathered, gathered, gathered_together
from warehouse.night.ingest.in_order import in_order, put_in_ranges, range_starts
from warehouse.night.ingest.row_warnings import row_warnings
from warehouse.parts import Parts
from warehouse.run import Run

_NAMED_RULES = 3  # how many broken rules the message about a rejected submission names


def check_and_keep(
    run: Run, draft: SubmissionRecord, both: Parts, source: Source, table: Table, aside: Path
) -> SubmissionRecord:
    """Check the rows of a submission, keep those that are accepted with the reasons of the others, and return it.

    Args:
        run: the run that takes it in.
        draft: what is known of it before its rows are.
        both: its rows as they are written, and in the columns of the table (`conform.beside`).
        source: how the file is written.
        table: what the rows enter.
        aside: a folder for rows that do not fit into memory together.
    """
    both = check.with_after_export(both, table, draft.exported_at.date(), READ)
    findings, accepted = _checked(run, draft, both, source, table, aside)
    reasons = _reasons(run, findings, source, table)
    counted = (Counted(rule=c.rule, rows=c.rows, missing=c.missing, unexpected=c.unexpected) for c in findings.counts)
    common = {"rows_in": both.height(), "counts": tuple(counted)}
    if broken := check.outside(table, findings.counts):
        message_vi, message_en = said(_turned_back(broken, source, table))
        refused = {"status": "rejected", "reason": "gate", "message_vi": message_vi, "message_en": message_en}
        submission = draft.model_copy(update=common | refused | {"rejected": both.height()})
        return store.keep(run.home, submission, table, accepted, reasons)
    submission = draft.model_copy(
        update=common
        | {
            "status": "accepted_with_rejections" if findings.rejected.height else "accepted",
            "accepted": findings.accepted,
            "rejected": findings.rejected.height,
            "duplicate": findings.duplicate,
            "repeats": tuple(
                Repeat(member=m, row=r, of_member=om, of_row=o) for m, r, om, o in findings.repeats.rows()
            ),
            "warned": findings.warned_rows,
            "row_warnings": (*draft.row_warnings, *row_warnings(findings.warned, source, table)),
            "replaces": source.write == "replace",
            "window": _window(accepted, table) if findings.accepted else None,
        }
    )
    return store.keep(run.home, submission, table, accepted, reasons)


def _checked(
    run: Run, draft: SubmissionRecord, both: Parts, source: Source, table: Table, aside: Path
) -> tuple[Gathered, Parts]:
    """Return what the rules found, and the accepted rows in the order of the key."""
    is_divided = both.in_memory is None
    starts = range_starts(both, table.key, len(both.frames)) if is_divided else pl.DataFrame()
    findings, accepted = list[Gathered](), pl.DataFrame()
    for group in groups(both, table, aside / "shared"):
        text, frame = conform.apart(group)
        checked = check.check(frame, text, table, source.day_columns)
        findings.append(gathered(checked, text))
        accepted = _as_stored(run, draft, checked.accepted)
        if is_divided:
            put_in_ranges(accepted, table.key, starts, aside / "accepted")
    together = gathered_together(findings, both.unique_in_order(MEMBER))
    if is_divided and together.accepted:
        return together, in_order(table.key, aside / "accepted")
    return together, Parts([accepted.sort(table.key, maintain_order=True)])


def _as_stored(run: Run, draft: SubmissionRecord, accepted: pl.DataFrame) -> pl.DataFrame:
    rows = conform.claim_units(accepted, run.city.register).rename({MEMBER: "source_member", ROW: "source_row"})
    return rows.with_columns(submission_id=pl.lit(draft.submission_id))


def _reasons(run: Run, findings: Gathered, source: Source, table: Table) -> pl.DataFrame:
    if not findings.rejected.height:
        return pl.DataFrame()
    return check.rejections(findings.rejected, findings.texts, source, table, run.city.register)


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


def _window(rows: Parts, table: Table) -> tuple[date, date]:
    if not table.partition_by:
        return (date.min, date.max)
    days = pl.col(table.partition_by).cast(pl.Date)
    ends = rows.select(days.min().alias("first"), days.max().alias("last"))
    return (ends["first"].min(), ends["last"].max())  # type: ignore[return-value]  # columns of dates
