"""What Great Expectations says of the night: once per table, and once per submission that the gate turned back."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from schemas.city import City
from schemas.rules import RuleCounts
from schemas.submission import Counted, SubmissionRecord
from warehouse.night.ingest.lost_docs import JudgedNight, judged_nights, pages_lost, results_lost
from warehouse.run import Run

log = logging.getLogger(__name__)


def confirm_gate(city: City, submissions: Sequence[SubmissionRecord]) -> None:
    """Have Great Expectations judge what the gate turned back: the two are the same arithmetic, and must stay so.

    Raises `RuntimeError` where it would have let a submission pass.
    """
    turned_back = [submission for submission in submissions if submission.reason == "gate"]
    if not turned_back:
        return
    from schemas.gx.gate import judge  # importing Great Expectations takes seconds: only when needed

    for submission in turned_back:
        if judge(city.tables[submission.table], _counts(submission.counts)).success:
            raise RuntimeError(f"{submission.alias}: rejected by the gate but met by the suite of {submission.table}")


def write_data_docs(run: Run, submissions: Sequence[SubmissionRecord], run_name: str) -> Path | None:
    """Have Great Expectations judge the night's counts, table by table, and write its Data Docs; return their page.

    What was emptied of earlier nights is made again before. Returns None where nothing came in.
    """
    try:
        heal_data_docs(run, {s.submission_id for s in submissions})
    except (Exception, pl.exceptions.PanicException) as error:  # what is told of earlier nights stops none
        log.warning("Data Docs of earlier nights cannot be made again: %s", type(error).__name__)
    if not night_counts(submissions):
        return None
    return _write_docs(run, JudgedNight(run_name, run.business_date, tuple(submissions)))


def heal_data_docs(run: Run, tonight: Collection[str] = ()) -> None:
    """Make Data Docs again that were emptied: from the results that are kept, or all from the records.

    Importing Great Expectations takes seconds: nothing of it is imported where nothing is gone. `tonight` are
    submissions that are yet to be judged.
    """
    if results_lost(run.home, tonight):
        for night in judged_nights(run, tonight):
            # At another time a table may have had other rules: nothing can be judged by those that are gone.
            if fitting := tuple(s for s in night.submissions if _fits(run.city, s)):
                _write_docs(run, replace(night, submissions=fitting))
    elif pages_lost(run.home):
        from schemas.gx.data_docs import build_pages_again

        build_pages_again(run.home.docs)


def _write_docs(run: Run, judged_night: JudgedNight) -> Path:
    from schemas.gx.data_docs import build_data_docs

    moment = datetime.combine(judged_night.day, time(), ZoneInfo(run.city.about.zone))
    counts_by_table = night_counts(judged_night.submissions)
    counted_tables = [(run.city.tables[table], counts) for table, counts in counts_by_table.items()]
    build_data_docs(counted_tables, run.home.docs, judged_night.name, moment)
    return run.home.docs / "site" / "index.html"


def _fits(city: City, submission: SubmissionRecord) -> bool:
    table = city.tables.get(submission.table)
    return table is not None and {c.rule for c in submission.counts} == {rule.id for rule in table.rules}


def night_counts(submissions: Sequence[SubmissionRecord]) -> Mapping[str, list[RuleCounts]]:
    """Return, for each table, the sum of what its rules found in the submissions."""
    totals: dict[str, dict[str, RuleCounts]] = {}
    for submission in submissions:
        for rule_counts in _counts(submission.counts):
            table_counts = totals.setdefault(submission.table, {})
            table_counts[rule_counts.rule] = (
                table_counts[rule_counts.rule] + rule_counts if rule_counts.rule in table_counts else rule_counts
            )
    return {table: list(table_counts.values()) for table, table_counts in sorted(totals.items())}


def _counts(rule_counts: Sequence[Counted]) -> list[RuleCounts]:
    return [RuleCounts(c.rule, c.rows, c.missing, c.unexpected) for c in rule_counts]
