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
from warehouse.night.ingest.findings import Findings, findings_of, joined_findings
from warehouse.night.ingest.in_order import in_order, put_in_ranges, range_starts
from warehouse.night.ingest.row_warnings import row_warnings
from warehouse.parts import Parts
from warehouse.run import Run

_NAMED_RULES = 3  # how many broken rules the message about a rejected submission names


def check_and_keep(
    run: Run, draft: SubmissionRecord, rows: Parts, source: Source, table: Table, aside: Path
) -> SubmissionRecord:
    """Check the rows of a submission, keep those that are accepted with the reasons of the others, and return it.

    Args:
        run: the run that takes it in.
        draft: what is known of it before its rows are.
        rows: its rows as they are written, and in the columns of the table (`conform.put_beside`).
        source: how the file is written.
        table: what the rows enter.
        aside: a folder for rows that do not fit into memory together.
    """
    rows = check.with_after_export(rows, table, draft.exported_at.date(), READ)
    findings, accepted = _checked(run, draft, rows, source, table, aside)
    reasons = _reasons(run, findings, source, table)
    rule_counts = (
        Counted(rule=c.rule, rows=c.rows, missing=c.missing, unexpected=c.unexpected) for c in findings.counts
    )
    common = {"rows_in": rows.height(), "counts": tuple(rule_counts)}
    if broken_rules := check.outside(table, findings.counts):
        message_vi, message_en = said(_gate_words(broken_rules, source, table))
        refusal = {"status": "rejected", "reason": "gate", "message_vi": message_vi, "message_en": message_en}
        submission = draft.model_copy(update=common | refusal | {"rejected": rows.height()})
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
    run: Run, draft: SubmissionRecord, rows: Parts, source: Source, table: Table, aside: Path
) -> tuple[Findings, Parts]:
    """Return what the rules found, and the accepted rows in the order of the key."""
    is_divided = rows.in_memory is None
    starts = range_starts(rows, table.key, len(rows.frames)) if is_divided else pl.DataFrame()
    findings, accepted = list[Findings](), pl.DataFrame()
    for group in groups(rows, table, aside / "shared"):
        text, frame = conform.take_apart(group)
        checked = check.check(frame, text, table, source.day_columns)
        findings.append(findings_of(checked, text))
        accepted = _as_stored(run, draft, checked.accepted)
        if is_divided:
            put_in_ranges(accepted, table.key, starts, aside / "accepted")
    all_findings = joined_findings(findings, rows.unique_in_order(MEMBER))
    if is_divided and all_findings.accepted:
        return all_findings, in_order(table.key, aside / "accepted")
    return all_findings, Parts([accepted.sort(table.key, maintain_order=True)])


def _as_stored(run: Run, draft: SubmissionRecord, accepted: pl.DataFrame) -> pl.DataFrame:
    rows = conform.claim_units(accepted, run.city.register).rename({MEMBER: "source_member", ROW: "source_row"})
    return rows.with_columns(submission_id=pl.lit(draft.submission_id))


def _reasons(run: Run, findings: Findings, source: Source, table: Table) -> pl.DataFrame:
    if not findings.rejected.height:
        return pl.DataFrame()
    return check.rejections(findings.rejected, findings.texts, source, table, run.city.register)


def _gate_words(broken_rules: Sequence[tuple[Rule, RuleCounts]], source: Source, table: Table) -> Message:
    """Return why a whole submission is turned back: the first rules that it does not meet, and by how many rows."""
    reasons = [
        message(
            "rules.broken-by",
            wrong=check.explained(rule, source, table).message,
            unexpected=rule_counts.unexpected,
            rows=rule_counts.rows,
        )
        for rule, rule_counts in broken_rules[:_NAMED_RULES]
    ]
    return reduce(lambda first, second: message("rules.broken-both", first=first, second=second), reasons)


def _window(rows: Parts, table: Table) -> tuple[date, date]:
    if not table.partition_by:
        return (date.min, date.max)
    days = pl.col(table.partition_by).cast(pl.Date)
    ends = rows.select(days.min().alias("first"), days.max().alias("last"))
    return (ends["first"].min(), ends["last"].max())  # type: ignore[return-value]  # columns of dates
