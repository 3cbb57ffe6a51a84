"""What Great Expectations says of the night: once per table, and once per submission that the gate turned back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from schemas.city import City
from schemas.rules import RuleCounts
from schemas.submission import Counted, SubmissionRecord
from warehouse.run import Run


def confirm_gate(city: City, submissions: Sequence[SubmissionRecord]) -> None:
    """Have Great Expectations judge what the gate turned back: the two are the same arithmetic, and must stay so.

    Raises `RuntimeError` where it would have let a submission pass.
    """
    turned_back = [s for s in submissions if s.reason == "gate"]
    if not turned_back:
        return
    from schemas.gx.gate import judge  # importing Great Expectations takes seconds: only when needed

    for s in turned_back:
        if judge(city.tables[s.table], _counts(s.counts)).success:
            raise RuntimeError(f"{s.alias}: rejected by the gate but met by the suite of {s.table}")


def write_data_docs(run: Run, submissions: Sequence[SubmissionRecord], run_name: str) -> Path | None:
    """Have Great Expectations judge the night's counts, table by table, and write its Data Docs; return their page.

    Returns None where nothing came in.
    """
    counted = night_counts(submissions)
    if not counted:
        return None
    from schemas.gx.data_docs import build_data_docs

    moment = datetime.combine(run.business_date, time(), ZoneInfo(run.city.about.zone))
    night = [(run.city.tables[table], counts) for table, counts in counted.items()]
    build_data_docs(night, run.home.docs, run_name, moment)
    return run.home.docs / "site" / "index.html"


def night_counts(submissions: Sequence[SubmissionRecord]) -> Mapping[str, list[RuleCounts]]:
    """Return, for each table, the sum of what its rules found in the submissions."""
    totals: dict[str, dict[str, RuleCounts]] = {}
    for s in submissions:
        for counted in _counts(s.counts):
            of_table = totals.setdefault(s.table, {})
            of_table[counted.rule] = of_table[counted.rule] + counted if counted.rule in of_table else counted
    return {table: list(of_table.values()) for table, of_table in sorted(totals.items())}


def _counts(counted: Sequence[Counted]) -> list[RuleCounts]:
    return [RuleCounts(c.rule, c.rows, c.missing, c.unexpected) for c in counted]
